from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.tables.combination import highest_of, joint_of, lowest_of, mean_of
from ekrules.tables.estimation import NoEstimate
from ekrules.tables.measure import Measure, counted_share, survey_share, unknown_measure
from ekrules.tables.tally import Tally, tally
from ekrules.tables.uncertainty import nonresponse_bounds, wilson_interval
from tests.surveys import BRUK, NETT, small_survey

Combine = Callable[[str, Sequence[Measure]], Measure]
UNKNOWN = unknown_measure("u", "base_is_zero")


def share(name: str, yes: int, of: int, respondents: int = 400, frame: int = 500) -> Measure:
    counted = Tally(name, None, respondents, {"ja": yes}, 0, 0, respondents - of)
    return survey_share(name, counted, ["ja"], "asked", frame, f"source of {name}")


@st.composite
def shares(draw: st.DrawFn) -> Measure:
    of = draw(st.integers(1, 400))
    return share(draw(st.sampled_from("abcd")), draw(st.integers(0, of)), of)


part_lists = st.lists(shares(), min_size=2, max_size=5)


@given(part_lists)
def test_the_lowest_is_no_higher_than_any_part_and_the_highest_no_lower(
    parts: list[Measure],
) -> None:
    values = [part.value for part in parts]
    assert lowest_of("m", parts).value in values
    for value in values:
        assert (lowest_of("m", parts).value or 0) <= (value or 0)
        assert (highest_of("m", parts).value or 0) >= (value or 0)


@given(part_lists)
def test_the_order_of_the_parts_does_not_move_the_share(
    parts: list[Measure],
) -> None:
    for combined in (lowest_of, highest_of, mean_of):
        one, other = combined("m", parts), combined("m", parts[::-1])
        assert one.value == other.value
        assert (one.low, one.high) == pytest.approx((other.low, other.high))


@given(part_lists)
def test_a_combination_lies_inside_its_interval_and_its_bounds(parts: list[Measure]) -> None:
    for combined in (lowest_of, highest_of, mean_of):
        measure = combined("m", parts)
        ends = (measure.low, measure.high, measure.lowest, measure.highest, measure.value)
        low, high, lowest, highest, value = (end if end is not None else -1.0 for end in ends)
        assert 0 <= low <= value + 1e-12
        assert value <= high + 1e-12 <= 1 + 1e-11
        assert 0 <= lowest <= value + 1e-12
        assert value <= highest + 1e-12 <= 1 + 1e-11


def test_the_lowest_keeps_the_counts_of_the_part_it_is() -> None:
    measure = lowest_of("m", [share("a", 30, 100), share("b", 20, 200)])
    assert (measure.id, measure.numerator, measure.denominator) == ("m", 20, 200)
    assert (measure.parts, measure.combined, measure.question) == (("a", "b"), True, "b")


def test_another_part_may_turn_out_the_lowest() -> None:
    sure, unsure = share("sure", 200, 400), share("unsure", 3, 5)
    measure = lowest_of("m", [sure, unsure])
    assert measure.value == 0.5
    assert (measure.low, measure.high) == (unsure.low, sure.high)
    assert (measure.lowest, measure.highest) == (unsure.lowest, sure.highest)


def test_another_part_may_turn_out_the_highest() -> None:
    sure, unsure = share("sure", 200, 400), share("unsure", 2, 5)
    measure = highest_of("m", [sure, unsure])
    assert measure.value == 0.5
    assert (measure.low, measure.high) == (sure.low, unsure.high)
    assert (measure.lowest, measure.highest) == (sure.lowest, unsure.highest)


def test_a_part_that_was_counted_elsewhere_is_a_point_among_ranges() -> None:
    counted, wide = counted_share("counted", 1, 4, "s"), share("wide", 200, 400)
    measure = lowest_of("m", [counted, wide])
    assert (measure.value, measure.low, measure.high) == (0.25, 0.25, 0.25)
    measure = highest_of("m", [counted, wide])
    assert (measure.value, measure.low, measure.high) == (0.5, wide.low, wide.high)
    assert mean_of("m", [counted, wide]).low == (0.25 + (wide.low or 0)) / 2


@pytest.mark.parametrize("combined", [lowest_of, highest_of, mean_of])
def test_parts_that_were_all_counted_elsewhere_give_no_range(combined: Combine) -> None:
    parts = [counted_share("a", 1, 4, "s"), counted_share("b", 1, 2, "s")]
    measure = combined("m", parts)
    assert measure.value in (0.25, 0.5, 0.375)
    assert (measure.low, measure.high, measure.lowest, measure.highest) == (None,) * 4


def test_a_mean_of_shares_without_counts_is_the_mean_of_their_values() -> None:
    bare = Measure(id="bare", value=0.25)
    assert mean_of("m", [bare, replace(bare, value=0.75)]).value == 0.5


@given(part_lists)
def test_the_mean_is_exact_until_it_is_rounded_once(parts: list[Measure]) -> None:
    exact = sum(Fraction(p.numerator or 0, p.denominator or 1) for p in parts) / len(parts)
    assert mean_of("m", parts).value == float(exact)


