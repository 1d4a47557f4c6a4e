"""Texts: the YAML files of a made-up wave's folder.

In: made-up answers and the survey they follow. Out: the text of survey.yaml, answers.yaml and
breakdowns.yaml, each saying at its top, and the first in a key, that the answers are made up.
Writes no file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from ekrules.survey.answer_layout import CHOSEN, NOT_CHOSEN, AnswerColumn, columns_of
from ekrules.survey.codebook import Question
from ekrules.survey.survey import Survey
from ekrules.survey.synthesis.answers import SyntheticAnswers
from ekrules.survey.synthesis.tables import file_headers
from ekrules.yaml_reader.wording import LANGUAGES, Language, Wording

MADE_UP = "# Made up by ekrules synthesize (seed {seed}): nobody gave these answers.\n"
# What follows a title, and who stands as publisher: a reader of the report must not take made-up
# answers for the publisher's own.
TITLE_ENDINGS: dict[Language, str] = {
    "nb": "syntetiske svar, ikke en undersøkelse",
    "nn": "syntetiske svar, ikkje ei undersøking",
    "en": "synthetic answers, not a survey",
}
PUBLISHER = "ekrules (syntetiske svar)"
ID_ENDING = "_syntetisk"

_PLAIN = re.compile(r"[a-zæøå][a-zæøå0-9_]*(?:[.-][a-zæøå0-9_]+)*", re.IGNORECASE)
# Words that some reader of YAML takes for something else than text.
_NOT_TEXT = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def wave_description_text(
    survey: Survey, answers: SyntheticAnswers, totals: tuple[int, int] | None = None
) -> str:
    """Return survey.yaml of the made-up wave; totals: respondents and frame, where scaled."""
    about = survey.description
    respondents, frame = totals or (len(answers.respondents), len(answers.units))
    lists = [
        f"  {_word(name)}:\n"
        + "".join(f"    - {_labelled(one.id, one.label)}\n" for one in options)
        for name, options in about.option_lists.items()
    ]
    unit = about.unit
    return (
        MADE_UP.format(seed=answers.seed)
        + f"survey: {_word(wave_folder(survey, answers))}\n"
        + "synthetic: true\n"
        + f"title: {_texts(_titles(about.title, about.wave, answers.wave))}\n"
        + f"wave: {answers.wave}\n"
        + f"reference_date: {_moved(about.reference_date, answers.wave).isoformat()}\n"
        + f"publisher: {_word(PUBLISHER)}\n"
        + f"language: {about.language}\n"
        + f"respondents: {respondents}\n"
        + f"frame: {frame}\n"
        + f"smallest_base: {about.smallest_base}\n"
        + "unit:\n"
        + f"  one: {_wording(unit.one)}\n"
        + f"  many: {_wording(unit.many)}\n"
        + f"  every: {_wording(unit.every)}\n"
        + ("option_lists:\n" + "".join(lists) if lists else "")
    )


def wave_folder(survey: Survey, answers: SyntheticAnswers) -> str:
    """Return the made-up wave's id, which names its folder too: "ekommune2010_syntetisk"."""
    about = survey.description
    moved = _in_year(about.survey, about.wave, answers.wave)
    wave = "" if re.search(_year(answers.wave), moved) else f"_{answers.wave}"
    return f"{moved}{wave}{ID_ENDING}"


def mapping_text(
    answers: SyntheticAnswers, survey: Survey, file: str, names: Mapping[str, str] | None = None
) -> str:
    """Return answers.yaml, which reads `file` back: tables.py wrote it, with ids in its cells.

    names: header -> what the column is called in the file, where that is another name: SPSS does
    not take all. The column that marks the rows as made up is known by its name and needs no
    mention.
    """
    headers, known = file_headers(answers, survey), names or {}

    def named(header: str) -> str:
        return known.get(header, header)

    breakdowns = {_word(key): _word(named(one)) for key, one in headers.breakdowns.items()}
    reasons = [named(column.name) for column in answers.layout if column.kind == "reason"]
    questions = "".join(
        f"  {_word(one.id)}:{_mapped(one, columns_of(survey, one), named)}\n"
        for one in survey.questions.values()
    )
    return (
        MADE_UP.format(seed=answers.seed)
        + f"file: {_word(file)}\n"
        + f"respondent: {_word(named(headers.respondent))}\n"
        + f"name: {_word(named(headers.name))}\n"
        + (f"breakdowns: {_flow(breakdowns)}\n" if breakdowns else "")
        + f"questions:\n{questions}"
        + (f"not_used: {_list(reasons)}\n" if reasons else "")
    )


def breakdowns_text(answers: SyntheticAnswers, units_file: str = "frame.csv") -> str:
    """Return breakdowns.yaml: the labels of the segments; who is in them stands in `units_file`."""
    lines = [MADE_UP.format(seed=answers.seed), f"units: {_word(units_file)}\n"]
    lines += ["breakdowns:\n"] if answers.breakdowns else []
    for one in answers.breakdowns:
        lines.append(f"  - id: {_word(one.id)}\n    label: {_wording(one.label)}\n    segments:\n")
        lines += [f"      - {_labelled(part.id, part.label)}\n" for part in one.segments]
    return "".join(lines)


def _mapped(
    question: Question, columns: Sequence[AnswerColumn], named: Callable[[str], str]
) -> str:
    """Return where the question's answers stand; a column for each part on a line of its own."""
    if question.kind == "number" or columns[0].part is None:
        return " " + _flow({"column": _word(named(columns[0].name))})
    lines = ["", "    columns:"]
    lines += [f"      {_word(one.part or '')}: {_word(named(one.name))}" for one in columns]
    if question.kind == "multi":
        lines += [f"    chosen: {_list([CHOSEN])}", f"    not_chosen: {_list([NOT_CHOSEN])}"]
    return "\n".join(lines)


def _titles(title: Wording, before: int, wave: int) -> dict[Language, str]:
    """The title in every language, each saying that the answers are made up."""
    return {
        language: f"{_in_year(title.in_language(language), before, wave)} ({ending})"
        for language, ending in TITLE_ENDINGS.items()
    }


def _in_year(text: str, before: int, wave: int) -> str:
    return re.sub(_year(before), str(wave), text)


def _year(wave: int) -> str:
    """A pattern for the wave's year where it is no part of another number."""
    return rf"(?<![0-9]){wave}(?![0-9])"


def _moved(day: date, year: int) -> date:
    """Return the same day of another year; 29 February becomes the 28th."""
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=year)


def _labelled(identity: str, label: Wording) -> str:
    return _flow({"id": _word(identity), "label": _wording(label)})


def _wording(wording: Wording) -> str:
    return _texts({one: text for one in LANGUAGES if (text := getattr(wording, one)) is not None})


def _texts(texts: Mapping[Language, str]) -> str:
    return _flow({language: _word(text) for language, text in texts.items()})


def _flow(values: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"


def _list(words: Sequence[str]) -> str:
    return "[" + ", ".join(_word(one) for one in words) + "]"


def _word(text: str) -> str:
    """Return the text as a YAML scalar that is read as text, in quotes where it needs them."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _NOT_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)
