"""Decision tables: rows of conditions, a hit policy, and what they decide on each case.

In: a table (read or built), cases, an engine. Out: one Decision a case, or every fault.
A table that names what it does not declare can't be built; a case on which no row holds is
decided as nothing, never as the last row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ekrules.decision.checks import add_leaf_faults, unknown_input
from ekrules.decision.conditions import UNPLACED, Condition, Value, clauses, leaves
from ekrules.decision.engine import Engine
from ekrules.decision.inputs import Case, Input, shown_in, value_problem
from ekrules.decision.rule import Firing, Rule
from ekrules.errors import Fault, Faults, InputError, Place, nearest_name
from ekrules.yaml_reader.wording import Wording

HitPolicy = Literal["unique", "first", "any"]

# What an example expects, instead of a row's id, where no row may apply.
NO_ROW = "none"


@dataclass(frozen=True)
class Row:
    """When the condition holds, the status is this; `says` words the reason."""

    id: str
    condition: Condition
    status: str
    says: Wording | None = None
    place: Place = UNPLACED


@dataclass(frozen=True)
class Example:
    """A case with what the table must decide: a status, a row (or NO_ROW), or both.

    Inputs that `given` leaves out are unknown.
    """

    name: str
    given: Mapping[str, Value | None]
    status: str | None = None
    row: str | None = None
    place: Place = UNPLACED


@dataclass(frozen=True)
class DecisionTable:
    """Rows over declared inputs. Raises InputError with every fault when it is built."""

    id: str
    asks: str
    hit_policy: HitPolicy
    inputs: Mapping[str, Input]
    rows: tuple[Row, ...]
    examples: tuple[Example, ...] = ()
    place: Place = UNPLACED
    because: str | None = None

    def __post_init__(self) -> None:
        faults = Faults()
        _check_ids(self, faults)
        for row in self.rows:
            _check_row(self, row, faults)
        for example in self.examples:
            _check_example(self, example, faults)
        faults.stop_if_any()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rows as an engine takes them, top row first."""
        return tuple(Rule(row.id, row.condition, row.place) for row in self.rows)

    def case(self, case_id: str, values: Mapping[str, Value | None]) -> Case:
        """Return a case with those of the values that the table declares."""
        return Case(case_id, {name: one for name, one in values.items() if name in self.inputs})


@dataclass(frozen=True)
class Decision:
    """What a table decided on a case: `conclusion` and `row` are None when no row applies.

    `firings` holds every clause that held, also of rows that the hit policy passed over.
    """

    case: str
    conclusion: str | None
    row: Row | None
    firings: tuple[Firing, ...]


def decide(table: DecisionTable, cases: Sequence[Case], engine: Engine) -> tuple[Decision, ...]:
    """Return a decision for each case, in order.

    Raises InputError with every case of a wrong type, and every case on which more rows apply
    than the hit policy allows; EngineLimitError where the engine can't run the table.
    """
    faults = Faults()
    decisions = []
    for case, firings in zip(cases, fired_on(table, cases, engine), strict=True):
        decision = conclude(table, case, firings)
        if isinstance(decision, Fault):
            faults.found.append(decision)
        else:
            decisions.append(decision)
    faults.stop_if_any()
    return tuple(decisions)


def fired_on(
    table: DecisionTable, cases: Sequence[Case], engine: Engine
) -> tuple[tuple[Firing, ...], ...]:
    """Return for each case the clauses that hold, of every row."""
    by_case: dict[str, list[Firing]] = {case.id: [] for case in cases}
    for firing in engine.fire(table.inputs, table.rules, cases):
        by_case[firing.case].append(firing)
    return tuple(tuple(by_case[case.id]) for case in cases)


def conclude(table: DecisionTable, case: Case, firings: tuple[Firing, ...]) -> Decision | Fault:
    """Return what the hit policy makes of the rows that hold, or why it makes nothing of them.

    unique: at most one row; first: the top one; any: all of one status, the top one is named.
    """
    held = {firing.rule for firing in firings}
    rows = [row for row in table.rows if row.id in held]
    if not rows:
        return Decision(case.id, None, None, firings)
    top = rows[0]
    if table.hit_policy == "unique" and len(rows) > 1:
        return _clash(table, case, top, rows[1], "narrow one of them")
    if table.hit_policy == "any":
        other = next((row for row in rows if row.status != top.status), None)
        if other is not None:
            return _clash(table, case, top, other, "give them one status, or narrow one of them")
    return Decision(case.id, top.status, top, firings)


def _clash(table: DecisionTable, case: Case, top: Row, other: Row, advice: str) -> Fault:
    values = ", ".join(
        f"{name} {shown_in(declared, case.values[name])}" for name, declared in table.inputs.items()
    )
    found = (
        f'both "{top.id}" ({top.status}, {top.place}) and "{other.id}" ({other.status}) of the'
        f' table "{table.id}" apply to "{case.id}" ({values})'
    )
    return Fault(other.place, found, f'its hit policy is "{table.hit_policy}": {advice}')


def _check_ids(table: DecisionTable, faults: Faults) -> None:
    if not table.rows:
        faults.add(table.place, f'the table "{table.id}" has no rows', "expected at least one")
    for kind, named in (
        ("row", [(row.id, row.place) for row in table.rows]),
        ("example", [(example.name, example.place) for example in table.examples]),
    ):
        seen: dict[str, Place] = {}
        for name, place in named:
            if name in seen:
                found = f'the {kind} "{name}" a second time (first at {seen[name]})'
                faults.add(place, found, "give one of them another name")
            seen.setdefault(name, place)


def _check_row(table: DecisionTable, row: Row, faults: Faults) -> None:
    if row.id == NO_ROW:
        expected = "an example writes that when it expects no row to apply"
        faults.add(row.place, f'a row with the id "{NO_ROW}"', expected)
    for leaf in leaves(row.condition):
        add_leaf_faults(row.place, leaf, table.inputs, faults)
    try:
        clauses(row.condition, row.place)
    except InputError as error:
        faults.extend(error)


def _check_example(table: DecisionTable, example: Example, faults: Faults) -> None:
    for name, value in example.given.items():
        if name not in table.inputs:
            problem = unknown_input(name, table.inputs)
            faults.add(example.place, problem.found, problem.expected, problem.nearest)
        elif value is not None and (expected := value_problem(table.inputs[name], value)):
            shown = shown_in(table.inputs[name], value)
            faults.add(example.place, f'"{name}" is {shown}', expected)
    if example.status is None and example.row is None:
        faults.add(example.place, f'"{example.name}" expects nothing', "expected a status or a row")
    row_ids = [row.id for row in table.rows]
    if example.row is not None and example.row not in (*row_ids, NO_ROW):
        near = nearest_name(example.row, row_ids)
        expected = "expected one of this table"
        faults.add(example.place, f'no row is called "{example.row}"', expected, near)
