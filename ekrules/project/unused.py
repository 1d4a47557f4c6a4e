"""Unused: what stands in the rules and goals and changes nothing, and what nobody tries.

In: what a run reads, sound. Out: warnings at the place of each.
"""

from __future__ import annotations

from collections.abc import Iterable

from ekrules.decision.conditions import InputReference, leaves, read_inputs
from ekrules.decision.engine import choose_engine
from ekrules.decision.examples import run_examples
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Fault
from ekrules.project.loading import Loaded
from ekrules.project.told import Told, told

_USE = "use it or take it out"


def unused(loaded: Loaded) -> list[Told]:
    """Return the measures and tables that no goal or finding uses."""
    measures = [
        Fault(loaded.strategy.measures[name].place, f'nothing uses the measure "{name}"', _USE)
        for name in loaded.unused_measures
    ]
    judged_by = {goal.table_id for goal in loaded.strategy.goals.values()}
    tables = [
        Fault(table.place, f'no goal is judged by "{table.id}"', _USE)
        for table in loaded.rules.status.values()
        if table.id not in judged_by
    ]
    return told("warning", "unused-measure", measures) + told("warning", "unused-table", tables)


def unused_inputs(tables: Iterable[DecisionTable]) -> list[Told]:
    """Return the inputs that a table declares and no row reads."""
    found = []
    for table in tables:
        read = set(read_inputs(leaf for row in table.rows for leaf in leaves(row.condition)))
        if table.not_judged is not None:
            read |= set(read_inputs(leaves(table.not_judged)))
        for row in table.rows:
            read |= {one.name for one in row.then.values() if isinstance(one, InputReference)}
        found += [
            Fault(table.place, f'no row of "{table.id}" reads the input "{name}"', _USE)
            for name in table.inputs
            if name not in read
        ]
    return told("warning", "unused-input", found)


def rows_without_example(tables: Iterable[DecisionTable]) -> list[Told]:
    """Return the rows that no example of their table reaches."""
    found = []
    for table in tables:
        outcome = run_examples(table, choose_engine("auto", table.rules, len(table.examples)))
        found += [
            Fault(row.place, f'the row "{row.id}" has no example', "add one that reaches it")
            for row in outcome.rows_without_example
        ]
    return told("warning", "row-without-example", found)
