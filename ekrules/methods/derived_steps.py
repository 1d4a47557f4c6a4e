"""Derived steps: each derived input of each case with the numbers it was made of, one at a time.

In: what a method came to, its Indicators, until when. Out: an iterator; nothing is held but the
observations, so that however many there are can be written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ekrules.facts.derived.calculation import Derived
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.period_cells import Period
from ekrules.methods.columns import BETTER, ENTITY, MEMBER
from ekrules.methods.derived_columns import derived_of, moment, observations
from ekrules.methods.running import MethodResult


class DerivedStep(NamedTuple):
    """One derived input of one case: the method's name for it, and what it came to."""

    entity: str
    member: str
    name: str
    input: str
    answer: Derived


def derived_steps(
    result: MethodResult, indicators: Indicators, until: Period | None
) -> Iterator[DerivedStep]:
    """Give each derived input of each case that the indicator is for."""
    method, names = result.method, list(result.method.file.derived)
    if not names:
        return
    observed, now = observations(indicators), moment(indicators, until)
    for row in result.levels[0].frame.iter_rows(named=True):
        if row["applies"]:
            case = {**row, BETTER: indicators.catalogue[row[MEMBER]].better}
            for name, answer in derived_of(method, indicators, observed, case, names, now):
                asked = method.file.derived[name].input
                yield DerivedStep(row[ENTITY], row[MEMBER], name, asked, answer)
