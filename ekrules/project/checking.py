"""Checking: everything staff write, read, held together, tried, proved and run once.

In: a project's folder. Out: a CheckReport with all that there is to tell, graver and lesser. What
can't be read does not keep the rest from being checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ekrules.assessment.assessed import SeenInput
from ekrules.assessment.goal_tables import GOAL_INPUTS
from ekrules.assessment.rollup import OVERALL_INPUTS, THEME_INPUTS
from ekrules.assessment.rules import OVERALL, STATUS, THEMES
from ekrules.assessment.statuses import NO_ROW_APPLIES
from ekrules.decision.engine import choose_engine
from ekrules.decision.examples import run_examples
from ekrules.decision.inputs import shown
from ekrules.decision.reading import read_tables
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Fault, Faults, InputError, Place
from ekrules.goals.parameter_checks import parameter_warnings
from ekrules.goals.strategy import FIRM, Strategy
from ekrules.project.assessing import Outcome, run_assessment
from ekrules.project.loading import Loaded, load
from ekrules.project.locating import ProjectFolders, locate
from ekrules.project.proving import own_bounds, prove_findings, prove_tables, why_left_out
from ekrules.project.told import LEVELS, Level, Told, in_order, told
from ekrules.project.unused import rows_without_example, unused, unused_inputs
from ekrules.survey.answers.cell_faults import stopping_counts
from ekrules.yaml_reader.files import shown_path

_GIVEN = {*GOAL_INPUTS, *THEME_INPUTS, *OVERALL_INPUTS}


@dataclass(frozen=True)
class Counted:
    """How much was checked."""

    goals: int
    measures: int
    tables: int
    examples: int
    findings: int


@dataclass(frozen=True)
class CheckReport:
    """All that there is to tell, by place; counted: None where not everything could be read."""

    told: tuple[Told, ...]
    counted: Counted | None = None

    def of_level(self, level: Level) -> tuple[Fault, ...]:
        """The faults told at one level."""
        return tuple(one.fault for one in self.told if one.level == level)

    def is_sound(self, strict: bool = False) -> bool:
        """Whether there is no error; strict: and no warning."""
        worst = LEVELS[:2] if strict else LEVELS[:1]
        return not any(one.level in worst for one in self.told)


def check_project(
    root: Path, strategy: str | None = None, survey: Path | None = None, *, proofs: bool = True
) -> CheckReport:
    """Return everything that is wrong, odd or worth knowing.

    Raises InputError only where there is no project to check. proofs: whether rules are proved on
    every case there is, beside being tried on their examples and the survey.
    """
    folders = locate(root, strategy, survey)
    found = why_left_out() if proofs else []
    proofs = proofs and not found
    try:
        loaded = load(folders)
    except InputError as error:
        found += told("error", "fault", error.faults)
        return CheckReport(in_order([*found, *_of_what_can_be_read(folders, proofs)]))
    tables, on = loaded.rules.tables, loaded.survey.description.reference_date
    found += rows_without_example(tables)
    found += unused(loaded)
    found += unused_inputs(tables)
    if proofs:
        found += prove_tables(tables, own_bounds(loaded.strategy, on))
        found += prove_findings(loaded.strategy, loaded.rules.findings)
    found += _of_time(loaded.strategy, on)
    found += _tried_on_survey(loaded)
    return CheckReport(in_order(found), _counted(loaded))


def _of_what_can_be_read(folders: ProjectFolders, proofs: bool) -> list[Told]:
    """Examples and proofs of the tables that can be read, where something else can't be."""
    silent = Faults()
    tables: list[DecisionTable] = []
    for name in (STATUS, THEMES, OVERALL):
        tables += read_tables(folders.rules / name, silent)
    found: list[Told] = []
    for table in tables:
        engine = choose_engine("auto", table.rules, len(table.examples))
        found += told("error", "fault", run_examples(table, engine).failures)
    if proofs:
        # What bounds goals have of their own can't be known: only tables without are proved.
        found += prove_tables([one for one in tables if one.inputs.keys() <= _GIVEN], {})
    return found


def _of_time(strategy: Strategy, on: date) -> list[Told]:
    """Deadlines that have passed, and values that nobody has looked at since."""
    passed = [
        Fault(
            goal.at("deadline"),
            f'the deadline of "{goal.id}", {goal.deadline}, had passed on {on}, the survey\'s date',
            "so it is judged as overdue",
        )
        for goal in strategy.goals.values()
        if isinstance(goal.deadline, date) and goal.deadline < on
    ]
    late = told("warning", "value-not-checked", parameter_warnings(strategy, on))
    return [*told("note", "deadline-passed", passed), *late]


def _tried_on_survey(loaded: Loaded) -> list[Told]:
    """Run the assessment: rows that clash on the survey itself are errors, the rest warnings."""
    try:
        outcome = run_assessment(loaded, by=())
    except InputError as error:
        return told("error", "fault", error.faults)
    return list(notes_on(outcome))


def _counted(loaded: Loaded) -> Counted:
    return Counted(
        goals=len(loaded.strategy.goals),
        measures=len(loaded.strategy.measures),
        tables=len(loaded.rules.tables),
        examples=sum(len(table.examples) for table in loaded.rules.tables),
        findings=len(loaded.rules.findings),
    )


def notes_on(outcome: Outcome) -> tuple[Told, ...]:
    """Return where no row applies, and where the source's prose has another colour."""
    loaded = outcome.loaded
    grey, other = Faults(), Faults()
    for assessed in outcome.assessment.goals:
        goal = loaded.strategy.goals[assessed.goal]
        if assessed.reason == NO_ROW_APPLIES:
            seen = ", ".join(f"{one.name} {_shown(one)}" for one in assessed.inputs)
            found = f'no row of "{goal.table_id}" applies to "{goal.id}" ({seen})'
            grey.add(goal.at("judged_by"), found, "so it is grey; write a row for this case")
        published = goal.published
        # The prose speaks of the survey it was printed with, and of no later wave.
        is_its_own = loaded.survey.answers is None
        if is_its_own and published.firmness in FIRM and published.status != assessed.status:
            found = f'"{assessed.goal}" comes out {assessed.status.value}'
            expected = f"the source says {published.status} ({published.firmness})"
            other.add(published.place, found, expected)
    return (
        *told("warning", "no-row-applies", grey.found),
        *told("warning", "other-colour-published", other.found),
        *told("warning", "answers-left-out", _left_out(loaded)),
    )


def _left_out(loaded: Loaded) -> list[Fault]:
    answers = loaded.survey.answers
    left_out = 0 if answers is None else sum(stopping_counts(answers.counts).values())
    if not left_out:
        return []
    found = f"{left_out} cells or rows of the answers were left out"
    place = Place(shown_path(loaded.survey.folder))
    return [Fault(place, found, "ekrules answers tells which, and what was expected")]


def _shown(one: SeenInput) -> str:
    if one.value is None:
        return "unknown"
    if isinstance(one.value, float):
        return f"{one.value * 100:.4g} %" if one.measure else f"{one.value:.4g}"
    return shown(one.value)
