"""What an input needs, and the options it heeds, are what changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from ekrules.facts.derived.derived_input import Need
from ekrules.facts.derived.options import Options
from ekrules.facts.derived.reasons import DerivedReason
from ekrules.facts.derived.registry import DERIVED_INPUTS
from ekrules.facts.derived.score_pieces import ScorePiece
from ekrules.facts.derived.series import BaseRule, Series, Target
from tests.facts.derived.made_series import NOW, ORDINARY, ask, yearly

LACKING: Mapping[Need, tuple[Series, DerivedReason]] = {
    "base": (replace(ORDINARY, base=BaseRule("fixed", 2014)), "no_base"),
    "target": (replace(ORDINARY, target=None), "no_target"),
    "deadline": (replace(ORDINARY, target=Target(80)), "no_deadline"),
    "milestones": (replace(ORDINARY, milestones=()), "no_milestones"),
    "limit": (replace(ORDINARY, limit=None), "no_limit"),
    "band": (replace(ORDINARY, band=None), "no_band"),
}
# It is worked out with a target or without; with one, there must be a deadline.
SCORE = "progress_score"


@pytest.mark.parametrize("need", LACKING)
@pytest.mark.parametrize("name", DERIVED_INPUTS)
def test_an_input_is_unknown_exactly_where_what_it_needs_is_lacking(name: str, need: Need) -> None:
    series, reason = LACKING[need]
    answer = ask(name, series)
    if need in DERIVED_INPUTS[name].needs or (name, need) == (SCORE, "deadline"):
        assert answer.reason == reason
    else:
        assert answer.reason is None


CHANGED: Mapping[str, Options] = {
    "zero_taken_as": Options(zero_taken_as=1),
    "pace_after_deadline": Options(pace_after_deadline=True),
    "weights": Options(weights="by_order"),
    "half_life": Options(weights="halving", half_life=2),
    "limit_exponent": Options(limit_exponent=2),
    "score_with_target": Options(score_with_target=(ScorePiece(None, Fraction(1), Fraction(0)),)),
    "score_without_target": Options(
        score_without_target=(ScorePiece(None, Fraction(1), Fraction(0)),)
    ),
}
UNEVEN = replace(ORDINARY, observations=yearly([50, 51, 56, 55, 58, 60]))
SERIES = (
    UNEVEN,
    replace(UNEVEN, target=None),
    replace(UNEVEN, observations=yearly([0, 50, 60])),
    replace(UNEVEN, better="down", target=Target(0, 2030), observations=yearly([60, 50])),
    replace(UNEVEN, target=Target(80, 2019)),
    # So little growth that the score is not at its end.
    replace(UNEVEN, observations=yearly([50, 50.5]), target=None),
)


@pytest.mark.parametrize("option", CHANGED)
@pytest.mark.parametrize("name", DERIVED_INPUTS)
def test_an_input_heeds_the_options_it_lists_and_no_others(name: str, option: str) -> None:
    changed = [
        (one.value, one.reason) != (other.value, other.reason)
        for series in SERIES
        for one, other in [(ask(name, series), ask(name, series, NOW, CHANGED[option]))]
    ]
    assert any(changed) == (option in DERIVED_INPUTS[name].heeds)


def test_every_input_but_the_time_to_the_deadline_refuses_an_observation_that_is_too_old() -> None:
    old = Options(at_most_years_old=Fraction(1, 2))
    known = [name for name in DERIVED_INPUTS if ask(name, ORDINARY, NOW, old).value is not None]
    assert known == ["years_to_deadline"]
    assert ask("cagr", ORDINARY, NOW, Options(at_most_years_old=1)).value is not None
