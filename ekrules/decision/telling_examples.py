"""Telling examples: of many that a table lacks, those to read first.

In: suggested examples. Out: so many of them as a person reads, in the same order. Of each row that
decides there is one before there is a second of any, so that no row is left to the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ekrules.decision.suggesting import SuggestedExample

# Of one table at once: an hour's reading, and no more than a file bears between its rows.
MOST_OF_TABLE = 40


def most_telling(
    found: Sequence[SuggestedExample], most: int = MOST_OF_TABLE
) -> tuple[SuggestedExample, ...]:
    """Return at most so many of the examples; the case in which nothing is known is among them.

    >>> both = [SuggestedExample(name, {"age": 3}, (name,), None) for name in ("a", "a", "b")]
    >>> [one.name for one in most_telling(both, 2)]
    ['a', 'b']
    """
    before: Counter[tuple[str, ...]] = Counter()
    ranked: list[tuple[int, int]] = []
    for number, one in enumerate(found):
        ranked.append((before[one.rows] if one.given else -1, number))
        before[one.rows] += 1
    chosen = sorted(number for _, number in sorted(ranked)[:most])
    return tuple(found[number] for number in chosen)
