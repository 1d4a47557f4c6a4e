"""Syntax slips: what a person most likely did where YAML can't be read on.

In: the parser's error and the lines of the file. Out: the slip, at the sign to mend and in plain
words, or None where it is none that is known. The parser says where it gave up, which is often a
line or more below the slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ekrules.yaml_reader.nodes import short

COMPARE_WITH_WORDS = "write at_least, at_most, more_than or below (as {at_least: 60 %})"
IN_QUOTES = "put the text in quotes"
CURLY_QUOTES = "“”„‟«»‘’‚"
STRAIGHT = 'write straight quotes (")'

_CLOSING = {"{": "}", "[": "]"}
_COMPARING = re.compile(r"([<>]=?|[≥≤]) *(?:[-+]?[0-9]|:)")
_KEY = re.compile(r"(?:- +)*[\w-]+ *:(?= |$)")
_UNSPACED = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")
_BLOCK_BEGINS = re.compile(r"[:-] +[>|][+-]?[0-9]?[+-]?$")
_WRONG_DASH = re.compile(r"[–—−•·*]\s")


@dataclass(frozen=True)
class Slip:
    """What stands where (line and column from 0), and what was expected."""

    line: int
    column: int
    found: str
    expected: str


@dataclass(frozen=True)
class _Trouble:
    """Where the parser gave up, what it was in the middle of, and where that began."""

    problem: str
    context: str
    line: int
    column: int
    begun_line: int
    begun_column: int
    lines: Sequence[str]

    @property
    def before(self) -> str:
        return self.lines[self.line][: self.column]

    @property
    def rest(self) -> str:
        return self.lines[self.line][self.column :]

    @property
    def begun(self) -> str:
        """The text from where that began."""
        return self.lines[self.begun_line][self.begun_column :]

    def here(self, found: str, expected: str) -> Slip:
        return Slip(self.line, self.column, found, expected)

    def there(self, found: str, expected: str, after: int = 0) -> Slip:
        return Slip(self.begun_line, self.begun_column + after, found, expected)


def syntax_slip(error: Any, lines: Sequence[str]) -> Slip | None:
    """Return the slip behind a YAMLError of the parser, or None."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return None
    begun = getattr(error, "context_mark", None) or mark
    trouble = _Trouble(
        getattr(error, "problem", None) or "",
        getattr(error, "context", None) or "",
        mark.line,
        mark.column,
        begun.line,
        begun.column,
        # The end of the text may be told as a line of its own.
        [*lines, "", ""],
    )
    for recognise in _RECOGNISED:
        if (slip := recognise(trouble)) is not None:
            return slip
    return None


def _in_quotes(one: _Trouble) -> Slip | None:
    if "quoted" not in one.context:
        return None
    if "escape" in one.problem or "hex" in one.problem:
        at = one.lines[one.line].rfind("\\", 0, one.column + 2)
        found = f'a "{one.lines[one.line][at : at + 2]}" between double quotes'
        return Slip(one.line, max(at, 0), found, "write single quotes around the text (')")
    found = "this quote is never closed"
    return one.there(found, "expected the same quote where the text ends")


def _comparison(one: _Trouble) -> Slip | None:
    """A sign before a number, where YAML reads ">" as the start of a folded text."""
    sign = _COMPARING.match(one.begun)
    return one.there(f'"{sign[1]}" can\'t stand here', COMPARE_WITH_WORDS) if sign else None


def _sign_first(one: _Trouble) -> Slip | None:
    """A text may not begin with a sign that means something to YAML."""
    if "cannot start any token" in one.problem:
        if re.match(r"% ?[0-9]", one.rest):
            return one.here('a "%" before its number', "write it after the number (as 60 %)")
        return one.here(f'a text that begins with "{one.rest[:1]}"', IN_QUOTES)
    kinds = ("block scalar", "alias", "anchor", "tag")
    if any(kind in one.context for kind in kinds) and one.begun[:1] in tuple("|>*&!"):
        return one.there(f'a text that begins with "{one.begun[0]}"', IN_QUOTES)
    return None


def _between_brackets(one: _Trouble) -> Slip | None:
    opening = one.begun[:1]
    if "flow" in one.context and one.rest[:1] == "?":
        return one.here('a "?"', "write the value, or delete the key until it is known")
    if "flow" not in one.context or opening not in _CLOSING:
        return None
    closing = _CLOSING[opening]
    line = one.lines[one.line].strip()
    is_below = one.line > one.begun_line
    if is_below and (not line or _KEY.match(line) or line.startswith("- ")):
        if (hash_at := one.begun.find(" #")) >= 0:
            found = f'a "#", which begins a comment, before the "{opening}" of the line is closed'
            return one.there(found, "put the comment on a line of its own", hash_at + 1)
        found = f'this "{opening}" is never closed'
        return one.there(found, f'expected "{closing}" where it ends, and "," between its parts')
    sign = one.rest[:1]
    if sign and sign in "}]":
        return one.here(f'a "{sign}" closes the "{opening}"', f'expected "{closing}"')
    if sign == ";":
        return one.here('a ";" between two parts', 'write ","')
    if one.before.rstrip()[-1:] in ('"', "'"):
        return one.here("the text goes on after its closing quote", IN_QUOTES + " as a whole")
    if not sign:
        return None
    return one.here('there is no "," before this', 'write "," between two parts')


