"""Quantity words: how many is said by {{ ... }} alone, and not by a template's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import Faults, Place
from ekrules.narrative.lexicon import read_lexicon, read_lexicon_file
from ekrules.narrative.quantity_words import quantities_in
from ekrules.narrative.template_language import TemplateEnvironment
from ekrules.narrative.template_quantities import check_quantities
from ekrules.narrative.template_source import Source
from ekrules.yaml_reader.wording import LANGUAGES, Language, stated_share


def words_in(text: str, language: Language = "nb") -> list[str]:
    return [word for _, word in quantities_in(text, language)]


def told(text: str, language: Language = "nb", paragraph: str = "theme") -> list[str]:
    faults = Faults()
    source = Source(text, Place("theme.j2", 1, 1), is_whole_file=True)
    check_quantities(TemplateEnvironment().parse(text), paragraph, language, source, faults)
    return [str(one) for one in faults.found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "de fleste"), ("nb", "et flertall"), ("nb", "flertallet"), ("nb", "samtlige"),
        ("nb", "de færreste"), ("nb", "ingen"), ("nb", "alle"), ("nb", "Alle"), ("nb", "to"),
        ("nb", "tolv"), ("nb", "hundre"), ("nb", "dobbelt så mange"), ("nb", "annenhver"),
        ("nb", "hver fjerde"), ("nb", "fordoblet"), ("nb", "mindretallet"), ("nb", "et halvt"),
        ("nn", "dei fleste"), ("nn", "eit fleirtal"), ("nn", "samtlege"), ("nn", "inga"),
        ("nn", "tolv"), ("nn", "annakvart"), ("nn", "kvar tredje"), ("nn", "dobbelt"),
        ("en", "most of them"), ("en", "the majority"), ("en", "all"), ("en", "none"),
        ("en", "two"), ("en", "twelve"), ("en", "twice as many"), ("en", "no goals"),
        ("en", "a fifth"), ("en", "thousands"),
    ],
)  # fmt: skip
def test_a_word_for_how_many_is_found(language: Language, text: str) -> None:
    assert len(words_in(f"Her er {text} ...", language)) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "et mål, en kommune, ett år, én gang"), ("nb", "mange, få og flere"),
        ("nb", "i alle fall"), ("nb", "lover som skal tre i kraft"), ("nb", "allerede"),
        ("nb", "totalt og tregt"), ("nb", "tilegnet"),
        ("nn", "eit mål, ein kommune, ei gruppe"), ("nn", "i alle fall"),
        ("en", "to one of a few"), ("en", "not at all"), ("en", "all over the interval"),
        ("en", "for ever after all"), ("en", "tended to often"),
    ],
)  # fmt: skip
def test_what_states_no_quantity_is_left_alone(language: Language, text: str) -> None:
    assert words_in(text, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_list_is_found_in_its_own_language(language: Language) -> None:
    for word in read_lexicon_file(language).quantity_words:
        text = f"({word.replace('*', 'ene')})"
        assert words_in(text, language) or stated_share(text), word


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_for_a_share_holds_such_a_word_but_very_few(language: Language) -> None:
    for band in read_lexicon(language):
        found = words_in(band.words, language) or stated_share(band.words)
        assert found or band.words in ("svært få", "very few"), band.words


def test_words_for_one_quantity_are_told_once() -> None:
    assert words_in("Her er tre av fire og to tredeler og samtlige ti i mål.") == [
        "to tredeler",
        "samtlige ti",
    ]  # the first is told as a share


def test_a_word_is_told_at_its_place_with_what_to_write_instead() -> None:
    text = "{% if theme.single %}\nTemaet er {{ theme.why }}.\n{% endif %}\nI rute er samtlige."
    (fault,) = told(text)
    assert fault == (
        'theme.j2:4:11: the quantity "samtlige" in a template; quantities come from measures: '
        'write {{ theme.colours }} or the like instead, or say it without "samtlige".'
    )


def test_a_word_between_quotes_is_told_and_one_that_a_name_is_held_against_is_not() -> None:
    shown = '{{ theme.why or "samtlige" }}'
    assert len(told(shown)) == 1
    assert told('{% if theme.status == "none" %}{{ theme.why }}{% endif %}', "en") == []
    assert len(told('{{ "none" if theme.status == "none" else theme.why }}', "en")) == 1


def test_what_is_filled_in_and_the_template_language_are_no_words_of_the_template() -> None:
    assert told("{{ theme.total }} {% for alle in to %}{{ alle.tre }}{% endfor %}") == []


@given(st.text(st.sampled_from("alto fem*{}% \n"), max_size=30), st.sampled_from(LANGUAGES))
def test_every_word_that_is_told_stands_where_it_is_told(text: str, language: Language) -> None:
    for start, word in quantities_in(text, language):
        assert text[start : start + len(word)] == word


@pytest.mark.parametrize("text", ["Alle 249 svarte", "av 87 alle", "om lag to ½ i mål"])
def test_a_word_beside_a_figure_is_told_with_the_figure_alone(text: str) -> None:
    assert words_in(text) == []
