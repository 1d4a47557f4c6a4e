"""Given cases: a file of cases to what a table's inputs take, every fault with its place.

In: YAML, JSON, CSV or a workbook, and declared inputs. Out: Cases; a blank or a value left out is
unknown. Values are written as in rules: a share in percent, a date as 2011-12-31.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ekrules.decision.conditions import Value
from ekrules.decision.from_yaml.values import read_value
from ekrules.decision.inputs import Case, Input
from ekrules.errors import Faults, Place, listed, nearest_name
from ekrules.survey.answer_files.reading import read_answer_file
from ekrules.yaml_reader.files import read_map, read_text, shown_path
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode
from ekrules.yaml_reader.scalars import meaning
from ekrules.yaml_reader.units import NUMERIC_UNITS

# The key or column that names a case; without it cases are numbered.
CASE = "case"
YAML_ENDINGS, JSON_ENDING = (".yaml", ".yml"), ".json"
_OF_EXAMPLE = {"name", "given", "expect"}
_COMMA = re.compile(r"(-?[0-9]+),([0-9]+)")
_FORM = f'expected "cases:" with a list of maps, as [{{{CASE}: first, attainment: 60 %}}]'


def read_cases(path: Path, inputs: Mapping[str, Input], faults: Faults) -> tuple[Case, ...]:
    """Return the cases of a file, in order; the reasons for those left out are in `faults`."""
    ending = path.suffix.lower()
    if ending in YAML_ENDINGS:
        written = _of_yaml(path, faults)
    elif ending == JSON_ENDING:
        written = _of_json(path, faults)
    else:
        written = _of_table(path, inputs, faults)
    named = set[str]()
    cases = []
    for number, (place, values, keys) in enumerate(written, start=1):
        identity = _identity(values.pop(CASE, None), number)
        if identity in named:
            faults.add(place, f'a second case called "{identity}"', "give one another name")
        named.add(identity)
        cases.append(Case(identity, _values(values, keys, inputs, faults)))
    if not cases and not faults.found:
        faults.add(Place(shown_path(path)), "no cases", "expected at least one")
    return tuple(cases)


# One case as written: where it begins, its nodes by name, and where each name stands.
_Written = tuple[Place, dict[str, Node], Mapping[str, Place]]


def _identity(node: Node | None, number: int) -> str:
    return node.text if isinstance(node, ScalarNode) and node.text else str(number)


def _values(
    nodes: Mapping[str, Node],
    keys: Mapping[str, Place],
    inputs: Mapping[str, Input],
    faults: Faults,
) -> dict[str, Value | None]:
    values: dict[str, Value | None] = dict.fromkeys(inputs)
    for name, node in nodes.items():
        if name not in inputs:
            faults.add_unknown_name(keys[name], "input", name, inputs)
        elif not (isinstance(node, ScalarNode) and node.value is None):
            values[name] = read_value(inputs[name], node, faults)
    return values


def _of_yaml(path: Path, faults: Faults) -> Iterator[_Written]:
    root = read_map(path, faults)
    if root is None:
        return
    listed_cases = root.values.get("cases")
    if not isinstance(listed_cases, ListNode) or len(root.values) != 1:
        faults.add(root.place, f"keys {listed(root.values)}", _FORM)
        return
    for item in listed_cases.items:
        if isinstance(item, MapNode):
            yield _as_example(item) or (item.place, dict(item.values), item.key_places)
        else:
            faults.add(item.place, "this is no case", _FORM)


def _as_example(item: MapNode) -> _Written | None:
    """Return an example of a table as a case, so that one can be cut out and tried as it stands."""
    given = item.values.get("given")
    if not isinstance(given, MapNode) or not item.values.keys() <= _OF_EXAMPLE:
        return None
    name = {CASE: item.values["name"]} if "name" in item.values else {}
    return item.place, {**name, **given.values}, given.key_places


def _of_json(path: Path, faults: Faults) -> Iterator[_Written]:
    text = read_text(path, faults)
    if text is None:
        return
    place = Place(shown_path(path))
    try:
        found = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        where = Place(place.file, error.lineno, error.colno)
        faults.add(where, f"this is no JSON ({error.msg.lower()})", "check it here and just above")
        return
    except (RecursionError, ValueError) as error:
        told = str(error) if isinstance(error, ValueError) else "it is nested too deeply"
        faults.add(place, f"this is no JSON that is read ({told})", "expected a list of cases")
        return
    cases = found.get("cases") if isinstance(found, dict) else found
    if not isinstance(cases, list):
        faults.add(place, "no list of cases", 'expected [{...}, ...] or {"cases": [...]}')
        return
    for number, one in enumerate(cases, start=1):
        at = Place(f"{place.file}, case {number}")
        if not isinstance(one, dict):
            faults.add(
                at, "this is no case", 'expected names with values, as {"attainment": "60 %"}'
            )
            continue
        yield at, {name: _node(at, value) for name, value in one.items()}, dict.fromkeys(one, at)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'the name "{twice}" a second time in one case')
    return found


def _node(place: Place, value: Any) -> Node:
    """Return a JSON value as what YAML would have held; lists and maps are no values."""
    if isinstance(value, (list, dict)):
        return ListNode(place, ())
    if isinstance(value, str):
        # A date is a text in JSON.
        read = meaning(value)
        return ScalarNode(place, value, value if isinstance(read, (bool, int, float)) else read)
    return ScalarNode(place, json.dumps(value), value)


def _of_table(path: Path, inputs: Mapping[str, Input], faults: Faults) -> Iterator[_Written]:
    table = read_answer_file(path, faults)
    if table is None:
        return
    source, names = table.source, table.names
    for cell in table.odd_cells:
        column = names.index(cell.column) + 1
        faults.add(Place(source, cell.row, column), cell.found, cell.expected)
    unknown = [name for name in names if name not in inputs and name != CASE]
    for name in unknown:
        near = nearest_name(name, inputs)
        place = Place(source, 1, names.index(name) + 1)
        expected = f'expected an input ({listed(inputs)}) or "{CASE}"'
        faults.add(place, f'a column called "{name}"', expected, near)
    if unknown:
        return
    for number, row in enumerate(table.frame.lazy().collect().rows()):
        line = table.first_row + number
        places = {name: Place(source, line, at) for at, name in enumerate(names, start=1)}
        cells = {
            name: _cell(inputs.get(name), places[name], text)
            for name, text in zip(names, row, strict=True)
        }
        yield Place(source, line, 1), cells, places


def _cell(declared: Input | None, place: Place, text: str | None) -> Node:
    """Return a cell of text as the value that it was written for."""
    if text is None:
        return ScalarNode(place, "", None)
    if declared is None or declared.type == "text":
        return ScalarNode(place, text, text)
    if declared.type in NUMERIC_UNITS and (written := _COMMA.fullmatch(text)):
        return ScalarNode(place, text, float(f"{written[1]}.{written[2]}"))
    return ScalarNode(place, text, meaning(text))
