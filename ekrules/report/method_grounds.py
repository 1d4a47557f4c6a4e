"""Method grounds: how a published method came to a goal's colour, from the observations on.

In: a goal that a method judges. Out: facts on the method and the row, and tables of what it worked
out, step by step, and of the numbers it was given and who gave them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ekrules.assessment.assessed import GoalAssessment
from ekrules.assessment.judged_by_method import JudgedInput, MethodJudgement, UsedParameter
from ekrules.narrative.amounts import amount_text, moved_text
from ekrules.narrative.runs import upper_first
from ekrules.report.document import Column, DataTable, Fact, Row
from ekrules.report.material import Material
from ekrules.report.method_rules import method_row_link, own_colour_text, row_in_words
from ekrules.report.method_words import MethodWords
from ekrules.report.spans import Span, Text
from ekrules.survey.indicator_series import exactly

# Just at the bound: a rounded number might be on its other side.
_ALL_DECIMALS = 6


def method_facts(material: Material, assessed: GoalAssessment) -> Iterator[Fact]:
    """Yield which method judges, its source, the row and what it says; nothing without one."""
    judged, words = assessed.method, material.own_words
    if judged is None:
        return
    yield Fact(words["method"], (Span(source_text(material, judged)),))
    decided = assessed.decided_by
    if decided is not None:
        row = words.text(
            "method_row",
            row=method_row_link(material, decided),
            table=Span(judged.method, weight="code"),
            place=material.place(decided.place),
        )
        yield Fact(material.phrases["decided_by"], row)
        said = row_in_words(material, decided)
        if said:
            yield Fact(words["method_row_means"], (Span(said),))
        if decided.says is not None:
            quoted = material.phrases.text("quoted", text=material.said(decided.says))
            yield Fact(material.phrases["row_says"], quoted)
    else:
        reason = material.reason(assessed.reason)
        yield Fact(
            material.phrases["decided_by"], material.phrases.text("no_row_decided", reason=reason)
        )
    if judged.colour is not None:
        yield Fact(words["method_colour"], (Span(own_colour_text(judged.colour)),))


def source_text(material: Material, judged: MethodJudgement) -> str:
    """Return the method's title, who published it, where and on what terms."""
    not_stated, source = material.own_words["sources_not_stated"], judged.source
    return material.own_words.filled(
        "method_named",
        title=material.said(judged.title),
        publisher=source.publisher,
        publication=source.title,
        year=str(source.year or not_stated),
        link=source.link or not_stated,
        licence=source.licence or not_stated,
    )


def next_value_text(material: Material, assessed: GoalAssessment) -> Text:
    """Return the nearest value that gives a better status, and how far it is."""
    step, words = assessed.next_value, material.own_words
    if step is None:
        return (Span(words["no_next_value"]),)
    unit = MethodWords(material, assessed, assessed.method).unit if assessed.method else None
    if unit is None:
        unit = material.unit_of(material.strategy.goals[assessed.goal].attainment)
    change = exactly(step.change)
    return words.text(
        "next_value",
        status=material.status(step.status),
        needed=amount_text(exactly(step.value), unit, material.language, _ALL_DECIMALS),
        moved=moved_text(abs(change), unit, material.language, _ALL_DECIMALS),
        way=words["way_more" if change > 0 else "way_less"],
    )


def method_tables(material: Material, assessed: GoalAssessment) -> Iterator[DataTable]:
    """Yield what the method worked out, and what it was given."""
    judged = assessed.method
    if judged is None:
        return
    words, own = material.own_words, MethodWords(material, assessed, judged)
    if judged.derived:
        columns = ("method_input", "indicator_value", "method_formula", "method_steps")
        yield DataTable(
            caption=words["method_derived_caption"],
            columns=tuple(Column(words[name]) for name in columns),
            rows=tuple(_derived_row(own, one) for one in judged.derived),
            stacks=True,
        )
    if judged.parameters:
        yield DataTable(
            caption=words["method_parameters_caption"],
            columns=(
                Column(words["method_input"]),
                Column(words["indicator_value"]),
                Column(material.phrases["comes_from"]),
            ),
            rows=tuple(_parameter_row(own, one) for one in judged.parameters),
        )


def _derived_row(own: MethodWords, one: JudgedInput) -> Row:
    what = own.material.own_words[f"derived_{one.asks}"]
    steps = "; ".join(own.step(name, number) for name, number in one.steps)
    cells: tuple[Text, ...] = (
        (Span(one.name, weight="code"),),
        (Span(own.derived(one)),),
        (Span(upper_first(what)),),
        (Span(upper_first(steps) if steps else "–"),),
    )
    return Row(cells)


def _parameter_row(own: MethodWords, one: UsedParameter) -> Row:
    return Row(
        (
            (Span(upper_first(own.parameter_name(one.name))),),
            (Span(own.parameter(one)),),
            _origin(own.material, one),
        )
    )


def _origin(material: Material, one: UsedParameter) -> Text:
    words = material.own_words
    if one.origin is None:
        return (Span(words["origin_none"]),)
    origin = words[f"origin_of_{one.origin}"]
    if one.place is None:
        return (Span(origin),)
    return words.text("origin_at", origin=origin, place=material.place(one.place))
