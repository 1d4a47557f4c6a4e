"""CSV fields: where one field of a record ends and the next begins.

In: the bytes of one record. Out: its fields, how many there are, or that its quotes are amiss. A
quote counts where it opens a field; inside one it is written twice.
"""

from __future__ import annotations

import re

_QUOTED = re.compile(rb'"(?:[^"]|"")*"')
QUOTES_EXPECTED = 'write a quote inside a field twice (""), and the field in quotes'


class FieldShape:
    """How the fields of a record look, given the mark between them."""

    def __init__(self, mark: bytes) -> None:
        self.mark = mark
        field = rb'(?>"(?:[^"]|"")*"|[^"' + re.escape(mark) + rb"]*)"
        self._field = re.compile(field)
        self._record = re.compile(field + b"(?:" + re.escape(mark) + field + b")*")

    def quotes_fault(self, record: bytes) -> str | None:
        """Return what is amiss with the quotes of a record, without its line end, or None."""
        quotes = record.count(b'"')
        if quotes % 2:
            return "a quote is opened in this row and never closed"
        if quotes and self._record.fullmatch(record) is None:
            return "a quote stands inside a field"
        return None

    def count(self, record: bytes) -> int:
        """Return how many fields a record has whose quotes are not amiss."""
        return without_quoted(record).count(self.mark) + 1

    def texts(self, record: bytes) -> tuple[str, ...]:
        """Return the fields of a record whose quotes are not amiss, stripped."""
        texts, start = [], 0
        while True:
            match = self._field.match(record, start)
            assert match is not None  # a field may be empty
            text = match.group().decode("utf-8")
            if text.startswith('"'):
                text = text[1:-1].replace('""', '"')
            texts.append(text.strip())
            if match.end() >= len(record):
                return tuple(texts)
            start = match.end() + len(self.mark)


def without_quoted(record: bytes) -> bytes:
    """Return the record without its fields in quotes: what marks are left stand between fields."""
    return _QUOTED.sub(b"", record) if b'"' in record else record
