"""Series file entries: what is made of an indicator's values over the years, for derived inputs.

In: the keys under "series" and "derived". Out: frozen models with the place of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from ekrules.decision.from_yaml.entries import Name
from ekrules.facts.derived.arithmetic import exact
from ekrules.facts.derived.score_pieces import ScorePiece, stop_if_uneven
from ekrules.indicators.file_texts import FileText
from ekrules.indicators.indicator import Amount
from ekrules.indicators.period_cells import PERIOD_EXPECTED, Period, period_of
from ekrules.yaml_reader.models import Placed

CATALOGUE, NATURAL = "catalogue", "natural"


def _as_period(value: Any) -> Any:
    period = period_of(str(value)) if isinstance(value, str | int) else value
    if period is None or isinstance(value, bool):
        raise ValueError(PERIOD_EXPECTED)
    return period


PeriodText = Annotated[Period, BeforeValidator(_as_period, json_schema_input_type=int | str)]


class BaseEntry(Placed):
    """Which observation the way is counted from."""

    rule: Literal["first", "fixed", "years_before"] = "first"
    """first, fixed (in `period`) or years_before (`years` before the newest)."""
    period: PeriodText | None = None
    """The year (or the quarter, as 2015Q4), where the rule is fixed."""
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


class TargetOfBase(Placed):
    """A target that is said as so many times the base value."""

    times_base: Name | Amount
    """How many times the base value, as a number or the name of one: 0.5 is to halve it."""


class ScorePieceEntry(Placed):
    """A straight line of a score: slope times the progress, and a constant."""

    at_least: int | float | None = None
    """From what progress on; left out in the first, which begins at the very start."""
    slope: int | float
    """How much the score rises when the progress rises by 1."""
    constant: int | float
    """What is added."""

    @property
    def piece(self) -> ScorePiece:
        """The same in exact numbers."""
        start = None if self.at_least is None else exact(self.at_least)
        return ScorePiece(start, exact(self.slope), exact(self.constant))


class SeriesEntry(Placed):
    """What is made of an indicator's values over the years, for derived inputs."""

    base: BaseEntry = BaseEntry()
    """Which observation the way is counted from; the first where it is left out."""
    target: Name | Amount | TargetOfBase | None = None
    """The number that is the target, or its name; or {times_base: 0.5}. May be left out."""
    deadline: Name | int | None = None
    """The year of the target, or the parameter that is it. May be left out."""
    milestones: Literal["catalogue"] | Mapping[FileText, Name | Amount] | None = None
    """Year -> the value by then, a number or the name of one; catalogue: each indicator's own."""
    limit: Name | None = None
    """The parameter that is the natural limit; natural: the end of the indicator's scale."""
    zero_taken_as: Amount | None = None
    """What a base or target of zero is taken as in a growth rate; zero where left out."""
    pace_after_deadline: bool = False
    """Whether there is a pace after the deadline."""
    at_most_years_old: int | float | None = Field(default=None, gt=0)
    """How old the newest observation may be, in years. May be left out: any age."""
    weights: (
        Literal["equal", "by_order", "halving"]
        | Annotated[tuple[Annotated[int | float, Field(ge=0)], ...], Field(min_length=2)]
    ) = "equal"
    """Of the observations in a regression: equal, by_order, halving, or a list from the newest."""
    half_life: int | float | None = Field(default=None, gt=0)
    """The years in which the weight halves, with `weights: halving`."""
    limit_exponent: int | float = Field(default=4.44, gt=0)
    """How sharply a natural limit eases what is asked."""
    score_with_target: tuple[ScorePieceEntry, ...] = ()
    """The straight lines that make the score of the pace; Open SDG's where left out."""
    score_without_target: tuple[ScorePieceEntry, ...] = ()
    """The straight lines that make the score of the growth; Open SDG's where left out."""

    @field_validator("milestones")
    @classmethod
    def _of_years(cls, value: Any) -> Any:
        for name in value if isinstance(value, Mapping) else ():
            if period_of(name) is None:
                raise ValueError(f'"{name}" among the milestones; {PERIOD_EXPECTED}')
        return value

    @field_validator("score_with_target", "score_without_target")
    @classmethod
    def _rising(cls, value: tuple[ScorePieceEntry, ...]) -> tuple[ScorePieceEntry, ...]:
        if value:
            stop_if_uneven([one.piece for one in value])
        return value

    @model_validator(mode="after")
    def _halving_has_its_years(self) -> Self:
        if (self.weights == "halving") != (self.half_life is not None):
            raise ValueError('"half_life" goes with "weights: halving", and they need it')
        return self

    def named(self) -> dict[tuple[str, ...], str]:
        """Return the names of numbers that it rests on, by where they stand."""
        said: dict[tuple[str, ...], Any] = {
            ("target",): self.target,
            ("deadline",): self.deadline,
            ("limit",): self.limit,
        }
        if isinstance(self.target, TargetOfBase):
            said["target", "times_base"] = self.target.times_base
        if isinstance(self.milestones, Mapping):
            said |= {("milestones", name): one for name, one in self.milestones.items()}
        return {where: one for where, one in said.items() if isinstance(one, str)}

    @property
    def exponent(self) -> Fraction:
        """The limit's exponent, as written."""
        return exact(self.limit_exponent)


def _input_alone(value: Any) -> Any:
    return {"input": value} if isinstance(value, str) else value


class DerivedEntry(Placed):
    """A derived input, and what its series has of its own."""

    input: Name
    """The derived input, as pace_cagr."""
    series: SeriesEntry | None = None
    """What differs from the method's `series`, as {base: {rule: years_before, years: 5}}."""

    def of(self, common: SeriesEntry) -> SeriesEntry:
        """Return its series: the method's, but for what it says itself."""
        if self.series is None:
            return common
        own = self.series
        return common.model_copy(update={key: getattr(own, key) for key in own.model_fields_set})


Derivation = Annotated[
    DerivedEntry, BeforeValidator(_input_alone, json_schema_input_type=Name | DerivedEntry)
]
