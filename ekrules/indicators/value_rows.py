"""Value rows: the rows of one file, from texts to years, dates, numbers and reasons.

In: a table, and which column says what. Out: a frame of COLUMNS, with a fault for each cell that
is not what it should be; its row is left out, so that one slip is told once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ekrules.errors import Faults, Place, nearest_name
from ekrules.indicators.bounds import MOST_COMPARED, MOST_TOLD
from ekrules.indicators.catalogue_files import EntitiesTable
from ekrules.indicators.cell_faults import add_cells
from ekrules.indicators.column_heads import Head
from ekrules.indicators.editions import EDITION_EXPECTED, edition_numbers
from ekrules.indicators.indicator import shown_number
from ekrules.indicators.indicators_file import MISSING, IndicatorsFile
from ekrules.indicators.number_cells import number_cells
from ekrules.indicators.period_cells import PERIOD_EXPECTED, period_cells
from ekrules.indicators.source_tables import SourceTable
from ekrules.indicators.value_layouts import STATED, Layout
from ekrules.indicators.value_marks import without_marks
from ekrules.yaml_reader.nodes import short

if TYPE_CHECKING:
    import polars as pl

COLUMNS = (
    "entity",
    "indicator",
    "year",
    "date",
    "part",
    "value",
    "base",
    "reason",
    "flags",
    "edition",
    "line",
    "column",
)


@dataclass(frozen=True)
class ValueSource:
    """Where values stand: a file or dataframe, and its path."""

    source: str
    path: Path | None

    def place(self, line: int, column: int) -> Place:
        """Return the place of a value."""
        return Place(self.source, line, column)


@dataclass(frozen=True)
class Known:
    """The ids that values may be of; None where the catalogue itself has faults."""

    entities: Collection[str] | None
    indicators: Collection[str] | None

    def ids(self, kind: str) -> Collection[str] | None:
        """Return the ids of a kind."""
        return self.entities if kind == "entity" else self.indicators


@dataclass
class ValueRows:
    """The rows of one file as texts, on their way to typed rows."""

    table: SourceTable
    layout: Layout
    columns: Mapping[str, str]
    heads: Sequence[Head] | None
    frame: pl.DataFrame
    file: IndicatorsFile

    @property
    def value_source(self) -> ValueSource:
        """Where the values stand."""
        return ValueSource(self.table.source, self.table.path)

    def typed(self, missing: Mapping[str, str], known: Known, faults: Faults) -> pl.DataFrame:
        """Return the rows with years, dates, numbers and reasons; faulty rows are left out."""
        self._drop_not_used()
        self._check_blank(faults)
        for kind in ("entity", "indicator"):
            self._check_known(kind, known.ids(kind), faults)
        self._read_periods(faults)
        self._read_editions(faults)
        self._read_missing(missing)
        self._read_marks(missing)
        self._read_numbers("value", faults)
        self._read_numbers("base", faults)
        self._check_bases(faults)
        self._give_reasons(missing)
        return self.frame.select(*COLUMNS, "unit")

    def _drop_not_used(self) -> None:
        import polars as pl

        unused = self.file.not_used
        for kind, ids in (("entity", unused.entities), ("indicator", unused.indicators)):
            if ids:
                is_used = ~pl.col(kind).is_in(list(ids))
                self.frame = self.frame.filter(is_used | pl.col(kind).is_null())

    def _check_blank(self, faults: Faults) -> None:
        expected = {"entity": "expected an entity's id", "indicator": "expected an indicator's id"}
        for key in STATED:
            self._refuse(
                key,
                self.frame[key].is_null(),
                lambda _, key=key: ("a blank cell", expected.get(key, PERIOD_EXPECTED)),  # type: ignore[misc]
                faults,
            )

    def _refuse(
        self,
        key: str,
        mask: pl.Series,
        said: Callable[[Any], tuple[str, str]],
        faults: Faults,
    ) -> None:
        """Leave out the rows where the mask is true, with a fault for each cell of `key`."""
        import polars as pl

        if not mask.any():
            return
        cells = self.frame.filter(mask).select("line", "column", pl.col(key).alias("cell"))
        # A row of several values says the rest once.
        cells = cells.sort("line", "column").unique(["line", "cell"], maintain_order=True)
        column = self.columns.get(key)
        if column is None:
            names = {head.number: head.column for head in self.heads or ()}
            head = pl.col("column").replace_strict(names, return_dtype=pl.String)
            cells = cells.with_columns(head.alias("head"))
        add_cells(self.table, column, cells, said, faults)
        self.frame = self.frame.filter(~mask)

    def _check_known(self, kind: str, ids: Collection[str] | None, faults: Faults) -> None:
        """Add one fault for each id that the catalogue lacks, at its first row."""
        import polars as pl

        unknown = [] if ids is None else sorted(set(self.frame[kind].unique()) - set(ids))
        if not unknown or ids is None:
            return
        is_unknown = self.frame[kind].is_in(unknown)
        rows = self.frame.filter(is_unknown)
        line, number = pl.col("line"), pl.col("column")
        first = (line.min(), number.first(), line.n_unique().alias("rows"))
        firsts = rows.group_by(kind).agg(*first).sort("line", "column", kind)
        for identity, line, column, count in firsts.head(MOST_TOLD).iter_rows():
            rest = f", and so in {count} rows" if count > 1 and kind in self.columns else ""
            found = f'no {kind} is called "{short(identity)}"{rest}'
            expected = f'expected it in {self._list_of(kind)}, or under "not_used"'
            place = self._place(kind, line, column)
            # Of very many, each comparison takes a second.
            near = nearest_name(identity, ids) if len(ids) <= MOST_COMPARED else None
            faults.add(place, found, expected, near)
        if len(unknown) > MOST_TOLD:
            kinds = {"entity": "entities", "indicator": "indicators"}[kind]
            found = f"{len(unknown)} {kinds} that the catalogue lacks"
            expected = f"the first {MOST_TOLD} are told; mend what they share"
            faults.add(Place(self.table.source), found, expected)
        self.frame = self.frame.filter(~is_unknown)

    def _list_of(self, kind: str) -> str:
        """Return where the ids of a kind are listed."""
        if kind == "indicator":
            return "the catalogue"
        entities = self.file.entities
        return entities.file if isinstance(entities, EntitiesTable) else '"entities"'

    def _place(self, key: str, line: int, column: int) -> Place:
        """Return where a value's `key` is said: a cell, a head, or the text for the whole file."""
        if key in self.columns:
            return self.table.place(line, self.columns[key])
        if self.heads is not None and key in self.heads[0].said:
            return Place(self.table.source, self.table.header_line, column)
        return self.layout.at(key)

    def _read_periods(self, faults: Faults) -> None:
        years, dates, parts = period_cells(self.frame["period"])
        self.frame = self.frame.with_columns(
            years.alias("year"), dates.alias("date"), parts.alias("part")
        )
        is_wrong = years.is_null() & dates.is_null()
        self._refuse("period", is_wrong, lambda text: (f'"{short(text)}"', PERIOD_EXPECTED), faults)

    def _read_editions(self, faults: Faults) -> None:
        texts = self.frame["edition"]
        numbers = edition_numbers(texts)
        is_wrong = numbers.is_null() & (texts.is_not_null() | ("edition" in self.columns))
        kept = numbers.filter(~is_wrong)
        self._refuse("edition", is_wrong, _no_edition, faults)
        self.frame = self.frame.with_columns(kept.alias("edition"))

    def _read_missing(self, missing: Mapping[str, str]) -> None:
        """Note the texts that stand for no value, and leave them out of the numbers."""
        import polars as pl

        value = pl.col("value")
        texts = list(missing)
        coded = value.replace_strict(texts, list(missing.values()), default=None) if texts else None
        reason = pl.lit(None, dtype=pl.String) if coded is None else coded.cast(pl.String)
        if "reason" in self.frame.columns:
            reason = pl.coalesce("reason", reason)
        self.frame = self.frame.with_columns(
            reason.alias("reason"), pl.when(~value.is_in(texts)).then(value).alias("value")
        )

    def _read_marks(self, missing: Mapping[str, str]) -> None:
        """Take the marks out of the cells of values; what one of them stands for is the reason."""
        import polars as pl

        marks = self.layout.marks
        if not marks:
            return
        rest, found = without_marks(self.frame["value"], marks)
        self.frame = self.frame.with_columns(rest.alias("value"))
        self._read_missing(missing)
        reason = pl.col("reason")
        for mark in marks:
            if mark in missing:
                has = pl.lit(found).list.contains(mark).fill_null(value=False)
                reason = pl.when(has).then(pl.lit(missing[mark])).otherwise(reason)
        own = pl.lit(found).list.join("")
        own = pl.when(own != "").then(own)
        both = pl.concat_str("flags", own, ignore_nulls=True)
        flags = pl.when(pl.col("flags").is_not_null() | own.is_not_null()).then(both)
        self.frame = self.frame.with_columns(reason.alias("reason"), flags.alias("flags"))

    def _read_numbers(self, key: str, faults: Faults) -> None:
        """Turn a column of texts into numbers; rows with what is no number are left out."""
        cells = number_cells(self.frame[key], self.layout.decimal)
        right = cells.values.filter(~cells.wrong)
        self._refuse(key, cells.wrong, cells.said.__getitem__, faults)
        self.frame = self.frame.with_columns(right.alias(key))

    def _check_bases(self, faults: Faults) -> None:
        is_negative = (self.frame["base"] < 0).fill_null(value=False)
        expected = "expected how many the value rests on, 0 or more"
        self._refuse("base", is_negative, lambda base: (shown_number(base), expected), faults)

    def _give_reasons(self, missing: Mapping[str, str]) -> None:
        """Give each unknown value its reason: its own text, its flag, or that it is blank."""
        import polars as pl

        coded = [(float(text), reason) for text, reason in missing.items() if _is_number(text)]
        value, reason, flags = pl.col("value"), pl.col("reason"), pl.col("flags")
        for code, why in coded:
            reason = pl.when(value == code).then(pl.lit(why)).otherwise(reason)
        for text, why in missing.items():
            reason = pl.when(reason.is_null() & (flags == text)).then(pl.lit(why)).otherwise(reason)
        is_blank = reason.is_null() & value.is_null()
        reason = pl.when(is_blank).then(pl.lit(MISSING)).otherwise(reason)
        self.frame = self.frame.with_columns(reason.alias("reason"))
        known = pl.when(pl.col("reason").is_null()).then(value)
        self.frame = self.frame.with_columns(known.alias("value"))


def _no_edition(text: str | None) -> tuple[str, str]:
    return "a blank cell" if text is None else f'"{short(text)}"', EDITION_EXPECTED


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
