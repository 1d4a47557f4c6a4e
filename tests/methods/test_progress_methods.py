"""Progress towards a target, and the UN's chart: by hand, as their sources state them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ekrules.errors import Faults
from ekrules.methods.reading import read_method
from ekrules.methods.running import run_method
from tests.methods.made_methods import indicator, indicators, method, rows
from tests.methods.published import METHODS


def judged(
    folder: Path, name: str, values: dict[int, float], more: str = "", better: str = "up"
) -> dict[str, Any]:
    faults = Faults()
    read = read_method(METHODS / f"{name}.yaml", faults)
    faults.stop_if_any()
    lines = "".join(f"A,{year},x,{value}\n" for year, value in values.items())
    source = indicators(folder, indicator("x", more, better=better), lines)
    assert read is not None
    (row,) = (
        one
        for one in run_method(read, source).levels[0].frame.iter_rows(named=True)
        if one["entity"] == "A"
    )
    return row


TO_200 = "parameters: {target: 200, deadline: 2025}"
# From 100 in 2015 to 200 in 2025 is 2^(1/10) - 1 = 7.1773 % a year.


@pytest.mark.parametrize(
    ("values", "more", "better", "colour"),
    [
        ({2015: 100, 2020: 142}, TO_200, "up", "on_track"),  # 7.27 % of 7.18 %: 1.01
        ({2015: 100, 2020: 130}, TO_200, "up", "moderate"),  # 5.39 %: 0.75
        ({2015: 100, 2020: 110}, TO_200, "up", "limited"),  # 1.92 %: 0.27
        ({2015: 100, 2020: 90}, TO_200, "up", "deterioration"),
        ({2015: 100, 2020: 200}, TO_200, "up", "achieved"),
        ({2015: 100}, TO_200, "up", "not_available"),
        ({2015: -1, 2020: 1}, TO_200, "up", "not_available"),
        ({2016: 100, 2020: 200}, TO_200, "up", "achieved"),  # 2015, else the next with data
        ({2014: 1}, TO_200, "up", "not_available"),
        ({2015: 100, 2020: 108}, "", "up", "on_track"),  # 1.55 % a year
        ({2015: 100, 2020: 103}, "", "up", "moderate"),  # 0.59 %
        ({2015: 100, 2020: 100}, "", "up", "limited"),
        ({2015: 100, 2020: 99}, "", "up", "deterioration"),
        ({2015: 100, 2020: 92}, "", "down", "on_track"),  # -1.65 % where less is better
        # C = 1 - 0.95^4.44 = 0.2036: 0.41 % a year is over 1.5 % x C, and without C under 0.5 %.
        ({2015: 95, 2020: 97}, "limits: {high: 100}", "up", "on_track"),
        ({2015: 95, 2020: 97}, "", "up", "limited"),
        ({2015: 100, 2020: 100}, "limits: {high: 100}", "up", "on_track"),
        # A series may bring bounds of its own.
        ({2015: 100, 2020: 130}, TO_200.replace("}", ", on_track: 0.7}"), "up", "on_track"),
    ],
)  # fmt: skip
def test_progress_to_target_is_as_statistics_canada_states_it(
    tmp_path: Path, values: dict[int, float], more: str, better: str, colour: str
) -> None:
    assert judged(tmp_path, "progress-to-target", values, more, better)["colour"] == colour


def test_the_score_of_a_pace_is_on_its_line(tmp_path: Path) -> None:
    row = judged(tmp_path, "progress-to-target", {2015: 100, 2020: 130}, TO_200)
    pace = (1.3 ** (1 / 5) - 1) / (2 ** (1 / 10) - 1)
    assert row["pace"] == pytest.approx(pace, rel=1e-12)
    assert row["score"] == pytest.approx(7.1429 * pace - 4.2857, rel=1e-9)


def test_what_is_not_judged_has_the_reason_of_the_series(tmp_path: Path) -> None:
    row = judged(tmp_path, "progress-to-target", {2015: 100}, TO_200)
    assert (row["status"], row["reason"]) == ("grey", "single_observation")


def test_series_are_scored_together_by_their_mean(tmp_path: Path) -> None:
    faults = Faults()
    read = read_method(METHODS / "progress-to-target.yaml", faults)
    assert read is not None
    catalogue = indicator("x", TO_200) + indicator("y", TO_200) + indicator("z", TO_200)
    # One year alone is not judged, though it is past the target: z counts nowhere.
    values = "A,2015,x,100\nA,2020,x,200\nA,2015,y,100\nA,2020,y,100\n"
    values += "B,2015,x,100\nB,2020,x,200\nB,2020,z,300\n"
    source = indicators(tmp_path, catalogue, values)
    rows = {one["entity"]: one for one in run_method(read, source).levels[1].frame.to_dicts()}
    # 5 where it is achieved and -2.5 where it stands still.
    assert (rows["A"]["mean_score"], rows["A"]["colour"]) == (1.25, "moderate")
    assert (rows["B"]["mean_score"], rows["B"]["colour"]) == (5, "achieved")
    assert (rows["C"]["colour"], rows["C"]["reason"]) == ("not_available", "none_known")


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({2015: 100, 2020: 142}, "green"),  # to 201.6 by 2025
        ({2015: 100, 2020: 130}, "yellow"),  # to 169: 0.69 of the way
        ({2015: 100, 2020: 104}, "red"),  # to 108.2: 0.08 of it
        ({2015: 100, 2020: 90}, "red"),
        ({2020: 90}, "grey"),
    ],
)
def test_the_un_chart_asks_what_is_expected_by_the_deadline(
    tmp_path: Path, values: dict[int, float], status: str
) -> None:
    row = judged(tmp_path, "un-progress-chart", values, TO_200)
    assert row["status"] == status


def test_a_band_is_asked_for_by_its_distance(tmp_path: Path) -> None:
    body = """\
    derived: {far: distance_to_band, growth: cagr}
    indicator:
      table:
        asks: Is it within the band?
        hit_policy: unique
        inputs: {far: {unit: number, better: down}}
        rows:
          - {id: within, when: {far: {at_most: 0}}, status: green}
          - {id: outside, when: {far: {more_than: 0}}, status: red}
    """
    catalogue = indicator("x", "band: {low: 2, high: 3}", better="band")
    source = indicators(tmp_path, catalogue, "A,2020,x,2\nB,2020,x,3.5\n")
    found = rows(method(tmp_path, body), source)
    assert [found[entity, "x"]["status"] for entity in "ABC"] == ["green", "red", "grey"]
    assert (found["B", "x"]["far"], found["B", "x"]["growth"]) == (0.5, None)
