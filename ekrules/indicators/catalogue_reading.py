"""Catalogue reading: the indicators of indicators.yaml and of its codebook.

In: what indicators.yaml says of them. Out: Indicators, those of the file first, or None with
faults. A codebook's row has the checks that an indicator in YAML has, told by line and column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ekrules.errors import Faults, Place, nearest_name
from ekrules.indicators.bounds import MOST_INDICATORS
from ekrules.indicators.catalogue_files import AppliesTo, IndicatorColumns, IndicatorsTable
from ekrules.indicators.cell_faults import add_cells, add_odd_cells
from ekrules.indicators.indicator import Indicator
from ekrules.indicators.indicators_file import IndicatorsFile
from ekrules.indicators.number_cells import number_cells
from ekrules.indicators.row_models import (
    Row,
    RowFaults,
    add_repeated,
    label_columns,
    map_of,
    rows_of,
    scalar,
    texts_of,
    written,
)
from ekrules.indicators.source_tables import (
    SourceTable,
    check_columns,
    chosen_rows,
    read_table,
)
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node

# The keys that are one text in a cell.
_TEXTS = ("unit", "better", "publisher", "link", "licence", "group")
_RANGES = ("limits", "plausible", "band")
# What an indicator must have, from its column or for all; and what stands in where it lacks it,
# so that one slip is told once.
_NEEDED = {"unit": "number", "better": "neither"}


def read_catalogue(
    folder: Path, file: IndicatorsFile, faults: Faults
) -> tuple[tuple[Indicator, ...], Path | None] | None:
    """Return the indicators and the codebook's path, or None with the reasons."""
    before = len(faults.found)
    indicators, path = file.indicators, None
    if file.indicators_file is not None:
        source = file.indicators_file
        table = _table(folder, source, faults)
        if table is not None:
            path = table.path
            indicators = (*indicators, *_Codebook(source, table, file.missing, faults).indicators())
    add_repeated("indicator", indicators, faults)
    return None if len(faults.found) > before else (indicators, path)


def _table(folder: Path, source: IndicatorsTable, faults: Faults) -> SourceTable | None:
    before = len(faults.found)
    for key in _NEEDED:
        if getattr(source.columns, key) is None and getattr(source.for_all, key) is None:
            found = f'there is no "{key}" under "columns"'
            faults.add(source.key_at("columns"), found, 'expected it there, or under "for_all"')
    table = read_table(folder, source.file, source.sheet, source.at("file"), faults, source.part)
    if table is None:
        return None
    has_columns = check_columns(table, columns_of(source.columns), faults)
    places = {name: source.key_at("where", name) for name in source.where}
    # A filter on a column that is not there would only say again that the header is amiss.
    chosen = chosen_rows(table, source.where, places, faults) if has_columns else None
    if chosen is None or len(faults.found) > before:
        return None
    if chosen.frame.height > MOST_INDICATORS:
        found = f"{chosen.frame.height} indicators"
        faults.add(Place(table.source), found, f"at most {MOST_INDICATORS} are read")
        return None
    return add_odd_cells(chosen, columns_of(source.columns), None, faults)


def columns_of(columns: IndicatorColumns) -> dict[str, Place]:
    """Return the columns that are read, with where indicators.yaml names each."""
    named = {columns.id: columns.at("id")}
    named |= dict.fromkeys(label_columns(columns.label).values(), columns.at("label"))
    for key in (*_TEXTS, "note"):
        if (column := getattr(columns, key)) is not None:
            named[column] = columns.at(key)
    for column, key, name in _number_columns(columns):
        named[column] = columns.at(key, name)
    for name, column in columns.attributes.items():
        named[column] = columns.at("attributes", name)
    return named


def _number_columns(columns: IndicatorColumns) -> list[tuple[str, str, str]]:
    """Return each column of numbers, with the two keys that it is for."""
    named = [(column, "parameters", name) for name, column in columns.parameters.items()]
    for key in _RANGES:
        ends = getattr(columns, key)
        for end in ("low", "high"):
            if ends is not None and (column := getattr(ends, end)) is not None:
                named.append((column, key, end))
    return named


