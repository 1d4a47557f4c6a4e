"""Missing shares: how many of those asked a question gave no known answer to it.

In: a Tally. Out: a Measure of the base "asked", weighted where the answers are.
"""

from __future__ import annotations

from ekrules.survey.answer_layout import DONT_KNOW, LEFT_OUT, NO_ANSWER
from ekrules.tables.domain_sums import ShareSums
from ekrules.tables.estimation import NoEstimate, estimate_share
from ekrules.tables.measure import Measure, exact_share, unknown_measure
from ekrules.tables.merging import added
from ekrules.tables.tally import Tally

KINDS = (DONT_KNOW, NO_ANSWER, LEFT_OUT)


def missing_share(measure_id: str, tally: Tally) -> Measure:
    """Return the share of those asked who do not know, gave no answer or none that can be read.

    >>> counts = {"ja": 46, "nei": 101}
    >>> missing_share("m", Tally("q", None, 249, counts, 11, 3, 88)).numerator
    14
    """
    asked = tally.base_n("asked")
    if not asked:
        return unknown_measure(measure_id, "base_is_zero")
    numerator = asked - tally.base_n("known")
    value = exact_share(numerator, asked)
    if tally.weighed is not None:
        sums = {
            cell: ShareSums(
                added([one.known, *(one.missing[kind] for kind in KINDS)]),
                added(one.missing[kind] for kind in KINDS),
            )
            for cell, one in tally.weighed.cells.items()
        }
        estimate = estimate_share(tally.weighed.design, sums)
        if isinstance(estimate, NoEstimate):
            return unknown_measure(measure_id, estimate.reason)
        value = estimate.value
    return Measure(
        id=measure_id,
        value=value,
        numerator=numerator,
        denominator=asked,
        base="asked",
        question=tally.question,
        item=tally.item,
        weighted=tally.weighed is not None,
    )
