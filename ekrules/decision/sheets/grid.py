"""Grid: a decision table as a header and rows of texts.

In: a table and the node it was read from. Out: columns and, by row id, what stands in each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ekrules.decision.from_yaml.conditions import JOINING_WORDS
from ekrules.decision.inputs import InputType
from ekrules.decision.outputs import STATUS
from ekrules.decision.sheets.notation import cell_text
from ekrules.decision.sheets.quoting import REFERENCE, cell_value
from ekrules.decision.tables import DecisionTable
from ekrules.yaml_reader.flow import flow_text
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode
from ekrules.yaml_reader.wording import LANGUAGES

ROW, MORE = "rad", "mer"
SAYS = {f"sier_{language}": language for language in LANGUAGES}
_RESERVED = (ROW, MORE, *SAYS)
_UNITS: dict[InputType, str] = {
    "share": "andel",
    "number": "tall",
    "years": "år",
    "count": "antall",
    "text": "tekst",
    "boolean": "ja/nei",
    "date": "dato",
}


@dataclass(frozen=True)
class Column:
    """One column: its heading, what it is about, and the name of that input or output."""

    heading: str
    kind: Literal["row", "input", "output", "says", "more"]
    name: str = ""


@dataclass(frozen=True)
class GridRow:
    """One row of a table: its id, its node, and its text by heading."""

    id: str
    node: MapNode
    texts: Mapping[str, str]


def columns_of(table: DecisionTable) -> tuple[Column, ...]:
    """Return the columns of a table, in the order of the sheet."""
    return (
        Column(ROW, "row"),
        *(
            Column(f"{name} ({_UNITS[one.type]})", "input", name)
            for name, one in table.inputs.items()
        ),
        *(
            Column(f"{name} (ut)" if name in _RESERVED else name, "output", name)
            for name in table.outputs
        ),
        *(Column(heading, "says", language) for heading, language in SAYS.items()),
        Column(MORE, "more"),
    )


def grid_of(table: DecisionTable, node: MapNode) -> tuple[GridRow, ...]:
    """Return the rows of a table as texts; `node` is what it was read from."""
    rows = node.values["rows"]
    items = rows.items if isinstance(rows, ListNode) else ()
    columns = columns_of(table)
    return tuple(
        GridRow(
            table.rows[number].id, item, {one.heading: _text(table, one, item) for one in columns}
        )
        for number, item in enumerate(items)
        if isinstance(item, MapNode)
    )


def _text(table: DecisionTable, column: Column, row: MapNode) -> str:
    when = row.values["when"]
    assert isinstance(when, MapNode)
    if column.kind == "row":
        return _scalar(row.values.get("id"))
    if column.kind == "input":
        return cell_text(table.inputs[column.name], when.values.get(column.name))
    if column.kind == "output":
        return _output_text(table, column.name, row)
    if column.kind == "says":
        says = row.values.get("says")
        return _scalar(says.values.get(column.name)) if isinstance(says, MapNode) else ""
    return flow_text(joined) if (joined := joined_part(when)).values else ""


def joined_part(when: MapNode) -> MapNode:
    """Return what of a condition stands under all, any and none, which fit no cell."""
    return MapNode(
        when.place, {key: one for key, one in when.values.items() if key in JOINING_WORDS}
    )


def output_node(name: str, row: MapNode) -> Node | None:
    """Return what a row concludes of an output, as written; None where nothing."""
    if name == STATUS and STATUS in row.values:
        return row.values[STATUS]
    then = row.values.get("then")
    return then.values.get(name) if isinstance(then, MapNode) else None


def _output_text(table: DecisionTable, name: str, row: MapNode) -> str:
    node = output_node(name, row)
    if node is None:
        return ""
    if isinstance(node, MapNode):
        return f"{REFERENCE} {_scalar(node.values.get('input'))}"
    return cell_value(table.outputs[name].as_input, node)


def _scalar(node: Node | None) -> str:
    return node.text if isinstance(node, ScalarNode) else ""
