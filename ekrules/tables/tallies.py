"""Tallies: every question's tally, for all respondents or for each segment of a breakdown.

In: a survey, with printed tables or with answers. Out: Tallies, one meaning for both: what rests on
them cannot tell which it was, and each segment is judged by the rules that judge the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ekrules.survey.answer_layout import (
    CHOSEN,
    DONT_KNOW,
    LEFT_OUT,
    MISSING,
    NO_ANSWER,
    NOT_ASKED,
    AnswerColumn,
    breakdown_column,
    columns_of,
)
from ekrules.survey.codebook import Question
from ekrules.survey.survey import Survey
from ekrules.survey.units import frame_totals
from ekrules.tables.counting import GroupCounts, NumberSums, count_groups
from ekrules.tables.design import WHOLE, Cell, Design
from ekrules.tables.merging import added, merged, merged_by, nobody
from ekrules.tables.on_demand import OnDemand
from ekrules.tables.tally import Tally, tally
from ekrules.tables.weighing import (
    CellSums,
    WeighedTally,
    design_of,
    dividing_columns,
    is_weighed,
)


@dataclass(frozen=True)
class Tallies:
    """The tallies of one group of respondents.

    frame: how many could have answered; where nobody knows (frame_is_known is False), the number
    there would be if the group had answered as the whole survey did. sample: respondents, and how
    many could have been, of the simple sample that the group is measured by: its own, or the whole
    one where nobody knows the group's frame. numbers: question -> the sums of the numbers given,
    and number_cells the same in every cell of design, the one that answers are weighted by; None
    and nothing where they are not.
    """

    respondents: int
    frame: int
    frame_is_known: bool
    sample: tuple[int, int]
    questions: Mapping[tuple[str, str | None], Tally]
    numbers: Mapping[str, NumberSums]
    design: Design | None = None
    number_cells: Mapping[str, Mapping[Cell, NumberSums]] = field(default_factory=dict)

    def of(self, question: str, item: str | None = None) -> Tally | None:
        """Return the tally of a question or grid item; None where the survey holds no counts."""
        return self.questions.get((question, item))


@dataclass(frozen=True)
class SegmentTallies:
    """The tallies of one segment, and of all respondents outside it."""

    own: Tallies
    others: Tallies


def tallies_of(survey: Survey) -> Tallies:
    """Return the tallies of all respondents."""
    if survey.answers is None:
        return _printed(survey)
    return _Counted(survey).everyone()


def segment_tallies(survey: Survey, breakdown_id: str) -> dict[str, SegmentTallies]:
    """Return segment id -> the tallies of its respondents and of all others, in written order.

    Segments without respondents are there too. A respondent whose segment is unknown is in none.
    The survey must have answers and the breakdown; KeyError otherwise.
    """
    if survey.answers is None:
        raise KeyError(breakdown_id)
    breakdown = survey.breakdown(breakdown_id)
    counted = _Counted(survey, breakdown_id)
    totals = frame_totals(survey.units, breakdown)
    return {
        segment: SegmentTallies(
            counted.segment(segment, totals[segment] if totals else None),
            counted.others(segment, survey.frame_size - totals[segment] if totals else None),
        )
        for segment in breakdown.segment_ids
    }


def _printed(survey: Survey) -> Tallies:
    asked = [question for question in survey.questions.values() if question.id in survey.printed]
    questions = {
        (question.id, item): tally(survey, question, item)
        for question in asked
        for item in question.item_ids
    }
    sample = survey.respondents, survey.frame_size
    return Tallies(*sample, True, sample, questions, {})


class _Counted:
    """The answers counted once, by segment and by cell of the survey's design."""

    def __init__(self, survey: Survey, breakdown: str | None = None) -> None:
        assert survey.answers is not None
        self._survey = survey
        self._weighed = is_weighed(survey)
        by = (breakdown, *(dividing_columns(survey) if self._weighed else (None, None)))
        # A breakdown may divide twice over: segments that are strata too.
        names = list(dict.fromkeys(name for name in by if name is not None))
        columns = [breakdown_column(name) for name in names]
        counts = count_groups(survey.answers.frame, survey.answers.columns, columns)
        self._parts = [
            (_key(by, dict(zip(names, group, strict=True))), one) for group, one in counts.items()
        ]
        cells = merged_by((key[1], one) for key, one in self._parts)
        self._design = design_of(survey, cells) if self._weighed else None

    def everyone(self) -> Tallies:
        """Return the tallies of all respondents."""
        return self._tallies(self._parts, self._survey.frame_size)

    def segment(self, segment: str, frame: int | None) -> Tallies:
        """Return the tallies of one segment, out of `frame`."""
        return self._tallies([one for one in self._parts if one[0][0] == segment], frame)

    def others(self, segment: str, frame: int | None) -> Tallies:
        """Return the tallies of all who are in another segment, or in none that is known."""
        return self._tallies([one for one in self._parts if one[0][0] != segment], frame)

    def _tallies(self, parts: Sequence[tuple[_Key, GroupCounts]], frame: int | None) -> Tallies:
        survey = self._survey
        assert survey.answers is not None
        held = [one for _, one in parts] or [nobody(survey.answers.columns)]
        counts = merged(held)
        cells = merged_by((key[1], one) for key, one in parts) if self._weighed else {}
        reader = _Reader(survey, counts, self._design, cells)
        return reader.tallies(frame)


