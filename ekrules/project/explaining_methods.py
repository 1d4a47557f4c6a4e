"""Explaining methods: a goal that a published method judges, from its colour to the observations.

In: a goal's assessment. Out: steps: the method; each input of its table with where it comes from,
and the numbers that a derived one was worked out by; the observations with the line each stands in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ekrules.assessment.assessed import GoalAssessment, NextValue, SeenInput
from ekrules.assessment.judged_by_method import JudgedInput, MethodJudgement, UsedParameter
from ekrules.assessment.method_judging import named_reason
from ekrules.errors import Place
from ekrules.facts.derived.registry import DERIVED_INPUTS
from ekrules.narrative.phrases import Phrases, read_phrases
from ekrules.project.explained import Step
from ekrules.survey.indicator_series import SHARE, IndicatorSeries
from ekrules.tables.measure import Measure
from ekrules.yaml_reader.wording import Language

# Beyond this many digits a float tells of nothing but itself.
_DIGITS = 12


def method_steps(assessed: GoalAssessment, measure: Step | None, language: Language) -> list[Step]:
    """Return the steps of a goal that a method judges; measure: that of its attainment."""
    judged = assessed.method
    if judged is None:
        return []
    words = read_phrases(language)
    derived = {one.name: one for one in judged.derived}
    parameters = {one.name: one for one in judged.parameters}
    steps = [_method(judged, words, language)]
    for one in assessed.inputs:
        step = _input(one, derived, parameters, words, language)
        if one.measure is not None and measure is not None:
            step.rests_on.append(measure)
        steps.append(step)
    named = {one.name for one in assessed.inputs}
    steps += [_parameter(one, words) for one in judged.parameters if one.name not in named]
    return steps + _observations(judged, words)


def next_value_step(step: NextValue, language: Language) -> Step:
    """Return by which newest value the goal would have the next status."""
    words = read_phrases(language)
    word, unit = words.status[step.status.value].word, _behind(step.unit)
    way = f"{'+' if step.change > 0 else ''}{_number(step.change)}"
    return Step(f"{words.next_status} {word}: {_number(step.value)}{unit} ({way}{unit})")


def series_steps(measure: Measure, language: Language) -> list[Step]:
    """Return who published an indicator's value, and where it stands."""
    series = measure.series
    if series is None:
        return []
    words = read_phrases(language)
    of = f"{series.indicator}, {series.entity}"
    source = ", ".join(filter(None, (series.publisher, series.link, series.licence)))
    steps = [Step(f"{words.source_label}: {source or of} [{of}]")]
    return steps + _published(series)


def _published(series: IndicatorSeries) -> list[Step]:
    newest = series.newest
    if newest is None:
        return []
    said = newest.reason if newest.value is None else _number(newest.value) + _behind(series.unit)
    flags = f" ({newest.flags})" if newest.flags else ""
    return [Step(f"{newest.period}: {said}{flags} ({_at(newest.place)})")]


def _method(judged: MethodJudgement, words: Phrases, language: Language) -> Step:
    source = judged.source
    year = f" ({source.year})" if source.year else ""
    title = f"{judged.title.in_language(language)} – {source.publisher}{year}"
    colour = f": {judged.colour}" if judged.colour else ""
    step = Step(f"{words.method_label}: {title} [{judged.method}, {judged.place.file}]{colour}")
    if source.link:
        step.rests_on.append(Step(f"{words.source_label}: {source.title}, {source.link}"))
    return step


def _input(
    one: SeenInput,
    derived: Mapping[str, JudgedInput],
    parameters: Mapping[str, UsedParameter],
    words: Phrases,
    language: Language,
) -> Step:
    if one.name in parameters:
        return _parameter(parameters[one.name], words)
    name = words.input.get(one.name, one.name)
    if one.name in derived:
        return _derived(derived[one.name], name, words, language)
    return Step(f"{name}: {_known(one.value, one.reason, words)}")


def _derived(one: JudgedInput, name: str, words: Phrases, language: Language) -> Step:
    step = Step(f"{name}: {_known(one.value, named_reason(one.reason), words)} = {one.asks}")
    if language == "en":
        # There are no words for it in the other languages; the name leads to the reference page.
        step.rests_on.append(Step(DERIVED_INPUTS[one.asks].sentence))
    step.rests_on += [Step(f"{called}: {_number(number)}") for called, number in one.steps]
    return step


def _parameter(one: UsedParameter, words: Phrases) -> Step:
    name = words.input.get(one.name, one.name)
    step = Step(f"{name}: {_known(one.value, named_reason(one.reason), words)}")
    if one.origin is not None:
        where = f" ({_at(one.place)})" if one.place else ""
        step.rests_on.append(Step(f"{words.source_label}: {words.given_by[one.origin]}{where}"))
    return step


def _observations(judged: MethodJudgement, words: Phrases) -> list[Step]:
    if not judged.observations:
        return []
    unit = _behind(judged.unit)
    return [
        Step(
            words.observations_label,
            [
                Step(f"{one.period}: {_number(one.value)}{unit}{_behind_place(one.place)}")
                for one in judged.observations
            ],
        )
    ]


def _behind_place(place: Place | None) -> str:
    return f" ({_at(place)})" if place else ""


def _at(place: Place) -> str:
    return f"{place.file}:{place.line}" if place.line else place.file


def _behind(unit: str) -> str:
    return "" if unit in (SHARE, "number") else f" {unit}"


def _known(value: object, reason: str | None, words: Phrases) -> str:
    if value is None:
        return words.reason.get(reason or "", reason or "")
    return _number(value)


def _number(value: object) -> str:
    """Return a number as it stands in files: whole where it is, and else to the last digit."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value.isoformat() if type(value) is date else str(value)
    return f"{value:.{_DIGITS}g}"
