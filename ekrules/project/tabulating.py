"""Tabulating: one question's counts and percents, with every base named."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from ekrules.errors import Faults, Place
from ekrules.narrative.numbers import decimal_text, percent_text, rounded_percent
from ekrules.narrative.phrases import Phrases, read_phrases
from ekrules.project.locating import locate_survey
from ekrules.survey.codebook import Question
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey
from ekrules.tables.tally import Tally, tally
from ekrules.yaml_reader.files import shown_path
from ekrules.yaml_reader.wording import Language


@dataclass(frozen=True)
class QuestionTable:
    """One table ready to print: texts only."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str


def tabulate(
    root: Path, survey: Path | None, question_id: str, language: Language = "nb"
) -> tuple[QuestionTable, ...]:
    """Return the question's table, one for each grid item; InputError where there is none."""
    faults = Faults()
    folder = locate_survey(root, survey)
    read = read_survey(folder, faults)
    faults.stop_if_any()
    assert read is not None
    if question_id not in read.printed:
        place = Place(shown_path(folder))
        faults.add_unknown_name(place, "question", question_id, read.printed)
        faults.stop_if_any()
    question = read.questions[question_id]
    return tuple(_table(read, question, item, language) for item in question.item_ids)


def _table(
    survey: Survey, question: Question, item: str | None, language: Language
) -> QuestionTable:
    counted, phrases = tally(survey, question, item), read_phrases(language)
    labels = {one.id: one.label.in_language(language) for one in survey.options_of(question)}
    rows = [
        _row(labels[option], count, counted, language) for option, count in counted.counts.items()
    ]
    for kind, number in (
        ("dont_know", counted.dont_know),
        ("no_answer", counted.no_answer),
        ("not_asked", counted.not_asked),
    ):
        rows.append((phrases.missing[kind], decimal_text(number, language), "", ""))
    title = question.asks.in_language(language)
    named = next((one for one in question.items if one.id == item), None)
    if named is not None:
        title = f"{title} {named.label.in_language(language)}"
    columns = (phrases.count, *(_of_base(base, counted, phrases) for base in ("asked", "known")))
    return QuestionTable(title, columns, tuple(rows), _caption(survey, question, counted, language))


def _row(label: str, count: int, counted: Tally, language: Language) -> tuple[str, ...]:
    percents = []
    for size in (counted.base_n("asked"), counted.base_n("known")):
        share = Fraction(count, size) if size else None
        percents.append("–" if share is None else percent_text(rounded_percent(share), language))
    return (label, decimal_text(count, language), *percents)


def _of_base(base: str, counted: Tally, phrases: Phrases) -> str:
    size = counted.base_n("asked" if base == "asked" else "known")
    return f"{phrases.of_base} {size} {phrases.base[base]}"


def _caption(survey: Survey, question: Question, counted: Tally, language: Language) -> str:
    phrases = read_phrases(language)
    section = survey.section_of(question.id)
    who = survey.description.unit.every.in_language(language)
    if question.asked_of is not None:
        who = question.asked_of.in_language(language)
    asked = counted.base_n("asked")
    return f"{phrases.asked_label}: {who} ({asked}). {phrases.section_label} {section}."
