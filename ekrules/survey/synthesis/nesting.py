"""Nesting: which county lies in which region, when both are printed and disagree by a few.

In: the counts of a breakdown and of the wider one that it lies within. Out: one pair of segments
for each unit, such that both are counted exactly. As many as can lie at home do.

The 2009 report counts 14 respondents in Akershus but 13 in Oslo og Akershus, and 49 in the counties
of Nord-Norge but 48 in the region; one too few in the counties of Soer-Oestlandet and Troendelag.
Both tables are kept as printed, so one respondent of Akershus is in Soer-Oestlandet and one of
Nordland in Troendelag; and since the frame adds up by county and by region, two of those who did
not answer lie the other way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def nested_pairs(
    inner: Mapping[str, int], outer: Mapping[str, int], home: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return one (inner, outer) pair for each unit; the two counts have the same sum.

    Those that find no room at home are of the first segment listed, and go to the first that has
    room.

    >>> nested_pairs({"akershus": 2, "ostfold": 1}, {"oa": 1, "so": 2}, {"akershus": "oa",
    ...     "ostfold": "so"})
    [('ostfold', 'so'), ('akershus', 'oa'), ('akershus', 'so')]
    """
    room = dict(outer)
    pairs: list[tuple[str, str]] = []
    homeless: list[str] = []
    for segment, count in reversed(list(inner.items())):
        at_home = min(count, room[home[segment]])
        room[home[segment]] -= at_home
        pairs += [(segment, home[segment])] * at_home
        homeless = [segment] * (count - at_home) + homeless
    return pairs + list(zip(homeless, _repeated(room), strict=True))


def _repeated(counts: Mapping[str, int]) -> Sequence[str]:
    return [name for name, count in counts.items() for _ in range(count)]
