"""Every table that agrees with what is published, found by trying them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from ekrules.tables.suppression import Crosstab, Suppression, Thresholds

Counts = dict[tuple[str, str], int]


def compatible_tables(
    table: Crosstab, hidden: Suppression, thresholds: Thresholds
) -> Iterator[Counts]:
    """Give each table of counts from 0 that agrees with every published count, total and base.

    A total that is hidden may be up to 2 more than all there are. Where neither a base nor another
    table says why counts are hidden, something in each group of them is small.
    """
    everyone = sum(table.total(one) for one in table.segments) + 2
    groups = _groups(hidden)

    def agrees(counts: Counts) -> bool:
        return (
            all(
                segment in hidden.segment_totals or _sum(counts, segment, table.answers) == n
                for segment in table.segments
                for n in [table.total(segment)]
            )
            and all(
                table.base is None
                or segment in hidden.segment_bases
                or _sum(counts, segment, table.base) == table.base_n(segment)
                for segment in table.segments
            )
            and (hidden.grand_total or sum(counts.values()) == everyone - 2)
        )

    rows = [list(_rows(table, hidden, answer, everyone)) for answer in table.answers]
    for chosen in product(*rows):
        counts = {cell: n for row in chosen for cell, n in row.items()}
        if agrees(counts) and all(
            _has_reason(group, counts, table, hidden, thresholds) for group in groups
        ):
            yield counts


def _rows(table: Crosstab, hidden: Suppression, answer: str, most: int) -> Iterator[Counts]:
    total = None if answer in hidden.answer_totals else table.answer_total(answer)
    limits = {
        one: most if one in hidden.segment_totals else table.total(one) for one in table.segments
    }
    for counts in _parts(table, hidden, answer, table.segments, total, limits):
        yield {(answer, one): n for one, n in zip(table.segments, counts, strict=True)}


def _parts(
    table: Crosstab,
    hidden: Suppression,
    answer: str,
    segments: Sequence[str],
    left: int | None,
    limits: Mapping[str, int],
) -> Iterator[tuple[int, ...]]:
    if not segments:
        if not left:
            yield ()
        return
    first, *rest = segments
    if hidden.hides(answer, first):
        most = limits[first] if left is None else min(left, limits[first])
        values = range(most + 1)
    else:
        count = table.counts[first].get(answer, 0)
        values = range(count, count + 1)
    for value in values:
        if left is None or value <= left:
            after = None if left is None else left - value
            for others in _parts(table, hidden, answer, rest, after, limits):
                yield value, *others


def _sum(counts: Counts, segment: str, answers: Sequence[str] | frozenset[str]) -> int:
    return sum(counts[answer, segment] for answer in answers)


def _groups(hidden: Suppression) -> list[set[tuple[str, str]]]:
    """Hidden cells that share rows, columns or hidden totals with one another."""
    groups: list[tuple[set[tuple[str, str]], set[str]]] = []
    for answer, segment in hidden.cells:
        links = {f"answer {answer}", f"segment {segment}"}
        links |= {"answer totals"} if answer in hidden.answer_totals else set()
        links |= {"segment totals"} if segment in hidden.segment_totals else set()
        cells = {(answer, segment)}
        apart = []
        for others, their_links in groups:
            if links & their_links:
                cells, links = cells | others, links | their_links
            else:
                apart.append((others, their_links))
        groups = [*apart, (cells, links)]
    if hidden.grand_total:
        return [{cell for cells, _ in groups for cell in cells}]
    return [cells for cells, _ in groups]


def _has_reason(
    group: set[tuple[str, str]],
    counts: Counts,
    table: Crosstab,
    hidden: Suppression,
    thresholds: Thresholds,
) -> bool:
    """Whether something in a group of hidden cells is small in these counts."""
    base = table.answers if table.base is None else table.base
    unseen = hidden.segment_totals if table.base is None else hidden.segment_bases
    whole = {segment for _, segment in group if segment in hidden.segments}
    if whole - unseen:
        return True
    if whole:
        sizes = [_sum(counts, one, base) for one in whole]
        return any(0 < n < thresholds.smallest_base for n in sizes)
    return any(0 < counts[cell] < thresholds.smallest_cell for cell in group)
