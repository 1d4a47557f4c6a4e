"""Decision tables: inputs, rows of conditions, a hit policy, and what is concluded.

In: the parts, read or built. Out: a DecisionTable that is sound in itself, or every fault of it:
one that names what it does not declare can't be built. Deciding is `deciding`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ekrules.decision.conditions import UNPLACED, Condition, Value
from ekrules.decision.inputs import Case, Input
from ekrules.decision.outputs import STATUS, STATUS_OUTPUT, Output
from ekrules.decision.rows import Example, Row
from ekrules.decision.rule import Rule
from ekrules.decision.table_checks import (
    check_condition,
    check_examples,
    check_outputs,
    check_row,
    check_unique,
)
from ekrules.errors import Faults, Place

# As DMN defines them, in words for its letters U, A, F, P, R, O and C.
SingleHit = Literal["unique", "any", "first", "priority"]
MultipleHit = Literal["rule_order", "output_order", "collect"]
HitPolicy = Literal["unique", "any", "first", "priority", "rule_order", "output_order", "collect"]
Aggregation = Literal["list", "sum", "min", "max", "count"]

SINGLE_HIT: tuple[HitPolicy, ...] = ("unique", "any", "first", "priority")
# These order rows by what they conclude, so some output must say what comes first.
BY_PRIORITY: tuple[HitPolicy, ...] = ("priority", "output_order")


def _status_alone() -> Mapping[str, Output]:
    return {STATUS: STATUS_OUTPUT}


@dataclass(frozen=True)
class DecisionTable:
    """Rows over declared inputs. Raises InputError with every fault when it is built.

    `aggregation` goes with the hit policy collect. `not_judged` holds on the cases that are left
    without a row on purpose.
    """

    id: str
    asks: str
    hit_policy: HitPolicy
    inputs: Mapping[str, Input]
    rows: tuple[Row, ...]
    examples: tuple[Example, ...] = ()
    place: Place = UNPLACED
    because: str | None = None
    outputs: Mapping[str, Output] = field(default_factory=_status_alone)
    aggregation: Aggregation = "list"
    not_judged: Condition | None = None

    def __post_init__(self) -> None:
        faults = Faults()
        check_unique(self.id, self.place, self.rows, self.examples, faults)
        is_aggregated = self.hit_policy == "collect" and self.aggregation != "list"
        check_outputs(self.place, self.outputs, faults, ranked=self.hit_policy in BY_PRIORITY)
        self._check_aggregation(faults)
        for row in self.rows:
            check_row(row, self.inputs, self.outputs, faults)
        if self.not_judged is not None:
            check_condition(self.place, self.not_judged, self.inputs, faults)
        gives_list = not self.is_single_hit and not is_aggregated
        check_examples(self.examples, self.rows, self.inputs, self.outputs, faults, gives_list)
        faults.stop_if_any()

    @property
    def is_single_hit(self) -> bool:
        """Whether at most one row decides."""
        return self.hit_policy in SINGLE_HIT

    @property
    def gives_status(self) -> bool:
        """Whether it concludes one status a case, as goals, themes and the whole need."""
        return self.is_single_hit and STATUS in self.outputs

    @property
    def defaults(self) -> dict[str, Value | None] | None:
        """What is concluded where no row holds; None where nothing is."""
        if all(output.default is None for output in self.outputs.values()):
            return None
        return {name: output.default for name, output in self.outputs.items()}

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rows as an engine takes them, top row first."""
        return tuple(Rule(row.id, row.condition, row.place) for row in self.rows)

    def case(self, case_id: str, values: Mapping[str, Value | None]) -> Case:
        """Return a case with those of the values that the table declares."""
        return Case(case_id, {name: one for name, one in values.items() if name in self.inputs})

    def _check_aggregation(self, faults: Faults) -> None:
        if self.aggregation == "list":
            return
        word = f'"collect: {self.aggregation}"'
        if self.hit_policy != "collect":
            found = f'{word} under the hit policy "{self.hit_policy}"'
            faults.add(self.place, found, 'expected "hit_policy: collect", or no "collect"')
        if self.aggregation == "count":
            return
        if len(self.outputs) > 1:
            found = f"{word} with {len(self.outputs)} outputs"
            faults.add(self.place, found, "expected one output: which would it be made of?")
        summed = self.aggregation == "sum"
        for output in self.outputs.values():
            if output.type in ("text", "boolean") or (summed and output.type == "date"):
                found = f'{word} of "{output.name}", which is a {output.type}'
                expected = "expected a number" if summed else "expected a number or a date"
                faults.add(self.place, found, expected)
