"""Segments as figures: statuses by segment, a share by segment, a question's answers by segment.

What is shown of a segment is what the tables show of it: one with too few respondents has no bar.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ekrules.assessment.assessed import BreakdownAssessment, SegmentAssessment, Status, Tendency
from ekrules.charts.inks import STATUS_INKS
from ekrules.charts.segment_bars import SegmentBar, SegmentBars
from ekrules.charts.stacked_bars import Answer, Bar, Part, StackedBars
from ekrules.narrative.runs import lower_first
from ekrules.narrative.tendency_views import share_text
from ekrules.report.crossing import CrossedQuestion, count_by
from ekrules.report.document import Block, Figure, Paragraph
from ekrules.report.figures.answers import divided_bars
from ekrules.report.material import Material
from ekrules.report.spans import Span
from ekrules.report.status_shapes import SHAPES
from ekrules.survey.codebook import Question
from ekrules.survey.frame import FrameBreakdown
from ekrules.tables.measure import Measure

# A breakdown of more is read in its table.
_MOST_SEGMENTS = 40


def statuses_figure(material: Material, one: BreakdownAssessment) -> Iterable[Figure]:
    """Return how many goals have each status, segment by segment; nothing of a great many."""
    if 0 < len(one.segments) <= _MOST_SEGMENTS:
        yield _statuses_figure(material, one)


def _statuses_figure(material: Material, one: BreakdownAssessment) -> Figure:
    breakdown = material.survey.breakdown(one.breakdown)
    labels = {segment.id: material.said(segment.label) for segment in breakdown.segments}
    counts = {part.segment: Counter(goal.status for goal in part.goals) for part in one.segments}
    answers = tuple(
        Answer(f"{SHAPES[one]} {material.status_word(one, 2)}", ink=STATUS_INKS[one])
        for one in Status
    )
    bars = tuple(
        Bar(labels[name], "", _status_parts(material, found)) for name, found in counts.items()
    )
    label = lower_first(material.said(breakdown.label))
    greens = {name: found[Status.GREEN] for name, found in counts.items()}
    most, fewest = max(greens, key=greens.__getitem__), min(greens, key=greens.__getitem__)
    says = material.phrases.filled(
        "statuses_says" if greens[most] > greens[fewest] else "statuses_alike",
        most=labels[most],
        high=material.whole(greens[most]),
        fewest=labels[fewest],
        low=material.whole(greens[fewest]),
        total=material.whole(len(material.assessment.goals)),
    )
    return Figure(
        caption=material.phrases.filled("statuses_caption", breakdown=label),
        alternative=says,
        drawing=StackedBars(answers, bars, material.percent_sign),
    )


def _status_parts(material: Material, found: Counter[Status]) -> tuple[Part, ...]:
    total = max(1, found.total())
    return tuple(
        Part(found[one] / total, f"{SHAPES[one]} {material.whole(found[one])}") for one in Status
    )


def attainment_figure(material: Material, goal: str) -> Iterable[Figure]:
    """Return a goal's attainment in each segment of the breakdown that tells the most of it.

    Nothing where no segment is clearly ahead or behind: a picture would show chance.
    """
    clear = [
        (abs(tendency.points), one, tendency)
        for one in material.assessment.segments
        for tendency in one.tendencies
        if tendency.goal == goal and tendency.direction != "unclear"
        if len(one.segments) <= _MOST_SEGMENTS
    ]
    if clear:
        _, breakdown, telling = max(clear, key=lambda found: found[0])
        yield _attainment_by(material, goal, breakdown, telling)


def _attainment_by(
    material: Material, goal: str, one: BreakdownAssessment, telling: Tendency
) -> Figure:
    name = material.strategy.goals[goal].attainment
    assert name is not None  # there is no tendency without it
    breakdown = material.survey.breakdown(one.breakdown)
    labels = {segment.id: material.said(segment.label) for segment in breakdown.segments}
    clear = {
        found.segment
        for found in one.tendencies
        if found.goal == goal and found.direction != "unclear"
    }
    bars = tuple(
        _measured(material, labels[part.segment], part, name, part.segment in clear)
        for part in one.segments
    )
    whole = material.assessment.measures[name]
    own, others = (share_text(share, telling, material.language) for share in telling.exact)
    return Figure(
        caption=material.phrases.filled(
            "attainment_caption",
            label=material.said(material.definition(name).label),
            breakdown=lower_first(material.said(breakdown.label)),
        ),
        alternative=material.phrases.filled(
            f"attainment_{telling.direction}",
            segment=labels[telling.segment],
            own=own,
            others=others,
        ),
        drawing=SegmentBars(
            bars,
            None if whole.value is None else float(whole.value),
            material.phrases.filled("whole_line", percent=_percent(material, whole)),
            material.percent_sign,
        ),
    )


def _measured(
    material: Material, label: str, part: SegmentAssessment, name: str, stands_out: bool
) -> SegmentBar:
    measure = part.measures[name]
    if measure.value is None:
        return SegmentBar(label, None, None, None, material.reason(measure.reason))
    written = material.percent(measure)
    if measure.denominator is not None:
        n = material.phrases.filled("n_asked", n=material.whole(measure.denominator))
        written = f"{written}, {n}"
    if stands_out:
        written = material.phrases.filled("stands_out", written=written)
    return SegmentBar(label, float(measure.value), measure.low, measure.high, written, stands_out)


def _percent(material: Material, measure: Measure) -> str:
    return material.reason(measure.reason) if measure.value is None else material.percent(measure)


def crossed_figures(material: Material, question: Question) -> Iterable[Block]:
    """Return the figures by breakdowns that report.yaml asks for, or why there are none."""
    for one in material.settings.figures:
        if one.question == question.id:
            found = tuple(_crossed_figure(material, question, one.by))
            yield from found or (_no_figure(material, one.by),)


def _no_figure(material: Material, by: str) -> Paragraph:
    labels = {one.id: one.label for one in material.survey.breakdowns}
    if material.survey.frame is not None:
        labels |= {one.id: one.label for one in material.survey.frame.breakdowns}
    breakdown = lower_first(material.said(labels[by])) if by in labels else by
    return Paragraph((Span(material.phrases.filled("crossed_none", breakdown=breakdown)),), "note")


def _crossed_figure(material: Material, question: Question, breakdown_id: str) -> Iterable[Figure]:
    """Return a question's answers in each segment; nothing where no segment can be shown."""
    known = {one.id for one in material.survey.breakdowns}
    if material.survey.answers is None or breakdown_id not in known or question.kind != "single":
        return
    counted = count_by(material.survey, breakdown_id)
    crossed = CrossedQuestion(material.survey, question, None, counted, material.language)
    breakdown = material.survey.breakdown(breakdown_id)
    shown = crossed.shown_segments()
    rows = [
        (material.said(one.label), shown[one.id]) for one in breakdown.segments if one.id in shown
    ]
    drawing = divided_bars(material, material.survey.options_of(question), rows)
    if 0 < len(drawing.bars) <= _MOST_SEGMENTS:
        label, by = material.said(question.label), lower_first(material.said(breakdown.label))
        first = drawing.answers[0].label
        listed = "; ".join(f"{bar.label} {bar.parts[0].written}" for bar in drawing.bars)
        yield Figure(
            caption=material.phrases.filled("crossed_caption", label=label, breakdown=by),
            alternative=material.phrases.filled("crossed_says", answer=first, listed=listed),
            drawing=drawing,
        )


def response_figure(material: Material, breakdown: FrameBreakdown) -> Iterable[Figure]:
    """Return the response rate of each segment; nothing where the frame's sizes are unknown."""
    rated = [
        (material.said(one.label), one.response_rate, one)
        for one in breakdown.segments
        if one.response_rate is not None
    ]
    whole = breakdown.total.response_rate
    if not breakdown.has_frame or not 2 <= len(rated) <= _MOST_SEGMENTS or whole is None:
        return
    bars = tuple(
        SegmentBar(label, rate / 100, None, None, material.printed_percent(rate))
        for label, rate, _ in rated
    )
    high, low = max(rated, key=lambda one: one[1]), min(rated, key=lambda one: one[1])
    yield Figure(
        caption=material.phrases.filled(
            "response_caption", breakdown=lower_first(material.said(breakdown.label))
        ),
        alternative=material.phrases.filled(
            "response_says",
            highest=high[0],
            high=material.printed_percent(high[1]),
            lowest=low[0],
            low=material.printed_percent(low[1]),
            whole=material.printed_percent(whole),
        ),
        drawing=SegmentBars(
            bars,
            whole / 100,
            material.phrases.filled("whole_line", percent=material.printed_percent(whole)),
            material.percent_sign,
        ),
    )
