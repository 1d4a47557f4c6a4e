"""What is given: what is known to hold between inputs, so that no case is shown that can't be.

In: shares that divide a count, as the colours of a theme's goals do. Out: which whole numbers
could stand behind such shares. A share is rounded from a division, so 1/3 three times still makes
a whole: sums are of the parts, never of the rounded shares.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from ekrules.decision.conditions import Value
from ekrules.decision.proof.scales import UNKNOWN, Scale

# Counts that are tried, the ones that give round shares first.
COUNTS = (10, 20, 4, 5, 3, 2, 1, *(n for n in range(6, 201) if n not in (10, 20)))


@dataclass(frozen=True)
class SharesOfWhole:
    """Shares that divide a count among them: known and together 100 % where it is 1 or more.

    All of them are unknown where the count is 0. `shares` lists every part of the whole, also
    those that a table does not ask about.
    """

    count: str
    shares: tuple[str, ...]


@dataclass(frozen=True)
class Whole:
    """Parts of one whole on one case: the keys of their positions, and whether none is missing."""

    count: str | None
    parts: tuple[str, ...]
    is_complete: bool


def values_of_whole(
    wholes: Sequence[Whole], scales: Mapping[str, Scale], positions: Mapping[str, int]
) -> dict[str, Value] | None:
    """Return values for the count and parts of the wholes at these positions; None: there are none.

    The wholes share one count and stand for one case each. Tries the counts of COUNTS.
    """
    parts = tuple(dict.fromkeys(part for whole in wholes for part in whole.parts))
    count = wholes[0].count
    for n in COUNTS:
        if count is not None and not _is_at(n, scales[count], positions[count]):
            continue
        found = _parts_of(n, wholes, parts, scales, positions)
        if found is not None:
            values: dict[str, Value] = {part: found[part] / n for part in parts}
            return values if count is None else {count: n, **values}
    return None


def _parts_of(
    n: int,
    wholes: Sequence[Whole],
    parts: Sequence[str],
    scales: Mapping[str, Scale],
    positions: Mapping[str, int],
) -> dict[str, int] | None:
    fitting = [[k for k in range(n + 1) if _is_at(k / n, scales[p], positions[p])] for p in parts]
    if not all(fitting):
        return None
    ranked = [_middle_first(some) for some in fitting]
    if len(parts) > 2 and n > 40:
        ranked = [some[:12] for some in ranked]
    for chosen in product(*ranked):
        numbers = dict(zip(parts, chosen, strict=True))
        if all(_adds_up(n, whole, numbers) for whole in wholes) and _in_order(
            numbers, scales, positions
        ):
            return numbers
    return None


def _middle_first(numbers: list[int]) -> list[int]:
    """Return the numbers from the middle outward: 50 % rather than 10 % where both will do."""
    return sorted(numbers, key=lambda number: abs(2 * number - numbers[0] - numbers[-1]))


def _adds_up(n: int, whole: Whole, numbers: Mapping[str, int]) -> bool:
    total = sum(numbers[part] for part in whole.parts)
    return total == n if whole.is_complete else total <= n


def _in_order(
    numbers: Mapping[str, int], scales: Mapping[str, Scale], positions: Mapping[str, int]
) -> bool:
    """Tell whether parts that may be held against each other stand in the order of positions."""
    names = list(numbers)
    return all(
        _sign(numbers[one] - numbers[other]) == _sign(positions[one] - positions[other])
        for number, one in enumerate(names)
        for other in names[:number]
        if scales[one] is scales[other]
    )


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _is_at(value: float, scale: Scale, position: int) -> bool:
    if position == UNKNOWN:
        return False
    if scale.is_bound(position):
        return value == scale.values[position]
    low, high = scale.neighbours(position)
    return (low is None or low < value) and (high is None or value < high)


def wholes_among(given: Iterable[object], inputs: Iterable[str]) -> tuple[Whole, ...]:
    """Return the wholes, of all that is given, as a table with these inputs sees them."""
    names = set(inputs)
    found = []
    for one in given:
        if not isinstance(one, SharesOfWhole):
            continue
        parts = tuple(share for share in one.shares if share in names)
        if parts:
            count = one.count if one.count in names else None
            found.append(Whole(count, parts, len(parts) == len(one.shares)))
    return tuple(found)
