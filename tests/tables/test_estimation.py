from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from math import inf, sqrt

import narwhals as nw
import polars as pl
import pytest

from ekrules.errors import InputError
from ekrules.survey.answer_layout import WEIGHT, AnswerColumn
from ekrules.tables.counting import CodeSums, count_groups
from ekrules.tables.design import WHOLE, Design, counted, simple_design, stratified_design
from ekrules.tables.domain_sums import ShareSums, mean_sums, share_sums
from ekrules.tables.estimation import (
    Estimate,
    NoEstimate,
    covariance,
    estimate_mean,
    estimate_share,
)
from ekrules.tables.intervals import share_interval
from tests.tables.samples import Respondent, design_of, known, means_of, near, shares_of


def test_a_stratified_share_is_worked_out_by_hand() -> None:
    # Cochran (1977), 5.10: p = Σ W_h p_h; v = Σ W_h² (1 − f_h) p_h q_h / (n_h − 1).
    design = stratified_design({"by": 10, "land": 20}, {"by": 20, "land": 200})
    sums = {
        ("by", WHOLE): ShareSums(counted(10), counted(8)),
        ("land", WHOLE): ShareSums(counted(20), counted(8)),
    }
    by = (20 / 220) ** 2 * (1 - 10 / 20) * 0.8 * 0.2 / 9
    land = (200 / 220) ** 2 * (1 - 20 / 200) * 0.4 * 0.6 / 19
    found = known(estimate_share(design, sums))
    assert found.value == near((20 * 0.8 + 200 * 0.4) / 220)
    assert found.standard_error == near(sqrt(by + land))
    assert found.degrees_of_freedom == 28


def test_figures_of_r_stand_where_r_is_not() -> None:
    # svydesign(id=~1, strata=~s, weights=~w, fpc=~there), postStratify(~p, x 30, y 22), then
    # svymean(~y, subset(, c)) and svyciprop(method="xlogit", df=Inf), R survey 4.1.1.
    written = (
        "ax1.5 1 1, ax2.5 0 1, ay1.0 1 1, ay3.0 1 0, ax2.0 0 1, by4.0 1 1, by1.5 0 1, bx2.0 1 0, "
        "bx1.0 0 1, by2.5 1 1"
    )
    rows = [
        Respondent(float(y), c == "1", one[0], one[1], float(one[2:]))
        for one, y, c in (part.split() for part in written.split(", "))
    ]
    design = design_of(rows, {"a": 11, "b": 40}, {"x": 30, "y": 22}, weighted=True)
    found = known(estimate_share(design, shares_of(rows)))
    assert found.value == near(0.47071129707112963)
    assert found.standard_error == near(0.13403042874786020)
    ends = share_interval(found, method="logit")
    assert ends == (near(0.23655031188303122), near(0.71851514371715008))


def test_a_stratum_of_one_is_held_against_the_whole_sample() -> None:
    # "adjust": the lonely stratum adds (1 − 1/N) z², not centred on itself.
    design = stratified_design({"lone": 1, "rest": 4}, {"lone": 5, "rest": 20})
    sums = {
        ("lone", WHOLE): ShareSums(counted(1), counted(1)),
        ("rest", WHOLE): ShareSums(counted(4), counted(2)),
    }
    share = (5 + 10) / 25
    lone = (1 - 1 / 5) * (5 * (1 - share) / 25) ** 2
    rest = (1 - 4 / 20) * 4 / 3 * (5 / 25) ** 2 * 4 * 0.25
    found = known(estimate_share(design, sums))
    assert found.standard_error == near(sqrt(lone + rest))


def test_a_stratum_whose_only_member_answered_adds_no_chance() -> None:
    frame = {"lone": 1, "rest": 20}
    sums = {("rest", WHOLE): ShareSums(counted(4), counted(2))}
    alone = known(estimate_share(stratified_design({"rest": 4}, {"rest": 20}), sums))
    sums[("lone", WHOLE)] = ShareSums(counted(1), counted(1))
    found = known(estimate_share(stratified_design({"lone": 1, "rest": 4}, frame), sums))
    assert found.standard_error == near(alone.standard_error * 20 / 21)


