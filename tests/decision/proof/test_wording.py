"""Cases in words that can be read aloud and written into a rule."""

from __future__ import annotations

from datetime import date
from math import inf, nextafter

import pytest

from ekrules.decision.conditions import Compare, InputReference, Operator, Value
from ekrules.decision.inputs import Input
from ekrules.decision.proof.proofs import Extent
from ekrules.decision.proof.wording import case_in_words, comparison_in_words, extent_as_written

SHARE = Input("attainment", "share")


@pytest.mark.parametrize(
    ("declared", "value", "words"),
    [
        (SHARE, 0.45, "attainment 45 %"),
        (SHARE, 0.125, "attainment 12.5 %"),
        (SHARE, 1 / 3, "attainment 33.3 %"),
        (SHARE, nextafter(0.6, inf), "attainment 60.00000000000001 %"),
        (SHARE, None, "attainment unknown"),
        (Input("years_left", "years"), 0, "0 years left"),
        (Input("years_left", "years"), 1, "1 year left"),
        (Input("years_left", "years"), 0.5, "0.5 years left"),
        (Input("age", "number"), 17.0, "age 17"),
        (Input("goals_assessed", "count"), 10, "goals_assessed 10"),
        (Input("coverage", "text", values=("full",)), "full", "coverage full"),
        (Input("word", "text"), "another text", 'word "another text"'),
        (Input("member", "boolean"), False, "member false"),
        (Input("opened", "date"), date(2011, 12, 31), "opened 2011-12-31"),
        (Input("measure:minid", "share"), 0.05, "measure minid 5 %"),
        (Input("finding:rare", "boolean"), True, "finding rare holds"),
    ],
)
def test_a_value_reads_as_a_person_would_say_it(
    declared: Input, value: Value | None, words: str
) -> None:
    assert case_in_words({declared.name: declared}, {declared.name: value}) == words


@pytest.mark.parametrize(
    ("extent", "written"),
    [
        (Extent(0.4, True, 0.9, False), "attainment: {at_least: 40 %, below: 90 %}"),
        (Extent(0.4, False, 0.9, True), "attainment: {more_than: 40 %, at_most: 90 %}"),
        (Extent(0.6, True, 0.6, True), "attainment: {at_least: 60 %, at_most: 60 %}"),
        (Extent(low=0.6, low_included=True), "attainment: {at_least: 60 %}"),
        (Extent(is_unknown=True), "attainment: {unknown: true}"),
        (Extent(), "attainment: {unknown: false}"),
    ],
)
def test_how_far_a_gap_reaches_is_written_as_in_a_row(extent: Extent, written: str) -> None:
    assert extent_as_written(SHARE, extent) == written


@pytest.mark.parametrize(
    ("operator", "bound", "words"),
    [
        ("at_least", 0.6, "at least 60 %"),
        ("is", 0.6, "60 %"),
        ("is_not", 0.6, "not 60 %"),
        ("is_one_of", (0.6, 0.7), "one of 60 %, 70 %"),
        ("below", InputReference("target"), "below target (50 %)"),
    ],
)
def test_a_comparison_reads_after_is(
    operator: Operator, bound: Value | tuple[Value, ...] | InputReference, words: str
) -> None:
    inputs = {"attainment": SHARE, "target": Input("target", "share")}
    leaf = Compare("attainment", operator, bound)
    assert comparison_in_words(inputs, leaf, {"target": 0.5}) == words
