"""Headers: whether each column has a name of its own.

In: the names as the file has them, and how it calls its columns. Out: faults. Names that differ
only in case or inner blanks are different names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ekrules.errors import Faults, Place
from ekrules.survey.answer_files.bounds import MOST_NAME
from ekrules.survey.answer_files.sizes import check_column_count
from ekrules.yaml_reader.nodes import short


def check_names(
    names: Sequence[str], place: Place, called: Callable[[int], str], faults: Faults
) -> bool:
    """Return whether every name is there once; add a fault for each that is not.

    called(n) is how the file calls the place of column n, from 0: "column 3", "cell C1".
    """
    before = len(faults.found)
    if not check_column_count(len(names), place, faults):
        return False
    _check_title(names, place, faults)
    if len(faults.found) > before:
        return False
    first: dict[str, int] = {}
    for number, name in enumerate(names):
        here = Place(place.file, place.line, number + 1 if place.line else 0)
        if not name:
            faults.add(here, f"{called(number)} has no name", "give every column a name")
        elif len(name) > MOST_NAME:
            found = f"the name of {called(number)} has {len(name)} characters"
            faults.add(here, found, f"at most {MOST_NAME} are read; is this a header")
        elif name in first:
            found = f'"{name}" stands over both {called(first[name])} and {called(number)}'
            faults.add(here, found, "give each column a name of its own")
        else:
            first[name] = number
    return len(faults.found) == before


def _check_title(names: Sequence[str], place: Place, faults: Faults) -> None:
    """Add one fault where only the first of many columns has a name."""
    if len(names) > 2 and names[0] and not any(names[1:]):
        found = f'"{short(names[0])}" is all that stands in the first line: it looks like a title'
        faults.add(place, found, "delete the lines above the header")


def by_number(number: int) -> str:
    """Return how a file without cell addresses calls a column.

    >>> by_number(0)
    'column 1'
    """
    return f"column {number + 1}"
