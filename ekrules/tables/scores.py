"""Scores: what each respondent's answers add up to, in all and by theme.

In: answers in the canonical layout (any frame that Narwhals takes) and a Scoring. Out: Scores,
exact. Never merges unknown with zero: a total comes with the lowest and highest it could be,
and one that rests too much on unknown answers is not ranked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from ekrules.errors import Faults, InputError, Place, nearest_name
from ekrules.survey.answer_layout import NAME, RESPONDENT, breakdown_column
from ekrules.tables.points import (
    HIGHEST,
    LOWEST,
    TOTAL,
    UNKNOWN,
    absent_questions,
    score_frame,
    theme_column,
)
from ekrules.tables.scoring import Scoring

if TYPE_CHECKING:
    import polars as pl

NotRanked = Literal["too_much_unknown"]


@dataclass(frozen=True)
class ThemePoints:
    """One theme of one respondent: points out of the most there are."""

    theme: str
    points: Fraction
    most: Fraction


@dataclass(frozen=True)
class Score:
    """One respondent's score, in points.

    unknown: scored questions whose answer is unknown in whole or in part. lowest..highest: what
    the total could be, whatever the unknown answers are. unknown_share: how much of the most
    there is lies between the two. not_ranked: why the score has no rank, or None.
    """

    respondent: str
    name: str | None
    total: Fraction
    most: Fraction
    themes: tuple[ThemePoints, ...]
    unknown: int
    lowest: Fraction
    highest: Fraction
    unknown_share: Fraction
    not_ranked: NotRanked | None


@dataclass(frozen=True)
class Scores:
    """Every respondent's score, as columns of whole units in the order of the respondents' ids.

    frame: see points.score_frame; read by the other files of this room. absent: scored questions
    that the answers do not hold, unknown to everyone.
    """

    scoring: Scoring
    frame: pl.DataFrame
    absent: tuple[str, ...] = ()

    @cached_property
    def respondents(self) -> tuple[str, ...]:
        """Every respondent's id, in order."""
        return tuple(self.frame.get_column(RESPONDENT).to_list())

    @cached_property
    def names(self) -> tuple[str | None, ...]:
        """For each row, the respondent's name; None where it has none."""
        if NAME not in self.frame.columns:
            return (None,) * self.frame.height
        return tuple(self.frame.get_column(NAME).to_list())

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """Respondent -> its row."""
        return {name: row for row, name in enumerate(self.respondents)}

    @cached_property
    def is_ranked(self) -> tuple[bool, ...]:
        """For each row, whether little enough of the score is unknown."""
        import polars as pl

        bound, most = self.scoring.most_unknown, self.scoring.most
        open_units = pl.col(HIGHEST) - pl.col(LOWEST)
        ranked = open_units * bound.denominator <= bound.numerator * most
        return tuple(self.frame.select(ranked.alias(TOTAL)).get_column(TOTAL).to_list())

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """For each row, the total in units."""
        return tuple(self.frame.get_column(TOTAL).to_list())

    def segments(self, breakdown: str) -> tuple[str | None, ...]:
        """Return for each row the segment of a breakdown that the scores were made with."""
        return tuple(self.frame.get_column(breakdown_column(breakdown)).to_list())

    def score(self, respondent: str) -> Score:
        """Return one respondent's score; InputError where there is no such respondent."""
        self.check_respondent(respondent)
        number = self.rows[respondent]
        row, points = self.frame.row(number, named=True), self.scoring.points
        open_units = row[HIGHEST] - row[LOWEST]
        return Score(
            respondent=respondent,
            name=row.get(NAME),
            total=points(row[TOTAL]),
            most=points(self.scoring.most),
            themes=tuple(
                ThemePoints(theme, points(row[theme_column(theme)]), points(most))
                for theme, most in self.scoring.theme_most.items()
            ),
            unknown=row[UNKNOWN],
            lowest=points(row[LOWEST]),
            highest=points(row[HIGHEST]),
            unknown_share=Fraction(open_units, self.scoring.most),
            not_ranked=None if self.is_ranked[number] else "too_much_unknown",
        )

    def check_respondent(self, respondent: str) -> None:
        """Raise InputError, with the nearest id, where there is no such respondent."""
        if respondent not in self.rows:
            faults, near = Faults(), nearest_name(respondent, self.respondents)
            found = f'no respondent is called "{respondent}"'
            faults.add(Place("answers"), found, "expected one that answered", near)
            raise InputError(faults.found)


def score_answers(answers: Any, scoring: Scoring, breakdowns: Sequence[str] = ()) -> Scores:
    """Return every respondent's score; `breakdowns` are kept beside, for tables and peers.

    The same answers give the same scores in every kind of frame, and in every order of rows.
    Raises InputError for a column that is missing and a respondent who stands twice.
    """
    frame = score_frame(answers, scoring, breakdowns)
    return Scores(scoring, frame, absent_questions(answers, scoring))
