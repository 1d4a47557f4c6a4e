"""Indicators file: what indicators.yaml may say.

In: the keys of the file. Out: frozen models with the place of each. What the names in it stand
for is held against the files in other modules. Never reads a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from ekrules.indicators.bounds import MOST_FILES
from ekrules.indicators.catalogue_files import EntitiesTable, IndicatorsTable
from ekrules.indicators.editions import EditionText
from ekrules.indicators.entity import Entity
from ekrules.indicators.file_texts import DecimalMark, FileText, FileTexts
from ekrules.indicators.indicator import Indicator, Name
from ekrules.indicators.part_of_year import MONTH, QUARTER
from ekrules.indicators.periods import FIRST_YEAR, LAST_YEAR
from ekrules.indicators.table_lines import TableLines
from ekrules.yaml_reader.models import Placed

# Why a value is unknown where its cell is blank, or where `missing` names no reason of its own.
MISSING = "missing"
Day = Annotated[date, Field(ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 12, 31))]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
PartOfYearText = Annotated[str, Field(pattern=f"{QUARTER}|{MONTH}")]


def _with_reason(value: Any) -> Any:
    """Turn a text, or a list of them, into texts that all have the same reason."""
    if isinstance(value, dict) or value is None:
        return value
    return {str(text): MISSING for text in (value if isinstance(value, tuple) else (value,))}


MissingTexts = Annotated[
    dict[str, Name],
    BeforeValidator(
        _with_reason, json_schema_input_type=dict[str, Name] | FileText | tuple[FileText, ...]
    ),
]


# A mark is no number, nor part of one: else 12 with the mark 2 would be 1.
MarkText = Annotated[FileText, Field(pattern=r"^[^\s0-9.,+-]{1,20}$")]


class ValueColumns(Placed):
    """What the file of values calls its columns; one that is called as here may be left out."""

    entity: FileText | None = None
    """The column that says what a value is of, as a country."""
    period: FileText | None = None
    """The column with the year (as 2019) or the date (as 2019-12-31)."""
    indicator: FileText | None = None
    """The column with the indicator's id."""
    value: FileText | None = None
    """The column with the value."""
    base: FileText | None = None
    """The column that says how many the value rests on. May be left out."""
    flags: FileText | None = None
    """The column with the publisher's marks, as "e" for estimated. May be left out."""
    unit: FileText | None = None
    """The column with the unit, which an indicator has the same in every row. May be left out."""
    edition: FileText | None = None
    """The column with the year or date when the value was published. May be left out."""


class ValueMeanings(Placed):
    """What texts of the file stand for, where they are not ids or periods themselves."""

    entity: Mapping[str, FileText] = {}
    """What the file calls an entity, with the entity's id, as {"0301 Oslo": "0301"}."""
    period: Mapping[str, FileText] = {}
    """What the file calls a period, with the year or date, as {2015/16: 2016}."""
    indicator: Mapping[str, FileText] = {}
    """What the file calls an indicator, with the indicator's id."""
    unit: Mapping[str, FileText] = {}
    """What the file calls a unit, with the unit."""


class ValuesLayout(TableLines):
    """How the values stand in their file."""

    first_column: Annotated[tuple[FileText, ...], Field(min_length=2)] | None = None
    """What the first column holds, where it holds several texts with commas between."""
    value_columns: FileText | None = None
    """How a column of values is headed, where a row has several values: "{period}",
    "{indicator}", "{entity}", or these with other text, as "{indicator} {period}".
    """
    columns: ValueColumns = ValueColumns()
    """What the file calls its columns, where it calls them otherwise than here."""
    entity: FileText | None = None
    """The entity that every value is of, where no column says it."""
    period: Year | Day | PartOfYearText | None = None
    """The year, quarter (as 2019Q1), month or date of every value, where no column says it."""
    indicator: FileText | None = None
    """The indicator that every value is of, where no column says it."""
    where: Mapping[str, FileTexts] = {}
    """Which rows are read: a column with a value or a list of values; "" is a blank cell."""
    decimal: DecimalMark | None = None
    """The mark before decimals, "," or ".", where the cells do not tell. May be left out."""
    marks: Annotated[tuple[MarkText, ...], Field(min_length=1)] | None = None
    """Marks that stand in the cell beside its number, as [b, e, p] where 12.3 bp may stand."""
    meanings: ValueMeanings = ValueMeanings()
    """What texts of the file stand for, where they are not ids or periods themselves."""
    edition: EditionText | None = None
    """The year or date when the values were published; of the same value in several editions the
    newest counts.
    """

    @model_validator(mode="after")
    def _says_each_once(self) -> Self:
        for key in ("entity", "period", "indicator", "edition"):
            if getattr(self, key) is not None and getattr(self.columns, key) is not None:
                raise ValueError(f'"{key}" is also under "columns"; keep one of them')
        return self


class ValuesFile(ValuesLayout):
    """One of several files of values; what it leaves out stands beside `values`."""

    file: FileText
    """The file, beside indicators.yaml."""


class NotUsed(Placed):
    """Ids in the values that nobody reads, named so that nothing is dropped unseen."""

    entities: tuple[FileText, ...] = ()
    """Entities, as "EU27_2020"."""
    indicators: tuple[FileText, ...] = ()
    """Indicators."""
    columns: tuple[FileText, ...] = ()
    """Columns that stand among those of values, where a row has several values."""


ValuesFiles = Annotated[
    tuple[FileText | ValuesFile, ...], Field(min_length=1, max_length=MOST_FILES)
]


class IndicatorsFile(ValuesLayout):
    """indicators.yaml."""

    values: FileText | ValuesFiles | None = None
    """The file of values beside this one, or a list of files, each by its name or with keys of its
    own; left out where a dataframe is given.
    """
    missing: MissingTexts = {}
    """What stands for no value: a list (as [":", "n/a"]), or each with its reason."""
    not_used: NotUsed = NotUsed()
    """Ids in the values that nobody reads."""
    entities: EntitiesTable | Annotated[tuple[Entity, ...], Field(min_length=1)]
    """The file of entities, or the entities themselves as a list."""
    indicators: tuple[Indicator, ...] = ()
    """The catalogue. This, or `indicators_file`, or both."""
    indicators_file: IndicatorsTable | None = None
    """A codebook that the indicators are read from. May be left out."""

    @model_validator(mode="after")
    def _has_indicators(self) -> Self:
        if not self.indicators and self.indicators_file is None:
            raise ValueError('there is no "indicators"; add them, or "indicators_file"')
        return self
