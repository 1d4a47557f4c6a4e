"""Cells: the cells of a row that came back, as the nodes that YAML would hold.

In: a table, a row of texts. Out: nodes, held against what the table declares; faults by address.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ekrules.decision.conditions import Leaf, leaves
from ekrules.decision.from_yaml.conditions import read_condition
from ekrules.decision.from_yaml.values import read_value
from ekrules.decision.outputs import STATUS, output_problem
from ekrules.decision.sheets.came import Came, CameRow
from ekrules.decision.sheets.grid import Column, columns_of
from ekrules.decision.sheets.notation import read_bound, read_cell
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults, Place
from ekrules.yaml_reader.nodes import MapNode, Node, ScalarNode

_COLOURS = {"grønn": "green", "gul": "yellow", "rød": "red", "grå": "grey"}


@dataclass(frozen=True)
class CellReader:
    """Reads the cells of one table; what is wrong goes to `faults`."""

    table: DecisionTable
    came: Came
    faults: Faults

    def columns(self, kind: str) -> Iterable[Column]:
        """Return the columns of one kind."""
        return (one for one in columns_of(self.table) if one.kind == kind)

    def place(self, row: CameRow, column: Column) -> Place:
        """Return where the cell stands."""
        return self.came.place(row.number, column.heading)

    def tests(self, row: CameRow, column: Column) -> Node | None:
        """Return what the cell asks of an input; None where nothing, or where it can't be read."""
        place = self.place(row, column)
        declared = self.table.inputs[column.name]
        tests = read_cell(declared, row.texts.get(column.heading, ""), place, self.faults)
        if tests is not None:
            self.asked(column.name, tests)
        return tests

    def asked(self, name: str, tests: Node | None) -> frozenset[Leaf]:
        """Return what is asked of an input, held against what the table declares."""
        if tests is None:
            return frozenset()
        node = MapNode(tests.place, {name: tests}, {name: tests.place})
        before = len(self.faults.found)
        condition = read_condition(node, self.table.inputs, self.faults)
        self.check_references(tests, before)
        return frozenset(leaves(condition))

    def check_references(self, tests: Node, before: int) -> None:
        """Add a fault for a bound that names no input, where nothing else is wrong with it."""
        if len(self.faults.found) > before or not isinstance(tests, MapNode):
            return
        for bound in tests.values.values():
            if isinstance(bound, MapNode):
                self._check_name(bound)

    def concluded(self, row: CameRow, column: Column) -> Node | None:
        """Return what the cell concludes of an output; None where it is blank or wrong."""
        text = row.texts.get(column.heading, "").strip()
        if not text:
            return None
        output = self.table.outputs[column.name]
        place = self.place(row, column)
        if column.name == STATUS:
            text = _COLOURS.get(text.casefold(), text)
        node = read_bound(output.as_input, text, place, self.faults)
        if isinstance(node, MapNode):
            return self._check_name(node)
        value = None if node is None else read_value(output.as_input, node, self.faults)
        if value is None:
            return None
        if (problem := output_problem(output, value)) is not None:
            self.faults.add(place, f'"{text}"', problem)
            return None
        return node

    def _check_name(self, node: MapNode) -> Node | None:
        named = node.values["input"]
        assert isinstance(named, ScalarNode)
        if named.text in self.table.inputs:
            return node
        self.faults.add_unknown_name(node.place, "input", named.text, self.table.inputs)
        return None
