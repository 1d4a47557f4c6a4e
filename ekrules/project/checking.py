"""Checking: everything staff write, read, held together, tried, proved and run once.

In: a project's folder. Out: a CheckReport with all that there is to tell, graver and lesser. What
can't be read does not keep the rest from being checked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ekrules.assessment.assessed import SeenInput
from ekrules.assessment.given_texts import asks_strange_texts
from ekrules.assessment.goal_tables import GOAL_INPUTS
from ekrules.assessment.overrides import late_signatures, long_overrides
from ekrules.assessment.rules import OVERALL, STATUS, THEMES
from ekrules.assessment.statuses import NO_ROW_APPLIES
from ekrules.decision.engine import choose_engine
from ekrules.decision.examples import run_examples
from ekrules.decision.from_yaml.tables import read_tables
from ekrules.decision.inputs import shown
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Fault, Faults, InputError, Place
from ekrules.goals.parameter_checks import parameter_warnings
from ekrules.goals.reading import read_strategy
from ekrules.goals.strategy import FIRM, Goal, Strategy
from ekrules.project.assessing import Outcome, run_assessment
from ekrules.project.checking_methods import CheckedMethods, check_methods
from ekrules.project.likely_slips.figures import figures_not_drawn
from ekrules.project.likely_slips.slips import likely_slips
from ekrules.project.likely_slips.source import unlike_the_source
from ekrules.project.likely_slips.weights import odd_weights
from ekrules.project.loading import Loaded, load
from ekrules.project.locating import ProjectFolders, indicator_files, locate
from ekrules.project.narratives import faults_in_other_languages
from ekrules.project.proving import (
    is_given_to_all,
    own_bounds,
    prove_findings,
    prove_tables,
    why_left_out,
)
from ekrules.project.told import LEVELS, Level, Told, in_order, told
from ekrules.project.unused import rows_without_example, unused, unused_inputs
from ekrules.yaml_reader.files import shown_path


@dataclass(frozen=True)
class Counted:
    """How much was checked."""

    goals: int
    measures: int
    tables: int
    examples: int
    findings: int
    methods: int = 0


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
    methods = check_methods(root, proofs=proofs)
    found += methods.told
    if catalogues := indicator_files(root):
        # Only here: a project without any is checked without what reads them.
        from ekrules.project.checking_indicators import check_indicators

        found += check_indicators(catalogues, methods.methods)
    try:
        loaded = load(folders)
    except InputError as error:
        read, following = _of_what_can_be_read(folders, proofs)
        found += told("error", "fault", (one for one in error.faults if one not in following))
        found += told("error", "fault", faults_in_other_languages(folders, "nb"))
        found += odd_weights(folders)
        return CheckReport(in_order([*found, *read]))
    tables, on = loaded.rules.tables, loaded.survey.description.reference_date
    found += rows_without_example(tables)
    found += unused(loaded)
    found += unused_inputs(tables)
    found += likely_slips(loaded)
    found += figures_not_drawn(loaded)
    if proofs:
        found += prove_tables(tables, own_bounds(loaded.strategy, on))
        found += prove_findings(loaded.strategy, loaded.survey, loaded.rules.findings)
    found += _of_time(loaded.strategy, on)
    found += told("warning", "override-long", long_overrides(loaded.overrides))
    found += told("warning", "override-signed-late", late_signatures(loaded.overrides, on))
    found += _unless_wrong_already(_tried_on_survey(loaded), found)
    return CheckReport(in_order(found), _counted(loaded, methods))


def _of_what_can_be_read(
    folders: ProjectFolders, proofs: bool
) -> tuple[list[Told], frozenset[Fault]]:
    """Examples and proofs of the tables that can be read, where something else can't be.

    And the examples that are left out: that rows clash on them is told by the proof already.
    """
    silent = Faults()
    tables: list[DecisionTable] = []
    for name in (STATUS, THEMES, OVERALL):
        tables += read_tables(folders.rules / name, silent)
    may_be_proved = _may_be_proved(folders)
    found: list[Told] = []
    following: set[Fault] = set()
    for table in tables:
        engine = choose_engine("auto", table.rules, len(table.examples))
        outcome = run_examples(table, engine)
        proved = prove_tables([table], {}) if proofs and may_be_proved(table) else []
        if any(one.level == "error" for one in proved):
            following |= set(outcome.clashes)
        failures = [one for one in outcome.failures if one not in following]
        found += [*told("error", "fault", failures), *proved]
    return found, frozenset(following)


def _may_be_proved(folders: ProjectFolders) -> Callable[[DecisionTable], bool]:
    """Tell which tables can be proved: whose every input is known to come from a goal's measures.

    What bounds goals have of their own can't be known here; nor any input, where the goals can't
    be read, but those that every goal gives.
    """
    strategy = read_strategy(folders.goals, Faults())
    judged: dict[str, list[Goal]] = {}
    for theme in strategy.themes if strategy else ():
        for goal in theme.goals:
            judged.setdefault(goal.table_id, []).append(goal)

    def may_be_proved(table: DecisionTable) -> bool:
        goals = judged.get(table.id, ())
        own = table.inputs.keys() - {*GOAL_INPUTS}
        are_measures = all(own <= one.inputs.keys() and not one.parameters for one in goals)
        is_known = is_given_to_all(table) or (bool(goals) and are_measures)
        return is_known and not asks_strange_texts(table)

    return may_be_proved


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
        others = faults_in_other_languages(loaded.folders, loaded.language)
        return told("error", "fault", (*error.faults, *others))
    others = faults_in_other_languages(loaded.folders, loaded.language, outcome)
    source = unlike_the_source(loaded, outcome.assessment)
    return [*notes_on(outcome), *source, *told("error", "fault", others)]


def _unless_wrong_already(seen: list[Told], found: list[Told]) -> list[Told]:
    """Leave out what is odd where an error stands: that finding, or goal, is odd because of it."""
    wrong = {one.fault.place for one in found if one.level == "error"}
    return [one for one in seen if one.level == "error" or one.fault.place not in wrong]


def _counted(loaded: Loaded, methods: CheckedMethods) -> Counted:
    return Counted(
        goals=len(loaded.strategy.goals),
        measures=len(loaded.strategy.measures),
        tables=len(loaded.rules.tables),
        examples=sum(len(table.examples) for table in loaded.rules.tables),
        findings=len(loaded.rules.findings),
        methods=len(methods.methods),
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
    if answers is None:
        return []
    from ekrules.survey.answers.cell_faults import stopping_counts

    left_out = sum(stopping_counts(answers.counts).values())
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
