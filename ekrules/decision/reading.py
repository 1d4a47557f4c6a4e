"""Reading tables: a YAML file of decision tables to DecisionTables, every fault at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ekrules.decision.condition_reading import JOINING_WORDS, ConditionMap, read_condition
from ekrules.decision.conditions import Value
from ekrules.decision.inputs import Direction, Input, InputType
from ekrules.decision.tables import DecisionTable, Example, HitPolicy, Row
from ekrules.decision.written import read_value
from ekrules.errors import Faults, InputError
from ekrules.yaml_reader.models import Placed, read_model
from ekrules.yaml_reader.nodes import MapNode, ScalarNode
from ekrules.yaml_reader.wording import Wording

IDENTIFIER = r"^[a-z0-9][a-z0-9_-]*$"
Status = Literal["green", "yellow", "red", "grey"]


def _no_joining_word(name: str) -> str:
    if name in JOINING_WORDS:
        raise ValueError(f'"{name}" joins conditions, so no input can be called that')
    return name


InputName = Annotated[str, Field(pattern=IDENTIFIER), AfterValidator(_no_joining_word)]


class InputEntry(Placed):
    """An input that a table declares; `values` lists what a text may be."""

    unit: InputType
    better: Direction = "neither"
    values: tuple[str, ...] = ()


class RowEntry(Placed):
    """One row of a table."""

    id: str = Field(pattern=IDENTIFIER)
    when: ConditionMap
    status: Status
    says: Wording | None = None


class ExpectEntry(Placed):
    """What an example must come to; `row: none` where no row may apply."""

    status: Status | None = None
    row: str | None = None


class ExampleEntry(Placed):
    """A case with what it must come to; inputs left out are unknown."""

    name: str = Field(min_length=1)
    given: ConditionMap
    expect: ExpectEntry


class TableEntry(Placed):
    """One decision table, as written."""

    decision: str = Field(pattern=IDENTIFIER)
    asks: str = Field(min_length=1)
    because: str | None = None
    hit_policy: HitPolicy
    inputs: dict[InputName, InputEntry]
    rows: tuple[RowEntry, ...]
    examples: tuple[ExampleEntry, ...] = ()


class TablesFile(Placed):
    """A file of decision tables."""

    tables: tuple[TableEntry, ...]


def read_tables(path: Path, faults: Faults) -> tuple[DecisionTable, ...]:
    """Return the tables of a file that could be read; the reasons for others are in `faults`."""
    file = read_model(path, TablesFile, faults)
    if file is None:
        return ()
    built = [build_table(entry, faults) for entry in file.tables]
    return tuple(table for table in built if table is not None)


def build_table(entry: TableEntry, faults: Faults) -> DecisionTable | None:
    """Return the table, or None with every fault of it added to `faults`."""
    before = len(faults.found)
    inputs = {
        name: Input(name, one.unit, one.better, one.values) for name, one in entry.inputs.items()
    }
    rows = tuple(_row(one, inputs, faults) for one in entry.rows)
    examples = tuple(_example(one, inputs, faults) for one in entry.examples)
    try:
        table = DecisionTable(
            entry.decision,
            entry.asks,
            entry.hit_policy,
            inputs,
            rows,
            examples,
            entry.place,
            entry.because,
        )
    except InputError as error:
        faults.extend(error)
        return None
    return table if len(faults.found) == before else None


def _row(entry: RowEntry, inputs: dict[str, Input], faults: Faults) -> Row:
    condition = read_condition(entry.when.node, inputs, faults)
    return Row(entry.id, condition, entry.status, entry.says, entry.place)


def _example(entry: ExampleEntry, inputs: dict[str, Input], faults: Faults) -> Example:
    given = _given(entry.given.node, inputs, faults)
    status, row = entry.expect.status, entry.expect.row
    return Example(entry.name, given, status, row, entry.place)


def _given(node: MapNode, inputs: dict[str, Input], faults: Faults) -> dict[str, Value | None]:
    given: dict[str, Value | None] = {}
    for name, value in node.values.items():
        if name not in inputs:
            faults.add_unknown_name(node.key_places[name], "input", name, inputs)
        elif isinstance(value, ScalarNode) and value.value is None:
            given[name] = None
        else:
            given[name] = read_value(inputs[name], value, faults)
    return given
