"""Name checks: what a method file's names stand for, held against what it declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from ekrules.errors import Faults, listed
from ekrules.facts.derived.registry import DERIVED_INPUTS
from ekrules.methods.columns import BETTER, DIRECTION, VALUE
from ekrules.methods.level_file import LevelEntry
from ekrules.methods.method_file import MethodFile
from ekrules.methods.series_file import NATURAL
from ekrules.methods.working_order import rounds
from ekrules.methods.working_out import rests_on, steps_of

Kind = Literal["a number", "a text"]
NUMBERS: Kind = "a number"
TEXTS: Kind = "a text"

# The columns of a result that no name of a method may take.
RESERVED = (
    *(
        VALUE,
        BETTER,
        DIRECTION,
        "entity",
        "member",
        "period",
        "at",
        "reason",
        "row",
        "line",
        "applies",
        "case",
    ),
    *("status", "colour", "below"),
)
_OF_INDICATORS = ("parameters", "derived", "across", "numbers", "scales")
_A = {"target": "a target", "deadline": "a deadline", "limit": "a limit"}
_OF_LEVELS = ("roll_ups", "across", "numbers", "scales")


def check_names(file: MethodFile, faults: Faults) -> None:
    """Add a fault for each name that stands for nothing, or for two things."""
    before = len(faults.found)
    _check_unique(file, faults)
    # A name for two things may seem to rest on itself.
    is_unique = len(faults.found) == before
    _check_parameters(file, faults)
    _check_derived(file, faults)
    check_steps(file, numbers_of(file), faults, is_unique=is_unique)


def numbers_of(file: MethodFile) -> tuple[str, ...]:
    """Return the numbers that every case of an indicator has."""
    return (VALUE, DIRECTION, *file.parameters, *rests_on(file))


def check_steps(
    part: MethodFile | LevelEntry, known: Iterable[str], faults: Faults, *, is_unique: bool = True
) -> None:
    """Add a fault for each name that stands for no number, and for numbers in a circle."""
    every = list(known)
    for step in steps_of(part).values():
        for where, name in step.names().items():
            if name not in every:
                faults.add_unknown_name(step.at(*where), "number", name, every)
    _, circle = rounds(rests_on(part))
    if circle and is_unique:
        sections = _OF_INDICATORS if isinstance(part, MethodFile) else _OF_LEVELS
        section = next(key for key in sections if circle[0] in getattr(part, key))
        found = f"each of {listed(circle)} rests on another of them"
        faults.add(part.key_at(section, circle[0]), found, "expected one to rest on none of them")


def _check_unique(file: MethodFile, faults: Faults) -> None:
    taken: dict[str, str] = dict.fromkeys(RESERVED, "ekrules itself uses it")
    _check_section(((key, getattr(file, key)) for key in _OF_INDICATORS), file, taken, faults)
    for number, level in enumerate(file.levels):
        # Those of the first level stand beside those of its members.
        here = taken if number == 0 else dict.fromkeys(RESERVED, "ekrules itself uses it")
        _check_section(((key, getattr(level, key)) for key in _OF_LEVELS), level, here, faults)


def _check_section(
    named: Iterator[tuple[str, Mapping[str, object]]],
    part: MethodFile | LevelEntry,
    taken: dict[str, str],
    faults: Faults,
) -> None:
    for where, names in named:
        for name in names:
            if name in taken:
                place = part.key_at(where, name)
                faults.add(place, f'"{name}" as a name', f"{taken[name]}: find another")
            taken.setdefault(name, f'it stands under "{where}" too')


def _check_parameters(file: MethodFile, faults: Faults) -> None:
    for number, group in enumerate(file.parameters_by_group):
        for name in group.parameters:
            if name not in file.parameters:
                place = file.key_at("parameters_by_group", number, "parameters", name)
                faults.add_unknown_name(place, "parameter", name, file.parameters)
    own = (one.series for one in file.derived.values() if one.series is not None)
    numbers = numbers_of(file)
    for series in (file.series, *own):
        for where, name in series.named().items():
            known = (NATURAL, *numbers) if where == ("limit",) else numbers
            if name not in known:
                faults.add_unknown_name(series.at(*where), "parameter", name, known)


def _check_derived(file: MethodFile, faults: Faults) -> None:
    for name, entry in file.derived.items():
        place = file.at("derived", name) if entry.series is None else entry.at("input")
        if entry.input not in DERIVED_INPUTS:
            faults.add_unknown_name(place, "derived input", entry.input, DERIVED_INPUTS)
            continue
        series = entry.of(file.series)
        has = {
            "target": series.target,
            "deadline": series.deadline,
            "limit": series.limit,
            "milestones": series.milestones,
        }
        needs = DERIVED_INPUTS[entry.input].needs
        if lacking := [need for need in needs if need in has and has[need] is None]:
            needed = " and ".join(_A.get(need, need) for need in lacking)
            found = f'"{entry.input}", which needs {needed}'
            faults.add(place, found, f'expected {listed(lacking)} under "series"')
