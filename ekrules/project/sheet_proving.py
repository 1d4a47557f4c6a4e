"""Sheet proving: the table of a sheet that came back, proved before it is written.

In: a table, and the file that it will be written to. Out: what is wrong with it for every case
there is, and what to know of the proof. Writes no file.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ekrules.decision.sheets.proved import sheet_faults
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Fault, Faults
from ekrules.goals.reading import read_strategy
from ekrules.project.locating import GOALS, RULES, SURVEYS
from ekrules.project.proving import is_given_to_all, own_bounds, prove_tables, why_left_out
from ekrules.project.told import Told, told
from ekrules.survey.codebook import SurveyDescription
from ekrules.survey.reading import DESCRIPTION
from ekrules.yaml_reader.models import read_model


def prove_sheet(root: Path, table: DecisionTable, file: Path) -> list[Told]:
    """Return what is wrong with a table of a project; an error keeps it from being written.

    root: the project's folder. A table of no project has no bounds that are goals' own.
    """
    if left_out := why_left_out():
        return left_out
    strategy = _strategy_of(root, file)
    if strategy is None:
        return prove_tables([table], {}, sheet_faults)
    goals = read_strategy(strategy, Faults())
    if goals is not None:
        return prove_tables([table], own_bounds(goals, _last_day(root)), sheet_faults)
    if is_given_to_all(table):
        return prove_tables([table], {}, sheet_faults)
    found = f'"{table.id}" was not proved: the goals in {strategy.as_posix()} can\'t be read'
    return told("warning", "unproved", [Fault(table.place, found, "ekrules check tells why")])


def _strategy_of(root: Path, file: Path) -> Path | None:
    """Return the folder of the goals that a table of this file may judge; None where none is."""
    parts = file.resolve().relative_to(root.resolve()).parts
    if len(parts) != 3 or parts[0] not in (GOALS, RULES):
        return None
    folder = root / GOALS / parts[1]
    return folder if folder.is_dir() else None


def _last_day(root: Path) -> date:
    """Return the day of the newest survey, on which goals' own bounds are read."""
    read = [
        read_model(one, SurveyDescription, Faults())
        for one in (root / SURVEYS).glob(f"*/{DESCRIPTION}")
    ]
    return max((one.reference_date for one in read if one is not None), default=date.max)
