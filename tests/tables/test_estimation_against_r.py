"""Estimates and intervals are those of R's survey package: on its own api data, and on made-up
samples, where nobody can have fitted one to the other."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ekrules.tables.design import Design
from ekrules.tables.difference import mean_against_rest, share_against_rest
from ekrules.tables.estimation import Estimate, covariance, estimate_mean, estimate_share
from ekrules.tables.intervals import mean_interval, share_interval
from ekrules.tables.quantiles import two_sided_quantile
from tests.tables.samples import Respondent, design_of, known, means_of, shares_of
from tests.tables.survey_package import ask_r, read_rows, write_rows

SCHOOLS = {"E": 4421, "M": 1018, "H": 755}
# The totals of sch.wide in the whole population, which apipop holds.
SCHOOL_WIDE = {"No": 1072, "Yes": 5122}

API_SETUP = """
data(api)
write.csv(apisrs, "apisrs.csv", row.names = FALSE)
write.csv(apistrat, "apistrat.csv", row.names = FALSE)
srs <- svydesign(id = ~1, fpc = ~fpc, data = apisrs)
strat <- svydesign(id = ~1, strata = ~stype, fpc = ~fpc, weights = ~pw, data = apistrat)
stype <- data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018))
wide <- data.frame(sch.wide = names(table(apipop$sch.wide)),
                   Freq = as.numeric(table(apipop$sch.wide)))
