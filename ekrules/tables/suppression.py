"""Suppression: small counts of a table, and the counts that would reveal them.

In: a crosstab of whole counts, or the sizes of segments, and how small is too small. Out: which
counts are not to be published, each with its reason. Never alters a count.

Everyone knows the rest: the published counts, every total, that no count is below 0, and the
thresholds. Of these no suppressed count can be worked out, nor by combining rows and columns. That
holds only while a report prints one mark for all three reasons: whoever is told that a count is
suppressed for being below 2 knows that it is 1. It does not hold against a reader who has answers
of his own to take away, or who runs this program over every table there could be.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ekrules.tables.hidden_values import NEVER_SMALL, Edge, HiddenValues

Reason = Literal["primary_base", "primary_cell", "secondary"]
Cell = tuple[str, str]  # answer, segment

# The nodes that are no answer and no segment: where all respondents come from, and where they end.
_SOURCE, _END = ("source", ""), ("end", "")


@dataclass(frozen=True)
class Thresholds:
    """smallest_base: a segment with fewer in its base is suppressed; smallest_cell: a count below.

    0 or 1 turns either off. None of a segment, and none who answer so, is nobody to protect: 0 is
    shown unless it reveals another count.
    """

    smallest_base: int = 0
    smallest_cell: int = 0


@dataclass(frozen=True)
class Crosstab:
    """Respondents by answer and segment; every respondent counts once.

    counts: segment -> answer -> respondents, the missing kinds among the answers. base: the answers
    whose sum is printed for each segment as its base (n); None where it is all of them.
    """

    answers: tuple[str, ...]
    segments: tuple[str, ...]
    counts: Mapping[str, Mapping[str, int]]
    base: frozenset[str] | None = None

    def base_n(self, segment: str) -> int:
        """How many respondents of a segment the base holds."""
        counted = self.answers if self.base is None else self.base
        return sum(self.counts[segment].get(one, 0) for one in counted)

    def total(self, segment: str) -> int:
        """How many respondents a segment has."""
        return sum(self.counts[segment].get(one, 0) for one in self.answers)

    def answer_total(self, answer: str) -> int:
        """How many respondents of all segments gave an answer."""
        return sum(self.counts[one].get(answer, 0) for one in self.segments)


@dataclass(frozen=True)
class Suppression:
    """What is not to be published of a crosstab.

    cells: (answer, segment) -> reason. segments: those of which nothing is shown. Totals and bases
    are suppressed where nothing else helps, and only to protect cells: their reason is secondary.
    """

    cells: Mapping[Cell, Reason]
    segments: Mapping[str, Reason]
    answer_totals: frozenset[str] = frozenset()
    segment_totals: frozenset[str] = frozenset()
    segment_bases: frozenset[str] = frozenset()
    grand_total: bool = False

    def hides(self, answer: str, segment: str) -> bool:
        """Whether the count of an answer in a segment is not to be published."""
        return (answer, segment) in self.cells


@dataclass(frozen=True)
class SizeSuppression:
    """What is not to be published of segments' sizes: segment -> reason, and whether their sum."""

    segments: Mapping[str, Reason]
    total: bool = False


def suppressed_segments(tables: Iterable[Crosstab], smallest_base: int) -> dict[str, Reason]:
    """Return the segments to suppress in every table of a set over one breakdown, with reasons.

    A segment too small in one of them goes from all: its size there would otherwise be the
    difference of two tables. One alone is the total less the others, so a second goes with it: the
    one with the fewest respondents, of those that have some where the first has.

    >>> counts = {"nord": {"ja": 3}, "vest": {"ja": 40}, "sor": {"ja": 12}}
    >>> suppressed_segments([Crosstab(("ja",), ("nord", "vest", "sor"), counts)], 5)
    {'nord': 'primary_base', 'sor': 'secondary'}
    """
    every = tuple(tables)
    segments = list(dict.fromkeys(segment for table in every for segment in table.segments))
    sizes = {one: [_size(table, one) for table in every] for one in segments}
    small: dict[str, Reason] = {
        one: "primary_base" for one in segments if any(0 < n < smallest_base for n in sizes[one])
    }
    others = [one for one in segments if one not in small]
    if len(small) == 1 and others:
        (first,) = small
        totals = {
            one: [table.total(one) if one in table.segments else 0 for table in every]
            for one in segments
        }

        def loss(other: str) -> tuple[int, int]:
            pairs = zip(totals[first], totals[other], strict=True)
            return -sum(1 for pair in pairs if all(pair)), sum(totals[other])

        small[min(others, key=loss)] = "secondary"
    return small


def _size(table: Crosstab, segment: str) -> int:
    return table.base_n(segment) if segment in table.segments else 0


