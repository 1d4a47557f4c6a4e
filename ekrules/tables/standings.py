"""Standings: a page's figures for each respondent, sorted once and then read off for anyone.

In: Scores made with the breakdowns, and the same answers. Out: Standing, for one id at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from ekrules.tables.points import (
    IS_KNOWN,
    IS_NOT_ASKED,
    IS_UNKNOWN,
    TOTAL,
    open_column,
    question_frame,
    state_column,
    theme_column,
    units_column,
)
from ekrules.tables.ranks import RankInterval, rank_scores
from ekrules.tables.scores import Scores
from ekrules.tables.scoring import ScoredQuestion
from ekrules.tables.standing import (
    NotShown,
    OthersColumn,
    PeerGroup,
    PeerPoints,
    QuestionStanding,
    QuestionState,
    Standing,
)

_STATES: Mapping[int, QuestionState] = {
    IS_KNOWN: "known",
    IS_UNKNOWN: "unknown",
    IS_NOT_ASKED: "not_asked",
}
# A breakdown (None: everybody) and one of its segments.
_Group = tuple[str | None, str | None]


class Standings:
    """Everyone's standing. Holds the answers of all, so meant for a country's municipalities."""

    def __init__(
        self,
        scores: Scores,
        answers: Any,
        breakdowns: Sequence[str],
        smallest_base: int,
        hidden: Mapping[str, Collection[str]] | None = None,
        intervals: Mapping[str, RankInterval] | None = None,
    ) -> None:
        """Take the scores and the answers they were made of.

        breakdowns: whose segments are peers, the nearest kin first. hidden: breakdown -> segments
        that the reference table hides, which no page may give away. intervals: from
        ranks.rank_intervals.
        """
        self._scores = scores
        self._answers = question_frame(answers, scores.scoring)
        self._breakdowns = tuple(breakdowns)
        self._smallest_base = smallest_base
        self._hidden = hidden or {}
        self._intervals = intervals or {}
        self._segments = {one: scores.segments(one) for one in breakdowns}
        self._columns: dict[tuple[_Group, str], OthersColumn] = {}
        # Column -> each row's value: a frame gives a list at once faster than one value of it.
        self._values: dict[str, list[Any]] = {}

    @cached_property
    def _ranking(self) -> Mapping[str, int]:
        return rank_scores(self._scores).rank

    @cached_property
    def _members(self) -> Mapping[_Group, Sequence[int]]:
        """Group -> the rows in it."""
        members: dict[_Group, list[int]] = {(None, None): list(range(self._answers.height))}
        for breakdown, segments in self._segments.items():
            for row, segment in enumerate(segments):
                members.setdefault((breakdown, segment), []).append(row)
        return members

    def of(self, respondent: str) -> Standing:
        """Return one respondent's standing; InputError where there is no such respondent."""
        score = self._scores.score(respondent)
        row = self._scores.rows[respondent]
        groups = tuple(self._group(group, row) for group in self._groups_of(row))
        shown = [one for one in groups if one.not_shown is None]
        return Standing(
            score=score,
            rank=self._ranking.get(respondent),
            ranked=len(self._ranking),
            interval=self._intervals.get(respondent),
            groups=groups,
            questions=tuple(
                self._question(one, row, shown) for one in self._scores.scoring.questions
            ),
            compared=bool(shown),
            against=shown[0].breakdown if shown else None,
        )

    def _groups_of(self, row: int) -> Iterable[_Group]:
        for breakdown in self._breakdowns:
            yield breakdown, self._segments[breakdown][row]
        yield None, None

    def _group(self, group: _Group, row: int) -> PeerGroup:
        breakdown, segment = group
        peers = len(self._members[group]) - 1
        not_shown = self._not_shown(group, peers)
        if not_shown is not None:
            return PeerGroup(breakdown, segment, peers, None, {}, not_shown)
        scoring = self._scores.scoring
        return PeerGroup(
            breakdown,
            segment,
            peers,
            total=self._points(group, TOTAL, row, scoring.most),
            themes={
                theme: self._points(group, theme_column(theme), row, most)
                for theme, most in scoring.theme_most.items()
            },
        )

    def _not_shown(self, group: _Group, peers: int) -> NotShown | None:
        breakdown, segment = group
        if breakdown is not None and segment is None:
            return "no_segment"
        if peers < max(1, self._smallest_base):
            return "below_smallest_base"
        if breakdown is not None and segment in self._hidden.get(breakdown, ()):
            return "hidden_segment"
        return None

    def _points(self, group: _Group, column: str, row: int, most: int) -> PeerPoints:
        others = self._sorted(group, column)
        own = self._units[column][row]
        return others.points(own, most, self._scores.scoring.scale)

    def _question(
        self, question: ScoredQuestion, row: int, shown: Sequence[PeerGroup]
    ) -> QuestionStanding:
        column, points = units_column(question.id), self._scores.scoring.points
        state = _STATES[self._states[question.id][row]]
        waits = state == "not_asked" and question.routing
        own = self._units[column][row]
        return QuestionStanding(
            question=question.id,
            theme=question.theme,
            state=state,
            answers=self._cells(question, row),
            points=points(own),
            open=points(self._cell(open_column(question.id), row)),
            most=points(question.most),
            waits_for=question.routing[0].column if waits else None,
            peers={
                one.breakdown: self._sorted((one.breakdown, one.segment), column).share(
                    own,
                    is_member=state != "unknown",
                    smallest_base=max(1, self._smallest_base),
                    most=question.most,
                )
                for one in shown
            },
        )

    def _cells(self, question: ScoredQuestion, row: int) -> Mapping[str | None, str | float | None]:
        if question.number is not None:
            value, reason = (self._cell(name, row) for name in question.column_names)
            return {None: reason if value is None else value}
        return {column.part: self._cell(column.name, row) for column in question.columns}

    def _cell(self, column: str, row: int) -> Any:
        if column not in self._values:
            self._values[column] = self._answers.get_column(column).to_list()
        return self._values[column][row]

    @cached_property
    def _states(self) -> Mapping[str, Sequence[int]]:
        questions = self._scores.scoring.questions
        return {
            one.id: self._answers.get_column(state_column(one.id)).to_list() for one in questions
        }

    @cached_property
    def _units(self) -> Mapping[str, Sequence[int]]:
        """Column -> each row's units: in all, by theme and by question."""
        frames = self._scores.frame, self._answers
        names = [TOTAL, *(theme_column(one) for one in self._scores.scoring.themes)]
        found = {name: frames[0].get_column(name).to_list() for name in names}
        for question in self._scores.scoring.questions:
            name = units_column(question.id)
            found[name] = frames[1].get_column(name).to_list()
        return found

    def _sorted(self, group: _Group, column: str) -> OthersColumn:
        """Return a column of a group, sorted; of a question, those whose answer is known."""
        if (group, column) not in self._columns:
            rows: Iterable[int] = self._members[group]
            if column in self._by_question:
                states = self._states[self._by_question[column]]
                rows = [row for row in rows if states[row] != IS_UNKNOWN]
            units = self._units[column]
            self._columns[group, column] = OthersColumn([units[row] for row in rows])
        return self._columns[group, column]

    @cached_property
    def _by_question(self) -> Mapping[str, str]:
        """Column of a question's units -> the question."""
        return {units_column(one.id): one.id for one in self._scores.scoring.questions}
