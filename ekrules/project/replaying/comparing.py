"""Comparing: two records' values, and each that differs by what a reader calls it.

In: the values of two records. Out: differences in the order of a report: measures, goals, themes,
findings, the whole, segments, sentences, what has changed since an earlier record, and the rest.
No difference is left out: what has no word of its own is told by its key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

Part = Literal[
    "measure", "goal", "theme", "finding", "overall", "segment", "sentence", "change", "other"
]
Json = Mapping[str, Any]
_LISTED: tuple[tuple[str, Part], ...] = (
    ("goals", "goal"),
    ("themes", "theme"),
    ("findings", "finding"),
)
# Told apart from values: which files, which program.
_TOLD_ELSEWHERE = ("inputs", "ekrules", "engine")


class NotThere:
    """Stands for a value that one of two records does not have."""

    def __repr__(self) -> str:
        return "not there"


NOT_THERE = NotThere()


@dataclass(frozen=True)
class Difference:
    """One value: of which part, of what in it, under which keys, and what it is in each record."""

    part: Part
    name: str
    keys: tuple[str, ...]
    old: Any
    new: Any


def differences(old: Json, new: Json) -> tuple[Difference, ...]:
    """Return every value that differs."""
    return tuple(_differences(old, new))


def _differences(old: Json, new: Json) -> Iterator[Difference]:
    yield from _named(_map(old, "measures"), _map(new, "measures"), "measure")
    for key, part in _LISTED:
        yield from _named(_by_id(old.get(key), "id"), _by_id(new.get(key), "id"), part)
    yield from _inside(old.get("overall"), new.get("overall"), "overall", "")
    yield from _segments(old, new)
    yield from _sentences(_list(old, "sentences"), _list(new, "sentences"))
    yield from _inside(old.get("changes"), new.get("changes"), "change", "")
    told = {"measures", *(key for key, _ in _LISTED), "overall", "segments", "sentences", "changes"}
    for key in _keys(old, new):
        if key not in told and key not in _TOLD_ELSEWHERE:
            yield from _inside(_value(old, key), _value(new, key), "other", key)


def _segments(old: Json, new: Json) -> Iterator[Difference]:
    then, now = (_by_id(one.get("segments"), "breakdown") for one in (old, new))
    for breakdown in _keys(then, now):
        yield from _inside(_value(then, breakdown), _value(now, breakdown), "segment", breakdown)


def _named(old: Json, new: Json, part: Part) -> Iterator[Difference]:
    for name in _keys(old, new):
        yield from _inside(_value(old, name), _value(new, name), part, name)


def _inside(
    old: Any, new: Any, part: Part, name: str, keys: tuple[str, ...] = ()
) -> Iterator[Difference]:
    """The innermost values that differ; a list whose items bear ids is gone through by these."""
    if isinstance(old, list) and isinstance(new, list) and _bear_ids(old) and _bear_ids(new):
        old, new = _by_id(old, "id"), _by_id(new, "id")
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in _keys(old, new):
            yield from _inside(_value(old, key), _value(new, key), part, name, (*keys, key))
    elif not is_same(old, new):
        yield Difference(part, name, keys, old, new)


def is_same(old: Any, new: Any) -> bool:
    """Whether two values are written alike: true is not 1, nor 1 the same as 1.0."""
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(is_same, old, new))
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return old.keys() == new.keys() and all(is_same(old[key], new[key]) for key in old)
    return type(old) is type(new) and bool(old == new)


def _sentences(old: list[Any], new: list[Any]) -> Iterator[Difference]:
    then, now = _by_place(old), _by_place(new)
    for place in _keys(then, now):
        yield from _passage(place, then.get(place, []), now.get(place, []))


def _passage(place: str, old: list[Any], new: list[Any]) -> Iterator[Difference]:
    """What differs of one passage: sentences put otherwise, or resting on other figures."""
    texts = [[str(one.get("text")) for one in side] for side in (old, new)]
    matcher = SequenceMatcher(None, texts[0], texts[1], autojunk=False)
    for kind, start, end, from_, to in matcher.get_opcodes():
        if kind == "equal":
            for was, now in zip(old[start:end], new[from_:to], strict=True):
                yield from _inside(was, now, "sentence", place)
            continue
        was_text, now_text = " ".join(texts[0][start:end]), " ".join(texts[1][from_:to])
        yield Difference("sentence", place, ("text",), was_text or NOT_THERE, now_text or NOT_THERE)


def _by_place(sentences: list[Any]) -> dict[str, list[Any]]:
    places: dict[str, list[Any]] = {}
    for one in sentences:
        if isinstance(one, Mapping):
            about = one.get("id")
            place = f"{one.get('part')} {about}" if about else str(one.get("part"))
            places.setdefault(place, []).append(one)
    return places


def _keys(old: Json, new: Json) -> list[str]:
    """The keys of now in their order, then those that are no longer there."""
    return [*new, *(key for key in old if key not in new)]


def _value(values: Json, key: str) -> Any:
    return values.get(key, NOT_THERE)


def _map(values: Json, key: str) -> Json:
    found = values.get(key)
    return found if isinstance(found, Mapping) else {}


def _list(values: Json, key: str) -> list[Any]:
    found = values.get(key)
    return found if isinstance(found, list) else []


def _bear_ids(items: list[Any]) -> bool:
    ids = [one.get("id") for one in items if isinstance(one, Mapping)]
    return len(ids) == len(items) and None not in ids and len({str(one) for one in ids}) == len(ids)


def _by_id(items: Any, key: str) -> dict[str, Any]:
    if not isinstance(items, list):
        return {}
    return {str(one.get(key)): one for one in items if isinstance(one, Mapping)}
