"""Goals that rest on indicators or are judged by a published method, and why they differ."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ekrules.assessment.comparison.causes import OLD, State
from ekrules.assessment.comparison.comparing import Comparison, GoalComparison, compare_sides
from ekrules.assessment.comparison.figures import Figures
from ekrules.assessment.comparison.mixed_goals import MixedGoals
from ekrules.project.comparing.comparing import side_of
from ekrules.project.loading import load
from ekrules.project.locating import locate
from tests.indicator_project import CATALOGUE, ROWS, SURVEY, goal
from tests.indicator_project import project as made_up
from tests.methods.made_methods import HEAD

METHOD = "rules/methods/made.yaml"
BY_TABLE = goal("nett-1")
BY_METHOD = goal("nett-1", target="90 %", judged_by="made")
# From 40 in 2005 to 62.3 in 2008 is 7.4 points a year; to 90 in 2012 it takes 7.1.
PACED = """\
parameters:
  target: {means: {nb: mål}}
  deadline: {means: {nb: frist}, unit: year}
series: {target: target, deadline: deadline}
derived: {pace: pace_linear}
indicator:
  table:
    asks: Is it fast enough?
    hit_policy: unique
    inputs: {pace: {unit: number, better: up}}
    rows:
      - {id: fast, when: {pace: {at_least: 1}}, status: green}
      - {id: slow, when: {pace: {below: 1}}, status: red}
"""
# What a method reads besides the series that it judges.
ACROSS = """\
across: {average: {take: mean}}
numbers: {ahead: {of: value, minus: average}}
indicator:
  table:
    asks: Is it ahead of the others?
    hit_policy: unique
    inputs: {ahead: {unit: number}}
    rows:
      - {id: ahead, when: {ahead: {at_least: 0}}, status: green}
      - {id: behind, when: {ahead: {below: 0}}, status: red}
"""
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
BY_SIZE = """\
attributes: [size]
indicator:
  table:
    asks: Is it large?
    hit_policy: unique
    inputs: {size: {unit: text}}
    rows:
      - {id: large, when: {size: {is: large}}, status: green}
      - {id: small, when: {size: {is_not: large}}, status: red}
