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
from ekrules.methods.numbers_file import Across, Numbers, Scales, as_share
from ekrules.yaml_reader.models import Placed

Take = Literal[
    "mean",
    "geometric_mean",
    "harmonic_mean",
    "median",
    "min",
    "max",
    "sum",
    "sd_of_population",
    "sd_of_sample",
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
WEIGHTED = ("mean", "geometric_mean", "harmonic_mean", "sum", "share_where")
COUNTING = ("members", "known", "share_known", *OF_NAMES)


def _as_share_or_count(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
        return value
    try:
        return as_share(value)
    except ValueError:
        raise ValueError("expected a share (as 50 %), or how many (as 3)") from None


def _listed(value: Any) -> Any:
    return value if isinstance(value, tuple) else (value,)


# Name -> table; later ones may ask about the outputs of those before.
Also = Mapping[InputName, TableBody]


class Fill(Placed):
    """What stands for a member that is not known."""

    value: Amount | None = None
    """A number, as 0."""
    mean_by: FileText | None = None
    """An attribute of the entities: the mean of the known ones that have the same, as region; all:
    the mean of all.
    """

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
    """How: mean, geometric_mean, harmonic_mean, median, min, max, sum; sd_of_population,
    sd_of_sample; mean_of_worst, least_of_worst, greatest_of_worst of the k worst; members, known,
    share_known; count_where, share_where.
    """
    k: int | None = Field(default=None, ge=1)
    """How many of the worst; where there are fewer, all of them."""
    worst_is: Literal["lowest", "highest"] = "lowest"
    """Which end is the worst."""
    weights: Name | Mapping[FileText, Amount] | None = None
    """For means, sums and shares: the number of the level below that is the weight, as a parameter,
    or member -> weight. Left out: all alike.
    """
    values: tuple[str, ...] = ()
    """For count_where and share_where: the texts that count, as [red]."""
    members: Literal["applicable"] | Mapping[str, FileTexts] = "applicable"
    """Who counts: applicable (those that are for the entity), or those with these attributes."""
    at_least_known: Annotated[
        int | float, BeforeValidator(_as_share_or_count, json_schema_input_type=str | int)
    ] = 0.0
    """The share of members that must be known, as 50 %, or how many; any where it is left out."""
    fill: Annotated[
        tuple[Fill, ...],
        BeforeValidator(_listed, json_schema_input_type=Fill | tuple[Fill, ...]),
    ] = ()
    """What stands for members that are not known, or several such, the first that has a number;
    they are left out where this is.
    """

    @model_validator(mode="after")
    def _settings_fit(self) -> Self:
        if (self.take in OF_WORST) != (self.k is not None):
            raise ValueError(f'"k" goes with {", ".join(OF_WORST)}, and they need it')
        if (self.take in OF_NAMES) != bool(self.values):
            raise ValueError('"values" goes with count_where and share_where, and they need it')
        if self.weights is not None and self.take not in WEIGHTED:
            raise ValueError(f'"weights" goes with {", ".join(WEIGHTED)}')
        if self.fill and self.take in COUNTING:
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
    across: Across = {}
    """Numbers made of what all entities have of the same group, by name. May be left out."""
    numbers: Numbers = {}
    """Numbers made of others by one step of arithmetic, by name. May be left out."""
    scales: Scales = {}
    """Numbers turned into others between anchors, by name. May be left out."""
    also: Also = {}
    """Further tables by name, decided before `table`, each with outputs of its own. May be left
    out.
    """
    table: TableBody | None = None
    """The decision table. Left out: the group is scored, and not judged."""