def test_nobody_in_the_domain_gives_a_reason_and_not_a_share() -> None:
    design = simple_design(10, 20)
    assert estimate_share(design, {}) == NoEstimate("base_is_zero")
    nobody = {(WHOLE, WHOLE): ShareSums(counted(0), counted(0))}
    assert estimate_share(design, nobody) == NoEstimate("base_is_zero")


def test_a_domain_that_weighs_nothing_gives_a_reason() -> None:
    everyone = {(WHOLE, WHOLE): CodeSums(3, 4.0, 8.0)}
    design = Design(everyone, {WHOLE: None}, weighted=True)
    weightless = {(WHOLE, WHOLE): ShareSums(CodeSums(1, 0.0, 0.0), CodeSums(1, 0.0, 0.0))}
    assert estimate_share(design, weightless) == NoEstimate("weight_is_zero")


def test_weightless_respondents_of_a_group_outside_the_frame_change_nothing() -> None:
    everyone = {(WHOLE, "a"): CodeSums(2, 0.0, 0.0), (WHOLE, "b"): CodeSums(4, 4.0, 4.0)}
    design = Design(everyone, {WHOLE: None}, {"b": 8}, weighted=True)
    sums = {
        (WHOLE, "a"): ShareSums(CodeSums(2, 0.0, 0.0), CodeSums(1, 0.0, 0.0)),
        (WHOLE, "b"): ShareSums(CodeSums(4, 4.0, 4.0), CodeSums(1, 1.0, 1.0)),
    }
    assert known(estimate_share(design, sums)).value == 0.25


def test_sums_that_do_not_fit_the_design_are_refused_all_at_once() -> None:
    sums = {
        ("a", WHOLE): ShareSums(counted(4), counted(1)),
        ("b", WHOLE): ShareSums(counted(1), counted(1)),
    }
    with pytest.raises(InputError) as error:
        estimate_share(stratified_design({"a": 3}, {"a": 9}), sums)
    assert len(error.value.faults) == 2


def test_codes_outside_the_domain_cannot_count_as_yes() -> None:
    with pytest.raises(ValueError, match="count as yes and not in the domain"):
        share_sums({}, yes=["ja"], domain=["nei"])


def test_parts_of_a_simple_sample_are_not_tied() -> None:
    rows = [Respondent(float(one % 3), counts=one % 2 == 0) for one in range(20)]
    others = [replace(row, counts=not row.counts) for row in rows]
    design = design_of(rows, {WHOLE: 50})
    assert covariance(design, means_of(rows), means_of(others)) == pytest.approx(0, abs=1e-18)
    assert covariance(design, means_of(rows), {}) == 0


def test_sums_counted_by_polars_give_what_rows_give() -> None:
    draw = random.Random(2010)
    rows = [
        Respondent(
            y=float(draw.random() < 0.3 + 0.2 * (stratum == "b")),
            counts=draw.random() < 0.8,
            stratum=stratum,
            post=draw.choice("xy"),
            weight=draw.choice([1.0, 2.5]),
        )
        for stratum in draw.choices("ab", k=400)
    ]
    frame = pl.DataFrame(
        {
            "epj": [("ja" if row.y else "nei") if row.counts else "dont_know" for row in rows],
            "alder": [20 + row.y if row.counts else None for row in rows],
            "@type": [row.stratum for row in rows],
            "@region": [row.post for row in rows],
            WEIGHT: [row.weight for row in rows],
        }
    )
    columns = (
        AnswerColumn("epj", "epj", None, "code", ("ja", "nei")),
        AnswerColumn("alder", "alder", None, "number", ()),
    )
    groups = count_groups(nw.from_native(frame), columns, ["@type", "@region"])
    shares, means = {}, {}
    for group, counts in groups.items():
        cell = str(group[0]), str(group[1])
        shares[cell] = share_sums(counts.codes["epj"], ["ja"], ["ja", "nei"])
        means[cell] = mean_sums(counts.numbers["alder"])
    design = design_of(rows, {"a": 900, "b": 1000}, {"x": 800, "y": 1100}, weighted=True)
    expected = known(estimate_share(design, shares_of(rows)))
    assert estimate_share(design, shares) == expected
    aged = known(estimate_mean(design, means))
    assert aged.value == near(20 + expected.value)
    assert aged.standard_error == near(expected.standard_error)


