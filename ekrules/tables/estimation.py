"""Estimation: a share or a mean of a domain, and its standard error, out of sums by cell.

In: a Design, and for each of its cells the sums of one question's domain (those who count: asked,
with a known answer, in the segment). Out: Estimates, or a reason why there is none. It never sees
a respondent, so millions of them cost no more here than a hundred; whoever counts (Polars, Spark)
makes the sums.

The standard errors are those of Taylor linearisation, as R's survey package gives them with
svymean, svyby, subset and postStratify. With weight w, answer y and R = Σwy / Σw over the domain:

    z = w (y − R) / Σw                      for a respondent of the domain, 0 for any other
    z' = z − d Z_g / D_g                    with post-strata g: d design weight, Z_g = Σz, D_g = Σd
    variance = Σ_h (1 − n_h/N_h) n_h/(n_h − 1) [ Σ z'² − (Σ z')²/n_h ]

Sources: Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, 5.5–5.7 and 7.6;
Lumley (2010), Complex Surveys. See docs/explanation/uncertainty.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum, inf, sqrt
from typing import Literal

from ekrules.errors import Faults, Place
from ekrules.tables.design import Cell, Design, cell_name
from ekrules.tables.domain_sums import MeanSums, ShareSums

NoEstimateReason = Literal["base_is_zero", "weight_is_zero"]


@dataclass(frozen=True)
class Estimate:
    """A share (0..1) or a mean of a domain in the frame.

    standard_error: in the same unit. n: respondents of the domain. degrees_of_freedom: n less the
    strata they stand in. plain_size: how large an endless simple sample would say as much of a
    share that is the same in every stratum; inf where everyone in the frame answered.
    """

    value: float
    standard_error: float
    n: int
    degrees_of_freedom: int
    plain_size: float

    @property
    def is_census(self) -> bool:
        """Whether all in the frame who could be in the domain answered: nothing is uncertain."""
        return self.plain_size == inf


@dataclass(frozen=True)
class NoEstimate:
    """Why there is no estimate: nobody in the domain, or nobody there who weighs anything."""

    reason: NoEstimateReason


def estimate_share(design: Design, sums: Mapping[Cell, ShareSums]) -> Estimate | NoEstimate:
    """Return the share of the domain that said yes; cells without any of it may be left out.

    In an undivided sample without weights the value is the nearest float of the two counts.

    >>> from ekrules.tables.design import counted, stratified_design
    >>> design = stratified_design({"by": 10, "land": 20}, {"by": 20, "land": 200})
    >>> sums = {
    ...     ("by", ""): ShareSums(domain=counted(10), yes=counted(8)),
    ...     ("land", ""): ShareSums(domain=counted(20), yes=counted(8)),
    ... }
    >>> found = estimate_share(design, sums)
    >>> round(found.value, 4), round(found.standard_error, 4)  # (20 · 80 % + 200 · 40 %) / 220
    (0.4364, 0.0973)
    """
    return estimate_mean(design, {cell: one.as_mean for cell, one in sums.items()})


def estimate_mean(design: Design, sums: Mapping[Cell, MeanSums]) -> Estimate | NoEstimate:
    """Return the mean of the domain; cells without any of it may be left out.

    The spread is a difference of sums of squares: where the values lie far from zero beside their
    spread (years, say), count them from a nearer origin to keep its digits.
    """
    linearised = _Linearised(design, sums)
    if not linearised.n:
        return NoEstimate("base_is_zero")
    if not linearised.weight > 0:
        return NoEstimate("weight_is_zero")
    return Estimate(
        value=linearised.value,
        standard_error=sqrt(max(0.0, linearised.variance)),
        n=linearised.n,
        degrees_of_freedom=linearised.n - len(linearised.strata),
        plain_size=linearised.plain_size,
    )


def covariance(
    design: Design, first: Mapping[Cell, MeanSums], second: Mapping[Cell, MeanSums]
) -> float:
    """Return the covariance of two means (or shares) whose domains have no respondent in common.

    Zero where either has no estimate. In a simple sample it is zero; strata and post-strata that
    cut across both domains tie them together.
    """
    one, other = _Linearised(design, first), _Linearised(design, second)
    if not (one.weight > 0 and other.weight > 0):
        return 0.0
    return _summed_over_strata(design, one.products_with(other), one.totals, other.totals)


class _Linearised:
    """One mean, and its linearised values z' summed cell by cell."""

    def __init__(self, design: Design, sums: Mapping[Cell, MeanSums]) -> None:
        _check_cells(design, sums)
        self._design = design
        self._sums = {cell: one for cell, one in sums.items() if one.n}
        self.n = sum(one.n for one in self._sums.values())
        self.strata = {stratum for stratum, _ in self._sums}
        self.weight = fsum(self._final(cell) * one.w for cell, one in self._sums.items())

    def _final(self, cell: Cell) -> float:
        """What turns a weight in the sums into the one that is used."""
        return self._design.factors[cell[0]] * self._design.fits[cell[1]]

    @cached_property
    def value(self) -> float:
        total = fsum(self._final(cell) * one.wy for cell, one in self._sums.items())
        return total / self.weight

    def _scale(self, cell: Cell) -> float:
        """What turns w (y − R) in the sums into z."""
        return self._final(cell) / self.weight

    @cached_property
    def _residuals(self) -> dict[Cell, tuple[float, float, float]]:
        """Cell -> Σ w(y−R), Σ ww(y−R) and Σ ww(y−R)², over the domain."""
        mean = self.value
        return {
            cell: (
                one.wy - mean * one.w,
                one.wwy - mean * one.ww,
                one.wwyy - 2 * mean * one.wwy + mean * mean * one.ww,
            )
            for cell, one in self._sums.items()
        }

    @cached_property
    def _shift(self) -> dict[str, float]:
        """Post-stratum -> Z_g / D_g, what each respondent's z is moved by per design weight."""
        if self._design.post_frame is None:
            return {}
        parts: dict[str, list[float]] = defaultdict(list)
        for cell, (residual, _, _) in self._residuals.items():
            parts[cell[1]].append(self._scale(cell) * residual)
        weights = self._design.post_weight
        return {post: fsum(one) / weights[post] for post, one in parts.items() if weights[post]}

    def _moved(self, cell: Cell) -> float:
        """How far z is moved by each weight in the sums."""
        return self._design.factors[cell[0]] * self._shift.get(cell[1], 0.0)

    @cached_property
    def totals(self) -> dict[str, list[float]]:
        """Stratum -> Σ z' by cell."""
        found: dict[str, list[float]] = defaultdict(list)
        for cell, everyone in self._design.occupied.items():
            residual = self._residuals.get(cell, (0.0, 0.0, 0.0))[0]
            own = self._scale(cell) * residual
            found[cell[0]].append(own - self._moved(cell) * everyone.weight)
        return found

    @cached_property
    def _squares(self) -> dict[str, list[float]]:
        """Stratum -> Σ z'² by cell."""
        found: dict[str, list[float]] = defaultdict(list)
        for cell, everyone in self._design.occupied.items():
            moved = self._moved(cell)
            found[cell[0]].append(moved * moved * everyone.weight_squared)
            if cell in self._residuals:
                _, once, twice = self._residuals[cell]
                scale = self._scale(cell)
                found[cell[0]] += [scale * scale * twice, -2 * scale * moved * once]
        return found

    def products_with(self, other: _Linearised) -> dict[str, list[float]]:
        """Stratum -> Σ z'·z' of two domains without a respondent in common, by cell."""
        found: dict[str, list[float]] = defaultdict(list)
        for cell, everyone in self._design.occupied.items():
            here, there = self._moved(cell), other._moved(cell)
            found[cell[0]] += [
                here * there * everyone.weight_squared,
                -self._squared_sum(cell) * there,
                -other._squared_sum(cell) * here,
            ]
        return found

    def _squared_sum(self, cell: Cell) -> float:
        if cell not in self._residuals:
            return 0.0
        return self._scale(cell) * self._residuals[cell][1]

    @cached_property
    def variance(self) -> float:
        return _summed_over_strata(self._design, self._squares, self.totals, self.totals)

    @property
    def plain_size(self) -> float:
        """(Σw)² / Σ_h chance_h Σw²: in a simple sample n_d (n−1)/n · N/(N−n)."""
        spread = fsum(
            self._design.chance[cell[0]] * self._scale(cell) ** 2 * one.ww
            for cell, one in self._sums.items()
        )
        return 1 / spread if spread > 0 else inf


def _summed_over_strata(
    design: Design,
    products: Mapping[str, list[float]],
    first: Mapping[str, list[float]],
    second: Mapping[str, list[float]],
) -> float:
    """Σ_h chance_h [ Σ z'z' − Σz' Σz' / n_h ]; a lonely stratum is not centred on itself."""
    parts = []
    for stratum, n in design.sample.items():
        centre = fsum(first[stratum]) * fsum(second[stratum]) / n if n > 1 else 0.0
        parts.append(design.chance[stratum] * (fsum(products[stratum]) - centre))
    return fsum(parts)


def _check_cells(design: Design, sums: Mapping[Cell, MeanSums]) -> None:
    faults = Faults()
    for cell, one in sums.items():
        there = design.everyone[cell].n if cell in design.everyone else 0
        if one.n > there:
            found = f"{one.n} respondents in {cell_name(cell)}"
            faults.add(Place(design.source), found, f"expected at most the design's {there}")
    faults.stop_if_any()
