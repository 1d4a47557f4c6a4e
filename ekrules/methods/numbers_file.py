"""Numbers file entries: what is worked out from numbers, of one case or across all entities.

In: the keys under "across", "numbers" and "scales", at the top of a method file or in a level. Out:
frozen models with the place of each. Nothing here is an expression: each entry is one step with a
name, so that every number on the way can be seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from ekrules.decision.from_yaml.entries import InputName, Name
from ekrules.indicators.file_texts import FileText, FileTexts
from ekrules.indicators.indicator import Amount
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.units import share_of

AcrossTake = Literal[
    "mean",
    "median",
    "min",
    "max",
    "sum",
    "count",
    "sd_of_population",
    "sd_of_sample",
    "percentile",
    "mean_of_best",
    "mean_of_worst",
    "value_of",
    "rank",
    "percentile_rank",
]
# Each entity has its own; of the others there is one number for all.
OWN_TAKES = ("rank", "percentile_rank")
OF_SOME = ("mean_of_best", "mean_of_worst")
_HEEDS_BEST = (*OWN_TAKES, *OF_SOME)
VALUE_NAME = "value"


def as_share(value: Any) -> Any:
    """Turn 50 % into 0.5; ValueError for what is no share."""
    share = share_of(value) if isinstance(value, str) else None
    if share is None or not 0 <= share <= 1:
        raise ValueError("expected a share from 0 % to 100 % (as 50 %)")
    return share


Share = Annotated[float, BeforeValidator(as_share, json_schema_input_type=str)]


class AcrossEntry(Placed):
    """A number made of what all entities have of the same member."""

    of: InputName = VALUE_NAME
    """What is taken of each: value, or any other number that stands here."""
    take: AcrossTake
    """How: mean, median, min, max, sum, count, sd_of_population, sd_of_sample, percentile,
    mean_of_best, mean_of_worst, value_of (one entity); rank and percentile_rank (of each).
    """
    k: int | None = Field(default=None, ge=1)
    """How many of the best or worst; where there are fewer, all of them."""
    p: Share | None = None
    """Which percentile, as 2.5 %."""
    counted_from: Literal["lowest", "worst"] = "lowest"
    """The end that a percentile is counted from."""
    definition: Literal["linear", "exclusive", "nearest_rank"] = "linear"
    """How a percentile is found between two: see the reference."""
    best_is: Literal["better", "highest", "lowest"] | None = None
    """Which end is the best; better: as the indicator says, and so it is of value if left out."""
    entities: Mapping[str, FileTexts] | None = None
    """Whose numbers count, by attribute, as {eu: "yes"}; everybody's where it is left out."""
    entity: FileText | None = None
    """With value_of: the entity whose number it is, as EU27."""
    within: FileText | None = None
    """An attribute of entities: only those that have the same count, as region."""
    weights: FileText | None = None
    """With mean: the attribute of entities that is the weight, as population."""

    @model_validator(mode="after")
    def _settings_fit(self) -> Self:
        for key, takes in (
            ("k", OF_SOME),
            ("p", ("percentile",)),
            ("entity", ("value_of",)),
        ):
            if (self.take in takes) != (getattr(self, key) is not None):
                raise ValueError(f'"{key}" goes with {" and ".join(takes)}, and they need it')
        if self.weights is not None and self.take != "mean":
            raise ValueError('"weights" goes with "take: mean"')
        if self.entity is not None and (self.entities is not None or self.within is not None):
            raise ValueError('"value_of" is of one entity: leave out "entities" and "within"')
        if self.heeds_best and self.best_is is None and self.of != VALUE_NAME:
            raise ValueError('write which is the best: "best_is: highest", lowest or better')
        if self.best_is is not None and not self.heeds_best:
            raise ValueError(f'"best_is" has no meaning with "take: {self.take}"')
        return self

    @property
    def heeds_best(self) -> bool:
        """Whether it matters which end is the best."""
        from_worst = self.take == "percentile" and self.counted_from == "worst"
        return self.take in _HEEDS_BEST or from_worst

    @property
    def by_better(self) -> bool:
        """Whether the indicator says which end is the best."""
        return self.heeds_best and self.best_is in (None, "better")

    def names(self) -> dict[tuple[str | int, ...], str]:
        """Return the names that it rests on, by where they stand."""
        return {("of",): self.of}


Operand = InputName | Amount
Operands = Annotated[tuple[Operand, ...], Field(min_length=2)]
# Those of several numbers.
LISTS = ("sum_of", "mean_of", "geometric_mean_of", "lowest_of", "highest_of", "first_known_of")
# What follows "of", in the order that it is done.
AFTER = ("minus", "plus", "times", "over")


