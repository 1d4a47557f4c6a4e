"""On the api data of R's survey package, estimates and intervals are the package's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.tables.design import Design
from ekrules.tables.estimation import estimate_mean, estimate_share
from ekrules.tables.intervals import mean_interval, share_interval
from tests.tables.samples import Respondent, design_of, known, means_of, near, shares_of
from tests.tables.survey_package import SURVEY, ask_r, read_rows

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
drawn <- svydesign(id = ~1, strata = ~stype, fpc = ~fpc, data = apistrat)
strat_post <- postStratify(strat, ~sch.wide, wide)
"""
API_DESIGNS = ("srs", "strat", "drawn", "srs_post", "strat_post")
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
        f"{_name} wilson": f"wilson({_yes})",
        f"{_name} df": f"degf({_name})",
    }


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[float]]]:
    """The folder R wrote its data to, and what it made of them."""
    folder = tmp_path_factory.mktemp("api")
    return folder, ask_r(folder, SURVEY + API_SETUP, API_QUESTIONS)


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
            weight=float(row["pw"]) if name.startswith("strat") else 1.0,
        )
        for row in read_rows(folder / file)
    ]


def api_design(rows: list[Respondent], name: str) -> Design:
    frame = {"": 6194} if name.startswith("srs") else SCHOOLS
    post = {"srs_post": SCHOOLS, "strat_post": SCHOOL_WIDE}.get(name)
    # The weights that come with apistrat are N/n in single precision; "drawn" leaves them out.
    return design_of(rows, frame, post, weighted=name.startswith("strat"))


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
    assert list(share_interval(share)) == [near(one) for one in said[f"{name} wilson"]]
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
    # survey's manual and vignette print these for svymean(~api00, ...): 656.58 and 662.29.
    for name, value, error in (("srs", 656.585, 9.2497), ("strat", 662.29, 9.4089)):
        rows = api_rows(api[0], name, "api00")
        found = known(estimate_mean(api_design(rows, name), means_of(rows)))
        assert found.value == pytest.approx(value, abs=5e-3)
        assert found.standard_error == pytest.approx(error, abs=5e-5)


def test_totals_written_here_are_those_of_the_api_population(
    api: tuple[Path, dict[str, list[float]]],
) -> None:
    assert api[1]["wide"] == list(SCHOOL_WIDE.values())
