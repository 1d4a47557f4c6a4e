"""Target checks: a goal's target is in the unit of the measure that says how far it has come.

In: a strategy, and the unit of each of its measures. Out: a fault at each target that is not. A
share is written with "%", and a number of any other unit without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ekrules.errors import Faults, Place
from ekrules.goals.parameters import DatedShare, value_problem
from ekrules.goals.strategy import NO_TARGET, Goal, MeasureDefinition, Strategy
from ekrules.survey.indicator_series import SHARE


def check_targets(strategy: Strategy, units: Mapping[str, str], faults: Faults) -> None:
    """Add a fault for each target in another unit than its goal's measure.

    units: measure id -> share, or a unit of its own. A goal without a measure has a share.
    """
    for goal in strategy.goals.values():
        unit = units.get(goal.attainment or "", SHARE)
        for written, place in _written(goal):
            if unit == SHARE:
                if _is_number(written) and (problem := value_problem(SHARE, written, "target")):
                    faults.add(place, f'"{written}"', problem)
            elif not _is_number(written):
                expected = f'"target" is in the unit of its measure ({unit}): write a number'
                faults.add(place, f'"{written}"', expected)


def check_targets_of_counted(strategy: Strategy, faults: Faults) -> None:
    """Add a fault for each number as a target where no indicator is behind the goal's measure.

    For that it takes nobody but the strategy's own files: such a measure is a share.
    """
    for goal in strategy.goals.values():
        written = goal.target
        if _is_number(written) and not _may_have_own_unit(goal.attainment, strategy):
            problem = value_problem(SHARE, written, "target") or ""
            faults.add(goal.at("target"), f'"{written}"', problem)


def _written(goal: Goal) -> Iterator[tuple[object, Place]]:
    if isinstance(goal.target, DatedShare):
        # Of values that are not all of one kind each is told already (parameter_checks).
        for position, one in enumerate(goal.target.values):
            yield one.value, goal.target.at("values", position, "value")
    elif goal.target != NO_TARGET:
        yield goal.target, goal.at("target")


def _is_number(written: object) -> bool:
    return isinstance(written, int | float) and not isinstance(written, bool)


def _may_have_own_unit(measure: str | None, strategy: Strategy) -> bool:
    """Whether the measure is of an indicator, or made of one that is."""
    waiting, seen = [measure or ""], set[str]()
    while waiting:
        definition: MeasureDefinition | None = strategy.measures.get(name := waiting.pop())
        if definition is None or name in seen:
            continue
        seen.add(name)
        if definition.indicator is not None:
            return True
        waiting.extend(definition.parts)
    return False
