"""ekrules whatif: what is typed and what is answered, on the shipped project."""

from __future__ import annotations

import csv
import json
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import ekrules
from tests.real_project import ROOT


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def lines(*words: str | Path) -> list[str]:
    ran = ekrules("whatif", *words)
    assert ran.code == 0, ran.err
    return [line.strip(" │├└─") for line in ran.out.splitlines()]


def test_a_goal_is_told_how_many_more_it_takes_in_its_own_units() -> None:
    found = lines("lokaldemokrati-3")
    assert found[0].startswith("● green")
    told = next(line for line in lines("ehandel-1") if "more municipalities of 249" in line)
    assert "12 more municipalities of 249 (from 88 to 100)" in told


def test_a_goal_may_be_called_by_its_numbers() -> None:
    assert lines("3.2") == lines("helse-2")


def test_a_goal_of_several_things_names_each_that_must_move() -> None:
    found = lines("helse-2")
    at = next(n for n, line in enumerate(found) if line.endswith(": all of these"))
    assert "[helsenett_og_helseforetak]: 118 more municipalities of 249" in found[at + 1]
    assert "[helsenett_og_fastleger]: 115 more municipalities of 249" in found[at + 2]


def test_a_green_goal_is_told_how_much_it_can_lose() -> None:
    found = lines("nav-1")
    at = found.index("What turns it yellow")
    assert "1 fewer municipality of 249 (from 160 to 159)" in found[at + 1]


def test_a_goal_that_no_answers_make_green_is_told_so() -> None:
    assert "No row of effort-not-result gives green" in lines("helse-3")


def test_more_time_is_told_where_it_would_do() -> None:
    told = next(line for line in lines("1.1") if line.startswith("Or, the rest unchanged"))
    assert "years_left at least 1, not 0.75" in told
    assert "a deadline on 31 March 2010" in told


def test_the_next_day_of_another_colour_is_told() -> None:
    told = "By the calendar alone, answers unchanged, it turns red on 1 January 2010"
    assert any(line.startswith(told) for line in lines("1.1"))


def test_setting_the_count_said_to_be_enough_gives_the_colour() -> None:
    enough = lines("ehandel-1", "--set", "attainment=100 of 249")
    short = lines("ehandel-1", "--set", "attainment=99 of 249")
    assert any(line.startswith("After: yellow") for line in enough)
    assert any(line.startswith("After: red") for line in short)


def test_what_follows_from_a_measure_is_told_without_a_goal() -> None:
    found = lines("--set", "epj=100%")
    assert any(line.startswith("goal helse-1: green") for line in found)


def test_a_goal_that_does_not_exist_is_told_with_the_nearest() -> None:
    ran = ekrules("whatif", "helse-22")
    assert ran.code == 1
    assert 'no goal is called "helse-22"' in ran.told[0]


def test_a_setting_at_fault_is_told_and_nothing_is_answered() -> None:
    ran = ekrules("whatif", "helse-1", "--set", "attainment=170%", "--set", "yers_left=1")
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.told) == 2
    assert 'Did you mean "years_left"?' in ran.told[1]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["helse-1", "--picture", "a.svg"],
        ["helse-1", "--format", "csv"],
        ["--set", "epj=1%", "--format", "csv"],
        ["--threshold", "--set", "epj=1%"],
    ],
)
def test_words_that_do_not_go_together_are_typed_wrong(words: list[str]) -> None:
    assert ekrules("whatif", *words).code == 2


def answered(*words: str) -> dict[str, Any]:
    ran = ekrules("whatif", *words, "--format", "json")
    assert ran.code == 0, ran.err
    read: dict[str, Any] = json.loads(ran.out)
    return read


def test_a_goals_outlook_has_the_same_count_in_json_as_in_words() -> None:
    found = answered("ehandel-1")
    assert (found["asks"], found["status"], found["now"]["row"]) == (
        "goal",
        "red",
        "final-year-behind",
    )
    yellow = found["better"][0]
    assert yellow["status"] == "yellow"
    step = yellow["by_attainment"]["way"]
    assert (step["needs"], step["measure"], step["edge"]) == ("step", "innkjopsstrategi", 0.4)
    count = {"start": 88, "to": 100, "of": 249, "more": 12, "answers": False, "asked": None}
    assert step["count"] == count


