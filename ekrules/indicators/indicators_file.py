"""Indicators file: what indicators.yaml may say.

In: the keys of the file. Out: frozen models with the place of each. What the names in it stand
for is held against the files in other modules. Never reads a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from ekrules.indicators.entity import Entity
from ekrules.indicators.file_texts import FileText, FileTexts
from ekrules.indicators.indicator import (
    Better,
    EntityGroup,
    Indicator,
    Name,
    UnitText,
)
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Text

# Why a value is unknown where its cell is blank, or where `missing` names no reason of its own.
MISSING = "missing"
FIRST_YEAR, LAST_YEAR = 1000, 2999
Day = Annotated[date, Field(ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 12, 31))]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
DecimalMark = Literal[",", "."]


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


class ValuesLayout(Placed):
    """How the values stand in their file."""

    sheet: FileText | None = None
    """The sheet of a workbook that has several. May be left out."""
    columns: ValueColumns = ValueColumns()
    """What the file calls its columns, where it calls them otherwise than here."""
    entity: FileText | None = None
    """The entity that every value is of, where no column says it."""
    period: Year | Day | None = None
    """The year or date that every value is of, where no column says it."""
    indicator: FileText | None = None
    """The indicator that every value is of, where no column says it."""
    where: Mapping[str, FileTexts] = {}
    """Which rows are read: a column with a value or a list of values; "" is a blank cell."""
    decimal: DecimalMark | None = None
    """The mark before decimals, "," or ".", where the cells do not tell. May be left out."""

    @model_validator(mode="after")
    def _says_each_once(self) -> Self:
        for key in ("entity", "period", "indicator"):
            if getattr(self, key) is not None and getattr(self.columns, key) is not None:
                raise ValueError(f'"{key}" is also under "columns"; keep one of them')
        return self


class ValuesFile(ValuesLayout):
    """One of several files of values; what it leaves out stands beside `values`."""

    file: FileText
    """The file, beside indicators.yaml."""


class TableFile(Placed):
    """A file with a row for each entity or each indicator."""

    file: FileText
    """The file, beside indicators.yaml."""
    sheet: FileText | None = None
    """The sheet of a workbook that has several. May be left out."""
    where: Mapping[str, FileTexts] = {}
    """Which rows are read: a column with a value or a list of values; "" is a blank cell."""


class LabelColumns(Placed):
    """The columns with a label in each language."""

    nb: FileText
    """The column with the text in bokmål."""
    nn: FileText | None = None
    """The column with the text in nynorsk. May be left out."""
    en: FileText | None = None
    """The column with the text in English. May be left out."""


class EntityColumns(Placed):
    """What the file of entities calls its columns."""

    id: FileText = "id"
    """The column with the entity's id; id where left out."""
    label: FileText | LabelColumns | None = None
    """The column with its name, or one for each language; its id stands for it where left out."""


class Attribute(Placed):
    """Something that is known of every entity, and what it can be."""

    column: FileText | None = None
    """The column it stands in; the attribute's own name where left out."""
    values: Annotated[tuple[FileText, ...], Field(min_length=1)] | None = None
    """What it can be; anything where left out."""
    may_be_blank: bool = False
    """true: some entities have none; else a blank cell is a fault."""


class EntitiesTable(TableFile):
    """The file of entities, a row for each."""

    columns: EntityColumns = EntityColumns()
    """What the file calls its columns."""
    attributes: Mapping[str, FileText | Attribute] = {}
    """What is known of each: an attribute's name with its column, or with more on it."""


class RangeColumns(Placed):
    """The columns with the ends of a range."""

    low: FileText | None = None
    """The column with the lowest. May be left out."""
    high: FileText | None = None
    """The column with the highest. May be left out."""


class IndicatorColumns(Placed):
    """Which column of the codebook holds what; a key that has no column may stand in `for_all`."""

    id: FileText
    """The column with the indicator's id."""
    label: FileText | LabelColumns
    """The column with what it counts, or one for each language."""
    unit: FileText | None = None
    """The column with the unit."""
    better: FileText | None = None
    """The column that says whether more is better."""
    publisher: FileText | None = None
    """The column with the publisher."""
    link: FileText | None = None
    """The column with the web address."""
    licence: FileText | None = None
    """The column with the licence."""
    note: FileText | None = None
    """The column with the note."""
    group: FileText | None = None
    """The column with the goal or other group."""
    limits: RangeColumns | None = None
    """The columns with the ends of the scale."""
    plausible: RangeColumns | None = None
    """The columns with what a value may be at all."""
    band: RangeColumns | None = None
    """The columns with the range where the value should be."""
    parameters: Mapping[Name, FileText] = {}
    """Numbers that rules use: a name with its column; a blank cell is none."""
    attributes: Mapping[Name, FileText] = {}
    """Words that rules use: a name with its column; a blank cell is none."""


class ForAll(Placed):
    """What is the same for every indicator of the codebook."""

    unit: UnitText | None = None
    """The unit, as number."""
    better: Better | None = None
    """Whether more is better (up), less is (down), or neither."""
    publisher: Text | None = None
    """Who published them."""
    link: str | None = Field(default=None, pattern=r"^https?://\S+$", max_length=2000)
    """Where to find them, as https://..."""
    licence: Text | None = None
    """On what terms they may be used, as CC BY 4.0."""
    group: FileText | None = None
    """The goal or other group they belong to."""


class Meanings(Placed):
    """What the cells of the codebook mean."""

    better: Mapping[str, Better] = {}
    """What stands in the cell, with up, down, neither or band."""
    unit: Mapping[str, UnitText] = {}
    """What stands in the cell, with the unit; a cell that is not here is a unit of its own."""


class AppliesTo(Placed):
    """Which indicators of the codebook are for whom."""

    where: Annotated[Mapping[str, FileTexts], Field(min_length=1)]
    """The indicators' rows: a column with a value or a list of values."""
    entities: EntityGroup | None = None
    """The entities they are for, as {oecd: 1}; all where left out."""


class IndicatorsTable(TableFile):
    """The codebook: a file with a row for each indicator."""

    columns: IndicatorColumns
    """Which column holds what."""
    meanings: Meanings = Meanings()
    """What the cells mean, where they are not written as in this file."""
    for_all: ForAll = ForAll()
    """What is the same for every indicator."""
    applies_to: tuple[AppliesTo, ...] = ()
    """Whom the indicators are for; all whom any row names for it. Everyone where left out."""
    decimal: DecimalMark | None = None
    """The mark before decimals, "," or ".", where the cells do not tell. May be left out."""


class NotUsed(Placed):
    """Ids in the values that nobody reads, named so that nothing is dropped unseen."""

    entities: tuple[FileText, ...] = ()
    """Entities, as "EU27_2020"."""
    indicators: tuple[FileText, ...] = ()
    """Indicators."""


class IndicatorsFile(ValuesLayout):
    """indicators.yaml."""

    values: FileText | Annotated[tuple[FileText | ValuesFile, ...], Field(min_length=1)] | None = (
        None
    )
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
