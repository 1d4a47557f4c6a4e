"""Working order: what a method works out, in the order that each can rest on what is before it.

In: each name with the names that it rests on. Out: rounds of names, those of a round resting on
none of each other; and those that go in a circle.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping


def rounds(
    rests_on: Mapping[str, Collection[str]],
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Return the rounds, and the names that can never be worked out, for they rest on themselves.

    A name that is not among them is there already.

    >>> rounds({"z": ["mean", "value"], "mean": ["value"], "a": ["b"], "b": ["a"]})
    ((('mean',), ('z',)), ('a', 'b'))
    """
    left = dict(rests_on)
    found: list[tuple[str, ...]] = []
    while ready := tuple(name for name, names in left.items() if not left.keys() & set(names)):
        found.append(ready)
        for name in ready:
            del left[name]
    return tuple(found), tuple(left)
