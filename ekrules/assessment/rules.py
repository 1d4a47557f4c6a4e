"""Rules: a strategy's rules folder, read and held against the goals that use it.

In: status.yaml, themes.yaml, overall.yaml, swot.yaml. Out: Rules, or every fault at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ekrules.assessment.finding_rules import FindingsFile, ReadFinding, read_findings
from ekrules.assessment.findings import finding_levels
from ekrules.assessment.rollup import OVERALL_INPUTS, THEME_INPUTS
from ekrules.decision.reading import read_tables
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults, InputError, Place
from ekrules.goals.strategy import Goal, Strategy
from ekrules.survey.codebook_checks import add_repeated
from ekrules.yaml_reader.files import shown_path
from ekrules.yaml_reader.models import read_model
from ekrules.yaml_reader.wording import add_stated_shares

STATUS, THEMES, OVERALL, SWOT = "status.yaml", "themes.yaml", "overall.yaml", "swot.yaml"

# What every status table may ask of any goal; a goal may add inputs of its own.
GOAL_INPUTS = ("attainment", "years_left", "target", "coverage")


@dataclass(frozen=True)
class Rules:
    """The tables for goals by id, the tables for themes and the whole, and the findings."""

    folder: Path
    files: tuple[Path, ...]
    status: dict[str, DecisionTable]
    theme: DecisionTable
    overall: DecisionTable
    findings: tuple[ReadFinding, ...]

    @property
    def tables(self) -> tuple[DecisionTable, ...]:
        """Every table, those for goals first."""
        return (*self.status.values(), self.theme, self.overall)


def read_rules(folder: Path, strategy: Strategy | None, faults: Faults) -> Rules | None:
    """Return the rules in `folder` for `strategy`, or None with the reasons added to `faults`.

    Without a strategy (its own files are at fault) the rules are read for what can be seen alone.
    """
    before = len(faults.found)
    if not folder.is_dir():
        place = Place(shown_path(folder))
        faults.add(place, "there is no such folder", "expected the strategy's rules")
        return None
    status = read_tables(folder / STATUS, faults)
    theme = _only_table(folder / THEMES, THEME_INPUTS, faults)
    overall = _only_table(folder / OVERALL, OVERALL_INPUTS, faults)
    if strategy is None:
        read_model(folder / SWOT, FindingsFile, faults)
        return None
    for table in (*status, theme, overall):
        add_stated_shares((row.says for row in table.rows) if table else (), faults, in_words=False)
    themes = [one.theme for one in strategy.themes]
    findings = read_findings(folder / SWOT, strategy.measures, strategy.goals, themes, faults)
    if len(faults.found) == before:
        _check(strategy, status, findings, faults)
    if theme is None or overall is None or len(faults.found) > before:
        return None
    files = tuple(folder / name for name in (STATUS, THEMES, OVERALL, SWOT))
    return Rules(folder, files, {one.id: one for one in status}, theme, overall, findings)


def _only_table(path: Path, allowed: Sequence[str], faults: Faults) -> DecisionTable | None:
    before = len(faults.found)
    tables = read_tables(path, faults)
    if len(faults.found) > before:
        return None
    if len(tables) != 1:
        place = Place(shown_path(path), 1, 1)
        faults.add(place, f"{len(tables)} tables", "expected one")
        return None
    for name in tables[0].inputs:
        if name not in allowed:
            faults.add_unknown_name(tables[0].place, "input of this table", name, allowed)
    return tables[0]


def _check(
    strategy: Strategy,
    status: Sequence[DecisionTable],
    findings: Sequence[ReadFinding],
    faults: Faults,
) -> None:
    add_repeated("table", ((one.id, one.place) for one in status), faults)
    by_id = {one.id: one for one in status}
    for goal in strategy.goals.values():
        if goal.judged_by in by_id:
            _check_inputs(goal, by_id[goal.judged_by], faults)
        else:
            place = goal.at("judged_by")
            faults.add_unknown_name(place, "decision table", goal.judged_by, by_id)
    try:
        finding_levels(findings)
    except InputError as error:
        faults.extend(error)


def _check_inputs(goal: Goal, table: DecisionTable, faults: Faults) -> None:
    given = (*GOAL_INPUTS, *goal.inputs)
    for name in table.inputs:
        if name not in given:
            found = f'the goal "{goal.id}" gives no "{name}", which "{table.id}" asks for'
            faults.add(goal.at("judged_by"), found, f'add "{name}: <a measure>" under "inputs"')
    if goal.target_share != 1.0 and "target" not in table.inputs:
        found = f'the target {goal.target}, which "{table.id}" does not ask for'
        faults.add(goal.at("target"), found, "expected 100 %, or a table with the input target")
    for name in goal.inputs:
        if name not in table.inputs:
            kind = f'input of "{table.id}"'
            faults.add_unknown_name(goal.at("inputs", name), kind, name, table.inputs)
