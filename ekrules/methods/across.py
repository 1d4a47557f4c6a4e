"""Across: one number out of what all entities have of the same member, or each one's own place.

In: a frame with entity, member, applies and the number. Out: the frame with the new number and its
reason. Worked out in exact fractions, rounded once, and taken for the round number that floats miss
by less than they can tell. An entity whose number is not known, or
that the member is not for, does not count.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from ekrules.facts.derived.arithmetic import exact, power
from ekrules.methods.arithmetic_of_cases import snapped
from ekrules.methods.columns import APPLIES, BETTER, ENTITY, MEMBER, NO_DIRECTION, SIGN, reason_of
from ekrules.methods.groups import belongs
from ekrules.methods.numbers_file import OWN_TAKES, AcrossEntry

if TYPE_CHECKING:
    import polars as pl

NONE_KNOWN, TOO_FEW_KNOWN, NO_WEIGHT = "none_known", "too_few_known", "no_weight"
NOT_COUNTED = "not_counted"
_HALF = Fraction(1, 2)
_COUNTED, _WITHIN, _WEIGHT, _BETTER = (
    "is counted",
    "of those within",
    "weight of it",
    "better of it",
)
_ALL = ""


class Known(NamedTuple):
    """One entity's number, above 0 where up is the best, and its weight."""

    number: Fraction
    weight: Fraction | None


class Answer(NamedTuple):
    """A number, or the reason why there is none."""

    value: float | None
    reason: str | None


def with_across(frame: pl.DataFrame, name: str, entry: AcrossEntry) -> pl.DataFrame:
    """Return the frame with the number and its reason."""
    import polars as pl

    columns = _columns(frame, entry)
    groups: dict[tuple[str, str], list[Known]] = {}
    better: dict[tuple[str, str], str] = {}
    for member, within, counted, number, weight, side in columns.iter_rows():
        key = (member, within)
        better[key] = side
        if counted and number is not None:
            known = Known(exact(number), None if weight is None else exact(weight))
            groups.setdefault(key, []).append(known)
    made = {key: _made(entry, groups.get(key, []), side) for key, side in better.items()}
    own = columns[entry.of].to_list()
    reasons = frame[reason_of(entry.of)].to_list()
    answers = [
        made[member, within](number, counted, reason)
        for (member, within, counted, *_), number, reason in zip(
            columns.iter_rows(), own, reasons, strict=True
        )
    ]
    values = pl.Series(name, [one.value for one in answers], pl.Float64)
    whys = pl.Series(reason_of(name), [one.reason for one in answers], pl.String)
    return frame.with_columns(values, whys)


def _columns(frame: pl.DataFrame, entry: AcrossEntry) -> pl.DataFrame:
    import polars as pl

    counted = pl.col(APPLIES)
    if entry.entities is not None:
        counted = counted & belongs(entry.entities)
    if entry.entity is not None:
        counted = counted & (pl.col(ENTITY) == entry.entity)
    within = pl.lit(_ALL) if entry.within is None else pl.col(SIGN + entry.within).fill_null(_ALL)
    nothing = pl.lit(None, dtype=pl.String)
    weight = nothing if entry.weights is None else pl.col(SIGN + entry.weights)
    side = pl.col(BETTER) if entry.by_better else pl.lit(entry.best_is or "highest")
    return frame.select(
        MEMBER,
        within.alias(_WITHIN),
        counted.alias(_COUNTED),
        entry.of,
        weight.cast(pl.Float64, strict=False).alias(_WEIGHT),
        side.alias(_BETTER),
    )


_Asked = Callable[[float | None, bool, str | None], Answer]


