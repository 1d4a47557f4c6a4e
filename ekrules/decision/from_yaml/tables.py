"""Reading tables: a YAML file of decision tables to DecisionTables, every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ekrules.decision.conditions import InputReference, Value
from ekrules.decision.from_yaml.conditions import read_condition
from ekrules.decision.from_yaml.declaration_slips import add_declaration_faults
from ekrules.decision.from_yaml.entries import (
    OutputEntry,
    RowEntry,
    TableBody,
    TablesFile,
)
from ekrules.decision.from_yaml.examples import read_example
from ekrules.decision.from_yaml.values import read_value
from ekrules.decision.inputs import Input
from ekrules.decision.outputs import STATUS, STATUS_OUTPUT, Output
from ekrules.decision.rows import Row
from ekrules.decision.table_checks import check_rows_that_always_hold
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults, InputError, Place
from ekrules.yaml_reader.models import read_model
from ekrules.yaml_reader.nodes import ListNode, MapNode, ScalarNode


def read_tables(path: Path, faults: Faults) -> tuple[DecisionTable, ...]:
    """Return the tables of a file that could be read; the reasons for others are in `faults`."""
    file = read_model(path, TablesFile, faults)
    if file is None:
        return ()
    built = [build_table(entry.decision, entry, faults) for entry in file.tables]
    return tuple(table for table in built if table is not None)


def build_table(table_id: str, entry: TableBody, faults: Faults) -> DecisionTable | None:
    """Return the table, or None with every fault of it added to `faults`."""
    before = len(faults.found)
    inputs = {
        name: Input(name, one.unit, one.better, one.values, one.ordered, one.lowest, one.highest)
        for name, one in entry.inputs.items()
    }
    outputs = {name: _output(name, one, faults) for name, one in entry.outputs.items()}
    outputs = outputs or {STATUS: STATUS_OUTPUT}
    if len(faults.found) > before or add_declaration_faults(entry, faults):
        # Rows are held against inputs and outputs, and would be told to be wrong for their sake.
        return None
    rows = tuple(_row(one, inputs, outputs, faults) for one in entry.rows)
    if len(faults.found) == before:
        check_rows_that_always_hold(entry.hit_policy, rows, faults)
    examples = tuple(read_example(one, inputs, outputs, faults) for one in entry.examples)
    left_out = entry.not_judged
    not_judged = None if left_out is None else read_condition(left_out.node, inputs, faults)
    try:
        table = DecisionTable(
            table_id,
            entry.asks,
            entry.hit_policy,
            inputs,
            rows,
            examples,
            entry.place,
            entry.because,
            outputs,
            entry.collect or "list",
            not_judged,
        )
    except InputError as error:
        faults.extend(error)
        return None
    return table if len(faults.found) == before else None


def _output(name: str, entry: OutputEntry, faults: Faults) -> Output:
    bare = Output(name, entry.unit)
    node = entry._node.values.get("values")
    items = node.items if isinstance(node, ListNode) else ()
    values = [read_value(bare.as_input, item, faults) for item in items]
    default = entry._node.values.get("default")
    return Output(
        name,
        entry.unit,
        tuple(value for value in values if value is not None),
        None if default is None else read_value(bare.as_input, default, faults),
    )


def _row(
    entry: RowEntry, inputs: Mapping[str, Input], outputs: Mapping[str, Output], faults: Faults
) -> Row:
    condition = read_condition(entry.when.node, inputs, faults)
    then: dict[str, Value | InputReference] = {}
    places: dict[str, Place] = {}
    if entry.status is not None:
        then[STATUS], places[STATUS] = entry.status, entry.at("status")
    if entry.then is not None:
        if STATUS in then and STATUS in entry.then.node.values:
            place = entry.then.node.key_places[STATUS]
            faults.add(place, "a second status", 'keep "status" or the one in "then"')
        read, read_places = _concluded(entry.then.node, outputs, faults)
        then, places = {**then, **read}, {**places, **read_places}
    return Row(entry.id, condition, then, entry.says, entry.place, places)


def _concluded(
    node: MapNode, outputs: Mapping[str, Output], faults: Faults
) -> tuple[dict[str, Value | InputReference], dict[str, Place]]:
    then: dict[str, Value | InputReference] = {}
    for name, value in node.values.items():
        if name not in outputs:
            faults.add_unknown_name(node.key_places[name], "output", name, outputs)
            continue
        is_reference = isinstance(value, MapNode) and list(value.values) == ["input"]
        read: Value | InputReference | None
        if is_reference and isinstance(named := value.values["input"], ScalarNode):  # type: ignore[union-attr]
            read = InputReference(named.text)
        else:
            read = read_value(outputs[name].as_input, value, faults)
        if read is not None:
            then[name] = read
    # Every name that was written, also where its value could not be read: that is told already.
    return then, {name: value.place for name, value in node.values.items()}
