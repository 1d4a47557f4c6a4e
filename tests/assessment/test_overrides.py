"""Overrides: a person's judgement over the rules, signed, dated, and true to what it replaces."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent, indent

import pytest

from ekrules.assessment.assessed import Assessment, Status
from ekrules.assessment.overrides import (
    Override,
    late_signatures,
    long_overrides,
    read_overrides,
)
from ekrules.errors import Fault, Faults, InputError
from tests.assessment.builders import ON, assessed, goal, rising_table, rules, share, strategy

SOUND = """
goal: a-1
replaces: red
status: yellow
by: KS
because: {nb: Tallet er gammelt}
on: 2009-03-01
until: 2010-01-01
"""


def overrides(folder: Path, *texts: str) -> tuple[Override, ...]:
    listed = [indent(dedent(text).strip(), "    ").replace("    ", "  - ", 1) for text in texts]
    text = "overrides:\n" + "\n".join(listed) + "\n"
    (folder / "overrides.yaml").write_text(text, encoding="utf-8")
    faults = Faults()
    found = read_overrides(folder, faults)
    faults.stop_if_any()
    return found


def run(given: tuple[Override, ...]) -> Assessment:
    one = strategy(a=[goal()], b=[goal("b-1")])
    measures = {"m": share(10), "n": share(10)}
    return assessed(one, measures, rules(rising_table(0.2, 0.8)), given)


def refused(folder: Path, *texts: str) -> str:
    with pytest.raises(InputError) as caught:
        run(overrides(folder, *texts))
    assert len(caught.value.faults) == 1
    return str(caught.value).removeprefix(folder.as_posix())


def test_a_survey_without_overrides_needs_no_file(tmp_path: Path) -> None:
    assert read_overrides(tmp_path, Faults()) == ()


def test_an_override_shows_beside_the_computed_status_which_stays(tmp_path: Path) -> None:
    one = run(overrides(tmp_path, SOUND)).goal("a-1")
    assert (one.status, one.computed) == ("yellow", "red")
    assert one.override is not None
    assert one.override.by == "KS"
    assert one.override.because.nb == "Tallet er gammelt"
    assert (one.override.replaces, one.override.on) == ("red", date(2009, 3, 1))
    assert one.override.until == date(2010, 1, 1)
    assert one.decided_by is not None
    assert one.decided_by.row == "red"


def test_an_override_carries_on_into_the_theme_and_the_whole(tmp_path: Path) -> None:
    done = run(overrides(tmp_path, SOUND))
    assert [one.status for one in done.themes] == ["yellow", "red"]
    assert done.overall.counted[Status.YELLOW] == 1
    assert run(()).overall.counted[Status.YELLOW] == 0


def test_theme_and_whole_say_which_of_the_goals_below_them_were_overridden(tmp_path: Path) -> None:
    done = run(overrides(tmp_path, SOUND))
    assert [one.overridden for one in done.themes] == [("a-1",), ()]
    assert done.overall.overridden == ("a-1",)
    assert run(()).overall.overridden == ()


def test_a_goal_that_was_taken_out_of_the_count_is_overridden_all_the_same(tmp_path: Path) -> None:
    done = run(overrides(tmp_path, SOUND.replace("status: yellow", "status: grey")))
    assert done.themes[0].overridden == ("a-1",)


def test_an_override_may_take_a_goal_out_of_the_count(tmp_path: Path) -> None:
    done = run(overrides(tmp_path, SOUND.replace("status: yellow", "status: grey")))
    assert (done.themes[0].status, done.themes[0].reason) == ("grey", "nothing_assessed")


def test_an_override_is_good_on_its_last_day(tmp_path: Path) -> None:
    last = SOUND.replace("until: 2010-01-01", "until: 2009-04-01")
    assert run(overrides(tmp_path, last)).goal("a-1").status is Status.YELLOW


def test_an_expired_override_is_a_fault_at_its_date(tmp_path: Path) -> None:
    text = refused(tmp_path, SOUND.replace("until: 2010-01-01", "until: 2009-03-31"))
    assert text.startswith("/overrides.yaml:8:12: ")
    assert 'the override of "a-1" expired on 2009-03-31' in text


def test_an_override_of_what_the_rules_no_longer_give_is_a_fault(tmp_path: Path) -> None:
    text = refused(tmp_path, SOUND.replace("replaces: red", "replaces: green"))
    assert text.startswith("/overrides.yaml:3:15: ")
    assert "replaces green; but the rules give red: " in text
    assert text.endswith('write "replaces: red" if the judgement still holds.')


def test_an_override_that_the_rules_have_caught_up_with_is_to_be_taken_out(tmp_path: Path) -> None:
    caught_up = SOUND.replace("replaces: red", "replaces: green").replace("yellow", "red")
    text = refused(tmp_path, caught_up)
    assert text.endswith("replaces green; but the rules give red, as it does: take it out.")


def test_an_override_to_the_status_it_replaces_is_a_fault(tmp_path: Path) -> None:
    text = refused(tmp_path, SOUND.replace("status: yellow", "status: red"))
    assert text.startswith("/overrides.yaml:4:13: ")
    assert 'the override of "a-1" gives red, which it replaces' in text


def test_an_override_signed_after_its_last_day_is_a_fault(tmp_path: Path) -> None:
    text = refused(tmp_path, SOUND.replace("on: 2009-03-01", "on: 2010-01-02"))
    assert text.startswith("/overrides.yaml:7:9: ")
    assert 'the override of "a-1" is signed 2010-01-02, after 2010-01-01' in text


def test_an_override_of_no_goal_names_the_nearest(tmp_path: Path) -> None:
    text = refused(tmp_path, SOUND.replace("goal: a-1", "goal: a1"))
    assert text.startswith("/overrides.yaml:2:11: ")
    assert text.endswith('Did you mean "a-1"?')


def test_a_second_override_of_a_goal_is_a_fault_at_the_second(tmp_path: Path) -> None:
    text = refused(tmp_path, SOUND, SOUND)
    assert text.startswith("/overrides.yaml:9:11: ")
    assert 'a second override of "a-1"' in text


@pytest.mark.parametrize("key", ["by", "because", "on", "replaces"])
def test_an_override_says_who_why_when_and_over_what(tmp_path: Path, key: str) -> None:
    without = "\n".join(line for line in SOUND.splitlines() if not line.startswith(f"{key}:"))
    with pytest.raises(InputError, match=f'there is no "{key}" here'):
        overrides(tmp_path, without)


def test_everything_wrong_with_an_override_is_told_at_once(tmp_path: Path) -> None:
    wrong = SOUND.replace("replaces: red", "replaces: green").replace("2010-01-01", "2009-03-31")
    with pytest.raises(InputError) as caught:
        run(overrides(tmp_path, wrong))
    told = sorted(fault.found for fault in caught.value.faults)
    assert told == [
        'the override of "a-1" expired on 2009-03-31',
        'the override of "a-1" replaces green',
    ]


def test_an_override_may_be_signed_once_the_survey_is_in(tmp_path: Path) -> None:
    later = SOUND.replace("on: 2009-03-01", "on: 2009-09-01")
    assert run(overrides(tmp_path, later)).goal("a-1").status == "yellow"


def test_an_override_of_a_theme_is_told_to_name_a_goal(tmp_path: Path) -> None:
    text = refused(tmp_path, SOUND.replace("goal: a-1", "goal: a"))
    assert text.startswith("/overrides.yaml:2:11: ")
    assert '"a" is a theme; name one of its goals' in text


@pytest.mark.parametrize(
    ("signed", "unsigned", "expected"),
    [
        ("by: KS", 'by: "  "', "expected the name or the office of who decided"),
        ("{nb: Tallet er gammelt}", '{nb: " "}', "expected a text"),
    ],
)
def test_nobody_and_nothing_are_no_signature(
    tmp_path: Path, signed: str, unsigned: str, expected: str
) -> None:
    with pytest.raises(InputError, match=expected):
        overrides(tmp_path, SOUND.replace(signed, unsigned))


def told(faults: list[Fault]) -> list[str]:
    return [str(one).partition("overrides.yaml:")[2] for one in faults]


@pytest.mark.parametrize(
    ("on", "until", "is_long"),
    [
        ("2009-03-01", "2011-03-01", False),
        ("2009-03-01", "2011-03-02", True),
        ("2008-02-29", "2010-02-28", False),
        ("2008-02-29", "2010-03-01", True),
        ("1909-03-01", "2010-01-01", True),
        ("9998-12-31", "9999-12-31", False),
    ],
)
def test_an_override_that_holds_for_over_two_years_is_one_to_look_at(
    tmp_path: Path, on: str, until: str, is_long: bool
) -> None:
    given = SOUND.replace("2009-03-01", on).replace("2010-01-01", until)
    warnings = told(long_overrides(overrides(tmp_path, given)))
    expected = f'8:12: the override of "a-1" holds from {on} to {until}, over two years; '
    expected += "see that both days are right, or let it end sooner and be looked at again."
    assert warnings == ([expected] if is_long else [])


@pytest.mark.parametrize(("on", "is_late"), [("2011-04-01", False), ("2011-04-02", True)])
def test_a_signature_of_over_two_years_after_the_survey_is_one_to_look_at(
    tmp_path: Path, on: str, is_late: bool
) -> None:
    given = SOUND.replace("2009-03-01", on).replace("2010-01-01", "2012-01-01")
    warnings = told(late_signatures(overrides(tmp_path, given), ON))
    expected = f'7:9: the override of "a-1" is signed {on}, over two years after the survey, '
    expected += "which is as of 2009-04-01; see that the year is right, and that the judgement is "
    assert warnings == ([f"{expected}of these figures."] if is_late else [])
