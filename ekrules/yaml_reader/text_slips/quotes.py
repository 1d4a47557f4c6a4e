"""Quote slips: a quoted text that is never closed, ends too early, or holds a backslash.

In: the offset of an opening quote. Out: the offset after the closing one; raises Slipped.
"""

from __future__ import annotations

import re

from ekrules.yaml_reader.text_slips.telling import (
    LINE_END,
    Slipped,
    in_quotes,
    put_in_quotes,
    rest_of_line,
    shortened,
)

_SINGLE = re.compile(r"'(?:[^']|'')*'")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:[0abt\tnvfre \"/\\N_LP\r\n]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})")
_BACKSLASH = re.compile(r"\\.?", re.DOTALL)
_NEW_ENTRY = re.compile(r"[ ]*(?:- |[\w\"'-]+:(?: |$)|[\w-]+: )", re.MULTILINE)


def after_quoted(text: str, offset: int, in_braces: bool) -> int:
    """Return the offset after the text in quotes that begins at `offset`."""
    quote = text[offset]
    closed = (_SINGLE if quote == "'" else _DOUBLE).match(text, offset)
    if closed is None or _runs_over(text, offset, closed.end()):
        _refuse_backslash(text, offset, offset + len(rest_of_line(text, offset)))
        _refuse_unclosed(text, offset, in_braces)
    assert closed is not None
    _refuse_backslash(text, offset, closed.end())
    _refuse_words_after(text, offset, closed.end(), in_braces)
    return closed.end()


def _runs_over(text: str, offset: int, end: int) -> bool:
    """Whether the quote closed only because another text below begins with one."""
    lines = list(LINE_END.finditer(text, offset, end))
    return any(_NEW_ENTRY.match(text, line.end()) for line in lines)


def _refuse_unclosed(text: str, offset: int, in_braces: bool) -> None:
    quote, rest = text[offset], rest_of_line(text, offset + 1)
    for curly in "”“’‘»":
        if rest.count(curly) == 1 and not set(rest) & {"“", "„", "«"} - {curly}:
            found = f"a text that begins with {quote} and ends with {curly}"
            whole = rest[: rest.index(curly)]
            raise Slipped(
                offset, found, f"end it with a straight quote: {quote}{shortened(whole)}{quote}"
            )
    word = re.split(r"[,}\]]|[ ]+#" if in_braces else r"[ ]+#", rest)[0].strip()
    expected = f"end the text with the same quote: {quote}{shortened(word)}{quote}"
    raise Slipped(offset, f"this quote ({quote}) is never closed", expected)


def _refuse_backslash(text: str, offset: int, end: int) -> None:
    if text[offset] != '"':
        return
    for backslash in _BACKSLASH.finditer(text, offset, end):
        if not _ESCAPE.match(text, backslash.start()):
            inner = rest_of_line(text[:end], offset + 1).removesuffix('"')
            found = f'"{backslash.group()}", a backslash in a text between double quotes'
            expected = f"write single quotes: '{shortened(inner)}'"
            raise Slipped(backslash.start(), found, expected)


def _refuse_words_after(text: str, offset: int, end: int, in_braces: bool) -> None:
    rest = rest_of_line(text, end)
    if not rest.strip() or re.match(r"[ ]*:(?: |$|(?=[\"'{\[]))|[ ]+#|[ ]*#", rest):
        return
    if in_braces and re.match(r"[ ]*[,}\]:]", rest):
        return
    if not in_braces and re.match(r"[ ]*[}\]]+[ ]*$", rest):
        bracket = rest.strip()[0]
        raise Slipped(end + rest.index(bracket), f'a "{bracket}" too many', "delete it")
    if rest.strip() in (",", ";"):
        what = "comma" if rest.strip() == "," else "semicolon"
        raise Slipped(
            end + rest.index(rest.strip()), f"a {what} at the end of the line", "delete it"
        )
    quote, inner = text[offset], text[offset + 1 : end - 1]
    if in_braces and re.match(r"[ ]*[\w\"'-]+[ ]*:", rest):
        after = shortened(rest.strip(), 20)
        found = f'no comma between {shortened(text[offset:end], 30)} and "{after}"'
        raise Slipped(end, found, "write a comma between them")
    whole = _whole(inner + quote + rest, quote, in_braces)
    if quote == "'" and re.match(r"\w", rest):
        found = "this apostrophe ends the text, which began with the same sign"
        expected = f'put the text in double quotes: "{shortened(whole)}"'
        raise Slipped(end - 1, found, expected if '"' not in whole else _doubled(whole, quote))
    after = re.split(r"[,}\]]", rest)[0].rstrip() if in_braces else rest.rstrip()
    found = f"the quoted text ends here, and more follows ({shortened(after.strip(), 30)})"
    if after.endswith(quote):
        raise Slipped(end - 1, found, _doubled(whole, quote))
    raise Slipped(end - 1, found, put_in_quotes(f"{quote}{inner}{quote}{after}"))


def _whole(written: str, quote: str, in_braces: bool) -> str:
    """Return what was meant to stand between the first quote and the last."""
    if in_braces:
        written = re.sub(r"[ ]*[}\]]+[ ]*(?:,.*)?$", "", written)
    return written.rstrip().removesuffix(quote)


def _doubled(whole: str, quote: str) -> str:
    other = "'" if quote == '"' else '"'
    if other not in whole and "\\" not in whole:
        name = "single" if other == "'" else "double"
        return f"put the text in {name} quotes: {other}{shortened(whole)}{other}"
    return f"put the text in single quotes, and write each ' in it twice: {in_quotes(whole)}"
