"""Reading: a method file to a Method, or every fault of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ekrules.decision.from_yaml.tables import build_table
from ekrules.decision.outputs import STATUS
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults
from ekrules.methods.columns import BETTER, row_of
from ekrules.methods.level_file import OF_NAMES, LevelEntry
from ekrules.methods.method import COLOUR, INDICATOR, Level, Method
from ekrules.methods.method_file import IndicatorLevel, MethodFile
from ekrules.methods.name_checks import (
    NUMBERS,
    RESERVED,
    TEXTS,
    Kind,
    check_names,
    check_steps,
    numbers_of,
)
from ekrules.methods.working_out import steps_of
from ekrules.yaml_reader.models import Placed, read_model

# They only ask whether there is something.
_OF_ANY = ("members", "known", "share_known")


def read_method(path: Path, faults: Faults) -> Method | None:
    """Return the method of a file, or None with every reason added to `faults`."""
    file = read_model(path, MethodFile, faults)
    if file is None:
        return None
    before = len(faults.found)
    if file.method != path.stem:
        found = f'"{file.method}", and the file is called "{path.name}"'
        faults.add(file.at("method"), found, "give both the same name")
    named = len(faults.found)
    check_names(file, faults)
    # What tables ask about would be told to be wrong for the sake of a name.
    misnamed = len(faults.found) > named
    seen = {INDICATOR}
    for entry in file.levels:
        if entry.level in seen:
            faults.add(entry.at("level"), f'"{entry.level}" a second time', "find another name")
        seen.add(entry.level)
    parts = [_part(file, file.indicator, "", faults)]
    parts += [_part(file, entry, f"-{entry.level}", faults) for entry in file.levels]
    known = _of_indicators(file)
    levels: tuple[LevelEntry | None, ...] = (None, *file.levels)
    for part, level in zip(parts, levels, strict=True):
        if misnamed or part is None:
            # What is above asks about what is not there, for the sake of another fault.
            break
        if level is not None:
            known = _check_level(level, known, faults)
        here = known if level is None else _of_level(file, level)
        known = known | _check_tables(file, part, here, faults)
    if len(faults.found) > before or None in parts:
        return None
    (first, *rest) = (part for part in parts if part is not None)
    built = tuple(
        Level(entry.level, entry.by, entry.roll_ups, part.table, entry, part.also)
        for entry, part in zip(file.levels, rest, strict=True)
    )
    return Method(file.method, file, first.table, built, first.also)


class _Part(NamedTuple):
    """The tables of one level, as built."""

    entry: IndicatorLevel | LevelEntry
    table: DecisionTable | None
    also: Mapping[str, DecisionTable]


def _part(
    file: MethodFile, entry: IndicatorLevel | LevelEntry, ending: str, faults: Faults
) -> _Part | None:
    """Return the tables of a level, or None with the reasons in `faults`."""
    name = f"{file.method}{ending}"
    also = {one: build_table(f"{name}-{one}", body, faults) for one, body in entry.also.items()}
    table = None if entry.table is None else build_table(name, entry.table, faults)
    built = {one: each for one, each in also.items() if each is not None}
    is_lacking = (table is None and entry.table is not None) or len(built) < len(also)
    return None if is_lacking else _Part(entry, table, built)


def _check_tables(
    file: MethodFile, part: _Part, known: Mapping[str, Kind], faults: Faults
) -> dict[str, Kind]:
    """Add what is wrong with the tables of a level; return what they give, by name."""
    given: dict[str, Kind] = {}
    for name, table in part.also.items():
        steps = ("also", name)
        _check_inputs(part.entry, steps, table, {**known, **given}, faults)
        for output in table.outputs:
            if output in (STATUS, COLOUR):
                found = f'"{name}" as a table that gives a {output}'
                expected = f'only "table" does: give it an output of its own, as {name}'
                faults.add(part.entry.key_at(*steps), found, expected)
        _check_hits(part.entry, steps, table, faults)
        given |= _outputs(table) | {row_of(name): TEXTS}
    if part.table is not None:
        _check_inputs(part.entry, ("table",), part.table, {**known, **given}, faults)
        _check_hits(part.entry, ("table",), part.table, faults)
        _check_colours(file, part.entry, part.table, faults)
        given |= _outputs(part.table)
    return given | {STATUS: TEXTS}


def _of_indicators(file: MethodFile) -> dict[str, Kind]:
    """Return what an indicator's table may ask about."""
    texts = dict.fromkeys([BETTER, *file.attributes], TEXTS)
    return dict.fromkeys(numbers_of(file), NUMBERS) | texts


