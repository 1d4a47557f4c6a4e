"""Deciding: any table of a project, or of a file, on cases that someone gives.

In: a table's name and a file of cases. Out: what it decides on each, or every fault.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ekrules.assessment.goal_tables import tables_in_goals
from ekrules.assessment.rules import OVERALL, STATUS, THEMES
from ekrules.decision.deciding import Decision, decide
from ekrules.decision.engine import EnginePreference, choose_engine
from ekrules.decision.from_yaml.tables import read_tables
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults, Place, listed
from ekrules.goals.reading import read_strategy
from ekrules.project.given_cases import read_cases
from ekrules.project.locating import GOALS, RULES
from ekrules.yaml_reader.files import shown_path

_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class Decided:
    """A table and what it decided, a decision for each case given."""

    table: DecisionTable
    decisions: tuple[Decision, ...]
    engine: str


def decide_given(
    root: Path,
    name: str,
    given: Path,
    strategy: str | None = None,
    engine: EnginePreference = "auto",
) -> Decided:
    """Return what the table decides on the cases of the file; InputError with every fault.

    name: a table's id; or a file of tables, and after a colon the id where it holds several.
    """
    faults = Faults()
    table = table_named(root, name, strategy, faults)
    faults.stop_if_any()
    assert table is not None
    cases = read_cases(given, table.inputs, faults)
    faults.stop_if_any()
    chosen = choose_engine(engine, table.rules, len(cases))
    return Decided(table, decide(table, cases, chosen), chosen.name)


def table_named(
    root: Path, name: str, strategy: str | None, faults: Faults
) -> DecisionTable | None:
    """Return the table that `decide_given` asks by this name, or None with the reasons."""
    file, _, table_id = name.rpartition(":")
    if name.endswith(_ENDINGS):
        file, table_id = name, ""
    if file.endswith(_ENDINGS):
        return _chosen(read_tables(Path(file), faults), table_id, Place(file), faults)
    tables = tables_of_project(root, strategy, faults)
    return _chosen(tables, name, Place(shown_path(root / RULES)), faults)


def tables_of_project(
    root: Path, strategy: str | None, faults: Faults
) -> tuple[DecisionTable, ...]:
    """Return every table of the strategies, or of the one that is named."""
    found: list[DecisionTable] = []
    for folder in sorted((root / RULES).glob("*")):
        if not folder.is_dir() or strategy not in (None, folder.name):
            continue
        for name in (STATUS, THEMES, OVERALL):
            if (folder / name).exists():
                found += read_tables(folder / name, faults)
        goals = root / GOALS / folder.name
        read = read_strategy(goals, Faults()) if goals.is_dir() else None
        found += () if read is None else tables_in_goals(read, faults)
    return tuple(found)


def _chosen(
    tables: Sequence[DecisionTable], table_id: str, place: Place, faults: Faults
) -> DecisionTable | None:
    if faults.found:
        return None
    named = [table for table in tables if table_id in ("", table.id)]
    if len(named) == 1:
        return named[0]
    if not named:
        faults.add_unknown_name(place, "decision table", table_id, [table.id for table in tables])
    elif table_id:
        where = listed(str(table.place) for table in named)
        faults.add(place, f'"{table_id}" stands in several places', f"{where}; use --strategy")
    else:
        expected = f"name one after a colon: {listed(table.id for table in tables)}"
        faults.add(place, f"{len(tables)} tables in this file", expected)
    return None
