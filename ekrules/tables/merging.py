"""Merging: the counts of several groups of respondents as those of one.

In: counts of groups without a respondent in common. Out: their sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import fsum

from ekrules.survey.answer_layout import AnswerColumn
from ekrules.tables.counting import CodeSums, GroupCounts, NumberSums, codes_in
from ekrules.tables.design import Cell
from ekrules.tables.on_demand import OnDemand


def nobody(columns: Iterable[AnswerColumn]) -> GroupCounts:
    """Return the counts of a group without respondents: nought of every code."""
    nought = CodeSums(0, 0.0, 0.0)
    return GroupCounts(
        respondents=0,
        codes={
            one.name: dict.fromkeys(codes_in(one), nought)
            for one in columns
            if one.kind != "number"
        },
        numbers={},
    )


def merged(groups: Iterable[GroupCounts]) -> GroupCounts:
    """Return the counts of all the groups together; there is at least one."""
    every = list(groups)
    if len(every) == 1:
        return every[0]
    columns = dict.fromkeys(name for one in every for name in one.codes)
    numbers = dict.fromkeys(name for one in every for name in one.numbers)
    return GroupCounts(
        respondents=sum(one.respondents for one in every),
        # Of many groups merged, few columns are asked about.
        codes=OnDemand(columns, lambda name: _codes([one.codes[name] for one in every])),
        numbers={name: _numbers([one.numbers[name] for one in every]) for name in numbers},
    )


def merged_by(groups: Iterable[tuple[Cell, GroupCounts]]) -> dict[Cell, GroupCounts]:
    """Return the counts of each cell, those of one cell together."""
    found: dict[Cell, list[GroupCounts]] = defaultdict(list)
    for cell, counts in groups:
        found[cell].append(counts)
    return {cell: merged(counts) for cell, counts in found.items()}


def added(sums: Iterable[CodeSums]) -> CodeSums:
    """Return the sums of several codes or groups together."""
    every = list(sums)
    return CodeSums(
        sum(one.n for one in every),
        fsum(one.weight for one in every),
        fsum(one.weight_squared for one in every),
    )


def _codes(parts: list[Mapping[str, CodeSums]]) -> dict[str, CodeSums]:
    # Most codes are rare: what nobody of a group gave need not be added.
    return {code: added(one[code] for one in parts if one[code].n) for code in parts[0]}


def _numbers(parts: list[NumberSums]) -> NumberSums:
    lowest = [one.lowest for one in parts if one.lowest is not None]
    highest = [one.highest for one in parts if one.highest is not None]
    return NumberSums(
        n=sum(one.n for one in parts),
        w=fsum(one.w for one in parts),
        wy=fsum(one.wy for one in parts),
        wyy=fsum(one.wyy for one in parts),
        ww=fsum(one.ww for one in parts),
        wwy=fsum(one.wwy for one in parts),
        wwyy=fsum(one.wwyy for one in parts),
        lowest=min(lowest, default=None),
        highest=max(highest, default=None),
    )