def _outputs(table: DecisionTable) -> dict[str, Kind]:
    return {
        name: TEXTS if one.type in ("text", "boolean", "date") else NUMBERS
        for name, one in table.outputs.items()
    }


def _of_level(file: MethodFile, entry: LevelEntry) -> dict[str, Kind]:
    """Return what a level's table may ask about."""
    numbers = (*entry.roll_ups, *steps_of(entry))
    return dict.fromkeys(numbers, NUMBERS) | dict.fromkeys(file.attributes, TEXTS)


def _check_level(entry: LevelEntry, below: Mapping[str, Kind], faults: Faults) -> dict[str, Kind]:
    """Add what is wrong with what is rolled up; return the numbers of the level."""
    for one in entry.roll_ups.values():
        kind = TEXTS if one.take in OF_NAMES else NUMBERS
        if one.of not in below:
            known = [column for column, its in below.items() if its == kind]
            faults.add_unknown_name(
                one.at("of"), "number or output of the level below", one.of, known
            )
        elif below[one.of] != kind and one.take not in _OF_ANY:
            found = f'"{one.of}" is {below[one.of]}, and "take" is {one.take}'
            faults.add(one.at("of"), found, f"expected {kind}")
        if isinstance(one.weights, str) and below.get(one.weights) != NUMBERS:
            of_below = [name for name, its in below.items() if its == NUMBERS]
            faults.add_unknown_name(one.at("weights"), "number", one.weights, of_below)
    numbers = (*entry.roll_ups, *steps_of(entry))
    check_steps(entry, numbers, faults)
    return dict.fromkeys(numbers, NUMBERS)


def _check_inputs(
    entry: Placed,
    steps: tuple[str, ...],
    table: DecisionTable,
    known: Mapping[str, Kind],
    faults: Faults,
) -> None:
    for name, one in table.inputs.items():
        place = entry.key_at(*steps, "inputs", name)
        if name not in known:
            faults.add_unknown_name(place, "input of this table", name, known)
        elif (one.type == "text") != (known[name] == TEXTS):
            unit = "text" if known[name] == TEXTS else "number"
            faults.add(place, f'"{name}" as a {one.type}', f"it is {known[name]}: unit: {unit}")
    for name in table.outputs:
        if (name in known or name in RESERVED) and name not in (STATUS, COLOUR):
            place = entry.key_at(*steps, "outputs", name)
            faults.add(place, f'an output called "{name}"', "that name is taken: find another")


def _check_hits(
    entry: Placed, steps: tuple[str, ...], table: DecisionTable, faults: Faults
) -> None:
    if not table.is_single_hit:
        expected = "expected one that gives one colour (unique, first, any or priority)"
        found = f'the hit policy "{table.hit_policy}"'
        faults.add(entry.at(*steps, "hit_policy"), found, expected)


def _check_colours(file: MethodFile, entry: Placed, table: DecisionTable, faults: Faults) -> None:
    if COLOUR not in table.outputs:
        if STATUS not in table.outputs:
            expected = f'expected "{COLOUR}", one of your own, or no outputs: it is then a status'
            faults.add(entry.at("table", "outputs"), "no output that is a colour", expected)
        return
    for row in table.rows:
        colour = row.then.get(COLOUR)
        if isinstance(colour, str) and colour not in file.colours:
            kind = 'colour under "colours"'
            faults.add_unknown_name(row.then_places[COLOUR], kind, colour, file.colours)
