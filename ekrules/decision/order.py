"""Order: which rules come first when rules rest on each other's conclusions.

In: for each rule the names it rests on. Out: levels, each resting only on those before it.
A circle has no first rule, so it is an error that names the whole circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from ekrules.decision.conditions import UNPLACED, Condition, leaves, read_inputs
from ekrules.errors import Fault, InputError, Place


def levels(
    rests_on: Mapping[str, Iterable[str]], places: Mapping[str, Place] | None = None
) -> tuple[tuple[str, ...], ...]:
    """Return the names in levels: a name rests only on names of earlier levels.

    Names keep the order of `rests_on` inside a level; a name that is no key of it is passed
    over, because it is a fact and no rule. Raises InputError naming a circle in order.

    >>> levels({"c": ["b", "a"], "b": ["a"], "a": []})
    (('a',), ('b',), ('c',))
    """
    known = {name: [one for one in on if one in rests_on] for name, on in rests_on.items()}
    sorter = TopologicalSorter(known)
    try:
        sorter.prepare()
    except CycleError as error:
        raise InputError([_circle(list(error.args[1])[::-1], places or {})]) from None
    position = {name: number for number, name in enumerate(rests_on)}
    found: list[tuple[str, ...]] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=position.__getitem__)
        found.append(tuple(ready))
        sorter.done(*ready)
    return tuple(found)


def names_after(prefix: str, condition: Condition) -> tuple[str, ...]:
    """Return the inputs of a condition that begin with `prefix`, without it, each once.

    >>> from ekrules.decision.conditions import IsKnown
    >>> names_after("finding:", IsKnown("finding:plans-not-practised"))
    ('plans-not-practised',)
    """
    names = read_inputs(leaves(condition))
    return tuple(name.removeprefix(prefix) for name in names if name.startswith(prefix))


def _circle(names: list[str], places: Mapping[str, Place]) -> Fault:
    if len(set(names)) == 1:
        found = f'"{names[0]}" rests on itself'
        return Fault(places.get(names[0], UNPLACED), found, "take that out of its condition")
    steps = " rests on ".join(
        f'"{name}" ({places[name]})' if name in places else f'"{name}"' for name in names
    )
    found = f"a circle: {steps}"
    return Fault(places.get(names[0], UNPLACED), found, "take out one of these steps")
