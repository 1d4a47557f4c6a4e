"""Provable tables: a method's tables with all that its own definitions say of their inputs.

In: a Method. Out: for each table the one that is proved, and what is given between its inputs. A
scale that is clipped has ends, a count is not below zero, and the method's own colour is the status
that `colours` makes it. Nothing here changes what a table decides.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ekrules.decision.conditions import InputReference
from ekrules.decision.inputs import Input
from ekrules.decision.outputs import STATUS, STATUS_OUTPUT
from ekrules.decision.proof.relations import AlwaysKnown, KnownWith, Relation
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable
from ekrules.methods.level_file import RollUpEntry
from ekrules.methods.method import BETTER, COLOUR, DIRECTION, Method
from ekrules.methods.numbers_file import ScaleEntry, Scales
from ekrules.methods.roll_up_relations import (
    COUNTS,
    has_no_weight_below_zero,
    is_between,
    relations,
)

GREY = "grey"
DIRECTIONS = ("up", "down", "band", "neither")
_SHARES = ("share_known", "share_where")


@dataclass(frozen=True)
class Ends:
    """Between which numbers something lies, by definition; None: nothing says."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class ProvableTable:
    """A table as the method has it, as it is proved, and what holds between its inputs.

    coloured: the same with the status of each row, where the rows conclude a colour of the
    method's own: whether a better answer may get a worse one is asked of this.
    """

    table: DecisionTable
    narrowed: DecisionTable
    given: tuple[Relation, ...]
    coloured: DecisionTable | None = None


def provable_tables(method: Method) -> Iterator[ProvableTable]:
    """Yield each table that is written, from the indicators up."""
    ends = {DIRECTION: Ends(-1, 1), **_of_scales(method.file.scales)}
    given: tuple[Relation, ...] = (AlwaysKnown(BETTER), *_known_with(method.file.scales))
    tables = (*method.also.values(), method.indicator)
    ends = yield from _of_place(method, tables, ends, given)
    for level in method.levels:
        own = {name: _of_roll_up(one, ends) for name, one in level.roll_ups.items()}
        own |= _of_scales(level.entry.scales)
        given = (*relations(level.roll_ups), *_known_with(level.entry.scales))
        ends = yield from _of_place(method, (*level.also.values(), level.table), own, given)


def _of_place(
    method: Method,
    tables: Sequence[DecisionTable | None],
    ends: Mapping[str, Ends],
    given: tuple[Relation, ...],
) -> Generator[ProvableTable, None, dict[str, Ends]]:
    """Yield the tables of a level, each knowing what those before it give; return all the ends."""
    known = dict(ends)
    for table in tables:
        if table is not None:
            yield _provable(method, table, known, given)
            known |= _outputs(table, known)
    return known


def _provable(
    method: Method, table: DecisionTable, ends: Mapping[str, Ends], given: tuple[Relation, ...]
) -> ProvableTable:
    inputs = {name: _narrowed(one, ends.get(name, Ends())) for name, one in table.inputs.items()}
    # Examples are tried on the table itself.
    narrowed = replace(table, inputs=inputs, examples=())
    coloured = _coloured(method, narrowed) if COLOUR in table.outputs else None
    return ProvableTable(table, narrowed, given, coloured)


def _coloured(method: Method, table: DecisionTable) -> DecisionTable | None:
    if STATUS in table.outputs:
        return None
    rows = tuple(_with_status(method, row) for row in table.rows)
    return replace(table, rows=rows, outputs={**table.outputs, STATUS: STATUS_OUTPUT})


def _with_status(method: Method, row: Row) -> Row:
    """Return the row with its common status; a colour that an input holds is not ranked."""
    colour = row.then[COLOUR]
    status = None if isinstance(colour, InputReference) else method.file.colours.get(str(colour))
    return replace(row, then={**row.then, STATUS: status or GREY})


def _narrowed(one: Input, ends: Ends) -> Input:
    """Return the input with what is known of it beside what the table says."""
    if one.name == BETTER and not one.values:
        return replace(one, values=DIRECTIONS)
    if one.type in ("text", "boolean", "date", "share"):
        return one
    low = one.lowest if one.lowest is not None else ends.low
    high = one.highest if one.highest is not None else ends.high
    return replace(one, lowest=low, highest=high)


def _of_scales(scales: Scales) -> dict[str, Ends]:
    return {name: _of_scale(scale) for name, scale in scales.items()}


def _of_scale(scale: ScaleEntry) -> Ends:
    if scale.beyond != "clipped":
        return Ends()
    gives = [float(one.gives) for one in scale.anchors]
    return Ends(min(gives), max(gives))


def _known_with(scales: Scales) -> Iterator[Relation]:
    """Yield what is known where a scale is: the number that it turns, and its anchors."""
    for name, scale in scales.items():
        for other in dict.fromkeys(scale.names().values()):
            yield KnownWith(name, other)


def _of_roll_up(one: RollUpEntry, below: Mapping[str, Ends]) -> Ends:
    if one.take in COUNTS:
        return Ends(low=0)
    if one.take in _SHARES and has_no_weight_below_zero(one):
        return Ends(0, 1)
    return below.get(one.of, Ends()) if is_between(one) and not one.fill else Ends()


def _outputs(table: DecisionTable, ends: Mapping[str, Ends]) -> dict[str, Ends]:
    """Return the ends of each output that is only ever the same input."""
    found: dict[str, Ends] = {}
    for name, output in table.outputs.items():
        said = {
            value.name if isinstance(value := row.then.get(name), InputReference) else None
            for row in table.rows
        }
        only = said.pop() if len(said) == 1 else None
        if only is not None and only in ends and output.default is None:
            found[name] = ends[only]
    return found
