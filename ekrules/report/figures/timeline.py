"""Timeline: every goal's status through the years as a figure. The table beside it has the same."""

from __future__ import annotations

from collections.abc import Iterable

from ekrules.assessment.assessed import Status
from ekrules.assessment.history.history import Cell, GoalHistory
from ekrules.charts.timeline import Link, Timeline, TimelineCell, TimelineRow, divided_timeline
from ekrules.report.document import Figure
from ekrules.report.history_words import HistoryWords

# What can be joined by a line: both have a status, judged alike.
_JOINED = ("better", "worse", "same")


def timeline_figures(words: HistoryWords) -> Iterable[Figure]:
    """Return the timeline, in as many parts as it takes; nothing where there is no goal."""
    if not words.history.goals:
        return
    phrases, parts = words.phrases, divided_timeline(timeline_of(words))
    caption = phrases["timeline_caption"]
    for part, drawing in enumerate(parts, 1):
        places = {"part": str(part), "parts": str(len(parts))}
        shown = phrases.filled("figure_part", caption=caption, **places)
        yield Figure(shown if len(parts) > 1 else caption, _says(words), drawing)


def timeline_of(words: HistoryWords) -> Timeline:
    """Return the whole timeline as one drawing."""
    meanings = words.shared.status
    return Timeline(
        columns=tuple(one.name for one in words.history.waves),
        rows=tuple(_row(words, one) for one in words.history.goals),
        heading=words.phrases["goal"],
        statuses=tuple(
            (one, f"{meanings[one.value].word}: {meanings[one.value].meaning}") for one in Status
        ),
        broken=words.phrases["broken"],
        overridden=words.phrases["overridden"],
    )


def _row(words: HistoryWords, goal: GoalHistory) -> TimelineRow:
    cells = tuple(
        TimelineCell(one.status, words.status_word(one), _link(one), one.is_overridden)
        for one in goal.cells
    )
    return TimelineRow(words.number(goal.goal), words.text(goal.goal), cells)


def _link(cell: Cell) -> Link:
    if cell.since is None or cell.since.change in ("new", "gone", "not_assessed"):
        return "none"
    return "joined" if cell.since.change in _JOINED else "broken"


def _says(words: HistoryWords) -> str:
    waves = words.history.waves
    return words.phrases.filled(
        "timeline_says",
        goals=str(len(words.history.goals)),
        first=waves[0].name,
        last=waves[-1].name,
        summary=words.summary(),
    )
