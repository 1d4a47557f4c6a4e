"""Table: what every answer file gives, whatever program wrote it.

In: what the readers of each format found. Out: one frozen RawTable of texts. Never decides what a
code means, and never changes a value beyond stripping the blanks around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import narwhals as nw


@dataclass(frozen=True)
class RawColumn:
    """One column: its header, stripped, and what SPSS says of it.

    label: the variable's label. value_labels: code as text -> label. user_missing: the codes that
    the file declares missing; they stand in the frame as they are, never as blanks.
    """

    name: str
    label: str | None = None
    value_labels: Mapping[str, str] = field(default_factory=dict)
    user_missing: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RawCell:
    """A cell that the reader itself can see is no plain answer: a formula, an error, a date.

    row: its number in the file. value: what the frame holds there too. For a formula that is the
    formula and not its result, so a reader that overlooks this cell meets an unknown code and not
    an answer that the file only remembers.
    """

    row: int
    column: str
    value: str
    found: str
    expected: str


@dataclass(frozen=True)
class RawTable:
    """A file of answers, one row per respondent.

    source: the path as shown in messages. frame: every column text, named as `columns`; blank is
    null; whole numbers read "1", never "1.0"; dates are ISO. It is lazy only where a lazy frame
    was given. first_row: the number of the first data row in the file (2 below one header row; 1
    where the format has none). decimal: how numbers in a text file are written, None where no
    cell tells.
    """

    source: str
    columns: tuple[RawColumn, ...]
    frame: nw.DataFrame[Any] | nw.LazyFrame[Any]
    first_row: int
    odd_cells: tuple[RawCell, ...] = ()
    decimal: Literal[",", "."] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in the order of the file."""
        return tuple(column.name for column in self.columns)
