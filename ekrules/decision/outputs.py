"""Outputs: what a table concludes, and what a conclusion may be.

In: declared outputs (name, type, the values allowed, a default). Out: an Outcome, output name ->
value. A table that declares none concludes one status. Never decides which row's outcome counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ekrules.decision.conditions import InputReference, Value
from ekrules.decision.inputs import Input, InputType, shown_in, value_problem
from ekrules.errors import listed

STATUS = "status"
STATUSES = ("green", "yellow", "red", "grey")

# Output name -> value; None where there is none.
Outcome = Mapping[str, Value | None]
# What a row concludes: a value as written, or whatever an input of the case holds.
Concluded = Mapping[str, Value | InputReference]


@dataclass(frozen=True)
class Output:
    """One thing a table concludes.

    `values` lists what it may be, in order of priority, first first; empty: any of its type.
    `default` is concluded where no row holds; None: nothing is.
    """

    name: str
    type: InputType
    values: tuple[Value, ...] = ()
    default: Value | None = None

    @property
    def as_input(self) -> Input:
        """An input that takes the same values, for reading and showing them."""
        return Input(self.name, self.type)


STATUS_OUTPUT = Output(STATUS, "text", STATUSES)


def output_problem(output: Output, value: Value) -> str | None:
    """Return what was expected where `value` is no value of the output; None where it is one.

    >>> output_problem(STATUS_OUTPUT, "blue")
    'expected one of "green", "yellow", "red", "grey"'
    """
    expected = value_problem(output.as_input, value)
    if expected is None and output.values and value not in output.values:
        return f"expected one of {listed(_shown(output, one) for one in output.values)}"
    return expected


def _shown(output: Output, value: Value) -> str:
    return value if isinstance(value, str) else shown_in(output.as_input, value)


def told(outcome: Outcome, outputs: Mapping[str, Output]) -> str:
    """Return an outcome in a few words, for a message.

    >>> told({"status": "green"}, {"status": STATUS_OUTPUT})
    'status "green"'
    """
    return ", ".join(
        f"{name} {shown_in(outputs[name].as_input, value)}" for name, value in outcome.items()
    )
