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


class Option(Placed):
    """One answer that a question offers."""

    id: Identifier = Field(pattern=IDENTIFIER)
    label: Wording


class Item(Placed):
    """One row of a grid question."""

    id: Identifier = Field(pattern=IDENTIFIER)
    label: Wording


class Routing(Placed):
    """Who was asked: those who gave one of these answers to an earlier question."""

    question: str
    is_: str | None = Field(default=None, alias="is")
    is_one_of: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _names_answers_once(self) -> Self:
        if (self.is_ is None) == (self.is_one_of is None):
            raise ValueError('expected either "is" or "is_one_of"')
        return self

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers that lead to the follow-up question."""
        if self.is_one_of is not None:
            return self.is_one_of
        return (self.is_,) if self.is_ is not None else ()


class EarlierQuestion(Placed):
    """The question in an earlier wave, and whether a person finds the two comparable.

    question: what it was called then, where it had another id. comparable: true stands over a
    changed wording and changed options; false needs a reason.
    """

    wave: int
    question: Identifier | None = Field(default=None, pattern=IDENTIFIER)
    comparable: bool
    because: Wording | None = None


class Question(Placed):
    """One question of the survey."""

    id: Identifier = Field(pattern=IDENTIFIER)
    number: int = Field(ge=1)
    kind: QuestionKind
    label: Wording
    asks: Wording
    options: str | tuple[Option, ...] = ()
    items: tuple[Item, ...] = ()
    missing: tuple[MissingKind, ...] = ()
    asked_if: Routing | None = None
    asked_of: Wording | None = None
    earlier: tuple[EarlierQuestion, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.asked_if is None) != (self.asked_of is None):
            raise ValueError(
                'a question with "asked_if" says in "asked_of" who was asked, and no other does'
            )
        if (self.kind == "grid") != bool(self.items):
            raise ValueError('a grid question has "items", and no other does')
        return self

    @property
    def item_ids(self) -> tuple[str | None, ...]:
        """The grid's items in order; (None,) for a question that is no grid."""
        return tuple(item.id for item in self.items) if self.items else (None,)


class CodebookTheme(Placed):
    """The questions of one theme, in the order of the questionnaire."""

    theme: Identifier = Field(pattern=IDENTIFIER)
    number: int = Field(ge=1)
    section: str
    title: Wording
    questions: tuple[Question, ...]


class Unit(Placed):
    """What a respondent is called: one, several, and all of them ("the municipalities")."""

    one: Wording
    many: Wording
    every: Wording


# Below five respondents a share says more of each of them than of the segment.
SMALLEST_BASE = 5


class Weighting(Placed):
    """How answers are weighted, by breakdowns' ids.

    strata: the breakdown by which the sample was drawn. post_stratify: the breakdown whose frame
    totals the weights are made to fit. Design weights come with the answers (answers.yaml).
    """

    strata: str | None = None
    post_stratify: str | None = None


class SurveyDescription(Placed):
    """survey.yaml: which survey, which wave, when, how many answered out of how many.

    respondents and frame: how many; left out where the answers and the frame list say it.
    smallest_base: a segment with fewer respondents than this is not published. smallest_cell: nor
    is a count by segment from 1 and below this; 0 publishes every count.
    """

    survey: Identifier = Field(pattern=IDENTIFIER)
    title: Wording
    wave: int
    reference_date: Day
    publisher: str
    language: Literal["nb", "nn", "en"]
    respondents: int | None = Field(default=None, ge=1)
    frame: int | None = Field(default=None, ge=1)
    unit: Unit
    option_lists: dict[str, tuple[Option, ...]] = {}
    synthetic: bool = False
    smallest_base: int = Field(default=SMALLEST_BASE, ge=1)
    smallest_cell: int = Field(default=0, ge=0)
    weighting: Weighting | None = None

    @model_validator(mode="after")
    def _frame_holds_respondents(self) -> Self:
        if self.frame is not None and self.frame < (self.respondents or 0):
            raise ValueError('"frame" is everyone who could have answered, so at least respondents')
        return self
