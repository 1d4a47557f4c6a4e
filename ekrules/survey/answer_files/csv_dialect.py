"""CSV dialect: which separator a text file has, where its header ends, how it writes decimals.

In: UTF-8 text. Out: a Dialect, or None with faults. Looks at the first lines only, decimals aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Literal

from ekrules.errors import Faults, Place
from ekrules.survey.answer_files.bounds import (
    MOST_COLUMNS,
    MOST_HEADER_BYTES,
    MOST_RECORD_BYTES,
)
from ekrules.survey.answer_files.csv_fields import QUOTES_EXPECTED, FieldShape, without_quoted
from ekrules.survey.answer_files.encodings import PlainText
from ekrules.survey.answer_files.sizes import check_column_count

# In the order of trust: a comma may stand in any header of words, a tab in hardly any.
SEPARATORS = {"\t": "tab", ";": "semicolon", "|": "vertical bar", ",": "comma"}
# Separators that nobody's spreadsheet writes by itself; named in the fault, not read.
_OTHERS = (":", "^", "~", "#", "¤")
_SAMPLE_LINES, _SAMPLE_BYTES = 200, 1024**2
_STEP, _LONGEST_NUMBER = 16 * 1024**2, 64
_DIRECTIVE = re.compile(rb'"?sep=(.)"?\r?\n?', re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """How a text file is written; header_lines: the lines before the first row of answers."""

    separator: str
    header_line: int
    header_lines: int
    names: tuple[str, ...]


def read_dialect(text: PlainText, place: Place, faults: Faults) -> Dialect | None:
    """Return the dialect of a text file, or None with the reasons added to `faults`."""
    with text.open() as file:
        line, directive, number = file.readline(MOST_HEADER_BYTES), None, 1
        match = _DIRECTIVE.fullmatch(line)
        if match is not None:
            directive = match.group(1).decode("utf-8", errors="replace")
            line, number = file.readline(MOST_HEADER_BYTES), 2
        header = _whole_record(line, file)
        sample = list(_sample(file))
    here = Place(place.file, number, 1)
    if not header.strip():
        _add_blank_header(here, sample, faults)
        return None
    if len(header) >= MOST_HEADER_BYTES or header.count(b'"') % 2:
        found = "the header does not end: it is too long, or a quote in it is never closed"
        faults.add(here, found, f"at most {MOST_HEADER_BYTES} bytes are read")
        return None
    if directive is not None and not _check_directive(directive, place, faults):
        return None
    if directive is not None and directive.encode() in without_quoted(header):
        separator: str | None = directive
    else:
        separator = _separator(header, sample, here, faults)
    if separator is None:
        return None
    # Counted first: splitting a million names takes memory, and counting them does not.
    count = without_quoted(header).count(separator.encode()) + 1
    if count > 2 * MOST_COLUMNS and not check_column_count(count, here, faults):
        return None
    shape, bare = FieldShape(separator.encode()), header.rstrip(b"\r\n")
    amiss = shape.quotes_fault(bare)
    if amiss is not None:
        faults.add(here, amiss, QUOTES_EXPECTED)
        return None
    ends = header.count(b"\n") + (header[-1:] != b"\n")
    return Dialect(separator, number, number - 1 + ends, shape.texts(bare))


def _add_blank_header(here: Place, sample: list[bytes], faults: Faults) -> None:
    if any(line.strip() for line in sample):
        found = "the line is blank where the header should stand"
        faults.add(here, found, "delete the lines above the header")
    else:
        faults.add(Place(here.file), "the file holds nothing but blank lines", "expected answers")


def _whole_record(line: bytes, file: IO[bytes]) -> bytes:
    """Return a record that begins with `line`: a name in quotes may hold line breaks."""
    quotes = line.count(b'"')
    parts, length = [line], len(line)
    while quotes % 2 and length < MOST_HEADER_BYTES:
        line = file.readline(MOST_HEADER_BYTES)
        if not line:
            break
        quotes += line.count(b'"')
        length += len(line)
        parts.append(line)
    return b"".join(parts)


def _sample(file: IO[bytes]) -> Iterator[bytes]:
    taken = 0
    for _ in range(_SAMPLE_LINES):
        line = _whole_record(file.readline(MOST_RECORD_BYTES), file)
        if not line or taken > _SAMPLE_BYTES:
            return
        taken += len(line)
        yield line


def _separator(header: bytes, sample: list[bytes], here: Place, faults: Faults) -> str | None:
    """Return the separator by which most rows have as many fields as the header."""
    bare = without_quoted(header)
    rows = [without_quoted(line) for line in sample if line.strip()]
    best, most = None, -1
    for separator in SEPARATORS:
        mark = separator.encode()
        count = bare.count(mark)
        alike = sum(row.count(mark) == count for row in rows)
        # One faulty row must not make commas in the cells look better than the semicolons; but
        # what fits every row is better than what hardly fits any.
        is_whole = alike == len(rows) and 10 * most < 9 * alike
        if count and (alike > 2 * most or is_whole):
            best, most = separator, alike
    if most > 0:
        return best
    # A separator that the header alone has still beats none, unless the header is a title.
    other = _without_separator(bare, rows, here, faults)
    return other and (best or other)


def _without_separator(header: bytes, rows: list[bytes], here: Place, faults: Faults) -> str | None:
    """Return a separator for a file of one column; add a fault where it seems to have more."""
    for other in _OTHERS if not any(mark.encode() in header for mark in SEPARATORS) else ():
        mark = other.encode()
        count = header.count(mark)
        if count and rows and all(row.count(mark) == count for row in rows):
            found = f'the columns seem to be separated by "{other}"'
            faults.add(here, found, f"expected {_accepted()}")
            return None
    for separator, name in SEPARATORS.items():
        mark = separator.encode()
        counts = {row.count(mark) for row in rows}
        if mark not in header and 0 not in counts and len(counts) == 1:
            found = f"the rows have a {name} between columns, and the header has none"
            expected = "is this line a title? Delete the lines above the header"
            own = [
                one for mark, one in SEPARATORS.items() if {header.count(mark.encode())} == counts
            ]
            if own:
                found = f"the header has a {own[0]} between columns, and the rows have a {name}"
                expected = "expected the same in both"
            faults.add(here, found, expected)
            return None
    return ";"


def _check_directive(separator: str, place: Place, faults: Faults) -> bool:
    if separator not in SEPARATORS:
        here = Place(place.file, 1, 1)
        faults.add(here, f'the line says that "{separator}" separates', f"expected {_accepted()}")
    return separator in SEPARATORS


def _accepted() -> str:
    return "a semicolon, a comma, a tab or a vertical bar between columns"


def decimal_mark(text: PlainText, separator: str) -> Literal[",", "."] | None:
    """Return the mark between a number's whole part and its decimals, where the cells agree.

    None where no cell reads like a number with decimals, or some have one mark and some the other.
    """
    marks: tuple[Literal[",", "."], ...] = (",", ".")
    around = b"[" + re.escape(separator.encode()) + rb'"\r\n]'
    patterns = {}
    for mark in marks:
        start = b'"' if mark == separator else around
        end = start if mark == separator else around
        number = rb"-?\d+" + re.escape(mark.encode()) + rb"\d+"
        patterns[mark] = re.compile(start + number + b"(?=" + end + b")")
    seen: set[Literal[",", "."]] = set()
    tail = b"\n"
    with text.open() as file:
        while read := file.read(_STEP):
            # No number is longer than what is carried over from the step before.
            step, tail = tail + read, read[-_LONGEST_NUMBER:]
            if len(read) < _STEP:
                step += b"\n"
            for mark in marks:
                if mark not in seen and mark.encode() in step and patterns[mark].search(step):
                    seen.add(mark)
            if len(seen) == 2:
                return None
    return seen.pop() if seen else None
