"""Goal methods: the published method that judges a goal, read and held against what the goal gives.

In: a strategy and rules/methods/. Out: the methods that goals name, by id, and a fault where one
has the id of a table, or asks for a number that nothing gives. Judges nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults, listed
from ekrules.goals.strategy import NO_TARGET, Goal, Strategy
from ekrules.survey.indicator_series import SHARE, IndicatorSeries
from ekrules.yaml_reader.files import shown_path
from ekrules.yaml_reader.units import Unit, share_of

# Methods take libraries that tables alone do without; a strategy without them is read quickly.
if TYPE_CHECKING:
    from ekrules.methods.method import Method

METHODS = "methods"
TARGET, DEADLINE = "target", "deadline"
# What a method says of a parameter's unit -> how a goal may write it; own is the measure's.
_WRITTEN: Mapping[str, tuple[Unit, ...]] = {
    "number": ("number", "count", "years"),
    "year": ("count", "number"),
    "share": ("share",),
}


def method_path(rules: Path, name: str) -> Path:
    """Return where a method is written; rules: the folder that holds every strategy's rules."""
    return rules / METHODS / f"{name}.yaml"


def read_goal_methods(
    rules: Path, strategy: Strategy, tables: Sequence[DecisionTable], faults: Faults
) -> dict[str, Method]:
    """Return the methods that goals name, by id; what is wrong with one is told once, in its file.

    One that is at fault is left out, and so is a name that no file bears.
    """
    by_id = {one.id: one for one in tables}
    found: dict[str, Method] = {}
    seen: set[str] = set()
    for goal in strategy.goals.values():
        name = goal.judged_by
        if not isinstance(name, str) or name in seen or not _may_be_file(name):
            continue
        seen.add(name)
        path = method_path(rules, name)
        if not path.is_file():
            continue
        if name in by_id:
            told = f'the table "{name}", and a method of that id in {shown_path(path)}'
            faults.add(by_id[name].place, told, "give one of them another id")
            continue
        from ekrules.methods.reading import read_method

        method = read_method(path, faults)
        if method is not None:
            found[name] = method
    return found


def _may_be_file(name: str) -> bool:
    """Whether a name is one that a method may have; what leads out of the folder is none."""
    return name.replace("-", "").replace("_", "").isalnum() and name.isascii()


def method_names(rules: Path) -> tuple[str, ...]:
    """Return the names of every method there is a file of."""
    return tuple(sorted(one.stem for one in (rules / METHODS).glob("*.yaml")))


def check_goal_methods(
    strategy: Strategy,
    methods: Mapping[str, Method],
    units: Mapping[str, str],
    series: Mapping[str, IndicatorSeries],
    faults: Faults,
) -> None:
    """Add a fault for each goal whose method asks for what nothing gives, or is given too much."""
    for goal in strategy.goals.values():
        method = methods.get(goal.table_id) if isinstance(goal.judged_by, str) else None
        if method is None:
            continue
        if method.indicator is None:
            found = f'the method "{method.id}", which judges no indicator by itself'
            expected = 'name one with a table under "indicator", or add one there'
            faults.add(goal.at("judged_by"), found, expected)
            continue
        own = series.get(goal.attainment or "")
        is_indicator = _is_of_indicator(goal, strategy)
        _check_given(goal, method, units.get(goal.attainment or "", SHARE), faults)
        if own is not None or not is_indicator:
            # An indicator that could not be found is told where it is named.
            _check_needed(goal, method, own, faults)
            _check_attributes(goal, method, own, faults)


def _is_of_indicator(goal: Goal, strategy: Strategy) -> bool:
    definition = strategy.measures.get(goal.attainment or "")
    return definition is not None and definition.indicator is not None


def _check_given(goal: Goal, method: Method, unit: str, faults: Faults) -> None:
    wanted = method.file.parameters
    is_default = goal.target == NO_TARGET or (
        isinstance(goal.target, str) and share_of(goal.target) == 1.0
    )
    if TARGET not in wanted and not is_default:
        found = f'a target, which the method "{method.id}" does not ask for'
        faults.add(goal.at(TARGET), found, f'write "{NO_TARGET}"')
    for name in goal.inputs:
        found = f'the input "{name}", which the method "{method.id}" does not ask for'
        faults.add(goal.key_at("inputs", name), found, "a method sees the attainment alone")
    for name, own in goal.parameters.items():
        place = goal.key_at("parameters", name)
        if name not in wanted:
            faults.add_unknown_name(place, f'parameter of "{method.id}"', name, wanted)
        elif name == DEADLINE:
            found = f'a parameter called "{name}"'
            faults.add(place, found, 'the goal has it already, under "deadline"')
        else:
            of = wanted[name].unit
            fitting = _WRITTEN.get(of) or (("share",) if unit == SHARE else ("number",))
            if own.unit not in fitting:
                told = f'the parameter "{name}" (a {own.unit})'
                expected = f'expected "unit: {fitting[0]}", as "{method.id}" asks for it'
                faults.add(own.at("unit"), told, expected)


def _check_needed(
    goal: Goal, method: Method, series: IndicatorSeries | None, faults: Faults
) -> None:
    """A method's number that nobody gives would make the goal grey for ever."""
    lacking = [
        name
        for name, one in method.file.parameters.items()
        if one.default is None and not _gives(goal, name) and not _has(method, series, name)
    ]
    if not lacking:
        return
    named = listed(lacking)
    found = f'the method "{method.id}" needs {named}, which nothing gives'
    by_goal = [
        f'under "{one}" of the goal' if one in (TARGET, DEADLINE) else 'under "parameters" of it'
        for one in lacking[:1]
    ]
    expected = f"write {named if len(lacking) > 1 else 'it'} {by_goal[0]}"
    if series is not None:
        expected += f', or under "parameters" of "{series.indicator}" in {series.place}'
    faults.add(goal.at("judged_by"), found, expected)


def _gives(goal: Goal, name: str) -> bool:
    if name == TARGET:
        return goal.target != NO_TARGET
    # Of a goal that says that it has no deadline the method is told so.
    return name == DEADLINE or name in goal.parameters


def _has(method: Method, series: IndicatorSeries | None, name: str) -> bool:
    if series is None:
        return False
    others = [group.parameters.get(name) for group in method.file.parameters_by_group]
    return any(one in series.parameters for one in (name, *others))


def _check_attributes(
    goal: Goal, method: Method, series: IndicatorSeries | None, faults: Faults
) -> None:
    file = method.file
    asked = [*file.attributes, *(name for one in file.parameters_by_group for name in one.entities)]
    if series is None and asked:
        found = f'the method "{method.id}" asks for {listed(dict.fromkeys(asked))}'
        expected = "only an indicator's entity has attributes: name another method"
        faults.add(goal.at("judged_by"), found, expected)
