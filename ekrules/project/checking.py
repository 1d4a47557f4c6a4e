"""Checking: everything staff write, read, held together, tried on its examples and run once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ekrules.decision.engine import choose_engine
from ekrules.decision.examples import run_examples
from ekrules.errors import EkrulesError, Fault, Faults
from ekrules.project.assessing import run_assessment
from ekrules.project.loading import Loaded, load
from ekrules.project.locating import locate

FIRM = ("explicit", "implied")


@dataclass(frozen=True)
class Checked:
    """What a check saw: how much there is, and what it wants to say without failing."""

    goals: int
    measures: int
    tables: int
    examples: int
    findings: int
    warnings: tuple[Fault, ...]


def check_project(root: Path, strategy: str | None = None, survey: Path | None = None) -> Checked:
    """Return what was checked; raise InputError with every fault found."""
    loaded = load(locate(root, strategy, survey))
    faults, warnings = Faults(), Faults()
    for table in loaded.rules.tables:
        outcome = run_examples(table, choose_engine("auto", table.rules, len(table.examples)))
        faults.found.extend(outcome.failures)
        for row in outcome.rows_without_example:
            warnings.add(row.place, f'the row "{row.id}" has no example', "add one that reaches it")
    _warn_of_unused(loaded, warnings)
    try:
        _hold_against_source(loaded, warnings)
    except EkrulesError as error:
        faults.extend(error)
    faults.stop_if_any()
    return Checked(
        goals=len(loaded.strategy.goals),
        measures=len(loaded.strategy.measures),
        tables=len(loaded.rules.tables),
        examples=sum(len(table.examples) for table in loaded.rules.tables),
        findings=len(loaded.rules.findings),
        warnings=tuple(warnings.found),
    )


def _warn_of_unused(loaded: Loaded, warnings: Faults) -> None:
    for name in loaded.unused_measures:
        place = loaded.strategy.measures[name].place
        warnings.add(place, f'nothing uses the measure "{name}"', "use it or take it out")
    judged_by = {goal.judged_by for goal in loaded.strategy.goals.values()}
    for table in loaded.rules.status.values():
        if table.id not in judged_by:
            expected = "use it or take it out"
            warnings.add(table.place, f'no goal is judged by "{table.id}"', expected)


def _hold_against_source(loaded: Loaded, warnings: Faults) -> None:
    """Warn where the rules give another colour than the source's prose states or implies."""
    outcome = run_assessment(loaded)
    for assessed in outcome.assessment.goals:
        published = loaded.strategy.goals[assessed.goal].published
        if published.firmness in FIRM and published.status != assessed.status:
            found = f'"{assessed.goal}" comes out {assessed.status.value}'
            expected = f"the source says {published.status} ({published.firmness})"
            warnings.add(published.place, found, expected)
