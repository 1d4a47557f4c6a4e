"""Other inputs: what besides the attainment would give a goal another status.

In: a goal as its table sees it. Out: for each other input and each better status, the nearest value
that gives it alone; or, where nothing does alone, the attainment and one other input together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from ekrules.assessment.assessed import Status
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.probing import ATTAINMENT
from ekrules.assessment.what_if.asking import (
    Band,
    Concluded,
    GoalCase,
    bands,
    bounds_on,
    conclusions,
    ranges_of,
)
from ekrules.assessment.what_if.calendar import YEARS_LEFT, deadline_for
from ekrules.assessment.what_if.steps import Figures, Way
from ekrules.decision.conditions import Compare, leaves
from ekrules.decision.inputs import Input
from ekrules.yaml_reader.units import Value

# The rules hold years and plain numbers against nothing further out than this from their bounds.
BEYOND = 1.0


@dataclass(frozen=True)
class OtherWay:
    """Another value of one input that gives another status by itself.

    lowest..highest: the values of the input that do, for a number; the nearest of them is `to`.
    way: in counts, where the input is a figure. deadline: for years_left, the nearest day.
    """

    input: Input
    start: Value | None
    to: Value
    concluded: Concluded
    lowest: float | None = None
    highest: float | None = None
    way: Way | None = None
    deadline: date | None = None


@dataclass(frozen=True)
class Together:
    """Another value of an input, and the attainments that then give the status."""

    input: Input
    to: Value
    attainment: Band


def other_ways(
    case: GoalCase, figures: Figures, on: date, engines: EngineRoom
) -> tuple[OtherWay, ...]:
    """Return, for each input but the attainment, the nearest value for each better status."""
    now = conclusions(case.table, [case.values], engines)[0]
    found: list[OtherWay] = []
    for name, declared in case.table.inputs.items():
        if name == ATTAINMENT:
            continue
        nearest: dict[Status, OtherWay] = {}
        for one in _values_of(case, declared, figures, on, engines):
            if one.concluded.is_better_than(now.status):
                nearest.setdefault(one.concluded.status, one)
        found += nearest.values()
    return tuple(found)


def _values_of(
    case: GoalCase, declared: Input, figures: Figures, on: date, engines: EngineRoom
) -> Iterator[OtherWay]:
    """Yield every other value worth asking about, the nearest first."""
    start = case.values.get(declared.name)
    if declared.type in ("text", "boolean", "date"):
        asked = _named_values(case, declared)
        tried = [{**case.values, declared.name: one} for one in asked]
        for value, said in zip(asked, conclusions(case.table, tried, engines), strict=True):
            yield OtherWay(declared, start, value, said)
        return
    low, high = _limits(case, declared)
    known = start if isinstance(start, int | float) else None
    found = bands(case, declared.name, low, high, engines)
    for band in sorted(found, key=lambda one: _distance(one, known)):
        if known is None or not band.holds(known):
            one = _into(band, case, declared, figures, on)
            if one is not None:
                yield one


def _distance(band: Band, start: float | None) -> float:
    if start is None or band.holds(start):
        return 0.0
    return band.lowest - start if start < band.lowest else start - band.highest


def _into(
    band: Band, case: GoalCase, declared: Input, figures: Figures, on: date
) -> OtherWay | None:
    """Return the nearest value in a band; None where no count, or no day, falls in it."""
    start, name = case.values.get(declared.name), declared.name
    nearest = _nearest_in(band, start)
    way = deadline = None
    if name in case.measures and start is not None:
        way = figures.way(case.measures[name], band.lowest, band.highest)
        if way is None:
            return None
        nearest = way.end
    if name == YEARS_LEFT and isinstance(case.goal.deadline, date):
        deadline = deadline_for(band.lowest, band.highest, case.goal.deadline, on)
        if deadline is None:
            return None
    ends = (band.lowest, band.highest)
    return OtherWay(declared, start, nearest, band.concluded, *ends, way, deadline)


def _nearest_in(band: Band, start: Value | None) -> float:
    if not isinstance(start, int | float):
        return band.lowest
    return min(max(start, band.lowest), band.highest)


def _limits(case: GoalCase, declared: Input) -> tuple[float, float]:
    """The values of a number that are worth asking about: a little past the outermost bounds."""
    if declared.type == "share":
        return 0.0, 1.0
    bounds = bounds_on(declared.name, case.table, case.values)
    start = case.values.get(declared.name)
    known = [float(start)] if isinstance(start, int | float) else []
    low = min([*bounds, *known], default=0.0) - BEYOND
    high = max([*bounds, *known], default=0.0) + BEYOND
    if declared.lowest is not None:
        low = max(low, declared.lowest)
    if declared.highest is not None:
        high = min(high, declared.highest)
    return (max(ceil(low), 0), floor(high)) if declared.type == "count" else (low, high)


def _named_values(case: GoalCase, declared: Input) -> list[Value]:
    """The other values of a text, boolean or date that are worth asking about, nearest first."""
    start = case.values.get(declared.name)
    if declared.type == "boolean":
        return [one for one in (True, False) if one is not start]
    held = [
        one
        for row in case.table.rows
        for leaf in leaves(row.condition)
        if isinstance(leaf, Compare) and leaf.input == declared.name
        for one in (leaf.bound if isinstance(leaf.bound, tuple) else (leaf.bound,))
    ]
    if declared.type == "date":
        every: Iterable[Value] = _days_around((one for one in held if isinstance(one, date)), start)
    else:
        every = (*declared.values, *(one for one in held if isinstance(one, str)))
    return [one for one in dict.fromkeys(every) if one != start]


def _days_around(bounds: Iterable[date], start: Value | None) -> list[date]:
    """Each date that the input is held against, the day before and the day after."""
    numbers = {bound.toordinal() + step for bound in bounds for step in (-1, 0, 1)}
    first, last = date.min.toordinal(), date.max.toordinal()
    days = [date.fromordinal(one) for one in sorted(numbers) if first <= one <= last]
    return sorted(days, key=lambda one: abs(one - start)) if isinstance(start, date) else days


def together(case: GoalCase, status: Status, engines: EngineRoom) -> tuple[Together, ...]:
    """Return other inputs that give a status with another attainment, though not alone.

    For each input its nearest value that does, and the lowest attainments that then do.
    """
    if ATTAINMENT not in case.table.inputs:
        return ()
    found = []
    for name, declared in case.table.inputs.items():
        if name != ATTAINMENT:
            for value in _to_try(case, declared):
                changed = case.with_values({name: value})
                scale = bands(changed, ATTAINMENT, 0.0, 1.0, engines)
                wanted = [one for one in scale if one.concluded.status is status]
                if wanted:
                    found.append(Together(declared, value, wanted[0]))
                    break
    return tuple(found)


def _to_try(case: GoalCase, declared: Input) -> Sequence[Value]:
    """The other values of an input to try with other attainments, the nearest first."""
    if declared.type in ("text", "boolean", "date"):
        return _named_values(case, declared)
    low, high = _limits(case, declared)
    ranges = ranges_of(case, declared.name, low, high)
    start = case.values.get(declared.name)
    if not isinstance(start, int | float):
        return [lowest for lowest, _ in ranges]
    # In its own range an input comes to what it comes to as it is.
    nearest = [
        lowest if start < lowest else highest
        for lowest, highest in ranges
        if not lowest <= start <= highest
    ]
    # Exactly: as floats, the bound and the number just past it may be as far.
    return sorted(nearest, key=lambda one: abs(Fraction(one) - Fraction(start)))
