"""Answering: how a file of answers was read: what was left out and why, and who answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ekrules.errors import Faults, Place
from ekrules.narrative.numbers import decimal_text, percent_text, rounded_percent
from ekrules.narrative.phrases import read_phrases
from ekrules.project.locating import locate_survey, named_answers
from ekrules.project.question_table import QuestionTable
from ekrules.report.files import write_whole
from ekrules.report.phrases import ReportPhrases, read_report_phrases
from ekrules.survey.answer_files.row_writing import csv_bytes
from ekrules.survey.answers.cell_faults import CellFault, fault_rows, stopping_counts
from ekrules.survey.frame import FrameBreakdown
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey
from ekrules.tables.representativeness import representation_of
from ekrules.yaml_reader.files import shown_path
from ekrules.yaml_reader.wording import Language


@dataclass(frozen=True)
class AnswersRead:
    """What reading the answers gave.

    faults: the first of the cells and rows that are no answers, in the order of the file; counts:
    kind -> how many in all; stopping: those kinds that --strict stops for.
    """

    survey: Survey
    faults: tuple[CellFault, ...]
    counts: Mapping[str, int]
    stopping: Mapping[str, int]
    tables: tuple[QuestionTable, ...]


def read_answers(root: Path, survey: Path | None, language: Language = "nb") -> AnswersRead:
    """Return how the survey's answers were read; InputError where they could not be."""
    faults = Faults()
    folder = locate_survey(root, survey)
    read = read_survey(folder, faults, named_answers(survey))
    faults.stop_if_any()
    assert read is not None
    if read.answers is None:
        found, expected = "printed tables, and no file of answers", "expected answers.yaml"
        faults.add(Place(shown_path(folder)), found, expected)
        faults.stop_if_any()
    assert read.answers is not None
    return AnswersRead(
        survey=read,
        faults=read.answers.faults,
        counts=read.answers.counts,
        stopping=stopping_counts(read.answers.counts),
        tables=_response_tables(read, language),
    )


def write_cell_faults(read: AnswersRead, path: Path) -> None:
    """Write every fault that is told in detail as CSV, whole or not at all."""
    header, rows = fault_rows(read.faults)
    write_whole(path, csv_bytes(header, rows))


def _response_tables(survey: Survey, language: Language) -> tuple[QuestionTable, ...]:
    words = read_report_phrases(language)
    breakdowns = survey.frame.breakdowns if survey.frame else ()
    return tuple(_response_table(one, words, language) for one in breakdowns)


def _response_table(
    breakdown: FrameBreakdown, words: ReportPhrases, language: Language
) -> QuestionTable:
    judged = {one.segment: one for one in representation_of(breakdown)}
    columns = [words["answers"], words["share_of_answers"]]
    if breakdown.has_frame:
        columns += [words["all"], words["response_rate"], words["representative_judged"]]
    rows = []
    for one in breakdown.segments:
        cells = [
            one.label.in_language(language),
            decimal_text(one.respondents, language),
            percent_text(rounded_percent(one.percent / 100), language),
        ]
        if breakdown.has_frame:
            cells.append("–" if one.frame is None else decimal_text(one.frame, language))
            rate = one.response_rate
            cells.append("–" if rate is None else f"{decimal_text(rate, language)}\u00a0%")
            held = judged.get(one.id)
            clear = held is not None and held.is_clear
            cells.append(words["representative_clear" if clear else "representative_unclear"])
        rows.append(tuple(cells))
    title = breakdown.label.in_language(language)
    return QuestionTable(title, tuple(columns), tuple(rows), "")


def missing_word(kind: str, language: Language = "nb") -> str:
    """Return what a kind of fault is called in a reader's language."""
    phrases = read_report_phrases(language).phrases
    return phrases.get(f"fault_{kind}", read_phrases(language).missing.get(kind, kind))
