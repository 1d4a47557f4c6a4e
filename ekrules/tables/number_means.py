"""Number means: the mean of the numbers given to a question, weighted where the answers are.

In: the tallies of one group of respondents. Out: an Estimate, or why there is none.
"""

from __future__ import annotations

from ekrules.tables.design import WHOLE, simple_design
from ekrules.tables.domain_sums import mean_sums
from ekrules.tables.estimation import Estimate, NoEstimate, estimate_mean
from ekrules.tables.tallies import Tallies


def estimate_number(tallies: Tallies, question: str) -> Estimate | NoEstimate:
    """Return the mean of a question of the kind number, in the question's own unit."""
    sums = tallies.numbers.get(question)
    if sums is None or not sums.n:
        return NoEstimate("base_is_zero")
    if tallies.design is None:
        design = simple_design(*tallies.sample)
        return estimate_mean(design, {(WHOLE, WHOLE): mean_sums(sums)})
    cells = tallies.number_cells[question]
    return estimate_mean(tallies.design, {cell: mean_sums(one) for cell, one in cells.items()})
