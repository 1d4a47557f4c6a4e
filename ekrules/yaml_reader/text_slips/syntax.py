"""Syntax slips: why YAML could not read on, and what to write instead.

In: a text that YAML refused, and the line where it stopped. Out: the first Slip in it, or None
where we don't know. Walks through the lines as a person reads them: how far each is moved in,
its key, and its value. Knows only as much of YAML as people write in these files.
"""

from __future__ import annotations

import re

from ekrules.yaml_reader.text_slips.braces import after_braces
from ekrules.yaml_reader.text_slips.colons import NAME, refuse_colon_in_text, refuse_no_colon
from ekrules.yaml_reader.text_slips.columns import Columns, Entry, count, spaces
from ekrules.yaml_reader.text_slips.quiet import odd_key_slip
from ekrules.yaml_reader.text_slips.quotes import after_quoted
from ekrules.yaml_reader.text_slips.telling import (
    LINE_END,
    ODD_SPACES,
    Slip,
    Slipped,
    comparison_slip,
    first_sign_slip,
    line_number,
    put_in_quotes,
    rest_of_line,
    shortened,
)

_KEY = re.compile(
    r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s\"'\[\]{}#&*!|>%@`,?](?:[^#:]|:(?! |$)|(?<! )#)*?)"
    r"[ ]*:(?= |$)"
)
_ODD_INDENT = re.compile(rf"[ ]*[{ODD_SPACES}]")
_ODD_AFTER_DASH = re.compile(rf"-[{ODD_SPACES}]")
_LIKE_A_DASH = re.compile(r"(?:[–—−‒•·‣◦*]|(?:\+|--+|[0-9]{1,3}[.)])(?= [\w{\"'])) ")
_BLOCK_KEY = re.compile(r"([\w-]+) ?[:;]? ?\|")
_QUOTED_KEY = re.compile(r"([\"'])([\w-]+)\1\s+(\S.*)")
_QUOTED_LINE = re.compile(r"([\"'])([\w-]+): (.*)\1")
_TIGHT_DASH = re.compile(r"-(?=[^\W\d]|[{\[\"'])")
_BLOCK = re.compile(r"[|>](?:[1-9]?[+-]?|[+-][1-9])[ ]*(?:#.*)?")
_SPECIAL = "@`%&*!|>"


def first_slip(text: str, stopped_at: int) -> Slip | None:
    """Return the first slip of a text that YAML gave up on in line `stopped_at`, or None."""
    try:
        _Walk(text).walk()
    except Slipped as slipped:
        # What stands far below the line where YAML stopped is no reason for it.
        near = line_number(text, slipped.slip.offset) <= stopped_at + 1
        return slipped.slip if near else None
    return None


