"""Group checks: whether each group that an indicator is for has somebody in it.

In: indicators and entities. Out: faults: an attribute that entities lack, a value that none has, a
group that nobody belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ekrules.errors import Faults, Place, listed, nearest_name
from ekrules.indicators.entity import Entity
from ekrules.indicators.indicator import Indicator, belongs

Group = Mapping[str, tuple[str, ...]]


def check_groups(
    indicators: Iterable[Indicator], entities: Sequence[Entity], faults: Faults
) -> None:
    """Add a fault for each group of `applies_to` that holds nobody, once where it stands."""
    values: dict[str, set[str]] = {}
    for entity in entities:
        for name, value in entity.attributes.items():
            values.setdefault(name, set()).add(value)
    for group, places in _groups(indicators).values():
        before = len(faults.found)
        for name, wanted in group.items():
            _check_attribute(name, wanted, places[name], values, faults)
        if len(faults.found) > before:
            continue
        if not any(belongs(entity.attributes, group) for entity in entities):
            found = f"nobody has all of {listed(group)} as asked here"
            faults.add(next(iter(places.values())), found, "expected at least one entity")


def _groups(indicators: Iterable[Indicator]) -> dict[Place, tuple[Group, Mapping[str, Place]]]:
    """Return each group with where its attributes stand; a codebook's rows share theirs."""
    groups: dict[Place, tuple[Group, Mapping[str, Place]]] = {}
    for one in indicators:
        for index, group in enumerate(one.applies_to or ()):
            # One group need not be written as a list, and then has no number.
            places = {name: one.key_at("applies_to", index, name) for name in group}
            groups[next(iter(places.values()))] = (group, places)
    return groups


def _check_attribute(
    name: str,
    wanted: Sequence[str],
    place: Place,
    values: Mapping[str, set[str]],
    faults: Faults,
) -> None:
    if name not in values:
        faults.add_unknown_name(place, "attribute", name, values)
        return
    for value in wanted:
        if value not in values[name]:
            known = sorted(values[name])
            found = f'no entity has "{value}" in "{name}"'
            expected = f"expected one of {listed(known)}"
            faults.add(place, found, expected, nearest_name(value, known))
