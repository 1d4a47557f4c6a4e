"""Checking: everything staff write, read, held together, tried on its examples and run once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ekrules.assessment.assessed import SeenInput
from ekrules.assessment.statuses import NO_ROW_APPLIES
from ekrules.decision.engine import choose_engine
from ekrules.decision.examples import run_examples
from ekrules.errors import Fault, Faults
from ekrules.goals.strategy import FIRM
from ekrules.project.assessing import Outcome, run_assessment
from ekrules.project.loading import Loaded, load
from ekrules.project.locating import locate


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
    warnings = Faults()
    for table in loaded.rules.tables:
        outcome = run_examples(table, choose_engine("auto", table.rules, len(table.examples)))
        for row in outcome.rows_without_example:
            warnings.add(row.place, f'the row "{row.id}" has no example', "add one that reaches it")
    _warn_of_unused(loaded, warnings)
    warnings.found.extend(notes_on(run_assessment(loaded)))
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


def notes_on(outcome: Outcome) -> tuple[Fault, ...]:
    """Return where no row applies, and where the source's prose has another colour."""
    loaded, warnings = outcome.loaded, Faults()
    for assessed in outcome.assessment.goals:
        goal = loaded.strategy.goals[assessed.goal]
        if assessed.reason == NO_ROW_APPLIES:
            seen = ", ".join(f"{one.name} {_shown(one)}" for one in assessed.inputs)
            found = f'no row of "{goal.judged_by}" applies to "{goal.id}" ({seen})'
            warnings.add(goal.at("judged_by"), found, "so it is grey; write a row for this case")
        published = goal.published
        if published.firmness in FIRM and published.status != assessed.status:
            found = f'"{assessed.goal}" comes out {assessed.status.value}'
            expected = f"the source says {published.status} ({published.firmness})"
            warnings.add(published.place, found, expected)
    return tuple(warnings.found)


def _shown(one: SeenInput) -> str:
    if one.value is None:
        return "unknown"
    if isinstance(one.value, str):
        return one.value
    return f"{one.value * 100:.4g} %" if one.measure else f"{one.value:.4g}"
