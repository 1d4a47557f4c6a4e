"""Frame matching: respondents found in the list of everyone who could have answered.

In: ids as a file has them, and FrameUnits. Out: expressions that give the unit's own id, its name
and its segments; and, for messages, the unit that a person most likely meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ekrules.errors import nearest_name
from ekrules.survey.units import FrameUnit

if TYPE_CHECKING:
    import narwhals as nw


class FrameList:
    """The units, looked up by id. "301" is the unit "0301": programs take zeros off numbers."""

    def __init__(self, units: Sequence[FrameUnit]) -> None:
        self._units = units
        self._ids = [one.id for one in units]

    def matched(self, text: nw.Expr) -> nw.Expr:
        """Return the id of the unit that the text names; null where it names none."""
        import narwhals as nw

        found = [nw.when(text.is_in(self._ids)).then(text)]
        bare = text.str.replace_all("^0+", "")
        for width, ids in self._by_width.items():
            filled = bare.str.zfill(width)
            found.append(nw.when(filled.is_in(ids)).then(filled))
        return nw.coalesce(*found)

    @cached_property
    def _by_width(self) -> dict[int, list[str]]:
        """Width -> ids of digits that no other unit has when zeros are taken off."""
        numbers = [one for one in self._ids if one.isascii() and one.isdigit()]
        count = Counter(one.lstrip("0") for one in numbers)
        by_width: dict[int, list[str]] = {}
        for one in numbers:
            if count[one.lstrip("0")] == 1:
                by_width.setdefault(len(one), []).append(one)
        return by_width

    def name(self, matched: nw.Expr) -> nw.Expr:
        """Return the unit's name."""
        return _looked_up(matched, {one.id: one.name for one in self._units})

    def segment(self, matched: nw.Expr, breakdown: str) -> nw.Expr:
        """Return the unit's segment of a breakdown."""
        return _looked_up(matched, {one.id: one.segments[breakdown] for one in self._units})

    def nearest(self, identity: str | None, name: str | None) -> str | None:
        """Return the id and name of the unit most likely meant: one of that name, else a near id."""
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


def _looked_up(key: Any, values: dict[str, str]) -> Any:
    import narwhals as nw

    found = key.replace_strict(values, default=None, return_dtype=nw.String())
    return nw.when(~key.is_null()).then(found)
