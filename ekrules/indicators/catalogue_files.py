"""Catalogue files: what indicators.yaml may say of its entities and of a codebook.

In: the keys of the file. Out: frozen models with the place of each. Never reads a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from ekrules.indicators.file_texts import DecimalMark, FileText, FileTexts
from ekrules.indicators.indicator import Better, EntityGroup, Name, UnitText
from ekrules.indicators.table_lines import TableLines
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Text


class TableFile(TableLines):
    """A file with a row for each entity or each indicator."""

    file: FileText
    """The file, beside indicators.yaml."""
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
