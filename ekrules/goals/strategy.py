"""Strategy: what was promised, and which figures say how far it has come.

In: strategy.yaml and one file per theme. Out: frozen models, each knowing its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self, cast

from pydantic import Field, PlainValidator, model_validator

from ekrules.goals.measure_definition import (
    COMBINATIONS,
    ORIGINS,
    BaseName,
    Combination,
    MeasureDefinition,
)
from ekrules.goals.parameters import DatedShare, InForce, Parameter
from ekrules.goals.targets import NO_TARGET, PERCENT, Target
from ekrules.survey.codebook import IDENTIFIER, Day, Year
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.nodes import PlacedMap
from ekrules.yaml_reader.units import share_of
from ekrules.yaml_reader.wording import Wording

__all__ = [
    "COMBINATIONS",
    "FIRM",
    "GIVEN_INPUTS",
    "NO_TARGET",
    "ORIGINS",
    "PERCENT",
    "BaseName",
    "Colour",
    "Combination",
    "Coverage",
    "Firmness",
    "Goal",
    "JudgedBy",
    "MeasureDefinition",
    "Published",
    "Strategy",
    "StrategyDescription",
    "StrategyTheme",
]

Coverage = Literal["full", "partial", "indirect", "none"]
Colour = Literal["green", "yellow", "red", "grey"]
Firmness = Literal["explicit", "implied", "inferred", "none"]
# What the source itself says of a status; a reading that is inferred is ours.
FIRM: tuple[Firmness, ...] = ("explicit", "implied")

# What every status table can ask about without the goal naming it (facts.goal_facts).
GIVEN_INPUTS = ("attainment", "years_left", "target", "coverage")


def _table_or_its_id(value: Any) -> Any:
    if not isinstance(value, str | PlacedMap):
        raise ValueError("expected a table's id, or a table")
    return value


# A table that is written in the goal is read on by assessment.rules, which knows its language.
JudgedBy = Annotated[
    str | PlacedMap,
    PlainValidator(_table_or_its_id, json_schema_input_type=str | dict[str, Any]),
]


class Published(Placed):
    """What the source's prose says of a goal's status, and how firmly."""

    status: Colour | None = None
    """The colour that the source gives; left out where `firmness` is none."""
    firmness: Firmness
    """How firmly: in so many words (explicit), clearly, by our reading, or not at all."""
    because: Wording
    """What the source says, in your own words; printed in the report."""

    @model_validator(mode="after")
    def _status_goes_with_firmness(self) -> Self:
        if self.firmness == "none" and self.status is not None:
            raise ValueError('"status" beside firmness: none; take out the one that is wrong')
        if self.firmness != "none" and self.status is None:
            raise ValueError('nothing under "status"; name a colour, or write firmness: none')
        return self


class Goal(Placed):
    """One goal: what is to be reached by when, and the measure and table that judge it."""

    id: str = Field(pattern=IDENTIFIER)
    """The goal's id, unique in the strategy, as helse-2; ekrules explain takes it."""
    number: int = Field(ge=1)
    """Its number within the theme, from 1."""
    text: Wording
    """What was promised."""
    deadline: Day | Literal["none"]
    """The day it should be reached by, as 2011-12-31; none where there is none."""
    target: Target
    """How far it should come, as 100 %, or a number in its measure's own unit; or values by date,
    where it changes. none where a method judges the goal that has another, or needs none.
    """
    coverage: Coverage
    """How well the figures reach the goal: full, partial, indirect or none."""
    coverage_note: Wording | None = None
    """Why the coverage is not full; printed in the report. May be left out."""
    source: Literal["published", "derived"]
    """published: it stands in the strategy. derived: it was written in this project."""
    section: str
    """Where in the source it stands, in quotes, as "5.10"."""
    attainment: str | None = None
    """The id of the measure that says how far it has come. Needed unless `coverage: none`."""
    inputs: dict[str, str] = {}
    """Further inputs that its table asks for, each by its id with a measure's id."""
    parameters: dict[Annotated[str, Field(pattern=IDENTIFIER)], Parameter] = {}
    """The goal's own bounds, each by its id; its table may use them as inputs."""
    judged_by: JudgedBy
    """The id of the table in status.yaml that decides its status, or of a method in rules/methods;
    or a table of its own.
    """
    measures: tuple[str, ...] = ()
    """Ids of the measures its paragraph states, in order; the attainment where left out."""
    published: Published
    """What the source's own text says of its status; no rule uses it."""
    remark: Wording | None = None
    """An extra sentence for the paragraph, without figures. May be left out."""

    @model_validator(mode="after")
    def _covered_or_not(self) -> Self:
        if self.attainment is None and self.coverage != "none":
            raise ValueError('nothing under "attainment"; name a measure, or write coverage: none')
        if taken := [f'"{name}"' for name in self.inputs if name in GIVEN_INPUTS]:
            raise ValueError(f"every table has {' and '.join(taken)} already; name the input anew")
        return self

    @property
    def table_id(self) -> str:
        """The id of the table that judges it: of one written in it, the goal's own by default."""
        if isinstance(self.judged_by, str):
            return self.judged_by
        named = self.judged_by.get("decision")
        return named if isinstance(named, str) else self.id

    def target_on(self, day: date) -> float | None:
        """The target of a day, as a share 0..1 or in the measure's own unit.

        None where there is none, and where a dated one has no value yet.
        """
        if isinstance(self.target, str):
            return share_of(self.target)
        if isinstance(self.target, int | float):
            return float(self.target)
        in_force = self.target.in_force(day)
        return None if in_force is None else cast(float, in_force.value)

    def in_force(self, day: date) -> dict[str, InForce]:
        """Parameter name -> its value on a day, with those that have one; a dated target among."""
        dated: dict[str, DatedShare] = dict(self.parameters)
        if isinstance(self.target, DatedShare):
            dated["target"] = self.target
        found = {name: one.in_force(day) for name, one in dated.items()}
        return {name: one for name, one in found.items() if one is not None}


