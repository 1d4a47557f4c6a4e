"""The dashboards of the Sustainable Development Report 2019, from YAML alone."""

from __future__ import annotations

from typing import Any

import pytest

from ekrules.errors import Faults
from ekrules.indicators.reading import read_indicators
from ekrules.methods.reading import read_method
from ekrules.methods.running import MethodResult, run_method
from tests.methods import published
from tests.methods.published import METHODS, WHY_ABSENT, lay_out

pytestmark = pytest.mark.skipif(not published.FOLDER.is_dir(), reason=WHY_ABSENT)

Rows = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> MethodResult:
    faults = Faults()
    source = read_indicators(lay_out(tmp_path_factory.mktemp("sdr2019")), faults)
    method = read_method(METHODS / "sdg-dashboard.yaml", faults)
    faults.stop_if_any()
    assert source is not None
    assert method is not None
    return run_method(method, source)


def of_level(result: MethodResult, number: int) -> Rows:
    rows = result.levels[number].frame.iter_rows(named=True)
    return {(row["entity"], row["member"]): row for row in rows}


def misses(pairs: list[tuple[str, object, object]]) -> list[str]:
    return [
        f"{name}: {ours} here, {theirs} published" for name, ours, theirs in pairs if ours != theirs
    ]


def test_every_indicator_has_its_published_colour(result: MethodResult) -> None:
    ours = of_level(result, 0)
    published_rows = published.rows("published_indicators.csv")
    pairs: list[tuple[str, object, object]] = []
    for row in published_rows:
        own = ours[row["country"], row["code"]]
        # One that is not for a country is printed without a colour.
        pairs.append((f"{row['country']} {row['code']}", own["colour"] or "", row["colour"]))
        assert (own["reason"] == "not_applicable") == (row["colour"] == "")
    assert misses(pairs) == []
    assert len(pairs) == 4738


def test_every_indicator_has_its_published_score(result: MethodResult) -> None:
    ours = of_level(result, 0)
    known = [row for row in published.rows("published_indicators.csv") if row["score_0_100"]]
    for row in known:
        score = ours[row["country"], row["code"]]["score"]
        assert score == pytest.approx(float(row["score_0_100"]), rel=1e-12, abs=1e-12), row
    assert len(known) == 3786


def test_every_goal_has_its_published_colour(result: MethodResult) -> None:
    ours = of_level(result, 1)
    pairs: list[tuple[str, object, object]] = []
    for row in published.rows("published_goals.csv"):
        own = ours[row["country"], row["goal"]]
        theirs = "grey" if row["colour"] == "gray" else row["colour"]
        pairs.append((f"{row['country']} {row['goal']}", own["colour"], theirs))
        assert (own["reason"] is not None) == (theirs == "grey")
    assert misses(pairs) == []
    assert len(pairs) == 1037


def test_every_goal_has_its_published_score(result: MethodResult) -> None:
    ours = of_level(result, 1)
    known = [row for row in published.rows("published_goals.csv") if row["score"]]
    for row in known:
        score = ours[row["country"], row["goal"]]["goal_score"]
        assert score == pytest.approx(float(row["score"]), rel=1e-12, abs=1e-12), row
    assert len(known) == 797


def test_a_value_leads_home_to_its_line(result: MethodResult) -> None:
    first = published.rows("values.csv")[0]
    own = of_level(result, 0)[first["country"], first["code"]]
    assert own["value"] == float(first["value"])
    assert own["at"].endswith("values.csv:2")
