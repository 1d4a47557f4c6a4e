"""Column widths: how wide each column of a table had better be on paper."""

from __future__ import annotations

from collections.abc import Sequence

from ekrules.report.document import Column, Row
from ekrules.report.spans import Text

# What a column's margins and bold type take beside its longest word; and where a text had better
# go on to the next line. In letters.
_BESIDE, _MOST_LETTERS = 4, 45


def column_widths(columns: Sequence[Column], rows: Sequence[Row]) -> list[int]:
    """Return each column's part of the whole width, in letters: its longest word in any case."""
    texts = [[column.title] for column in columns]
    for row in rows:
        for position, text in enumerate(row.cells):
            texts[position].append(_as_set(text))
    return [_letters(each) for each in texts]


def _as_set(text: Text) -> str:
    """A status's shape stands before its word, on one line with it."""
    return "".join(f"\u25cf\u00a0{one.text}" if one.status else one.text for one in text)


def _letters(texts: Sequence[str]) -> int:
    # A no-break space holds a figure and its sign together.
    word = max(len(word) for text in texts for word in text.split(" "))
    return max(word + _BESIDE, min(_MOST_LETTERS, max(len(text) for text in texts)))
