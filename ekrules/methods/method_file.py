"""Method file: what rules/methods/<method>.yaml may say.

In: the keys of the file. Out: frozen models with the place of each. What the names in it stand for
is checked in `reading`. Never looks at a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from ekrules.decision.from_yaml.entries import InputName, Name, TableBody
from ekrules.errors import listed
from ekrules.indicators.file_texts import FileText, FileTexts
from ekrules.indicators.indicator import Amount
from ekrules.methods.level_file import Also, LevelEntry
from ekrules.methods.numbers_file import Across, Numbers, ScaleEntry, Scales
from ekrules.methods.series_file import Derivation, SeriesEntry
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Text, Wording

__all__ = ["MethodFile", "ScaleEntry"]

CommonStatus = Literal["green", "yellow", "red", "grey"]


class Source(Placed):
    """Who published the method, and where."""

    publisher: Text
    """Who published it, or who describes it here."""
    title: Text
    """What the publication is called, or what it is."""
    published: bool = True
    """false: it is no publication, and year, link and licence may be left out."""
    year: int | None = Field(default=None, ge=1900, le=2999)
    """The year of the publication."""
    link: str | None = Field(default=None, pattern=r"^https?://\S+$", max_length=2000)
    """Where to find it, as https://..."""
    licence: Text | None = None
    """On what terms it may be used, as CC BY 4.0."""

    @model_validator(mode="after")
    def _says_where_it_is_published(self) -> Self:
        said = {"year": self.year, "link": self.link, "licence": self.licence}
        lacking = [name for name, one in said.items() if one is None]
        if self.published and lacking:
            raise ValueError(f"no {listed(lacking)}; add it, or write published: false")
        return self


class ParameterEntry(Placed):
    """A number that each indicator brings."""

    means: Wording
    """What the number is."""
    unit: Literal["own", "number", "year", "share"] = "own"
    """own (the indicator's unit), number, year or share."""
    default: Literal["none"] | Amount | None = None
    """What it is for an indicator that brings none; none: it is then unknown, and no indicator
    need have it. Left out: it is unknown too, but some indicator must have it.
    """
    from_indicator: FileText | None = None
    """An attribute of indicators that names another: the parameter is that one's newest value of
    the same entity. May be left out.
    """


class GroupParameters(Placed):
    """Other parameters for a group of entities."""

    entities: Mapping[str, FileTexts]
    """The group: attributes with the values that belong to it, as {oecd: 1}."""
    parameters: Mapping[Name, Name]
    """Parameter -> what the indicators call the number that it then is, as {green: green_oecd}."""


class IndicatorLevel(Placed):
    """How one indicator is judged."""

    also: Also = {}
    """Further tables by name, decided before `table`, each with outputs of its own. May be left
    out.
    """
    table: TableBody | None = None
    """The decision table: it may ask about value, parameters, derived inputs, whatever is worked
    out of them, attributes, better and direction. Left out: it is scored, and not judged.
    """


class MethodFile(Placed):
    """A published method."""

    method: Name
    """The method's id, as the file is called."""
    title: Wording
    """What it is called."""
    source: Source
    """Who published it, and where."""
    attributes: tuple[FileText, ...] = ()
    """Attributes of entities or indicators that tables ask about. May be left out."""
    parameters: dict[InputName, ParameterEntry] = {}
    """The numbers that each indicator brings, by name."""
    parameters_by_group: tuple[GroupParameters, ...] = ()
    """Other numbers for groups of entities; of several that fit, the first. May be left out."""
    series: SeriesEntry = SeriesEntry()
    """What derived inputs are worked out by. May be left out."""
    derived: dict[InputName, Derivation] = {}
    """Name -> derived input, as {pace: pace_cagr}, or one with a series of its own, as {short:
    {input: cagr, series: {base: {rule: years_before, years: 5}}}}. May be left out.
    """
    across: Across = {}
    """Numbers made of what all entities have, as their mean, by name. May be left out."""
    numbers: Numbers = {}
    """Numbers made of others by one step of arithmetic, by name. May be left out."""
    scales: Scales = {}
    """Numbers turned into others between anchors, by name. May be left out."""
    colours: dict[Name, CommonStatus] = {}
    """The method's own colours -> green, yellow, red or grey; where a table gives "colour"."""
    indicator: IndicatorLevel = IndicatorLevel()
    """How one indicator is judged. Left out: it is scored, and not judged."""
    levels: tuple[LevelEntry, ...] = ()
    """Groups of indicators, then groups of those, from below. May be left out."""
