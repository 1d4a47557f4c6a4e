"""Scales: a number turned into another by straight lines between anchors.

In: a frame with the number and the parameters. Out: an expression for what the scale gives. Worked
out in floats; where that comes near a number that a bound might be, again in exact fractions, so
that what is on an anchor or half-way between two is there exactly. A logarithmic scale is worked
out in 50 digits throughout.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from itertools import pairwise
from math import inf, nextafter
from typing import TYPE_CHECKING

from ekrules.errors import Faults
from ekrules.facts.derived.arithmetic import exact, logarithm
from ekrules.methods.numbers_file import ScaleEntry

if TYPE_CHECKING:
    import polars as pl

# A bound that a person writes has fewer decimals; floats go wrong far beyond them.
_DECIMALS, _NEAR = 6, 1e-9
# No name of a method has a blank in it.
_SCALED, _LINE = "scaled exactly", "line of frame"


def with_scale(
    frame: pl.DataFrame,
    name: str,
    scale: ScaleEntry,
    faults: Faults,
    worked_out: Collection[str] = (),
) -> pl.DataFrame:
    """Return the frame with what the scale gives; null where the number or an anchor is unknown.

    A fault for anchors of an indicator that go one way and then the other; but where one of them is
    among the names that are `worked_out` from values, there is then no number.
    """
    import polars as pl

    # Polars divides by a number that is the same in every row as it multiplies by one over it: the
    # last digit would hang on who else is judged. Whole columns are divided row by row.
    written = {
        f"anchor {number}": float(one.point)
        for number, one in enumerate(scale.anchors)
        if not isinstance(one.point, str)
    }
    columns = [pl.Series(key, [point] * frame.height) for key, point in written.items()]
    whole = frame.with_columns(*frame.get_columns(), *columns)
    return _scaled(whole, name, scale, faults, worked_out).drop(written)


def _scaled(
    frame: pl.DataFrame,
    name: str,
    scale: ScaleEntry,
    faults: Faults,
    worked_out: Collection[str],
) -> pl.DataFrame:
    import polars as pl

    ats = [
        pl.col(one.point if isinstance(one.point, str) else f"anchor {number}")
        for number, one in enumerate(scale.anchors)
    ]
    in_order = _in_order(scale, ats)
    if any(one.point in worked_out for one in scale.anchors):
        has_place = in_order.fill_null(value=True)
    else:
        has_place = pl.lit(value=True)
        _check_order(frame, name, scale, ats, faults)
    if scale.shape == "logarithmic":
        has_place &= pl.min_horizontal(pl.col(scale.of), *ats) > 0
    given = frame.with_columns(pl.when(has_place).then(_in_floats(scale, ats)).alias(name))
    value = pl.col(name)
    near = (value - value.round(_DECIMALS)).abs() <= _NEAR * pl.max_horizontal(1.0, value.abs())
    if scale.shape == "logarithmic":
        near = value.is_not_null()
    if scale.beyond == "clipped":
        # On the outermost anchors and beyond, what is given is a number of the file as it stands.
        x = pl.col(scale.of)
        near &= (x > pl.min_horizontal(ats)) & (x < pl.max_horizontal(ats))
    anchors = [at.alias(f"at {number}") for number, at in enumerate(ats)]
    again = given.with_row_index(_LINE).filter(near).select(_LINE, pl.col(scale.of), *anchors)
    if not again.height:
        return given
    lines, *columns = (again[column].to_list() for column in again.columns)
    exactly = [_exactly(scale, list(row)) for row in zip(*columns, strict=True)]
    mended = pl.DataFrame({_LINE: lines, _SCALED: exactly}).cast({_LINE: pl.UInt32})
    joined = given.with_row_index(_LINE).join(mended, on=_LINE, how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce(_SCALED, name).alias(name)).drop(_LINE, _SCALED)


def _in_order(scale: ScaleEntry, ats: list[pl.Expr]) -> pl.Expr:
    """Return whether the anchors go one way, and the lines between them have a direction."""
    import polars as pl

    rising = pl.all_horizontal(a <= b for a, b in pairwise(ats))
    falling = pl.all_horizontal(a >= b for a, b in pairwise(ats))
    same = ats[0] == ats[-1]
    if scale.beyond == "continued":
        # There is no line to continue where the two at an end are one.
        same = same | (ats[0] == ats[1]) | (ats[-2] == ats[-1])
    return (rising | falling) & ~same


def _check_order(
    frame: pl.DataFrame, name: str, scale: ScaleEntry, ats: list[pl.Expr], faults: Faults
) -> None:
    import polars as pl

    wrong = frame.filter((~_in_order(scale, ats)).fill_null(value=False))
    for member in wrong["member"].unique(maintain_order=True).to_list():
        row = wrong.filter(pl.col("member") == member).select(
            at.alias(str(number)) for number, at in enumerate(ats)
        )
        told = ", ".join(
            f"{anchor.point} {value:g}" if isinstance(anchor.point, str) else f"{value:g}"
            for anchor, value in zip(scale.anchors, row.row(0), strict=True)
        )
        found = f'the anchors of "{name}" for the indicator "{member}" ({told})'
        expected = "expected them to go up, or down, all the way"
        faults.add(scale.at("anchors"), found, expected)


def _in_floats(scale: ScaleEntry, ats: list[pl.Expr]) -> pl.Expr:
    import polars as pl

    up = pl.when(ats[-1] >= ats[0]).then(1.0).otherwise(-1.0)
    x, points = pl.col(scale.of) * up, [at * up for at in ats]
    gives = [float(one.gives) for one in scale.anchors]
    passed = [x >= point if scale.where_anchors_meet == "later" else x > point for point in points]
    is_clipped = scale.beyond == "clipped"
    last = len(points) - 1
    start = pl.lit(gives[0]) if is_clipped else _line(x, points, gives, 0)
    said = pl.when(x == points[0]).then(gives[0]).otherwise(start)
    for number, is_passed in enumerate(passed):
        beyond = pl.lit(gives[last]) if is_clipped else _line(x, points, gives, last - 1)
        then = beyond if number == last else _line(x, points, gives, number)
        then = pl.when(x == points[number]).then(gives[number]).otherwise(then)
        said = pl.when(is_passed).then(then).otherwise(said)
    if scale.where_anchors_meet == "earlier":
        for number in reversed(range(len(points))):
            said = pl.when(x == points[number]).then(gives[number]).otherwise(said)
    known = pl.all_horizontal(one.is_not_null() for one in (x, *points))
    return pl.when(known).then(said).otherwise(None)


def _line(x: pl.Expr, points: list[pl.Expr], gives: list[float], number: int) -> pl.Expr:
    start, end = points[number], points[number + 1]
    return gives[number] + (x - start) / (end - start) * (gives[number + 1] - gives[number])


def _exactly(scale: ScaleEntry, row: list[float]) -> float:
    """Return what the scale gives for a value and its anchors, rounded once."""
    value, *anchors = (exact(one) for one in row)
    if scale.shape == "logarithmic":
        value, *anchors = (logarithm(one) for one in (value, *anchors))
    up = 1 if anchors[-1] >= anchors[0] else -1
    x, points = value * up, [one * up for one in anchors]
    gives = [exact(one.gives) for one in scale.anchors]
    if x in points:
        is_later = scale.where_anchors_meet == "later"
        at = len(points) - 1 - points[::-1].index(x) if is_later else points.index(x)
        return float(gives[at])
    below = [number for number, point in enumerate(points) if point < x]
    is_clipped = scale.beyond == "clipped"
    if not below:
        return float(gives[0]) if is_clipped else float(_exact_line(x, points, gives, 0))
    if len(below) == len(points):
        last = len(points) - 2
        return float(gives[-1]) if is_clipped else float(_exact_line(x, points, gives, last))
    return _off_anchors(_exact_line(x, points, gives, below[-1]), gives)


def _exact_line(x: Fraction, points: list[Fraction], gives: list[Fraction], at: int) -> Fraction:
    share = (x - points[at]) / (points[at + 1] - points[at])
    return gives[at] + share * (gives[at + 1] - gives[at])


def _off_anchors(value: Fraction, gives: list[Fraction]) -> float:
    """Return the nearest float that is on the same side of what every anchor gives."""
    near = float(value)
    for one in gives:
        if near == float(one) and value != one:
            return nextafter(near, inf if value > one else -inf)
    return near
