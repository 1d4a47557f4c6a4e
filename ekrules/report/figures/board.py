"""Board: the status of every theme and every goal as a figure. The table beside it has the same."""

from __future__ import annotations

from collections.abc import Iterable

from ekrules.assessment.assessed import Status
from ekrules.charts.status_board import BoardRow, StatusBoard, divided_board
from ekrules.charts.status_marks import GoalMark, StatusKey
from ekrules.goals.strategy import StrategyTheme
from ekrules.report.document import Figure
from ekrules.report.figures.naming import figures_of, theme_names
from ekrules.report.material import Material

# What a reader can take in as a picture; more is for the table.
MOST_THEMES, MOST_GOALS = 60, 30
# The themes that somebody should look at, and those that nobody has to.
_NAMED = (Status.RED, Status.GREEN)


def status_board_figures(material: Material) -> Iterable[Figure]:
    """Return the board, in as many parts as it takes; nothing where it would be too large."""
    themes = material.strategy.themes
    if len(themes) > MOST_THEMES or any(len(one.goals) > MOST_GOALS for one in themes):
        return
    phrases = material.phrases
    board = StatusBoard(
        rows=tuple(_row(material, theme) for theme in themes),
        theme_heading=phrases["theme"],
        goals_heading=phrases["goals"],
        key=status_key(material),
    )
    yield from figures_of(material, divided_board(board), phrases["board_caption"], _says(material))


def status_key(material: Material) -> StatusKey:
    """Return what each status means, and the mark of an override where a goal has one."""
    words = material.words.status
    statuses = tuple(
        (one, f"{words[one.value].word}: {words[one.value].meaning}") for one in Status
    )
    any_overridden = any(one.override is not None for one in material.assessment.goals)
    return StatusKey(statuses, material.phrases["set_by_person"] if any_overridden else "")


def _row(material: Material, theme: StrategyTheme) -> BoardRow:
    goals = []
    for goal in theme.goals:
        assessed = material.assessment.goal(goal.id)
        mark = GoalMark(str(goal.number), assessed.status, assessed.override is not None)
        goals.append(mark)
    status = material.rolled[theme.theme].status
    return BoardRow(str(theme.number), material.said(theme.title), status, tuple(goals))


def _says(material: Material) -> str:
    """How many goals have each status, and which themes are red and which green."""
    statuses = [one.status for one in material.assessment.goals]
    counts = [(one, statuses.count(one)) for one in Status]
    listed = ", ".join(
        f"{material.whole(count)} {material.status_word(one, count)}" for one, count in counts
    )
    sentences = [material.phrases.filled("board_says", counts=listed)]
    return " ".join([*sentences, *(_themes_of(material, status) for status in _NAMED)])


def _themes_of(material: Material, status: Status) -> str:
    themes = [one.id for one in material.assessment.themes if one.status is status]
    name = {0: "board_theme_none", 1: "board_theme_one"}.get(len(themes), "board_theme_many")
    word = material.words.status[status.value].word
    return material.phrases.filled(name, status=word, themes=theme_names(material, themes))
