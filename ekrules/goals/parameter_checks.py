"""Parameter checks: every value of a parameter is of its unit, each from a day of its own.

In: goals. Out: faults at the value that is wrong; and, on a survey's day, warnings of values that
nobody has looked at since, or that do not hold yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ekrules.errors import Fault, Faults
from ekrules.goals.parameters import DatedShare, value_problem
from ekrules.goals.strategy import GIVEN_INPUTS, Goal, Strategy


def check_parameters(goal: Goal, faults: Faults) -> None:
    """Add a fault for each value, day or name that can't be right."""
    for name in goal.parameters:
        place = goal.key_at("parameters", name)
        if name in GIVEN_INPUTS:
            expected = "every table has that already; name the parameter anew"
            faults.add(place, f'a parameter called "{name}"', expected)
        elif name in goal.inputs:
            expected = 'a measure is given by that name under "inputs"; name one of them anew'
            faults.add(place, f'a parameter called "{name}"', expected)
    for name, dated in _dated(goal):
        _check_days(name, dated, faults)
        for position, one in enumerate(dated.values):
            problem = value_problem(dated.is_of, one.value, name)
            if problem is not None:
                faults.add(dated.at("values", position, "value"), _shown(one.value), problem)


def _dated(goal: Goal) -> Iterator[tuple[str, DatedShare]]:
    if isinstance(goal.target, DatedShare):
        yield "target", goal.target
    yield from goal.parameters.items()


def _check_days(name: str, dated: DatedShare, faults: Faults) -> None:
    days = [one.from_ for one in dated.values]
    for position in range(1, len(days)):
        before, day = days[position - 1], days[position]
        place = dated.at("values", position, "from")
        if day in days[:position]:
            found = f'a second value of "{name}" from {day}'
            faults.add(place, found, "keep one of them, or mend the day")
        elif day < before:
            found = f'a value of "{name}" from {day}, after one from {before}'
            faults.add(place, found, "write the values in order, the earliest first")


def _shown(written: object) -> str:
    return f'"{str(written).lower() if isinstance(written, bool) else written}"'


def parameter_warnings(strategy: Strategy, on: date) -> list[Fault]:
    """Return what to look at on the survey's day: values past their check, and not yet in force."""
    warnings = Faults()
    for goal in strategy.goals.values():
        for name, dated in _dated(goal):
            _warn(goal, name, dated, on, warnings)
    return warnings.found


def _warn(goal: Goal, name: str, dated: DatedShare, on: date, warnings: Faults) -> None:
    first = dated.values[0].from_
    if first > on:
        found = f'"{name}" of "{goal.id}" has no value on {on}, the survey\'s date'
        expected = f"the first holds from {first}; until then no row that asks about it holds"
        warnings.add(dated.at("values", 0, "from"), found, expected)
    elif dated.last_checked is not None and dated.last_checked < on:
        found = f'"{name}" of "{goal.id}" was last checked on {dated.last_checked}'
        expected = f"the survey is as of {on}: see that it still holds, and write the day"
        warnings.add(dated.at("last_checked"), found, expected)
