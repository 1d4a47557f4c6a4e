"""Comparing: two words that name rule sets, to all that differs between them.

In: OLD and NEW as typed, and what is to be run. Out: an Impact that names files as a person would,
the same for the same input wherever a revision was unpacked. Sequences; works nothing out.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ekrules.assessment.assessed import Assessment, DecidedBy, GoalAssessment, RollUp
from ekrules.assessment.impact import compare_assessments
from ekrules.assessment.impact_definitions import (
    DefinitionChange,
    compare_catalogues,
    compare_definitions,
    compare_method_files,
)
from ekrules.goals.strategy import Strategy
from ekrules.project.assessing import Outcome
from ekrules.project.impact.methods import MethodsOfSides, compare_methods
from ekrules.project.impact.proving import (
    NOT_PROVED,
    prove_differences,
    prove_method_differences,
)
from ekrules.project.impact.running import Choice, SurveyRun, run_both
from ekrules.project.impact.sides import LAST_COMMIT, WORKING_TREE, Side, opened_sides
from ekrules.report.impact import GoalName, Impact, Names, SurveyImpact, TableImpact
from ekrules.report.impact_sentences import compare_narratives
from ekrules.yaml_reader.wording import Language


def impact_of(
    old: str = LAST_COMMIT,
    new: str = WORKING_TREE,
    choice: Choice | None = None,
    project: Path | None = None,
) -> Impact:
    """Return what differs between two rule sets; raise InputError with the faults of either.

    project: the folder that revisions are of; the current one where not given. Writes nothing but
    a temporary folder, which is removed.
    """
    with opened_sides(old, new, project or Path()) as (before, after):
        runs = run_both(before, after, choice or Choice())
        first = runs.surveys[0]
        was, now = first.old.loaded, first.new.loaded
        tables = prove_differences(was, now)
        methods = compare_methods(before, after, was.folders.rules.parent, now.folders.rules.parent)
        return Impact(
            language=now.language,
            strategy=now.strategy.description.strategy,
            title=now.strategy.description.title.in_language(now.language),
            old=before.name,
            new=after.name,
            names=names_of(was.strategy, now.strategy, now.language),
            definitions=(
                *compare_definitions(was.strategy, was.rules, now.strategy, now.rules),
                *_definitions(methods),
            ),
            surveys=tuple(_survey(run, before, after) for run in runs.surveys),
            tables=None if tables is None else (*tables, *_tables_of(methods)),
            notes=(*runs.notes, *methods.notes, *(() if tables is not None else (NOT_PROVED,))),
            methods=methods.impacts,
        )


def _definitions(methods: MethodsOfSides) -> tuple[DefinitionChange, ...]:
    """Return what methods, and catalogues of indicators, say otherwise of themselves."""
    old = {one.id: one.old.file for one in methods.differing if one.old is not None}
    new = {one.id: one.new.file for one in methods.differing if one.new is not None}
    catalogues = (compare_catalogues(*each) for each in methods.catalogues.values())
    return (*compare_method_files(old, new), *(one for each in catalogues for one in each))


def _tables_of(methods: MethodsOfSides) -> tuple[TableImpact, ...]:
    """Return the tables of the methods whose files differ, on every case that both can be asked."""
    pairs = [(one.old, one.new) for one in methods.differing]
    proved = (prove_method_differences(old, new) for old, new in pairs if old and new)
    return tuple(one for each in proved for one in each)


def _survey(run: SurveyRun, old: Side, new: Side) -> SurveyImpact:
    about = run.new.loaded.survey.description
    return SurveyImpact(
        survey=about.survey,
        wave=about.wave,
        title=about.title.in_language(run.new.loaded.language),
        folder=run.folder,
        goals=len(run.new.assessment.goals),
        assessment=compare_assessments(_placed(run.old, old), _placed(run.new, new)),
        sentences=compare_narratives(run.old.narrative, run.new.narrative),
    )


def _placed(outcome: Outcome, side: Side) -> Assessment:
    """The assessment with its rows and rules named as files of their side."""
    assessment = outcome.assessment
    return replace(
        assessment,
        goals=tuple(_goal(one, side) for one in assessment.goals),
        themes=tuple(_roll_up(one, side) for one in assessment.themes),
        overall=_roll_up(assessment.overall, side),
        findings=tuple(
            replace(one, place=one.place._replace(file=side.shown(one.place.file)))
            for one in assessment.findings
        ),
    )


def _goal(goal: GoalAssessment, side: Side) -> GoalAssessment:
    return replace(goal, decided_by=_decided(goal.decided_by, side))


def _roll_up(rolled: RollUp, side: Side) -> RollUp:
    return replace(rolled, decided_by=_decided(rolled.decided_by, side))


def _decided(decided: DecidedBy | None, side: Side) -> DecidedBy | None:
    if decided is None:
        return None
    return replace(decided, place=decided.place._replace(file=side.shown(decided.place.file)))


def names_of(old: Strategy, new: Strategy, language: Language) -> Names:
    """Return what goals, themes and measures of either side are called."""
    goals: dict[str, GoalName] = {}
    themes: dict[str, str] = {}
    measures: dict[str, str] = {}
    for strategy in (old, new):
        for theme in strategy.themes:
            themes[theme.theme] = theme.title.in_language(language)
            for goal in theme.goals:
                number = f"{theme.number}.{goal.number}"
                goals[goal.id] = GoalName(number, goal.text.in_language(language))
        for name, measure in strategy.measures.items():
            measures[name] = measure.label.in_language(language)
    return Names(goals, themes, measures)
