"""Survey: all that one wave's folder holds, looked up by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ekrules.survey.claims import Claim
from ekrules.survey.codebook import CodebookTheme, Option, Question, SurveyDescription
from ekrules.survey.evidence import Evidence, SourceNote
from ekrules.survey.frame import Frame, ReferenceTable
from ekrules.survey.indicator_series import IndicatorSeries
from ekrules.survey.printed import PrintedTable, PrintedTheme

if TYPE_CHECKING:
    from ekrules.survey.breakdowns import Breakdown
    from ekrules.survey.coded_answers import CodedAnswers
    from ekrules.survey.units import FrameUnit


@dataclass(frozen=True)
class Survey:
    """One wave: description, codebook, printed tables or answers, frame, scores and evidence.

    passed_over: the file of answers that answers.yaml names, where another was read in its place.
    series: of each measure that comes from an indicator, by the measure's id, what is known of it
    until the reference date. They are read in a room above (facts.indicator_series_reading).
    """

    folder: Path
    files: tuple[Path, ...]
    description: SurveyDescription
    themes: tuple[CodebookTheme, ...]
    printed_themes: tuple[PrintedTheme, ...]
    frame: Frame | None
    reference: ReferenceTable | None
    evidence: dict[str, Evidence]
    notes: tuple[SourceNote, ...]
    answers: CodedAnswers | None = None
    breakdowns: tuple[Breakdown, ...] = ()
    units: tuple[FrameUnit, ...] = ()
    passed_over: tuple[Path, ...] = ()
    claims: tuple[Claim, ...] = ()
    series: Mapping[str, IndicatorSeries] = field(default_factory=dict)

    @property
    def respondents(self) -> int:
        """How many answered: counted among the answers, or as survey.yaml has it."""
        if self.answers is not None:
            return self.answers.respondents
        return self.description.respondents or 0

    @property
    def frame_size(self) -> int:
        """How many could have answered: by the frame list, or as survey.yaml has it."""
        return len(self.units) or self.description.frame or self.respondents

    @property
    def is_synthetic(self) -> bool:
        """Whether the answers are made up, by survey.yaml's word or the answers' own."""
        return self.description.synthetic or bool(self.answers and self.answers.synthetic)

    def has_counts(self, question_id: str) -> bool:
        """Whether there are printed tables of the question, or answers to it."""
        if self.answers is not None:
            return question_id in self.answers.questions
        return question_id in self.printed

    def breakdown(self, breakdown_id: str) -> Breakdown:
        """Return a breakdown by its id; KeyError where there is none so called."""
        for one in self.breakdowns:
            if one.id == breakdown_id:
                return one
        raise KeyError(breakdown_id)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Question id -> the first question so called, in the order of the questionnaire."""
        every: dict[str, Question] = {}
        for theme in self.themes:
            for one in theme.questions:
                every.setdefault(one.id, one)
        return every

    @cached_property
    def printed(self) -> dict[str, PrintedTable]:
        """Question id -> its printed table."""
        return {table.question: table for one in self.printed_themes for table in one.tables}

    @cached_property
    def _theme_of_question(self) -> dict[str, CodebookTheme]:
        return {one.id: theme for theme in self.themes for one in theme.questions}

    def section_of(self, question_id: str) -> str:
        """Return the section of the source where the question's table is printed."""
        return self._theme_of_question[question_id].section

    def options_of(self, question: Question) -> tuple[Option, ...]:
        """Return the question's options, its own or those of the option list it names."""
        if isinstance(question.options, str):
            return self.description.option_lists.get(question.options, ())
        return question.options

    def option_ids(self, question: Question) -> tuple[str, ...]:
        """Return the ids of the question's options."""
        return tuple(option.id for option in self.options_of(question))
