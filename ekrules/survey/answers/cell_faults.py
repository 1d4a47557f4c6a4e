"""Cell faults: cells and rows of a file that are no answers, each able to say itself.

In: what coding.py, routing.py and respondents.py find. Out: CellFaults, their sentences, and rows
for a CSV file. Never decides what is a fault; never writes a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ekrules.yaml_reader.nodes import short

CellFaultKind = Literal[
    "unknown_code",
    "not_a_number",
    "contradiction",
    "not_asked",
    "missing",
    "unexpected_missing",
    "odd_cell",
    "unknown_segment",
    "segment_differs",
    "duplicate_respondent",
    "outside_frame",
    "other_wave",
    "no_respondent",
    "bad_weight",
]
# The whole row is left out. Of each other kind it is one cell (or the answer to one question).
ROW_KINDS: frozenset[str] = frozenset(
    ("duplicate_respondent", "outside_frame", "other_wave", "no_respondent", "bad_weight")
)
# Told, and no reason to stop: a question left blank where the codebook says that it may be.
NOTICES: frozenset[str] = frozenset(("missing",))
# A faulty file may hold millions of faulty cells; all are counted, and the first are kept.
MOST_CELL_FAULTS = 10_000

HEADER = ("row", "respondent", "column", "question", "value", "kind", "expected", "nearest")

_FOUND: dict[str, str] = {
    "unknown_code": '"{value}" is no answer to "{question}"',
    "not_a_number": '"{value}" is no number',
    "contradiction": '"{value}" stands beside a choice in "{question}"',
    "not_asked": '"{value}" answers "{question}", which was not asked',
    "missing": '"{question}" was asked and not answered',
    "unexpected_missing": '"{question}" was asked and not answered',
    "odd_cell": '"{value}" is no plain answer',
    "unknown_segment": '"{value}" is no segment of "{question}"',
    "segment_differs": '"{value}" is another segment of "{question}" than the frame list has',
    "duplicate_respondent": '"{value}" has answered already',
    "outside_frame": '"{value}" is not in the frame list',
    "other_wave": '"{value}" is another wave',
    "no_respondent": "nothing says who answered",
    "bad_weight": '"{value}" is no weight',
}
_ALL_ROWS = "every row is of another wave"


@dataclass(frozen=True)
class CellFault:
    """One cell, or one row, that is no answer.

    row: its number in the file, None for the whole file and in a database, whose rows have no
    order. respondent: as the file has it, None where nothing says. question: the question's id, or
    the breakdown's; None for a row. value: what stands there, "" where it is blank.
    """

    row: int | None
    respondent: str | None
    column: str | None
    question: str | None
    value: str
    kind: CellFaultKind
    expected: str
    nearest: str | None = None

    @property
    def is_notice(self) -> bool:
        """Whether it is only told, and no reason to stop."""
        return self.kind in NOTICES

    @property
    def found(self) -> str:
        """What is wrong, without saying where."""
        if self.kind == "other_wave" and self.row is None and self.respondent is None:
            found = f"{_ALL_ROWS} ({short(self.value)})"
        else:
            value = short(_visible(self.value))
            found = _FOUND[self.kind].format(value=value, question=self.question)
        if not self.value and self.kind not in ("missing", "unexpected_missing", "no_respondent"):
            found = found.replace('""', "a blank cell", 1)
        return found

    def __str__(self) -> str:
        sentence = f"{_where(self)}: {self.found}; {self.expected}"
        return f'{sentence}. Did you mean "{self.nearest}"?' if self.nearest else f"{sentence}."


def _visible(text: str) -> str:
    """Return a text with the signs that nobody sees written out.

    >>> _visible("j\\u200ba")
    'j<U+200B>a'
    """
    seen = (one if one.isprintable() or one in "\t\r\n" else f"<U+{ord(one):04X}>" for one in text)
    return "".join(seen)


def _where(fault: CellFault) -> str:
    parts = [] if fault.row is None else [f"row {fault.row}"]
    if fault.respondent is not None:
        parts.append(f'respondent "{short(fault.respondent)}"')
    if fault.column is not None:
        parts.append(f'column "{short(fault.column)}"')
    return ", ".join(parts) or "the whole file"


def fault_rows(faults: Iterable[CellFault]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the header and one row of texts for each fault; blank where there is nothing."""
    rows = [
        tuple("" if (value := getattr(fault, name)) is None else str(value) for name in HEADER)
        for fault in faults
    ]
    return HEADER, rows


def left_out_rows(counts: Mapping[str, int]) -> int:
    """Return how many rows were left out whole; each is counted once, for the first reason."""
    return sum(count for kind, count in counts.items() if kind in ROW_KINDS)


def stopping_counts(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts of the kinds that are no mere notices: what --strict stops for."""
    return {kind: count for kind, count in counts.items() if count and kind not in NOTICES}
