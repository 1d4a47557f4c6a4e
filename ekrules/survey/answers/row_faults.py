"""Row faults: the rows that were left out, each with its reason.

In: a frame of which respondents.py has said why rows are left out. Out: CellFaults.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ekrules.errors import listed
from ekrules.survey.answer_layout import RESPONDENT
from ekrules.survey.answers.cell_faults import CellFault
from ekrules.survey.answers.fault_collecting import collected
from ekrules.survey.answers.frame_matching import FrameList
from ekrules.survey.answers.mapping import AnswerMapping
from ekrules.survey.answers.respondents import (
    ROW,
    WHY_LEFT_OUT,
    RespondentColumns,
    has_order,
)
from ekrules.survey.survey import Survey


def row_faults(
    frame: Any,
    columns: RespondentColumns,
    mapping: AnswerMapping,
    survey: Survey,
    first_row: int,
    counts: Mapping[str, int],
    most: int,
) -> tuple[CellFault, ...]:
    """Return the first `most` rows that were left out; one fault where all are of another wave.

    counts: why rows are left out -> how many, "" -> how many stand.
    """
    import narwhals as nw

    total = sum(counts.values())
    if total == counts.get("", 0):
        return ()
    ordered = has_order(frame)
    named = {"id": columns.respondent, "name": columns.name}
    named |= {"wave": columns.wave, "weight": columns.weight}
    wanted = [nw.col(name).alias(key) for key, name in named.items() if name is not None]
    numbers = [nw.col(ROW).alias("row")] if ordered else []
    left_out = frame.filter(~nw.col(WHY_LEFT_OUT).is_null())
    if not ordered:
        left_out = left_out.sort(columns.respondent, RESPONDENT)
    who = nw.col(RESPONDENT).alias("who")
    left_out = left_out.select(nw.col(WHY_LEFT_OUT).alias("why"), who, *wanted, *numbers)
    speaker = _Speaker(mapping, survey, first_row)
    if counts.get("other_wave", 0) == total:
        waves = collected(left_out.select("wave").unique(["wave"]).sort("wave").head(12)).rows()
        return (speaker.other_wave([_text(wave) for (wave,) in waves]),)
    rows = list(collected(left_out.head(most)).iter_rows(named=True))
    again = sorted({row["who"] for row in rows if row["why"] == "duplicate_respondent"})
    speaker.first = _standing(frame, again) if ordered and again else {}
    return tuple(speaker.fault(row) for row in rows)


def _standing(frame: Any, respondents: list[str]) -> dict[str, int]:
    """Return respondent -> the row of theirs that stands."""
    import narwhals as nw

    stands = nw.col(WHY_LEFT_OUT).is_null() & nw.col(RESPONDENT).is_in(respondents)
    rows = collected(frame.filter(stands).select(RESPONDENT, ROW))
    return {str(who): int(row) for who, row in rows.iter_rows()}


class _Speaker:
    """Says of a row why it was left out."""

    def __init__(self, mapping: AnswerMapping, survey: Survey, first_row: int) -> None:
        self._mapping = mapping
        self._wave = survey.description.wave
        self._list = FrameList(survey.units)
        self._first_row = first_row
        self.first: Mapping[str, int] = {}

    def other_wave(self, waves: list[str]) -> CellFault:
        """Return the fault of a file whose rows are all of another wave."""
        found = ", ".join(wave or "blank" for wave in waves)
        expected = self._expected_wave()
        return CellFault(None, None, self._mapping.wave, None, found, "other_wave", expected)

    def _expected_wave(self) -> str:
        return f'the survey is of "{self._wave}"'

    def fault(self, row: Mapping[str, Any]) -> CellFault:
        """Return the fault of one row."""
        number = int(row["row"]) + self._first_row if "row" in row else None
        identity, kind = _text(row["id"]), row["why"]
        column, value, nearest = self._mapping.respondent, identity, None
        if kind == "other_wave":
            column, value = self._mapping.wave or "", _text(row["wave"])
            expected = self._expected_wave() + "; the row is left out"
        elif kind == "bad_weight":
            column, value = self._mapping.weight or "", _text(row["weight"])
            expected = "expected a number above 0 (as 1 or 1,25); the row is left out"
        elif kind == "outside_frame":
            expected = "expected one that is; the row is left out"
            nearest = self._list.nearest(identity, _text(row.get("name")))
            if alike := self._list.called(identity):
                expected = f"{len(alike)} are called so; expected an id, one of {listed(alike)}"
                nearest = None
        elif kind == "no_respondent":
            expected = "expected an id; the row is left out"
        else:
            first = self.first.get(row["who"])
            standing = "another row" if first is None else f"row {first + self._first_row}"
            expected = f"{standing} stands, and this one is left out"
        return CellFault(number, identity or None, column, None, value, kind, expected, nearest)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
