"""Headers: whether each column has a name of its own.

In: the names as the file has them, and how it calls its columns. Out: faults. Names that differ
only in case or inner blanks are different names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ekrules.errors import Faults, Place
from ekrules.survey.answer_files.sizes import check_column_count


def check_names(
    names: Sequence[str], place: Place, called: Callable[[int], str], faults: Faults
) -> bool:
    """Return whether every name is there once; add a fault for each that is not.

    called(n) is how the file calls the place of column n, from 0: "column 3", "cell C1".
    """
    before = len(faults.found)
    if not check_column_count(len(names), place, faults):
        return False
    first: dict[str, int] = {}
    for number, name in enumerate(names):
        here = Place(place.file, place.line, number + 1 if place.line else 0)
        if not name:
            faults.add(here, f"{called(number)} has no name", "give every column a name")
        elif name in first:
            found = f'"{name}" stands over both {called(first[name])} and {called(number)}'
            faults.add(here, found, "give each column a name of its own")
        else:
            first[name] = number
    return len(faults.found) == before


def by_number(number: int) -> str:
    """Return how a file without cell addresses calls a column.

    >>> by_number(0)
    'column 1'
    """
    return f"column {number + 1}"
