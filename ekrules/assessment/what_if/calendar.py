"""Calendar: when a goal's colour changes by the passing of time alone, the answers unchanged.

In: a goal and its figures. Out: the days on which its status turns, in order. Exact by the
calendar (facts.time_left): the day named gives the new status, the day before it does not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from ekrules.assessment.assessed import Status
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.what_if.asking import Concluded, bounds_on, conclusions, goal_case
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable
from ekrules.facts.time_left import years_left
from ekrules.goals.parameters import DatedShare
from ekrules.goals.strategy import Goal, Strategy
from ekrules.tables.measure import Measure

YEARS_LEFT = "years_left"
# Nobody plans further ahead, and the calendar itself ends in the year 9999.
MOST_YEARS_AHEAD = 100
LAST_YEAR = 9000


@dataclass(frozen=True)
class Turn:
    """The first day on which a goal has another status than the day before."""

    day: date
    status: Status
    row: Row | None


def turns(
    goals: Sequence[Goal],
    measures: Mapping[str, Measure],
    tables: Mapping[str, DecisionTable],
    on: date,
    engines: EngineRoom,
) -> dict[str, tuple[Turn, ...]]:
    """Return goal id -> its turns after a day, in order, within MOST_YEARS_AHEAD years.

    Every table is asked once, of all its goals together.
    """
    found: dict[str, tuple[Turn, ...]] = {}
    for table in tables.values():
        judged = [goal for goal in goals if goal.table_id == table.id]
        days = {goal.id: _days_to_ask(goal, measures, tables, on) for goal in judged}
        asked = [
            goal_case(goal, measures, tables, day).values
            for goal in judged
            for day in days[goal.id]
        ]
        said = iter(conclusions(table, asked, engines))
        for goal in judged:
            found[goal.id] = _turned([(day, next(said)) for day in days[goal.id]])
    return {goal.id: found[goal.id] for goal in goals}


def _turned(said: Sequence[tuple[date, Concluded]]) -> tuple[Turn, ...]:
    return tuple(
        Turn(day, one.status, one.row)
        for (_, before), (day, one) in pairwise(said)
        if one.status is not before.status
    )


def next_turns(
    strategy: Strategy,
    measures: Mapping[str, Measure],
    tables: Mapping[str, DecisionTable],
    on: date,
    engines: EngineRoom,
) -> dict[str, Turn]:
    """Return goal id -> its next turn, for the goals whose colour time alone will change."""
    # Of a goal that a method judges it is not worked out what time alone would change.
    judged = tuple(goal for goal in strategy.goals.values() if goal.table_id in tables)
    found = turns(judged, measures, tables, on, engines)
    return {name: one[0] for name, one in found.items() if one}


def _days_to_ask(
    goal: Goal,
    measures: Mapping[str, Measure],
    tables: Mapping[str, DecisionTable],
    on: date,
) -> list[date]:
    """The day itself, and each later one on which the table may change its mind."""
    new_values = _days_of_new_values(goal, on)
    bounds = set[float]()
    for day in (on, *new_values):
        values = goal_case(goal, measures, tables, day).values
        bounds.update(bounds_on(YEARS_LEFT, tables[goal.table_id], values))
    return sorted({on, *new_values, *_days_at(bounds, goal, on)})


def _days_of_new_values(goal: Goal, on: date) -> list[date]:
    """The later days from which the target or a parameter has another value."""
    dated = [*goal.parameters.values()]
    every = [*dated, goal.target] if isinstance(goal.target, DatedShare) else dated
    return [value.from_ for one in every for value in one.values if value.from_ > on]


def _days_at(bounds: Iterable[float], goal: Goal, on: date) -> list[date]:
    """The first day at each bound, and the first below it: time left only ever shrinks."""
    if not isinstance(goal.deadline, date) or on.year > LAST_YEAR:
        return []
    return [day for bound in bounds for day in _days_at_bound(bound, goal.deadline, on)]


# A strategy's goals share a few deadlines and a few bounds.
@lru_cache(maxsize=4096)
def _days_at_bound(bound: float, deadline: date, on: date) -> tuple[date, ...]:
    last = date(on.year + MOST_YEARS_AHEAD, 1, 1).toordinal()
    days = range(on.toordinal() + 1, last + 1)

    def left(ordinal: int) -> float:
        years = years_left(date.fromordinal(ordinal), deadline)
        assert years is not None  # there is a deadline
        return years

    at = bisect_left(days, True, key=lambda day: left(day) <= bound)
    below = bisect_left(days, True, key=lambda day: left(day) < bound)
    return tuple(date.fromordinal(days[place]) for place in (at, below) if place < len(days))


def deadline_for(lowest: float, highest: float, deadline: date, on: date) -> date | None:
    """Return the deadline nearest to `deadline` that leaves lowest..highest years from `on`.

    None where no day does, within MOST_YEARS_AHEAD years.

    >>> deadline_for(1.0, 9.0, date(2009, 12, 31), date(2009, 4, 1))
    datetime.date(2010, 3, 31)
    """
    first = max(on.year - MOST_YEARS_AHEAD, 1)
    days = range(date(first, 1, 1).toordinal(), date(on.year + MOST_YEARS_AHEAD, 1, 1).toordinal())

    def left(ordinal: int) -> float:
        years = years_left(on, date.fromordinal(ordinal))
        assert years is not None  # there is a deadline
        return years

    earliest = bisect_left(days, True, key=lambda day: left(day) >= lowest)
    latest = bisect_left(days, True, key=lambda day: left(day) > highest) - 1
    if earliest > latest:
        return None
    nearest = min(max(deadline.toordinal(), days[earliest]), days[latest])
    return date.fromordinal(nearest)
