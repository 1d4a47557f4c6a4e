"""Two results of methods, and why each colour differs: planted differences, and mixes run whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ekrules.assessment.comparison.causes import Cause
from ekrules.assessment.comparison.mixed_methods import MethodSide, MixedMethods, results_of
from ekrules.assessment.comparison.pair_comparing import compare_methods
from ekrules.assessment.comparison.pairs import LevelComparison, MethodComparison, PairComparison
from ekrules.errors import Faults
from ekrules.methods.reading import read_method
from tests.methods.made_methods import BODY, HEAD, LEVEL, indicators, method

CATALOGUE = """\
- {id: x, label: {nb: X}, unit: number, better: up, group: g, parameters: {red: 0, green: 10}}
- {id: y, label: {nb: Y}, unit: number, better: up, group: g, parameters: {red: 0, green: 10}}
"""
VALUES = "A,2018,x,2\nA,2018,y,20\nB,2018,x,20\nB,2018,y,20\n"
LOWEST = LEVEL.replace("{ROLL_UP}", "{of: position, take: min}")
AGED = """\
series: {at_most_years_old: 3}
derived: {current: newest_value}
indicator:
  table:
    asks: Is it known?
    hit_policy: unique
    inputs: {current: {unit: number}}
    rows:
      - {id: known, when: {current: {unknown: false}}, status: green}
      - {id: stale, when: {current: {unknown: true}}, status: red}
