"""Measures: each definition in the strategy worked out on the survey."""

from __future__ import annotations

from ekrules.goals.strategy import MeasureDefinition, Strategy
from ekrules.survey.survey import Survey
from ekrules.tables.combination import highest_of, joint_of, lowest_of, mean_of
from ekrules.tables.measure import Measure, counted_share, survey_share
from ekrules.tables.tally import tally


def work_out_measures(strategy: Strategy, survey: Survey) -> dict[str, Measure]:
    """Return measure id -> Measure for every definition, in the strategy's order.

    The names must have been checked (goals.checks): a combination's parts exist and form no
    circle, and every question has counts.
    """
    done: dict[str, Measure] = {}
    for name in strategy.measures:
        _work_out(name, strategy, survey, done)
    return {name: done[name] for name in strategy.measures}


def _work_out(name: str, strategy: Strategy, survey: Survey, done: dict[str, Measure]) -> Measure:
    if name not in done:
        definition = strategy.measures[name]
        parts = [_work_out(part, strategy, survey, done) for part in definition.parts]
        done[name] = _measure(name, definition, parts, survey)
    return done[name]


def _measure(
    name: str, definition: MeasureDefinition, parts: list[Measure], survey: Survey
) -> Measure:
    about = survey.description
    match definition.combination:
        case "lowest_of":
            return lowest_of(name, parts)
        case "highest_of":
            return highest_of(name, parts)
        case "mean_of":
            return mean_of(name, parts)
        case "joint_of":
            return joint_of(name, parts, about.respondents, about.frame)
    if definition.evidence is not None:
        found = survey.evidence[definition.evidence]
        source = f"{found.publisher}, {found.date.isoformat()}"
        return counted_share(name, found.numerator, found.denominator, source)
    question = survey.questions[definition.question or ""]
    counted = tally(survey, question, definition.item)
    base = definition.base or "asked"
    source = f"{about.survey} {survey.section_of(question.id)}"
    return survey_share(name, counted, definition.counts, base, about.frame, source)
