"""Possible cases: of the cases that a table could be asked about, those that can be.

In: a case and what is given between its inputs: shares that divide a count among them. Out: the
case, with what has to be known filled in, or None where nothing could give it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ekrules.decision.inputs import Input
from ekrules.decision.proof.given import SharesOfWhole
from ekrules.decision.witnesses import Given

# Counts of which shares with one, two and three decimals in percent are whole numbers.
_ROUND_COUNTS = (1_000, 10_000, 100_000)
# How far a share, a rounded division, may lie from the whole number of parts that it stands for.
_NEAR = 1e-9


def made_possible(
    case: Given, about: str | None, inputs: Mapping[str, Input], wholes: Sequence[SharesOfWhole]
) -> Given | None:
    """Return the case as it could be; None where it can't. about: the input that stays as it is.

    >>> inputs = {"goals": Input("goals", "count"), "red": Input("red", "share")}
    >>> colours = SharesOfWhole("goals", ("green", "red"))
    >>> made_possible({"goals": 1, "red": 0.75}, "red", inputs, [colours])
    {'goals': 1000, 'red': 0.75}
    """
    found: Given | None = case
    for whole in wholes:
        if found is not None and whole.count in inputs:
            found = _of_whole(found, about, [one for one in whole.shares if one in inputs], whole)
    return found


def _of_whole(
    case: Given, about: str | None, shares: Sequence[str], whole: SharesOfWhole
) -> Given | None:
    count = case.get(whole.count)
    if not isinstance(count, int):
        return None
    if count == 0:
        return {name: value for name, value in case.items() if name not in shares}
    if about in shares and about not in case:
        # Where something is counted, every share of it is known.
        return None
    known = {**case, **{name: 0.0 for name in shares if name not in case}}
    parts = [part for name in shares if isinstance(part := known[name], (int, float))]
    is_all = set(shares) == set(whole.shares)
    if sum(parts) > 1 + _NEAR or (is_all and sum(parts) < 1 - _NEAR):
        return None
    counts = (count,) if about == whole.count else (count, *_ROUND_COUNTS)
    fitting = (one for one in counts if all(_is_part(part, one) for part in parts))
    fits = next(fitting, None)
    return None if fits is None else {**known, whole.count: fits}


def _is_part(share: float, count: int) -> bool:
    return abs(share * count - round(share * count)) < _NEAR * count
