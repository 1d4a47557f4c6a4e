"""Entity reading: the file of entities, or the list in indicators.yaml, to entities.

In: what indicators.yaml says of them. Out: Entities in the file's order with their attributes, or
None with faults: an id twice, a blank or unknown attribute, a column that is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ekrules.errors import Faults, Place, listed, nearest_name
from ekrules.indicators.bounds import MOST_ENTITIES
from ekrules.indicators.catalogue_files import Attribute, EntitiesTable
from ekrules.indicators.cell_faults import add_odd_cells
from ekrules.indicators.entity import Entity
from ekrules.indicators.indicators_file import IndicatorsFile
from ekrules.indicators.row_models import (
    Row,
    RowFaults,
    add_repeated,
    label_columns,
    map_of,
    rows_of,
    scalar,
    written,
)
from ekrules.indicators.source_tables import (
    SourceTable,
    check_columns,
    chosen_rows,
    read_table,
)
from ekrules.yaml_reader.nodes import Node

_BLANK = "may_be_blank: true under the attribute in indicators.yaml"


def read_entities(
    folder: Path, file: IndicatorsFile, faults: Faults
) -> tuple[tuple[Entity, ...], Path | None] | None:
    """Return the entities and the file they were read from, or None with the reasons."""
    if isinstance(file.entities, tuple):
        before = len(faults.found)
        add_repeated("entity", file.entities, faults)
        _check_attributes(file.entities, faults)
        return None if len(faults.found) > before else (file.entities, None)
    source = file.entities
    table = read_table(folder, source.file, source.sheet, source.at("file"), faults, source.part)
    if table is None:
        return None
    attributes = {name: _attribute(name, one) for name, one in source.attributes.items()}
    columns = _columns(source, attributes)
    has_columns = check_columns(table, columns, faults)
    places = {name: source.key_at("where", name) for name in source.where}
    chosen = chosen_rows(table, source.where, places, faults)
    if chosen is None or not has_columns or not _check_count(chosen, faults):
        return None
    before = len(faults.found)
    clean = add_odd_cells(chosen, columns, None, faults)
    entities = _entities(clean, source, attributes, columns, faults)
    return None if len(faults.found) > before else (entities, table.path)


def _attribute(name: str, written: str | Attribute) -> Attribute:
    """Return an attribute with its column."""
    if isinstance(written, str):
        return Attribute(column=written)
    return written if written.column is not None else written.model_copy(update={"column": name})


def _columns(source: EntitiesTable, attributes: Mapping[str, Attribute]) -> dict[str, Place]:
    """Return the columns that are read, with where indicators.yaml names each."""
    columns = {source.columns.id: source.at("columns", "id")}
    if source.columns.label is not None:
        for name in label_columns(source.columns.label).values():
            columns[name] = source.at("columns", "label")
    for key, one in attributes.items():
        columns[str(one.column)] = source.key_at("attributes", key)
    return columns


def _check_count(table: SourceTable, faults: Faults) -> bool:
    rows = table.frame.height
    if rows > MOST_ENTITIES:
        found = f"{rows} entities"
        faults.add(Place(table.source), found, f"at most {MOST_ENTITIES} are read")
    return rows <= MOST_ENTITIES


def _entities(
    table: SourceTable,
    source: EntitiesTable,
    attributes: Mapping[str, Attribute],
    columns: Mapping[str, Place],
    faults: Faults,
) -> tuple[Entity, ...]:
    told = RowFaults(table, faults)
    entities = []
    for row in rows_of(table, columns):
        if not told.is_first(row, source.columns.id):
            continue
        entity = _entity(row, source, attributes, told)
        if entity is not None:
            entities.append(entity)
    told.end()
    return tuple(entities)


def _entity(
    row: Row, source: EntitiesTable, attributes: Mapping[str, Attribute], told: RowFaults
) -> Entity | None:
    place, identity = row.at(source.columns.id), row.cells[source.columns.id]
    label = None if source.columns.label is None else row.label(source.columns.label)
    known = {name: row.node(str(one.column)) for name, one in attributes.items()}
    slips = Faults()
    for one in attributes.values():
        _check_cell(row, one, slips)
    told.take(slips)
    values: dict[str, Node] = {
        "id": scalar(place, identity),
        "label": label or map_of(place, {"nb": scalar(place, identity)}),
        "attributes": map_of(row.place, written(known)),
    }
    return told.build(map_of(row.place, values), Entity)


def _check_cell(row: Row, attribute: Attribute, faults: Faults) -> None:
    column = str(attribute.column)
    text, values = row.cells[column], attribute.values
    place = row.at(column)
    if text is None:
        if not attribute.may_be_blank:
            expected = f"expected one of {listed(values)}" if values else "expected a value"
            faults.add(place, "a blank cell", f"{expected}, or {_BLANK}")
    elif values is not None and text not in values:
        near = nearest_name(text, values)
        faults.add(place, f'"{text}"', f"expected one of {listed(values)}", near)


def _check_attributes(entities: tuple[Entity, ...], faults: Faults) -> None:
    """Add a fault for each entity in a list that lacks an attribute that others have."""
    every = dict.fromkeys(name for one in entities for name in one.attributes)
    for one in entities:
        lacking = [name for name in every if name not in one.attributes]
        if lacking:
            found = f'"{one.id}" has no {listed(lacking)} under "attributes"'
            faults.add(one.at("id"), found, "expected it, as the others have it")