def _made(entry: AcrossEntry, every: Sequence[Known], side: str) -> _Asked:
    """Return what answers for each entity of a group: with its number, and whether it counts."""
    sign = {"up": 1, "highest": 1, "down": -1, "lowest": -1}.get(side)
    if entry.heeds_best and sign is None:
        return lambda *_: Answer(None, NO_DIRECTION)
    if entry.take == "count":
        return lambda *_: Answer(float(len(every)), None)
    if not every:
        return lambda *_: Answer(None, NONE_KNOWN)
    if entry.take in OWN_TAKES:
        return _own(entry, sorted(one.number * (sign or 1) for one in every), sign or 1)
    try:
        value = Answer(snapped(float(_of_all(entry, every, sign or 1))), None)
    except _NoNumber as reason:
        value = Answer(None, str(reason))
    return lambda *_: value


class _NoNumber(Exception):
    """There is none, for this reason."""


def _own(entry: AcrossEntry, ordered: Sequence[Fraction], sign: int) -> _Asked:
    def place(number: float | None, counted: bool, reason: str | None) -> Answer:
        if number is None or not counted:
            return Answer(None, reason if number is None else NOT_COUNTED)
        at = exact(number) * sign
        if entry.take == "rank":
            return Answer(float(1 + len(ordered) - bisect_right(ordered, at)), None)
        if len(ordered) == 1:
            return Answer(None, TOO_FEW_KNOWN)
        return Answer(float(Fraction(bisect_left(ordered, at), len(ordered) - 1)), None)

    return place


def _of_all(entry: AcrossEntry, every: Sequence[Known], sign: int) -> Fraction:
    numbers = [one.number for one in every]
    if entry.take == "mean" and entry.weights is not None:
        return _weighted_mean(every)
    if entry.take in ("sd_of_population", "sd_of_sample"):
        return _standard_deviation(numbers, of_sample=entry.take == "sd_of_sample")
    if entry.take == "percentile":
        end = sign if entry.counted_from == "worst" else 1
        ordered = sorted(one * end for one in numbers)
        return _percentile(ordered, exact(entry.p or 0), entry.definition) * end
    if entry.take in ("mean_of_best", "mean_of_worst"):
        ordered = sorted((one * sign for one in numbers), reverse=entry.take == "mean_of_best")
        return _mean(ordered[: entry.k]) * sign
    plain: Mapping[str, Callable[[Sequence[Fraction]], Fraction]] = {
        "mean": _mean,
        "value_of": _mean,
        "median": lambda one: _percentile(sorted(one), _HALF, "linear"),
        "min": min,
        "max": max,
        "sum": lambda one: sum(one, Fraction(0)),
    }
    return plain[entry.take](numbers)


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def _weighted_mean(every: Sequence[Known]) -> Fraction:
    weights = [one.weight for one in every if one.weight is not None]
    if len(weights) < len(every) or sum(weights) == 0:
        raise _NoNumber(NO_WEIGHT)
    sums = zip(every, weights, strict=True)
    return sum((one.number * weight for one, weight in sums), Fraction(0)) / sum(weights)


def _standard_deviation(numbers: Sequence[Fraction], *, of_sample: bool) -> Fraction:
    if of_sample and len(numbers) == 1:
        raise _NoNumber(TOO_FEW_KNOWN)
    mean = _mean(numbers)
    squares = sum(((one - mean) ** 2 for one in numbers), Fraction(0))
    return power(squares / (len(numbers) - of_sample), _HALF)


def _percentile(ordered: Sequence[Fraction], p: Fraction, definition: str) -> Fraction:
    """Return the percentile p (0 to 1) of numbers from the lowest on.

    linear: at (n - 1) p from the first, as Excel's PERCENTILE.INC and NumPy. exclusive: at (n + 1)
    p - 1, as PERCENTILE.EXC; none past the ends. nearest_rank: the first that a share p is up to.

    >>> _percentile([Fraction(1), Fraction(2), Fraction(4)], Fraction(3, 4), "linear")
    Fraction(3, 1)
    """
    last = len(ordered) - 1
    if definition == "nearest_rank":
        return ordered[max(0, ceil(p * len(ordered)) - 1)]
    at = p * last if definition == "linear" else p * (last + 2) - 1
    if not 0 <= at <= last:
        raise _NoNumber(TOO_FEW_KNOWN)
    low = int(at)
    high = min(low + 1, last)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])
