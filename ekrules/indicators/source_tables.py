"""Source tables: a file beside indicators.yaml, or a dataframe, as texts with their lines.

In: a name, or a dataframe. Out: a SourceTable, or None with faults. Reads through the readers of
answer files, which bound sizes and refuse hostile input; here their words are those of values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from ekrules.errors import Faults, Place, listed, nearest_name
from ekrules.survey.answer_files.dataframes import from_dataframe
from ekrules.survey.answer_files.file_part import WHOLE, FilePart
from ekrules.survey.answer_files.reading import TEXT_ENDINGS, read_answer_file
from ekrules.survey.answer_files.table import RawCell, RawTable
from ekrules.yaml_reader.nodes import short

if TYPE_CHECKING:
    import polars as pl

# What the readers say of answers, as it is said of values. A test holds this to their words.
REWORDED = {
    "a file of answers": "a file",
    "a row per respondent": "at least one row",
    "expected answers": "expected a header and at least one row",
    "expected an answer;": "expected a value;",
    "in answers.yaml, or --sheet": "in indicators.yaml",
    "and the answers below it": "and the rows below it",
    "delete the lines above the header": 'say which line is the header ("header_line")',
    "delete the rows above the header: it must stand in row 1": (
        'say which row is the header ("header_line")'
    ),
    "delete the empty rows: the header must stand in row 1": (
        'say which row is the header ("header_line")'
    ),
    "expected one line per row,": (
        'say what stands below the table ("ends_before"); else expected one line per row,'
    ),
}
# Lines that are told beside the first of cells that are wrong alike.
MOST_LINES = 5


@dataclass(frozen=True)
class SourceTable:
    """A file as texts: `frame` has a column for each of `names`, `lines` the line of each row.

    odd: cells that are no plain text or number, as a formula. path is None for a dataframe.
    header_line: 0 where the format has none. numbers: that of each column in the file, where it is
    not as they stand here.
    """

    source: str
    path: Path | None
    names: tuple[str, ...]
    frame: pl.DataFrame
    lines: pl.Series
    odd: tuple[RawCell, ...] = ()
    header_line: int = 0
    numbers: tuple[int, ...] = ()

    def place(self, line: int, column: str) -> Place:
        """Return the place of a cell; the column is told by its number, as for a header."""
        return Place(self.source, line, self.number(column))

    def number(self, column: str) -> int:
        """Return the number of a column in the file, from 1."""
        return self._numbers[column]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return dict(zip(self.names, self.numbers or range(1, len(self.names) + 1), strict=True))

    def cells(self, column: str) -> pl.DataFrame:
        """Return the line and the content ("cell") of each cell of a column."""
        return self.frame.select(self.lines.alias("line"), self.frame[column].alias("cell"))

    def kept(self, mask: pl.Series) -> SourceTable:
        """Return the table with the rows where the mask is true."""
        lines = self.lines.filter(mask)
        return replace(self, frame=self.frame.filter(mask), lines=lines)


def read_table(
    folder: Path,
    name: str,
    sheet: str | None,
    place: Place,
    faults: Faults,
    part: FilePart = WHOLE,
) -> SourceTable | None:
    """Return the table of a file named at `place`, or None with the reasons; part: its lines."""
    if not _is_inside(name, place, faults):
        return None
    path = folder / name
    told = Faults()
    raw = read_answer_file(path, told, sheet, part)
    _reword(told, faults)
    return None if raw is None else _without_header(_source_table(raw, path), faults)


def dataframe_table(native: Any, faults: Faults) -> SourceTable | None:
    """Return the table of any dataframe that Narwhals takes, or None with the reasons."""
    told = Faults()
    raw = from_dataframe(native, told)
    _reword(told, faults)
    return None if raw is None else _source_table(raw, None)


def _reword(told: Faults, faults: Faults) -> None:
    for one in told.found:
        found, expected = one.found, one.expected
        for theirs, ours in REWORDED.items():
            found, expected = found.replace(theirs, ours), expected.replace(theirs, ours)
        faults.found.append(replace(one, found=found, expected=expected))


def _is_inside(name: str, place: Place, faults: Faults) -> bool:
    """Return whether a file is in the folder; add a fault if not.

    A folder that somebody else made must not make this program read, and quote, any file there is.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    is_outside = path.is_absolute() or ".." in path.parts or PureWindowsPath(name).drive
    if is_outside:
        expected = "expected a file in it; copy the file there, or move the folder to the file"
        faults.add(place, f'"{short(name)}" leads out of the folder of this file', expected)
    return not is_outside


