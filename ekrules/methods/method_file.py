"""Method file: what rules/methods/<method>.yaml may say.

In: the keys of the file. Out: frozen models with the place of each. What the names in it stand for
is checked in `reading`. Never looks at a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from ekrules.decision.from_yaml.entries import InputName, Name, TableBody
from ekrules.indicators.file_texts import FileText, FileTexts
from ekrules.indicators.indicator import Amount
from ekrules.methods.level_file import LevelEntry
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Text, Wording

CommonStatus = Literal["green", "yellow", "red", "grey"]


class Source(Placed):
    """Who published the method, and where."""

    publisher: Text
    """Who published it."""
    title: Text
    """What the publication is called."""
    year: int = Field(ge=1900, le=2999)
    """The year of the publication."""
    link: str = Field(pattern=r"^https?://\S+$", max_length=2000)
    """Where to find it, as https://..."""
    licence: Text
    """On what terms it may be used, as CC BY 4.0."""


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


class GroupParameters(Placed):
    """Other parameters for a group of entities."""

    entities: Mapping[str, FileTexts]
    """The group: attributes with the values that belong to it, as {oecd: 1}."""
    parameters: Mapping[Name, Name]
    """Parameter -> what the indicators call the number that it then is, as {green: green_oecd}."""


class BaseEntry(Placed):
    """Which observation the way is counted from."""

    rule: Literal["first", "fixed", "years_before"] = "first"
    """first, fixed (in `period`) or years_before (`years` before the newest)."""
    period: int | None = None
    """The year, where the rule is fixed."""
    years: int | None = Field(default=None, ge=1)
    """How many years before the newest, where the rule is years_before."""
    otherwise: Literal["none", "next", "previous"] = "none"
    """What to take where that year has no observation: none, next or previous."""
    at_least_years: int | float = Field(default=1, gt=0)
    """How far before the newest the base must be, in years, at the least."""

    @model_validator(mode="after")
    def _rule_has_its_number(self) -> Self:
        if (self.rule == "fixed") != (self.period is not None):
            raise ValueError('"period" goes with "rule: fixed", and it needs one')
        if (self.rule == "years_before") != (self.years is not None):
            raise ValueError('"years" goes with "rule: years_before", and it needs one')
        return self


class SeriesEntry(Placed):
    """What is made of an indicator's values over the years, for derived inputs."""

    base: BaseEntry = BaseEntry()
    """Which observation the way is counted from; the first where it is left out."""
    target: Name | None = None
    """The parameter that is the target. May be left out: there is none."""
    deadline: Name | int | None = None
    """The year of the target, or the parameter that is it. May be left out."""
    limit: Name | None = None
    """The parameter that is the natural limit; natural: the end of the indicator's scale."""
    zero_taken_as: Amount | None = None
    """What a base or target of zero is taken as in a growth rate; zero where left out."""
    pace_after_deadline: bool = False
    """Whether there is a pace after the deadline."""
    at_most_years_old: int | float | None = Field(default=None, gt=0)
    """How old the newest observation may be, in years. May be left out: any age."""
    limit_exponent: int | float = Field(default=4.44, gt=0)
    """How sharply a natural limit eases what is asked."""


class AnchorEntry(Placed):
    """A point of a scale."""

    point: Name | Amount = Field(alias="at")
    """A parameter, or a number."""
    gives: int | float
    """What the scale gives there."""


def _anchor_in_a_map(value: Any) -> Any:
    if not isinstance(value, dict):
        raise ValueError("write each as {at: green, gives: 2}")
    return value


class ScaleEntry(Placed):
    """A number turned into another by straight lines between anchors."""

    of: InputName = "value"
    """What is turned: value, or the name of a derived input."""
    anchors: Annotated[
        tuple[Annotated[AnchorEntry, BeforeValidator(_anchor_in_a_map)], ...], Field(min_length=2)
    ]
    """The points, from one end to the other; the first and the last say which way it goes."""
    where_anchors_meet: Literal["later", "earlier"]
    """Which anchor counts where several are at the same number: the later or the earlier."""
    beyond: Literal["clipped", "continued"]
    """Past the ends: clipped to what the end gives, or continued in the same straight line."""


class IndicatorLevel(Placed):
    """How one indicator is judged."""

    table: TableBody
    """The decision table: it may ask about value, parameters, derived inputs, scales, attributes
    and better.
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
    derived: dict[InputName, Name] = {}
    """Name -> derived input, as {pace: pace_cagr}. May be left out."""
    scales: dict[InputName, ScaleEntry] = {}
    """Numbers turned into others, by name. May be left out."""
    colours: dict[Name, CommonStatus] = {}
    """The method's own colours -> green, yellow, red or grey; where a table gives "colour"."""
    indicator: IndicatorLevel
    """How one indicator is judged."""
    levels: tuple[LevelEntry, ...] = ()
    """Groups of indicators, then groups of those, from below. May be left out."""
