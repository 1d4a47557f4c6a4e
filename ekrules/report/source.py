"""Source: the survey behind a report: method, who answered, odd things in it, published scores."""

from __future__ import annotations

from collections.abc import Iterable

from ekrules.assessment.assessed import Status
from ekrules.narrative.runs import upper_first
from ekrules.report.anchors import COMPARISON, METHOD, SCORES, SURVEY
from ekrules.report.document import (
    Block,
    Column,
    DataTable,
    Disclosure,
    Paragraph,
    Row,
    Section,
    Span,
    Text,
)
from ekrules.report.material import Material
from ekrules.survey.evidence import SourceNote
from ekrules.survey.frame import FrameBreakdown, FrameSegment, FrameTotal, ScoreSummary


def method_section(material: Material) -> Section:
    """Return how the assessment was made, who answered, and what the source gets wrong."""
    phrases = material.phrases
    response: list[Block] = [Paragraph(material.narrated(material.narrative.response))]
    if material.survey.frame is not None:
        frame = material.survey.frame
        response += [_frame_table(material, one, frame.section) for one in frame.breakdowns]
    blocks: list[Block] = [
        Paragraph(material.narrated(material.narrative.method)),
        Section(SURVEY, phrases["response_heading"], tuple(response)),
        *_notes(material),
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
    name = "frame_footnote" if breakdown.has_frame else "no_frame_footnote"
    label = material.said(breakdown.label)
    return DataTable(
        caption=phrases.filled("frame_caption", breakdown=label[:1].lower() + label[1:]),
        columns=tuple(columns),
        rows=(*rows, total),
        footnote=(Span(phrases.filled(name, section=section, **material.unit)),),
    )


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


def _notes(material: Material) -> Iterable[Disclosure]:
    """What the source itself gets wrong, as the project noted it."""
    notes, phrases = material.survey.notes, material.phrases
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
    )
    count = material.whole(len(notes))
    yield Disclosure((Span(phrases.filled("notes_heading", count=count)),), (table,))


def _note_row(material: Material, note: SourceNote) -> Row:
    kind = Span(material.phrases[f"note_{note.kind}"], weight="muted")
    return Row(
        (
            (Span(note.section), Span(" "), kind),
            (Span(material.said(note.says)),),
            (Span(material.said(note.should_be)),),
            (Span(material.said(note.because)),),
        )
    )


def scores_section(material: Material) -> Iterable[Section]:
    """Return the published total scores by type, size, county and region; nothing without them."""
    reference, phrases = material.survey.reference, material.phrases
    if reference is None:
        return
    tables = [
        DataTable(
            caption=phrases.filled("scores_caption", breakdown=_lower(material.said(one.label))),
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


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _score_row(material: Material, label: str, one: ScoreSummary, is_total: bool = False) -> Row:
    numbers = (one.mean, one.respondents, one.highest, one.lowest)
    cells: tuple[Text, ...] = ((Span(label),), *((Span(material.whole(n)),) for n in numbers))
    return Row(cells, is_total=is_total)


def comparison_section(material: Material) -> Iterable[Section]:
    """Return our statuses beside those the source's prose gives; nothing where it gives none."""
    phrases = material.phrases
    rows, same = [], 0
    for goal in material.strategy.goals.values():
        if goal.published.status is None:
            continue
        ours = material.assessment.goal(goal.id).status
        theirs = Status(goal.published.status)
        same += ours is theirs
        rows.append(
            Row(
                (
                    (material.goal_link(goal.id),),
                    (material.status(ours),),
                    (material.status(theirs),),
                    (Span(phrases["same" if ours is theirs else "different"]),),
                    (Span(material.words.firmness[goal.published.firmness]),),
                )
            )
        )
    if not rows:
        return
    columns = ("goal", "status_here", "status_published", "agreement", "firmness")
    table = DataTable(
        caption=phrases["comparison_caption"],
        columns=tuple(Column(phrases[name]) for name in columns),
        rows=tuple(rows),
    )
    about = phrases.filled(
        "comparison_about", same=material.whole(same), total=material.whole(len(rows))
    )
    yield Section(COMPARISON, phrases["comparison_heading"], (Paragraph((Span(about),)), table))
