"""Measure definition: where a figure comes from, as the theme's file says it.

In: a map under `measures`. Out: a frozen model with its place. Never looks anything up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Wording

BaseName = Literal["all", "asked", "answered", "known"]
Combination = Literal["lowest_of", "highest_of", "mean_of", "joint_of"]
COMBINATIONS: tuple[Combination, ...] = ("lowest_of", "highest_of", "mean_of", "joint_of")
ORIGINS = ("question", "evidence", "indicator", *COMBINATIONS)


def _as_written(value: Any) -> Any:
    """Turn a number back to the text that ids are: 301 is "301"."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else value


IdText = Annotated[
    str,
    Field(min_length=1, max_length=200),
    BeforeValidator(_as_written, json_schema_input_type=str | int),
]


def _quoted(names: Iterable[str]) -> list[str]:
    return [f'"{name}"' for name in names]


_NO_ORIGIN = "nothing says where the figure comes from"


class MeasureDefinition(Placed):
    """A figure by name: from a question, outside evidence or an indicator, or out of others."""

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
    indicator: IdText | None = None
    """The id of the indicator it comes from, in the catalogue of the survey's indicators.yaml."""
    entity: IdText | None = None
    """Whom the value is of, in quotes, as "0301"; left out where there is only one entity."""
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
        origins = [one for one in ORIGINS if getattr(self, one)]
        if len(origins) != 1:
            found = f"{' and '.join(_quoted(origins))} together" if origins else _NO_ORIGIN
            every = _quoted(ORIGINS)
            raise ValueError(f"{found}; a measure has one of {', '.join(every)}")
        if self.question and not self.counts:
            raise ValueError('nothing under "counts"; name the answers that count (as [ja])')
        if self.question and not self.base:
            raise ValueError('nothing under "base"; write all, asked, answered or known')
        given = [one for one in ("item", "counts", "base") if getattr(self, one)]
        if not self.question and given:
            found = f"{' and '.join(_quoted(given))} without a question"
            raise ValueError(f"{found}; only a measure of a question has that")
        if self.entity and not self.indicator:
            raise ValueError(
                '"entity" without an indicator; only a measure of an indicator has that'
            )
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
