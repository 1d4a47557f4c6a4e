"""Tallies and bases: how many gave each answer, and who counts in a percentage.

In: a survey's printed table (answers: tallies.py). Out: a Tally with don't know, no answer and not
asked kept apart. Never merges the three, and never drops a respondent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ekrules.survey.codebook import Question
from ekrules.survey.integrity import not_asked_count
from ekrules.survey.printed import DONT_KNOW, TOTAL, UNANSWERED
from ekrules.survey.survey import Survey
from ekrules.tables.bases import BASES, Base
from ekrules.tables.weighing import WeighedTally

__all__ = ["BASES", "Base", "Tally", "tally"]


@dataclass(frozen=True)
class Tally:
    """Respondents by answer to one question (or grid item).

    counts: option id -> respondents. respondents = not_asked + asked; asked = no_answer +
    left_out + answered; answered = dont_know + known. left_out: those whose answer could not be
    read. In a multiple-response question the counts overlap; in every other kind they add up to
    known. weighed: the same with weights, where there are any. perhaps_asked: those of not_asked
    whose answer to the routing question is unknown, and who might have been asked had they given
    one; and those whom no routing kept from being asked.
    """

    question: str
    item: str | None
    respondents: int
    counts: Mapping[str, int]
    dont_know: int
    no_answer: int
    not_asked: int
    perhaps_asked: int = 0
    left_out: int = 0
    weighed: WeighedTally | None = None

    def base_n(self, base: Base) -> int:
        """Return how many respondents the base holds.

        >>> Tally("q", None, 249, {"ja": 46, "nei": 101}, 11, 3, 88).base_n("asked")
        161
        """
        asked = self.respondents - self.not_asked
        answered = asked - self.no_answer - self.left_out
        sizes = {
            "all": self.respondents,
            "asked": asked,
            "answered": answered,
            "known": answered - self.dont_know,
        }
        return sizes[base]


def tally(survey: Survey, question: Question, item: str | None = None) -> Tally:
    """Return the tally of one printed table.

    The source prints who was not asked and who gave no answer as one figure; the routing says
    how many were not asked, and the rest were asked and gave no answer.
    """
    printed = survey.printed[question.id]
    counts = printed.counts(item)
    respondents = survey.respondents
    not_asked = not_asked_count(survey, question)
    if printed.layout == "multiple_response":
        no_answer = respondents - not_asked - counts[TOTAL]
    else:
        no_answer = counts.get(UNANSWERED, 0) - not_asked
    return Tally(
        question=question.id,
        item=item,
        respondents=respondents,
        counts={option: counts[option] for option in survey.option_ids(question)},
        dont_know=counts.get(DONT_KNOW, 0),
        no_answer=no_answer,
        not_asked=not_asked,
        perhaps_asked=_perhaps_asked(survey, question),
    )


def _perhaps_asked(survey: Survey, question: Question) -> int:
    if question.asked_if is None:
        return 0
    routing = tally(survey, survey.questions[question.asked_if.question])
    return routing.dont_know + routing.no_answer + routing.perhaps_asked
