"""Goal tables: the table that judges each goal, shared or written in the goal, held against it.

In: a strategy, the shared tables. Out: every table by id, and faults where a table asks what its
goal does not give, a goal gives what its table does not ask for, or names another goal's table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from ekrules.decision.from_yaml.entries import GoalTable
from ekrules.decision.from_yaml.tables import build_table
from ekrules.decision.inputs import InputType, shown_in, value_problem
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults
from ekrules.goals.parameters import DatedShare
from ekrules.goals.strategy import NO_TARGET, Goal, Strategy
from ekrules.survey.codebook_checks import add_repeated
from ekrules.yaml_reader.models import build_model
from ekrules.yaml_reader.nodes import PlacedMap
from ekrules.yaml_reader.units import share_of

# What every status table may ask of any goal, with its unit; a goal may add inputs and parameters
# of its own.
GOAL_UNITS: Mapping[str, InputType] = {
    "attainment": "share",
    "years_left": "years",
    "target": "share",
    "coverage": "text",
}
GOAL_INPUTS = tuple(GOAL_UNITS)
_IN_UNIT_OF_MEASURE = ("attainment", "target")


def tables_in_goals(strategy: Strategy, faults: Faults) -> tuple[DecisionTable, ...]:
    """Return the tables that are written in goals; the reasons for others are in `faults`."""
    found = []
    for goal in strategy.goals.values():
        if isinstance(goal.judged_by, PlacedMap):
            entry = build_model(goal.judged_by.node, GoalTable, faults)
            table = None if entry is None else build_table(goal.table_id, entry, faults)
            found += [] if table is None else [table]
    return tuple(found)


def check_goal_tables(
    strategy: Strategy,
    tables: Sequence[DecisionTable],
    faults: Faults,
    types: Mapping[str, InputType] | None = None,
    methods: Collection[str] = (),
    offered: Sequence[str] = (),
) -> None:
    """Add a fault for each goal without a table or method, and each that does not fit its table.

    types: measure id -> what a condition on it is; a share where it is not there. methods: the ids
    of those that goals name. offered: the ids of all that there are.
    """
    known_types = types or {}
    add_repeated("table", ((one.id, one.place) for one in tables), faults)
    check_statuses(tables, faults)
    for table in tables:
        check_units([table], _units_for(table, strategy, known_types), faults)
    by_id = {one.id: one for one in tables}
    homes = {
        goal.table_id: goal
        for goal in strategy.goals.values()
        if isinstance(goal.judged_by, PlacedMap)
    }
    # Which of two tables of one id a goal means, nobody can tell: it is held against neither.
    named = Counter(one.id for one in tables)
    for goal in strategy.goals.values():
        if named[goal.table_id] > 1:
            continue
        if isinstance(goal.judged_by, str) and goal.table_id in homes:
            _refuse_table_of_another(goal, homes[goal.table_id], faults)
        elif goal.table_id in by_id:
            table = by_id[goal.table_id]
            _check_inputs(goal, table, faults, known_types)
            _check_parameters(goal, table, faults)
            if len(_kinds(table, strategy, known_types)) > 1:
                _check_kind(goal, table, faults, known_types)
        elif isinstance(goal.judged_by, str) and goal.judged_by not in methods:
            shared = by_id.keys() - homes.keys()
            kind = "decision table or method" if offered else "decision table"
            known = [*shared, *offered]
            faults.add_unknown_name(goal.at("judged_by"), kind, goal.judged_by, known)


def _kinds(
    table: DecisionTable, strategy: Strategy, types: Mapping[str, InputType]
) -> set[InputType]:
    """Return what the attainments are of the goals that the table judges: shares, numbers."""
    judged = (goal for goal in strategy.goals.values() if goal.table_id == table.id)
    return {types.get(goal.attainment or "", "share") for goal in judged}


def _units_for(
    table: DecisionTable, strategy: Strategy, types: Mapping[str, InputType]
) -> Mapping[str, InputType]:
    """Return the units of what any goal gives, in the unit of the measures of the table's goals."""
    kinds = _kinds(table, strategy, types) or {"share"}
    if len(kinds) > 1:
        # What the table declares fits some of its goals, and the others are told.
        return {name: one for name, one in GOAL_UNITS.items() if name not in _IN_UNIT_OF_MEASURE}
    return {**GOAL_UNITS, **dict.fromkeys(_IN_UNIT_OF_MEASURE, kinds.pop())}