def test_the_mean_of_one_base_has_counts_that_give_its_share() -> None:
    measure = mean_of("m", [share("a", 30, 100), share("b", 20, 100), share("c", 25, 100)])
    assert (measure.numerator, measure.denominator, measure.value) == (75, 300, 0.25)
    assert (measure.base, measure.parts, measure.combined) == ("asked", ("a", "b", "c"), True)
    assert measure.source == "source of a, source of b, source of c"


def test_the_mean_of_two_bases_has_no_counts_of_its_own() -> None:
    measure = mean_of("m", [share("a", 30, 100), share("b", 20, 200)])
    assert (measure.numerator, measure.denominator, measure.value) == (None, None, 0.2)


def test_the_mean_of_parts_on_unlike_bases_names_none() -> None:
    counted = counted_share("b", 20, 100, "source of a")
    measure = mean_of("m", [share("a", 30, 100), counted])
    assert measure.base is None
    assert measure.source == "source of a"


def test_the_mean_interval_is_the_mean_of_the_intervals() -> None:
    one, other = share("a", 30, 100), share("b", 20, 100)
    measure = mean_of("m", [one, other])
    assert measure.low == pytest.approx(((one.low or 0) + (other.low or 0)) / 2)
    assert measure.highest == pytest.approx(((one.highest or 0) + (other.highest or 0)) / 2)


@pytest.mark.parametrize("combined", [lowest_of, highest_of, mean_of])
def test_one_unknown_part_leaves_the_combination_unknown(combined: Combine) -> None:
    measure = combined("m", [share("a", 30, 100), UNKNOWN])
    assert (measure.value, measure.reason) == (None, "part_is_unknown")
    assert measure.parts == ("a", "u")


def test_115_of_249_have_both_where_172_of_249_have_one_and_115_of_172_of_those_the_other() -> None:
    one, other = share("a", 172, 249, 249, 430), share("b", 115, 172, 249, 430)
    measure = joint_of("m", [one, other], 249, 430)
    assert (measure.numerator, measure.denominator, measure.value) == (115, 249, 115 / 249)
    assert (measure.base, measure.parts) == ("asked", ("a", "b"))
    assert (measure.low, measure.high) == wilson_interval(115, 249, 249, 430)
    assert measure.source == "source of a, source of b"
    assert not measure.combined


@given(st.lists(st.integers(0, 400), min_size=3, max_size=5))
def test_a_joint_share_is_the_product_of_the_shares_along_the_routing(chain: list[int]) -> None:
    chain = sorted(chain, reverse=True)
    if chain[-2] == 0:
        return
    parts = [share("abcd"[n], chain[n + 1], chain[n]) for n in range(len(chain) - 1)]
    measure = joint_of("m", parts, 400, 500)
    product = Fraction(1)
    for part in parts:
        product *= Fraction(part.numerator or 0, part.denominator or 1)
    assert Fraction(measure.numerator or 0, measure.denominator or 1) == product
    assert measure.value == float(product)


def test_a_joint_share_carries_what_is_missing_along_the_whole_way() -> None:
    survey = small_survey()
    parts = [
        survey_share("nett", tally(survey, NETT), ["ja"], "asked", 200, "s"),
        survey_share("bruk", tally(survey, BRUK), ["ja"], "asked", 200, "s"),
    ]
    measure = joint_of("m", parts, 100, 200)
    assert measure.missing == 10 + 15
    assert (measure.lowest, measure.highest) == nonresponse_bounds(20, 100, 25, 100)
    assert measure.source == "s"


def test_when_nobody_met_the_first_part_nobody_met_both() -> None:
    first = share("a", 0, 100)
    nobody = replace(unknown_measure("b", "base_is_zero"), numerator=0, denominator=0)
    assert joint_of("m", [first, nobody], 400, 500).value == 0


@pytest.mark.parametrize(
    "parts",
    [
        [UNKNOWN, share("a", 1, 2)],
        [share("a", 1, 2), UNKNOWN],
        [Measure(id="bare", value=0.5), share("a", 1, 2)],
    ],
)
def test_a_joint_share_with_an_unknown_part_is_unknown(parts: list[Measure]) -> None:
    measure = joint_of("m", parts, 400, 500)
    assert (measure.value, measure.reason) == (None, "part_is_unknown")
    assert measure.parts == tuple(part.id for part in parts)


def test_a_joint_share_that_cannot_be_weighed_is_unknown_with_the_reason() -> None:
    parts = [share("a", 172, 249), share("b", 115, 172)]
    joint = joint_of("m", parts, 249, 430, NoEstimate("weight_is_zero"))
    assert (joint.value, joint.reason, joint.parts) == (None, "weight_is_zero", ("a", "b"))


def test_a_combination_of_weighted_shares_is_weighted() -> None:
    plain, weighted = share("a", 30, 60), replace(share("b", 40, 60), weighted=True, value=0.5)
    mean = mean_of("m", [plain, weighted])
    assert (mean.value, mean.weighted, mean.exact) == (0.5, True, Fraction(1, 2))
    assert lowest_of("m", [plain, replace(weighted, value=0.4)]).weighted
    assert not lowest_of("m", [plain, replace(weighted, value=0.6)]).weighted
