"""Cases of shares that divide a count: what can't be is left out, what is known is filled in."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ekrules.decision.inputs import Input
from ekrules.decision.possible_cases import made_possible
from ekrules.decision.proof.given import SharesOfWhole
from ekrules.decision.witnesses import Given

WHOLE = SharesOfWhole("goals", ("green", "yellow", "red"))
SHARES = {name: Input(name, "share") for name in ("green", "red")}
INPUTS = {"goals": Input("goals", "count"), **SHARES}


def possible(case: Given, about: str | None = None) -> Given | None:
    return made_possible(case, about, INPUTS, [WHOLE])


def test_more_than_all_of_them_can_not_be() -> None:
    assert possible({"goals": 4, "green": 0.75, "red": 0.5}) is None


def test_a_share_that_no_number_of_so_few_gives_is_of_more() -> None:
    assert possible({"goals": 1, "red": 0.75, "green": 0.0}, "red") == {
        "goals": 1000, "red": 0.75, "green": 0.0,
    }  # fmt: skip


def test_where_the_count_is_in_question_it_stays_or_the_case_falls() -> None:
    assert possible({"goals": 2, "red": 0.5, "green": 0.5}, "goals") is not None
    assert possible({"goals": 1, "red": 0.5, "green": 0.5}, "goals") is None


def test_of_nothing_no_share_is_known_and_of_something_every_one_is() -> None:
    assert possible({"goals": 0, "red": 0.5}) == {"goals": 0}
    assert possible({"goals": 2, "red": 0.5}) == {"goals": 2, "red": 0.5, "green": 0.0}
    assert possible({"goals": 2, "red": 0.5}, "green") is None
    assert possible({"red": 0.5}) is None


def test_other_inputs_and_other_tables_are_left_as_they_are() -> None:
    case: Given = {"attainment": 0.5}
    assert made_possible(case, None, {"attainment": Input("attainment", "share")}, [WHOLE]) is case


@given(st.integers(1, 200), st.data())
def test_every_case_that_can_be_stays_as_it_is(goals: int, data: st.DataObject) -> None:
    green = data.draw(st.integers(0, goals))
    red = data.draw(st.integers(0, goals - green))
    case: Given = {
        "goals": goals, "green": float(Fraction(green, goals)), "red": float(Fraction(red, goals)),
    }  # fmt: skip
    assert possible(case) == case
