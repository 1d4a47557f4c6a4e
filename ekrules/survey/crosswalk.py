"""Crosswalk: which units of a frame became which, and when.

In: changes, as read by crosswalk_reading.py. Out: what each unit of one year is in a later one.
All changes of a year happen at once, at its beginning: what stands under "old" is a unit of the
year before, what stands under "new" is one of the year itself. A unit of which nothing is said goes
on as it is. Never guesses: where a unit was split and no share is given, none is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from ekrules.errors import Faults, Place

# Shares are written with two or three decimals, so three of them may miss 1 by this much.
MOST_ROUNDING = Fraction(5, 1000)

# New unit -> the share of the old unit's residents that live there now; None where nobody says.
Successors = Mapping[str, Fraction | None]


@dataclass(frozen=True)
class UnitChange:
    """One unit that became another, or a part of one: a row of the crosswalk.

    year: the first in which the new unit is there. share: of the old unit's residents, 0 to 1,
    None where it is not given.
    """

    year: int
    old: str
    new: str
    old_name: str
    new_name: str
    share: Fraction | None
    place: Place


@dataclass(frozen=True)
class Crosswalk:
    """All changes between two frames, in the order of their years."""

    source: str
    changes: tuple[UnitChange, ...]

    def between(self, from_year: int | None, to_year: int | None) -> list[list[UnitChange]]:
        """Return the changes after the frame of one year and up to that of another, by year."""
        wanted = [
            one
            for one in self.changes
            if (from_year is None or one.year > from_year)
            and (to_year is None or one.year <= to_year)
        ]
        in_order = sorted(wanted, key=lambda one: one.year)
        return [list(rows) for _, rows in groupby(in_order, key=lambda one: one.year)]


def follow(
    units: Iterable[str],
    crosswalk: Crosswalk,
    from_year: int | None = None,
    to_year: int | None = None,
) -> dict[str, dict[str, Fraction | None]]:
    """Return what each unit of one year's frame is in a later one: unit -> new unit -> share.

    A unit that goes on has one successor, with share 1. None follows the whole crosswalk.

    >>> place = Place("crosswalk.csv", 2)
    >>> moves = (UnitChange(2013, "1915", "1903", "Bjarkøy", "Harstad", None, place),)
    >>> follow(["1915", "1902"], Crosswalk("crosswalk.csv", moves), 2009, 2020)
    {'1915': {'1903': Fraction(1, 1)}, '1902': {'1902': Fraction(1, 1)}}
    """
    found: dict[str, dict[str, Fraction | None]] = {unit: {unit: Fraction(1)} for unit in units}
    for changes in crosswalk.between(from_year, to_year):
        after = successors(changes)
        found = {unit: _stepped(now, after) for unit, now in found.items()}
    return found


def successors(changes: Iterable[UnitChange]) -> dict[str, dict[str, Fraction | None]]:
    """Return old unit -> new unit -> share, for the changes of one year."""
    after: dict[str, dict[str, Fraction | None]] = defaultdict(dict)
    for one in changes:
        after[one.old][one.new] = one.share
    return {
        old: {new: Fraction(1) for new in news} if len(news) == 1 else news
        for old, news in after.items()
    }


def _stepped(now: Successors, after: Mapping[str, Successors]) -> dict[str, Fraction | None]:
    parts: dict[str, list[Fraction | None]] = defaultdict(list)
    for unit, share in now.items():
        for new, part in after.get(unit, {unit: Fraction(1)}).items():
            parts[new].append(None if share is None or part is None else share * part)
    # A unit split and put together again is whole, whatever the shares were.
    if len(parts) == 1:
        return dict.fromkeys(parts, Fraction(1))
    return {new: _sum(shares) for new, shares in parts.items()}


def _sum(shares: Iterable[Fraction | None]) -> Fraction | None:
    known: list[Fraction] = []
    for share in shares:
        if share is None:
            return None
        known.append(share)
    return sum(known, Fraction(0))


def check_crosswalk(
    crosswalk: Crosswalk, units: Iterable[str], faults: Faults, from_year: int | None = None
) -> None:
    """Add a fault for each change of a unit that the frame of `from_year` does not lead to."""
    there = set(units)
    for changes in crosswalk.between(from_year, None):
        for one in changes:
            if one.old not in there:
                kind = f"unit of {one.year - 1}"
                faults.add_unknown_name(one.place, kind, one.old, there)
        there = (there - {one.old for one in changes}) | {one.new for one in changes}


def check_changes(crosswalk: Crosswalk, faults: Faults) -> None:
    """Add a fault for each change that cannot be meant as it stands, whatever the frame holds."""
    _check_order(crosswalk, faults)
    gone: dict[str, int] = {}
    for changes in crosswalk.between(None, None):
        year = changes[0].year
        _check_repeated(changes, faults)
        _check_shares(changes, faults)
        _check_circles(changes, faults)
        for one in changes:
            if one.old in gone:
                found = f'"{one.old}" changes in {year}, but was gone in {gone[one.old]}'
                faults.add(one.place, found, "expected a unit of the year before")
        gone |= {one.old: year for one in changes}
        for one in changes:
            gone.pop(one.new, None)


def _check_order(crosswalk: Crosswalk, faults: Faults) -> None:
    latest = 0
    for one in crosswalk.changes:
        if one.year < latest:
            found = f"a change of {one.year} below one of {latest}"
            faults.add(one.place, found, "expected the changes in the order of their years")
        latest = max(latest, one.year)


def _check_repeated(changes: Iterable[UnitChange], faults: Faults) -> None:
    seen: dict[tuple[str, str], UnitChange] = {}
    for one in changes:
        first = seen.setdefault((one.old, one.new), one)
        if first is not one:
            found = f'"{one.old}" becomes "{one.new}" in {one.year} again'
            faults.add(one.place, found, f"it stands in row {first.place.line} already")


def _check_shares(changes: Iterable[UnitChange], faults: Faults) -> None:
    by_old: dict[str, list[UnitChange]] = defaultdict(list)
    for one in changes:
        by_old[one.old].append(one)
    for old, rows in by_old.items():
        shares = [one.share for one in rows if one.share is not None]
        if not shares:
            continue
        if len(shares) < len(rows):
            found = f'"{old}" has {len(shares)} shares for {len(rows)} new units'
            faults.add(rows[0].place, found, "expected a share for each, or for none")
        elif abs(sum(shares, Fraction(-1))) > MOST_ROUNDING:
            found = f'the shares of "{old}" add up to {float(sum(shares)):.3g}'
            faults.add(rows[0].place, found, "expected 1")


def _check_circles(changes: Iterable[UnitChange], faults: Faults) -> None:
    """What becomes what in one year leads somewhere: two units don't swap ids, nor go in a ring."""
    rows = list(changes)
    after: dict[str, set[str]] = defaultdict(set)
    for one in rows:
        if one.old != one.new:
            after[one.old].add(one.new)
    for one in rows:
        if one.old == one.new:
            alone = sum(1 for row in rows if one.new in (row.old, row.new)) == 1
            if alone and one.old_name == one.new_name:
                found = f'"{one.old}" becomes itself'
                faults.add(one.place, found, "expected a change; take the row out")
        elif _leads_to(one.new, one.old, after):
            found = f'"{one.old}" becomes "{one.new}", which becomes "{one.old}" the same year'
            faults.add(one.place, found, "expected ids that don't go in a circle")


def _leads_to(start: str, goal: str, after: Mapping[str, set[str]]) -> bool:
    seen, open_ends = {start}, [start]
    while open_ends:
        for new in after.get(open_ends.pop(), ()):
            if new == goal:
                return True
            if new not in seen:
                seen.add(new)
                open_ends.append(new)
    return start == goal
