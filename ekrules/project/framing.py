"""Framing: two frame lists and the crosswalk between them held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ekrules.errors import Faults, Place
from ekrules.project.question_table import QuestionTable
from ekrules.report.files import write_whole
from ekrules.survey.answer_files.reading import read_answer_file
from ekrules.survey.answer_files.row_writing import csv_bytes
from ekrules.survey.crosswalk import check_crosswalk
from ekrules.survey.crosswalk_reading import read_crosswalk
from ekrules.survey.frame_changes import (
    BreakdownChange,
    FrameComparison,
    add_frame_faults,
    compare_frames,
)
from ekrules.survey.units import FrameUnit, listed_breakdowns, units_of
from ekrules.yaml_reader.files import shown_path

# What became of a unit, in the order it is looked for.
KINDS = ("split", "merged", "renumbered", "renamed", "unchanged")
HEADER = ("old", "old_name", "new", "new_name", "what")


@dataclass(frozen=True)
class FramesCompared:
    """Both frames, and what became of the units of the first."""

    old: Mapping[str, FrameUnit]
    new: Mapping[str, FrameUnit]
    comparison: FrameComparison

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Return a row for each old unit and what it became, and one for each that is new."""
        found = [
            (one, self.old[one].name, to, self.new[to].name, self.kind(one))
            for one, after in self.comparison.successors.items()
            for to in after
        ]
        found += [("", "", one, self.new[one].name, "added") for one in self.comparison.added]
        return tuple(found)

    def kind(self, old: str) -> str:
        """Return what became of an old unit: one of KINDS."""
        compared, after = self.comparison, self.comparison.successors[old]
        if old in compared.split:
            return "split"
        if any(one in compared.merged for one in after):
            return "merged"
        if old in compared.renumbered:
            return "renumbered"
        return "renamed" if old in compared.renamed else "unchanged"


def compare(
    old: Path, new: Path, crosswalk: Path, from_year: int | None, to_year: int | None
) -> FramesCompared:
    """Return how the frames differ; raise InputError with every fault of the three files."""
    faults = Faults()
    old_units, new_units = _units(old, faults), _units(new, faults)
    walk = read_crosswalk(crosswalk, faults)
    faults.stop_if_any()
    assert walk is not None
    check_crosswalk(walk, (one.id for one in old_units), faults, from_year)
    faults.stop_if_any()
    comparison = compare_frames(old_units, new_units, walk, from_year, to_year)
    add_frame_faults(comparison, Place(shown_path(old)), Place(shown_path(new)), faults)
    faults.stop_if_any()
    return FramesCompared(_by_id(old_units), _by_id(new_units), comparison)


def write_changes(compared: FramesCompared, path: Path) -> None:
    """Write what became of every unit as CSV, whole or not at all."""
    write_whole(path, csv_bytes(HEADER, compared.rows()))


def segment_tables(compared: FramesCompared) -> tuple[QuestionTable, ...]:
    """Return how many units each segment had and has, a table for each breakdown."""
    return tuple(_segment_table(one, compared) for one in compared.comparison.breakdowns)


def _segment_table(breakdown: BreakdownChange, compared: FramesCompared) -> QuestionTable:
    rows = tuple((one.segment, str(one.old), str(one.new)) for one in breakdown.segments)
    straddling = [compared.new[unit].name for unit in breakdown.straddling]
    caption = f"Merged across segments, so not comparable: {', '.join(straddling)}."
    return QuestionTable(
        breakdown.breakdown, ("before", "after"), rows, caption if straddling else ""
    )


def _units(path: Path, faults: Faults) -> tuple[FrameUnit, ...]:
    table = read_answer_file(path, faults)
    return () if table is None else units_of(table, listed_breakdowns(table), faults)


def _by_id(units: Iterable[FrameUnit]) -> dict[str, FrameUnit]:
    return {one.id: one for one in units}
