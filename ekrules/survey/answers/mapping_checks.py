"""Mapping checks: answers.yaml held against the codebook and the file it speaks of.

In: a mapping, a survey and a raw table. Out: a fault with its place for every name that is unknown,
for every part of a question without a column, and for every column that nobody mentions.
"""

from __future__ import annotations

from collections.abc import Iterable

from ekrules.errors import Faults, Place, listed
from ekrules.survey.answer_files.table import RawTable
from ekrules.survey.answers.mapping import AnswerMapping, QuestionMapping
from ekrules.survey.answers.mapping_names import check_question_names, is_synthetic_mark
from ekrules.survey.survey import Survey


def check_mapping(mapping: AnswerMapping, raw: RawTable, survey: Survey, faults: Faults) -> None:
    """Add every fault of the mapping; where there is none, code_answers can be run with it."""
    _check_columns(mapping, raw, faults)
    _check_breakdowns(mapping, survey, faults)
    for name, question in mapping.questions.items():
        if name in survey.questions:
            check_question_names(question, survey.questions[name], survey, faults)
        else:
            faults.add_unknown_name(
                mapping.at("questions", name), "question", name, survey.questions
            )
    _check_not_in_file(mapping, survey, faults)
    _check_all_questions(mapping, survey, faults)
    _check_routing(mapping, survey, faults)
    _check_all_columns(mapping, raw, faults)


def read_columns(mapping: AnswerMapping) -> list[tuple[str, Place]]:
    """Return every column that the mapping reads, with the place that says so."""
    named = [
        (name, mapping.at(key))
        for key in ("respondent", "name", "wave", "weight")
        if (name := getattr(mapping, key)) is not None
    ]
    segments = [(name, mapping.at("breakdowns", key)) for key, name in mapping.breakdowns.items()]
    return [*named, *segments, *_question_columns(mapping)]


def _question_columns(mapping: AnswerMapping) -> list[tuple[str, Place]]:
    return [
        (column, _part_place(question, part))
        for question in mapping.questions.values()
        for part, column in question.parts.items()
    ]


def _part_place(question: QuestionMapping, part: str | None) -> Place:
    return question.at("column") if part is None else question.at("columns", part)


def _check_columns(mapping: AnswerMapping, raw: RawTable, faults: Faults) -> None:
    """Columns that the file lacks, and columns that are used twice."""
    known = {*raw.names}
    not_used = [(name, mapping.at("not_used", at)) for at, name in enumerate(mapping.not_used)]
    for name, place in [*read_columns(mapping), *not_used]:
        if name not in known:
            faults.add_unknown_name(place, f"column of {raw.source}", name, known)
    # A column may say both who answered and what (a name that is an id too); no two questions.
    _add_second_uses(_question_columns(mapping), faults)
    read = {name for name, _ in read_columns(mapping)}
    for name, place in not_used:
        if name in read:
            faults.add(place, f'the column "{name}" under not_used', "it is read; take it out here")


def _add_second_uses(columns: Iterable[tuple[str, Place]], faults: Faults) -> None:
    first: dict[str, Place] = {}
    for name, place in columns:
        if name in first:
            faults.add(place, f'the column "{name}" again', f"it is read at {first[name]} already")
        first.setdefault(name, place)


def _check_breakdowns(mapping: AnswerMapping, survey: Survey, faults: Faults) -> None:
    known = [one.id for one in survey.breakdowns]
    for name in mapping.breakdowns:
        if name not in known:
            faults.add_unknown_name(mapping.at("breakdowns", name), "breakdown", name, known)
    for name in [] if survey.units else known:
        if name not in mapping.breakdowns:
            found = f'nothing says which segment of "{name}" a respondent is in'
            expected = (
                'expected a column under "breakdowns", or a list of everyone in the frame under '
                '"units" in breakdowns.yaml; where there is neither, take it out there'
            )
            faults.add(mapping.place, found, expected)


def _check_not_in_file(mapping: AnswerMapping, survey: Survey, faults: Faults) -> None:
    for at, name in enumerate(mapping.not_in_file):
        place = mapping.at("not_in_file", at)
        if name not in survey.questions:
            faults.add_unknown_name(place, "question", name, survey.questions)
        elif name in mapping.questions:
            found = f'the question "{name}" under not_in_file'
            faults.add(place, found, 'it stands under "questions" too; take one out')


def _check_all_questions(mapping: AnswerMapping, survey: Survey, faults: Faults) -> None:
    named = {*mapping.questions, *mapping.not_in_file}
    absent = [name for name in survey.questions if name not in named]
    if absent:
        found = f"nothing is said of {_counted(absent, 'question')}"
        expected = 'expected each under "questions", or under "not_in_file" where the file lacks it'
        faults.add(mapping.place, found, expected)


def _check_routing(mapping: AnswerMapping, survey: Survey, faults: Faults) -> None:
    """A follow-up can't be read without the answers that say who was asked it."""
    for name in mapping.questions:
        asked = survey.questions.get(name)
        if asked is None or asked.asked_if is None:
            continue
        parent = asked.asked_if.question
        if parent in mapping.not_in_file and parent not in mapping.questions:
            found = f'"{name}" follows "{parent}", which is not in the file'
            expected = 'nobody knows who was asked: name it under "not_in_file" too'
            faults.add(mapping.at("questions", name), found, expected)


def _check_all_columns(mapping: AnswerMapping, raw: RawTable, faults: Faults) -> None:
    named = {name for name, _ in read_columns(mapping)} | {*mapping.not_used}
    unseen = [one for one in raw.names if one not in named and not is_synthetic_mark(one)]
    if unseen:
        found = f"nothing is said of {_counted(unseen, 'column')} of {raw.source}"
        expected = 'expected each under "questions", or under "not_used" where nobody reads it'
        faults.add(mapping.place, found, expected)


def _counted(names: list[str], noun: str) -> str:
    return f"the {noun}{'' if len(names) == 1 else 's'} {listed(names, most=40)}"
