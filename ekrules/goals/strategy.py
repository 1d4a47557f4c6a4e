"""Strategy: what was promised, and which figures say how far it has come.

In: strategy.yaml and one file per theme. Out: frozen models, each knowing its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self, cast

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, Tag, model_validator

from ekrules.goals.parameters import DatedShare, InForce, Parameter
from ekrules.survey.codebook import IDENTIFIER, Day, Year
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.nodes import PlacedMap
from ekrules.yaml_reader.units import form_problem, share_of
from ekrules.yaml_reader.wording import Wording

Coverage = Literal["full", "partial", "indirect", "none"]
Colour = Literal["green", "yellow", "red", "grey"]
Firmness = Literal["explicit", "implied", "inferred", "none"]
# What the source itself says of a status; a reading that is inferred is ours.
FIRM: tuple[Firmness, ...] = ("explicit", "implied")
BaseName = Literal["all", "asked", "answered", "known"]
Combination = Literal["lowest_of", "highest_of", "mean_of", "joint_of"]
COMBINATIONS: tuple[Combination, ...] = ("lowest_of", "highest_of", "mean_of", "joint_of")

# What every status table can ask about without the goal naming it (facts.goal_facts).
GIVEN_INPUTS = ("attainment", "years_left", "target", "coverage")
PERCENT = r"^(\d{1,2}([.,]\d{1,20})?|100([.,]0{1,20})?)[ \u00a0\u202f]?%$"


def _percent_text(value: Any) -> Any:
    if isinstance(value, tuple | list):
        raise ValueError("expected one value, not a list")
    if isinstance(value, dict):
        raise ValueError("keys where a share is expected; write the share alone (as 60 %)")
    if problem := form_problem("share", "share", value):
        raise ValueError(problem)
    if re.fullmatch(PERCENT, value, re.ASCII) is None:
        raise ValueError('expected a percent from 0 to 100, as "100 %"')
    return value


Percent = Annotated[str, Field(pattern=PERCENT), BeforeValidator(_percent_text)]


def _quoted(names: Iterable[str]) -> list[str]:
    return [f'"{name}"' for name in names]


def _is_dated(value: Any) -> str:
    """A map of single values, as {nb: 60 %}, was not meant to change with time."""
    if isinstance(value, dict):
        holds_more = any(isinstance(one, dict | tuple) for one in value.values())
        return "dated" if holds_more or value.keys() & {"values", "source"} else "plain"
    return "dated" if isinstance(value, DatedShare) else "plain"


Target = Annotated[
    Annotated[Percent, Tag("plain")] | Annotated[DatedShare, Tag("dated")],
    Discriminator(_is_dated),
]


def _table_or_its_id(value: Any) -> Any:
    if not isinstance(value, str | PlacedMap):
        raise ValueError("expected a table's id, or a table")
    return value


# A table that is written in the goal is read on by assessment.rules, which knows its language.
JudgedBy = Annotated[
    str | PlacedMap,
    PlainValidator(_table_or_its_id, json_schema_input_type=str | dict[str, Any]),
]


_NO_ORIGIN = "nothing says where the figure comes from"


class MeasureDefinition(Placed):
    """A figure by name: from a question, from outside evidence, or out of other measures."""

    label: Wording
    """A short name, for tables and charts."""
    says: Wording
    """What follows the group in a sentence: "... of the municipalities *have a plan*"."""
    of: Wording | None = None
    """The group, where it is not the survey's respondents. May be left out."""
    question: str | None = None
    """The id of the question it comes from. A measure has just one origin."""
    item: str | None = None
    """The id of the row, in a grid question; left out for other questions."""
    counts: tuple[str, ...] = ()
    """Ids of the answers that count. Needed with a question."""
    base: BaseName | None = None
    """Who counts in the percentage: all, asked, answered or known. Needed with a question."""
    evidence: str | None = None
    """The id of the outside figure it comes from, in the survey's evidence.yaml."""
    lowest_of: tuple[str, ...] = ()
    """Ids of two measures or more: the lowest of them."""
    highest_of: tuple[str, ...] = ()
    """Ids of two measures or more: the highest of them."""
    mean_of: tuple[str, ...] = ()
    """Ids of two measures or more: the plain mean of them."""
    joint_of: tuple[str, ...] = ()
    """Ids of two measures or more: those who meet the first, then the second, and on."""

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        origins = [one for one in ("question", "evidence", *COMBINATIONS) if getattr(self, one)]
        if len(origins) != 1:
            found = f"{' and '.join(_quoted(origins))} together" if origins else _NO_ORIGIN
            every = _quoted(("question", "evidence", *COMBINATIONS))
            raise ValueError(f"{found}; a measure has one of {', '.join(every)}")
        if self.question and not self.counts:
            raise ValueError('nothing under "counts"; name the answers that count (as [ja])')
        if self.question and not self.base:
            raise ValueError('nothing under "base"; write all, asked, answered or known')
        given = [one for one in ("item", "counts", "base") if getattr(self, one)]
        if not self.question and given:
            found = f"{' and '.join(_quoted(given))} without a question"
            raise ValueError(f"{found}; only a measure of a question has that")
        if self.combination is not None and len(self.parts) < 2:
            raise ValueError(f'"{self.combination}" with one measure; two or more are put together')
        return self

    @property
    def combination(self) -> Combination | None:
        """How the measure combines others, or None."""
        return next((one for one in COMBINATIONS if getattr(self, one)), None)

    @property
    def parts(self) -> tuple[str, ...]:
        """The measures it combines, in order."""
        combination = self.combination
        parts: tuple[str, ...] = getattr(self, combination) if combination else ()
        return parts


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
    """How far it should come, as 100 %; or values by date, where it changes."""
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
    """The id of the table in status.yaml that decides its status, or a table of its own."""
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
        """The target of a day as a share 0..1; None where a dated one has no value yet."""
        if isinstance(self.target, str):
            return share_of(self.target)
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
