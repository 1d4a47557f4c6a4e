"""CSV: a text file with a separator to a RawTable, through Polars.

In: a path. Out: a RawTable with each cell as it was written, or None with faults by line.
Encoding, separator, quotes and the decimal mark are found out; rows are checked before any is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ekrules.errors import Faults, Place
from ekrules.survey.answer_files.bounds import MOST_RECORD_BYTES
from ekrules.survey.answer_files.csv_dialect import Dialect, decimal_mark, read_dialect
from ekrules.survey.answer_files.csv_fields import FieldShape
from ekrules.survey.answer_files.csv_rows import count_rows
from ekrules.survey.answer_files.encodings import PlainText, read_plain_text
from ekrules.survey.answer_files.file_part import (
    WHOLE,
    FilePart,
    Notes,
    check_notes,
    text_of_part,
)
from ekrules.survey.answer_files.headers import by_number, check_names
from ekrules.survey.answer_files.library_faults import library_faults
from ekrules.survey.answer_files.sizes import check_rows
from ekrules.survey.answer_files.table import RawColumn, RawTable
from ekrules.survey.answer_files.text_columns import BLANKS, without_blank_end
from ekrules.yaml_reader.files import shown_path

if TYPE_CHECKING:
    import polars as pl

# One or two zeros: with three, a point or a comma may stand between thousands.
_WHOLE, _FIRST_ROWS = r"^(-?[0-9]+)[.,]00?$", 1000


def read_csv(path: Path, faults: Faults, part: FilePart = WHOLE) -> RawTable | None:
    """Return the table of a text file, or None with the reasons added to `faults`.

    part: the lines that hold it. Raises OSError where the file cannot be read.
    """
    place = Place(shown_path(path))
    text = read_plain_text(path, faults)
    if text is None or part.is_whole:
        return None if text is None else _table(text, place, faults)
    cut = text_of_part(text, part, place, faults)
    if cut is None:
        return None
    above, told = part.header_line - 1, Faults()
    table = _table(cut[0], place, told)
    for one in told.found:
        where = one.place
        moved = where._replace(line=where.line + above) if where.line else where
        faults.found.append(replace(one, place=moved))
    if table is None or not _are_notes(cut[1], cut[0], place, faults):
        return None
    return replace(table, first_row=table.first_row + above)


def _table(text: PlainText, place: Place, faults: Faults) -> RawTable | None:
    """Return the table that a text is from its first line on."""
    import narwhals as nw

    dialect = read_dialect(text, place, faults)
    if dialect is None:
        return None
    rows = count_rows(text, dialect, place, faults)
    frame = None
    if rows is not None and check_rows(rows, len(dialect.names), place, faults):
        frame = _frame(text, dialect, rows, place, faults)
    names = dialect.names
    if frame is not None:
        names, frame = _without_blank_tail(names, frame)
    header = Place(place.file, dialect.header_line, 1)
    if not check_names(names, header, by_number, faults) or frame is None:
        return None
    if not check_rows(frame.height, len(names), place, faults):
        return None
    frame.columns = list(names)
    return RawTable(
        source=place.file,
        columns=tuple(map(RawColumn, names)),
        frame=nw.from_native(frame, eager_only=True),
        first_row=dialect.header_lines + 1,
        decimal=decimal_mark(text, dialect.separator),
    )


def _are_notes(notes: Notes, text: PlainText, place: Place, faults: Faults) -> bool:
    """Return whether notes alone stand below the table; add a fault for each row that is none."""
    dialect = read_dialect(text, place, Faults()) if notes.lines else None
    if dialect is None:
        return True
    shape, width = FieldShape(dialect.separator.encode()), len(dialect.names)

    def filled() -> Iterator[tuple[int, int]]:
        for line, record in notes.lines:
            bare = record.rstrip(b"\r\n")
            # A sentence has its own commas, and hardly as many as the header.
            is_sentence = len(bare) > MOST_RECORD_BYTES or shape.quotes_fault(bare) is not None
            cells = () if is_sentence else shape.texts(bare)
            yield line, sum(map(bool, cells)) if len(cells) == width else int(bool(bare.strip()))

    return check_notes(filled(), width, place, faults)


def _frame(
    text: PlainText, dialect: Dialect, rows: int, place: Place, faults: Faults
) -> pl.DataFrame | None:
    """Return the rows as text; the columns are named by number, for names may be amiss."""
    import polars as pl

    source = text.path if text.rewritten is None else text.rewritten
    stripped = pl.all().str.strip_chars(BLANKS)
    found, expected = "the file is not read as it was checked", "did it change? Run again"
    with library_faults(place, found, expected, faults):
        frame = (
            pl.scan_csv(
                source,
                separator=dialect.separator,
                has_header=False,
                skip_lines=dialect.header_lines,
                schema={str(number): pl.String() for number in range(len(dialect.names))},
                infer_schema=False,
                missing_columns="insert",  # else a blank first row makes it a file of one column
                glob=False,
            )
            .with_columns(pl.when(stripped != "").then(stripped).name.keep())
            .collect(engine="streaming")
        )
        if frame.height != rows:
            faults.add(place, f"{found} ({rows} rows, then {frame.height})", expected)
            return None
        return _with_whole_numbers(without_blank_end(frame))
    return None


def _with_whole_numbers(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with "1" for "1.0" in columns where every cell is such a number.

    So programs write codes that they hold as numbers with decimals, for some cells are blank.
    """
    import polars as pl

    def are_whole(rows: pl.DataFrame, names: Sequence[str]) -> list[str]:
        whole = rows.select(
            pl.col(*names).str.contains(_WHOLE).all() & pl.col(*names).count().ge(1)
        )
        return [name for name, holds in zip(names, whole.row(0), strict=True) if holds]

    # Few columns are like this, and the first rows tell of nearly all that they are not.
    likely = are_whole(frame.head(_FIRST_ROWS), frame.columns) if frame.height else []
    names = are_whole(frame, likely) if likely else []
    return frame.with_columns(pl.col(*names).str.extract(_WHOLE, 1)) if names else frame


def _without_blank_tail(
    names: tuple[str, ...], frame: pl.DataFrame
) -> tuple[tuple[str, ...], pl.DataFrame]:
    """Leave out the last columns that have neither a name nor a cell, as spreadsheets save them."""
    width = len(names)
    while width > 1 and not names[width - 1]:
        if frame.to_series(width - 1).null_count() < frame.height:
            break
        width -= 1
    return names[:width], frame.select(frame.columns[:width])
