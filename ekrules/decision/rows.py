"""Rows and examples: what a table holds: when it concludes what, and what it must come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ekrules.decision.conditions import UNPLACED, Condition, Value
from ekrules.decision.outputs import STATUS, Concluded, Outcome
from ekrules.errors import Place
from ekrules.yaml_reader.wording import Wording

# What an example expects, instead of a row's id, where no row may apply.
NO_ROW = "none"


@dataclass(frozen=True)
class Row:
    """When the condition holds, `then` is concluded; `says` words the reason."""

    id: str
    condition: Condition
    then: Concluded
    says: Wording | None = None
    place: Place = UNPLACED
    then_places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def status(self) -> str | None:
        """The status concluded, where the table gives one."""
        status = self.then.get(STATUS)
        return status if isinstance(status, str) else None


@dataclass(frozen=True)
class Expectation:
    """What an example must come to; what is None is not asked about.

    then: these outputs, perhaps not all. rows: the ids of the rows that decide (none: no row may
    apply), in order where the hit policy has one. says: the sentence of the row, in bokmål.
    rows_at: where the rows are named.
    """

    then: Outcome | None = None
    rows: tuple[str, ...] | None = None
    says: str | None = None
    rows_at: Place | None = field(default=None, compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is expected."""
        return self.then is None and self.rows is None and self.says is None


@dataclass(frozen=True)
class Example:
    """A case with what the table must decide. Inputs that `given` leaves out are unknown."""

    name: str
    given: Mapping[str, Value | None]
    expects: Expectation
    place: Place = UNPLACED