def test_a_million_respondents_cost_what_a_hundred_do() -> None:
    # Sums are all there is, so a frame of a hundred million is counted like any other.
    design = simple_design(10**6, 10**8)
    sums = {(WHOLE, WHOLE): ShareSums(counted(10**6), counted(250_000))}
    found = known(estimate_share(design, sums))
    assert found == Estimate(0.25, found.standard_error, 10**6, 10**6 - 1, found.plain_size)
    assert found.standard_error == near(sqrt(0.25 * 0.75 / (10**6 - 1) * 0.99))
    assert found.plain_size < inf


def test_a_stratum_that_is_empty_in_the_frame_and_in_the_sample_changes_nothing() -> None:
    sums = {("b", WHOLE): ShareSums(counted(4), counted(1))}
    alone = known(estimate_share(stratified_design({"b": 4}, {"b": 8}), sums))
    beside = stratified_design({"a": 0, "b": 4}, {"a": 0, "b": 8})
    assert estimate_share(beside, sums) == alone


def test_two_parts_of_a_sample_are_tied_as_the_answers_of_each_respondent_say() -> None:
    # The first part has nobody in "y" of "a", the second nobody in "x" of "b".
    rows = [
        Respondent(float(y), stratum=stratum, post=post)
        for y, stratum, post in zip([1, 0, 1, 1, 0, 0, 0, 1], "aaabbbab", "xxyxyyxy", strict=True)
    ]
    first = [replace(row, counts=number in (0, 1, 3, 4)) for number, row in enumerate(rows)]
    second = [replace(row, counts=number in (2, 5, 6, 7)) for number, row in enumerate(rows)]
    strata, posts = {"a": 20, "b": 12}, {"x": 18.0, "y": 14.0}
    design = design_of(rows, strata, posts)
    one, other = _linearised(first, strata, posts), _linearised(second, strata, posts)
    expected = 0.0
    for stratum, there in strata.items():
        here = [place for place, row in enumerate(rows) if row.stratum == stratum]
        product = sum(one[place] * other[place] for place in here)
        product -= sum(one[place] for place in here) * sum(other[place] for place in here) / 4
        expected += (1 - 4 / there) * 4 / 3 * product
    assert covariance(design, means_of(first), means_of(second)) == near(expected)
    assert expected != 0


def _linearised(
    rows: list[Respondent], strata: Mapping[str, float], posts: Mapping[str, float]
) -> list[float]:
    """Each respondent's z', worked out one by one; four stand in each stratum."""
    drawn = [strata[row.stratum] / 4 for row in rows]
    of_post = {
        post: sum(d for d, row in zip(drawn, rows, strict=True) if row.post == post)
        for post in posts
    }
    weights = [d * posts[row.post] / of_post[row.post] for d, row in zip(drawn, rows, strict=True)]
    held = [w if row.counts else 0.0 for w, row in zip(weights, rows, strict=True)]
    mean = sum(w * row.y for w, row in zip(held, rows, strict=True)) / sum(held)
    z = [w * (row.y - mean) / sum(held) for w, row in zip(held, rows, strict=True)]
    shift = {
        post: sum(one for one, row in zip(z, rows, strict=True) if row.post == post) / of_post[post]
        for post in posts
    }
    return [one - d * shift[row.post] for one, d, row in zip(z, drawn, rows, strict=True)]