"""
MILESTONES = CATALOGUE.replace(
    "parameters: {target: 90, deadline: 2012}", "milestones: {2005: 30, 2012: 50}"
)
OTHER_SIZES = (
    CATALOGUE.replace("{size: large}}\n  - {id", "{size: kept}}\n  - {id")
    .replace("{size: small}}", "{size: large}}")
    .replace("{size: kept}}", "{size: small}}")
)
OF_1103 = "1103,2008,broadband,51,,\n"


def project(
    into: Path, *goals: str, rows: str = ROWS, catalogue: str = CATALOGUE, method: str = PACED
) -> Path:
    """Return the made-up project with a method: the one that paces, where no other is given."""
    root = made_up(into, *goals, rows=rows, catalogue=catalogue)
    (root / METHOD).write_text(HEAD + method, encoding="utf-8")
    return root


def a_year_later(root: Path) -> None:
    about = root / SURVEY / "survey.yaml"
    text = about.read_text(encoding="utf-8")
    about.write_text(text.replace("wave: 2009", "wave: 2010").replace("2009-", "2010-"), "utf-8")


def compared(old: Path, new: Path) -> Comparison:
    return compare_sides(*(side_of(load(locate(one))) for one in (old, new)))


def told(found: Comparison) -> GoalComparison:
    return next(one for one in (*found.goals, *found.same_though) if one.goal == "nett-1")


def sets(one: GoalComparison) -> list[tuple[str, ...]]:
    return [each.causes for each in one.attribution.sufficient]


@pytest.mark.parametrize("written", [BY_TABLE, BY_METHOD], ids=["table", "method"])
def test_a_side_held_against_itself_differs_in_nothing(written: str, tmp_path: Path) -> None:
    side = side_of(load(locate(project(tmp_path, written))))
    found = compare_sides(side, side)
    assert not found.differs
    assert not found.same_though


def test_a_revised_value_of_an_indicator_is_told_as_revised(tmp_path: Path) -> None:
    rows = ROWS.replace("2008,broadband,62.3", "2008,broadband,2.3")
    old, new = project(tmp_path / "a", BY_TABLE), project(tmp_path / "b", BY_TABLE, rows=rows)
    one = told(compared(old, new))
    assert one.attribution.moved
    assert sets(one) == [("revised_values",)]
    (figure,) = one.differences
    assert figure.old_at is not None
    assert figure.old_at.file.endswith("values.csv")


def test_an_earlier_value_moves_a_goal_only_where_a_method_reads_the_series(tmp_path: Path) -> None:
    rows = ROWS.replace("2005,broadband,40", "2005,broadband,55")
    by_table = compared(
        project(tmp_path / "a", BY_TABLE), project(tmp_path / "b", BY_TABLE, rows=rows)
    )
    assert not by_table.differs
    one = told(
        compared(project(tmp_path / "c", BY_METHOD), project(tmp_path / "d", BY_METHOD, rows=rows))
    )
    assert one.attribution.moved
    assert sets(one) == [("revised_values",)]


def test_a_later_value_is_told_as_new(tmp_path: Path) -> None:
    rows = ROWS.replace("0301,2010,broadband,99,,\n", "0301,2010,broadband,41,,\n")
    old, new = project(tmp_path / "a", BY_METHOD), project(tmp_path / "b", BY_METHOD, rows=rows)
    a_year_later(new)
    one = told(compared(old, new))
    assert one.attribution.moved
    assert ("new_values",) in sets(one)


def test_another_target_of_a_goal_that_a_method_judges_is_told_as_the_target(
    tmp_path: Path,
) -> None:
    other = BY_METHOD.replace("90 %", "99 %")
    one = told(compared(project(tmp_path / "a", BY_METHOD), project(tmp_path / "b", other)))
    assert one.attribution.moved
    assert sets(one) == [("target",)]


def test_a_goal_that_a_method_judges_instead_of_a_table_is_told_as_the_method(
    tmp_path: Path,
) -> None:
    old = project(tmp_path / "a", BY_TABLE)
    one = told(compared(old, project(tmp_path / "b", goal("nett-1", judged_by="made"))))
    assert sets(one) == [("method",)]
    assert {each.kind for each in one.differences} == {"judged_by"}


def test_the_rows_of_a_method_are_a_rule_and_its_series_the_method(tmp_path: Path) -> None:
    old = project(tmp_path / "a", BY_METHOD)
    for name, was, now, cause in (
        ("rows", " 1}}", " 1.2}}", "rule"),
        ("series", "deadline: deadline}", "deadline: 2010}", "method"),
    ):
        new = project(tmp_path / name, BY_METHOD)
        path = new / METHOD
        path.write_text(path.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
        one = told(compared(old, new))
        assert one.attribution.moved
        assert sets(one) == [(cause,)]


AROUND: dict[str, tuple[dict[str, str], dict[str, str], str, str]] = {
    "another entity's figure": (
        {"method": ACROSS},
        {"method": ACROSS, "rows": ROWS.replace(OF_1103, OF_1103.replace("51", "80"))},
        "revised_values",
        "broadband.1103 2008",
    ),
    "another entity's later figure": (
        {"method": ACROSS},
        {"method": ACROSS, "rows": ROWS.replace(OF_1103, OF_1103 + "1103,2009,broadband,80,,\n")},
        "new_values",
        "broadband.1103 2009",
    ),
    "a milestone": (
        {"method": ON_A_PATH, "catalogue": MILESTONES},
        {"method": ON_A_PATH, "catalogue": MILESTONES.replace("2012: 50", "2012: 150")},
        "target",
        "broadband.milestones 2012",
    ),
    "the entity's attributes": (
        {"method": BY_SIZE},
        {"method": BY_SIZE, "catalogue": OTHER_SIZES},
        "measure",
        "0301",
    ),
}


@pytest.mark.parametrize("name", AROUND)
def test_what_a_method_reads_around_the_series_is_told(name: str, tmp_path: Path) -> None:
    before, after, cause, told_of = AROUND[name]
    judged = goal("nett-1", judged_by="made")
    old, new = (
        project(tmp_path / folder, judged, **given)
        for folder, given in (("old", before), ("new", after))
    )
    one = told(compared(old, new))
    assert (one.old.status.value, one.new.status.value) == ("green", "red")
    assert (one.attribution.old, one.attribution.new) == ("green", "red")
    assert sets(one) == [(cause,)]
    assert {(each.cause, each.name) for each in one.differences} == {(cause, told_of)}
    back = told(compared(new, old)).attribution
    assert (back.old, back.new) == ("red", "green")


def test_another_unit_is_another_definition_of_the_figure(tmp_path: Path) -> None:
    rows = ROWS.replace("2008,broadband,62.3", "2008,broadband,0.9")
    in_shares = CATALOGUE.replace("unit: percent", "unit: share", 1)
    in_shares = in_shares.replace("limits: {low: 0, high: 100}", "limits: {low: 0, high: 1}")
    small = CATALOGUE.replace("limits: {low: 0, high: 100}", "limits: {low: 0, high: 1}")
    rows = re.sub(r"(broadband),(40|48|55.5|99|51),", r"\1,0.1,", rows)
    old = project(tmp_path / "old", BY_TABLE, rows=rows, catalogue=small)
    one = told(compared(old, project(tmp_path / "new", BY_TABLE, rows=rows, catalogue=in_shares)))
    assert one.attribution.moved
    assert sets(one) == [("measure",)]
    assert [each.name for each in one.differences] == ["broadband.unit"]


@pytest.mark.parametrize("written", [BY_TABLE, BY_METHOD], ids=["table", "method"])
def test_with_everything_from_one_side_a_mix_is_that_sides_own_status(
    written: str, tmp_path: Path
) -> None:
    rows = ROWS.replace("2007,broadband,55.5", "2007,broadband,61").replace("2010,b", "2009,b")
    catalogue = CATALOGUE.replace("target: 90", "target: 70")
    old = project(tmp_path / "a", written)
    new = project(tmp_path / "b", written, rows=rows, catalogue=catalogue)
    a_year_later(new)
    before, after = (side_of(load(locate(one))) for one in (old, new))
    mixed = MixedGoals(before, after, Figures(before, after))
    every: State = frozenset({"new_values", "revised_values", "time", "target", "measure", "rule"})
    for side, state in ((before, OLD), (after, every)):
        for one in side.assessment.goals:
            assert mixed.verdict(one.goal, state).comes_to == one.status.value
    found = compare_sides(before, after)
    for each in (*found.goals, *found.same_though):
        assert each.attribution.old == each.old.status.value
        assert each.attribution.new == each.new.status.value
