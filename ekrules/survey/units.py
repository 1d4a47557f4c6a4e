"""Units: the frame as a list: everyone who could have answered, each in its segments.

In: frame.csv (or .xlsx, .sav, .parquet) with the columns id, name and one for each breakdown, whose
cells hold segment ids or labels. Out: FrameUnits, or faults with row and column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ekrules.errors import Faults, Place, listed, nearest_name
from ekrules.survey.breakdowns import Breakdown, BreakdownSegment
from ekrules.yaml_reader.wording import LANGUAGES, Wording

if TYPE_CHECKING:
    from ekrules.survey.answer_files.table import RawTable

ID, NAME = "id", "name"


@dataclass(frozen=True, slots=True)
class FrameUnit:
    """One that could have answered; segments: breakdown id -> segment id."""

    id: str
    name: str
    segments: Mapping[str, str]


def read_units(
    path: Path, breakdowns: Sequence[Breakdown], faults: Faults, sheet: str | None = None
) -> tuple[FrameUnit, ...]:
    """Return the units in the file's order; what is wrong with it is added to `faults`."""
    from ekrules.survey.answer_files.reading import read_answer_file

    table = read_answer_file(path, faults, sheet)
    return () if table is None else units_of(table, breakdowns, faults)


def units_of(
    table: RawTable, breakdowns: Sequence[Breakdown], faults: Faults
) -> tuple[FrameUnit, ...]:
    """Return the rows of a raw table as units."""
    wanted = (ID, NAME, *(one.id for one in breakdowns))
    names = [column.name for column in table.columns]
    missing = [name for name in wanted if name not in names]
    for name in missing:
        near = nearest_name(name, names)
        expected = "expected the columns " + ", ".join(wanted)
        faults.add(Place(table.source, 1, 1), f'there is no column "{name}"', expected, near)
    if missing:
        return ()
    rows = _rows(table, wanted)
    reader = _Reader(table, breakdowns, faults)
    return tuple(reader.unit(number, row) for number, row in enumerate(rows, table.first_row))


def listed_breakdowns(table: RawTable) -> tuple[Breakdown, ...]:
    """Return a breakdown for each column beside id and name, its segments as they stand there.

    For a list that no breakdowns.yaml describes.
    """
    names = [column.name for column in table.columns if column.name not in (ID, NAME)]
    found = []
    for name in names:
        values = dict.fromkeys(str(row[0]) for row in _rows(table, [name]) if row[0] is not None)
        segments = (
            BreakdownSegment.model_construct(id=value, label=Wording(nb=value)) for value in values
        )
        found.append(
            Breakdown.model_construct(id=name, label=Wording(nb=name), segments=tuple(segments))
        )
    return tuple(found)


def _rows(table: RawTable, wanted: Sequence[str]) -> Iterable[tuple[str | None, ...]]:
    import narwhals as nw

    frame = table.frame.select(*wanted)
    eager = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return eager.iter_rows()


class _Reader:
    """Reads rows of one file and remembers which ids it has seen."""

    def __init__(self, table: RawTable, breakdowns: Sequence[Breakdown], faults: Faults) -> None:
        self._source = table.source
        self._breakdowns = breakdowns
        self._names = {one.id: _segment_names(one) for one in breakdowns}
        self._faults = faults
        self._seen: dict[str, int] = {}
        self._segments: dict[Sequence[str | None], Mapping[str, str]] = {}

    def unit(self, number: int, row: Sequence[str | None]) -> FrameUnit:
        identity, name = row[0] or "", row[1] or row[0] or ""
        first = self._seen.setdefault(identity, number)
        if not identity:
            place = Place(self._source, number, 1)
            self._faults.add(place, "a row without an id", "expected one in every row")
        elif first != number:
            place = Place(self._source, number, 1)
            found = f'the id "{identity}" again'
            self._faults.add(place, found, f"it stands in row {first} already")
        return FrameUnit(identity, name, self._all_segments(number, row[2:]))

    def _all_segments(self, number: int, cells: Sequence[str | None]) -> Mapping[str, str]:
        """Units in the same segments share one map: a million have some hundreds."""
        known = self._segments.get(cells)
        if known is not None:
            return known
        before = len(self._faults.found)
        segments = {
            one.id: self._segment(one, cell, Place(self._source, number, column))
            for column, (one, cell) in enumerate(zip(self._breakdowns, cells, strict=True), 3)
        }
        if len(self._faults.found) == before:
            self._segments[cells] = segments
        return segments

    def _segment(self, breakdown: Breakdown, cell: str | None, place: Place) -> str:
        names = self._names[breakdown.id]
        if cell is None:
            expected = f"expected one of {listed(breakdown.segment_ids)}"
            self._faults.add(place, f'a blank cell in "{breakdown.id}"', expected)
            return ""
        found = names.get(cell.casefold())
        if found is None:
            kind = f'segment of "{breakdown.id}"'
            self._faults.add_unknown_name(place, kind, cell, breakdown.segment_ids)
        return found or ""


def _segment_names(breakdown: Breakdown) -> dict[str, str]:
    """A segment's id and its labels, in lower case -> its id."""
    names: dict[str, str] = {}
    for one in breakdown.segments:
        labels = (getattr(one.label, language) for language in LANGUAGES)
        names |= {text.casefold(): one.id for text in (*labels, one.id) if text}
    return names


def frame_totals(units: Sequence[FrameUnit], breakdown: Breakdown) -> dict[str, int] | None:
    """Return segment id -> units in the frame, from the list, or as written; None where unknown."""
    if units:
        counts = Counter(one.segments[breakdown.id] for one in units)
        return {name: counts[name] for name in breakdown.segment_ids}
    if all(one.frame is not None for one in breakdown.segments):
        return {one.id: one.frame or 0 for one in breakdown.segments}
    return None
