"""Goal tables: the table that judges each goal, shared or written in the goal, held against it.

In: a strategy, the shared tables. Out: every table by id, and faults where a table asks what its
goal does not give, a goal gives what its table does not ask for, or names another goal's table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ekrules.decision.from_yaml.entries import GoalTable
from ekrules.decision.from_yaml.tables import build_table
from ekrules.decision.inputs import InputType, shown_in, value_problem
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults
from ekrules.goals.strategy import Goal, Strategy
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


def tables_in_goals(strategy: Strategy, faults: Faults) -> tuple[DecisionTable, ...]:
    """Return the tables that are written in goals; the reasons for others are in `faults`."""
    found = []
    for goal in strategy.goals.values():
        if isinstance(goal.judged_by, PlacedMap):
            entry = build_model(goal.judged_by.node, GoalTable, faults)
            table = None if entry is None else build_table(goal.table_id, entry, faults)
            found += [] if table is None else [table]
    return tuple(found)


def check_goal_tables(strategy: Strategy, tables: Sequence[DecisionTable], faults: Faults) -> None:
    """Add a fault for each goal without a table, and each that does not fit its table."""
    add_repeated("table", ((one.id, one.place) for one in tables), faults)
    check_statuses(tables, faults)
    check_units(tables, GOAL_UNITS, faults)
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
            _check_inputs(goal, by_id[goal.table_id], faults)
            _check_parameters(goal, by_id[goal.table_id], faults)
        elif isinstance(goal.judged_by, str):
            shared = by_id.keys() - homes.keys()
            faults.add_unknown_name(
                goal.at("judged_by"), "decision table", goal.judged_by, sorted(shared)
            )


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


def _check_inputs(goal: Goal, table: DecisionTable, faults: Faults) -> None:
    given = (*GOAL_INPUTS, *goal.inputs, *goal.parameters)
    for name in table.inputs:
        if name not in given:
            found = f'the goal "{goal.id}" gives no "{name}", which "{table.id}" asks for'
            expected = f'add "{name}" under "inputs" (a measure) or "parameters" (a bound)'
            faults.add(goal.at("judged_by"), found, expected)
    is_whole = isinstance(goal.target, str) and share_of(goal.target) == 1.0
    if not is_whole and "target" not in table.inputs:
        target = f"the target {goal.target}" if isinstance(goal.target, str) else "a dated target"
        found = f'{target}, which "{table.id}" does not ask for'
        faults.add(goal.at("target"), found, "expected 100 %, or a table with the input target")
    for name in goal.inputs:
        if name not in table.inputs:
            kind = f'input of "{table.id}"'
            faults.add_unknown_name(goal.at("inputs", name), kind, name, table.inputs)
        elif table.inputs[name].type != "share":
            found = f'the measure "{name}", a share, for the input of the unit '
            found += table.inputs[name].type
            faults.add(goal.at("inputs", name), found, f'expected "unit: share" in "{table.id}"')


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
