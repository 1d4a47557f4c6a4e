"""Weights: what each answer is worth, so that a respondent's answers add up to a score.

In: a strategy's weights.yaml. Out: frozen models, each knowing its place, the numbers exact
decimals. Never adds anything up (tables.scores does).
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from ekrules.errors import Faults, Place
from ekrules.goals.reading import WEIGHTS
from ekrules.goals.targets import Percent
from ekrules.survey.codebook import IDENTIFIER
from ekrules.yaml_reader.models import Placed, read_model
from ekrules.yaml_reader.nodes import MapNode, node_at
from ekrules.yaml_reader.wording import Wording

ActKind = Literal["action", "plan"]
Combine = Literal["sum", "mean"]
# Finer weights than this say nothing, and make the exact sums needlessly long.
MOST_DECIMALS = 3


MOST_AMOUNT = 1000


def _few_decimals(value: float) -> float:
    if round(value, MOST_DECIMALS) != value:
        raise ValueError(f"expected at most {MOST_DECIMALS} decimals")
    return value


def _amount(value: float) -> float:
    if not 0 <= value <= MOST_AMOUNT:
        raise ValueError(f"expected a number from 0 to {MOST_AMOUNT}")
    return _few_decimals(value)


Amount = Annotated[float, AfterValidator(_amount)]
Anchor = Annotated[float, AfterValidator(_few_decimals)]
Name = Annotated[str, Field(pattern=IDENTIFIER)]


def exact(amount: float) -> Fraction:
    """Return the decimal that was written, exactly.

    >>> exact(0.1) * 3
    Fraction(3, 10)
    """
    return Fraction(repr(amount))


def share_of(percent: str) -> Fraction:
    """Return a percent as it is written in YAML as an exact share 0..1.

    >>> share_of("12,5 %")
    Fraction(1, 8)
    """
    return Fraction(percent.rstrip("% ").replace(",", ".")) / 100


class NumberScale(Placed):
    """Points for a number: none at `nothing_at`, all at `full_at`, evenly in between.

    full_at may be the lower of the two; beyond either end the points stay as they are there.
    """

    nothing_at: Anchor
    """The number that gives no points; those beyond it give none either."""
    full_at: Anchor
    """The number that gives all points; it may be the lower of the two."""
    points: Amount
    """The points that it gives there, from 0 to 1000; in between, evenly."""

    @model_validator(mode="after")
    def _has_two_ends(self) -> Self:
        if self.nothing_at == self.full_at:
            raise ValueError('"full_at" and "nothing_at" are two different numbers')
        return self


class QuestionWeight(Placed):
    """What the answers to one question are worth.

    In a grid the points hold for every item; in a multi question they are added for the options
    chosen.
    """

    kind: ActKind
    """action: what is in place or in use. plan: what is decided, described or required."""
    weight: Amount = 1.0
    """What the question's points are multiplied by, from 0 to 1000."""
    points: dict[Name, Amount] = {}
    """What each answer gives, every option named. A question has these or a scale."""
    items: dict[Name, Amount] = {}
    """What each row of a grid weighs; 1 each where it is left out."""
    combine: Combine | None = None
    """How the rows of a grid are put together. Needed in a grid."""
    most: Amount | None = None
    """The most that the options of a multi question give together. May be left out."""
    scale: NumberScale | None = None
    """Points for a number, in a number question, instead of `points`."""

    @model_validator(mode="after")
    def _has_points_or_scale(self) -> Self:
        if bool(self.points) == (self.scale is not None):
            raise ValueError('"points" for each option are expected, or a "scale" for a number')
        return self

    def key_place(self, part: str, name: str) -> Place:
        """Where the key `name` stands under `part` ("points" or "items")."""
        return key_place(node_at(self._node, [part]), name)


class ThemeWeight(Placed):
    """One theme: how much it weighs, and its scored questions."""

    weight: Amount = 1.0
    """What the theme's points are multiplied by, from 0 to 1000."""
    questions: dict[Name, QuestionWeight] = {}
    """The scored questions of the theme, each by its id."""

    def key_place(self, name: str) -> Place:
        """Where the question's id stands."""
        return key_place(node_at(self._node, ["questions"]), name)


class KindFactors(Placed):
    """What everything is multiplied by: what is in place counts for more than what is planned."""

    action: Amount
    """The factor of what is in place or in use, from 0 to 1000."""
    plan: Amount
    """The factor of what is decided, described or required, from 0 to 1000."""


class Weights(Placed):
    """weights.yaml."""

    published: bool
    """true: the survey's owner gave out these very weights."""
    note: Wording
    """Whose weights they are; printed with every score."""
    kinds: KindFactors
    """What everything of a kind is multiplied by."""
    most_unknown: Percent
    """A score with more than this share of its possible points resting on unknown answers is not
    ranked.
    """
    vary_themes: Percent = "25 %"
    """How far each theme's weight is let up or down, to see how firm the ranks are."""
    themes: dict[Name, ThemeWeight] = Field(min_length=1)
    """The themes, each by its id."""
    not_scored: dict[Name, Wording] = {}
    """Questions that give no points, each by its id with the reason."""

    def key_place(self, part: str, name: str) -> Place:
        """Where the key `name` stands under `part` ("themes" or "not_scored")."""
        return key_place(node_at(self._node, [part]), name)

    @property
    def most_unknown_share(self) -> Fraction:
        """most_unknown as an exact share 0..1."""
        return share_of(self.most_unknown)

    @property
    def variation(self) -> Fraction:
        """vary_themes as an exact share 0..1."""
        return share_of(self.vary_themes)


def key_place(node: object, name: str) -> Place:
    """Return where a key of the map `node` stands, or where the map does."""
    assert isinstance(node, MapNode)
    return node.key_places.get(name, node.place)


def read_weights(folder: Path, faults: Faults) -> Weights | None:
    """Return the weights in a strategy's folder, or None with the reasons added to `faults`."""
    return read_model(folder / WEIGHTS, Weights, faults)