class _Walk:
    def __init__(self, text: str) -> None:
        self._text = text
        starts = [0, *(end.end() for end in LINE_END.finditer(text))]
        self._starts = starts
        self._at = 0
        self._columns = Columns(text)
        # What the line above leaves: nothing, an open key or dash, a value, or a block of text.
        self._above = "nothing"
        # A line without a key that may be one whose colon is missing: its offset and words; and
        # the same where it is the line right above.
        self._keyless: tuple[int, str] | None = None
        self._keyless_above: tuple[int, str] | None = None
        self._block_margin = 0

    def walk(self) -> None:
        while self._at < len(self._starts):
            start = self._starts[self._at]
            line = rest_of_line(self._text, start)
            self._at += 1
            words = line.strip(" ")
            if not words or words.startswith("#"):
                continue
            if re.match(r"\.\.\.(?: |$)", line) and self._next_column() is not None:
                raise Slipped(start, '"..." ends the file, and more follows', "delete this line")
            if re.match(r"(?:---|\.\.\.)(?: |$)", line):
                self._columns, self._above = Columns(self._text), "nothing"
                continue
            self._line(start, line)

    def _line(self, start: int, line: str) -> None:
        rest = line.lstrip(" ")
        column = len(line) - len(rest)
        self._keyless_above, self._keyless = self._keyless, None
        self._refuse_signs(start + column, rest)
        after_dash = False
        while rest.startswith("- ") or rest == "-":
            self._enter(Entry(start + column, column, "-", self._at), after_dash)
            after_dash, self._above = True, "open"
            bare = rest[1:].lstrip(" ")
            column += len(rest) - len(bare)
            rest = bare
        if not rest or rest.startswith("#"):
            return
        key = _KEY.match(rest)
        if key is None or rest[0] in _SPECIAL:
            self._no_key(start, column, rest, after_dash)
            return
        name = key[1].strip("\"'")
        self._refuse_key(start + column, rest, key[1])
        self._enter(Entry(start + column, column, name, self._at), after_dash)
        value = rest[key.end() :].lstrip(" ")
        offset = start + column + len(rest) - len(value)
        if not value or value.startswith("#"):
            self._above = "open"
        else:
            self._value(offset, value, column)

    def _refuse_signs(self, offset: int, rest: str) -> None:
        if _ODD_INDENT.match(rest):
            found = "a no-break space at the start of the line (as copied from Word or a web page)"
            raise Slipped(offset, found, "delete the blanks there and write ordinary spaces")
        if _ODD_AFTER_DASH.match(rest):
            raise Slipped(
                offset + 1, "a no-break space after the hyphen", "write an ordinary space"
            )
        if (sign := _LIKE_A_DASH.match(rest)) is not None:
            found = f'"{sign.group().strip()}" is no hyphen'
            raise Slipped(offset, found, 'begin each item of a list with "- " (hyphen and space)')
        if _TIGHT_DASH.match(rest) and not rest.startswith("---"):
            found = "no space after the hyphen"
            raise Slipped(offset, found, f'write "- {shortened(rest[1:], 30)}"')
        if rest.startswith("? "):
            raise Slipped(offset, "a question mark before a key", "delete it")

    def _refuse_key(self, offset: int, rest: str, key: str) -> None:
        if key.startswith("("):
            written = "{" + rest.strip().strip("()") + "}"
            found = "round brackets in place of { and }"
            raise Slipped(offset, found, f"write {shortened(written)}")
        if key[0] not in "\"'" and (slip := odd_key_slip(offset, key)) is not None:
            raise Slipped(slip.offset, slip.found, slip.expected)

    def _enter(self, entry: Entry, is_new: bool) -> None:
        """Note a key or dash; refuse one that stands where it can't belong."""
        is_open = self._above == "open"
        if not is_new and not self._columns.fits(entry, is_open):
            self._refuse_keyless_above(entry)
            self._columns.refuse(entry, is_open, self._next_column())
        self._columns.enter(entry, is_new)

    def _refuse_keyless_above(self, entry: Entry) -> None:
        """Refuse the line above where this one shows that it was to be a key."""
        if self._keyless_above is None:
            return
        offset, words = self._keyless_above
        column = offset - self._starts[line_number(self._text, offset) - 1]
        above = rest_of_line(self._text, offset - column)
        if (entry.is_item and not above.lstrip().startswith("- ")) or (
            not entry.is_item and entry.column == column
        ):
            refuse_no_colon(offset, words, leads_on=True, after_text=False)

    def _next_column(self) -> int | None:
        """Return the column where the next line that says anything begins."""
        for at in range(self._at, len(self._starts)):
            line = rest_of_line(self._text, self._starts[at])
            if line.strip() and not line.lstrip().startswith("#"):
                return len(line) - len(line.lstrip(" "))
        return None

    def _no_key(self, start: int, column: int, rest: str, after_dash: bool) -> None:
        offset = start + column
        top = self._columns.levels[-1] if self._columns.levels else None
        continues = top is not None and column > top.column and self._above in ("open", "value")
        if after_dash or (continues and self._above == "open"):
            margin = top.column if top is not None else -1
            if rest[0] not in "{[\"'":
                self._keyless = (offset, rest)
            self._value(offset, rest, margin)
            return
        if continues:
            refuse_colon_in_text(offset, rest, self._columns.name)
            return
        if top is None and rest[0] in "{[":
            self._value(offset, rest, -1)
            return
        if block := _BLOCK_KEY.fullmatch(rest.rstrip()):
            found = f'no colon and space after "{block[1]}"'
            raise Slipped(offset, found, f'write "{block[1]}: |"')
        if self._above == "block" and not NAME.fullmatch(rest):
            self._refuse_outside_text(offset, rest)
        if self._above == "open" and rest[0] in "{[\"'" and not after_dash:
            found = f'the value of "{self._columns.name}" stands no further in than its key'
            raise Slipped(offset, found, "write it on the line of the key, after the colon")
        if rest[0] in "\"'":
            self._refuse_quoted_line(offset, rest.rstrip())
        self._refuse_no_colon(offset, rest)

    def _refuse_quoted_line(self, offset: int, rest: str) -> None:
        if key := _QUOTED_KEY.fullmatch(rest):
            expected = f'write "{key[2]}: {shortened(key[3])}"'
            raise Slipped(offset, f'no colon after "{key[2]}"', expected)
        if line := _QUOTED_LINE.fullmatch(rest):
            expected = f'write "{line[2]}: {shortened(line[3])}" without them'
            raise Slipped(offset, "quotes round a key and its value together", expected)
        if re.match(r"[\"'][\w-]+:(?: |$)", rest) and rest.count(rest[0]) == 1:
            raise Slipped(offset, f"a quote ({rest[0]}) before a key", "delete it")
        after_quoted(self._text, offset, in_braces=False)

    def _value(self, offset: int, value: str, margin: int) -> None:
        """Go past the value that begins at `offset` of a key or dash in column `margin`."""
        self._above = "value"
        sign = value[0]
        if sign in "\"'":
            self._go_on_after(after_quoted(self._text, offset, in_braces=False))
        elif sign in "{[":
            end = after_braces(self._text, offset, margin)
            self._refuse_after_braces(offset, end)
            self._go_on_after(end)
        elif _BLOCK.fullmatch(value):
            self._block(margin)
        else:
            self._refuse_first_sign(offset, value)
            refuse_colon_in_text(offset, value, self._columns.name)

    def _go_on_after(self, offset: int) -> None:
        while self._at < len(self._starts) and self._starts[self._at] <= offset:
            self._at += 1

    def _block(self, margin: int) -> None:
        """Go past the lines of a text begun with "|" or ">"."""
        self._above = "block"
        inner: int | None = None
        while self._at < len(self._starts):
            start = self._starts[self._at]
            line = rest_of_line(self._text, start)
            column = len(line) - len(line.lstrip(" "))
            if line.strip(" "):
                if column <= margin:
                    break
                if inner is not None and column < inner and _KEY.match(line.lstrip(" ")):
                    break
                if inner is not None and column < inner:
                    found = f"{spaces(column)} before this line of a text that begins with {inner}"
                    expected = f"write {inner}, or move the first line of the text out to {column}"
                    raise Slipped(start + column, found, expected)
                inner = column if inner is None else inner
            self._at += 1
        self._block_margin = margin + 2 if inner is None else inner

    def _refuse_outside_text(self, offset: int, rest: str) -> None:
        name = self._columns.name
        found = f'"{shortened(rest, 30)}" stands outside the text of "{name}" above it'
        expected = f"write {count(self._block_margin)} before it, as before the other lines"
        raise Slipped(offset, found, expected)

    def _refuse_first_sign(self, offset: int, value: str) -> None:
        slip = comparison_slip(self._text, offset, self._columns.name)
        slip = slip or first_sign_slip(offset, value)
        if slip is not None:
            raise Slipped(slip.offset, slip.found, slip.expected)

    def _refuse_after_braces(self, offset: int, end: int) -> None:
        rest = rest_of_line(self._text, end)
        words = rest.strip()
        if not words or re.match(r"[ ]*#", rest):
            return
        at = end + len(rest) - len(rest.lstrip())
        if words[0] in "}]":
            raise Slipped(at, f'a "{words[0]}" too many', "delete it")
        if words[0] == "," and len(words) == 1:
            raise Slipped(at, "a comma at the end of the line", "delete it")
        whole = self._text[offset:end] + rest.rstrip()
        if words[0] == "," and ":" in words:
            raise Slipped(at, "a comma after the braces are closed", "write the rest before the }")
        raise Slipped(offset, f'a text that begins with "{whole[0]}"', put_in_quotes(whole))

    def _refuse_no_colon(self, offset: int, words: str) -> None:
        column = self._next_column()
        here = offset - self._starts[line_number(self._text, offset) - 1]
        leads_on = column is not None and column >= here
        refuse_no_colon(offset, words, leads_on, after_text=self._above == "block")
