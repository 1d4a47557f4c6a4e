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
ALSO = """\
indicator:
  also:
    points:
      asks: How many points?
      hit_policy: unique
      inputs: {position: {unit: number, better: up}}
      outputs: {score: {unit: number}}
      rows:
        - {id: much, when: {position: {at_least: 1.1}}, then: {score: 2}}
        - {id: little, when: {position: {below: 1.1}}, then: {score: 1}}
  table:
    asks: Is it good?
    hit_policy: unique
    inputs: {score: {unit: number, better: up}}
    rows:
      - {id: good, when: {score: {at_least: 2}}, status: green}
      - {id: poor, when: {score: {below: 2}}, status: red}
"""
IN_TWO = BODY[: BODY.index("indicator:")] + ALSO
ON_A_PATH = """\
series: {milestones: catalogue}
derived: {gap: gap_milestones}
indicator:
  table:
    asks: Is it on its path?
    hit_policy: unique
    inputs: {gap: {unit: number}}
    rows:
      - {id: ahead, when: {gap: {at_least: 0}}, status: green}
      - {id: behind, when: {gap: {below: 0}}, status: red}
"""
MILESTONES = CATALOGUE.replace("parameters: {red: 0, green: 10}", "milestones: {2015: 0, 2020: 1}")


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


TABLES: dict[str, tuple[str, str]] = {
    "one under another name": (
        IN_TWO,
        IN_TWO.replace("points:", "marks:")
        .replace("at_least: 1.1", "at_least: 1.6")
        .replace("below: 1.1", "below: 1.6"),
    ),
    "one that is new": (BODY, IN_TWO),
    "one that is gone": (BODY + LOWEST, BODY + LOWEST[: LOWEST.index("    table:")]),
}


@pytest.mark.parametrize("name", TABLES)
def test_other_tables_than_before_are_another_method(name: str, tmp_path: Path) -> None:
    old, new = (side(tmp_path / str(n), body=body) for n, body in enumerate(TABLES[name]))
    for one, other in ((old, new), (new, old)):
        found, was, now = compare_methods(one, other), results_of(one), results_of(other)
        moved = {key for key in was.keys() & now.keys() if was[key].comes_to != now[key].comes_to}
        pairs = [(each.level, pair) for each in found.levels for pair in each.pairs]
        assert moved
        assert {(level, pair.entity, pair.member) for level, pair in pairs} == moved
        assert found.causes == ("method",)
        assert all(sets(pair) == [("method",)] for _, pair in pairs)


def test_a_milestone_is_told_as_the_target(tmp_path: Path) -> None:
    later = MILESTONES.replace("2020: 1}", "2020: 9}")
    found = compare_methods(
        side(tmp_path / "old", catalogue=MILESTONES, body=ON_A_PATH),
        side(tmp_path / "new", catalogue=later, body=ON_A_PATH),
    )
    assert sets(pair(found, "indicator", "A", "x")) == [("target",)]
    assert [one.name for one in found.differences] == ["x.milestones 2020", "y.milestones 2020"]


def test_parameters_of_another_default_are_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    names = ["one", "two", "three", "four", "five", "six"]
    more = "".join(f"  {name}: {{means: {{nb: en}}, default: 1}}\n" for name in names)
    body = BODY.replace("parameters:\n", f"parameters:\n{more}")
    found = compare_methods(
        side(tmp_path / "old", body=body),
        side(tmp_path / "new", body=body.replace("default: 1", "default: 2")),
    )
    assert [one.name for one in found.differences] == names


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
