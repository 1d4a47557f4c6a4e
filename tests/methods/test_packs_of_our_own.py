"""The colours and scores of 2009, and the weighted index: on made-up values."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ekrules.decision.engine import choose_engine
from ekrules.decision.from_yaml.tables import read_tables
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults
from ekrules.methods.method import Method
from ekrules.methods.reading import read_method
from ekrules.project.assessing import run_assessment
from ekrules.project.loading import load
from ekrules.project.locating import locate
from tests.methods.made_methods import indicator, indicators, rows
from tests.methods.published import METHODS
from tests.real_project import GOALS, STRATEGY, copied_project, outcome

STATUS_2009 = METHODS.parent / "ekommune2012" / "status.yaml"


def shipped(name: str) -> Method:
    faults = Faults()
    read = read_method(METHODS / f"{name}.yaml", faults)
    faults.stop_if_any()
    assert read is not None
    return read


def table_of_2009() -> DecisionTable:
    faults = Faults()
    (found,) = (
        one for one in read_tables(STATUS_2009, faults) if one.id == "attainment-by-deadline"
    )
    return found


def test_the_pack_has_the_rows_of_the_goals_own_table() -> None:
    own, pack = table_of_2009(), shipped("ekommune-2009").indicator
    assert pack is not None
    colours = {row.id: row.then["status"] for row in own.rows}
    assert {row.id: row.then["status"] for row in pack.rows} == {**colours, "no-value": "grey"}


@pytest.mark.parametrize("years", [-1, 0, 1, 2, 3, None])
@pytest.mark.parametrize("share", [0, 0.049, 0.05, 0.1, 0.4, 0.6, 0.7, 0.75, 0.899, 0.9, 0.95, 1])
def test_it_gives_the_colours_of_the_goals_own_table(
    tmp_path: Path, share: float, years: int | None
) -> None:
    own = table_of_2009()
    case = own.case("1", {"attainment": share, "years_left": years})
    engine = choose_engine("columnar", own.rules, 1)
    (fired,) = {one.rule for one in engine.fire(own.inputs, own.rules, [case])}
    (expected,) = (row.then["status"] for row in own.rows if row.id == fired)
    deadline = "" if years is None else f", deadline: {2020 + years}"
    # A percent over a target in percent is the share.
    entry = indicator("x", f"parameters: {{target: 100{deadline}}}")
    source = indicators(tmp_path, entry, f"A,2020,x,{share * 100:.10g}\n")
    found = rows(shipped("ekommune-2009"), source)["A", "x"]
    assert (found["row"], found["status"]) == (fired, expected)


def test_every_goal_of_the_strategy_has_the_same_colour_where_it_names_the_pack(
    tmp_path: Path,
) -> None:
    folder = copied_project(tmp_path)
    for path in sorted((folder / GOALS).glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        named = text.replace("judged_by: attainment-by-deadline", "judged_by: ekommune-2009")
        path.write_text(named, encoding="utf-8")
    found = run_assessment(load(locate(folder, STRATEGY)), "columnar").assessment
    was = outcome().assessment
    by_pack = [one for one in found.goals if one.method is not None]
    assert len(by_pack) == 44
    assert {one.goal: one.status for one in found.goals} == {
        one.goal: one.status for one in was.goals
    }


def test_without_a_value_it_is_grey_for_that_reason(tmp_path: Path) -> None:
    source = indicators(tmp_path, indicator("x", "parameters: {target: 1}"), "B,2020,x,1\n")
    one = rows(shipped("ekommune-2009"), source)["A", "x"]
    assert (one["status"], one["reason"]) == ("grey", "no_row")


def test_points_are_weighed_and_added_up_to_themes_and_a_total(tmp_path: Path) -> None:
    catalogue = (
        indicator("a", "parameters: {weight: 1.5, theme_weight: 2}", "first")
        + indicator("b", "parameters: {theme_weight: 2}", "first")
        + indicator("c", group="second")
    )
    values = "A,2009,a,6\nA,2009,b,3\nA,2009,c,1\nB,2009,a,2\nB,2009,c,4\nC,2009,c,0\n"
    source = indicators(tmp_path, catalogue, values)
    made = shipped("ekommune-2009-points")
    assert rows(made, source, "theme")["A", "first"]["score"] == 6 * 1.5 * 2 + 3 * 2
    found = {place: rows(made, source, "total")[place, "all"] for place in "ABC"}
    assert {place: one["total"] for place, one in found.items()} == {"A": 25, "B": 10, "C": 0}
    assert [found[place]["place"] for place in "ABC"] == [1, 2, 3]
    assert [found[place]["known_share"] for place in "ABC"] == [1, 2 / 3, 1 / 3]
    one = found["B"]
    assert (one["municipalities"], one["highest"], one["lowest"]) == (3, 25, 0)
    assert one["mean_total"] == pytest.approx(35 / 3)


GROUPS = 8


def made_up(seed: int) -> tuple[list[int], list[Fraction]]:
    """Return scores and weights of 57 made-up indicators."""
    drawn = Random(seed)
    scores = [drawn.choice([1, 2, 3]) for _ in range(57)]
    return scores, [Fraction(drawn.randint(1, 40), 10) for _ in range(57)]


def in_words(mean: Fraction) -> str:
    if mean >= Fraction("2.25"):
        return "good"
    return "poor" if mean <= Fraction("1.75") else "middling"


def mean_of(scores: list[int], weights: list[Fraction], group: int | None = None) -> Fraction:
    chosen = [number for number in range(57) if group in (None, number % GROUPS)]
    total = sum((weights[number] for number in chosen), Fraction(0))
    return sum((scores[number] * weights[number] for number in chosen), Fraction(0)) / total


def judged(folder: Path, seed: int) -> tuple[Any, list[int], list[Fraction]]:
    scores, weights = made_up(seed)
    catalogue = "".join(
        indicator(
            f"i{number}",
            f"limits: {{low: 1, high: 3}}, parameters: {{weight: {float(weights[number])}}}",
            f"g{number % GROUPS}",
        )
        for number in range(57)
    )
    values = "".join(f"A,2020,i{number},{score}\n" for number, score in enumerate(scores))
    return indicators(folder, catalogue, values), scores, weights


@pytest.mark.parametrize("seed", range(6))
def test_57_made_up_indicators_come_to_their_weighted_means(tmp_path: Path, seed: int) -> None:
    source, scores, weights = judged(tmp_path, seed)
    made = shipped("weighted-index")
    single = rows(made, source)
    words = {1: "poor", 2: "middling", 3: "good"}
    assert [single["A", f"i{n}"]["colour"] for n in range(57)] == [words[one] for one in scores]
    groups = rows(made, source, "group")
    for group in range(GROUPS):
        expected = mean_of(scores, weights, group)
        found = groups["A", f"g{group}"]
        assert found["score"] == pytest.approx(float(expected), rel=1e-12)
        assert found["colour"] == in_words(expected)
    whole = rows(made, source, "total")["A", "all"]
    expected = mean_of(scores, weights)
    assert whole["index"] == pytest.approx(float(expected), rel=1e-12)
    assert whole["colour"] == in_words(expected)


def test_an_index_on_its_bound_is_good(tmp_path: Path) -> None:
    # A quarter of the weight at 3, and the rest at 2, with weights that floats can't hold, is 2.25.
    catalogue = indicator("x", "parameters: {weight: 0.1}") + indicator(
        "y", "parameters: {weight: 0.3}", "two"
    )
    source = indicators(tmp_path, catalogue, "A,2020,x,3\nA,2020,y,2\nB,2020,x,1\nB,2020,y,2\n")
    whole = rows(shipped("weighted-index"), source, "total")
    assert (whole["A", "all"]["index"], whole["A", "all"]["colour"]) == (2.25, "good")
    assert (whole["B", "all"]["index"], whole["B", "all"]["colour"]) == (1.75, "poor")
    assert whole["C", "all"]["reason"] == "none_known"
