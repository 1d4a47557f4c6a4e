"""Roll-up relations: what holds between numbers that are made of the same members, by definition.

In: the roll-ups of a level. Out: relations for the prover, so that no case is shown that can't be:
the least of some numbers is never above their mean. Holds of what is rolled up, whatever it is;
sums of floats that miss a round number by less than roll_ups can tell count as that number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations

from ekrules.decision.proof.relations import (
    AlwaysKnown,
    KnownIfCounted,
    KnownWith,
    NeverAbove,
    Relation,
)
from ekrules.methods.level_file import OF_WORST, RollUpEntry

# One number made of numbers, each between the lowest and the highest of them.
BETWEEN = ("mean", "geometric_mean", "harmonic_mean", "median", "min", "max", *OF_WORST)
# Unknown only where no member is; the others may also be unknown for what the members are.
_PLAIN = ("mean", "median", "min", "max", "sum", *OF_WORST)
COUNTS = ("members", "known", "count_where")
_OF_ALL = "applicable"


def relations(roll_ups: Mapping[str, RollUpEntry]) -> Iterator[Relation]:
    """Yield what holds between the roll-ups of one level."""
    for name, entry in roll_ups.items():
        if entry.take in COUNTS and not entry.at_least_known and entry.members == _OF_ALL:
            yield AlwaysKnown(name)
    for (name, one), (other_name, other) in permutations(roll_ups.items(), 2):
        if one.members != other.members:
            continue
        if is_never_above(one, other):
            yield NeverAbove(name, other_name)
        if _is_known_with(one, other):
            yield KnownWith(name, other_name)
        if _is_counted_by(one, other):
            yield KnownIfCounted(name, other_name)


def is_never_above(one: RollUpEntry, other: RollUpEntry) -> bool:
    """Whether one of two roll-ups of the same members is at most the other, where both are known.

    False says nothing: it may still be so.
    """
    if one.take in COUNTS and other.take in COUNTS:
        return _is_part(one, other)
    if one.of != other.of or _fill(one) != _fill(other):
        return False
    if one.take == other.take == "share_where":
        are_plain = one.weights is None and other.weights is None
        return are_plain and set(one.values) <= set(other.values)
    if not (is_between(one) and is_between(other)):
        return False
    if _is_lowest(one) or _is_highest(other):
        return True
    return not (_is_lowest(other) or _is_highest(one)) and _are_in_order(one, other)


def is_between(one: RollUpEntry) -> bool:
    """Whether the number lies between the lowest and the highest of those it is made of."""
    return one.take in BETWEEN and has_no_weight_below_zero(one)


def has_no_weight_below_zero(one: RollUpEntry) -> bool:
    """Whether no weight is below zero, as far as the method's file says: a parameter may be."""
    weights = one.weights
    return not isinstance(weights, str) and all(
        float(each) >= 0 for each in (weights or {}).values()
    )


def _is_lowest(one: RollUpEntry) -> bool:
    lowest_of_worst = one.take == "least_of_worst" and one.worst_is == "lowest"
    return one.take == "min" or lowest_of_worst or (_is_from_lowest(one) and one.k == 1)


def _is_highest(one: RollUpEntry) -> bool:
    highest_of_worst = one.take == "greatest_of_worst" and one.worst_is == "highest"
    return one.take == "max" or highest_of_worst or (_is_from_highest(one) and one.k == 1)


def _is_from_lowest(one: RollUpEntry) -> bool:
    return one.take in OF_WORST and one.worst_is == "lowest"


def _is_from_highest(one: RollUpEntry) -> bool:
    return one.take in OF_WORST and one.worst_is == "highest"


def _are_in_order(one: RollUpEntry, other: RollUpEntry) -> bool:
    """Of the k lowest, of all, and of the k highest: the more of the higher ones, the higher.

    A mean of the k lowest is at most the highest of them; the more there are, the higher both.
    """
    few, many = one.k or 0, other.k or 0
    is_mean = one.take in ("mean", "mean_of_worst") and not one.weights
    is_mean_too = other.take in ("mean", "mean_of_worst") and not other.weights
    if _is_from_lowest(one) and _is_from_lowest(other):
        return few <= many and (is_mean or not is_mean_too)
    if _is_from_highest(one) and _is_from_highest(other):
        return few >= many and (is_mean_too or not is_mean)
    rank, other_rank = _rank(one), _rank(other)
    return is_mean and is_mean_too and rank < other_rank


def _rank(one: RollUpEntry) -> int:
    return -1 if _is_from_lowest(one) else 1 if _is_from_highest(one) else 0


def _is_part(one: RollUpEntry, other: RollUpEntry) -> bool:
    """Whether what one counts is counted by the other too."""
    if other.take == "members":
        return True
    if one.take == "members" or one.of != other.of:
        return False
    if other.take == "known":
        return True
    return one.take == "count_where" and set(one.values) <= set(other.values)


def _is_known_with(one: RollUpEntry, other: RollUpEntry) -> bool:
    """Whether the other is known where one is: both are of the same members."""
    if other.take == "members" and not other.at_least_known:
        return True
    if other.take in ("known", "share_known", "count_where") and not other.at_least_known:
        return True
    is_weighed = other.weights is not None and other.weights != one.weights
    if one.of != other.of or is_weighed or not _asks_as_much(one, other):
        return False
    if other.take in (*COUNTS, "share_known"):
        return True
    # Of those that have a value themselves; a count may be known where there is none.
    has_value = one.take not in (*COUNTS, "share_known") and other.take in (*_PLAIN, "share_where")
    return has_value and (not one.fill or _fill(one) == _fill(other))


def _asks_as_much(one: RollUpEntry, other: RollUpEntry) -> bool:
    """Whether at least as many members must be known for one as for the other."""
    asked, asked_too = one.at_least_known, other.at_least_known
    # A number of members and a share can't be held against each other.
    return not asked_too or (type(asked) is type(asked_too) and asked >= asked_too)


def _fill(one: RollUpEntry) -> object:
    """What stands for unknown members; where it is written is no difference."""
    return one.model_dump(include={"fill"})


def _is_counted_by(one: RollUpEntry, count: RollUpEntry) -> bool:
    """Whether one is known exactly where `count`, of known members, is not zero."""
    if count.take != "known" or count.at_least_known or count.of != one.of:
        return False
    is_bare = not one.fill and one.weights is None and not one.at_least_known
    return is_bare and one.take in _PLAIN
