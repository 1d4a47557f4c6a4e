"""From a survey's folder to a measure and its interval, everything is as R's survey package has it.

R gets rows that were worked out beside the folder, and gives shares, means, standard errors and
covariances. Wilson's and Newcombe's intervals are made of these here, by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import sqrt
from pathlib import Path
from tempfile import mkdtemp

import pytest

from ekrules.assessment.tendencies import tendencies_of
from ekrules.facts.measures import (
    SegmentMeasures,
    work_out_measures,
    work_out_segment_measures,
)
from ekrules.tables.design import WHOLE, simple_design
from ekrules.tables.domain_sums import mean_sums
from ekrules.tables.estimation import Estimate, NoEstimate, estimate_mean
from ekrules.tables.intervals import mean_interval
from ekrules.tables.measure import Measure
from ekrules.tables.quantiles import two_sided_quantile
from ekrules.tables.tallies import SegmentTallies, Tallies, segment_tallies, tallies_of
from tests.drawn_folders import checked, read_drawn, strategy_of_shares
from tests.drawn_surveys import (
    DESIGNS,
    NUMBERS,
    SEGMENTS,
    SHARES,
    DrawnSurvey,
    drawn_survey,
    r_design,
    rows_for_r,
)
from tests.tables.samples import near
from tests.tables.survey_package import SURVEY, ask_r, write_rows

SAMPLES = {one.name: drawn_survey(one, 2009 + at) for at, one in enumerate(DESIGNS)}
# How rows_for_r numbers the measures, and those that are divided by segment here: of every kind.
NUMBER_OF = {name: str(number) for number, name in enumerate(SHARES, 1)}
SPLIT = ("nett-asked", "bruk-known", "epost-known", "papir-asked", "begge")
# R names a total by its formula, which is no name to reckon with.
NAMED = """
named <- function(totals) {
  words <- c("all", "yes", "other", "otheryes")
  names(totals) <- words
  attr(totals, "var") <- matrix(attr(totals, "var"), 4, dimnames = list(words, words))
  totals
}
"""
each_sample = pytest.mark.parametrize("name", list(SAMPLES))
each_breakdown = pytest.mark.parametrize("by", list(SEGMENTS))


def is_of_its_own(drawn: DrawnSurvey, by: str) -> bool:
    """Whether a segment is a sample of its own: n of N, where nothing is weighted."""
    design = drawn.design
    is_simple = not (design.strata or design.post or design.weighted)
    return is_simple and drawn.frame_is_known(by)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[float]]:
    """What R makes of every sample, whole and by segment."""
    folder = tmp_path_factory.mktemp("drawn")
    setup = [SURVEY, NAMED]
    questions: dict[str, str] = {}
    for at, (name, drawn) in enumerate(SAMPLES.items()):
        write_rows(folder / f"d{at}.csv", rows_for_r(drawn))
        setup += [f'd{at} <- read.csv("d{at}.csv")', r_design(drawn, f"s{at}", f"d{at}")]
        questions |= _questions(name, f"s{at}", list(NUMBER_OF.values()))
        for by, segments in SEGMENTS.items():
            for segment in segments:
                here = f'{by} == "{segment}"'
                part, rest = f"subset(s{at}, {here})", f"subset(s{at}, !({here}))"
                if is_of_its_own(drawn, by):
                    beyond = len(drawn.frame) - drawn.held(by)[segment]
                    part = f"svydesign(id = ~1, fpc = ~all_{by}, data = subset(d{at}, {here}))"
                    others = f"transform(subset(d{at}, !({here})), beyond = {beyond})"
                    rest = f"svydesign(id = ~1, fpc = ~beyond, data = {others})"
                setup += [f"p{at}{segment} <- {part}", f"r{at}{segment} <- {rest}"]
                key = f"{name} {segment}"
                numbers = [NUMBER_OF[one] for one in SPLIT]
                questions |= _questions(key, f"p{at}{segment}", numbers)
                questions |= _questions(f"{key} others", f"r{at}{segment}", numbers)
                if not is_of_its_own(drawn, by):
                    questions |= _ties(key, f"s{at}", here, numbers)
    return ask_r(folder, "\n".join(setup), questions)


def _questions(key: str, design: str, numbers: Sequence[str]) -> dict[str, str]:
    found = {}
    for one in (*numbers, *(f"_{name}" for name in NUMBERS)):
        found[f"{key} {one}"] = f"ask(svymean(~y{one}, subset({design}, c{one} == 1)))"
    return found


def _ties(key: str, design: str, here: str, numbers: Sequence[str]) -> dict[str, str]:
    """Covariance of a share within the segment and outside, as svycontrast has it of totals."""
    found = {}
    for one in numbers:
        inside, outside = f"I(c{one} * ({here}))", f"I(c{one} * !({here}))"
        yes, other = f"I(y{one} * c{one} * ({here}))", f"I(y{one} * c{one} * !({here}))"
        totals = f"svytotal(~{inside} + {yes} + {outside} + {other}, {design})"
        ratios = "list(p = quote(yes / all), q = quote(otheryes / other))"
        found[f"{key} tie {one}"] = f"vcov(svycontrast(named({totals}), {ratios}))[1, 2]"
    return found


@cache
def home() -> Path:
    return Path(mkdtemp(prefix="ekrules-drawn-"))


@cache
def tallies(name: str) -> Tallies:
    return tallies_of(read_drawn(SAMPLES[name], home() / name / "survey"))


@cache
def measures(name: str) -> dict[str, Measure]:
    survey = read_drawn(SAMPLES[name], home() / name / "survey")
    strategy = checked(strategy_of_shares(home() / name / "goals"), survey)
    return work_out_measures(strategy, survey)


@cache
def parts(name: str, by: str) -> dict[str, SegmentTallies]:
    return segment_tallies(read_drawn(SAMPLES[name], home() / name / "survey"), by)


@cache
def segments(name: str, by: str) -> dict[str, SegmentMeasures]:
    survey = read_drawn(SAMPLES[name], home() / name / "survey")
    strategy = checked(strategy_of_shares(home() / name / "goals"), survey)
    return work_out_segment_measures(strategy, survey, parts(name, by))


def score(share: float, error: float, level: float = 0.95) -> tuple[float, float]:
    """Return Wilson's interval by hand, of R's standard error."""
    z, n = two_sided_quantile(level), share * (1 - share) / error**2
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return centre - half, centre + half


def is_as_r_has_it(found: Measure, expected: list[float]) -> None:
    share, error = expected
    assert found.estimate is not None
    assert [found.value, found.estimate.standard_error] == [near(share), near(error)]
    assert [found.low, found.high] == [near(end) for end in score(share, error)]


@each_sample
def test_every_share_is_that_of_r(name: str, said: dict[str, list[float]]) -> None:
    for measure, number in NUMBER_OF.items():
        is_as_r_has_it(measures(name)[measure], said[f"{name} {number}"])


@each_breakdown
@each_sample
def test_every_share_of_a_segment_is_that_of_r(
    name: str, by: str, said: dict[str, list[float]]
) -> None:
    for segment, one in segments(name, by).items():
        for measure in SPLIT:
            number = NUMBER_OF[measure]
            is_as_r_has_it(one.own[measure], said[f"{name} {segment} {number}"])
            is_as_r_has_it(one.others[measure], said[f"{name} {segment} others {number}"])


@each_breakdown
@each_sample
def test_a_segment_less_the_others_has_the_interval_that_r_makes(
    name: str, by: str, said: dict[str, list[float]]
) -> None:
    strategy = strategy_of_shares(home() / name / "goals")
    level = 1 - 0.05 / len(SEGMENTS[by])
    every = tendencies_of(strategy, segments(name, by))
    assert len(every) == len(SHARES) * len(SEGMENTS[by])
    found = [one for one in every if one.goal.removesuffix("-maal") in SPLIT]
    for one in found:
        number = NUMBER_OF[one.goal.removesuffix("-maal")]
        key = f"{name} {one.segment}"
        share, error = said[f"{key} {number}"]
        other, other_error = said[f"{key} others {number}"]
        tie = said.get(f"{key} tie {number}", [0.0])[0] / (error * other_error)
        low, high = score(share, error, level)
        other_low, other_high = score(other, other_error, level)
        assert one.points == near(100 * (share - other))
        down, up = share - low, high - share
        other_down, other_up = other - other_low, other_high - other
        assert [one.low, one.high] == [
            near(100 * (share - other - reach(down, other_up, tie))),
            near(100 * (share - other + reach(up, other_down, tie))),
        ]


def reach(one: float, other: float, tie: float) -> float:
    return sqrt(one * one - 2 * tie * one * other + other * other)


@each_sample
def test_every_mean_is_that_of_r(name: str, said: dict[str, list[float]]) -> None:
    for number in NUMBERS:
        is_the_mean_of_r(tallies(name), number, said[f"{name} _{number}"])


@each_breakdown
@each_sample
def test_every_mean_of_a_segment_is_that_of_r(
    name: str, by: str, said: dict[str, list[float]]
) -> None:
    for segment, one in parts(name, by).items():
        for number in NUMBERS:
            is_the_mean_of_r(one.own, number, said[f"{name} {segment} _{number}"])


def is_the_mean_of_r(group: Tallies, number: str, expected: list[float]) -> None:
    mean, error = expected
    found = mean_of(group, number)
    assert isinstance(found, Estimate)
    assert [found.value, found.standard_error] == [near(mean), near(error)]
    ends = mean_interval(found)
    assert ends is not None
    z = two_sided_quantile()
    assert list(ends) == [near(mean - z * error), near(mean + z * error)]


def mean_of(group: Tallies, number: str) -> Estimate | NoEstimate:
    """Return the mean as `ekrules table` prints it."""
    if group.design is None:
        sums = {(WHOLE, WHOLE): mean_sums(group.numbers[number])}
        return estimate_mean(simple_design(*group.sample), sums)
    cells = group.number_cells[number]
    return estimate_mean(group.design, {cell: mean_sums(one) for cell, one in cells.items()})
