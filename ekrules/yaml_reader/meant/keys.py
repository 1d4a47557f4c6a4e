"""Key slips: a key that is not used where it stands: which was meant, or where it belongs.

In: the map with the key and the keys that each kind of map may hold. Out: what to tell of it, and
the missing key that it explains, so that one slip is told once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from ekrules.errors import Place, listed
from ekrules.yaml_reader.meant.words import meant_by
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, node_at, short

# id of a node -> the keys that its kind of map may hold.
KnownKeys = dict[int, tuple[str, ...]]
Missing = Collection[tuple[int, str]]
Steps = tuple[str | int, ...]


@dataclass(frozen=True)
class KeySlip:
    """What to tell of a key; explains: maps, each with a key that is missing by this slip."""

    place: Place
    found: str
    expected: str
    nearest: str | None = None
    explains: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class _Elsewhere:
    """The level where a key is used; is_exact: by just this name."""

    where: str
    is_exact: bool
    explains: tuple[tuple[int, str], ...]


def key_slip(
    root: MapNode, parent: MapNode, key: str, known: KnownKeys, missing: Missing
) -> KeySlip:
    """Return what to tell of a key that `parent` may not hold."""
    place, found = parent.key_places.get(key, parent.place), f'the key "{short(key)}"'
    names = known.get(id(parent), ())
    if not names:
        return KeySlip(place, found, "no such key is used here")
    free = [name for name in names if name not in parent.values]
    lacking = [name for name in names if (id(parent), name) in missing]
    meant = meant_by(key, lacking) or meant_by(key, free) or meant_by(key, names)
    elsewhere = None if meant else _other_level(root, parent, key, known, missing)
    near = meant or _spelled_like(key, free) or _spelled_like(key, names)
    if elsewhere and (elsewhere.is_exact or not (near or lacking)):
        return KeySlip(place, found, f"it belongs {elsewhere.where}", explains=elsewhere.explains)
    if near is None:
        return _told_without_near(place, found, free, lacking, parent)
    if near in parent.values:
        line = parent.key_places[near].line
        expected = f'"{near}" stands on line {line} already; keep one of them'
        return KeySlip(place, found, expected)
    return KeySlip(place, found, "no such key is used here", near, ((id(parent), near),))


def _told_without_near(
    place: Place, found: str, free: list[str], lacking: list[str], parent: MapNode
) -> KeySlip:
    """Return what to tell of a key like no other: what must stand there is likelier meant."""
    if not free:
        return KeySlip(place, found, "no further key is used here; take it out")
    if lacking:
        verb = "is" if len(lacking) == 1 else "are"
        explains = tuple((id(parent), name) for name in lacking)
        expected = f"expected {listed(lacking)}, which {verb} missing here"
        return KeySlip(place, found, expected, explains=explains)
    if len(free) == 1:
        return KeySlip(place, found, f"expected {listed(free)}, or nothing more")
    return KeySlip(place, found, f"expected one of {listed(free)}")


def _spelled_like(key: str, names: Iterable[str]) -> str | None:
    """Return the name spelled most like the key; short words are like each other by chance."""
    near = get_close_matches(key.casefold(), names, n=1, cutoff=0.7)
    return near[0] if near else None


def _other_level(
    root: MapNode, parent: MapNode, key: str, known: KnownKeys, missing: Missing
) -> _Elsewhere | None:
    """Return where else in the file the key is used, nearest first, and what is missing there."""
    here = next((steps for steps, node in _maps(root) if node is parent), ())
    found: list[tuple[bool, bool, int, Steps, MapNode, str]] = []
    for steps, node in _maps(root):
        name = meant_by(key, known.get(id(node), ()))
        if node is not parent and name is not None:
            there, lacks = name in node.values, (id(node), name) in missing
            found.append((not lacks, there, _distance(here, steps), steps, node, name))
    exact = [one for one in found if one[-1] == key] or found
    if not exact:
        return None
    *_, steps, node, name = min(exact, key=lambda one: one[:3])
    where = _where(root, steps, known)
    where += "" if name == key else f', as "{name}"'
    where += ", where it stands already" if name in node.values else ""
    explains = ((id(node), name),) if (id(node), name) in missing else ()
    return _Elsewhere(where, name == key, explains)


def _maps(node: Node, steps: Steps = ()) -> Iterator[tuple[Steps, MapNode]]:
    if isinstance(node, MapNode):
        yield steps, node
        for key, value in node.values.items():
            yield from _maps(value, (*steps, key))
    elif isinstance(node, ListNode):
        for position, item in enumerate(node.items):
            yield from _maps(item, (*steps, position))


def _distance(here: Steps, there: Steps) -> int:
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    return len(here) + len(there) - 2 * shared


def _where(root: MapNode, steps: Steps, known: KnownKeys) -> str:
    """Return the words for a level: the file's own keys, or one of many under a key."""
    if not steps:
        return "at the top of the file, at the start of a line"
    above = node_at(root, steps[:-1])
    # A list's items, and maps under names that their author chose, are one of many.
    if isinstance(above, ListNode) or id(above) not in known:
        return f'in one of "{steps[-2]}"' if len(steps) > 1 else f'under "{steps[-1]}"'
    return f'under "{steps[-1]}"'
