"""Codebook: themes, questions, options, grid items, routing and missing kinds.

In: survey.yaml and codebook/*.yaml. Out: frozen models. Never counts anything.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Wording

MissingKind = Literal["dont_know", "no_answer", "not_asked"]
QuestionKind = Literal["single", "multi", "grid", "number"]
Identifier = str
IDENTIFIER = r"^[a-z0-9][a-z0-9_-]*$"
# A date far off is a slip, or means "never"; and the calendar has no day after 9999-12-31.
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2999, 12, 31))]
Year = Annotated[int, Field(ge=1900, le=2999)]


class Option(Placed):
    """One answer that a question offers."""

    id: Identifier = Field(pattern=IDENTIFIER)
    """The option's id; measures and tables name it."""
    label: Wording
    """The answer as a reader sees it."""


class Item(Placed):
    """One row of a grid question."""

    id: Identifier = Field(pattern=IDENTIFIER)
    """The row's id; measures name it."""
    label: Wording
    """The row as a reader sees it."""


class Routing(Placed):
    """Who was asked: those who gave one of these answers to an earlier question."""

    question: str
    """The id of an earlier question with one answer."""
    is_: str | None = Field(default=None, alias="is")
    """The id of the answer that leads here. Either this or `is_one_of`."""
    is_one_of: tuple[str, ...] | None = None
    """The ids of the answers that lead here. Either this or `is`."""

    @model_validator(mode="after")
    def _names_answers_once(self) -> Self:
        if self.is_ is not None and self.is_one_of is not None:
            raise ValueError('"is" and "is_one_of" together; keep one of them')
        if not self.answers:
            raise ValueError('no answer beside "question"; add the one that leads here (as is: ja)')
        return self

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers that lead to the follow-up question."""
        if self.is_one_of is not None:
            return self.is_one_of
        return (self.is_,) if self.is_ is not None else ()


class EarlierQuestion(Placed):
    """The question in an earlier wave, and whether a person finds the two comparable."""

    wave: Year
    """The year of the earlier wave."""
    question: Identifier | None = Field(default=None, pattern=IDENTIFIER)
    """The question's id then, where it had another."""
    comparable: bool
    """Whether they are; true stands over a changed wording and changed options."""
    because: Wording | None = None
    """Why; needed where they are not comparable, and printed in the report."""


class Question(Placed):
    """One question of the survey."""

    id: Identifier = Field(pattern=IDENTIFIER)
    """The question's id, unique in the survey; measures and tables name it."""
    number: int = Field(ge=1)
    """Its number in the questionnaire, from 1."""
    kind: QuestionKind
    """single: one answer. multi: several. grid: one for each item. number: a number."""
    label: Wording
    """A short name, for tables."""
    asks: Wording
    """The question as it was asked."""
    options: str | tuple[Option, ...] = ()
    """The answers from the least to the most, or the name of a list under option_lists."""
    items: tuple[Item, ...] = ()
    """The rows of a grid. A grid has them, and no other kind does."""
    missing: tuple[MissingKind, ...] = ()
    """Which kinds of missing answers the questionnaire can give."""
    asked_if: Routing | None = None
    """Who was asked, where not all were; goes with `asked_of`."""
    asked_of: Wording | None = None
    """Who was asked, in words; goes with `asked_if`."""
    earlier: tuple[EarlierQuestion, ...] = ()
    """The same question in earlier waves, and whether it is comparable."""

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.asked_if is not None and self.asked_of is None:
            raise ValueError('"asked_if" without "asked_of"; say there in words who was asked')
        if self.asked_if is None and self.asked_of is not None:
            raise ValueError('"asked_of" without "asked_if"; say there which answer leads here')
        if self.kind == "grid" and not self.items:
            raise ValueError('"kind" is grid, and there are no "items"; list the rows of the grid')
        if self.kind != "grid" and self.items:
            raise ValueError(f'"items" in a {self.kind} question; only a grid has them')
        return self

    @property
    def item_ids(self) -> tuple[str | None, ...]:
        """The grid's items in order; (None,) for a question that is no grid."""
        return tuple(item.id for item in self.items) if self.items else (None,)


class CodebookTheme(Placed):
    """The questions of one theme, in the order of the questionnaire."""

    theme: Identifier = Field(pattern=IDENTIFIER)
    """The theme's id, as helse."""
    number: int = Field(ge=1)
    """The theme's number in the questionnaire, from 1."""
    section: str
    """Where its tables are printed, in quotes, as "3.10"."""
    title: Wording
    """The theme's title."""
    questions: tuple[Question, ...]
    """Its questions, in the order of the questionnaire."""


class Unit(Placed):
    """What a respondent is called: one, several, and all of them ("the municipalities")."""

    one: Wording
    """One of them, as municipality."""
    many: Wording
    """Several of them, as municipalities."""
    every: Wording
    """All of them, as the municipalities."""


# Below five respondents a share says more of each of them than of the segment.
SMALLEST_BASE = 5


class Weighting(Placed):
    """How answers are weighted. Design weights come with the answers (answers.yaml)."""

    strata: str | None = None
    """The id of the breakdown by which the sample was drawn. May be left out."""
    post_stratify: str | None = None
    """The id of the breakdown whose totals the weights are made to fit."""


class SurveyDescription(Placed):
    """survey.yaml: which survey, which wave, when, how many answered out of how many."""

    survey: Identifier = Field(pattern=IDENTIFIER)
    """The survey's id, as ekommune2009."""
    title: Wording
    """Its title."""
    wave: Year
    """The year it was run."""
    reference_date: Day
    """The day the answers hold for; time left to a deadline is counted from it."""
    publisher: str
    """Who ran it."""
    language: Literal["nb", "nn", "en"]
    """The language of the questionnaire."""
    respondents: int | None = Field(default=None, ge=1)
    """How many answered; needed beside printed tables, else counted in the answers."""
    frame: int | None = Field(default=None, ge=1)
    """How many could have answered; needed where no list of the frame says it."""
    unit: Unit
    """What a respondent is called."""
    option_lists: dict[str, tuple[Option, ...]] = {}
    """Answers that several questions share, each list by its name."""
    synthetic: bool = False
    """true: the answers are made up, and every report says so."""
    smallest_base: int = Field(default=SMALLEST_BASE, ge=1)
    """A segment with fewer respondents than this is hidden."""
    smallest_cell: int = Field(default=0, ge=0)
    """A count from 1 and below this is hidden in a segment; 0 shows every count."""
    weighting: Weighting | None = None
    """How the answers are weighted; left out where they are not."""

    @model_validator(mode="after")
    def _numbers_fit(self) -> Self:
        if self.frame is not None and self.frame < (self.respondents or 0):
            raise ValueError(
                f'"frame" is {self.frame}, but {self.respondents} answered; '
                "it counts everyone who could have answered, so no fewer"
            )
        if abs(self.wave - self.reference_date.year) > 1:
            raise ValueError(
                f'"wave" is {self.wave}, but the reference date is {self.reference_date}; '
                "expected the year of that date, or one beside it"
            )
        return self
