"""Roll-ups: the members of each group to one number for the group, or the reason why not.

In: a frame with entity, member, group, applies and what the level below gives. Out: a frame with
entity, group, the roll-up and its reason. A member that is not known is left out, or filled as is
stated; it is never a number that stands for something else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ekrules.errors import Faults
from ekrules.methods.arithmetic_of_cases import (
    DECIMALS,
    NEAR,
    NOT_ABOVE_ZERO,
    TOO_FEW_KNOWN,
    NoNumber,
    decimals,
    geometric_mean,
    harmonic_mean,
    snapped,
    standard_deviation,
)
from ekrules.methods.columns import APPLIES, ENTITY, MEMBER, SIGN, reason_of
from ekrules.methods.groups import belongs
from ekrules.methods.level_file import COUNTING, OF_WORST, Fill, RollUpEntry
from ekrules.methods.method import BY_ALL

if TYPE_CHECKING:
    import polars as pl

NO_MEMBERS, NONE_KNOWN = "no_members", "none_known"
NO_WEIGHT = "no_weight"
GROUP = "below"
# No name of a method has a blank in it.
_X, _W, _KNOWN = "of member", "weight of member", "is known"
_SHARE, _COUNT, _WEIGHED = "share known", "how many known", "has weights"
_OF_NONE_BELOW_ZERO = ("geometric_mean", "harmonic_mean")
_MADE_IN_DECIMALS: Mapping[str, Callable[[Sequence[Decimal], Sequence[Decimal]], Decimal]] = {
    "geometric_mean": geometric_mean,
    "harmonic_mean": harmonic_mean,
    "sd_of_population": lambda numbers, _: standard_deviation(numbers, of_sample=False),
    "sd_of_sample": lambda numbers, _: standard_deviation(numbers, of_sample=True),
}


def roll_up(frame: pl.DataFrame, name: str, entry: RollUpEntry, faults: Faults) -> pl.DataFrame:
    """Return a row for each entity and group that has members, with the roll-up and its reason."""
    import polars as pl

    counted = pl.col(APPLIES) if isinstance(entry.members, str) else belongs(entry.members)
    members = frame.filter(counted).with_columns(
        pl.col(entry.of).alias(_X), _weight(frame, entry, faults).alias(_W)
    )
    known = pl.col(_X).is_not_null()
    members = members.with_columns(known.alias(_KNOWN))
    if entry.fill:
        # Each is of what is known, and not of what another filled in.
        members = members.with_columns(pl.coalesce(_X, *map(_filling, entry.fill)).alias(_X))
    is_known = pl.col(_KNOWN)
    # A share is one division of two whole numbers, so that it meets a bound exactly.
    share = is_known.sum() / pl.len()
    weighed = pl.col(_W).filter(pl.col(_X).is_not_null())
    # is_zero: of no weight at all there is no mean.
    has_weights = weighed.is_not_null().all() & (weighed.sum() != 0)
    rolled = members.group_by(ENTITY, GROUP).agg(
        _taken(entry).alias(name),
        share.alias(_SHARE),
        is_known.sum().alias(_COUNT),
        (has_weights if entry.weights is not None else pl.lit(value=True)).alias(_WEIGHED),
    )
    if entry.take in _MADE_IN_DECIMALS:
        rolled = _made_in_decimals(rolled, name, entry)
    nothing = pl.col(name).is_null()
    by_count = isinstance(entry.at_least_known, int)
    reason = (
        pl.when(pl.col(_COUNT if by_count else _SHARE) < entry.at_least_known)
        .then(pl.lit(TOO_FEW_KNOWN))
        .when(nothing & pl.col(_WEIGHED) & (pl.col(_COUNT) == 0))
        .then(pl.lit(NONE_KNOWN))
        .when(nothing & pl.col(_WEIGHED))
        .then(pl.lit(NOT_ABOVE_ZERO if entry.take in _OF_NONE_BELOW_ZERO else TOO_FEW_KNOWN))
        .when(~pl.col(_WEIGHED))
        .then(pl.when(pl.col(_SHARE) == 0).then(pl.lit(NONE_KNOWN)).otherwise(pl.lit(NO_WEIGHT)))
    )
    unknown = pl.col(reason_of(name)).is_not_null()
    return (
        rolled.with_columns(reason.alias(reason_of(name)))
        .with_columns(pl.when(~unknown).then(pl.col(name)).alias(name))
        .select(ENTITY, GROUP, name, reason_of(name))
    )


def _filling(fill: Fill) -> pl.Expr:
    """Return what stands for a member that is not known."""
    import polars as pl

    if fill.mean_by is None:
        return pl.lit(fill.value, dtype=pl.Float64)
    alike = [] if fill.mean_by == BY_ALL else [SIGN + fill.mean_by]
    return pl.col(_X).mean().over([MEMBER, *alike])


def _weight(frame: pl.DataFrame, entry: RollUpEntry, faults: Faults) -> pl.Expr:
    import polars as pl

    if entry.weights is None:
        return pl.lit(1.0)
    if isinstance(entry.weights, str):
        return pl.col(entry.weights)
    members = frame[MEMBER].unique(maintain_order=True).to_list()
    for member in entry.weights:
        if member not in members:
            place = entry.key_at("weights", member)
            faults.add_unknown_name(place, "member", member, members)
    for member in members:
        if member not in entry.weights:
            expected = "expected a weight for each member"
            faults.add(entry.at("weights"), f'no weight for "{member}"', expected)
    weights = {str(name): float(one) for name, one in entry.weights.items()}
    return pl.col(MEMBER).replace_strict(weights, default=None, return_dtype=pl.Float64)


def _taken(entry: RollUpEntry) -> pl.Expr:
    import polars as pl

    if entry.take in COUNTING:
        return _counted(entry)
    x, weight = pl.col(_X).drop_nulls(), pl.col(_W).filter(pl.col(_X).is_not_null())
    if entry.take in _MADE_IN_DECIMALS:
        return pl.struct(x.alias(_X).implode(), weight.alias(_W).implode())
    if entry.take in OF_WORST:
        worst = x.sort(descending=entry.worst_is == "highest").head(entry.k or 1)
        return {
            "mean_of_worst": _snapped(worst.mean()),
            "least_of_worst": worst.min(),
            "greatest_of_worst": worst.max(),
        }[entry.take]
    if entry.take == "mean" and entry.weights is not None:
        return _snapped((x * weight).sum() / weight.sum())
    if entry.take == "sum":
        sum_of = x.sum() if entry.weights is None else (x * weight).sum()
        return pl.when(x.len() > 0).then(_snapped(sum_of))
    return {
        "mean": _snapped(x.mean()),
        "median": _snapped(x.median()),
        "min": x.min(),
        "max": x.max(),
    }[entry.take]


def _counted(entry: RollUpEntry) -> pl.Expr:
    """Return how many or what share of the members are known, or have one of some texts."""
    import polars as pl

    is_known = pl.col(_KNOWN)
    if entry.take == "members":
        return pl.len().cast(pl.Int64)
    if entry.take == "known":
        return is_known.sum().cast(pl.Int64)
    if entry.take == "share_known":
        return is_known.sum() / pl.len()
    has_one = pl.col(_X).is_in(list(entry.values))
    if entry.take == "count_where":
        return has_one.sum().cast(pl.Int64)
    if entry.weights is not None:
        weight = pl.col(_W).filter(is_known)
        return _snapped(pl.col(_W).filter(has_one).sum() / weight.sum())
    return pl.when(is_known.any()).then(has_one.sum() / is_known.sum())


def _made_in_decimals(rolled: pl.DataFrame, name: str, entry: RollUpEntry) -> pl.DataFrame:
    """Return the frame with what is no sum: worked out in 50 digits, and rounded once."""
    import polars as pl

    work = _MADE_IN_DECIMALS[entry.take]
    made: list[float | None] = []
    for case in rolled[name].to_list():
        numbers, weights = case[_X], case[_W]
        try:
            is_there = numbers and None not in weights and sum(weights) != 0
            said = (decimals(numbers), decimals(weights))
            made.append(snapped(float(work(*said))) if is_there else None)
        except NoNumber:
            made.append(None)
    return rolled.with_columns(pl.Series(name, made, pl.Float64))


def _snapped(value: pl.Expr) -> pl.Expr:
    """Return the round number that a sum of floats misses by less than they can tell."""
    import polars as pl

    near = (value - value.round(DECIMALS)).abs() <= NEAR * pl.max_horizontal(1.0, value.abs())
    return pl.when(near).then(value.round(DECIMALS)).otherwise(value)
