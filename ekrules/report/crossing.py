"""Crossing: one question by a breakdown: counts and percents by segment, small ones hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ekrules.narrative.numbers import decimal_text, percent_text, rounded_percent
from ekrules.narrative.phrases import Phrases, read_phrases
from ekrules.narrative.runs import upper_first
from ekrules.survey.codebook import Question
from ekrules.survey.survey import Survey
from ekrules.tables.bases import Base
from ekrules.tables.suppression import (
    Cell,
    Crosstab,
    Suppression,
    Thresholds,
    suppress_crosstab,
    suppressed_segments,
)
from ekrules.tables.tallies import SegmentTallies, Tallies, segment_tallies, tallies_of
from ekrules.tables.tally import Tally
from ekrules.tables.weighing import BESIDE_KNOWN
from ekrules.yaml_reader.wording import Language

HIDDEN = ":"
MISSING_ROWS = ("dont_know", "no_answer", "left_out", "not_asked")
_CHOSEN, _OTHERS = "chosen", "others"


@dataclass(frozen=True)
class CountedBy:
    """A survey's answers counted once: the whole, and the segments of one breakdown."""

    breakdown: str
    whole: Tallies
    segments: Mapping[str, SegmentTallies]


def count_by(survey: Survey, breakdown: str) -> CountedBy:
    """Return the counts that every question is crossed from; the survey has the breakdown."""
    return CountedBy(breakdown, tallies_of(survey), segment_tallies(survey, breakdown))


class CrossedQuestion:
    """One question (or grid item) by a breakdown, ready to be printed row by row."""

    def __init__(
        self,
        survey: Survey,
        question: Question,
        item: str | None,
        counted: CountedBy,
        language: Language,
        base: Base = "asked",
    ) -> None:
        self._base: Base = base
        self._survey = survey
        self._question = question
        self._language = language
        self._breakdown = survey.breakdown(counted.breakdown)
        found = {name: one.own.of(question.id, item) for name, one in counted.segments.items()}
        self._segments = {name: one for name, one in found.items() if one is not None}
        whole = counted.whole.of(question.id, item)
        assert whole is not None  # the caller asks only for questions with counts
        self._whole: Tally = whole
        self._hidden = self._suppressed()

    @property
    def _words(self) -> Phrases:
        return read_phrases(self._language)

    @property
    def columns(self) -> tuple[str, ...]:
        """The segments' labels, and the word for all."""
        labels = (one.label.in_language(self._language) for one in self._breakdown.segments)
        return (*labels, self._words.all_word)

    def shown_segments(self) -> Mapping[str, Tally]:
        """Return the segments of which nothing is hidden, in their order."""
        answers = (*self._survey.option_ids(self._question), *MISSING_ROWS)
        return {
            name: one
            for name, one in self._segments.items()
            if not self._no_base(name) and not any(self._is_hidden(a, name) for a in answers)
        }

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Return a row for each option, each missing kind there is, and the base."""
        options = {one.id: one.label for one in self._survey.options_of(self._question)}
        rows = [
            self._row(option, label.in_language(self._language), with_percent=True)
            for option, label in options.items()
        ]
        rows += [
            self._row(kind, self._words.missing[kind], with_percent=False)
            for kind in MISSING_ROWS
            # A row that is left out is known to be of noughts.
            if getattr(self._whole, kind) or self._has_no_total(kind)
        ]
        return (*rows, self._base_row())

    def _row(self, answer: str, label: str, *, with_percent: bool) -> tuple[str, ...]:
        cells = [
            HIDDEN
            if self._is_hidden(answer, name)
            # A percent beside its count gives the base away.
            else self._cell(one, answer, with_percent=with_percent and not self._no_base(name))
            for name, one in self._segments.items()
        ]
        whole = HIDDEN
        if not self._has_no_total(answer):
            shown = with_percent and not self._has_no_grand_total
            whole = self._cell(self._whole, answer, with_percent=shown)
        return (label, *cells, whole)

    def _base_row(self) -> tuple[str, ...]:
        sizes = [
            HIDDEN if self._no_base(name) else decimal_text(one.base_n(self._base), self._language)
            for name, one in self._segments.items()
        ]
        whole = HIDDEN
        if not self._has_no_grand_total:
            whole = decimal_text(self._whole.base_n(self._base), self._language)
        return (upper_first(self._words.base[self._base]), *sizes, whole)

    def _cell(self, counted: Tally, answer: str, *, with_percent: bool) -> str:
        count = _count(counted, answer)
        number = decimal_text(count, self._language)
        base = counted.base_n(self._base)
        if not with_percent or not base:
            return number
        percent = percent_text(rounded_percent(Fraction(count, base)), self._language)
        return f"{number} ({percent})"

    def _is_hidden(self, answer: str, segment: str) -> bool:
        if self._question.kind == "multi" and answer not in MISSING_ROWS:
            return self._hidden[answer].hides(_CHOSEN, segment)
        return any(one.hides(answer, segment) for one in self._hidden.values())

    def _no_base(self, segment: str) -> bool:
        return any(
            segment in one.segments or segment in one.segment_bases for one in self._hidden.values()
        )

    def _has_no_total(self, answer: str) -> bool:
        if self._question.kind == "multi" and answer not in MISSING_ROWS:
            return _CHOSEN in self._hidden[answer].answer_totals
        return any(answer in one.answer_totals for one in self._hidden.values())

    @property
    def _has_no_grand_total(self) -> bool:
        return any(one.grand_total for one in self._hidden.values())

    def _suppressed(self) -> dict[str, Suppression]:
        """Option -> what is hidden; options of one respondent each are one table together.

        Who gave no answer stands in the table of every option: what one of them hides, all do.
        """
        about = self._survey.description
        thresholds = Thresholds(about.smallest_base, about.smallest_cell)
        tables = self._crosstabs()
        segments = suppressed_segments(tables.values(), thresholds.smallest_base)
        shared: set[Cell] = set()
        while True:
            hidden = {
                name: suppress_crosstab(one, thresholds, segments, shared)
                for name, one in tables.items()
            }
            cells = {cell for one in hidden.values() for cell in one.cells}
            more = {cell for cell in cells if cell[0] in MISSING_ROWS}
            if more <= shared or len(tables) == 1:
                return hidden
            shared |= more

    def _crosstabs(self) -> dict[str, Crosstab]:
        options = self._survey.option_ids(self._question)
        if self._question.kind != "multi":
            return {
                "": self._crosstab(
                    options, {one: _answers(two, options) for one, two in self._segments.items()}
                )
            }
        return {
            option: self._crosstab(
                (_CHOSEN, _OTHERS),
                {name: _chosen(one, option) for name, one in self._segments.items()},
            )
            for option in options
        }

    def _crosstab(
        self, answers: tuple[str, ...], counts: Mapping[str, Mapping[str, int]]
    ) -> Crosstab:
        base = frozenset((*answers, *BESIDE_KNOWN[self._base]))
        return Crosstab((*answers, *MISSING_ROWS), tuple(counts), counts, base)


def _count(counted: Tally, answer: str) -> int:
    if answer in MISSING_ROWS:
        return int(getattr(counted, answer))
    return counted.counts[answer]


def _answers(counted: Tally, options: tuple[str, ...]) -> dict[str, int]:
    return {one: _count(counted, one) for one in (*options, *MISSING_ROWS)}


def _chosen(counted: Tally, option: str) -> dict[str, int]:
    chosen = counted.counts[option]
    missing = {one: _count(counted, one) for one in MISSING_ROWS}
    return {_CHOSEN: chosen, _OTHERS: counted.base_n("known") - chosen, **missing}