def test_more_time_and_the_day_of_another_colour_are_in_json_too() -> None:
    found = answered("1.1")
    (other,) = (one for better in found["better"] for one in better["others"])
    assert (other["input"], other["to"], other["deadline"]) == ("years_left", 1.0, "2010-03-31")
    assert found["turns"][0] == {"day": "2010-01-01", "status": "red", "row": "overdue-missed"}


def test_a_goal_whose_colour_no_answer_gives_has_that_in_json() -> None:
    green = answered("helse-3")["better"][-1]
    assert (green["status"], green["given"], green["by_attainment"]) == ("green", False, None)


def test_what_is_set_and_what_follows_are_in_json_before_and_after() -> None:
    found = answered("helse-1", "--set", "attainment=100%")
    assert found["set"]["measures"]["epj"]["after"] == 1.0
    assert found["goals"][0]["id"] == "helse-1"
    assert found["goals"][0]["before"]["inputs"]["attainment"] < 1
    assert found["goals"][0]["after"]["status"] == "green"


def test_a_goal_that_was_named_is_in_json_though_nothing_of_it_changes() -> None:
    years = answered("helse-1")["inputs"]["years_left"]["value"]
    found = answered("helse-1", "--set", f"years_left={years}")
    (goal,) = found["goals"]
    assert goal["before"] == goal["after"]


def test_what_is_set_to_unknown_is_null_in_json() -> None:
    found = answered("--set", "epj=unknown")
    assert found["set"]["measures"]["epj"]["after"] is None
    goal = next(one for one in found["goals"] if one["id"] == "helse-1")
    assert (goal["after"]["status"], goal["after"]["reason"]) == ("grey", "set_unknown")


def test_a_fault_leaves_no_half_written_json() -> None:
    ran = ekrules("whatif", "helse-22", "--format", "json")
    assert (ran.code, ran.out) == (1, "")


def test_a_moving_bound_is_counted_in_text_json_and_csv_alike() -> None:
    name = "attainment-by-deadline/early-ahead"
    told = lines("--threshold", name)
    written = json.loads(ekrules("whatif", "--threshold", name, "--format", "json").out)
    rows = list(
        csv.DictReader(StringIO(ekrules("whatif", "--threshold", name, "--format", "csv").out))
    )
    (bound,) = written["bounds"]
    assert bound["rows"] == ["early-ahead", "early-moving"]
    at_62 = next(move for move in bound["moves"] if move["points"] == 2)
    assert at_62["changed"] == [{"goal": "samarbeid-2", "before": "green", "after": "yellow"}]
    assert "62 % (+2): 1 goal: samarbeid-2 green to yellow" in told
    assert [int(row["changed"]) for row in rows] == [len(one["changed"]) for one in bound["moves"]]


def test_a_bound_that_does_not_exist_is_told_with_the_nearest() -> None:
    ran = ekrules("whatif", "--threshold", "attainment-by-dedline")
    assert ran.code == 1
    assert 'Did you mean "attainment-by-deadline"?' in ran.told[0]


def test_a_picture_is_the_same_twice_and_described_in_words(tmp_path: Path) -> None:
    first, second = tmp_path / "a.svg", tmp_path / "b.svg"
    lines("--threshold", "--picture", first)
    lines("--threshold", "--picture", second)
    assert first.read_bytes() == second.read_bytes()
    text = first.read_text(encoding="utf-8")
    assert "<title id=" in text
    assert "2 år eller mer igjen, 23\u00a0mål" in text or "2 år eller mer igjen, 23 mål" in text


def test_a_picture_of_another_kind_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    ran = ekrules("whatif", "--threshold", "--picture", tmp_path / "a.gif")
    assert ran.code == 1
    assert "expected a name that ends with .svg or .png" in ran.told[0]
    assert not list(tmp_path.iterdir())


def test_without_altair_the_message_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    ran = ekrules("whatif", "--threshold", "--picture", tmp_path / "a.svg")
    assert ran.code == 1
    assert 'pip install "ekrules[reports]"' in ran.told[0]


def test_a_figure_set_to_unknown_is_told_as_the_reason_for_grey() -> None:
    assert "After: grey, it was set to unknown" in lines("helse-1", "--set", "epj=unknown")
