"""Frame matching: respondents found in the list of everyone who could have answered.

In: ids as a file has them, and FrameUnits. Out: expressions that give the unit's own id, its name
and its segments; and, for messages, the unit that a person most likely meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ekrules.errors import nearest_name
from ekrules.survey.units import FrameUnit

if TYPE_CHECKING:
    import narwhals as nw


# What programs write between groups of three digits.
_GAPS = "[ \u00a0\u202f\u2009]"

# A longer list is one of people, and their names don't say who they are.
_MOST_NAMED = 20_000
# Of many rows that are not in the list, this many are told whom they may have meant.
_MOST_COMPARED = 500


class FrameList:
    """The units, looked up by id, or by a name that only one has.

    "301" and "9 001" are the units "0301" and "9001": programs take zeros off numbers, and group
    their digits.
    """

    def __init__(self, units: Sequence[FrameUnit]) -> None:
        self._units = units
        self._ids = [one.id for one in units]
        self._compared = 0

    def matched(self, text: nw.Expr) -> nw.Expr:
        """Return the id of the unit that the text names; null where it names none."""
        import narwhals as nw

        found: list[nw.Expr] = []
        if len(self._by_number) < len(self._units):
            found.append(nw.when(text.is_in(self._ids)).then(text))
        if self._by_number:
            bare = text.str.replace_all(_GAPS, "").str.replace_all("^0+", "")
            found.append(_looked_up(bare, self._by_number))
        if self._by_name:
            found.append(_looked_up(text.str.to_lowercase(), self._by_name))
        return nw.coalesce(*found) if len(found) > 1 else found[0]

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Name in lower case -> id, where no other unit is called so."""
        return {name: ids[0] for name, ids in self._ids_of.items() if len(ids) == 1}

    def called(self, name: str | None) -> list[str]:
        """Return the ids of all units of a name."""
        return self._ids_of.get((name or "").lower(), [])

    @cached_property
    def _ids_of(self) -> dict[str, list[str]]:
        """Name in lower case -> the ids of all that are called so."""
        found: dict[str, list[str]] = {}
        for one in self._units if len(self._units) <= _MOST_NAMED else ():
            if one.name:
                found.setdefault(one.name.lower(), []).append(one.id)
        return found

    @cached_property
    def _by_number(self) -> dict[str, str]:
        """Id without its zeros -> id, of digits alone, where no other unit has the same."""
        numbers = [one for one in self._ids if one.isascii() and one.isdigit()]
        if not any(one.startswith("0") for one in numbers):
            return dict(zip(numbers, numbers, strict=True))
        count = Counter(one.lstrip("0") for one in numbers)
        return {one.lstrip("0"): one for one in numbers if count[one.lstrip("0")] == 1}

    def name(self, matched: nw.Expr) -> nw.Expr:
        """Return the unit's name."""
        return _looked_up(matched, {one.id: one.name for one in self._units})

    def segment(self, matched: nw.Expr, breakdown: str) -> nw.Expr:
        """Return the unit's segment of a breakdown."""
        return _looked_up(matched, {one.id: one.segments[breakdown] for one in self._units})

    def nearest(self, identity: str | None, name: str | None) -> str | None:
        """Return the id and name of the unit most likely meant: of that name, else of a near id."""
        near = next(iter(self.called(name)), None)
        # Texts are compared one by one, some milliseconds for each that is looked for.
        if near is None and self._compared < _MOST_COMPARED and len(self._units) <= _MOST_NAMED:
            self._compared += 1
            near = nearest_name(identity, self._ids) if identity else None
            if near is None and name and (named := nearest_name(name, self._ids_of)):
                near = self._ids_of[named][0]
        return None if near is None else f"{near} {self._names[near]}"

    @cached_property
    def _names(self) -> dict[str, str]:
        return {one.id: one.name for one in self._units}


def _looked_up(key: nw.Expr, values: dict[str, str]) -> nw.Expr:
    import narwhals as nw

    found = key.replace_strict(values, default=None, return_dtype=nw.String())
    return nw.when(~key.is_null()).then(found)
