"""Answers: how a file of answers was read, who answered, and how they compare with the frame.

In: a survey with answers. Out: blocks for the method section; nothing for printed tables, which
were read by those who printed them.
"""

from __future__ import annotations

from collections.abc import Iterable

from ekrules.narrative.runs import lower_first
from ekrules.report.anchors import ANSWERS
from ekrules.report.document import Block, Column, DataTable, Notice, Paragraph, Row, Section
from ekrules.report.material import Material
from ekrules.report.spans import Span
from ekrules.survey.answers.cell_faults import stopping_counts
from ekrules.survey.frame import FrameBreakdown
from ekrules.tables.representativeness import SegmentRepresentation, representation_of
from ekrules.tables.weighing import is_weighed


def synthetic_notice(material: Material) -> Iterable[Notice]:
    """Return the word that the answers are made up, where they are."""
    if material.survey.is_synthetic:
        text = material.phrases.filled("synthetic_notice", **material.unit)
        heading = material.phrases["synthetic_heading"]
        yield Notice(heading, (Paragraph((Span(text),)),))


def answers_section(material: Material) -> Iterable[Section]:
    """Return what of the file was left out, and why; nothing for printed tables."""
    answers, phrases = material.survey.answers, material.phrases
    if answers is None:
        return
    # Told, and no reason to stop: a question left blank is no cell left out.
    stopping = stopping_counts(answers.counts)
    about = phrases["answers_about"] if stopping else phrases["answers_sound"]
    blocks: list[Block] = [Paragraph((Span(about),))]
    noted = {kind: count for kind, count in answers.counts.items() if count}
    if noted:
        footnote = phrases.filled(
            "answers_footnote",
            respondents=material.whole(material.survey.respondents),
            frame=material.whole(material.survey.frame_size),
            **material.unit,
        )
        table = DataTable(
            caption=phrases["answers_caption"],
            columns=(
                Column(phrases["answers_kind"]),
                Column(phrases["answers_count"], is_number=True),
            ),
            rows=tuple(
                Row(((Span(phrases[f"fault_{kind}"]),), (Span(material.whole(count)),)))
                for kind, count in noted.items()
            ),
            footnote=(Span(footnote),),
        )
        blocks.append(table)
    if is_weighed(material.survey):
        blocks.append(Paragraph((Span(phrases["answers_weighted"]),)))
    yield Section(ANSWERS, phrases["answers_heading"], tuple(blocks))


def representation_table(material: Material, breakdown: FrameBreakdown) -> Iterable[DataTable]:
    """Return shares of answers beside shares of the frame; nothing where the frame is unknown."""
    found = representation_of(breakdown)
    if material.survey.answers is None or not found:
        return
    phrases, label = material.phrases, material.said(breakdown.label)
    caption = phrases.filled(
        "representative_caption", breakdown=lower_first(label), **material.unit
    )
    labels = {one.id: material.said(one.label) for one in breakdown.segments}
    yield DataTable(
        caption=caption,
        columns=(
            Column(label),
            Column(phrases["share_of_answers"], is_number=True),
            Column(phrases["share_of_frame"], is_number=True),
            Column(phrases["share_difference"], is_number=True),
            Column(phrases["representative_judged"]),
        ),
        rows=tuple(_row(material, one, labels[one.segment]) for one in found),
        footnote=(Span(phrases["representative_footnote"]),),
    )


def _row(material: Material, one: SegmentRepresentation, label: str) -> Row:
    judged = "representative_clear" if one.is_clear else "representative_unclear"
    points = material.signed_points(one.points)
    return Row(
        (
            (Span(label),),
            (Span(material.share(one.of_answers)),),
            (Span(material.share(one.of_frame)),),
            (Span(material.phrases.filled("representative_points", points=points)),),
            (Span(material.phrases[judged]),),
        )
    )
