"""Results that the pages tell are those of the assessment: counts, rows, bounds and sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ekrules import load, locate, run_assessment
from ekrules.assessment.assessed import FINDING_KINDS, GoalAssessment, Status
from ekrules.decision.conditions import Compare, leaves
from ekrules.decision.rows import Row
from ekrules.project.assessing import Outcome
from ekrules.project.synthesizing import synthesize
from ekrules.tables.tallies import segment_tallies
from tests.docs.pages import ROOT, MarkedTable, code_words, tables_of

BOUND_ROWS = (
    ("overdue-reached", "overdue-missed"),
    ("final-year-ahead", "final-year-moving"),
    ("second-year-ahead", "second-year-moving"),
    ("early-ahead", "early-moving"),
    ("undated-ahead", "undated-moving"),
)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return run_assessment(load(locate(ROOT)))


def percent(share: float) -> str:
    """Return a share as the pages write it."""
    return f"{share:.1%}".replace("%", " %")


@pytest.mark.parametrize("table", tables_of("slips"))
def test_page_recounts_the_slips_of_the_source(table: MarkedTable, outcome: Outcome) -> None:
    respondents = outcome.loaded.survey.respondents
    for row in table.rows:
        measure = outcome.assessment.measures[code_words(row[0])[0]]
        assert measure.numerator is not None
        assert measure.denominator is not None
        asked = percent(measure.numerator / measure.denominator)
        assert row[1] == f"{measure.numerator} of {measure.denominator}, {asked}", row
        assert row[2] == percent(measure.numerator / respondents), row


@pytest.mark.parametrize("table", tables_of("hidden"))
def test_page_shows_counts_that_reveal_a_hidden_one(table: MarkedTable, tmp_path: Path) -> None:
    _, wave = synthesize(ROOT, None, tmp_path, seed=2009)
    survey = load(locate(ROOT, survey=wave.folder)).survey
    groups = (("under_2000", "fra_2000"), ("fra_5000", "fra_10000", "fra_20000"))
    by_size = {
        name: one.own.of(table.mark.about) for name, one in segment_tallies(survey, "size").items()
    }
    counted = [[by_size[name] for name in names] for names in (*groups, tuple(by_size))]
    yes = [sum(one.counts["ja"] for one in group if one) for group in counted]
    asked = [sum(one.base_n("asked") for one in group if one) for group in counted]
    told = [[int(row[place]) for place in (1, 2, 4)] for row in table.rows]
    assert told == [yes, asked]
    assert all(row[3] == ":" for row in table.rows)
    hidden = yes[2] - yes[0] - yes[1]
    assert hidden == 10
    assert f"less 77 and 99 is {hidden}" in table.page.read_text(encoding="utf-8")


def row_of(goal: GoalAssessment) -> str:
    """Return the row that decided a goal."""
    return goal.decided_by.row if goal.decided_by else "none"


@pytest.mark.parametrize("table", tables_of("rows"))
def test_page_tells_which_row_decided_which_goal(table: MarkedTable, outcome: Outcome) -> None:
    told = {code_words(row[0])[0]: set(code_words(row[1])) for row in table.rows}
    decided: dict[str, set[str]] = {}
    for goal in outcome.assessment.goals:
        decided.setdefault(row_of(goal), set()).add(goal.goal)
    assert told == decided


@pytest.mark.parametrize("table", tables_of("firmness"))
def test_page_counts_how_firmly_the_source_speaks(table: MarkedTable, outcome: Outcome) -> None:
    goals = outcome.loaded.strategy.goals.values()
    for row in table.rows:
        firmness = code_words(row[0])[0]
        assert int(row[2]) == sum(one.published.firmness == firmness for one in goals), row
    for one in goals:
        ours = outcome.assessment.goal(one.id).status.value
        assert one.published.status in (None, ours), one.id


@pytest.mark.parametrize("table", tables_of("firm"))
def test_page_counts_how_many_colours_are_firm(table: MarkedTable, outcome: Outcome) -> None:
    robust = [goal.robust for goal in outcome.assessment.goals if goal.robust]
    firm = [sum(one.same_in_interval for one in robust), sum(one.same_in_bounds for one in robust)]
    total = len(robust)
    assert [row[1] for row in table.rows] == [f"{count} of {total}" for count in firm]


@pytest.mark.parametrize("table", tables_of("judged"))
def test_page_counts_how_many_goals_each_table_judges(table: MarkedTable, outcome: Outcome) -> None:
    judged = [goal.table_id for goal in outcome.loaded.strategy.goals.values()]
    told = {code_words(row[0])[0]: int(row[1]) for row in table.rows}
    assert told == {name: judged.count(name) for name in judged}


def least(row: Row) -> str:
    """Return the attainment from which a row holds, as the page writes it."""
    for leaf in leaves(row.condition):
        if isinstance(leaf, Compare) and (leaf.input, leaf.operator) == ("attainment", "at_least"):
            assert isinstance(leaf.bound, float)
            return f"{leaf.bound:.0%}".replace("%", " %")
    return "–"


@pytest.mark.parametrize("table", tables_of("bounds"))
def test_page_tells_the_bounds_of_the_table(table: MarkedTable, outcome: Outcome) -> None:
    rows = {row.id: row for row in outcome.loaded.rules.status[table.mark.about].rows}
    bounds = [[least(rows[name]) for name in pair] for pair in BOUND_ROWS]
    assert [list(row[1:3]) for row in table.rows] == bounds


def test_readme_quotes_the_narrative(outcome: Outcome) -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    quoted = " ".join(line[2:] for line in lines if line.startswith("> "))
    assert quoted
    assert quoted in outcome.narrative.goals["helse-1"].text.replace("\u00a0", " ")


def test_changelog_counts_the_results(outcome: Outcome) -> None:
    text = " ".join((ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split())
    goals = [goal.status for goal in outcome.assessment.goals]
    themes = [theme.status for theme in outcome.assessment.themes]
    green, yellow, red, grey = (goals.count(status) for status in Status)
    assert grey == 0
    assert f"{green} goals green, {yellow} yellow, {red} red, none grey" in text
    green, yellow, red, grey = (themes.count(status) for status in Status)
    assert f"{green} themes are green, {yellow} yellow and {red} red" in text
    held = [one.kind for one in outcome.assessment.findings if one.holds]
    assert re.findall(r"(\d+) (?:strengths|weaknesses|opportunities|threats)", text) == [
        str(held.count(kind)) for kind in FINDING_KINDS
    ]
