"""Method differences: what of two methods, and of the indicators they judge, is not the same.

In: two sides. Out: Differences of tables, of the rest of the method, of bounds, definitions and
members; values aside, which are many. What things are called is no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ekrules.assessment.comparison.causes import Cause
from ekrules.assessment.comparison.differences import Difference, Written
from ekrules.assessment.comparison.indicator_differences import (
    bounds_of,
    definitions_of,
    number_told,
    text_told,
)
from ekrules.assessment.comparison.method_mixing import OF_MEMBERS, has_same_tables
from ekrules.assessment.comparison.mixed_methods import MethodSide
from ekrules.assessment.comparison.table_differences import table_differences
from ekrules.assessment.impact import paired
from ekrules.indicators.indicator import Indicator
from ekrules.indicators.mixing import values_differ
from ekrules.methods.derived_columns import newest_year
from ekrules.methods.method import Method
from ekrules.yaml_reader.models import Placed

# Told apart, or only words for a reader.
_APART = ("method", "table", "also", "title", "source", "means", "default")


def method_causes(old: MethodSide, new: MethodSide) -> frozenset[Cause]:
    """Return the causes that differ: values and time, and those that differences are told of."""
    found: set[Cause] = {one.cause for one in method_differences(old, new)}
    later, revised = values_differ(old.indicators, new.indicators)
    found |= {"new_values"} if later else set()
    found |= {"revised_values"} if revised else set()
    derives = any(side.method.file.derived for side in (old, new))
    if derives and newest_year(old.indicators) != newest_year(new.indicators):
        found.add("time")
    return frozenset(found)


def method_differences(old: MethodSide, new: MethodSide) -> tuple[Difference, ...]:
    """Return what differs, by cause."""
    return (
        *_bounds(old, new),
        *_definitions(old, new),
        *of_methods(old.method, new.method),
        *_members(old, new),
    )


def _shared(old: MethodSide, new: MethodSide) -> Iterator[tuple[Indicator, Indicator]]:
    was, now = old.indicators.catalogue, new.indicators.catalogue
    yield from ((was[name], now[name]) for name in now if name in was)


def _bounds(old: MethodSide, new: MethodSide) -> Iterator[Difference]:
    for was, now in _shared(old, new):
        yield from bounds_of(was, now)
    yield from defaults_of(old.method, new.method)


def of_methods(old: Method, new: Method) -> Iterator[Difference]:
    """Yield what differs of two methods themselves: their tables, and the rest."""
    yield from _rules(old, new)
    yield from _rest(old, new)


def defaults_of(old: Method, new: Method) -> Iterator[Difference]:
    """Yield the parameters whose default is another."""
    files = (old.file, new.file)
    if files[0].method != files[1].method:
        return
    for name in files[1].parameters:
        if name not in files[0].parameters:
            continue
        both = [file.parameters[name] for file in files]
        told = [number_told(one.default) for one in both]
        if told[0] != told[1]:
            places = (both[0].at("default"), both[1].at("default"))
            yield Difference("target", "parameter", name, told, places)


def _definitions(old: MethodSide, new: MethodSide) -> Iterator[Difference]:
    for was, now in _shared(old, new):
        yield from definitions_of(was, now)


def _rules(old: Method, new: Method) -> Iterator[Difference]:
    if old.id != new.id:
        return
    # Where the tables are not the same ones, they go with the rest of the method.
    cause: Cause = "rule" if has_same_tables(old, new) else "method"
    for name, (was, now) in paired(old.tables, new.tables, lambda one: one.id).items():
        if was is not None and now is not None:
            yield from table_differences(was, now, cause)
            continue
        told = [None if one is None else Written(one.asks) for one in (was, now)]
        places = [None if one is None else one.place for one in (was, now)]
        yield Difference(cause, "definition", f"{name} table", told, places)


def _rest(old: Method, new: Method) -> Iterator[Difference]:
    places = (old.file.place, new.file.place)
    if old.id != new.id:
        named = (Written(old.id), Written(new.id))
        yield Difference("method", "judged_by", new.id, named, places)
        return
    was, now = (_flat(_plain(one.file), "") for one in (old, new))
    for name in dict.fromkeys((*now, *was)):
        if was.get(name) != now.get(name):
            told = [text_told(one.get(name)) for one in (was, now)]
            yield Difference("method", "definition", f"{new.id}.{name}", told, places)


def _members(old: MethodSide, new: MethodSide) -> Iterator[Difference]:
    for was, now in _shared(old, new):
        for key in OF_MEMBERS:
            if _plain(getattr(was, key)) != _plain(getattr(now, key)):
                told = [text_told(getattr(one, key)) for one in (was, now)]
                places = (was.at(key), now.at(key))
                yield Difference("members", "definition", f"{now.id}.{key}", told, places)
    sides = (old.indicators, new.indicators)
    for key in ("catalogue", "entities"):
        before, after = (getattr(one, key) for one in sides)
        for name in dict.fromkeys((*after, *before)):
            found = [one.get(name) for one in (before, after)]
            told = [None if one is None else Written(_said(one)) for one in found]
            if told[0] is None or told[1] is None or _attributes(found) == "differ":
                stand = [None if one is None else one.place for one in found]
                yield Difference("members", "goal", name, told, stand)


def _said(one: Any) -> str:
    if isinstance(one, Indicator):
        return one.label.nb
    return ", ".join(f"{name} {value}" for name, value in one.attributes.items()) or one.id


def _attributes(found: list[Any]) -> str:
    """Whether an entity of both sides has other attributes: it then counts in other groups."""
    if any(isinstance(one, Indicator) for one in found):
        return "same"
    return "same" if found[0].attributes == found[1].attributes else "differ"


def _plain(value: object) -> object:
    """Return what is written as plain values, without what is told apart."""
    if isinstance(value, Placed):
        return {
            name: _plain(getattr(value, name))
            for name in type(value).model_fields
            if name not in _APART
        }
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value


def _flat(value: object, name: str) -> dict[str, object]:
    """Return the innermost values by the keys that lead to them."""
    if isinstance(value, dict) and value:
        found: dict[str, object] = {}
        for key, one in value.items():
            found |= _flat(one, f"{name} {key}".strip())
        return found
    if isinstance(value, list) and value:
        found = {}
        for number, one in enumerate(value):
            called = one.get("level") if isinstance(one, dict) else None
            found |= _flat(one, f"{name} {called or number + 1}".strip())
        return found
    return {name: value}