def suppress_crosstab(
    table: Crosstab,
    thresholds: Thresholds,
    segments: Mapping[str, Reason] | None = None,
    also: Collection[Cell] = (),
) -> Suppression:
    """Return what is not to be published of one crosstab.

    segments: those suppressed as a whole, from suppressed_segments; None finds them in this table
    alone. also: cells that are suppressed elsewhere, as those who were not asked, who stand in the
    table of every option. A 0 in a row or column whose total is 0 is never suppressed: the total
    tells it, and there is nobody to protect.

    >>> counts = {"nord": {"ja": 2, "nei": 9}, "vest": {"ja": 8, "nei": 7}}
    >>> table = Crosstab(("ja", "nei"), ("nord", "vest"), counts)
    >>> sorted(suppress_crosstab(table, Thresholds(smallest_cell=3)).cells.items())[:2]
    [(('ja', 'nord'), 'primary_cell'), (('ja', 'vest'), 'secondary')]
    """
    if segments is None:
        segments = suppressed_segments([table], thresholds.smallest_base)
    whole = {one: reason for one, reason in segments.items() if one in table.segments}
    reasons: dict[Cell, Reason] = {}
    for answer in table.answers:
        if not table.answer_total(answer):
            continue
        for segment in table.segments:
            count = table.counts[segment].get(answer, 0)
            if segment in whole and table.total(segment):
                reasons[answer, segment] = whole[segment]
            elif 0 < count < thresholds.smallest_cell:
                reasons[answer, segment] = "primary_cell"
            elif (answer, segment) in also and table.total(segment):
                reasons[answer, segment] = "secondary"
    if not reasons:
        return Suppression({}, whole)
    return _protected(table, thresholds, whole, reasons)


def _protected(
    table: Crosstab,
    thresholds: Thresholds,
    whole: Mapping[str, Reason],
    reasons: Mapping[Cell, Reason],
) -> Suppression:
    network = _network(table, thresholds, whole)
    names = list(network)
    secret = [names.index(("cell", *cell)) for cell in reasons]
    kind = "segment" if table.base is None else "base"
    size = "segment_total" if table.base is None else "segment_base"
    told: dict[Hashable, int | None] = {(kind, one): names.index((size, one)) for one in whole}
    # A cell that is suppressed for another table's sake says nothing of how small this one is.
    elsewhere = [cell for cell, reason in reasons.items() if reason == "secondary"]
    told |= {("answer", answer): None for answer, segment in elsewhere if segment not in whole}
    values = HiddenValues(list(network.values()), secret, told)
    hidden = [names[number] for number in values.protect()]
    cells = [(name[1], name[2]) for name in hidden if name[0] == "cell"]

    def named(kind: str) -> frozenset[str]:
        return frozenset(name[1] for name in hidden if name[0] == kind)

    return Suppression(
        cells={cell: reasons.get(cell, "secondary") for cell in cells},
        segments=whole,
        answer_totals=named("answer_total"),
        segment_totals=named("segment_total"),
        segment_bases=named("segment_base"),
        grand_total=("grand_total",) in hidden,
    )


def _network(
    table: Crosstab, thresholds: Thresholds, whole: Collection[str]
) -> dict[tuple[str, ...], Edge]:
    """A crosstab as edges: source -> answers -> segments' bases -> segments -> end -> source.

    An answer outside the base leads to the segment itself. The base of a segment that is suppressed
    as a whole is no loss.
    """
    base = frozenset(table.answers) if table.base is None else table.base
    small = range(1, thresholds.smallest_cell)
    too_few = range(1, thresholds.smallest_base)
    everyone = sum(table.total(one) for one in table.segments)
    # Any number of cells are lost before one total, and every other total before the grand one.
    total_loss = everyone + len(table.answers) * len(table.segments) + 1
    edges: dict[tuple[str, ...], Edge] = {}
    for answer in table.answers:
        node, n = ("answer", answer), table.answer_total(answer)
        edges["answer_total", answer] = Edge(_SOURCE, node, n, total_loss + n)
        for segment in table.segments:
            kind = "base" if table.base is not None and answer in base else "segment"
            count = table.counts[segment].get(answer, 0)
            edges["cell", answer, segment] = Edge(node, (kind, segment), count, count + 1, small)
    for segment in table.segments:
        node, n, is_whole = ("segment", segment), table.total(segment), segment in whole
        rule = too_few if is_whole else NEVER_SMALL
        total_rule = rule if table.base is None else NEVER_SMALL
        total = Edge(node, _END, n, total_loss + n, total_rule, is_size=True)
        edges["segment_total", segment] = total
        if table.base is not None:
            n = table.base_n(segment)
            loss = 1 if is_whole else total_loss + n
            edges["segment_base", segment] = Edge(
                ("base", segment), node, n, loss, rule, is_size=True
            )
    every_total = total_loss * (len(edges) + 1) + 3 * everyone
    edges["grand_total",] = Edge(_END, _SOURCE, everyone, every_total)
    return edges


def suppress_sizes(sizes: Mapping[str, int], smallest_base: int) -> SizeSuppression:
    """Return which segments' sizes are not to be published, where their sum is known.

    >>> suppress_sizes({"nord": 3, "vest": 40, "sor": 12}, 5).segments
    {'nord': 'primary_base', 'sor': 'secondary'}
    """
    names = list(sizes)
    rule = range(1, smallest_base)
    small = [number for number, name in enumerate(names) if sizes[name] in rule]
    everyone = sum(sizes.values())
    edges = [Edge(_SOURCE, _END, sizes[name], sizes[name] + 1, rule) for name in names]
    edges.append(Edge(_END, _SOURCE, everyone, everyone + len(names) + 1))
    hidden = HiddenValues(edges, small).protect() if small else ()
    segments: dict[str, Reason] = {
        names[number]: "primary_base" if number in small else "secondary"
        for number in hidden
        if number < len(names)
    }
    return SizeSuppression(segments, total=len(names) in hidden)
