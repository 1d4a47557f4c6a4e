"""Texts: one that stands twice word for word, and one without a language that the others have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ekrules.errors import Fault
from ekrules.project.loading import Loaded
from ekrules.project.told import Told, told
from ekrules.yaml_reader.wording import LANGUAGES, Language, Wording

# A file in which fewer than this share of the texts lack a language is written in it.
FEW_LACK = 0.1
OTHER_LANGUAGES: dict[Language, str] = {"nn": "nynorsk", "en": "English"}


def odd_texts(loaded: Loaded) -> list[Told]:
    """Return the texts that were likely copied and not rewritten, or not yet translated."""
    strategy, survey = loaded.strategy, loaded.survey
    twice = [
        *_twice("goals", ((goal.id, goal.text) for goal in strategy.goals.values())),
        *_twice("measures", ((name, one.label) for name, one in strategy.measures.items())),
        *_twice("questions", ((name, one.label) for name, one in survey.questions.items())),
        *_twice(
            "findings", ((one.written.finding, one.written.text) for one in loaded.rules.findings)
        ),
    ]
    return [
        *told("warning", "same-text", twice),
        *told("note", "language-missing", _without_language(loaded)),
    ]


def _twice(kind: str, texts: Iterable[tuple[str, Wording]]) -> Iterator[Fault]:
    first: dict[tuple[Language, str], str] = {}
    for name, wording in texts:
        for language in LANGUAGES:
            text = getattr(wording, language)
            other = first.setdefault((language, _folded(text)), name) if text else name
            if other != name:
                found = f'the {kind} "{other}" and "{name}" have the same text'
                expected = "see whether one was copied and not rewritten"
                yield Fault(wording.at(language), found, expected)
                break


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _without_language(loaded: Loaded) -> Iterator[Fault]:
    """The few texts of a file that lack a language which all the rest of it have."""
    every = [one for one in _every(loaded) if one is not None]
    for language, spoken in OTHER_LANGUAGES.items():
        without = [one for one in every if getattr(one, language) is None]
        if not without or len(without) == len(every):
            continue
        of_files = Counter(one.place.file for one in every)
        lacking = Counter(one.place.file for one in without)
        for one in without:
            if lacking[one.place.file] < FEW_LACK * of_files[one.place.file]:
                found = f'no "{language}" here, where the other texts of the file have it'
                yield Fault(one.place, found, f"add the text in {spoken}")


def _every(loaded: Loaded) -> Iterator[Wording | None]:
    for theme in loaded.strategy.themes:
        yield from (theme.title, theme.about)
        for measure in theme.measures.values():
            yield from (measure.label, measure.says, measure.of)
        for goal in theme.goals:
            yield from (goal.text, goal.coverage_note, goal.published.because, goal.remark)
    for one in loaded.rules.findings:
        yield one.written.text
        yield one.written.judgement.because if one.written.judgement else None
    for table in loaded.rules.tables:
        yield from (row.says for row in table.rows)
    yield from _of_survey(loaded)


def _of_survey(loaded: Loaded) -> Iterator[Wording | None]:
    for theme in loaded.survey.themes:
        yield theme.title
        for question in theme.questions:
            yield from (question.label, question.asks, question.asked_of)
            yield from (one.label for one in question.items)
            if not isinstance(question.options, str):
                yield from (one.label for one in question.options)
    for figure in loaded.survey.evidence.values():
        yield from (figure.label, figure.of, figure.when, figure.note)