def _no_colon(one: _Trouble) -> Slip | None:
    """A line that holds no key, where the parser looks for the colon in the lines below."""
    if "simple key" not in one.context:
        return None
    above = next((line for line in reversed(one.lines[: one.begun_line]) if line.strip()), "")
    if _BLOCK_BEGINS.search(above):
        sign = above.split()[-1]
        found = f'a text after "{sign}" that is not indented'
        return one.there(found, "indent it more than its key")
    if one.begun[:1] in ('"', "'"):
        found = "a key and its value in one pair of quotes"
        return one.there(found, "put the quotes around the value alone")
    if glued := re.match(r"[\w-]+:(?=[^ ])", one.begun):
        if _UNSPACED.match(one.begun, glued.end()):
            found = 'a no-break space after the ":"'
            return one.there(found, "write an ordinary space", glued.end())
        found = f'there is no space after "{glued.group()}"'
        return one.there(found, 'write ": " between a key and its value', glued.end())
    if equals := re.match(r"[\w-]+ *=", one.begun):
        found = f'"{equals.group()}"'
        return one.there(found, 'write ": " between a key and its value', equals.end() - 1)
    found = f'"{short(one.begun.rstrip(), most=40)}" holds no ": "'
    return one.there(found, "expected a key, a colon, a space and a value")


def _second_colon(one: _Trouble) -> Slip | None:
    if "mapping values" not in one.problem:
        return None
    start = len(one.before) - len(one.before.lstrip())
    key = _KEY.match(one.before + ":", start)
    if key is None or key.end() > one.column:
        found = "this line is indented more than the one above, which has a value already"
        return Slip(one.line, start, found, "line it up with the lines it belongs with")
    value = one.before[key.end() :].lstrip()
    if value[:1] in tuple(CURLY_QUOTES):
        return Slip(one.line, one.column - len(value), f'"{value[0]}" as a quote', STRAIGHT)
    return one.here('a text without quotes that holds ": "', IN_QUOTES)


def _after_a_value(one: _Trouble) -> Slip | None:
    """Something stands on a line whose value has ended already."""
    before = one.before.rstrip()
    if "block" not in one.context or not before:
        return None
    if before[-1] in "\"'":
        opens_here = re.search(r"[:-] +$", before[:-1]) is not None
        return (_never_closed(one, before[-1]) if opens_here else None) or one.here(
            "the text goes on after its closing quote",
            "put quotes of the other kind around the whole text",
        )
    if one.rest[:1] in tuple("}]"):
        return one.here(f'a "{one.rest[0]}" too many', "delete it")
    if before[-1] in "}]" and (begins := re.search(r"[:-] +(?=[{[])", before)):
        found = f'a text that begins with "{before[begins.end()]}"'
        return Slip(one.line, begins.end(), found, IN_QUOTES)
    return None


def _never_closed(one: _Trouble, quote: str) -> Slip | None:
    """The quote on this line closes one that was opened above: the nearest line with an odd one."""
    for number in range(one.line - 1, -1, -1):
        line = one.lines[number]
        if line.count(quote) % 2 and not line.lstrip().startswith("#"):
            found = "this quote is never closed"
            expected = "expected the same quote where the text ends"
            return Slip(number, line.rindex(quote), found, expected)
    return None


def _line_begins(one: _Trouble) -> Slip | None:
    """A line that stands where no line can, or begins with what can't stand there."""
    if "block" not in one.context or one.before.strip() or not one.rest.strip():
        return None
    if _WRONG_DASH.match(one.rest):
        found = f'"{one.rest[0]}" before an item of a list'
        return one.here(found, 'write "- " (a hyphen and a space)')
    if re.match(r"-\w", one.rest):
        return one.here('there is no space after the "-"', 'write "- " before an item')
    if one.rest[0] == ",":
        return one.here("a line that begins with a comma", "delete the comma")
    is_dash = one.rest.startswith("- ")
    if "collection" in one.context and one.column == one.begun_column:
        found = 'this line stands where the list above has its "-"'
        return one.here(found, "indent it as the keys of the item above, or begin it with one")
    if is_dash and "mapping" in one.context:
        found = 'a "-" where a key was expected'
        return one.here(found, "delete it, or begin a list under a key of its own")
    return _misaligned(one)


def _misaligned(one: _Trouble) -> Slip | None:
    near = min(
        _columns_above(one.lines, one.line),
        key=lambda found: (abs(found[0] - one.column), found[0] != one.begun_column),
        default=None,
    )
    if near is None or near[0] == one.column:
        return None
    column, line, word = near
    found = f"this line begins in column {one.column + 1}, and nothing that it can belong to does"
    return one.here(found, f'line it up with "{word}" on line {line + 1} (column {column + 1})')


def _columns_above(lines: Sequence[str], below: int) -> Iterator[tuple[int, int, str]]:
    """Yield (column, line, word) of each key above that a line may be lined up with."""
    least = 10_000
    for number in range(below - 1, -1, -1):
        line = lines[number]
        key = re.match(r"( *)((?:- +)*)([\w-]+) *:(?: |$)", line)
        if key is None:
            continue
        inner, outer = key.start(3), key.end(1)
        for column in (inner, outer):
            if column < least:
                word = key[3] if column == inner else "-"
                yield column, number, word
        least = min(least, outer)
        if not least:
            return


def _file_ended(one: _Trouble) -> Slip | None:
    if "document start" not in one.problem:
        return None
    for number in range(one.line, -1, -1):
        if one.lines[number].startswith("..."):
            return Slip(number, 0, 'a line of "...", which ends the file', "delete it")
    return None


_RECOGNISED = (
    _in_quotes,
    _comparison,
    _sign_first,
    _between_brackets,
    _no_colon,
    _second_colon,
    _after_a_value,
    _line_begins,
    _file_ended,
)
