"""Samples: rows of respondents, and the sums that a program counting them would hand over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

import pytest

from ekrules.tables.counting import CodeSums
from ekrules.tables.design import WHOLE, Cell, Design
from ekrules.tables.domain_sums import MeanSums, ShareSums
from ekrules.tables.estimation import Estimate, NoEstimate


@dataclass(frozen=True)
class Respondent:
    """One row: where they stand, what they weigh, what they answered and whether they count."""

    y: float
    counts: bool = True
    stratum: str = WHOLE
    post: str = WHOLE
    weight: float = 1.0

    @property
    def cell(self) -> Cell:
        return self.stratum, self.post


def by_cell(rows: Iterable[Respondent]) -> dict[Cell, list[Respondent]]:
    """Return cell -> its respondents."""
    found: dict[Cell, list[Respondent]] = defaultdict(list)
    for row in rows:
        found[row.cell].append(row)
    return found


def code_sums(rows: Iterable[Respondent]) -> CodeSums:
    """Return how many, the sum of their weights, and of the squares."""
    weights = [row.weight for row in rows]
    return CodeSums(len(weights), fsum(weights), fsum(one * one for one in weights))


def design_of(
    rows: Iterable[Respondent],
    frame: Mapping[str, float | None],
    post_frame: Mapping[str, float] | None = None,
    *,
    weighted: bool = False,
) -> Design:
    """Return the design that the rows were drawn by."""
    everyone = {cell: code_sums(here) for cell, here in by_cell(rows).items()}
    return Design(everyone, frame, post_frame, weighted)


def shares_of(rows: Iterable[Respondent]) -> dict[Cell, ShareSums]:
    """Return the sums of a share: y is 1 for yes, 0 for no."""
    counting = by_cell(row for row in rows if row.counts)
    return {
        cell: ShareSums(code_sums(here), code_sums(row for row in here if row.y))
        for cell, here in counting.items()
    }


def means_of(rows: Iterable[Respondent]) -> dict[Cell, MeanSums]:
    """Return the sums of a mean."""
    counting = by_cell(row for row in rows if row.counts)
    return {cell: _mean_sums(here) for cell, here in counting.items()}


def _mean_sums(rows: list[Respondent]) -> MeanSums:
    return MeanSums(
        n=len(rows),
        w=fsum(row.weight for row in rows),
        wy=fsum(row.weight * row.y for row in rows),
        ww=fsum(row.weight**2 for row in rows),
        wwy=fsum(row.weight**2 * row.y for row in rows),
        wwyy=fsum(row.weight**2 * row.y**2 for row in rows),
    )


def known(estimate: Estimate | NoEstimate) -> Estimate:
    """Return an estimate that there must be."""
    assert isinstance(estimate, Estimate)
    return estimate


def near(expected: float) -> object:
    """As near as two orders of adding leave figures."""
    return pytest.approx(expected, rel=1e-9)
