"""CSV rows: whether every row of a text file has as many fields as its header.

In: UTF-8 text and its dialect. Out: the number of rows, or None with a fault for each row that
differs. The quick reader would fill short rows with blanks and say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from ekrules.errors import Faults, Place
from ekrules.survey.answer_files.bounds import MOST_RECORD_BYTES, MOST_ROWS, MOST_ROWS_TOLD
from ekrules.survey.answer_files.csv_dialect import SEPARATORS, Dialect
from ekrules.survey.answer_files.csv_fields import QUOTES_EXPECTED, FieldShape, without_quoted
from ekrules.survey.answer_files.encodings import PlainText


def count_rows(text: PlainText, dialect: Dialect, place: Place, faults: Faults) -> int | None:
    """Return how many rows stand below the header, or None with faults by line."""
    fields = _Fields(dialect)
    rows, faulty, is_blank = 0, 0, True
    with text.open() as file:
        for _ in range(dialect.header_lines):
            file.readline()
        for line, record in _records(file, dialect.header_lines + 1):
            rows += 1
            if rows > MOST_ROWS:
                faults.add(place, f"more than {MOST_ROWS} rows", f"at most {MOST_ROWS} are read")
                return None
            is_blank = is_blank and not record.strip()
            fault = fields.fault_of(record)
            if fault is None:
                continue
            faulty += 1
            if faulty <= MOST_ROWS_TOLD:
                faults.add(Place(place.file, line, 1), *fault)
            if len(record) > MOST_RECORD_BYTES:
                return None
    if faulty > MOST_ROWS_TOLD:
        found = f"{faulty} rows in all have another number of fields than the header, or odd quotes"
        faults.add(place, found, f"the first {MOST_ROWS_TOLD} are told; mend what they share")
    if is_blank:
        return 0
    return None if faulty else rows


def _records(file: IO[bytes], number: int) -> Iterator[tuple[int, bytes]]:
    """Give the number of its first line and each record: a quoted field may hold line breaks."""
    first, length = number, 0
    parts: list[bytes] = []
    is_open = False
    for line in file:
        number += 1
        if not is_open and b'"' not in line:
            yield number - 1, line
            continue
        if not parts:
            first = number - 1
        parts.append(line)
        length += len(line)
        is_open ^= line.count(b'"') % 2 == 1
        if not is_open or length > MOST_RECORD_BYTES:
            yield first, b"".join(parts)
            parts, length, is_open = [], 0, False
    if parts:
        yield first, b"".join(parts)


class _Fields:
    """Counts the fields of a record, quickly where nothing is odd."""

    def __init__(self, dialect: Dialect) -> None:
        self._mark = dialect.separator.encode()
        self._named = SEPARATORS[dialect.separator]
        self._expected = len(dialect.names)
        self._between = b'"' + self._mark + b'"'
        self._shape = FieldShape(self._mark)

    def fault_of(self, text: bytes) -> tuple[str, str] | None:
        """Return what was found and expected where a record is not as the header, else None."""
        quotes = text.count(b'"')
        if not quotes:
            # Most rows go this way: nothing is done here that need not be.
            count = text.count(self._mark) + 1
            if count == self._expected or not text.strip():
                return None
            return self._other_count(count, text)
        bare = text.rstrip(b"\r\n")
        if self._is_all_quoted(bare, quotes):
            return None
        if len(bare) > MOST_RECORD_BYTES:
            # Not looked into: that takes a hundred times as much memory.
            found = f"the row has {len(bare)} bytes, and quotes in it"
            return found, f"is one never closed? At most {MOST_RECORD_BYTES} bytes are read"
        amiss = self._shape.quotes_fault(bare)
        if amiss is not None:
            return amiss, QUOTES_EXPECTED
        count = self._shape.count(bare)
        return None if count == self._expected else self._other_count(count, bare)

    def _is_all_quoted(self, bare: bytes, quotes: int) -> bool:
        """Return whether each field is in quotes and none holds one: every quote is spoken for."""
        return (
            quotes == 2 * self._expected
            and bare[:1] == b'"' == bare[-1:]
            and bare.count(self._between) == self._expected - 1
        )

    def _other_count(self, count: int, record: bytes) -> tuple[str, str]:
        found = f"the row has {_fields(count)}, and the header {_fields(self._expected)}"
        for separator, name in SEPARATORS.items():
            if without_quoted(record).count(separator.encode()) == self._expected - 1:
                return found, f"its columns are separated by a {name}; expected a {self._named}"
        if count < self._expected:
            return found, f"expected one line per row, with a {self._named} between columns"
        if (
            not record.rstrip(b"\r\n")
            .split(self._mark, self._expected)[-1]
            .strip(self._mark + b" ")
        ):
            return found, f"take away each {self._named} that is too many at the end of the row"
        return found, f"write a field that holds a {self._named} in quotes"


def _fields(count: int) -> str:
    return "1 field" if count == 1 else f"{count} fields"
