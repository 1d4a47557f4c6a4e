"""On samples drawn at random, estimates and intervals are those of R's survey package."""

from __future__ import annotations

import pytest

from ekrules.tables.design import Design
from ekrules.tables.difference import Difference, mean_against_rest, share_against_rest
from ekrules.tables.estimation import Estimate, covariance, estimate_mean, estimate_share
from ekrules.tables.intervals import share_interval
from ekrules.tables.quantiles import two_sided_quantile
from tests.tables.drawn_samples import SAMPLES, MadeUp, r_setup
from tests.tables.samples import known, means_of, near, shares_of
from tests.tables.survey_package import SURVEY, ask_r, write_rows

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[float]]:
    """What R makes of every made-up sample."""
    folder = tmp_path_factory.mktemp("made")
    setup = [SURVEY]
    questions = {}
    for number, one in enumerate(SAMPLES):
        rows = [
            {
                "y": row.y,
                "yes": int(row.y > 52),
                "some": int(row.counts and inside),
                "other": int(row.counts and not inside),
                "stratum": row.stratum or "all",
                "post": row.post,
                "weight": row.weight,
                "there": one.frame[row.stratum] or 0,
            }
            for row, inside in zip(one.rows, one.segment, strict=True)
        ]
        write_rows(folder / f"d{number}.csv", rows)
        setup.append(r_setup(number, one))
        s, some = f"s{number}", f"subset(s{number}, some == 1)"
        apart = f"svytotal(~some + I(some * Y) + other + I(other * Y), {s})"
        gap = "quote(`I(some * Y)` / some - `I(other * Y)` / other)"
        for kind, y in (("mean", "y"), ("share", "yes")):
            questions[f"{one.name} {kind}"] = f"ask(svymean(~{y}, {some}))"
            contrast = f"svycontrast({apart}, {gap})".replace("Y", y)
            questions[f"{one.name} {kind} gap"] = f"ask({contrast})"
        questions[f"{one.name} df"] = f"degf({some})"
        questions[f"{one.name} logit"] = f'confint(svyciprop(~yes, {some}, "xlogit", 0.99))'
        questions[f"{one.name} wilson"] = f"wilson(svymean(~yes, {some}))"
        questions[f"{one.name} wald"] = f'confint(svyciprop(~yes, {some}, "mean", df = Inf))'
    return ask_r(folder, "\n".join(setup), questions)


@each_sample
def test_made_up_means_are_those_of_svymean(sample: MadeUp, said: dict[str, list[float]]) -> None:
    found = known(estimate_mean(sample.design, means_of(sample.part(inside=True))))
    assert [found.value, found.standard_error] == [near(one) for one in said[f"{sample.name} mean"]]


@each_sample
def test_made_up_shares_and_their_intervals_are_those_of_svyciprop(
    sample: MadeUp, said: dict[str, list[float]]
) -> None:
    shares = sample.as_shares()
    found = known(estimate_share(shares.design, shares_of(shares.part(inside=True))))
    assert [found.value, found.standard_error] == [
        near(one) for one in said[f"{sample.name} share"]
    ]
    degrees = found.degrees_of_freedom
    assert [float(degrees)] == said[f"{sample.name} df"]
    logit = share_interval(found, 0.99, "logit", degrees)
    assert list(logit) == [near(one) for one in said[f"{sample.name} logit"]]
    assert list(share_interval(found)) == [near(one) for one in said[f"{sample.name} wilson"]]
    wald = share_interval(found, method="wald")
    # R lets it run past the ends.
    low, high = said[f"{sample.name} wald"]
    assert list(wald) == [near(max(low, 0.0)), near(min(high, 1.0))]


def combined_error(design: Design, sample: MadeUp, first: Estimate, second: Estimate) -> float:
    """Return the standard error of a segment less the rest."""
    one, other = (means_of(sample.part(inside=inside)) for inside in (True, False))
    tied = 2 * covariance(design, one, other)
    return float((first.standard_error**2 + second.standard_error**2 - tied) ** 0.5)


@each_sample
@pytest.mark.parametrize("kind", ["mean", "share"])
def test_a_segment_less_the_rest_is_that_of_svycontrast(
    kind: str, sample: MadeUp, said: dict[str, list[float]]
) -> None:
    made = sample if kind == "mean" else sample.as_shares()
    sums = [means_of(made.part(inside=inside)) for inside in (True, False)]
    first, second = (known(estimate_mean(made.design, one)) for one in sums)
    error = combined_error(made.design, made, first, second)
    expected = said[f"{sample.name} {kind} gap"]
    assert [first.value - second.value, error] == [near(one) for one in expected]


@each_sample
def test_the_interval_of_a_segment_less_the_rest_rests_on_the_same_error(
    sample: MadeUp, said: dict[str, list[float]]
) -> None:
    segment, rest = (means_of(sample.part(inside=inside)) for inside in (True, False))
    found = mean_against_rest(sample.design, segment, rest)
    value, error = said[f"{sample.name} mean gap"]
    reach = two_sided_quantile() * error
    assert isinstance(found, Difference)
    assert [found.low, found.high] == [near(value - reach), near(value + reach)]
    shares = sample.as_shares()
    some, other = (shares_of(shares.part(inside=inside)) for inside in (True, False))
    gap = share_against_rest(shares.design, some, other)
    assert isinstance(gap, Difference)
    assert gap.value == near(said[f"{sample.name} share gap"][0])
    assert -1 <= gap.low < gap.value < gap.high <= 1
