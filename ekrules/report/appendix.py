"""Appendix: what a person has set by hand, and what could not be assessed, each in one list.

In: the assessment and its words. Out: two sections, which say so where there is nothing to list.
"""

from __future__ import annotations

from collections.abc import Iterator

from ekrules.assessment.assessed import GoalAssessment, Status
from ekrules.narrative.runs import upper_first
from ekrules.report.anchors import NOT_ASSESSED, OVERRIDES
from ekrules.report.document import Block, Column, DataTable, Paragraph, Row, Section
from ekrules.report.material import Material
from ekrules.report.spans import Span, Text


def overrides_section(material: Material) -> Section:
    """Return every override with both statuses, who, why, when and until when."""
    phrases = material.phrases
    rows = tuple(_override_rows(material))
    blocks: tuple[Block, ...] = (Paragraph((Span(phrases["overrides_none"]),)),)
    if rows:
        columns = (
            "goal",
            "overrides_by_rules",
            "overrides_set_to",
            "overrides_by",
            "overrides_on",
            "overrides_until",
            "row_says",
        )
        caption = phrases.filled("overrides_caption", count=material.whole(len(rows)))
        table = _texts_table(material, caption, columns, rows)
        blocks = (Paragraph((Span(phrases["overrides_about"]),)), table)
    return Section(OVERRIDES, phrases["overrides_heading"], blocks)


def _override_rows(material: Material) -> Iterator[Row]:
    for one in material.assessment.goals:
        override = one.override
        if override is not None:
            yield Row(
                (
                    material.goal_named(one.goal),
                    (material.status(one.computed),),
                    (material.status(one.status),),
                    (Span(override.by),),
                    (Span(material.day(override.on)),),
                    (Span(material.day(override.until)),),
                    (Span(material.said(override.because)),),
                )
            )


def not_assessed_section(material: Material) -> Section:
    """Return grey goals and unknown figures, each with the reason and what it would take."""
    phrases = material.phrases
    goals = tuple(_goal_rows(material))
    measures = tuple(_measure_rows(material))
    blocks: list[Block] = []
    for name, rows in (("goal", goals), ("measure", measures)):
        if not rows:
            blocks.append(Paragraph((Span(phrases[f"not_assessed_no_{name}"]),)))
            continue
        count = material.whole(len(rows))
        caption = phrases.filled(f"not_assessed_{name}s_caption", count=count)
        columns = (name, "not_assessed_why", "not_assessed_needs")
        blocks.append(_texts_table(material, caption, columns, rows))
    return Section(NOT_ASSESSED, phrases["not_assessed_heading"], tuple(blocks))


def _goal_rows(material: Material) -> Iterator[Row]:
    for one in material.assessment.goals:
        if one.status is Status.GREY:
            goal = material.strategy.goals[one.goal]
            text: Text = (Span(f" {material.said(goal.text)}"),)
            why, needs = _why_grey(material, one)
            if goal.coverage_note is not None:
                why = f"{why}. {material.said(goal.coverage_note)}"
            yield Row(((material.goal_link(goal.id), *text), (Span(why),), (Span(needs),)))


def _why_grey(material: Material, one: GoalAssessment) -> tuple[str, str]:
    """Return the reason and what would be needed, in words."""
    phrases = material.phrases
    if one.override is not None:
        because = material.said(one.override.because)
        why = phrases.filled("not_assessed_by_person", by=one.override.by, because=because)
        return _sentence(why), phrases["needs_by_person"]
    if one.reason is None and one.decided_by is not None:
        says = one.decided_by.says
        if says is None:
            return phrases["not_assessed_by_row_unsaid"], phrases["needs_by_row"]
        why = phrases.filled("not_assessed_by_row", says=material.said(says))
        return _sentence(why), phrases["needs_by_row"]
    return _reason(material, one.reason)


def _measure_rows(material: Material) -> Iterator[Row]:
    for name, measure in material.assessment.measures.items():
        if measure.value is None:
            label = Span(
                material.said(material.definition(name).label), to=material.anchors.of_measure(name)
            )
            why, needs = _reason(material, measure.reason)
            yield Row(((label,), (Span(why),), (Span(needs),)))


def _reason(material: Material, reason: str | None) -> tuple[str, str]:
    name, phrases = f"needs_{reason}", material.phrases
    needs = phrases[name if name in phrases.phrases else "needs_unknown"]
    return upper_first(material.reason(reason)), needs


def _sentence(text: str) -> str:
    return text.removesuffix(".")


def _texts_table(
    material: Material, caption: str, columns: tuple[str, ...], rows: tuple[Row, ...]
) -> DataTable:
    titles = tuple(Column(material.phrases[name]) for name in columns)
    return DataTable(caption, titles, rows, stacks=True)