class StrategyTheme(Placed):
    """One theme: its goals and the measures they need."""

    theme: str = Field(pattern=IDENTIFIER)
    """The theme's id, as helse; swot.yaml names it."""
    number: int = Field(ge=1)
    """Where it stands in the report, from 1."""
    title: Wording
    """Its title."""
    about: Wording
    """A sentence or two on what it is about."""
    measures: dict[Annotated[str, Field(pattern=IDENTIFIER)], MeasureDefinition] = {}
    """The figures that goals need, each by its id; any theme may use them."""
    goals: tuple[Goal, ...] = Field(min_length=1)
    """What was promised, one goal or more."""


class StrategyDescription(Placed):
    """strategy.yaml."""

    strategy: str = Field(pattern=IDENTIFIER)
    """The strategy's id, as ekommune2012; the record names it."""
    title: Wording
    """Its title."""
    adopted: Year
    """The year it was adopted."""
    horizon: Day
    """How far ahead it looks, as 2012-12-31."""
    owner: str
    """Who answers for it."""
    about: Wording | None = None
    """What it is for, in a few sentences; the report's introduction has them."""


@dataclass(frozen=True)
class Strategy:
    """All themes of a strategy, looked up by name."""

    folder: Path
    files: tuple[Path, ...]
    description: StrategyDescription
    themes: tuple[StrategyTheme, ...]

    @cached_property
    def measures(self) -> dict[str, MeasureDefinition]:
        """Measure id -> definition, in the order of the files."""
        return {name: one for theme in self.themes for name, one in theme.measures.items()}

    @cached_property
    def goals(self) -> dict[str, Goal]:
        """Goal id -> goal, in the order of the files."""
        return {goal.id: goal for theme in self.themes for goal in theme.goals}

    @cached_property
    def theme_of_goal(self) -> dict[str, StrategyTheme]:
        """Goal id -> the theme it belongs to."""
        return {goal.id: theme for theme in self.themes for goal in theme.goals}
