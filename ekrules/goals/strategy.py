"""Strategy: what was promised, and which figures say how far it has come.

In: strategy.yaml and one file per theme. Out: frozen models, each knowing its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from ekrules.survey.codebook import IDENTIFIER, Day
from ekrules.yaml_reader.models import Placed
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
PERCENT = r"^(\d{1,2}([.,]\d+)?|100) ?%$"


def _percent_text(value: Any) -> Any:
    if not isinstance(value, str) or re.fullmatch(PERCENT, value, re.ASCII) is None:
        raise ValueError('expected a percent from 0 to 100, as "100 %"')
    return value


Percent = Annotated[str, BeforeValidator(_percent_text), Field(pattern=PERCENT)]


class MeasureDefinition(Placed):
    """A figure by name: from a question, from outside evidence, or out of other measures."""

    label: Wording
    says: Wording
    of: Wording | None = None
    question: str | None = None
    item: str | None = None
    counts: tuple[str, ...] = ()
    base: BaseName | None = None
    evidence: str | None = None
    lowest_of: tuple[str, ...] = ()
    highest_of: tuple[str, ...] = ()
    mean_of: tuple[str, ...] = ()
    joint_of: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        origins = [self.question, self.evidence, *(getattr(self, one) for one in COMBINATIONS)]
        if sum(bool(one) for one in origins) != 1:
            raise ValueError(
                'a measure has one origin: "question", "evidence" or one of '
                + ", ".join(COMBINATIONS)
            )
        if self.question and not (self.counts and self.base):
            raise ValueError('a measure of a question has "counts" and "base"')
        if not self.question and (self.counts or self.base or self.item):
            raise ValueError('only a measure of a question has "item", "counts" and "base"')
        if self.combination is not None and len(self.parts) < 2:
            raise ValueError(f'"{self.combination}" takes two measures or more')
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
    firmness: Firmness
    because: Wording

    @model_validator(mode="after")
    def _status_goes_with_firmness(self) -> Self:
        if (self.firmness == "none") != (self.status is None):
            raise ValueError('"status" is given unless "firmness" is none')
        return self


class Goal(Placed):
    """One goal: what is to be reached by when, and the measure and table that judge it."""

    id: str = Field(pattern=IDENTIFIER)
    number: int = Field(ge=1)
    text: Wording
    deadline: Day | Literal["none"]
    target: Percent
    coverage: Coverage
    coverage_note: Wording | None = None
    source: Literal["published", "derived"]
    section: str
    attainment: str | None = None
    inputs: dict[str, str] = {}
    judged_by: str
    measures: tuple[str, ...] = ()
    published: Published
    remark: Wording | None = None

    @model_validator(mode="after")
    def _covered_or_not(self) -> Self:
        if self.attainment is None and self.coverage != "none":
            raise ValueError('"attainment" names a measure unless "coverage" is none')
        if taken := [f'"{name}"' for name in self.inputs if name in GIVEN_INPUTS]:
            raise ValueError(f"every table has {' and '.join(taken)} already; name the input anew")
        return self

    @property
    def target_share(self) -> float:
        """The target as a share 0..1, the nearest float of its decimal text."""
        return float(Decimal(self.target.rstrip("% ").replace(",", ".")) / 100)


class StrategyTheme(Placed):
    """One theme: its goals and the measures they need."""

    theme: str = Field(pattern=IDENTIFIER)
    number: int = Field(ge=1)
    title: Wording
    about: Wording
    measures: dict[Annotated[str, Field(pattern=IDENTIFIER)], MeasureDefinition] = {}
    goals: tuple[Goal, ...] = Field(min_length=1)


class StrategyDescription(Placed):
    """strategy.yaml."""

    strategy: str = Field(pattern=IDENTIFIER)
    title: Wording
    adopted: int
    horizon: Day
    owner: str


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
