"""Tabulating: one question's counts and percents, with every base named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

from ekrules.errors import Faults, Place
from ekrules.narrative.numbers import decimal_text, percent_text, rounded_percent
from ekrules.narrative.phrases import Phrases, read_phrases
from ekrules.project.locating import locate_survey, named_answers
from ekrules.project.number_tables import number_table
from ekrules.project.question_table import QuestionTable
from ekrules.project.segmenting import breakdowns_asked_for
from ekrules.report.crossing import HIDDEN, CountedBy, CrossedQuestion, count_by
from ekrules.survey.codebook import Question
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey
from ekrules.tables.bases import Base
from ekrules.tables.tallies import Tallies, tallies_of
from ekrules.tables.tally import Tally
from ekrules.yaml_reader.files import shown_path
from ekrules.yaml_reader.wording import Language


def tabulate(
    root: Path,
    survey: Path | None,
    question_id: str,
    language: Language = "nb",
    by: str | None = None,
    base: Base | None = None,
) -> tuple[QuestionTable, ...]:
    """Return the question's table, one for each grid item; InputError where there is none.

    by: the breakdown to cross it by. base: whom percents are of; those asked where None, and
    beside them those with a known answer in a table that is not crossed.
    """
    faults = Faults()
    folder = locate_survey(root, survey)
    read = read_survey(folder, faults, named_answers(survey))
    faults.stop_if_any()
    assert read is not None
    known = [one for one in read.questions if read.has_counts(one)]
    if question_id not in known:
        place = Place(shown_path(folder))
        faults.add_unknown_name(place, "question", question_id, known)
        faults.stop_if_any()
    question = read.questions[question_id]
    if by is not None:
        breakdowns_asked_for(read, [by])
    if question.kind == "number":
        about = _caption(read, question, _counted(tallies_of(read), question, None), language)
        return (number_table(read, question, by, language, about),)
    if by is None:
        whole = tallies_of(read)
        bases: tuple[Base, ...] = ("asked", "known") if base is None else (base,)
        counted = (_counted(whole, question, item) for item in question.item_ids)
        return tuple(_table(read, question, one, language, bases) for one in counted)
    counts = count_by(read, by)
    return tuple(
        _crossed(read, question, item, counts, language, base or "asked")
        for item in question.item_ids
    )


def _counted(tallies: Tallies, question: Question, item: str | None) -> Tally:
    found = tallies.of(question.id, item)
    assert found is not None  # the caller asks only for questions with counts
    return found


def _crossed(
    survey: Survey,
    question: Question,
    item: str | None,
    counts: CountedBy,
    language: Language,
    base: Base,
) -> QuestionTable:
    crossed = CrossedQuestion(survey, question, item, counts, language, base)
    caption = _caption(survey, question, _counted(counts.whole, question, item), language)
    rows = crossed.rows()
    if any(HIDDEN in row for row in rows):
        caption += f" {HIDDEN} {read_phrases(language).hidden}"
    return QuestionTable(_title(question, item, language), crossed.columns, rows, caption)


def _table(
    survey: Survey, question: Question, counted: Tally, language: Language, bases: Sequence[Base]
) -> QuestionTable:
    phrases = read_phrases(language)
    labels = {one.id: one.label.in_language(language) for one in survey.options_of(question)}
    rows = [
        _row(labels[option], count, [counted.base_n(base) for base in bases], language)
        for option, count in counted.counts.items()
    ]
    missing = {
        "dont_know": counted.dont_know,
        "no_answer": counted.no_answer,
        **({"left_out": counted.left_out} if counted.left_out else {}),
        "not_asked": counted.not_asked,
    }
    for kind, number in missing.items():
        rows.append((phrases.missing[kind], decimal_text(number, language), *[""] * len(bases)))
    title = _title(question, counted.item, language)
    columns = (phrases.count, *(_of_base(base, counted, phrases) for base in bases))
    return QuestionTable(title, columns, tuple(rows), _caption(survey, question, counted, language))


def _title(question: Question, item: str | None, language: Language) -> str:
    asks = question.asks.in_language(language)
    named = next((one for one in question.items if one.id == item), None)
    return asks if named is None else f"{asks} {named.label.in_language(language)}"


def _row(label: str, count: int, sizes: Iterable[int], language: Language) -> tuple[str, ...]:
    percents = []
    for size in sizes:
        share = Fraction(count, size) if size else None
        percents.append("–" if share is None else percent_text(rounded_percent(share), language))
    return (label, decimal_text(count, language), *percents)


def _of_base(base: Base, counted: Tally, phrases: Phrases) -> str:
    return f"{phrases.of_base} {counted.base_n(base)} {phrases.base[base]}"


def _caption(survey: Survey, question: Question, counted: Tally, language: Language) -> str:
    phrases = read_phrases(language)
    section = survey.section_of(question.id)
    who = survey.description.unit.every.in_language(language)
    if question.asked_of is not None:
        who = question.asked_of.in_language(language)
    asked = counted.base_n("asked")
    made_up = f"{phrases.synthetic} " if survey.is_synthetic else ""
    asked_of = f"{phrases.asked_label}: {who} ({asked})."
    said = phrases.weighted_mean if question.kind == "number" else phrases.unweighted
    weights = f" {said}" if counted.weighed is not None else ""
    return f"{made_up}{asked_of}{weights} {phrases.section_label} {section}."
