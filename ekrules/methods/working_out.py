"""Working out: the numbers that a method makes of others, from the first to the last.

In: a frame of cases where each number has its reason beside it; a method file or a level of it.
Out: the frame with every number that it says, each with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from ekrules.errors import Faults
from ekrules.methods.across import with_across
from ekrules.methods.arithmetic_of_cases import NOT_ABOVE_ZERO, with_number
from ekrules.methods.columns import reason_of
from ekrules.methods.level_file import LevelEntry
from ekrules.methods.method_file import MethodFile
from ekrules.methods.numbers_file import AcrossEntry, NumberEntry, ScaleEntry, Step
from ekrules.methods.scales import with_scale
from ekrules.methods.working_order import rounds

if TYPE_CHECKING:
    import polars as pl

ANCHORS_MEET = "anchors_meet"
Derive = Callable[["pl.DataFrame", Sequence[str]], "pl.DataFrame"]


def steps_of(part: MethodFile | LevelEntry) -> dict[str, Step]:
    """Return what a method or a level works out of other numbers, by name."""
    return {**part.across, **part.numbers, **part.scales}


def rests_on(part: MethodFile | LevelEntry) -> dict[str, tuple[str, ...]]:
    """Return each number that is worked out, with the names that it rests on."""
    found = {name: tuple(one.names().values()) for name, one in steps_of(part).items()}
    if isinstance(part, MethodFile):
        for name, one in part.derived.items():
            found[name] = tuple(one.of(part.series).named().values())
    return found


def with_numbers(
    frame: pl.DataFrame, part: MethodFile | LevelEntry, faults: Faults, derive: Derive | None = None
) -> pl.DataFrame:
    """Return the frame with every number; derive: what adds derived inputs, several at once."""
    steps = steps_of(part)
    in_order, _ = rounds(rests_on(part))
    worked_out = frozenset(name for names in in_order for name in names)
    for names in in_order:
        if derive is not None and (derived := [name for name in names if name not in steps]):
            frame = derive(frame, derived)
        for name in names:
            if name in steps:
                frame = _with_step(frame, name, steps[name], worked_out, faults)
    return frame


def _with_step(
    frame: pl.DataFrame, name: str, step: Step, worked_out: Collection[str], faults: Faults
) -> pl.DataFrame:
    if isinstance(step, AcrossEntry):
        return with_across(frame, name, step)
    if isinstance(step, NumberEntry):
        return with_number(frame, name, step)
    return _with_its_reason(with_scale(frame, name, step, faults, worked_out), name, step)


def _with_its_reason(frame: pl.DataFrame, name: str, scale: ScaleEntry) -> pl.DataFrame:
    import polars as pl

    known = [pl.col(reason_of(one)) for one in dict.fromkeys(scale.names().values())]
    last = NOT_ABOVE_ZERO if scale.shape == "logarithmic" else ANCHORS_MEET
    why = pl.when(pl.col(name).is_null()).then(pl.coalesce(*known, pl.lit(last)))
    return frame.with_columns(why.alias(reason_of(name)))
