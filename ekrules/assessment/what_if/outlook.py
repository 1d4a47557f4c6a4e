"""Outlook: what it would take to give one goal another colour.

In: a goal, its figures and its table. Out: the smallest change of the attainment for each better
status, how much could be lost before it turns worse, what else would do it, and when the colour
changes by itself. The computed status is what is asked about; an override stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ekrules.assessment.assessed import BEST_FIRST, Status
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.probing import ATTAINMENT
from ekrules.assessment.what_if.asking import (
    Band,
    Concluded,
    GoalCase,
    bands,
    conclusions,
    goal_case,
    rank,
)
from ekrules.assessment.what_if.calendar import Turn, turns
from ekrules.assessment.what_if.other_inputs import OtherWay, Together, other_ways, together
from ekrules.assessment.what_if.steps import Figures, Way
from ekrules.decision.tables import DecisionTable
from ekrules.goals.strategy import Goal, Strategy
from ekrules.tables.measure import Measure


@dataclass(frozen=True)
class Change:
    """A change of the attainment alone, and what it comes to."""

    concluded: Concluded
    way: Way

    @property
    def status(self) -> Status:
        """The status at the end of the way."""
        return self.concluded.status


@dataclass(frozen=True)
class BetterStatus:
    """All that would give one better status.

    by_attainment: the smallest change of the attainment alone. others: for each other input, the
    nearest value that does it alone. together: where nothing does it alone, the attainment and one
    other input. given: whether any row of the table gives this status at all.
    """

    status: Status
    by_attainment: Change | None
    others: tuple[OtherWay, ...]
    together: tuple[Together, ...]
    given: bool


@dataclass(frozen=True)
class Outlook:
    """One goal's outlook.

    better: every better status, the next one first. margin: the smallest loss of attainment that
    gives a worse status; None where none does. turns: when time alone changes the colour. scale:
    what the table says of every attainment, the rest as it is. attainment_unknown: why there is
    none to change.
    """

    case: GoalCase
    now: Concluded
    attainment_unknown: str | None
    better: tuple[BetterStatus, ...]
    margin: Change | None
    turns: tuple[Turn, ...]
    scale: tuple[Band, ...]


def outlook(
    goal: Goal,
    strategy: Strategy,
    measures: Mapping[str, Measure],
    tables: Mapping[str, DecisionTable],
    on: date,
    engines: EngineRoom,
) -> Outlook:
    """Return the outlook of a goal on a day."""
    case = goal_case(goal, measures, tables, on)
    now = conclusions(case.table, [case.values], engines)[0]
    figures = Figures(measures, strategy.measures)
    asks = ATTAINMENT in case.table.inputs
    scale = bands(case, ATTAINMENT, 0.0, 1.0, engines) if asks else ()
    wanted = [one for one in reversed(BEST_FIRST) if rank(one) < rank(now.status)]
    elsewhere = other_ways(case, figures, on, engines)
    return Outlook(
        case,
        now,
        case.reasons.get(ATTAINMENT) if asks else None,
        tuple(_better(one, case, scale, figures, elsewhere, engines) for one in wanted),
        _margin(case, now.status, scale, figures),
        turns([goal], measures, tables, on, engines)[goal.id],
        scale,
    )


def _better(
    status: Status,
    case: GoalCase,
    scale: Sequence[Band],
    figures: Figures,
    elsewhere: Sequence[OtherWay],
    engines: EngineRoom,
) -> BetterStatus:
    change = _nearest(case, [one for one in scale if one.concluded.status is status], figures)
    others = tuple(one for one in elsewhere if one.concluded.status is status)
    given = any(row.status == status for row in case.table.rows)
    both = () if change or others or not given else together(case, status, engines)
    return BetterStatus(status, change, others, both, given)


def _margin(
    case: GoalCase, status: Status, scale: Sequence[Band], figures: Figures
) -> Change | None:
    """The nearest worse status, on the side where progress is lost."""
    value = case.values.get(ATTAINMENT)
    if not isinstance(value, float) or status is Status.GREY:
        return None
    declared = case.table.inputs[ATTAINMENT]
    lost = [
        one
        for one in scale
        if rank(one.concluded.status) > rank(status)
        and (one.lowest > value if declared.better == "down" else one.highest < value)
    ]
    return _nearest(case, lost, figures)


def _nearest(case: GoalCase, wanted: Sequence[Band], figures: Figures) -> Change | None:
    """The shortest way into one of the bands: the nearest that a whole count falls in."""
    measure, value = case.measures.get(ATTAINMENT), case.values.get(ATTAINMENT)
    if measure is None or not isinstance(value, float):
        return None
    by_distance = sorted(
        wanted,
        key=lambda one: one.lowest - value if value < one.lowest else value - one.highest,
    )
    for band in by_distance:
        way = figures.way(measure, band.lowest, band.highest)
        if way is not None:
            return Change(band.concluded, way)
    return None
