"""Indicator: one entry of the catalogue, wherever it was read from.

In: a map of indicators.yaml, or a row of a codebook turned into one. Out: a frozen Indicator.
Numbers are in the indicator's unit; a share is 0..1, and is written with % in YAML.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from math import isfinite
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from ekrules.errors import listed
from ekrules.indicators.file_texts import FileText, FileTexts, Id
from ekrules.indicators.periods import PERIOD_EXPECTED, period_of
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.units import share_of
from ekrules.yaml_reader.wording import Text, Wording

Better = Literal["up", "down", "neither", "band"]
# Any other text is the publisher's own unit, as t/ha.
KNOWN_UNITS = ("share", "percent", "number", "index")


def _amount(value: int | float | str) -> int | float:
    """Turn 60 % into 0.6; a number stands as it is."""
    number = share_of(value) if isinstance(value, str) else value
    if number is None:
        raise ValueError("expected a number with a point (as 12.5), or a share (as 60 %)")
    return number


def _known_or_own(unit: str) -> str:
    """Refuse what is a known unit misspelt: it would else be taken for a unit of its own."""
    plain = unit.strip().casefold()
    near = get_close_matches(plain, KNOWN_UNITS, n=1, cutoff=0.8)
    if near and unit not in KNOWN_UNITS:
        raise ValueError(
            f'expected "{near[0]}", one of {listed(KNOWN_UNITS)}, or a unit of its own (as t/ha)'
        )
    return unit


def _as_alternatives(value: Any) -> Any:
    return value if isinstance(value, tuple) else (value,)


def _names_somebody(group: Any) -> Any:
    """Refuse a group without a key and a list without a group: nobody could say who that is."""
    if not group:
        found = "no keys; " if isinstance(group, dict) else ""
        raise ValueError(found + "expected whom it is for (as {oecd: 1}); everyone if left out")
    return group


Amount = Annotated[int | float | str, AfterValidator(_amount)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
UnitText = Annotated[FileText, Field(min_length=1, max_length=200), AfterValidator(_known_or_own)]
# Attribute -> its values, of which any fits; every attribute must.
EntityGroup = Annotated[dict[str, FileTexts], AfterValidator(_names_somebody)]
EntityGroups = Annotated[
    tuple[EntityGroup, ...],
    AfterValidator(_names_somebody),
    BeforeValidator(_as_alternatives, json_schema_input_type=EntityGroup | tuple[EntityGroup, ...]),
]


class Range(Placed):
    """From low to high, both within it; one of them may be left out."""

    low: Amount | None = None
    """The lowest. May be left out where `high` stands."""
    high: Amount | None = None
    """The highest. May be left out where `low` stands."""

    @model_validator(mode="after")
    def _has_an_end(self) -> Self:
        if self.low is None and self.high is None:
            raise ValueError('neither "low" nor "high"; write one of them, or both')
        if self.lowest > self.highest:
            low, high = shown_number(self.lowest), shown_number(self.highest)
            raise ValueError(f'"low" is {low}, and "high" is {high}; turn them about')
        return self

    @property
    def lowest(self) -> float:
        """The lowest, or -infinity."""
        return -float("inf") if self.low is None else float(self.low)

    @property
    def highest(self) -> float:
        """The highest, or infinity."""
        return float("inf") if self.high is None else float(self.high)

    def __str__(self) -> str:
        """Return the range as it is said in a sentence: from 0 to 100, 0 or more, 5 or less."""
        low, high = shown_number(self.lowest), shown_number(self.highest)
        if self.high is None:
            return f"{low} or more"
        return f"{high} or less" if self.low is None else f"from {low} to {high}"


def shown_number(number: float) -> str:
    """Return a number as a person writes it.

    >>> shown_number(2.0), shown_number(1234567.25), shown_number(1e18)
    ('2', '1234567.25', '1e+18')
    """
    return f"{number:.15g}"


class UnitWords(Placed):
    """What a unit is called behind a number, where its own text is no word of a language."""

    one: Wording | None = None
    """The unit of just one, as day. May be left out: as of many."""
    many: Wording
    """The unit of several, as days."""


class Indicator(Placed):
    """One indicator: what it counts, in what unit, and who published it."""

    id: Id
    """The indicator's id, as the values call it."""
    label: Wording
    """What it counts."""
    unit: UnitText
    """share (0 to 1), percent (0 to 100), number, index, or a unit of its own, as t/ha."""
    unit_words: UnitWords | None = None
    """What the unit is called in sentences, as {one: {nb: dag, en: day}, many: {nb: dager,
    en: days}}. May be left out: the unit as it is written.
    """
    better: Better
    """Whether more is better (up), less is (down), a range is (band), or neither."""
    band: Range | None = None
    """The range where the value should be; with `better: band`, and only then."""
    limits: Range | None = None
    """The ends of the scale, which no value can pass, as {low: 0, high: 100}. May be left out;
    a share then ends at 0 % and 100 %.
    """
    plausible: Range | None = None
    """What a value may be at all; one outside is taken for a slip. May be left out."""
    publisher: Text | None = None
    """Who published it. May be left out."""
    link: str | None = Field(default=None, pattern=r"^https?://\S+$", max_length=2000)
    """Where to find it, as https://... May be left out."""
    licence: Text | None = None
    """On what terms it may be used, as CC BY 4.0. May be left out."""
    note: Wording | None = None
    """What a reader should know of its source. May be left out."""
    group: Id | None = None
    """The goal or other group it belongs to. May be left out."""
    applies_to: EntityGroups | None = None
    """Whom it is for, by attribute, as {oecd: [1]}; a list of such where any of them fits. May be
    left out: it is for all.
    """
    parameters: Mapping[Name, Amount] = {}
    """Numbers of its own that rules use, by name, as {best: 0, green: 2}. May be left out."""
    milestones: Mapping[FileText, Amount] = {}
    """Values of its own by the year they are to be reached, as {2025: 60}. May be left out."""
    attributes: Mapping[Name, FileText] = {}
    """Words of its own that rules use, by name, as {spillover: "yes"}. May be left out."""

    @field_validator("milestones")
    @classmethod
    def _of_periods(cls, value: Mapping[str, Any]) -> Mapping[str, Any]:
        for text in value:
            if period_of(text) is None:
                raise ValueError(f'"{text}"; {PERIOD_EXPECTED}')
        return value

    @model_validator(mode="after")
    def _goes_together(self) -> Self:
        if self.better == "band" and self.band is None:
            raise ValueError('"better" is band, but there is no "band"; add one (as {low: 2})')
        if self.better != "band" and self.band is not None:
            raise ValueError(f'a "band", but "better" is {self.better}; leave out one of them')
        for name, one in (("limits", self.limits), ("band", self.band)):
            if self.unit == "share" and one is not None and not _is_within_share(one):
                raise ValueError(f'"{name}" of a share; expected them from 0 % to 100 %')
        return self

    @property
    def within(self) -> Range | None:
        """The ends of the scale; a share has 0 and 1 where none are stated."""
        if self.limits is None and self.unit == "share":
            return Range(low=0, high=1)
        return self.limits

    def fits(self, attributes: Mapping[str, str]) -> bool:
        """Return whether it is for an entity with these attributes."""
        groups = self.applies_to
        return groups is None or any(belongs(attributes, one) for one in groups)


def belongs(attributes: Mapping[str, str], group: Mapping[str, tuple[str, ...]]) -> bool:
    """Return whether an entity with these attributes is in a group.

    >>> belongs({"oecd": "1", "region": "MENA"}, {"oecd": ("1",)})
    True
    """
    return all(attributes.get(name) in values for name, values in group.items())


def _is_within_share(one: Range) -> bool:
    return all(0 <= end <= 1 for end in (one.lowest, one.highest) if isfinite(end))
