"""The fixed texts in three languages: the same names, places and bounds, each in its own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter

import pytest

from ekrules.errors import Faults
from ekrules.narrative.lexicon import LexiconFile, read_lexicon
from ekrules.narrative.phrases import Phrases, read_phrases
from ekrules.narrative.writing import read_templates
from ekrules.report.phrases import (
    ReportPhrases,
    read_comparison_phrases,
    read_history_phrases,
    read_impact_phrases,
    read_indicator_phrases,
    read_report_phrases,
    read_score_phrases,
)
from ekrules.yaml_reader.models import read_model
from ekrules.yaml_reader.wording import LANGUAGES, Language
from tests.real_project import ROOT, RULES

Reader = Callable[[Language], ReportPhrases]

READERS = (
    read_report_phrases,
    read_score_phrases,
    read_impact_phrases,
    read_history_phrases,
    read_comparison_phrases,
    read_indicator_phrases,
)
TRANSLATIONS: tuple[Language, ...] = ("nn", "en")

# Words of bokmål that these nynorsk texts don't use, so that one was left behind. Most aren't
# nynorsk; "andel" and "begynne" are, but are not what we write ("del", "byrje").
BOKMAL = re.compile(
    r"\b(?:ikke|hvor|hvordan|hvorfor|hvem|hva|hvert?|hvilken?|fra|noen?|deres|ble|blitt|vært|være"
    r"|mer|flere|bare|uten|siden|samme|hele|en|et|én|ett|dem?|disse|mens|gjøre|nå|enkelte|andel(?:en)?"
    r"|svarene|målene|tallene|reglene|temaene|spørsmålene|gruppen|filen|raden|tabellene"
    r"|undersøkelsen?|kilden?|kommet|regnet|vises|forskjell(?:en)?|høyeste?|laveste?|beregnet"
    r"|anbefaler?|begynner?)\b",
    re.IGNORECASE,
)
NORWEGIAN_LETTERS = frozenset("æøåÆØÅ")


def places(phrase: str) -> set[str]:
    return {place for _, place, _, _ in Formatter().parse(phrase) if place is not None}


def written_in(language: Language) -> Iterator[tuple[str, str]]:
    """Yield every line that readers may see in a language, with the name of its file."""
    shipped = (ROOT / "ekrules").glob(f"*/*_{language}.yaml")
    templates = (ROOT / "ekrules" / "narrative" / "templates" / language).glob("*.j2")
    for path in sorted([*shipped, *templates, ROOT / RULES / f"narrative.{language}.yaml"]):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.lstrip().startswith("#"):
                yield path.name, line


def lexicon_file(language: Language) -> LexiconFile:
    faults = Faults()
    path: Path = ROOT / "ekrules" / "narrative" / f"lexicon_{language}.yaml"
    read = read_model(path, LexiconFile, faults)
    faults.stop_if_any()
    assert read is not None
    return read


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("read", READERS)
def test_every_language_has_the_phrases_of_bokmal_in_their_order(
    read: Reader, language: Language
) -> None:
    assert list(read(language).phrases) == list(read("nb").phrases)


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("read", READERS)
def test_a_phrase_has_the_same_places_in_every_language(read: Reader, language: Language) -> None:
    translated = read(language).phrases
    bokmal = read("nb").phrases
    both = bokmal.keys() & translated.keys()
    differing = {name for name in both if places(bokmal[name]) != places(translated[name])}
    assert not differing


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("read", [*READERS, read_phrases, lexicon_file])
def test_a_file_of_words_names_its_own_language(
    read: Callable[[Language], ReportPhrases | Phrases | LexiconFile], language: Language
) -> None:
    assert read(language).language == language


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_the_narratives_words_are_there_for_the_same_statuses_reasons_and_kinds(
    language: Language,
) -> None:
    def names(phrases: Phrases) -> dict[str, list[str]]:
        fields = {name: getattr(phrases, name) for name in Phrases.model_fields}
        return {name: list(words) for name, words in fields.items() if isinstance(words, dict)}

    assert names(read_phrases(language)) == names(read_phrases("nb"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_of_the_real_strategy_can_be_read(language: Language) -> None:
    faults = Faults()
    templates = read_templates(ROOT / RULES, language, faults)
    faults.stop_if_any()
    assert templates


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_words_for_shares_have_the_same_bounds_in_every_language(language: Language) -> None:
    bounds = [band.from_share for band in read_lexicon(language)]
    assert bounds == [band.from_share for band in read_lexicon("nb")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_stand_for_two_bands_of_shares(language: Language) -> None:
    words = [band.words for band in read_lexicon(language)]
    assert len(set(words)) == len(words)


def test_no_nynorsk_text_has_a_word_left_from_bokmal() -> None:
    left = {(file, word) for file, line in written_in("nn") for word in BOKMAL.findall(line)}
    assert not left


def test_no_english_text_has_a_norwegian_letter() -> None:
    assert not [one for one in written_in("en") if NORWEGIAN_LETTERS & set(one[1])]
