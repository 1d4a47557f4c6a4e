"""Rules: a strategy's rules folder, read and held against the goals that use it.

In: status.yaml, themes.yaml, overall.yaml, swot.yaml, and the methods that goals name. Out: Rules,
or every fault at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ekrules.assessment.finding_rules import FindingsFile, ReadFinding, read_findings
from ekrules.assessment.findings import finding_levels
from ekrules.assessment.given_texts import check_given_texts
from ekrules.assessment.goal_methods import (
    check_goal_methods,
    method_names,
    method_path,
    read_goal_methods,
)
from ekrules.assessment.goal_tables import (
    check_goal_tables,
    check_statuses,
    check_units,
    tables_in_goals,
)
from ekrules.assessment.input_types import input_types
from ekrules.assessment.rollup import OVERALL_INPUTS, ROLL_UP_UNITS, THEME_INPUTS
from ekrules.decision.from_yaml.tables import read_tables
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults, InputError, Place
from ekrules.goals.strategy import Strategy
from ekrules.survey.indicator_series import IndicatorSeries
from ekrules.yaml_reader.files import shown_path
from ekrules.yaml_reader.models import read_model
from ekrules.yaml_reader.wording import add_stated_shares

# A strategy that is judged by tables alone needs no methods: they are read where one is named.
if TYPE_CHECKING:
    from ekrules.methods.method import Method

STATUS, THEMES, OVERALL, SWOT = "status.yaml", "themes.yaml", "overall.yaml", "swot.yaml"


@dataclass(frozen=True)
class Rules:
    """The tables for goals by id, the tables for themes and the whole, and the findings.

    methods: the published methods that goals name, by id; none has the id of a table.
    """

    folder: Path
    files: tuple[Path, ...]
    status: dict[str, DecisionTable]
    theme: DecisionTable
    overall: DecisionTable
    findings: tuple[ReadFinding, ...]
    methods: Mapping[str, Method] = field(default_factory=dict)

    @property
    def tables(self) -> tuple[DecisionTable, ...]:
        """Every table, those for goals first."""
        return (*self.status.values(), self.theme, self.overall)


def read_rules(
    folder: Path,
    strategy: Strategy | None,
    faults: Faults,
    units: Mapping[str, str] | None = None,
    series: Mapping[str, IndicatorSeries] | None = None,
) -> Rules | None:
    """Return the rules in `folder` for `strategy`, or None with the reasons added to `faults`.

    Without a strategy (its own files are at fault) the rules are read for what can be seen alone.
    units: measure id -> its unit; a share where it is not there. series: those of indicators.
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
    status = (*status, *tables_in_goals(strategy, faults))
    for table in (*status, theme, overall):
        add_stated_shares((row.says for row in table.rows) if table else (), faults, in_words=False)
    themes = [one.theme for one in strategy.themes]
    types = input_types(strategy.measures, units or {})
    findings = read_findings(folder / SWOT, types, strategy.goals, themes, faults)
    methods = read_goal_methods(folder.parent, strategy, status, faults)
    if len(faults.found) == before:
        offered = method_names(folder.parent)
        check_goal_tables(strategy, status, faults, types, methods, offered)
        check_goal_methods(strategy, methods, units or {}, series or {}, faults)
        check_given_texts(status, faults)
        _check_circles(findings, faults)
    if theme is None or overall is None or len(faults.found) > before:
        return None
    files = tuple(folder / name for name in (STATUS, THEMES, OVERALL, SWOT))
    files += tuple(method_path(folder.parent, name) for name in methods)
    by_id = {one.id: one for one in status}
    return Rules(folder, files, by_id, theme, overall, findings, methods)


def _only_table(path: Path, allowed: Sequence[str], faults: Faults) -> DecisionTable | None:
    before = len(faults.found)
    tables = read_tables(path, faults)
    if len(faults.found) > before:
        return None
    if not tables:
        faults.add(Place(shown_path(path), 1, 1), "no table", "expected one")
        return None
    for other in tables[1:]:
        found = f'a second table, "{other.id}"'
        faults.add(other.place, found, f'only "{tables[0].id}" would be asked: keep one of them')
    if len(tables) > 1:
        return None
    check_statuses(tables, faults)
    check_units(tables, ROLL_UP_UNITS, faults)
    for name in tables[0].inputs:
        if name not in allowed:
            faults.add_unknown_name(tables[0].place, "input of this table", name, allowed)
    return tables[0]


def _check_circles(findings: Sequence[ReadFinding], faults: Faults) -> None:
    try:
        finding_levels(findings)
    except InputError as error:
        faults.extend(error)
