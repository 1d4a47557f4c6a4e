"""Brace slips: what is wrong between { and }, or [ and ].

In: the offset of an opening brace or bracket. Out: the offset after its closing one; raises
Slipped at the first thing that YAML could not read on from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ekrules.yaml_reader.text_slips.quiet import colon_written
from ekrules.yaml_reader.text_slips.quotes import after_quoted
from ekrules.yaml_reader.text_slips.telling import (
    LINE_END,
    OPENING_QUOTES,
    Slip,
    Slipped,
    comparison_slip,
    double_brace_slip,
    first_sign_slip,
    line_number,
    put_in_quotes,
    rest_of_line,
    shortened,
)

_CLOSES = {"{": "}", "[": "]"}
_BLANK = re.compile(r"[ \t]+")
_COMMENT = re.compile(r"#[^\r\n]*")
_NEW_ENTRY = re.compile(r"(?:- |-$|[\w-]+:(?: |$)|\"[^\"]*\":|'[^']*':)", re.MULTILINE)
# A plain word ends before these, or before ": " and " #".
_PLAIN_END = re.compile(r"[,\[\]{}\r\n]|:(?=[ \r\n,\[\]{}]|$)|[ ]#")
_LANGUAGES = ("nb", "nn", "en")


@dataclass
class _Frame:
    """An open brace: its offset, and what stands in it so far."""

    offset: int
    opening: str
    # What is still to come: an item, or a comma (or the end).
    wants_item: bool = True
    key: str = ""
    last: str = ""


def after_braces(text: str, offset: int, margin: int) -> int:
    """Return the offset after the braces that open at `offset`.

    `margin` is the column of the key or dash that they belong to; -1 where there is none.
    """
    return _Braces(text, margin).walk(offset)


class _Braces:
    def __init__(self, text: str, margin: int) -> None:
        self._text = text
        self._margin = margin
        self._open: list[_Frame] = []
        self._hash: int | None = None
        self._at = 0

    def walk(self, offset: int) -> int:
        self._at = offset
        self._refuse_template()
        self._push()
        while self._open:
            self._blanks()
            self._step(self._text[self._at])
        return self._at

    def _refuse_template(self) -> None:
        if self._text.startswith("{{", self._at):
            rest = rest_of_line(self._text, self._at).rstrip()
            slip = double_brace_slip(self._at, rest)
            raise Slipped(slip.offset, slip.found, slip.expected)

    def _push(self) -> None:
        self._open.append(_Frame(self._at, self._text[self._at]))
        self._at += 1

    def _blanks(self) -> None:
        """Go past blanks, comments and line ends to the next sign; refuse the end of the text."""
        while True:
            if blank := _BLANK.match(self._text, self._at):
                self._at = blank.end()
            if self._at >= len(self._text):
                self._unclosed()
            sign = self._text[self._at]
            if sign == "#":
                comment = _COMMENT.match(self._text, self._at)
                assert comment is not None
                if any(one in comment.group() for one in "}]") and self._hash is None:
                    self._hash = self._at
                self._at = comment.end()
            elif sign in "\r\n":
                self._new_line()
            else:
                return

    def _new_line(self) -> None:
        end = LINE_END.match(self._text, self._at)
        assert end is not None
        line = rest_of_line(self._text, end.end())
        entry = line.lstrip(" ")
        indent = len(line) - len(entry)
        is_out = indent <= self._margin and "}" not in entry and "]" not in entry
        if entry and entry[0] != "#" and is_out:
            self._unclosed()
        if entry and entry[0] not in "#}]" and _NEW_ENTRY.match(entry):
            frame = self._open[-1]
            if indent <= self._margin or entry.startswith("- ") or entry == "-":
                self._unclosed()
            if not frame.wants_item:
                self._no_comma_or_unclosed(frame, entry)
        self._at = end.end()

    def _no_comma_or_unclosed(self, frame: _Frame, entry: str) -> None:
        stands_alone = not rest_of_line(self._text, frame.offset + 1).strip()
        if not stands_alone:
            self._unclosed()
        name = re.split(r":", entry)[0].strip("\"'")
        found = f'no comma at the end of this line, before "{shortened(name, 30)}"'
        raise Slipped(self._at, found, "write a comma here")

    def _unclosed(self) -> None:
        if self._hash is not None:
            self._cut_by_hash(self._hash)
        frame = self._open[-1]
        end = self._text[: self._at].rstrip()
        line, last = line_number(self._text, frame.offset), line_number(self._text, len(end))
        closing = _CLOSES[frame.opening]
        where = "at the end of this line" if line == last else f"at the end of line {last}"
        if not end[frame.offset + 1 :].strip():
            where = "after it"
        if end.endswith(")") and "(" not in end[frame.offset :]:
            where = 'in place of ")"'
        found = f'this "{frame.opening}" is never closed'
        raise Slipped(frame.offset, found, f'write "{closing}" {where}')

    def _cut_by_hash(self, at: int) -> None:
        frame = self._open[-1]
        tail = re.split(r"[}\]]", rest_of_line(self._text, at))[0].rstrip()
        whole = f"{frame.last} {tail}".strip()
        found = (
            f'" {shortened(tail)}" and the rest of the line are left out, for " #" begins a comment'
        )
        raise Slipped(at, found, put_in_quotes(whole))

    def _step(self, sign: str) -> None:
        frame = self._open[-1]
        if sign in "}]":
            self._close(frame, sign)
        elif sign == ",":
            if frame.wants_item:
                raise Slipped(self._at, "a comma with nothing before it", "delete it")
            frame.wants_item, frame.key, frame.last = True, "", ""
            self._at += 1
        elif not frame.wants_item:
            self._refuse_no_comma()
        elif sign in "{[":
            self._refuse_template()
            self._push()
        elif sign in "\"'":
            self._quoted(frame)
        else:
            self._plain(frame)

    def _close(self, frame: _Frame, sign: str) -> None:
        expected = _CLOSES[frame.opening]
        if sign != expected:
            line = line_number(self._text, frame.offset)
            where = "" if line == line_number(self._text, self._at) else f" on line {line}"
            found = f'a "{sign}", but the last to be opened was "{frame.opening}"{where}'
            raise Slipped(self._at, found, f'write "{expected}" before it or in its place')
        self._open.pop()
        self._at += 1
        if self._open:
            self._open[-1].wants_item = False

    def _quoted(self, frame: _Frame) -> None:
        end = after_quoted(self._text, self._at, in_braces=True)
        frame.last = self._text[self._at + 1 : end - 1]
        self._at = end
        colon = re.compile(r"[ ]*:").match(self._text, end)
        if colon:
            frame.key, self._at = frame.last, colon.end()
        else:
            frame.wants_item = False

    def _plain(self, frame: _Frame) -> None:
        start = self._at
        self._refuse_first_sign(start)
        end = _PLAIN_END.search(self._text, start + 1)
        self._at = end.start() if end else len(self._text)
        word = self._text[start : self._at].rstrip()
        sign = self._text[self._at : self._at + 1]
        if sign == ":":
            self._colon(frame, start, word)
        elif sign in ("{", "["):
            self._brace_in_text(frame, start, word, sign)
        else:
            if frame.opening == "{" and not frame.key:
                self._refuse_bare_key(start, word)
            frame.last, frame.wants_item = word, False

    def _refuse_first_sign(self, start: int) -> None:
        key = self._open[-1].key
        in_list = self._open[-1].opening == "["
        slip = comparison_slip(self._text, start, key or ("" if in_list else None))
        whole = re.split(r"[,}\]]", rest_of_line(self._text, start))[0].rstrip()
        slip = slip or first_sign_slip(start, whole or self._text[start])
        if self._text[start] == "?" and slip is None:
            slip = Slip(start, 'a text that begins with "?"', put_in_quotes(whole))
        if slip is not None:
            raise Slipped(slip.offset, slip.found, slip.expected)

    def _refuse_bare_key(self, start: int, word: str) -> None:
        """Of a key without a colon, tell only what can be nothing else."""
        if re.match(r"[\w-]+:\S|[\w-]+ *=", word) and (written := colon_written(word)):
            raise Slipped(start, *written)

    def _colon(self, frame: _Frame, start: int, word: str) -> None:
        after = self._text[self._at + 1 : self._at + 2]
        if after and after in "{[" and not frame.key:
            raise Slipped(
                self._at, f'no space after the colon of "{word}"', f'write "{word}: {after}"'
            )
        if frame.key or (frame.opening == "[" and " " in word):
            self._refuse_second_colon(frame, start, word)
        frame.key, frame.last = word, ""
        self._at += 1

    def _refuse_second_colon(self, frame: _Frame, start: int, word: str) -> None:
        """Tell a colon in a text from a comma that is missing, by the word before the colon."""
        rest = re.split(r"[}\]\r\n]", self._text[self._at :])[0].rstrip()
        head, _, tail = word.rpartition(" ")
        if word.startswith("("):
            written = "{" + (word + rest).strip("()") + "}"
            raise Slipped(
                start, "round brackets in place of { and }", f"write {shortened(written)}"
            )
        if word[:1] in OPENING_QUOTES:
            found = f"a text in {word[0]}, which counts as a letter, with a colon in it"
            inner = (word + rest).strip("".join(OPENING_QUOTES))
            raise Slipped(start, found, f'write straight quotes: "{shortened(inner)}"')
        if head.rstrip().endswith(";"):
            at = start + len(head.rstrip()) - 1
            written = f"{head.rstrip()[:-1]}, {tail}:"
            raise Slipped(at, "a semicolon in place of a comma", f'write "{shortened(written)}"')
        is_key = re.fullmatch(r"[a-z][a-z0-9_]*", tail) and (
            frame.key not in _LANGUAGES or tail in _LANGUAGES
        )
        if head and is_key:
            at = start + len(head.rstrip())
            written = f"{head.rstrip()}, {tail}:"
            raise Slipped(at, f'no comma before "{tail}"', f'write "{shortened(written)}"')
        found = "a colon in a text without quotes"
        raise Slipped(self._at, found, put_in_quotes(word + rest))

    def _brace_in_text(self, frame: _Frame, start: int, word: str, sign: str) -> None:
        if frame.opening == "{" and not frame.key:
            raise Slipped(start + len(word), f'no colon after "{word}"', f'write "{word}: {sign}"')
        rest = re.split(r"[,\r\n]", self._text[self._at :])[0].rstrip()
        whole = word + " " + rest
        extra = whole.count("}") - whole.count("{")
        whole = whole[:-extra].rstrip() if extra > 0 and whole.endswith("}" * extra) else whole
        raise Slipped(self._at, f'a "{sign}" in a text without quotes', put_in_quotes(whole))

    def _refuse_no_comma(self) -> None:
        before = self._text[: self._at].rstrip()[-1:]
        rest = re.split(r"[,}\]\r\n]", rest_of_line(self._text, self._at))[0].rstrip()
        if before in "}]" and ":" not in rest:
            opened = self._text.rfind("{" if before == "}" else "[", 0, self._at)
            whole = self._text[opened : self._at] + rest
            found = f'a text that begins with "{self._text[opened]}"'
            raise Slipped(opened, found, put_in_quotes(whole))
        name = shortened(rest.split(":")[0], 30)
        raise Slipped(self._at, f'no comma before "{name}"', f'write ", {name}"')
