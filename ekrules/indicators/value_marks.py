"""Value marks: marks that stand in the cell beside its number, as Eurostat's "12.3 bp".

In: texts of values, and the marks that are declared. Out: the texts without them, and the marks of
each. A text that is not declared stays where it is, and is then no number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_GAPS = "[ \u00a0\u202f\u2009]*"


def without_marks(texts: pl.Series, marks: Sequence[str]) -> tuple[pl.Series, pl.Series]:
    """Return the texts without marks before and after them, and a list of each text's marks.

    A text of nothing but marks is blank: null.
    """

    # The longest first: "bp" is one mark where it is declared, and two where "b" and "p" are.
    one = "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True))
    several = f"((?:{_GAPS}(?:{one}))*)"
    around = f"^{several}{_GAPS}(.*?){several}{_GAPS}$"
    groups = texts.str.extract_groups(around).struct
    before, rest, after = (groups.field(str(number)) for number in (1, 2, 3))
    found = (before + after).str.extract_all(one)
    return rest.set(rest == "", None), found
