"""Grouping: what was found of one cause, told together, so that one slip is one fault.

In: what a proof found, in order. Out: the first of each cause, and what else it brought about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ekrules.decision.proof.proofs import DeadRow, Overlap, WorseAnswer
from ekrules.decision.rows import Row


def overlaps_by_row(overlaps: Sequence[Overlap]) -> list[tuple[Overlap, list[Row]]]:
    """Return each overlap with the row that overlaps others too, and those others; else with none.

    A row that is too wide overlaps several: the slip is in it, and not in each of them.
    """
    often = Counter(row.id for one in overlaps for row in (one.upper, one.lower))
    groups: dict[tuple[str, ...], list[Overlap]] = {}
    for one in overlaps:
        wide = max((one.upper, one.lower), key=lambda row: often[row.id])
        is_shared = often[wide.id] > 1
        key: tuple[str, ...] = (wide.id,) if is_shared else (one.upper.id, one.lower.id)
        groups.setdefault(key, []).append(one)
    found = []
    for key, same in groups.items():
        others: list[Row] = []
        if len(same) > 1:
            first = same[0]
            shared = first.upper if first.upper.id == key[0] else first.lower
            others = [shared, *(_beside(one, shared) for one in same[1:])]
        found.append((same[0], others))
    return found


def _beside(overlap: Overlap, row: Row) -> Row:
    return overlap.lower if overlap.upper.id == row.id else overlap.upper


def dead_by_cause(dead: Sequence[DeadRow]) -> list[tuple[DeadRow, list[Row]]]:
    """Return the dead rows, those together that the same rows take all cases of."""
    groups: dict[tuple[str, ...], list[DeadRow]] = {}
    for one in dead:
        key = tuple(row.id for row in one.taken_by) or ("", one.row.id)
        groups.setdefault(key, []).append(one)
    return [(same[0], [one.row for one in same[1:]]) for same in groups.values()]


def worse_by_input(worse: Sequence[WorseAnswer]) -> list[tuple[WorseAnswer, int]]:
    """Return the first worse answer of each input, and how many more there are of it."""
    count = Counter(one.input for one in worse)
    first = {one.input: one for one in reversed(worse)}
    return [(one, count[name] - 1) for name, one in reversed(first.items())]
