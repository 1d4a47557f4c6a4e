"""Row edits: one row that came back, as edits of one row in YAML, or as a new one.

In: the row as it was and as it came. Out: edits of those values only that mean something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ekrules.decision.from_yaml.entries import IDENTIFIER
from ekrules.decision.outputs import STATUS, STATUS_OUTPUT
from ekrules.decision.sheets.came import CameRow
from ekrules.decision.sheets.cells import CellReader
from ekrules.decision.sheets.grid import MORE, GridRow, output_node
from ekrules.yaml_reader.flow import flow_text, quoted
from ekrules.yaml_reader.layout import Steps
from ekrules.yaml_reader.nodes import MapNode, Node, ScalarNode
from ekrules.yaml_reader.replaced_meaning import meaning_of
from ekrules.yaml_reader.replacing import AddKey, Edit, Replace

_LOCKED = "it is locked: conditions that fit no cell are changed in the YAML"


def row_edits(reader: CellReader, was: GridRow, came: CameRow, steps: Steps) -> Iterator[Edit]:
    """Yield the edits of one row at `steps`; add a fault for each cell that can't be used."""
    _check_more(reader, came, was.texts[MORE])
    yield from _when_edits(reader, was, came, (*steps, "when"))
    yield from _output_edits(reader, was, came, steps)
    yield from _says_edits(reader, was, came, steps)


def added_row(reader: CellReader, came: CameRow) -> tuple[tuple[str, str], ...]:
    """Return the keys and values of a new row, each as one line of YAML."""
    _check_more(reader, came, "")
    if came.id and re.match(IDENTIFIER, came.id) is None:
        found = f'the id "{came.id}"'
        expected = "expected small letters a to z, digits, - and _ (as early-ahead)"
        reader.faults.add(reader.came.place(came.number, "rad"), found, expected)
    when = {
        one.name: tests
        for one in reader.columns("input")
        if (tests := reader.tests(came, one)) is not None
    }
    entries = [("id", quoted(came.id)), ("when", _map_text(when)), *_concluding(reader, came)]
    says = _says(reader, came)
    if says:
        _check_bokmaal(reader, came, says)
        entries.append(("says", _map_text(says)))
    return tuple(entries)


def _concluding(reader: CellReader, came: CameRow) -> list[tuple[str, str]]:
    then = {}
    for one in reader.columns("output"):
        before = len(reader.faults.found)
        node = reader.concluded(came, one)
        if node is not None:
            then[one.name] = node
        elif len(reader.faults.found) == before:
            reader.faults.add(reader.place(came, one), "a blank", "a row concludes something here")
    if reader.table.outputs == {STATUS: STATUS_OUTPUT}:
        return [(name, flow_text(node)) for name, node in then.items()]
    return [("then", _map_text(then))]


def _check_more(reader: CellReader, came: CameRow, was: str) -> None:
    if came.texts.get(MORE, "").strip() != was:
        place = reader.came.place(came.number, MORE)
        expected = f'put back "{was}"; {_LOCKED}' if was else f"leave it blank; {_LOCKED}"
        reader.faults.add(place, f'"{came.texts.get(MORE, "")}"', expected)


def _when_edits(reader: CellReader, was: GridRow, came: CameRow, steps: Steps) -> Iterator[Edit]:
    when = was.node.values["when"]
    assert isinstance(when, MapNode)
    changed: dict[str, Node | None] = {}
    for one in reader.columns("input"):
        if came.texts.get(one.heading, "").strip() == was.texts[one.heading]:
            continue
        before = len(reader.faults.found)
        tests = reader.tests(came, one)
        if len(reader.faults.found) > before:
            continue
        old = when.values.get(one.name)
        if reader.asked(one.name, tests) != reader.asked(one.name, old):
            changed[one.name] = tests
    yield from _map_edits(when, changed, steps)


def _map_edits(old: MapNode, changed: Mapping[str, Node | None], steps: Steps) -> Iterator[Edit]:
    """Yield the edits of a map; None takes a key away, for which the map is written anew."""
    if any(new is None for new in changed.values()) or not old.values:
        whole = {key: new for key, new in {**old.values, **changed}.items() if new is not None}
        if changed:
            yield Replace(steps, _map_text(whole))
        return
    for key, new in changed.items():
        assert new is not None
        if key in old.values:
            yield Replace((*steps, key), flow_text(new))
        else:
            yield AddKey(steps, key, flow_text(new))


def _output_edits(reader: CellReader, was: GridRow, came: CameRow, steps: Steps) -> Iterator[Edit]:
    changed: dict[str, Node | None] = {}
    for one in reader.columns("output"):
        text = came.texts.get(one.heading, "").strip()
        if text == was.texts[one.heading].strip():
            continue
        if not text:
            reader.faults.add(reader.place(came, one), "a blank", "a row concludes something here")
        node = reader.concluded(came, one)
        old = output_node(one.name, was.node)
        if node is not None and (old is None or meaning_of(node) != meaning_of(old)):
            changed[one.name] = node
    if STATUS in changed and STATUS in was.node.values:
        status = changed.pop(STATUS)
        assert status is not None
        yield Replace((*steps, STATUS), flow_text(status))
    then = was.node.values.get("then")
    if isinstance(then, MapNode):
        yield from _map_edits(then, changed, (*steps, "then"))
    elif changed:
        added = {key: one for key, one in changed.items() if one is not None}
        yield AddKey(steps, "then", _map_text(added))


def _says_edits(reader: CellReader, was: GridRow, came: CameRow, steps: Steps) -> Iterator[Edit]:
    changed: dict[str, Node | None] = {}
    new = _says(reader, came)
    for one in reader.columns("says"):
        if came.texts.get(one.heading, "").strip() != was.texts[one.heading].strip():
            changed[one.name] = new.get(one.name)
    if not changed:
        return
    _check_bokmaal(reader, came, new)
    says = was.node.values.get("says")
    if isinstance(says, MapNode):
        yield from _map_edits(says, changed, (*steps, "says"))
    else:
        yield AddKey(steps, "says", _map_text(new))


def _says(reader: CellReader, came: CameRow) -> dict[str, Node]:
    return {
        one.name: ScalarNode(reader.place(came, one), text, text)
        for one in reader.columns("says")
        if (text := came.texts.get(one.heading, "").strip())
    }


def _check_bokmaal(reader: CellReader, came: CameRow, says: Mapping[str, Node]) -> None:
    if "nb" not in says:
        place = reader.came.place(came.number, "sier_nb")
        reader.faults.add(place, "no sentence in bokmål", "write one: reports are in bokmål")


def _map_text(values: Mapping[str, Node]) -> str:
    if not values:
        return "{}"
    first = next(iter(values.values()))
    return flow_text(MapNode(first.place, dict(values)))
