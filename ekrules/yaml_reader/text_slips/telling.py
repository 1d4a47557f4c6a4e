"""Slips: what a tired person wrote, where, and the words that tell it.

In: a text and an offset in it. Out: a Slip, which the parser turns into a fault. Shared by those
who look where reading stopped (syntax, braces) and where it did not (quiet).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ekrules.errors import Place

LINE_END = re.compile(r"\r\n|\r|\n")
# Word processors put these in place of straight quotes; YAML takes them for letters.
OPENING_QUOTES = "“”„‟«»‘’‚‛´"
CLOSING_QUOTES = "“”„‟«»‘’‚‛´"
# Blanks that look like a space and are none to YAML.
ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
COMPARE_WITH_WORDS = "write at_least, at_most, more_than or below (as {at_least: 60 %})"
_NEVER_FIRST = "@`%&*!|>"
_LONGEST = 60
_SIGNS = {
    ">=": "at_least",
    "≥": "at_least",
    "=>": "at_least",
    ">": "more_than",
    "<=": "at_most",
    "≤": "at_most",
    "=<": "at_most",
    "<": "below",
}
_COMPARING = re.compile(r"(>=|=>|<=|=<|≥|≤|>|<)[ \u00a0]*([-+]?[0-9][0-9.,]*(?:[ \u00a0]?%)?)")


@dataclass(frozen=True)
class Slip:
    """A slip at an offset of the text: what stands there, and what to write instead."""

    offset: int
    found: str
    expected: str


class Slipped(Exception):
    """The first slip of a text is found; nothing below it is looked at."""

    def __init__(self, offset: int, found: str, expected: str) -> None:
        super().__init__(found)
        self.slip = Slip(offset, found, expected)


def place_of_offset(text: str, offset: int, file: str) -> Place:
    """Return the place of the character at `offset`.

    >>> print(place_of_offset("one" + chr(10) + "two", 5, "f.yaml"))
    f.yaml:2:2
    """
    ends = [end.end() for end in LINE_END.finditer(text, 0, offset)]
    return Place(file, len(ends) + 1, offset - (ends[-1] if ends else 0) + 1)


def line_number(text: str, offset: int) -> int:
    """Return the number of the line that holds `offset`, from 1."""
    return place_of_offset(text, offset, "").line


def rest_of_line(text: str, offset: int) -> str:
    """Return what stands from `offset` to the end of its line."""
    end = LINE_END.search(text, offset)
    return text[offset : end.start() if end else len(text)]


def shortened(text: str, most: int = _LONGEST) -> str:
    """Return the text, or its beginning and three dots where it is longer than `most`."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 3].rstrip() + "..."


def in_quotes(text: str) -> str:
    """Return the text in straight quotes, as YAML reads it back; shortened for a message.

    >>> in_quotes("Mål: alle"), in_quotes("det's: so")
    ("'Mål: alle'", '"det\\'s: so"')
    """
    line = shortened(text)
    if "'" in line and '"' not in line and "\\" not in line:
        return f'"{line}"'
    return "'" + line.replace("'", "''") + "'"


def put_in_quotes(text: str) -> str:
    """Return the advice to put this text in quotes."""
    return f"put the text in quotes: {in_quotes(text)}"


def comparison_slip(text: str, offset: int, key: str | None) -> Slip | None:
    """Return the slip where a sign as ">=" and a number stand at `offset`; else None.

    `key` is the key whose value begins there; None where a key should begin.
    """
    written = _COMPARING.match(text, offset)
    if written is None:
        return None
    word, bound = _SIGNS[written[1]], written[2].rstrip(",. ")
    meant = f"{word}: {bound}" if key is None else f"{{{word}: {bound}}}"
    if key in _SIGNS.values():
        meant = f"{key}: {bound}"
    return Slip(offset, f'"{written[1]}" can\'t stand here', f"write it in words: {meant}")


def double_brace_slip(offset: int, whole: str) -> Slip:
    """Return the slip where "{{" begins a value: a brace too many, or a template's name."""
    if re.match(r"\{\{ *[\w-]+: ", whole):
        return Slip(offset, 'a "{" too many', "delete it")
    return Slip(offset, 'a text that begins with "{{"', put_in_quotes(whole))


def first_sign_slip(offset: int, whole: str) -> Slip | None:
    """Return the slip where a text without quotes begins with a sign that it may not begin with."""
    if whole[0] in ",]}" or re.match(r":\S", whole):
        return Slip(offset, f'a "{whole[0]}" where a value should begin', "delete it")
    if whole[0] not in _NEVER_FIRST and not re.match(r"[-?:](?: |$)", whole):
        return None
    if whole[0] == "`" and whole.endswith("`") and len(whole) > 2:
        bare = whole.strip("`")
        return Slip(offset, f"{shortened(bare)} stands between ` and `", "delete these two signs")
    if re.match(r"[|>] +\S", whole):
        expected = "begin the text on the line below, further in; or, if the sign belongs to it, "
        found = f'a text on the same line as "{whole[0]}"'
        return Slip(offset, found, expected + put_in_quotes(whole))
    return Slip(offset, f'a text that begins with "{whole[0]}"', put_in_quotes(whole))


def compared(words: str) -> str | None:
    """Return "attainment >= 60 %" as rules write it, or None where the words compare nothing.

    >>> compared("attainment >= 60 %"), compared("mange er i mål")
    ('attainment: {at_least: 60 %}', None)
    """
    sign = re.fullmatch(rf"([\w-]+) *({_COMPARING.pattern})", words)
    return f"{sign[1]}: {{{_SIGNS[sign[3]]}: {sign[4]}}}" if sign else None
