"""Questions: a table laid out for the search: when each row holds, and which case comes first.

In: a table, constants, what is given. Out: the search, and a formula for each row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ekrules.decision.conditions import (
    Compare,
    Condition,
    InputReference,
    Leaf,
    Value,
    leaves,
)
from ekrules.decision.inputs import value_problem
from ekrules.decision.proof.boxes import Boxes, Rows, boxes_of
from ekrules.decision.proof.encoding import Encoding, Formula, encode
from ekrules.decision.proof.relations import Given
from ekrules.decision.proof.scales import UNKNOWN, NamedValues
from ekrules.decision.proof.search import Search
from ekrules.decision.rows import Row
from ekrules.decision.tables import BY_PRIORITY, DecisionTable

Conclusion = Mapping[str, Value | None] | Mapping[str, Value | InputReference]


@dataclass(frozen=True)
class Questions:
    """A table and the search over its cases.

    holds: for each row the formula that is true where it holds. left_out: the same of what is not
    judged. asked: the inputs that some condition asks to be known or unknown. constants: the inputs
    that are held at one value.
    """

    table: DecisionTable
    constants: Mapping[str, Value | None]
    encoding: Encoding
    search: Search
    holds: tuple[Formula, ...]
    left_out: Formula
    asked: frozenset[str]

    @property
    def known_unless_asked(self) -> list[Formula]:
        """That every input has a value, save those that some condition asks about."""
        names = [name for name in self.table.inputs if name not in self.asked]
        return [self.encoding.variables[name] >= 0 for name in names]

    @cached_property
    def boxes(self) -> Boxes:
        """The boxes of the rows, which tell cheaply of most that they never meet."""
        self.search.seconds_left()
        conditions = [row.condition for row in self.table.rows]
        return boxes_of(self.encoding, self.constants, conditions)

    @property
    def meeting_left_out(self) -> Rows:
        """The rows that may hold on a case that is not judged."""
        if self.table.not_judged is None:
            return 0
        left_out = boxes_of(self.encoding, self.constants, [self.table.not_judged])
        return self.boxes.meeting_boxes(left_out.rows[0].boxes)

    @property
    def order(self) -> tuple[int, ...]:
        """The numbers of the rows in the order in which they would decide."""
        return decision_order(self.table)


def decision_order(table: DecisionTable) -> tuple[int, ...]:
    """Return the numbers of the rows, the one that decides before all others first."""
    numbers = range(len(table.rows))
    if table.hit_policy not in BY_PRIORITY:
        return tuple(numbers)
    return tuple(sorted(numbers, key=lambda number: _priority(table, table.rows[number])))


def ask_about(
    table: DecisionTable,
    constants: Mapping[str, Value | None],
    given: Sequence[Given],
    seconds: float,
) -> Questions:
    """Return the table laid out, its constants held."""
    import z3

    named = named_values([table], constants)
    encoding, held = encode(table.inputs, named, given)
    held += at_constants(encoding, constants)
    left_out = z3.BoolVal(False)
    if table.not_judged is not None:
        left_out = encoding.holds(table.not_judged)
    return Questions(
        table=table,
        constants=constants,
        encoding=encoding,
        holds=tuple(encoding.holds(row.condition) for row in table.rows),
        # Made last, for its time begins here: how long laying out takes hangs on the rows alone.
        search=Search(encoding, held, seconds),
        left_out=left_out,
        asked=asked_inputs(_conditions(table)),
    )


def named_values(
    tables: Iterable[DecisionTable], constants: Mapping[str, Value | None]
) -> NamedValues:
    """Return all that the tables hold their inputs against, their conclusions included."""
    named = NamedValues()
    for table in tables:
        for condition in _conditions(table):
            named.add_leaves(leaves(condition))
        _add_conclusions(table, named)
    for name, value in constants.items():
        if value is not None:
            named.add(name, value)
    return named


def at_constants(encoding: Encoding, constants: Mapping[str, Value | None]) -> list[Formula]:
    """Return that the constants have their values."""
    return [
        encoding.variables[name]
        == (UNKNOWN if value is None else encoding.scales[name].positions[value])
        for name, value in constants.items()
        if name in encoding.variables
    ]


def asked_inputs(conditions: Iterable[Condition]) -> frozenset[str]:
    """Return the inputs that some leaf asks to be known or unknown."""
    found: Iterable[Leaf] = (leaf for condition in conditions for leaf in leaves(condition))
    return frozenset(leaf.input for leaf in found if not isinstance(leaf, Compare))


def _conditions(table: DecisionTable) -> list[Condition]:
    left_out = [] if table.not_judged is None else [table.not_judged]
    return [*(row.condition for row in table.rows), *left_out]


def _add_conclusions(table: DecisionTable, named: NamedValues) -> None:
    """Note what inputs that are concluded may be told apart from: the other rows' conclusions."""
    for output in table.outputs:
        concluded = [row.then[output] for row in table.rows]
        read = [one.name for one in concluded if isinstance(one, InputReference)]
        for name in dict.fromkeys(read):
            for value in concluded:
                if isinstance(value, InputReference):
                    named.pairs[(name, value.name)] = None
                elif value_problem(table.inputs[name], value) is None:
                    named.add(name, value)


def _priority(table: DecisionTable, row: Row) -> tuple[int, ...]:
    """Return a sort key, lowest first, as hit_policies has it."""
    return tuple(
        output.values.index(value) if (value := row.then[name]) in output.values else 0
        for name, output in table.outputs.items()
        if output.values and not isinstance(row.then[name], InputReference)
    )


def differ(encoding: Encoding, one: Conclusion, other: Conclusion) -> Formula:
    """Return when two conclusions differ."""
    import z3

    if set(one) != set(other):
        return z3.BoolVal(True)
    parts = [_values_differ(encoding, one[name], other[name]) for name in one]
    if any(part is True for part in parts):
        return z3.BoolVal(True)
    return z3.Or(*(part for part in parts if part is not False))


def _values_differ(
    encoding: Encoding, one: Value | InputReference | None, other: Value | InputReference | None
) -> Formula | bool:
    if not isinstance(one, InputReference):
        if not isinstance(other, InputReference):
            return one != other
        one, other = other, one
    variable = encoding.variables[one.name]
    if isinstance(other, InputReference):
        return variable != encoding.variables[other.name]
    if other is None:
        return variable != UNKNOWN
    position = encoding.scales[one.name].positions.get(other)
    return True if position is None else variable != position
