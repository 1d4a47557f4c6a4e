"""History text: a History for a screen: the table in columns, then each step's changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ekrules.assessment.history.history import Cell
from ekrules.report.history_words import HistoryWords
from ekrules.report.status_shapes import SHAPES

_MOST_LETTERS = 44


def history_text(words: HistoryWords) -> str:
    """Return the history in lines, closed by a newline."""
    return "\n".join(line.rstrip() for line in _lines(words)) + "\n"


def _lines(words: HistoryWords) -> Iterator[str]:
    history, phrases = words.history, words.phrases
    yield f"{words.title}: {phrases['kicker']}"
    yield words.summary()
    yield ""
    yield from _columns(
        [
            [phrases["goal"], *(one.name for one in history.waves)],
            *(
                [_short(words.goal(one.goal)), *(_cell(words, cell) for cell in one.cells)]
                for one in history.goals
            ),
        ]
    )
    for at in range(len(history.waves) - 1, 0, -1):
        yield ""
        waves = {"then": history.waves[at - 1].name, "now": history.waves[at].name}
        yield phrases.filled("changes_heading", **waves)
        yield from _changes(words, at)


def _changes(words: HistoryWords, at: int) -> Iterator[str]:
    moved = words.moved(at)
    if not moved:
        yield f"  {words.phrases['no_changes']}"
    for goal, then, now, step in moved:
        why = words.why(step)
        change = f"{words.change(step)}: {why}" if why else words.change(step)
        yield f"  {_short(words.goal(goal.goal))}: {change}"
        yield f"    {_cell(words, then)} → {_cell(words, now)}"


def _cell(words: HistoryWords, cell: Cell) -> str:
    word = words.status_word(cell)
    if cell.status is None:
        return word
    mark = "*" if cell.is_overridden else ""
    return f"{SHAPES[cell.status]} {word}{mark} {words.attainment(cell)}".rstrip()


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True))


def _short(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1].rstrip()}…"
