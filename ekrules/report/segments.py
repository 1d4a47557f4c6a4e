"""Segments: the goals by type, size or place: a matrix of statuses, and who is ahead or behind.

In: each breakdown's assessment. Out: one section, nothing where the survey has no segments.
"""

from __future__ import annotations

from collections.abc import Iterable

from ekrules.assessment.assessed import (
    BreakdownAssessment,
    GoalAssessment,
    SegmentAssessment,
    Tendency,
)
from ekrules.narrative.runs import lower_first
from ekrules.narrative.tendency_views import share_text
from ekrules.report.anchors import SEGMENTS, breakdown_anchor
from ekrules.report.document import Block, Column, DataTable, Disclosure, Paragraph, Row, Section
from ekrules.report.figures.segments import statuses_figure
from ekrules.report.material import Material
from ekrules.report.spans import Span, Text
from ekrules.survey.breakdowns import Breakdown


def segments_section(material: Material) -> Iterable[Section]:
    """Return the goals by every breakdown there is; nothing without one."""
    found = material.assessment.segments
    if not found:
        return
    phrases = material.phrases
    smallest = material.whole(material.survey.description.smallest_base)
    about = Paragraph((Span(phrases.filled("segments_about", smallest=smallest, **material.unit)),))
    parts = tuple(_breakdown(material, one) for one in found)
    yield Section(SEGMENTS, phrases["segments_heading"], (about, *parts))


def _breakdown(material: Material, one: BreakdownAssessment) -> Section:
    breakdown = material.survey.breakdown(one.breakdown)
    label = material.said(breakdown.label)
    blocks: list[Block] = [
        *statuses_figure(material, one),
        *_tendency_table(material, one, breakdown),
        Disclosure(
            (Span(material.phrases.filled("matrix_heading", breakdown=lower_first(label))),),
            (_matrix(material, one, breakdown),),
        ),
    ]
    return Section(breakdown_anchor(one.breakdown), label, tuple(blocks))


def _tendency_table(
    material: Material, one: BreakdownAssessment, breakdown: Breakdown
) -> Iterable[Block]:
    """Only what differs by more than chance would give; in the order of the goals."""
    phrases = material.phrases
    clear = [tendency for tendency in one.tendencies if tendency.direction != "unclear"]
    if not clear:
        text = phrases.filled(
            "tendencies_none", breakdown=lower_first(material.said(breakdown.label))
        )
        yield Paragraph((Span(text),))
        return
    labels = {segment.id: material.said(segment.label) for segment in breakdown.segments}
    yield DataTable(
        caption=phrases["tendencies_caption"],
        columns=(
            Column(phrases["goal"]),
            Column(material.said(breakdown.label)),
            Column(phrases["tendency"]),
            Column(phrases["tendency_share"], is_number=True),
            Column(phrases["tendency_others"], is_number=True),
            Column(phrases["tendency_points"], is_number=True),
            Column(phrases["interval"], is_number=True),
        ),
        rows=tuple(_tendency_row(material, tendency, labels) for tendency in clear),
        footnote=(Span(phrases["tendencies_footnote"]),),
    )


def _tendency_row(material: Material, one: Tendency, labels: dict[str, str]) -> Row:
    own, others = (share_text(share, one, material.language) for share in one.exact)
    cells: tuple[Text, ...] = (
        material.goal_named(one.goal),
        (Span(labels[one.segment]),),
        (Span(material.phrases[f"tendency_{one.direction}"]),),
        (Span(f"{own} ({_of(material, one.counts)})"),),
        (Span(f"{others} ({_of(material, one.other_counts)})"),),
        (Span(material.signed_points(one.points)),),
        (Span(material.span_of_points(one.low, one.high)),),
    )
    return Row(cells)


def _of(material: Material, counts: tuple[int, int]) -> str:
    numerator, denominator = (material.whole(one) for one in counts)
    return material.phrases.filled("fraction", numerator=numerator, denominator=denominator)


def _matrix(material: Material, one: BreakdownAssessment, breakdown: Breakdown) -> DataTable:
    phrases = material.phrases
    labels = {segment.id: material.said(segment.label) for segment in breakdown.segments}
    heads = [f"{labels[part.segment]} ({_size(material, part)})" for part in one.segments]
    rows = [
        Row(
            (
                material.goal_named(goal.id),
                _whole(material, material.assessment.goal(goal.id)),
                *(_cell(material, part.goal(goal.id), part) for part in one.segments),
            )
        )
        for goal in material.strategy.goals.values()
    ]
    return DataTable(
        caption=phrases.filled(
            "matrix_caption", breakdown=lower_first(material.said(breakdown.label))
        ),
        columns=(
            Column(phrases["goal"]),
            Column(phrases["all"]),
            *(Column(head) for head in heads),
        ),
        rows=tuple(rows),
        footnote=(Span(phrases["matrix_footnote"]),),
    )


def _whole(material: Material, goal: GoalAssessment) -> Text:
    """The status of all as one; said to be a person's, since the parts are judged by the rules."""
    if goal.override is None:
        return (material.status(goal.status),)
    own = Span(f" {material.phrases['set_by_person']}", weight="muted")
    return (material.status(goal.status), own)


def _cell(material: Material, goal: GoalAssessment, part: SegmentAssessment) -> Text:
    name = material.strategy.goals[goal.goal].attainment
    measure = part.measures[name] if name else None
    if measure is None or measure.value is None:
        return (material.status(goal.status, hint=material.reason(goal.reason)),)
    return (material.status(goal.status), Span(f" {material.percent(measure)}"))


def _size(material: Material, part: SegmentAssessment) -> str:
    if part.size.frame is None:
        return material.whole(part.size.respondents)
    return material.phrases.filled(
        "fraction",
        numerator=material.whole(part.size.respondents),
        denominator=material.whole(part.size.frame),
    )