"""


def side(
    folder: Path, values: str = VALUES, catalogue: str = CATALOGUE, body: str = BODY + LOWEST
) -> MethodSide:
    folder.mkdir(parents=True, exist_ok=True)
    return MethodSide(method(folder, body), indicators(folder, catalogue, values))


def level(found: MethodComparison, name: str) -> LevelComparison:
    return next(one for one in found.levels if one.level == name)


def pair(found: MethodComparison, name: str, entity: str, member: str) -> PairComparison:
    told = level(found, name)
    every = (*told.pairs, *told.same_though)
    return next(one for one in every if (one.entity, one.member) == (entity, member))


def sets(one: PairComparison) -> list[tuple[Cause, ...]]:
    return [each.causes for each in one.attribution.sufficient]


def test_a_side_held_against_itself_differs_in_nothing(tmp_path: Path) -> None:
    one = side(tmp_path)
    found = compare_methods(one, one)
    assert not found.differs
    assert found.causes == ()
    assert all(not each.same_though for each in found.levels)


PLANTED: dict[str, tuple[dict[str, str], Cause]] = {
    "a later value": ({"values": VALUES + "A,2019,x,20\n"}, "new_values"),
    "a revised value": ({"values": VALUES.replace("x,2\n", "x,20\n")}, "revised_values"),
    "a bound": (
        {
            "catalogue": CATALOGUE.replace(
                "parameters: {red: 0, green: 10}}\n- {id: y",
                "parameters: {red: 0, green: 2}}\n- {id: y",
            )
        },
        "target",
    ),
    "a row": ({"body": (BODY + LOWEST).replace("1.5", "1.2")}, "rule"),
    "a scale": ({"body": (BODY + LOWEST).replace("gives: 1}", "gives: 1.5}")}, "method"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_difference_is_told_as_its_cause_alone(name: str, tmp_path: Path) -> None:
    changed, cause = PLANTED[name]
    found = compare_methods(side(tmp_path / "old"), side(tmp_path / "new", **changed))
    one = pair(found, "indicator", "A", "x")
    assert one.old.comes_to == "red"
    assert one.attribution.moved
    assert sets(one) == [(cause,)]
    assert found.causes == (cause,)


def test_another_direction_is_told_as_the_measure(tmp_path: Path) -> None:
    body = BODY.replace("inputs: {position", "inputs: {better: {unit: text}, position")
    body = body.replace(
        "when: {position: {below: 1.5}}", "when: {position: {below: 1.5}, better: {is: up}}"
    )
    other = CATALOGUE.replace(
        "better: up, group: g, parameters: {red: 0, green: 10}}\n- {id: y",
        "better: down, group: g, parameters: {red: 0, green: 10}}\n- {id: y",
    )
    found = compare_methods(
        side(tmp_path / "old", body=body), side(tmp_path / "new", catalogue=other, body=body)
    )
    one = pair(found, "indicator", "A", "x")
    assert (one.old.comes_to, one.new.comes_to) == ("red", "grey")
    assert sets(one) == [("measure",)]


def test_a_new_indicator_moves_the_group_it_belongs_to(tmp_path: Path) -> None:
    one = CATALOGUE.splitlines(keepends=True)[1]
    old = side(tmp_path / "old", "A,2018,y,20\nB,2018,y,20\n", one)
    found = compare_methods(old, side(tmp_path / "new"))
    goal = pair(found, "goal", "A", "g")
    assert (goal.old.comes_to, goal.new.comes_to) == ("green", "red")
    assert sets(goal) == [("new_values", "members")]
    assert level(found, "indicator").new_pairs == 3


def test_the_year_alone_may_turn_what_has_become_old(tmp_path: Path) -> None:
    values = "A,2018,x,0\nB,2018,x,20\n"
    old = side(tmp_path / "old", values, body=AGED)
    new = side(tmp_path / "new", values + "B,2025,x,20\n", body=AGED)
    found = compare_methods(old, new)
    assert set(found.causes) == {"new_values", "time"}
    one = pair(found, "indicator", "A", "x")
    assert (one.old.comes_to, one.new.comes_to) == ("green", "red")
    assert sets(one) == [("time",)]


def test_two_differences_that_cancel_out_are_told(tmp_path: Path) -> None:
    easier = CATALOGUE.replace("green: 10", "green: 2")
    lower = VALUES.replace("A,2018,x,2\n", "A,2018,x,0\n")
    found = compare_methods(side(tmp_path / "old"), side(tmp_path / "new", lower, easier))
    one = pair(found, "indicator", "A", "x")
    assert one in level(found, "indicator").same_though
    assert [(each.causes, each.comes_to) for each in one.attribution.sufficient] == [
        (("target",), "green")
    ]


def test_another_method_is_one_cause_whatever_differs_between_the_two(tmp_path: Path) -> None:
    old = side(tmp_path)
    path = tmp_path / "other.yaml"
    text = HEAD.replace("method: made", "method: other") + BODY + LOWEST
    path.write_text(text.replace("gives: 1}", "gives: 1.5}"), encoding="utf-8")
    faults = Faults()
    other = read_method(path, faults)
    faults.stop_if_any()
    assert other is not None
    found = compare_methods(old, MethodSide(other, old.indicators))
    assert found.causes == ("method",)
    assert [one.kind for one in found.differences] == ["judged_by"]
    assert sets(pair(found, "indicator", "A", "x")) == [("method",)]


_VALUE = st.integers(-5, 15)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("AB"), st.sampled_from("xy"), st.integers(2015, 2019)),
        _VALUE,
        min_size=4,
    ),
    st.dictionaries(
        st.tuples(st.sampled_from("AB"), st.sampled_from("xy"), st.integers(2015, 2021)),
        _VALUE,
        min_size=4,
    ),
    st.integers(1, 9),
)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_with_everything_from_one_side_a_mix_is_that_sides_own_result(
    tmp_path: Path,
    before: dict[tuple[str, str, int], int],
    after: dict[tuple[str, str, int], int],
    bound: int,
) -> None:
    def text(values: dict[tuple[str, str, int], int]) -> str:
        return "".join(f"{e},{year},{i},{v}\n" for (e, i, year), v in sorted(values.items()))

    old = side(tmp_path / "old", text(before))
    new = side(tmp_path / "new", text(after), CATALOGUE.replace("green: 10", f"green: {bound}"))
    mixed = MixedMethods(old, new)
    every: tuple[Cause, ...] = ("new_values", "revised_values", "time", "target", "members")

    def came(results: object) -> object:
        assert isinstance(results, dict)
        return {
            key: (one.comes_to, one.row, one.reason, one.numbers) for key, one in results.items()
        }

    assert came(mixed.results(frozenset())) == came(results_of(old))
    assert came(mixed.results(frozenset(every))) == came(results_of(new))
    for each in compare_methods(old, new).levels:
        for one in each.pairs:
            assert one.attribution.old == one.old.comes_to
            assert one.attribution.new == one.new.comes_to
            assert one.attribution.sufficient
