"""Row models: rows of a file to the models that indicators.yaml also has, with the same checks.

In: cells with their places. Out: nodes as if they stood in YAML, built into models; what is wrong
with one is told by its line and its column's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from ekrules.errors import Faults, Place
from ekrules.indicators.bounds import MOST_TOLD
from ekrules.indicators.catalogue_files import LabelColumns
from ekrules.indicators.source_tables import SourceTable
from ekrules.yaml_reader.models import Placed, build_model
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, Scalar, ScalarNode

Model = TypeVar("Model", bound=Placed)


def scalar(place: Place, value: Scalar) -> ScalarNode:
    """Return a value as a node."""
    return ScalarNode(place, str(value), value)


def map_of(place: Place, values: Mapping[str, Node]) -> MapNode:
    """Return values by key as a node; a key stands where its value does."""
    return MapNode(place, dict(values), {key: node.place for key, node in values.items()})


def texts_of(place: Place, texts: Iterable[str]) -> ListNode:
    """Return texts as a node."""
    return ListNode(place, tuple(scalar(place, text) for text in texts))


def written(values: Mapping[str, Node | None]) -> dict[str, Node]:
    """Return what is written; a blank cell is left out."""
    return {key: node for key, node in values.items() if node is not None}


@dataclass(frozen=True)
class Row:
    """One row of a table: the cells of the columns that are read."""

    table: SourceTable
    line: int
    cells: Mapping[str, str | None]

    @property
    def place(self) -> Place:
        """Where the row begins."""
        return Place(self.table.source, self.line, 1)

    def at(self, column: str) -> Place:
        """Where a cell stands."""
        return self.table.place(self.line, column)

    def node(self, column: str) -> ScalarNode | None:
        """Return a cell's text as a node, or None where it is blank."""
        text = self.cells[column]
        return None if text is None else scalar(self.at(column), text)

    def label(self, columns: str | LabelColumns) -> MapNode | None:
        """Return the cells with a label in each language as a node; None where all are blank."""
        by_language = label_columns(columns)
        texts = {language: self.node(column) for language, column in by_language.items()}
        there = written(texts)
        return map_of(self.at(by_language["nb"]), there) if there else None


def label_columns(columns: str | LabelColumns) -> dict[str, str]:
    """Return language -> column; a label in one language stands for bokmål."""
    if isinstance(columns, str):
        return {"nb": columns}
    texts = {"nb": columns.nb, "nn": columns.nn, "en": columns.en}
    return {language: column for language, column in texts.items() if column is not None}


def rows_of(table: SourceTable, columns: Iterable[str]) -> list[Row]:
    """Return the rows of a table with the cells of these columns."""
    wanted = list(dict.fromkeys(columns))
    cells = table.frame.select(wanted).iter_rows()
    return [
        Row(table, int(line), dict(zip(wanted, row, strict=True)))
        for line, row in zip(table.lines, cells, strict=True)
    ]


@dataclass
class RowFaults:
    """The faults of a table's rows: the first of them one by one, then how many there are."""

    table: SourceTable
    faults: Faults
    rows: int = 0
    _seen: dict[str, int] = field(default_factory=dict)

    def add(
        self, row: Row, column: str, found: str, expected: str, near: str | None = None
    ) -> None:
        """Add a fault of one cell."""
        told = Faults()
        told.add(row.at(column), found, expected, near)
        self.take(told)

    def take(self, told: Faults) -> None:
        """Add what is wrong with one row, each with the name of its column."""
        self.rows += bool(told.found)
        if self.rows > MOST_TOLD:
            return
        for one in told.found:
            is_cell = one.place.file == self.table.source
            named = f'column "{self.table.names[one.place.column - 1]}": ' if is_cell else ""
            self.faults.add(one.place, f"{named}{one.found}", one.expected, one.nearest)

    def end(self) -> None:
        """Say how many rows there are with faults where not all are told."""
        if self.rows > MOST_TOLD:
            found = f"{self.rows} rows with faults in all"
            expected = f"the first {MOST_TOLD} are told; mend what they share"
            self.faults.add(Place(self.table.source), found, expected)

    def is_first(self, row: Row, column: str) -> bool:
        """Return whether an id stands here first; add a fault where it is blank or stands above."""
        identity = row.cells[column]
        if identity is None:
            self.add(row, column, "a blank cell", "expected an id in every row")
            return False
        first = self._seen.setdefault(identity, row.line)
        if first != row.line:
            self.add(row, column, f'"{identity}" again', f"it stands in line {first} already")
        return first == row.line

    def build(self, node: MapNode, model: type[Model]) -> Model | None:
        """Return a row's node as a model, or None with its faults."""
        told = Faults()
        built = build_model(node, model, told)
        self.take(told)
        return built


def add_repeated(kind: str, named: Sequence[Placed], faults: Faults) -> None:
    """Add a fault for each id that stands above already, here or in another file."""
    first: dict[str, Place] = {}
    for one in named:
        identity: str = one.id  # type: ignore[attr-defined]
        place = first.setdefault(identity, one.at("id"))
        if place != one.at("id"):
            found = f'the {kind} "{identity}" again'
            faults.add(one.at("id"), found, f"it stands at {place} already; keep one of them")
