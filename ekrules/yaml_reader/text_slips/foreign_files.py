"""Foreign files: what was saved or pasted as YAML and is something else.

In: the bytes or the text of a file. Out: what it is, in a person's words, or None.
"""

from __future__ import annotations

import re

# The first bytes of files that programs write; Word and Excel pack theirs as a zip.
_BEGINNINGS = {
    b"PK\x03\x04": "a packed file (as Excel, Word and zip write them)",
    b"\xd0\xcf\x11\xe0": "a document of an old Word or Excel",
    b"%PDF-": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a packed file",
    b"SQLite format 3": "a database",
}
_INSIDE_A_ZIP = {b"xl/": "an Excel workbook", b"word/": "a Word document"}
SAVE_AS_TEXT = "copy its text into a plain text file, and save that as UTF-8"

_RTF = re.compile(r"\s*\{\\rtf")
_WEB_PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body|p|div|meta)\b", re.IGNORECASE)
_XML = re.compile(r"\s*<\?xml\b", re.IGNORECASE)
_FENCE = re.compile(r"\s*(```\w*|~~~\w*)[ \t]*(?:\r|\n)")
_SEPARATORS = {";": "semicolons", "\t": "tabs", ",": "commas", "|": "bars"}


def foreign_bytes(content: bytes) -> str | None:
    """Return what kind of file begins with these bytes, or None where it may be text.

    >>> foreign_bytes(b"%PDF-1.7"), foreign_bytes(b"theme: helse")
    ('a PDF', None)
    """
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            inside = [name for mark, name in _INSIDE_A_ZIP.items() if mark in content]
            return inside[0] if inside and beginning == b"PK\x03\x04" else kind
    return None


def foreign_text(text: str) -> tuple[str, str] | None:
    """Return what the text is, and what to do; None where it may be YAML."""
    if _RTF.match(text):
        return "this is a document saved as RTF (as Word and WordPad write it)", SAVE_AS_TEXT
    if _WEB_PAGE.match(text):
        return "this is a web page (HTML)", SAVE_AS_TEXT
    if _XML.match(text):
        return "this is XML", 'expected lines like "key: value"'
    if fence := _FENCE.match(text):
        found = f'"{fence[1]}", which marks a text in chats and on web pages'
        return found, "delete this line, and the one like it at the end"
    if (separator := _table_separator(text)) is not None:
        found = f"this is a table with {separator} between its columns (as CSV)"
        return found, 'expected lines like "key: value", as in the other files of this kind'
    return None


def _table_separator(text: str) -> str | None:
    """Return the name of what divides the columns, where the first lines are all divided alike."""
    lines = [line for line in text[:5000].splitlines() if line.strip()][:4]
    if len(lines) < 2 or any(re.search(r":(?: |$)|^ *(?:- |[#{\[])", line) for line in lines):
        return None
    for separator, name in _SEPARATORS.items():
        counts = {line.count(separator) for line in lines}
        if len(counts) == 1 and counts.pop() >= (1 if separator in ";\t" else 2):
            return name
    return None
