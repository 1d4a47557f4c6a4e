"""Own evidence: what figures of indicators and methods rest on, one line for each.

In: what a figure refers to: an earlier observation, a number of a method, a goal's target. Out: a
line with its value, its source and where that stands; an empty one where nothing is known of it.
"""

from __future__ import annotations

from ekrules.assessment.assessed import GoalAssessment
from ekrules.narrative.amounts import amount_text, published_unit, when_text
from ekrules.narrative.runs import upper_first
from ekrules.report.material import Material
from ekrules.report.method_words import MethodWords
from ekrules.report.spans import Span, Text


def own_line(material: Material, kind: str, first: str, second: str, goal: str | None) -> Text:
    """Return the line of "indicator:<measure>:<period>", or of "method:<goal>:<name>"."""
    if kind == "indicator":
        return _observation(material, first, second, goal)
    assessed = next((one for one in material.assessment.goals if one.goal == first), None)
    return () if assessed is None else _method_number(material, assessed, second)


def target_line(material: Material, goal: str) -> Text:
    """Return what a goal itself says that it asks for."""
    wanted = material.strategy.goals[goal]
    to = material.anchors.of_reference(f"goal:{goal}:target")
    return material.own_words.text("evidence_target", target=Span(material.target(wanted), to=to))


def _observation(material: Material, measure: str, period: str, goal: str | None) -> Text:
    held = material.assessment.measures.get(measure)
    series = held.series if held is not None else None
    found = [one for one in series.known if str(one.period) == period] if series else []
    if series is None or not found or found[0].value is None:
        return ()
    words, value = material.own_words, found[0].value
    amount = amount_text(value, published_unit(series), material.language)
    return words.text(
        "evidence_indicator",
        label=material.said(material.definition(measure).label),
        value=Span(amount, to=material.anchors.of_measure(measure, goal)),
        when=when_text(found[0].period, material.language),
        publisher=series.publisher or words["indicator_no_publisher"],
        place=material.place(found[0].place),
    )


def _method_number(material: Material, assessed: GoalAssessment, name: str) -> Text:
    judged, words = assessed.method, material.own_words
    if judged is None:
        return ()
    own = MethodWords(material, assessed, judged)
    to = material.anchors.of_reference(f"method:{assessed.goal}:{name}")
    for derived in judged.derived:
        if derived.name == name:
            what = upper_first(words[f"derived_{derived.asks}"])
            value = Span(own.derived(derived), to=to)
            return words.text("evidence_method", name=what, value=value)
    for given in judged.parameters:
        if given.name == name:
            origin = words[f"origin_of_{given.origin}" if given.origin else "origin_none"]
            what = upper_first(own.parameter_name(name))
            value = Span(own.parameter(given), to=to)
            return words.text("evidence_parameter", name=what, value=value, origin=origin)
    return ()
