"""History rows: a History as a long table and as JSON, one entry for each goal in each record.

Names are the same in every language: they are for programs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from ekrules.assessment.history.history import Cell, Wave
from ekrules.report.history_words import HistoryWords
from ekrules.survey.answer_files.row_writing import Cell as TableCell

SCHEMA_VERSION = 1
HEADER = (
    "goal",
    "number",
    "theme",
    "record",
    "wave",
    "date",
    "status",
    "overridden",
    "attainment",
    "numerator",
    "denominator",
    "base",
    "change",
    "not_compared",
    "because",
)
Json = dict[str, object]


def history_rows(words: HistoryWords) -> Iterator[Sequence[TableCell]]:
    """Yield a row for each goal in each record, by goal; a goal that is missing has no status."""
    for goal in words.history.goals:
        for wave, cell in zip(words.history.waves, goal.cells, strict=True):
            of_cell = _of_cell(cell)
            day = wave.day.isoformat() if wave.day else None
            head = (goal.goal, words.number(goal.goal) or None, goal.theme, wave.name)
            yield (*head, wave.wave, day, *of_cell)


def _of_cell(cell: Cell) -> tuple[TableCell, ...]:
    measure = cell.attainment
    figures: tuple[TableCell, ...] = (None, None, None, None)
    if measure is not None:
        figures = (measure.value, measure.numerator, measure.denominator, measure.base)
    status = cell.status.value if cell.status else "missing"
    overridden = cell.is_overridden if cell.status else None
    since = cell.since
    step = (since.change, since.unlike, since.because) if since else (None, None, None)
    return (status, overridden, *figures, *step)


def history_json(words: HistoryWords) -> str:
    """Return the history as JSON, closed by a newline."""
    history = words.history
    told: Json = {
        "schema_version": SCHEMA_VERSION,
        "strategy": history.strategy,
        "records": [_wave(one) for one in history.waves],
        "repeated": list(history.repeated),
        "goals": [
            {
                "id": goal.goal,
                "number": words.number(goal.goal) or None,
                "theme": goal.theme,
                "records": [
                    dict(zip(HEADER[6:], _of_cell(cell), strict=True)) for cell in goal.cells
                ],
            }
            for goal in history.goals
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _wave(wave: Wave) -> Json:
    return {
        "name": wave.name,
        "wave": wave.wave,
        "date": wave.day.isoformat() if wave.day else None,
        "survey": wave.survey,
        "synthetic": wave.synthetic,
        "path": wave.path,
        "sha256": wave.sha256,
        "overall": wave.overall.value,
    }
