"""Deadlines as a figure: how far each goal has come, held against how long it has left.

Goals with one deadline stand together. Where there are very many deadlines, those of one year do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ekrules.assessment.assessed import GoalAssessment, Status
from ekrules.charts.deadlines import Attained, Band, Deadlines, Time, divided_deadlines
from ekrules.charts.status_marks import GoalMark
from ekrules.facts.time_left import years_left
from ekrules.narrative.runs import upper_first
from ekrules.report.counts import fraction_text
from ekrules.report.document import Block, Column, DataTable, Paragraph, Row
from ekrules.report.figures.board import status_key
from ekrules.report.figures.naming import figures_of, goal_names, goal_number
from ekrules.report.material import Material
from ekrules.report.spans import Span, Text
from ekrules.tables.measure import Measure

# More goals than this are for the table alone.
MOST_GOALS = 500
_MOST_DEADLINES = 12


@dataclass(frozen=True)
class _Dated:
    """A goal with its deadline; measure: None where its attainment is unknown.

    left: years until the deadline is over, negative once it is; None where there is none.
    """

    assessed: GoalAssessment
    deadline: date | None
    left: float | None
    measure: Measure | None

    @property
    def id(self) -> str:
        return self.assessed.goal

    @property
    def share(self) -> float:
        return self.measure.value if self.measure and self.measure.value is not None else 0.0

    @property
    def is_drawn(self) -> bool:
        """Whether it has a share: a number of days has no place among percents."""
        return self.measure is not None and self.measure.is_share

    @property
    def is_behind(self) -> bool:
        """Whether it is assessed, and not green."""
        return self.assessed.status in (Status.YELLOW, Status.RED)


def deadline_figures(material: Material) -> Iterable[Block]:
    """Return the figure, in as many parts as it takes, and which goals are not in it and why.

    Nothing where no goal's attainment is known; the numbers alone where there are too many goals.
    """
    goals = sorted(
        _dated(material), key=lambda one: (one.deadline is None, one.deadline or date.max)
    )
    drawn = [one for one in goals if one.is_drawn]
    if not drawn:
        return
    table = _table(material, goals)
    if len(drawn) > MOST_GOALS:
        yield table
        return
    phrases = material.phrases
    drawing = Deadlines(
        bands=_bands(material, drawn),
        survey_day=material.day(material.survey.description.reference_date),
        survey=phrases["deadlines_survey"],
        deadline_heading=phrases["deadline"],
        attainment_heading=_attainment(material),
        percent_sign=material.percent_sign,
        key=status_key(material),
    )
    parts = divided_deadlines(drawing)
    yield from figures_of(
        material, parts, phrases["deadlines_caption"], _says(material, drawn), table
    )
    yield from _not_drawn(material, [one for one in goals if one.measure is None])
    yield from _other_units(material, [one for one in goals if one.measure and not one.is_drawn])


def _attainment(material: Material) -> str:
    return upper_first(material.words.input["attainment"])


def _dated(material: Material) -> Iterable[_Dated]:
    for assessed in material.assessment.goals:
        goal = material.strategy.goals[assessed.goal]
        measure = material.assessment.measures.get(goal.attainment or "")
        deadline = goal.deadline if isinstance(goal.deadline, date) else None
        known = measure if measure is not None and measure.value is not None else None
        on = material.survey.description.reference_date
        yield _Dated(assessed, deadline, years_left(on, goal.deadline), known)


def _bands(material: Material, goals: Sequence[_Dated]) -> tuple[Band, ...]:
    by_year = len({one.deadline for one in goals}) > _MOST_DEADLINES
    bands: dict[tuple[str, str, Time], list[Attained]] = {}
    for one in goals:
        bands.setdefault(_band(material, one.deadline, by_year=by_year), []).append(
            Attained(_mark(material, one), one.share)
        )
    return tuple(Band(*named, tuple(attained)) for named, attained in bands.items())


def _band(material: Material, deadline: date | None, *, by_year: bool) -> tuple[str, str, Time]:
    """Return the name, the note and the time of the band that a deadline belongs to."""
    if deadline is None:
        return upper_first(material.phrases["no_deadline"]), "", "none"
    on = material.survey.description.reference_date
    time: Time = "passed" if deadline < on else "ahead"
    if by_year:
        return str(deadline.year), "", time
    return material.day(deadline), material.time_to(deadline), time


def _mark(material: Material, one: _Dated) -> GoalMark:
    overridden = one.assessed.override is not None
    return GoalMark(goal_number(material, one.id), one.assessed.status, overridden)


def _says(material: Material, goals: Sequence[_Dated]) -> str:
    """How the goals stand whose deadline is near, and which have missed theirs."""
    dated = [(one, one.left) for one in goals if one.left is not None]
    near = [one for one, left in dated if 0 <= left <= 1]
    missed = [one.id for one, left in dated if left < 0 and one.is_behind]
    sentences = [_near(material, [one for one in near if one.assessed.status != Status.GREY])]
    if missed:
        named = goal_names(material, missed)
        sentences.append(material.phrases.filled("deadlines_out", goals=named))
    return " ".join(sentences)


def _near(material: Material, near: Sequence[_Dated]) -> str:
    phrases, total = material.phrases, material.whole(len(near))
    behind = [one for one in near if one.is_behind]
    if not near:
        return phrases["deadlines_near_none"]
    if not behind:
        name = "deadlines_near_green" if len(near) == 1 else "deadlines_all_green"
        return phrases.filled(name, total=total)
    low = min(one.share for one in behind)
    lowest = [one for one in behind if one.share == low]
    name = "deadlines_one_behind" if len(behind) == 1 else "deadlines_many_behind"
    return phrases.filled(
        "deadlines_near_behind" if len(near) == 1 else name,
        total=total,
        count=material.whole(len(behind)),
        goals=goal_names(material, [one.id for one in lowest]),
        share=_percent(material, lowest[0]),
    )


def _percent(material: Material, one: _Dated) -> str:
    return material.percent(one.measure) if one.measure is not None else material.phrases["unknown"]


def _not_drawn(material: Material, goals: Sequence[_Dated]) -> Iterable[Paragraph]:
    """Which goals are not in the figure, each kind of reason said once."""
    if not goals:
        return
    reasons: dict[str, list[str]] = {}
    for one in goals:
        reasons.setdefault(_reason(material, one), []).append(one.id)
    spans: list[Span] = [Span(material.phrases["deadlines_not_drawn"])]
    for place, (reason, ids) in enumerate(reasons.items()):
        spans += [Span("; ")] if place else []
        for at, goal in enumerate(ids):
            spans += [Span(", ")] if at else []
            spans.append(material.goal_link(goal))
        spans.append(Span(f" ({reason})"))
    yield Paragraph((*spans, Span(".")), "note")


def _other_units(material: Material, goals: Sequence[_Dated]) -> Iterable[Paragraph]:
    """Which goals are measured in another unit than a share, and what they have come to."""
    if not goals:
        return
    spans: list[Span] = [Span(material.own_words["deadlines_other_unit"])]
    for place, one in enumerate(goals):
        spans += [Span(", ")] if place else []
        spans += [material.goal_link(one.id), Span(f" ({_percent(material, one)})")]
    yield Paragraph((*spans, Span(".")), "note")


def _reason(material: Material, one: _Dated) -> str:
    seen = next((seen for seen in one.assessed.inputs if seen.name == "attainment"), None)
    return material.reason(seen.reason if seen is not None else one.assessed.reason)


def _table(material: Material, goals: Sequence[_Dated]) -> DataTable:
    phrases = material.phrases
    return DataTable(
        caption=phrases["deadlines_table"],
        columns=(
            Column(phrases["goal"]),
            Column(phrases["deadline"]),
            Column(_attainment(material), is_number=True),
            Column(phrases["counts"], is_number=True),
            Column(phrases["status"]),
        ),
        rows=tuple(Row(_cells(material, one)) for one in goals),
    )


def _cells(material: Material, one: _Dated) -> tuple[Text, ...]:
    phrases = material.phrases
    if one.measure is None:
        reason = _reason(material, one)
        figures = phrases.filled("unknown_because", reason=reason), "–"
    else:
        figures = material.percent(one.measure), fraction_text(material, one.measure)
    deadline = material.day(one.deadline) if one.deadline is not None else phrases["no_deadline"]
    return (
        material.goal_named(one.id),
        (Span(deadline),),
        *((Span(text),) for text in figures),
        (material.status(one.assessed.status),),
    )
