"""Shares that divide a count: the prover and all the ways that up to twelve goals can stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.decision.conditions import Compare, Condition, InputReference, Operator, Value
from ekrules.decision.inputs import Input
from ekrules.decision.proof.given import SharesOfWhole
from ekrules.decision.proof.proving import prove_table
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable
from tests.decision.oracle import truth

SHARES = ("share_green", "share_yellow", "share_red")
COLOURS = SharesOfWhole("goals_assessed", SHARES)
INPUTS = {
    "goals_assessed": Input("goals_assessed", "count"),
    "share_green": Input("share_green", "share", better="up"),
    "share_yellow": Input("share_yellow", "share"),
    "share_red": Input("share_red", "share", better="down"),
}
ORDER: tuple[Operator, ...] = ("at_least", "more_than", "at_most", "below", "is", "is_not")


def every_theme(most: int) -> Iterator[dict[str, Value | None]]:
    yield {"goals_assessed": 0, **dict.fromkeys(SHARES)}
    for count in range(1, most + 1):
        for green in range(count + 1):
            for yellow in range(count - green + 1):
                parts = (green, yellow, count - green - yellow)
                shares = {name: part / count for name, part in zip(SHARES, parts, strict=True)}
                yield {"goals_assessed": count, **shares}


def could_be(case: Mapping[str, Value | None]) -> bool:
    """Whether so many goals could give these shares."""
    count = case["goals_assessed"]
    assert isinstance(count, int)
    shares = [case[name] for name in case if name in SHARES]
    if not count:
        return all(share is None for share in shares)
    parts = [round(count * float(str(share))) for share in shares]
    adds_up = sum(parts) == count if len(parts) == len(SHARES) else sum(parts) <= count
    return adds_up and [part / count for part in parts] == shares


@st.composite
def comparisons(draw: st.DrawFn, shares: tuple[str, ...]) -> Condition:
    operator = draw(st.sampled_from(ORDER))
    name = draw(st.sampled_from(["goals_assessed", *shares]))
    if name == "goals_assessed":
        return Compare(name, operator, draw(st.sampled_from([1, 2, 5])))
    if draw(st.integers(0, 4)) == 0:
        return Compare(name, operator, InputReference(draw(st.sampled_from(shares))))
    return Compare(name, operator, draw(st.sampled_from([0.0, 0.1, 1 / 3, 0.4, 0.5, 0.6, 1.0])))


@st.composite
def tables(draw: st.DrawFn) -> DecisionTable:
    shares = draw(st.sampled_from([SHARES, SHARES[::2], SHARES[:1]]))
    rows = draw(st.lists(comparisons(shares), min_size=2, max_size=4))
    names = ("goals_assessed", *shares)
    return DecisionTable(
        id="theme",
        asks="?",
        hit_policy="unique",
        inputs={name: INPUTS[name] for name in names},
        rows=tuple(
            Row(f"row {number}", one, {"status": draw(st.sampled_from(("green", "red")))})
            for number, one in enumerate(rows)
        ),
    )


@settings(max_examples=150, deadline=None)
@given(tables())
def test_what_is_found_of_shares_is_what_some_number_of_goals_gives(table: DecisionTable) -> None:
    proof = prove_table(table, given=(COLOURS,), seconds=60)
    known = [one for one in every_theme(12) if one["goals_assessed"]]
    held = [[row.id for row in table.rows if truth(row.condition, one)] for one in known]
    gaps = [one for one, rows in zip(known, held, strict=True) if not rows]
    pairs = {
        (upper, lower)
        for rows in held
        for number, upper in enumerate(rows)
        for lower in rows[number + 1 :]
    }
    told = {(one.upper.id, one.lower.id) for one in proof.overlaps}
    if "whether some row covers every case" not in proof.undecided:
        assert proof.gaps or not gaps
    if "whether two rows can both apply" not in proof.undecided:
        assert pairs <= told
    for case in [one.case for one in proof.gaps] + [one.case for one in proof.overlaps]:
        assert could_be(case)


def test_the_search_for_whole_numbers_settles_almost_everything() -> None:
    undecided: list[str] = []

    @settings(max_examples=60, deadline=None, database=None, derandomize=True)
    @given(tables())
    def count(table: DecisionTable) -> None:
        undecided.extend(prove_table(table, given=(COLOURS,), seconds=60).undecided)

    count()
    assert len(undecided) <= 3


def test_a_bound_of_one_third_is_met_by_one_of_three() -> None:
    level = Compare("share_yellow", "is", InputReference("share_green"))
    ahead = Compare("share_green", "at_least", InputReference("share_red"))
    third = Compare("share_green", "is", 1 / 3)
    named = {"level": level, "ahead": ahead, "third": third}
    rows = tuple(Row(name, one, {"status": "green"}) for name, one in named.items())
    inputs = {"goals_assessed": Input("goals_assessed", "count")}
    inputs |= {name: Input(name, "share") for name in SHARES}
    table = DecisionTable("theme", "?", "unique", inputs, rows)
    # One green, one yellow and one red: each is a third, and every row applies.
    found = {(one.upper.id, one.lower.id) for one in prove_table(table, given=(COLOURS,)).overlaps}
    assert found == {("level", "ahead"), ("level", "third"), ("ahead", "third")}
