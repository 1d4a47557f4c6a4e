"""How often an interval holds the truth: worked out over every sample that could be drawn, and told
in docs/explanation/uncertainty.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from math import comb, fsum, prod

import pytest

from ekrules.tables.design import WHOLE, counted, stratified_design
from ekrules.tables.domain_sums import ShareSums
from ekrules.tables.estimation import estimate_share
from ekrules.tables.intervals import IntervalMethod, share_interval
from tests.docs.pages import TABLES
from tests.tables.samples import known

ROWS = [row for table in TABLES if table.mark.kind == "coverage" for row in table.rows]
# A sample as rare as this is passed over; all of them together weigh less than the digits told.
_RARE = 1e-10


def chances(frame: int, yes: int, sample: int) -> dict[int, float]:
    """Return how many of a stratum's sample may say yes -> how likely it is."""
    every = comb(frame, sample)
    return {
        said: comb(yes, said) * comb(frame - yes, sample - said) / every
        for said in range(max(0, sample - frame + yes), min(sample, yes) + 1)
    }


def covered(
    sample: tuple[int, ...], frame: tuple[int, ...], yes: tuple[int, ...], method: IntervalMethod
) -> float:
    """Return the chance that the interval holds the share of the frame."""
    strata = [str(number) for number in range(len(sample))]
    design = stratified_design(
        dict(zip(strata, sample, strict=True)), dict(zip(strata, frame, strict=True))
    )
    truth = sum(yes) / sum(frame)

    def holding() -> Iterator[float]:
        for drawn in product(
            *(chances(*one).items() for one in zip(frame, yes, sample, strict=True))
        ):
            chance = prod(one for _, one in drawn)
            if chance < _RARE:
                continue
            sums = {
                (stratum, WHOLE): ShareSums(counted(n), counted(said))
                for stratum, n, (said, _) in zip(strata, sample, drawn, strict=True)
            }
            low, high = share_interval(known(estimate_share(design, sums)), method=method)
            if low - 1e-12 <= truth <= high + 1e-12:
                yield chance

    return fsum(holding())


def numbers(cell: str) -> tuple[int, ...]:
    return tuple(int(one) for one in re.findall(r"\d+", cell))


def test_the_page_tells_of_coverage() -> None:
    assert len(ROWS) >= 5


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1]}")
def test_the_page_tells_how_often_intervals_hold_the_truth(row: tuple[str, ...]) -> None:
    drawn = numbers(row[0])
    asked = drawn[0::2], drawn[1::2], numbers(row[1])
    told = [f"{covered(*asked, method):.1%}".replace("%", " %") for method in ("wilson", "wald")]
    assert told == list(row[2:])
