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


class FrameList:
    """The units, looked up by id, or by a name that only one has.

    "301" and "9 001" are the units "0301" and "9001": programs take zeros off numbers, and group
    their digits.
    """

    def __init__(self, units: Sequence[FrameUnit]) -> None:
        self._units = units
        self._ids = [one.id for one in units]

    def matched(self, text: nw.Expr) -> nw.Expr:
        """Return the id of the unit that the text names; null where it names none."""
        import narwhals as nw

        found: list[nw.Expr] = [nw.when(text.is_in(self._ids)).then(text)]
        if self._by_number:
            bare = text.str.replace_all(_GAPS, "").str.replace_all("^0+", "")
            found.append(_looked_up(bare, self._by_number))
        if self._by_name:
            found.append(_looked_up(text.str.to_lowercase(), self._by_name))
        return nw.coalesce(*found) if len(found) > 1 else found[0]

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Name in lower case -> id, where no other unit is called so."""
        named = [(one.name.lower(), one.id) for one in self._units if one.name]
        count = Counter(name for name, _ in named)
        return {name: identity for name, identity in named if count[name] == 1}

    def called(self, name: str | None) -> list[str]:
        """Return the ids of all units of a name."""
        return [one.id for one in self._units if name and one.name.lower() == name.lower()]

    @cached_property
    def _by_number(self) -> dict[str, str]:
        """Id without its zeros -> id, of digits alone, where no other unit has the same."""
        numbers = [one for one in self._ids if one.isascii() and one.isdigit()]
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
        ids = {one.name.casefold(): one.id for one in self._units}
        near = ids.get((name or "").casefold())
        if near is None and identity:
            near = nearest_name(identity, self._ids)
        if near is None and name:
            named = nearest_name(name, (one.name for one in self._units))
            near = ids.get(named.casefold()) if named else None
        return None if near is None else f"{near} {self._names[near]}"

    @cached_property
    def _names(self) -> dict[str, str]:
        return {one.id: one.name for one in self._units}


def _looked_up(key: nw.Expr, values: dict[str, str]) -> nw.Expr:
    import narwhals as nw

    found = key.replace_strict(values, default=None, return_dtype=nw.String())
    return nw.when(~key.is_null()).then(found)
