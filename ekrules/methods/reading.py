"""Reading: a method file to a Method, or every fault of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ekrules.decision.from_yaml.tables import build_table
from ekrules.decision.outputs import STATUS
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults
from ekrules.methods.level_file import OF_NAMES, LevelEntry
from ekrules.methods.method import BETTER, COLOUR, INDICATOR, VALUE, Level, Method
from ekrules.methods.method_file import MethodFile
from ekrules.methods.name_checks import NUMBERS, RESERVED, TEXTS, Kind, check_names
from ekrules.yaml_reader.models import Placed, read_model


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
    indicator = build_table(file.method, file.indicator.table, faults)
    levels = [_level(file, entry, faults) for entry in file.levels]
    tables: list[tuple[Placed, DecisionTable | None]] = [
        (file.indicator, indicator),
        *zip(file.levels, levels, strict=True),
    ]
    for part, built_table in tables:
        if built_table is not None:
            _check_colours(file, part, built_table, faults)
    if indicator is not None and not misnamed:
        known = _of_indicators(file)
        _check_inputs(file.indicator, indicator, known, faults)
        below = known | _outputs(indicator)
        for level, table in zip(file.levels, levels, strict=True):
            if table is not None:
                below = _check_level(file, level, table, below, faults)
    if len(faults.found) > before or indicator is None:
        return None
    built = tuple(
        Level(entry.level, entry.by, entry.roll_ups, table)
        for entry, table in zip(file.levels, levels, strict=True)
        if table is not None
    )
    return Method(file.method, file, indicator, built)


def _level(file: MethodFile, entry: LevelEntry, faults: Faults) -> DecisionTable | None:
    return build_table(f"{file.method}-{entry.level}", entry.table, faults)


def _of_indicators(file: MethodFile) -> dict[str, Kind]:
    """Return what an indicator's table may ask about."""
    numbers = [VALUE, *file.parameters, *file.derived, *file.scales]
    return dict.fromkeys(numbers, NUMBERS) | dict.fromkeys([BETTER, *file.attributes], TEXTS)


def _outputs(table: DecisionTable) -> dict[str, Kind]:
    return {
        name: TEXTS if one.type in ("text", "boolean", "date") else NUMBERS
        for name, one in table.outputs.items()
    } | {STATUS: TEXTS}


def _check_level(
    file: MethodFile,
    entry: LevelEntry,
    table: DecisionTable,
    below: Mapping[str, Kind],
    faults: Faults,
) -> dict[str, Kind]:
    """Add what is wrong with a level; return what the next one may roll up."""
    for one in entry.roll_ups.values():
        kind = TEXTS if one.take in OF_NAMES else NUMBERS
        if one.of not in below:
            known = [column for column, its in below.items() if its == kind]
            faults.add_unknown_name(
                one.at("of"), "number or output of the level below", one.of, known
            )
        elif below[one.of] != kind and one.take not in ("members", "known", "share_known"):
            found = f'"{one.of}" is {below[one.of]}, and "take" is {one.take}'
            faults.add(one.at("of"), found, f"expected {kind}")
        if isinstance(one.weights, str) and (entry is not file.levels[0]):
            found = "a parameter of the indicators as weight"
            faults.add(one.at("weights"), found, "expected each member with its weight, as {2: 1}")
        elif isinstance(one.weights, str) and one.weights not in file.parameters:
            faults.add_unknown_name(one.at("weights"), "parameter", one.weights, file.parameters)
    known_here = dict.fromkeys(entry.roll_ups, NUMBERS) | dict.fromkeys(file.attributes, TEXTS)
    _check_inputs(entry, table, known_here, faults)
    return dict.fromkeys(entry.roll_ups, NUMBERS) | _outputs(table)


def _check_inputs(
    entry: Placed, table: DecisionTable, known: Mapping[str, Kind], faults: Faults
) -> None:
    for name, one in table.inputs.items():
        place = entry.key_at("table", "inputs", name)
        if name not in known:
            faults.add_unknown_name(place, "input of this table", name, known)
        elif (one.type == "text") != (known[name] == TEXTS):
            unit = "text" if known[name] == TEXTS else "number"
            faults.add(place, f'"{name}" as a {one.type}', f"it is {known[name]}: unit: {unit}")
    for name in table.outputs:
        if (name in known or name in RESERVED) and name not in (STATUS, COLOUR):
            place = entry.key_at("table", "outputs", name)
            faults.add(place, f'an output called "{name}"', "that name is taken: find another")


def _check_colours(file: MethodFile, entry: Placed, table: DecisionTable, faults: Faults) -> None:
    if not table.is_single_hit:
        expected = "expected one that gives one colour (unique, first, any or priority)"
        found = f'the hit policy "{table.hit_policy}"'
        faults.add(entry.at("table", "hit_policy"), found, expected)
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