# A segment, and a cell of the design.
_Key = tuple[str | None, Cell]


def _key(by: Sequence[str | None], group: Mapping[str, str | None]) -> _Key:
    """Put a group where it belongs; by: the breakdowns of segments, strata and post-strata.

    group: breakdown -> segment.
    """
    segment, stratum, post = (group[name] if name is not None else None for name in by)
    return segment, (stratum or WHOLE, post or WHOLE)


class _Reader:
    """Reads the tallies of one group out of its counts of codes."""

    def __init__(
        self,
        survey: Survey,
        counts: GroupCounts,
        design: Design | None,
        cells: Mapping[Cell, GroupCounts],
    ) -> None:
        self._survey = survey
        self._counts = counts
        self._here = counts.codes
        self._design = design
        self._cells = cells

    def tallies(self, frame: int | None) -> Tallies:
        """Return every question's tally; questions that the answers do not hold are left out.

        frame: None where nobody knows how many there are. Where some are in no segment that is
        known, more may be outside a segment than there are in the other ones: nobody knows then.
        """
        held = [
            (question.id, item)
            for question in self._survey.questions.values()
            if columns_of(self._survey, question)[-1].name in self._here
            for item in question.item_ids
        ]
        numbers = self._counts.numbers
        return Tallies(
            *self._sizes(frame),
            questions=OnDemand(held, self._tally),
            numbers=numbers,
            design=self._design,
            number_cells={
                name: {cell: one.numbers[name] for cell, one in self._cells.items()}
                for name in numbers
            },
        )

    def _sizes(self, frame: int | None) -> tuple[int, int, bool, tuple[int, int]]:
        """Respondents, frame, whether it is known, and the sample that they are measured by."""
        here, survey = self._counts.respondents, self._survey
        if frame is not None and frame >= here:
            return here, frame, True, (here, frame)
        whole = survey.respondents, survey.frame_size
        return here, round(here * whole[1] / max(whole[0], 1)), False, whole

    def _tally(self, name: tuple[str, str | None]) -> Tally:
        question, item = self._survey.questions[name[0]], name[1]
        columns = columns_of(self._survey, question)
        # A question of several options is missing in all its columns alike.
        column = next(one for one in columns if one.part == item or question.kind == "multi")
        if question.kind == "number":
            column = columns[-1]
        missing = {kind: self._n(column.name, kind) for kind in MISSING}
        return Tally(
            question=question.id,
            item=item,
            respondents=self._counts.respondents,
            counts=self._option_counts(question, column, columns),
            dont_know=missing[DONT_KNOW],
            no_answer=missing[NO_ANSWER],
            not_asked=missing[NOT_ASKED],
            left_out=missing[LEFT_OUT],
            perhaps_asked=self._perhaps_asked(question, column.name),
            weighed=self._weighed(question, column, columns),
        )

    def _weighed(
        self, question: Question, column: AnswerColumn, columns: tuple[AnswerColumn, ...]
    ) -> WeighedTally | None:
        if self._design is None:
            return None
        cells = {}
        for cell, counts in self._cells.items():
            here = counts.codes[column.name]
            options = {code: here[code] for code in column.codes}
            if question.kind == "multi":
                options = {str(one.part): counts.codes[one.name][CHOSEN] for one in columns}
            known = added(here[code] for code in column.codes)
            cells[cell] = CellSums(options, known, {kind: here[kind] for kind in MISSING})
        return WeighedTally(self._design, cells)

    def _option_counts(
        self, question: Question, column: AnswerColumn, columns: tuple[AnswerColumn, ...]
    ) -> dict[str, int]:
        if question.kind == "multi":
            return {str(one.part): self._n(one.name, CHOSEN) for one in columns}
        return {code: self._n(column.name, code) for code in column.codes}

    def _perhaps_asked(self, question: Question, column: str) -> int:
        """Respondents without a known answer to what would have said whether they were asked.

        Where no answer leads to the question, those whom the file holds as not asked.
        """
        if question.asked_if is None:
            return self._n(column, NOT_ASKED)
        parent = self._survey.questions[question.asked_if.question]
        unknown = sum(self._n(parent.id, kind) for kind in (DONT_KNOW, NO_ANSWER, LEFT_OUT))
        return unknown + self._perhaps_asked(parent, parent.id)

    def _n(self, column: str, code: str) -> int:
        found = self._here.get(column, {}).get(code)
        return found.n if found else 0
