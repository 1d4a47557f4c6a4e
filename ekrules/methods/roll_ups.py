"""Roll-ups: the members of each group to one number for the group, or the reason why not.

In: a frame with entity, member, group, applies and what the level below gives. Out: a frame with
entity, group, the roll-up and its reason. A member that is not known is left out, or filled as is
stated; it is never a number that stands for something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ekrules.errors import Faults
from ekrules.methods.cases import APPLIES, ENTITY, MEMBER, SIGN, belongs
from ekrules.methods.derived_columns import reason_of
from ekrules.methods.level_file import OF_WORST, RollUpEntry

if TYPE_CHECKING:
    import polars as pl

NO_MEMBERS, NONE_KNOWN = "no_members", "none_known"
TOO_FEW_KNOWN, NO_WEIGHT = "too_few_known", "no_weight"
GROUP = "below"
# No name of a method has a blank in it.
_X, _W, _KNOWN = "of member", "weight of member", "is known"
_SHARE, _WEIGHED = "share known", "has weights"
# Sums of floats miss a round number by less than this; bounds have fewer decimals.
_DECIMALS, _NEAR = 9, 1e-12


def roll_up(frame: pl.DataFrame, name: str, entry: RollUpEntry, faults: Faults) -> pl.DataFrame:
    """Return a row for each entity and group that has members, with the roll-up and its reason."""
    import polars as pl

    counted = pl.col(APPLIES) if isinstance(entry.members, str) else belongs(entry.members)
    members = frame.filter(counted).with_columns(
        pl.col(entry.of).alias(_X), _weight(frame, entry, faults).alias(_W)
    )
    known = pl.col(_X).is_not_null()
    members = members.with_columns(known.alias(_KNOWN))
    if entry.fill is not None:
        members = members.with_columns(_filled(entry).alias(_X))
    is_known = pl.col(_KNOWN)
    # A share is one division of two whole numbers, so that it meets a bound exactly.
    share = is_known.sum() / pl.len()
    weighed = pl.col(_W).filter(pl.col(_X).is_not_null())
    # is_zero: of no weight at all there is no mean.
    has_weights = weighed.is_not_null().all() & (weighed.sum() != 0)
    rolled = members.group_by(ENTITY, GROUP).agg(
        _taken(entry).alias(name),
        share.alias(_SHARE),
        (has_weights if entry.weights is not None else pl.lit(value=True)).alias(_WEIGHED),
    )
    nothing = pl.col(name).is_null()
    reason = (
        pl.when(pl.col(_SHARE) < entry.at_least_known)
        .then(pl.lit(TOO_FEW_KNOWN))
        .when(nothing & pl.col(_WEIGHED))
        .then(pl.lit(NONE_KNOWN))
        .when(~pl.col(_WEIGHED))
        .then(pl.when(pl.col(_SHARE) == 0).then(pl.lit(NONE_KNOWN)).otherwise(pl.lit(NO_WEIGHT)))
    )
    unknown = pl.col(reason_of(name)).is_not_null()
    return (
        rolled.with_columns(reason.alias(reason_of(name)))
        .with_columns(pl.when(~unknown).then(pl.col(name)).alias(name))
        .select(ENTITY, GROUP, name, reason_of(name))
    )


def _filled(entry: RollUpEntry) -> pl.Expr:
    import polars as pl

    fill = entry.fill
    assert fill is not None
    if fill.mean_by is not None:
        mean = pl.col(_X).mean().over([MEMBER, SIGN + fill.mean_by])
        return pl.col(_X).fill_null(mean)
    return pl.col(_X).fill_null(pl.lit(fill.value, dtype=pl.Float64))


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

    x, is_known = pl.col(_X).drop_nulls(), pl.col(_KNOWN)
    if entry.take in ("members", "known", "share_known", "count_where", "share_where"):
        if entry.take == "members":
            return pl.len().cast(pl.Int64)
        if entry.take == "known":
            return is_known.sum().cast(pl.Int64)
        if entry.take == "share_known":
            return is_known.sum() / pl.len()
        named = pl.col(_X).is_in(list(entry.values)).sum()
        if entry.take == "count_where":
            return named.cast(pl.Int64)
        return pl.when(is_known.any()).then(named / is_known.sum())
    if entry.take in OF_WORST:
        worst = x.sort(descending=entry.worst_is == "highest").head(entry.k or 1)
        return {
            "mean_of_worst": _snapped(worst.mean()),
            "least_of_worst": worst.min(),
            "greatest_of_worst": worst.max(),
        }[entry.take]
    if entry.take == "mean" and entry.weights is not None:
        weight = pl.col(_W).filter(pl.col(_X).is_not_null())
        return _snapped((x * weight).sum() / weight.sum())
    if entry.take == "sum":
        return pl.when(x.len() > 0).then(_snapped(x.sum()))
    return {
        "mean": _snapped(x.mean()),
        "median": _snapped(x.median()),
        "min": x.min(),
        "max": x.max(),
    }[entry.take]


def _snapped(value: pl.Expr) -> pl.Expr:
    """Return the round number that a sum of floats misses by less than they can tell."""
    import polars as pl

    near = (value - value.round(_DECIMALS)).abs() <= _NEAR * pl.max_horizontal(1.0, value.abs())
    return pl.when(near).then(value.round(_DECIMALS)).otherwise(value)
