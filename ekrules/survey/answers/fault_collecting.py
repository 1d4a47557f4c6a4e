"""Fault collecting: how many cells and rows are faults, exactly, and the first of them in detail.

In: a read and routed frame and its checks. Out: CellFaults and counts. A lazy frame is asked for
sums and for the first faulty rows, and never comes into memory whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ekrules.errors import nearest_name
from ekrules.survey.answer_layout import RESPONDENT
from ekrules.survey.answers.cell_checks import CellCheck
from ekrules.survey.answers.cell_faults import MOST_CELL_FAULTS, NOTICES, CellFault
from ekrules.survey.answers.respondents import ROW, WHY_LEFT_OUT, has_order

_MOST_COMPARED = 60


@dataclass(frozen=True)
class FoundFaults:
    """The first faults in detail, errors before notices; and how many of each kind there are."""

    faults: tuple[CellFault, ...]
    counts: dict[str, int] = field(default_factory=dict)


def collected(frame: Any) -> Any:
    """Return a lazy frame's rows; an eager frame as it is."""
    import narwhals as nw

    return frame.collect() if isinstance(frame, nw.LazyFrame) else frame


def count_rows(frame: Any) -> Counter[str]:
    """Return why rows are left out -> how many; "" -> how many stand."""
    import narwhals as nw

    why = nw.coalesce(nw.col(WHY_LEFT_OUT), nw.lit("", dtype=nw.String())).alias("why")
    rows = collected(frame.select(why).group_by("why").agg(nw.len().alias("rows")))
    return Counter({str(kind): int(number) for kind, number in rows.iter_rows()})


class CellFaultCollector:
    """Asks one frame for its faulty cells; first_row is the number of its first row in the file."""

    def __init__(self, frame: Any, checks: Sequence[CellCheck], first_row: int) -> None:
        import narwhals as nw

        self._frame = frame
        self._checks = checks
        self._first_row = first_row
        self._ordered = has_order(frame)
        self._stands = nw.col(WHY_LEFT_OUT).is_null()

    def collect(self, odd: frozenset[tuple[int, str]], most: int = MOST_CELL_FAULTS) -> FoundFaults:
        """Return the faulty cells of rows that stand; odd: cells that are reported already."""
        numbers = self._numbers()
        found = [check for check, number in zip(self._checks, numbers, strict=True) if number]
        counts: Counter[str] = Counter()
        for check, number in zip(self._checks, numbers, strict=True):
            counts[check.kind] += number
        for fault in self._again(found, odd):
            counts[fault.kind] -= 1
        errors = self._first([one for one in found if one.kind not in NOTICES], odd, most)
        notices = [one for one in found if one.kind in NOTICES]
        told = self._first(notices, odd, most - len(errors))
        return FoundFaults((*errors, *told), {kind: one for kind, one in counts.items() if one})

    def _numbers(self) -> list[int]:
        if not self._checks:
            return []
        import narwhals as nw

        # Spark does not sum true and false.
        sums = (
            (check.holds & self._stands).cast(nw.Int64).sum().alias(f"n{at}")
            for at, check in enumerate(self._checks)
        )
        row = collected(self._frame.select(*sums)).rows()[0]
        return [int(number or 0) for number in row]

    def _again(
        self, checks: Sequence[CellCheck], odd: frozenset[tuple[int, str]]
    ) -> list[CellFault]:
        """The faults of cells that the file's reader has reported already."""
        import narwhals as nw

        columns = {column for _, column in odd}
        here = [one for one in checks if one.column in columns]
        if not here or not self._ordered:
            return []
        rows = sorted({row - self._first_row for row, _ in odd})
        frame = self._frame.filter(nw.col(ROW).is_in(rows))
        return [
            fault for fault in self._faults(frame, here, None) if (fault.row, fault.column) in odd
        ]

    def _first(
        self, checks: Sequence[CellCheck], odd: frozenset[tuple[int, str]], most: int
    ) -> list[CellFault]:
        if not checks or most <= 0:
            return []
        # Odd cells are few, and may stand among the first.
        faults = self._faults(self._frame, checks, most + len(odd))
        return [one for one in faults if (one.row, one.column) not in odd][:most]

    def _faults(self, frame: Any, checks: Sequence[CellCheck], most: int | None) -> list[CellFault]:
        """Return the faults row by row, in the order of the questionnaire."""
        import narwhals as nw

        if not checks:
            return []
        holds = [(check.holds & self._stands).alias(f"n{at}") for at, check in enumerate(checks)]
        texts = list(dict.fromkeys(check.raw for check in checks))
        who = [ROW, RESPONDENT] if self._ordered else [RESPONDENT]
        faulty = frame.filter(nw.any_horizontal(*holds, ignore_nulls=True))
        if not self._ordered:
            faulty = faulty.sort(RESPONDENT)
        faulty = faulty.select(*who, *texts, *holds)
        rows = collected(faulty if most is None else faulty.head(most))
        found: list[CellFault] = []
        for row in rows.iter_rows(named=True):
            number = row[ROW] + self._first_row if self._ordered else None
            found += [
                _fault(check, number, row[RESPONDENT], _text(row[check.raw]))
                for at, check in enumerate(checks)
                if row[f"n{at}"]
            ]
            if most is not None and len(found) >= most:
                return found[:most]
        return found


def _fault(check: CellCheck, row: int | None, respondent: Any, value: str) -> CellFault:
    return CellFault(
        row,
        _text(respondent) or None,
        check.column,
        check.question,
        value,
        check.kind,
        check.expected,
        _nearest(value, check.known) if value else None,
    )


@lru_cache(maxsize=4096)
def _nearest(value: str, known: tuple[str, ...]) -> str | None:
    return nearest_name(value[:_MOST_COMPARED], known)


def _text(value: Any) -> str:
    """Return a cell as text; pandas writes a blank as a number that is none."""
    return value if isinstance(value, str) else ""
