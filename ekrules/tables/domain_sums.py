"""Domain sums: what an estimate needs to know of the respondents who count, cell by cell.

In: counts by answer code, and counted numbers (counting.py). Out: ShareSums and MeanSums of one
cell of a design. Never weights: the sums hold design weights where there are any, and the design
does the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import fsum

from ekrules.tables.counting import CodeSums, NumberSums


@dataclass(frozen=True)
class MeanSums:
    """Respondents of the domain in one cell: how many, and what a mean and its spread are made of.

    Sums over them of design weight w (1 where there are none) and value y: w, wy, ww = w·w,
    wwy = w·w·y, wwyy = w·w·y·y.
    """

    n: int
    w: float
    wy: float
    ww: float
    wwy: float
    wwyy: float


@dataclass(frozen=True)
class ShareSums:
    """Respondents of the domain in one cell, and those of them who said yes."""

    domain: CodeSums
    yes: CodeSums

    @property
    def as_mean(self) -> MeanSums:
        """The same as sums of y = 1 for yes and 0 for no: a share is a mean."""
        squared = self.yes.weight_squared
        return MeanSums(
            n=self.domain.n,
            w=self.domain.weight,
            wy=self.yes.weight,
            ww=self.domain.weight_squared,
            wwy=squared,
            wwyy=squared,
        )


def share_sums(
    codes: Mapping[str, CodeSums], yes: Collection[str], domain: Collection[str]
) -> ShareSums:
    """Return the sums of one cell out of its counts by answer code.

    yes: the codes that count in the numerator; domain: all that count in the denominator, those
    of yes among them (else ValueError).

    >>> one = CodeSums(1, 1.0, 1.0)
    >>> share_sums({"ja": one, "nei": one, "dont_know": one}, ["ja"], ["ja", "nei"]).domain.n
    2
    """
    outside = set(yes) - set(domain)
    if outside:
        raise ValueError(f"{sorted(outside)} count as yes and not in the domain")
    return ShareSums(
        domain=_added([codes[code] for code in domain if code in codes]),
        yes=_added([codes[code] for code in yes if code in codes]),
    )


def mean_sums(sums: NumberSums) -> MeanSums:
    """Return the sums of one cell out of its counted numbers."""
    return MeanSums(sums.n, sums.w, sums.wy, sums.ww, sums.wwy, sums.wwyy)


def _added(sums: list[CodeSums]) -> CodeSums:
    return CodeSums(
        n=sum(one.n for one in sums),
        weight=fsum(one.weight for one in sums),
        weight_squared=fsum(one.weight_squared for one in sums),
    )
