"""File part: the lines of a file that hold the table, where a title or notes stand around it.

In: UTF-8 text, and what is said of its lines. Out: the text of those lines alone, or faults: a line
that is not there, and what looks like a row where only notes were expected. Never guesses an end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO

from ekrules.errors import Faults, Place
from ekrules.survey.answer_files.bounds import MOST_REWRITTEN_BYTES
from ekrules.survey.answer_files.encodings import PlainText

# A note has a sign and what it means at most; a row of a table has more.
_MOST_CELLS_OF_A_NOTE = 2
# Lines below the table that are looked at: a table cut in two shows in the first of them.
MOST_NOTES = 10_000
NO_NOTE = "expected only notes below the table; mend where it ends, or take out the blank line"


@dataclass(frozen=True)
class FilePart:
    """Which lines of a file hold its table; they are counted from 1.

    last_line: None where the table goes on to the end. ends_before: texts that the first line below
    the table begins with; "" is a blank line.
    """

    header_line: int = 1
    last_line: int | None = None
    ends_before: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the table is all there is in the file."""
        return self == WHOLE

    def ends_at(self, text: str) -> bool:
        """Return whether a line, or the first filled cell of a row, stands below the table."""
        bare = text.strip()
        if not bare:
            return "" in self.ends_before
        return any(one and bare.startswith(one) for one in self.ends_before)


WHOLE = FilePart()


@dataclass
class Notes:
    """What stands below the table: the number of each line, and the line."""

    lines: list[tuple[int, bytes]] = field(default_factory=list)


def text_of_part(
    text: PlainText, part: FilePart, place: Place, faults: Faults
) -> tuple[PlainText, Notes] | None:
    """Return the lines of the table, and what stands below them, or None with a fault.

    A line within quotes is no end. Notes are kept only where the end was told by what stands there.
    """
    size = text.path.stat().st_size
    if size > MOST_REWRITTEN_BYTES:
        found = f"{size} bytes, with lines around the table"
        expected = f"at most {MOST_REWRITTEN_BYTES} of such are read; take the lines out"
        faults.add(place, found, expected)
        return None
    kept, notes, number = BytesIO(), Notes(), 0
    is_open = has_ended = False
    with text.open() as file:
        for number, line in enumerate(file, 1):
            if number < part.header_line:
                continue
            if part.last_line is not None and number > part.last_line:
                break
            if not has_ended and not is_open and number > part.header_line:
                has_ended = _ends(line, part)
            if has_ended:
                notes.lines.append((number, line))
                if len(notes.lines) >= MOST_NOTES:
                    break
                continue
            is_open ^= line.count(b'"') % 2 == 1
            kept.write(line)
    if not _has_line(part, number, place, faults):
        return None
    return PlainText(text.path, kept.getvalue()), notes


def _ends(line: bytes, part: FilePart) -> bool:
    # Marks between columns alone are a blank line too, as spreadsheets save it.
    bare = line.strip(b' \t\r\n;,|"')
    if bare and not any(part.ends_before):
        return False
    return part.ends_at(bare.decode("utf-8"))


def _has_line(part: FilePart, last: int, place: Place, faults: Faults) -> bool:
    if last < part.header_line:
        lines = "1 line" if last == 1 else f"{last} lines"
        expected = f'expected the header in line {part.header_line}, as "header_line" says'
        faults.add(place, f"the file has {lines}", expected)
    return last >= part.header_line


def check_notes(rows: Iterable[tuple[int, int]], width: int, place: Place, faults: Faults) -> bool:
    """Return whether what stands below a blank line is notes; add a fault for a row that is none.

    rows: the number of each line and how many cells of it are filled. width: the table's columns.
    What stands below a line that is told by its text is not looked at: somebody has read it.
    """
    most = min(_MOST_CELLS_OF_A_NOTE, width - 1)
    for number, (line, filled) in enumerate(rows):
        if not number and filled:
            return True
        if filled > most:
            # The table was cut in two: the first of its lines says it.
            found = f"{filled} cells below the end of the table: it looks like a row"
            faults.add(Place(place.file, line, 1), found, NO_NOTE)
            return False
    return True