def _refuse_table_of_another(goal: Goal, home: Goal, faults: Faults) -> None:
    """A table is its goal's alone, so that whoever edits that goal judges no other by it."""
    found = f'the table "{goal.judged_by}" is written in the goal "{home.id}" and judges only that'
    expected = 'move it to status.yaml, with its id after "decision:", and name it in both goals'
    faults.add(goal.at("judged_by"), found, expected)


def check_statuses(tables: Iterable[DecisionTable], faults: Faults) -> None:
    """Add a fault for each table that does not give one status."""
    for table in tables:
        if not table.is_single_hit:
            found = f'the hit policy "{table.hit_policy}", which may give several statuses'
            faults.add(table.place, found, "expected unique, any, first or priority")
        elif not table.gives_status:
            found = f'the table "{table.id}" gives no status'
            faults.add(table.place, found, 'expected rows with a "status"')


def check_units(
    tables: Iterable[DecisionTable], units: Mapping[str, InputType], faults: Faults
) -> None:
    """Add a fault for each input that is given and declared with another unit than its own.

    A share compared with 60 where 60 % was meant would make every goal red.
    """
    for table in tables:
        for name, unit in units.items():
            declared = table.inputs.get(name)
            if declared is not None and declared.type != unit:
                found = f'the input "{name}" of "{table.id}" with the unit {declared.type}'
                faults.add(table.place, found, f'"{name}" is given as a {unit}: write that')


def _check_inputs(
    goal: Goal, table: DecisionTable, faults: Faults, types: Mapping[str, InputType]
) -> None:
    if goal.target == NO_TARGET:
        found = f'the target none, and the table "{table.id}" judges the goal'
        faults.add(goal.at("target"), found, "write how far it should come (as 100 %)")
    given = (*GOAL_INPUTS, *goal.inputs, *goal.parameters)
    for name in table.inputs:
        if name not in given:
            found = f'the goal "{goal.id}" gives no "{name}", which "{table.id}" asks for'
            expected = f'add "{name}" under "inputs" (a measure) or "parameters" (a bound)'
            faults.add(goal.at("judged_by"), found, expected)
    is_whole = isinstance(goal.target, str) and share_of(goal.target) in (1.0, None)
    if not is_whole and "target" not in table.inputs:
        is_dated = isinstance(goal.target, DatedShare)
        target = "a dated target" if is_dated else f"the target {goal.target}"
        found = f'{target}, which "{table.id}" does not ask for'
        faults.add(goal.at("target"), found, "expected 100 %, or a table with the input target")
    for name in goal.inputs:
        if name not in table.inputs:
            kind = f'input of "{table.id}"'
            faults.add_unknown_name(goal.at("inputs", name), kind, name, table.inputs)
        elif table.inputs[name].type != (kind := types.get(goal.inputs[name], "share")):
            found = f'the measure "{name}", a {kind}, for the input of the unit '
            found += table.inputs[name].type
            faults.add(goal.at("inputs", name), found, f'expected "unit: {kind}" in "{table.id}"')


def _check_kind(
    goal: Goal, table: DecisionTable, faults: Faults, types: Mapping[str, InputType]
) -> None:
    """Of goals of both kinds that name a table, only one can fit it."""
    declared, kind = table.inputs.get("attainment"), types.get(goal.attainment or "", "share")
    if declared is not None and kind != declared.type:
        found = f'the measure "{goal.attainment}", a {kind}'
        expected = f'"{table.id}" asks for a {declared.type}: name another table, or write one here'
        faults.add(goal.at("attainment"), found, expected)


def _check_parameters(goal: Goal, table: DecisionTable, faults: Faults) -> None:
    for name, parameter in goal.parameters.items():
        place = goal.key_at("parameters", name)
        if name not in table.inputs:
            kind = f'input of "{table.id}"'
            faults.add_unknown_name(place, kind, name, table.inputs)
            continue
        declared = table.inputs[name]
        if declared.type != parameter.unit:
            found = f'the parameter "{name}" (a {parameter.unit})'
            expected = f'expected a {declared.type}, as "{table.id}" declares it'
            faults.add(parameter.at("unit"), found, expected)
            continue
        for value, where in parameter.every_value():
            problem = value_problem(declared, value)
            if problem is not None:
                faults.add(where, f'"{name}" is {shown_in(declared, value)}', problem)
