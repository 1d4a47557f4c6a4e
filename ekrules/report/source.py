"""Source: the survey behind a report: method, who answered, odd things in it, published scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ekrules.goals.strategy import FIRM, Goal
from ekrules.narrative.runs import lower_first, upper_first
from ekrules.report.anchors import (
    COMPARISON,
    METHOD,
    NOTES,
    SCORES,
    SURVEY,
    UNCERTAINTY,
    note_anchor,
)
from ekrules.report.answers import answers_section, representation_table
from ekrules.report.document import Block, Column, DataTable, Paragraph, Row, Section
from ekrules.report.evidence import told
from ekrules.report.figures.segments import response_figure
from ekrules.report.indicators import sources_section
from ekrules.report.material import Material
from ekrules.report.spans import Span, Text
from ekrules.survey.evidence import SourceNote
from ekrules.survey.frame import FrameBreakdown, FrameSegment, FrameTotal, ScoreSummary


def method_section(material: Material) -> Section:
    """Return how the assessment was made, who answered, and how far they stand for all."""
    phrases = material.phrases
    response: list[Block] = [told(material, material.narrative.response)]
    if material.survey.frame is not None:
        frame = material.survey.frame
        for one in frame.breakdowns:
            response.append(_frame_table(material, one, frame.section))
            response += response_figure(material, one)
            response += representation_table(material, one)
    blocks: list[Block] = [
        told(material, material.narrative.method),
        Section(SURVEY, phrases["response_heading"], tuple(response)),
        Section(
            UNCERTAINTY,
            phrases["uncertainty_heading"],
            (Paragraph((Span(phrases.filled("uncertainty", **material.unit)),)),),
        ),
        *answers_section(material),
        *sources_section(material),
    ]
    return Section(METHOD, phrases["method_heading"], tuple(blocks))


def _frame_table(material: Material, breakdown: FrameBreakdown, section: str) -> DataTable:
    phrases = material.phrases
    columns = [
        Column(material.said(breakdown.label)),
        Column(phrases["answers"], is_number=True),
        Column(phrases["share_of_answers"], is_number=True),
    ]
    if breakdown.has_frame:
        columns.append(
            Column(upper_first(phrases.filled("in_frame", **material.unit)), is_number=True)
        )
        columns.append(Column(phrases["response_rate"], is_number=True))
    rows = [
        _frame_row(material, breakdown, material.said(one.label), one) for one in breakdown.segments
    ]
    total = _frame_row(material, breakdown, phrases["all"], breakdown.total, is_total=True)
    name = _frame_footnote(material, breakdown)
    label = material.said(breakdown.label)
    return DataTable(
        caption=phrases.filled("frame_caption", breakdown=lower_first(label)),
        columns=tuple(columns),
        rows=(*rows, total),
        footnote=(Span(phrases.filled(name, section=section, **material.unit)),),
    )


def _frame_footnote(material: Material, breakdown: FrameBreakdown) -> str:
    if material.survey.answers is not None:
        return "frame_counted" if breakdown.has_frame else "frame_counted_without_list"
    return "frame_footnote" if breakdown.has_frame else "no_frame_footnote"


def _frame_row(
    material: Material,
    breakdown: FrameBreakdown,
    label: str,
    one: FrameSegment | FrameTotal,
    is_total: bool = False,
) -> Row:
    cells = [label, material.whole(one.respondents), material.printed_percent(one.percent)]
    if breakdown.has_frame:
        cells.append("–" if one.frame is None else material.whole(one.frame))
        rate = one.response_rate
        cells.append("–" if rate is None else material.printed_percent(rate))
    return Row(tuple((Span(text),) for text in cells), is_total=is_total)


def notes_section(material: Material) -> Iterable[Section]:
    """Return what the source itself gets wrong, as the project noted it; nothing without notes."""
    phrases = material.phrases
    # The figures that are furthest out come first, the others as the source has them.
    notes = sorted(material.survey.notes, key=_points_right)
    if not notes:
        return
    table = DataTable(
        caption=phrases["notes_caption"],
        columns=(
            Column(phrases["note_section"]),
            Column(phrases["note_says"]),
            Column(phrases["note_should_be"]),
            Column(phrases["note_because"]),
        ),
        rows=tuple(_note_row(material, note) for note in notes),
        stacks=True,
    )
    count = material.whole(len(notes))
    yield Section(NOTES, phrases.filled("notes_heading", count=count), (table,))


def _points_right(note: SourceNote) -> float:
    """Return how far a printed percent is out, as a number that is lower the further it is."""
    if note.printed_percent is None or note.computed_percent is None:
        return 0.0
    return -abs(note.printed_percent - note.computed_percent)


def _note_row(material: Material, note: SourceNote) -> Row:
    kind = Span(material.phrases[f"note_{note.kind}"], weight="muted")
    return Row(
        (
            (Span(note.section), Span(" "), kind),
            (Span(material.said(note.says)),),
            (Span(material.said(note.should_be)),),
            (Span(material.said(note.because)),),
        ),
        anchor=note_anchor(note.id),
    )


def scores_section(material: Material) -> Iterable[Section]:
    """Return the published total scores by type, size, county and region; nothing without them."""
    reference, phrases = material.survey.reference, material.phrases
    if reference is None:
        return
    tables = [
        DataTable(
            caption=phrases.filled(
                "scores_caption", breakdown=lower_first(material.said(one.label))
            ),
            columns=(
                Column(material.said(one.label)),
                Column(phrases["score_mean"], is_number=True),
                Column(phrases["answers"], is_number=True),
                Column(phrases["score_highest"], is_number=True),
                Column(phrases["score_lowest"], is_number=True),
            ),
            rows=(
                *(_score_row(material, material.said(part.label), part) for part in one.segments),
                _score_row(material, phrases["all"], reference.total, is_total=True),
            ),
        )
        for one in reference.breakdowns
    ]
    about = Paragraph(
        (Span(phrases.filled("scores_about", section=reference.section, **material.unit)),)
    )
    yield Section(SCORES, phrases["scores_heading"], (about, *tables))


def _score_row(material: Material, label: str, one: ScoreSummary, is_total: bool = False) -> Row:
    numbers = (one.mean, one.respondents, one.highest, one.lowest)
    cells: tuple[Text, ...] = ((Span(label),), *((Span(material.whole(n)),) for n in numbers))
    return Row(cells, is_total=is_total)


def comparison_section(material: Material) -> Iterable[Section]:
    """Return our statuses beside what the source's prose says; nothing where it says nothing.

    What the prose states or clearly implies stands apart from what we read into it, and a reading
    of ours is never shown as a colour.
    """
    phrases = material.phrases
    goals = [goal for goal in material.strategy.goals.values() if goal.published.status]
    firm = [goal for goal in goals if goal.published.firmness in FIRM]
    read = [goal for goal in goals if goal.published.firmness not in FIRM]
    if not goals:
        return
    same = sum(material.assessment.goal(one.id).status == one.published.status for one in firm)
    about = phrases.filled(
        "comparison_about", same=material.whole(same), total=material.whole(len(firm))
    )
    blocks: list[Block] = [Paragraph((Span(about),))]
    blocks += [_comparison_table(material, firm, "comparison_caption")] if firm else []
    blocks += [_comparison_table(material, read, "readings_caption")] if read else []
    yield Section(COMPARISON, phrases["comparison_heading"], tuple(blocks))


def _comparison_table(material: Material, goals: Sequence[Goal], caption: str) -> DataTable:
    phrases = material.phrases
    columns = ("goal", "status_here", "status_read", "firmness")
    return DataTable(
        caption=phrases[caption],
        columns=tuple(Column(phrases[name]) for name in columns),
        rows=tuple(_comparison_row(material, goal) for goal in goals),
    )


def _comparison_row(material: Material, goal: Goal) -> Row:
    published = goal.published
    read = material.words.status[published.status or "grey"].word
    return Row(
        (
            (material.goal_link(goal.id),),
            (material.status(material.assessment.goal(goal.id).status),),
            (Span(read),),
            (Span(material.words.firmness[published.firmness]),),
        )
    )
