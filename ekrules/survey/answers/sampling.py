"""Sampling: what stands in a file's columns, by its first rows.

In: a raw table. Out: the distinct texts of a column. Of a lazy frame only those rows are fetched.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from ekrules.survey.answer_files.table import RawTable

_MOST_ROWS, _MOST_CELLS = 10_000, 2_000_000


class Sample:
    """The first rows of a file: up to 10,000, fewer where there are many columns."""

    def __init__(self, raw: RawTable) -> None:
        self._raw = raw
        self._known: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _rows(self) -> Any:
        import narwhals as nw

        most = max(200, min(_MOST_ROWS, _MOST_CELLS // max(1, len(self._raw.columns))))
        head = self._raw.frame.head(most)
        return head.collect() if isinstance(head, nw.LazyFrame) else head

    def values(self, column: str) -> tuple[str, ...]:
        """Return the distinct texts of a column, sorted; blanks are not among them."""
        if column not in self._known:
            texts = {one for one in self._rows[column].unique().to_list() if isinstance(one, str)}
            self._known[column] = tuple(sorted(texts))
        return self._known[column]

    def texts(self, column: str) -> list[str | None]:
        """Return the column's cells, row by row; blank is None."""
        return [one if isinstance(one, str) else None for one in self._rows[column].to_list()]

    def filled(self, column: str) -> int:
        """Return how many of the rows looked at hold something."""
        return int(self._rows[column].count())

    @property
    def rows(self) -> int:
        """How many rows were looked at."""
        return int(self._rows.shape[0])