def _source_table(raw: RawTable, path: Path | None) -> SourceTable:
    """Return the table without its blank rows, with the line that each row begins in."""
    import narwhals as nw
    import polars as pl

    given = raw.frame
    eager = given.collect(backend="polars") if isinstance(given, nw.LazyFrame) else given
    frame = eager.to_polars()
    lines = pl.int_range(raw.first_row, raw.first_row + frame.height, eager=True)
    if path is not None and path.suffix.lower() in TEXT_ENDINGS:
        lines = lines + _breaks_before(frame)
    filled = frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    header = raw.first_row - 1
    table = SourceTable(raw.source, path, raw.names, frame, lines, raw.odd_cells, header)
    return table if filled.all() else table.kept(filled)


def _without_header(table: SourceTable, faults: Faults) -> SourceTable:
    """Return the table without rows that are its header again, as where files were joined."""
    import polars as pl

    alike = [pl.col(name) == name for name in table.names]
    is_header = table.frame.select(pl.all_horizontal(alike).fill_null(value=False)).to_series()
    if not is_header.any():
        return table
    first, *more = map(int, table.lines.filter(is_header))
    also = f", and in {lines_told(more, len(more))}" if more else ""
    found = f"the header stands again here{also}"
    faults.add(Place(table.source, first, 1), found, "delete it; were files joined")
    return table.kept(~is_header)


def _breaks_before(frame: pl.DataFrame) -> pl.Series:
    """Return how many line breaks stand within the cells above each row."""
    import polars as pl

    breaks = pl.sum_horizontal(pl.all().str.count_matches("\n", literal=True).fill_null(0))
    counted = frame.select(breaks.cast(pl.Int64)).to_series()
    return counted.cum_sum() - counted


def check_column(table: SourceTable, name: str, place: Place, faults: Faults) -> bool:
    """Return whether the table has a column that indicators.yaml names at `place`."""
    if name in table.names:
        return True
    found = f'{table.source} has no column "{short(name)}"'
    near = nearest_name(name, table.names)
    faults.add(place, found, f"expected one of {listed(table.names)}", near)
    return False


def check_columns(table: SourceTable, columns: Mapping[str, Place], faults: Faults) -> bool:
    """Return whether the table has every column; one fault stands for a header without any."""
    there = [name for name in columns if name in table.names]
    if not there and len(columns) > 1:
        found = f"{table.source} has none of the columns that are named here"
        expected = f"expected them in its header (it has {listed(table.names)})"
        faults.add(next(iter(columns.values())), found, expected)
        return False
    # Evaluated one by one so that a person sees every fault at once.
    checked = [check_column(table, name, place, faults) for name, place in columns.items()]
    return all(checked)


def chosen_rows(
    table: SourceTable,
    where: Mapping[str, Sequence[str]],
    place_of: Mapping[str, Place],
    faults: Faults,
) -> SourceTable | None:
    """Return the rows that every filter lets through, or None with a fault where none does.

    place_of: where in indicators.yaml each filter stands.
    """
    import polars as pl

    before = len(faults.found)
    mask = pl.repeat(True, table.frame.height, eager=True)
    for column, wanted in where.items():
        if check_column(table, column, place_of[column], faults):
            cells = table.frame[column].fill_null("")
            known = set(cells.unique())
            for text in wanted:
                if text not in known:
                    _add_no_row(table, column, text, known, place_of[column], faults)
            mask = mask & cells.is_in(list(wanted))
    if len(faults.found) > before:
        return None
    if where and not mask.any():
        asked = " and ".join(_asked(column, wanted) for column, wanted in where.items())
        found = f"no row of {table.source} has {asked} at once"
        faults.add(next(iter(place_of.values())), found, "expected at least one row that has")
        return None
    return table.kept(mask) if where else table


def _asked(column: str, wanted: Sequence[str]) -> str:
    texts = " or ".join(f'"{text}"' for text in wanted)
    return f'{texts} in "{column}"'


def _add_no_row(
    table: SourceTable, column: str, text: str, known: Iterable[str], place: Place, faults: Faults
) -> None:
    names = sorted(one for one in known if one)
    # Of years and codes that are numbers, the one that looks most alike is not meant.
    near = None if text.isdecimal() else nearest_name(text, names)
    what = f'"{short(text)}"' if text else "a blank cell"
    found = f'no row of {table.source} has {what} in the column "{column}"'
    expected = f"expected one of {listed(names)}" if names else "expected a value that is there"
    faults.add(place, found, expected, near)


def lines_told(first: Sequence[int], count: int) -> str:
    """Return the numbers of lines as they are said in a sentence, cut after the first."""
    told = ", ".join(map(str, first[:MOST_LINES]))
    more = f" and {count - MOST_LINES} more" if count > MOST_LINES else ""
    return f"line{'s' if count > 1 else ''} {told}{more}"