srs_post <- postStratify(srs, ~stype, stype)
strat_post <- postStratify(strat, ~sch.wide, wide)
ask <- function(m) c(coef(m), SE(m))
"""
API_DESIGNS = ("srs", "strat", "srs_post", "strat_post")
API_QUESTIONS = {"wide": "wide$Freq"}
for _name in API_DESIGNS:
    _yes = f'svymean(~I(as.numeric(awards == "Yes")), {_name})'
    _some = f'subset({_name}, comp.imp == "Yes")'
    API_QUESTIONS |= {
        f"{_name} mean": f"ask(svymean(~api00, {_name}))",
        f"{_name} mean ends": f"confint(svymean(~api00, {_name}))",
        f"{_name} mean of some": f"ask(svymean(~enroll, {_some}))",
        f"{_name} df of some": f"degf({_some})",
        f"{_name} share": f"ask({_yes})",
        f"{_name} share of some": f'ask(svymean(~I(as.numeric(stype == "E")), {_some}))',
        f"{_name} ends": f'confint(svyciprop(~I(awards == "Yes"), {_name}, "mean"))',
        f"{_name} logit": f'confint(svyciprop(~I(awards == "Yes"), {_name}, "logit"))',
        f"{_name} xlogit": f'confint(svyciprop(~I(awards == "Yes"), {_name}, "xlogit", 0.9))',
        f"{_name} df": f"degf({_name})",
    }


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[float]]]:
    """The folder R wrote its data to, and what it made of them."""
    folder = tmp_path_factory.mktemp("api")
    return folder, ask_r(folder, API_SETUP, API_QUESTIONS)


def near(expected: float) -> object:
    """As near as two orders of adding leave figures."""
    return pytest.approx(expected, rel=1e-9)


def api_rows(folder: Path, name: str, y: str, *, some: bool = False) -> list[Respondent]:
    """Return one variable of the api samples, as rows of one of the designs."""
    file = "apisrs.csv" if name.startswith("srs") else "apistrat.csv"
    posts = {"srs_post": "stype", "strat_post": "sch.wide"}
    return [
        Respondent(
            y=float(row[y]) if row[y][0].isdigit() else float(row[y] in ("Yes", "E")),
            counts=row["comp.imp"] == "Yes" or not some,
            stratum="" if name.startswith("srs") else row["stype"],
            post=row[posts[name]] if name in posts else "",
        )
        for row in read_rows(folder / file)
    ]


def api_design(rows: list[Respondent], name: str) -> Design:
    frame = {"": 6194} if name.startswith("srs") else SCHOOLS
    post = {"srs_post": SCHOOLS, "strat_post": SCHOOL_WIDE}.get(name)
    return design_of(rows, frame, post)


@pytest.mark.parametrize("name", API_DESIGNS)
def test_api_means_are_those_of_svymean(
    name: str, api: tuple[Path, dict[str, list[float]]]
) -> None:
    folder, said = api
    for y, some, key in (("api00", False, "mean"), ("enroll", True, "mean of some")):
        rows = api_rows(folder, name, y, some=some)
        found = known(estimate_mean(api_design(rows, name), means_of(rows)))
        assert [found.value, found.standard_error] == [near(one) for one in said[f"{name} {key}"]]
    assert [float(found.degrees_of_freedom)] == said[f"{name} df of some"]


@pytest.mark.parametrize("name", API_DESIGNS)
def test_api_shares_are_those_of_svymean(
    name: str, api: tuple[Path, dict[str, list[float]]]
) -> None:
    folder, said = api
    for y, some, key in (("awards", False, "share"), ("stype", True, "share of some")):
        rows = api_rows(folder, name, y, some=some)
        found = known(estimate_share(api_design(rows, name), shares_of(rows)))
        assert [found.value, found.standard_error] == [near(one) for one in said[f"{name} {key}"]]


@pytest.mark.parametrize("name", API_DESIGNS)
def test_api_intervals_are_those_of_svyciprop_and_confint(
    name: str, api: tuple[Path, dict[str, list[float]]]
) -> None:
    folder, said = api
    rows = api_rows(folder, name, "awards")
    share = known(estimate_share(api_design(rows, name), shares_of(rows)))
    degrees = share.degrees_of_freedom
    assert [float(degrees)] == said[f"{name} df"]
    wald = share_interval(share, method="wald", degrees_of_freedom=degrees)
    assert list(wald) == [near(one) for one in said[f"{name} ends"]]
    logit = share_interval(share, method="logit", degrees_of_freedom=degrees)
    # R gets there by steps of a logistic regression.
    assert list(logit) == [pytest.approx(one, rel=1e-7) for one in said[f"{name} logit"]]
    narrow = share_interval(share, 0.9, "logit", degrees)
    assert list(narrow) == [near(one) for one in said[f"{name} xlogit"]]
    numbers = api_rows(folder, name, "api00")
    mean = known(estimate_mean(api_design(numbers, name), means_of(numbers)))
    assert list(mean_interval(mean) or ()) == [near(one) for one in said[f"{name} mean ends"]]


def test_api_means_are_those_printed_in_the_manual(
    api: tuple[Path, dict[str, list[float]]],
) -> None:
    # survey's manual and vignette print these for svymean(~api00, ...).
    for name, value, error in (("srs", 656.585, 9.2497), ("strat", 662.29, 9.4089)):
        rows = api_rows(api[0], name, "api00")
        found = known(estimate_mean(api_design(rows, name), means_of(rows)))
        assert found.value == pytest.approx(value, abs=5e-3)
        assert found.standard_error == pytest.approx(error, abs=5e-5)


def test_totals_written_here_are_those_of_the_api_population(
    api: tuple[Path, dict[str, list[float]]],
) -> None:
    assert api[1]["wide"] == list(SCHOOL_WIDE.values())


@dataclass(frozen=True)
class MadeUp:
    """A sample drawn at random, with what R needs to see the same one."""

    name: str
    rows: list[Respondent]
    segment: list[bool]
    frame: dict[str, float | None]
    post_frame: dict[str, float] | None
    weighted: bool

    @property
    def design(self) -> Design:
        return design_of(self.rows, self.frame, self.post_frame, weighted=self.weighted)

    def part(self, *, inside: bool) -> list[Respondent]:
        """Return all rows, of which those of the segment (or the rest) count."""
        pairs = zip(self.rows, self.segment, strict=True)
        return [replace(row, counts=row.counts and one is inside) for row, one in pairs]

    def as_shares(self) -> MadeUp:
        """Return the same with yes for what lies above the middle."""
        rows = [replace(row, y=float(row.y > 52)) for row in self.rows]
        return replace(self, rows=rows)


def made_up(name: str, seed: int) -> MadeUp:
    """Return a sample as its name says: strata, weights, posts, endless, lonely, census."""
    draw = random.Random(seed)
    strata = {"a": 17, "b": 40, "c": 9, "d": 2} if "strata" in name else {"": 60}
    if "lonely" in name:
        strata |= {"e": 1, "f": 1}
    frame: dict[str, float | None] = {one: n * draw.randint(2, 9) for one, n in strata.items()}
    if "lonely" in name:
        frame["f"] = 1
    if "census" in name:
        frame["b"] = strata["b"]
    rows = [
        Respondent(
            y=round(draw.gauss(50 + 3 * len(one), 10), 3),
            counts=draw.random() < 0.8,
            stratum=one,
            post=draw.choice("xyz") if "posts" in name else "",
            weight=round(draw.uniform(0.5, 4), 2) if "weights" in name else 1.0,
        )
        for one, n in strata.items()
        for _ in range(n)
    ]
    post_frame = {"x": 200.0, "y": 75.0, "z": 310.0} if "posts" in name else None
    return MadeUp(
        name=name,
        rows=rows,
        segment=[draw.random() < 0.4 for _ in rows],
        frame=dict.fromkeys(frame, None) if "endless" in name else frame,
        post_frame=post_frame,
        weighted="weights" in name,
    )


SAMPLES = [
    made_up(name, seed)
    for seed, name in enumerate(
        (
            "simple",
            "simple endless",
            "simple weights",
            "simple weights endless",
            "simple posts",
            "simple posts weights",
            "strata",
            "strata endless",
            "strata weights",
            "strata posts",
            "strata posts weights",
            "strata posts weights endless",
            "strata lonely",
            "strata lonely posts weights",
            "strata census posts",
        ),
        start=2009,
    )
]
each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


def r_setup(number: int, sample: MadeUp) -> str:
    """Return R that reads a sample as a design, with y, yes, and who counts (some, other)."""
    parts = ["id = ~1", f"data = d{number}"]
    if "strata" in sample.name:
        parts.append("strata = ~stratum")
    if "endless" not in sample.name:
        parts.append("fpc = ~there")
    if sample.weighted:
        parts.append("weights = ~weight")
    lines = [
        f'd{number} <- read.csv("d{number}.csv", colClasses = c(stratum = "character"))',
        f"s{number} <- svydesign({', '.join(parts)})",
    ]
    if sample.post_frame:
        totals = ", ".join(str(one) for one in sample.post_frame.values())
        names = ", ".join(f'"{one}"' for one in sample.post_frame)
        frame = f"data.frame(post = c({names}), Freq = c({totals}))"
        lines.append(f"s{number} <- postStratify(s{number}, ~post, {frame})")
    return "\n".join(lines)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[float]]:
    """What R makes of every made-up sample."""
    folder = tmp_path_factory.mktemp("made")
    setup = ["ask <- function(m) c(coef(m), SE(m))"]
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
    wald = share_interval(found, method="wald")
    assert list(wald) == [near(one) for one in said[f"{sample.name} wald"]]


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
    sums = [means_of(sample.part(inside=inside)) for inside in (True, False)]
    found = mean_against_rest(sample.design, *sums)
    value, error = said[f"{sample.name} mean gap"]
    reach = two_sided_quantile() * error
    assert found is not None
    assert [found.low, found.high] == [near(value - reach), near(value + reach)]
    shares = sample.as_shares()
    apart = [shares_of(shares.part(inside=inside)) for inside in (True, False)]
    gap = share_against_rest(shares.design, *apart)
    assert gap.value == near(said[f"{sample.name} share gap"][0])
    assert -1 <= gap.low < gap.value < gap.high <= 1


def test_students_quantiles_are_those_of_r(tmp_path: Path) -> None:
    degrees = (1, 2, 3, 4.5, 7, 30, 199, 999, 1000, 5000, 1e6)
    levels = (0.5, 0.8, 0.95, 0.99, 0.9999)
    listed = ", ".join(f"{one:g}" for one in degrees)
    questions = {
        str(level): f"qt({(1 - level) / 2!r}, c({listed}), lower.tail = FALSE)" for level in levels
    }
    questions["normal"] = f"qnorm(c{levels!r} / 2 + 0.5)"
    said = ask_r(tmp_path, "", questions)
    for level in levels:
        ours = [two_sided_quantile(level, one) for one in degrees]
        assert ours == [pytest.approx(one, rel=1e-11) for one in said[str(level)]]
    normal = [two_sided_quantile(level) for level in levels]
    assert normal == [pytest.approx(one, rel=1e-13) for one in said["normal"]]