@dataclass
class _Codebook:
    """A codebook's rows on their way to indicators."""

    source: IndicatorsTable
    table: SourceTable
    missing: Iterable[str]
    faults: Faults

    def indicators(self) -> tuple[Indicator, ...]:
        """Return an indicator for each row; what is wrong is added to the faults."""
        columns = self.source.columns
        groups = self._groups()
        numbers = self._numbers()
        told = RowFaults(self.table, self.faults)
        built = []
        for index, row in enumerate(rows_of(self.table, columns_of(columns))):
            if not told.is_first(row, columns.id):
                continue
            values = {
                **self._same_for_all(),
                **self._texts(row, told),
                **self._number_nodes(row, index, numbers),
            }
            if groups:
                values |= self._applies_to(row, groups, told)
            indicator = told.build(map_of(row.place, values), Indicator)
            if indicator is not None:
                built.append(indicator)
        told.end()
        return tuple(built)

    def _same_for_all(self) -> dict[str, Node]:
        for_all = self.source.for_all
        stated = {key: getattr(for_all, key) for key in _TEXTS}
        return {
            key: scalar(for_all.at(key), value)
            for key, value in stated.items()
            if value is not None
        }

    def _texts(self, row: Row, told: RowFaults) -> dict[str, Node]:
        columns = self.source.columns
        values: dict[str, Node | None] = {"id": row.node(columns.id)}
        values["label"] = row.label(columns.label) or self._no_label(row, told)
        for key in _TEXTS:
            if (column := getattr(columns, key)) is not None:
                values[key] = self._meant(row, key, column, told)
        if columns.note is not None:
            values["note"] = row.label(columns.note)
        words = {name: row.node(column) for name, column in columns.attributes.items()}
        values["attributes"] = map_of(row.place, written(words))
        return written(values)

    def _meant(self, row: Row, key: str, column: str, told: RowFaults) -> Node | None:
        """Return a cell by what indicators.yaml says that it means."""
        node = row.node(column)
        stand_in = _NEEDED.get(key)
        if node is None and stand_in and getattr(self.source.for_all, key) is None:
            told.add(row, column, "a blank cell", f'expected one in every row, or "{key}" for all')
            return scalar(row.at(column), stand_in)
        meanings: Mapping[str, str] = getattr(self.source.meanings, key, {})
        if node is None or not meanings or (key == "unit" and node.text not in meanings):
            return node
        if node.text not in meanings:
            near = nearest_name(node.text, meanings)
            expected = f'expected it under "meanings", "{key}" in indicators.yaml'
            told.add(row, column, f'"{node.text}"', expected, near)
            # One slip is told once: any meaning will do for the rest.
            return scalar(node.place, next(iter(meanings.values())))
        return scalar(node.place, meanings[node.text])

    def _no_label(self, row: Row, told: RowFaults) -> Node:
        column = label_columns(self.source.columns.label)["nb"]
        told.add(row, column, "a blank cell", "expected what the indicator counts")
        return map_of(row.at(column), {"nb": scalar(row.at(column), "-")})

    def _numbers(self) -> dict[str, list[float | None]]:
        """Return the numbers of each column that has them, by row."""
        numbers: dict[str, list[float | None]] = {}
        for column in dict.fromkeys(one for one, _, _ in _number_columns(self.source.columns)):
            texts = self.table.frame[column]
            texts = texts.set(texts.is_in(list(self.missing)), None)
            cells = number_cells(texts, self.source.decimal)
            wrong = self.table.cells(column).filter(cells.wrong)
            add_cells(self.table, column, wrong, cells.said.__getitem__, self.faults)
            numbers[column] = cells.values.to_list()
        return numbers

    def _number_nodes(
        self, row: Row, index: int, numbers: Mapping[str, Sequence[float | None]]
    ) -> dict[str, Node]:
        values: dict[str, dict[str, Node]] = {}
        for column, key, name in _number_columns(self.source.columns):
            number = numbers[column][index]
            if number is not None:
                values.setdefault(key, {})[name] = scalar(row.at(column), number)
        return {key: map_of(row.place, inner) for key, inner in values.items()}

    def _groups(self) -> list[tuple[AppliesTo, frozenset[int]]]:
        """Return whom the codebook's rows are for, with the lines of those rows.

        Nothing is returned where one of them has a fault.
        """
        before = len(self.faults.found)
        groups = []
        for one in self.source.applies_to:
            places = {name: one.key_at("where", name) for name in one.where}
            chosen = chosen_rows(self.table, one.where, places, self.faults)
            if chosen is not None:
                groups.append((one, frozenset(map(int, chosen.lines))))
        return [] if len(self.faults.found) > before else groups

    def _applies_to(
        self, row: Row, groups: Sequence[tuple[AppliesTo, frozenset[int]]], told: RowFaults
    ) -> dict[str, Node]:
        own = [one for one, lines in groups if row.line in lines]
        if not own:
            found = f'no row of "applies_to" is for "{row.cells[self.source.columns.id]}"'
            expected = 'add one to indicators.yaml, or leave the row out with "where"'
            told.add(row, self.source.columns.id, found, expected)
        if any(one.entities is None for one in own) or not own:
            return {}
        place = own[0].at("entities")
        return {"applies_to": ListNode(place, tuple(_group_node(one) for one in own))}


def _group_node(one: AppliesTo) -> MapNode:
    place = one.at("entities")
    groups = one.entities or {}
    return map_of(place, {name: texts_of(place, values) for name, values in groups.items()})
