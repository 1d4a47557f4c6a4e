"""Level file entries: how groups of indicators are judged by what is rolled up from their members.

In: the keys of one level. Out: frozen models with the place of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from ekrules.decision.from_yaml.entries import InputName, Name, TableBody
from ekrules.indicators.file_texts import FileText, FileTexts
from ekrules.indicators.indicator import Amount
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.units import share_of

Take = Literal[
    "mean",
    "median",
    "min",
    "max",
    "sum",
    "mean_of_worst",
    "least_of_worst",
    "greatest_of_worst",
    "members",
    "known",
    "share_known",
    "count_where",
    "share_where",
]
OF_WORST = ("mean_of_worst", "least_of_worst", "greatest_of_worst")
OF_NAMES = ("count_where", "share_where")


def _as_share(value: Any) -> Any:
    share = share_of(value) if isinstance(value, str) else None
    if share is None or not 0 <= share <= 1:
        raise ValueError("expected a share from 0 % to 100 % (as 50 %)")
    return share


class Fill(Placed):
    """What stands for a member that is not known; how many were filled is told."""

    value: Amount | None = None
    """A number, as 0."""
    mean_by: FileText | None = None
    """An attribute of the entities: the mean of the known ones that have the same, as region."""

    @model_validator(mode="after")
    def _says_one(self) -> Self:
        if (self.value is None) == (self.mean_by is None):
            raise ValueError('write "value" or "mean_by", one of them')
        return self


class RollUpEntry(Placed):
    """One number made of the members of a group."""

    of: InputName
    """What is rolled up: a number or a text of the level below, as the score."""
    take: Take
    """How: mean, median, min, max, sum; mean_of_worst, least_of_worst, greatest_of_worst of the k
    worst; members, known, share_known; count_where, share_where.
    """
    k: int | None = Field(default=None, ge=1)
    """How many of the worst; where there are fewer, all of them."""
    worst_is: Literal["lowest", "highest"] = "lowest"
    """Which end is the worst."""
    weights: Name | Mapping[FileText, Amount] | None = None
    """For a mean: the parameter that is the weight, or member -> weight. Left out: all alike."""
    values: tuple[str, ...] = ()
    """For count_where and share_where: the texts that count, as [red]."""
    members: Literal["applicable"] | Mapping[str, FileTexts] = "applicable"
    """Who counts: applicable (those that are for the entity), or those with these attributes."""
    at_least_known: Annotated[float, BeforeValidator(_as_share, json_schema_input_type=str)] = 0.0
    """The share of members that must be known, as 50 %; any where it is left out."""
    fill: Fill | None = None
    """What stands for members that are not known; they are left out where this is."""

    @model_validator(mode="after")
    def _settings_fit(self) -> Self:
        if (self.take in OF_WORST) != (self.k is not None):
            raise ValueError(f'"k" goes with {", ".join(OF_WORST)}, and they need it')
        if (self.take in OF_NAMES) != bool(self.values):
            raise ValueError('"values" goes with count_where and share_where, and they need it')
        if self.weights is not None and self.take != "mean":
            raise ValueError('"weights" goes with "take: mean"')
        if self.fill is not None and self.take in ("members", "known", "share_known", *OF_NAMES):
            raise ValueError(f'"fill" does not go with "take: {self.take}"')
        return self


class LevelEntry(Placed):
    """Groups of what the level below judges, and how each is judged."""

    level: Name
    """What the level is called, as goal."""
    by: FileText
    """What makes a group: group (the indicators' own), all, or an attribute of indicators."""
    roll_ups: dict[InputName, RollUpEntry]
    """The numbers that are made of the members, by name; the table may ask about each."""
    table: TableBody
    """The decision table."""
