"""Phrases: the fixed headings and words of a report, in one language.

In: phrases_<language>.yaml for an assessment, score_phrases_<language>.yaml for scores,
impact_phrases_<language>.yaml for what a change does, history_phrases_<language>.yaml for goals
over the years, comparison_phrases_<language>.yaml for why a status has changed,
indicator_phrases_<language>.yaml for indicators and methods. Out: texts by name, some with {places}
to be filled in.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from string import Formatter

from ekrules.errors import Faults
from ekrules.report.document import FurnitureWords
from ekrules.report.spans import Span, Text
from ekrules.yaml_reader.models import Placed, read_model
from ekrules.yaml_reader.wording import Language


class ReportPhrases(Placed):
    """phrases_<language>.yaml and score_phrases_<language>.yaml."""

    language: Language
    """The language of the file."""
    phrases: dict[str, str]
    """The phrases, each by its name; words in {braces} are filled in."""

    def __getitem__(self, name: str) -> str:
        return self.phrases[name]

    @property
    def furniture(self) -> FurnitureWords:
        """The words of a page's own furniture, the same on every kind of report."""
        return FurnitureWords(
            skip_to_content=self["skip_to_content"],
            contents=self["contents"],
            table_scrolls=self["table_scrolls"],
            numbers_of_figure=self["numbers_of_figure"],
        )

    def filled(self, name: str, /, **places: str) -> str:
        """Return the phrase with its {places} filled in; what fills them is not read again."""
        return self.phrases[name].format(**places)

    def text(self, name: str, /, **places: str | Span | Text) -> Text:
        """Return the phrase as spans; what fills a place keeps its link, status and weight."""
        spans: list[Span] = []
        for words, place, _, _ in Formatter().parse(self.phrases[name]):
            if words:
                spans.append(Span(words))
            if place is not None:
                spans += as_text(places[place])
        return tuple(spans)


def as_text(words: str | Span | Text) -> Text:
    """Return words as spans."""
    if isinstance(words, str):
        return (Span(words),)
    return (words,) if isinstance(words, Span) else words


def read_report_phrases(language: Language) -> ReportPhrases:
    """Return an assessment's phrases; InputError where the shipped file is broken."""
    return _read("phrases", language)


def read_score_phrases(language: Language) -> ReportPhrases:
    """Return the phrases of scores; InputError where the shipped file is broken."""
    return _read("score_phrases", language)


def read_impact_phrases(language: Language) -> ReportPhrases:
    """Return the phrases of what a change does; InputError where the shipped file is broken."""
    return _read("impact_phrases", language)


def read_history_phrases(language: Language) -> ReportPhrases:
    """Return the phrases of a history; InputError where the shipped file is broken."""
    return _read("history_phrases", language)


def read_comparison_phrases(language: Language) -> ReportPhrases:
    """Return the phrases of why a status changed; InputError where the shipped file is broken."""
    return _read("comparison_phrases", language)


def read_indicator_phrases(language: Language) -> ReportPhrases:
    """Return the phrases of indicators and methods; InputError where the file is broken."""
    return _read("indicator_phrases", language)


@cache
def _read(name: str, language: Language) -> ReportPhrases:
    faults = Faults()
    with as_file(files("ekrules.report") / f"{name}_{language}.yaml") as path:
        read = read_model(path, ReportPhrases, faults)
    faults.stop_if_any()
    assert read is not None  # no faults means it was read
    return read
