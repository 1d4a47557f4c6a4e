"""Sizes: whether a table has rows, and no more rows and columns than can be held.

In: counts, before anything is read where the format tells them. Out: faults.
"""

from __future__ import annotations

from ekrules.errors import Faults, Place
from ekrules.survey.answer_files.bounds import MOST_CELLS, MOST_COLUMNS, MOST_ROWS


def check_column_count(count: int, place: Place, faults: Faults) -> bool:
    """Return whether so many columns are read; add a fault if not."""
    if count > MOST_COLUMNS:
        found = f"more than {MOST_COLUMNS} columns"
        faults.add(place, found, "no more are read: is this the right file, and is it whole")
    return count <= MOST_COLUMNS


def check_rows(rows: int, columns: int, place: Place, faults: Faults) -> bool:
    """Return whether a table has rows, and not too many to be held; add a fault if not."""
    if rows == 0:
        faults.add(place, "a header and no rows", "expected a row per respondent")
    elif rows > MOST_ROWS:
        faults.add(place, f"{rows} rows", f"at most {MOST_ROWS} are read")
    elif rows * columns > MOST_CELLS:
        most = f"at most {MOST_CELLS} cells are read; leave out columns that nobody needs"
        faults.add(place, f"{rows} rows of {columns} columns", most)
    else:
        return True
    return False