class NumberEntry(Placed):
    """One step of arithmetic: (of - minus + plus) x times / over; or one made of several."""

    of: Operand | None = None
    """What is begun with: a name, or a number."""
    minus: Operand | None = None
    """What is taken away, first of all."""
    plus: Operand | None = None
    """What is put on, after that."""
    times: Operand | None = None
    """What that is multiplied by."""
    over: Operand | None = None
    """What that is divided by, last of all; by zero there is no number."""
    size_of: Operand | None = None
    """The number without its sign."""
    logarithm_of: Operand | None = None
    """The natural logarithm."""
    sum_of: Operands | None = None
    """The sum of several."""
    mean_of: Operands | None = None
    """The mean of several; unknown where one is."""
    geometric_mean_of: Operands | None = None
    """The root of the product of several; unknown where one is."""
    lowest_of: Operands | None = None
    """The lowest of several; unknown where one is."""
    highest_of: Operands | None = None
    """The highest of several; unknown where one is."""
    first_known_of: Operands | None = None
    """The first that is known."""

    @model_validator(mode="after")
    def _is_one_step(self) -> Self:
        begun = [key for key in ("of", "size_of", "logarithm_of", *LISTS) if self._said(key)]
        if len(begun) != 1:
            ways = f"of, size_of, logarithm_of, {', '.join(LISTS)}"
            raise ValueError(f"expected one of {ways}")
        after = [key for key in AFTER if self._said(key)]
        if (begun == ["of"]) != bool(after):
            raise ValueError(f'"of" goes with one or more of {", ".join(AFTER)}, and no other does')
        return self

    def _said(self, key: str) -> bool:
        return getattr(self, key) is not None

    @property
    def operands(self) -> dict[tuple[str | int, ...], str | int | float]:
        """The names and numbers, in order, by where they stand."""
        found: dict[tuple[str | int, ...], str | int | float] = {}
        for key in type(self).model_fields:
            said = getattr(self, key)
            if isinstance(said, tuple):
                found |= {(key, number): one for number, one in enumerate(said)}
            elif said is not None:
                found[key,] = said
        return found

    def names(self) -> dict[tuple[str | int, ...], str]:
        """Return the names that it rests on, by where they stand."""
        return {where: one for where, one in self.operands.items() if isinstance(one, str)}


class AnchorEntry(Placed):
    """A point of a scale."""

    point: Name | Amount = Field(alias="at")
    """A number, or the name of one: a parameter, or what is worked out."""
    gives: int | float
    """What the scale gives there."""


def _anchor_in_a_map(value: Any) -> Any:
    if not isinstance(value, dict):
        raise ValueError("write each as {at: green, gives: 2}")
    return value


class ScaleEntry(Placed):
    """A number turned into another by straight lines between anchors."""

    of: InputName = VALUE_NAME
    """What is turned: value, or any other number that stands here."""
    anchors: Annotated[
        tuple[Annotated[AnchorEntry, BeforeValidator(_anchor_in_a_map)], ...], Field(min_length=2)
    ]
    """The points, from one end to the other; the first and the last say which way it goes."""
    where_anchors_meet: Literal["later", "earlier"]
    """Which anchor counts where several are at the same number: the later or the earlier."""
    beyond: Literal["clipped", "continued"]
    """Past the ends: clipped to what the end gives, or continued in the same straight line."""
    shape: Literal["straight", "logarithmic"] = "straight"
    """straight, or logarithmic: number and anchors are taken by their logarithms first."""

    @model_validator(mode="after")
    def _logarithms_are_above_zero(self) -> Self:
        points = [one.point for one in self.anchors if not isinstance(one.point, str)]
        if self.shape == "logarithmic" and any(point <= 0 for point in points):
            raise ValueError("an anchor of a logarithmic scale is above 0")
        return self

    def names(self) -> dict[tuple[str | int, ...], str]:
        """Return the names that it rests on, by where they stand."""
        found: dict[tuple[str | int, ...], str] = {("of",): self.of}
        for number, one in enumerate(self.anchors):
            if isinstance(one.point, str):
                found["anchors", number, "at"] = one.point
        return found


def _entry_in_a_map(value: Any) -> Any:
    if not isinstance(value, dict):
        raise ValueError("write each as {of: value, minus: average}")
    return value


Across = Mapping[InputName, AcrossEntry]
Numbers = Mapping[InputName, Annotated[NumberEntry, BeforeValidator(_entry_in_a_map)]]
Scales = Mapping[InputName, ScaleEntry]
Step = AcrossEntry | NumberEntry | ScaleEntry
