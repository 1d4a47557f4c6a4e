"""Sides to be compared: the real project with its files changed, and read again.

The goal helse-1 is judged by a bound of its own, 65.1 % (162 of 249) against 60 %, so that one
small change of any kind turns it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from ekrules.assessment.comparison.compared_side import ComparedSide
from ekrules.assessment.comparison.comparing import Comparison, GoalComparison
from ekrules.project.comparing.comparing import side_of
from ekrules.project.loading import load
from ekrules.project.locating import locate
from ekrules.survey.survey import Survey
from tests.own_bounds import HELSE, give_own_bound
from tests.real_project import PRINTED, RULES, SURVEY, copied_project, real, replaced

Change = Callable[[Path], object]
GOAL = "helse-1"
SURVEY_FILE = f"fixtures/{SURVEY}/survey.yaml"
_TABLE = """tables:
  - decision: generous
    asks: Is anything done?
    hit_policy: unique
    inputs: {attainment: {unit: share, better: up}}
    rows:
      - {id: much, when: {attainment: {at_least: 70 %}}, status: green}
      - {id: little, when: {attainment: {below: 70 %}}, status: yellow}
"""


def fewer_records(project: Path) -> None:
    """Let 132 of 249 use electronic records, not 162: 53 %."""
    table = project / PRINTED / "03-helse.yaml"
    for answer, was, now in (("nei", 32, 62), ("ja", 162, 132)):
        for line in table.read_text(encoding="utf-8").splitlines():
            if f"{{answer: {answer}, count: {was}," in line:
                percent = f"{100 * now / 249:.1f}"
                text = f"      - {{answer: {answer}, count: {now}, percent: {percent}}}"
                replaced(table, line, text)
    replaced(
        table,
        "percent: 14.1, valid_percent: 14.1, cumulative_percent: 26.9",
        "percent: 14.1, valid_percent: 14.1, cumulative_percent: 39.0",
    )


def a_year_later(project: Path) -> None:
    """Let the survey be of the next wave, on the same day a year later."""
    replaced(project / SURVEY_FILE, "wave: 2009", "wave: 2010")
    replaced(project / SURVEY_FILE, "reference_date: 2009-04-01", "reference_date: 2010-04-01")


def bound_at(share: str) -> Change:
    """Return what moves the goal's own bound."""
    value = "{from: 2008-01-01, value: %s}"
    return lambda project: replaced(project / HELSE, value % "60 %", value % share)


def steady_bound(project: Path) -> None:
    """Let the goal's own bound be the same every year."""
    replaced(project / HELSE, "          - {from: 2010-01-01, value: 75 %}\n", "")


def partly_counts(project: Path) -> None:
    """Count those who partly use electronic records too: 197 of 249."""
    replaced(
        project / HELSE,
        "    question: epj\n    counts: [ja]",
        "    question: epj\n    counts: [ja, delvis]",
    )


def stricter_row(project: Path) -> None:
    """Let it take more than the bound: 70 % at the least."""
    replaced(
        project / HELSE,
        "when: {attainment: {at_least: enough}}, status: green",
        "when: {all: [{attainment: {at_least: enough}}, {attainment: {at_least: 70 %}}]},"
        " status: green",
    )
    replaced(
        project / HELSE,
        "when: {attainment: {below: enough}}, status: red",
        "when: {any: [{attainment: {below: enough}}, {attainment: {below: 70 %}}]}, status: red",
    )
    replaced(
        project / HELSE,
        "given: {attainment: 60 %, enough: 60 %}",
        "given: {attainment: 70 %, enough: 60 %}",
    )


def another_table(project: Path) -> None:
    """Judge the goal by a shared table instead of its own."""
    text = (project / HELSE).read_text(encoding="utf-8")
    start = text.index("    parameters:\n      enough:")
    end = text.index("        - {name: less, given:")
    end = text.index("\n", end) + 1
    judged = "    judged_by: generous\n"
    (project / HELSE).write_text(text[:start] + judged + text[end:], encoding="utf-8")


def overridden(project: Path) -> None:
    """Let a person set the goal to yellow."""
    (project / f"fixtures/{SURVEY}/overrides.yaml").write_text(
        f"overrides:\n  - goal: {GOAL}\n    replaces: green\n    status: yellow\n"
        "    by: fagavdelingen\n    because: {nb: målingen er ny}\n"
        "    on: 2009-05-01\n    until: 2010-05-01\n",
        encoding="utf-8",
    )


def prepared(into: Path, *changes: Change) -> Path:
    """Return a project whose goal has a bound of its own, with changes."""
    project = copied_project(into)
    give_own_bound(project)
    replaced(project / RULES / "status.yaml", "tables:\n", _TABLE)
    for change in changes:
        change(project)
    return project


def read(project: Path, fixtures: Path | None = None) -> ComparedSide:
    """Return a project as a side, on the survey of another one where that is given."""
    folders = locate(project)
    survey = folders.survey if fixtures is None else locate(fixtures).survey
    return side_of(load(replace(folders, survey=survey)))


def changed(into: Path, *changes: Change) -> ComparedSide:
    """Return the prepared project with changes, read."""
    return read(prepared(into, *changes))


@cache
def unchanged() -> ComparedSide:
    """Return the shipped project as it is."""
    return side_of(real())


def with_survey(survey: Survey) -> ComparedSide:
    """Return the shipped rules on another survey."""
    return side_of(replace(real(), survey=survey))


def goal_of(found: Comparison, goal: str = GOAL) -> GoalComparison:
    """Return one goal that is another, or the same though."""
    return next(one for one in (*found.goals, *found.same_though) if one.goal == goal)
