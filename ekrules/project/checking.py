"""Checking: everything staff write, read, held together, tried on its examples and run once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ekrules.assessment.assessed import SeenInput
from ekrules.assessment.statuses import NO_ROW_APPLIES
from ekrules.decision.engine import choose_engine
from ekrules.decision.examples import run_examples
from ekrules.errors import Fault, Faults, Place
from ekrules.goals.strategy import FIRM
from ekrules.project.assessing import Outcome, run_assessment
from ekrules.project.loading import Loaded, load
from ekrules.project.locating import locate
from ekrules.survey.answers.cell_faults import stopping_counts
from ekrules.yaml_reader.files import shown_path


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
    warnings.found.extend(notes_on(run_assessment(loaded, by=())))
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
        # The prose speaks of the survey it was printed with, and of no later wave.
        is_its_own = loaded.survey.answers is None
        if is_its_own and published.firmness in FIRM and published.status != assessed.status:
            found = f'"{assessed.goal}" comes out {assessed.status.value}'
            expected = f"the source says {published.status} ({published.firmness})"
            warnings.add(published.place, found, expected)
    _note_left_out(loaded, warnings)
    return tuple(warnings.found)


def _note_left_out(loaded: Loaded, warnings: Faults) -> None:
    answers = loaded.survey.answers
    if answers is None:
        return
    left_out = sum(stopping_counts(answers.counts).values())
    if left_out:
        found = f"{left_out} cells or rows of the answers were left out"
        place = Place(shown_path(loaded.survey.folder))
        warnings.add(place, found, "ekrules answers tells which, and what was expected")


def _shown(one: SeenInput) -> str:
    if one.value is None:
        return "unknown"
    if isinstance(one.value, str):
        return one.value
    return f"{one.value * 100:.4g} %" if one.measure else f"{one.value:.4g}"
