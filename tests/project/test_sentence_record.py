"""The record's sentences: a program can follow each figure to what it was worked out from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from ekrules.assessment.previous import previous_of
from ekrules.errors import Faults, Place
from ekrules.narrative.lexicon import band_of, read_lexicon
from ekrules.narrative.numbers import date_text, decimal_text, percent_text, rounded_percent
from ekrules.narrative.quantity_words import quantities_in
from ekrules.yaml_reader.wording import LANGUAGES, Language
from tests.report.test_evidence import outcome_in

Json = dict[str, Any]


@cache
def record(language: Language = "nb") -> Json:
    read: Json = json.loads(outcome_in(language).record)
    return read


def figures(language: Language) -> list[Json]:
    return [one for sentence in record(language)["sentences"] for one in sentence["figures"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_together_are_the_narrative(language: Language) -> None:
    read = record(language)
    assert read["language"] == language
    told: dict[tuple[str, str | None], list[str]] = {}
    for one in read["sentences"]:
        told.setdefault((one["part"], one["id"]), []).append(one["text"])
    for part, about, paragraph in outcome_in(language).narrative.paragraphs():
        if paragraph.text:
            assert " ".join(told[part, about]) == paragraph.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_digit_of_a_sentence_stands_in_a_figure_or_a_quotation(language: Language) -> None:
    for part, about, paragraph in outcome_in(language).narrative.paragraphs():
        for run in paragraph.runs:
            if run.kind == "words":
                assert not any(map(str.isnumeric, run.text)), (part, about, run.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_of_a_measure_has_the_counts_that_the_record_has_of_it(language: Language) -> None:
    measures = record(language)["measures"]
    found = [one for one in figures(language) if one["measure"] is not None]
    assert len(found) > 200
    for one in found:
        measure = measures[one["measure"]]
        assert {key: one[key] for key in COUNTS} == {key: measure[key] for key in COUNTS}


COUNTS = ("value", "numerator", "denominator", "base")


def share_of(one: Mapping[str, Any]) -> Fraction | None:
    if one["numerator"] is not None and one["denominator"]:
        return Fraction(one["numerator"], one["denominator"])
    return Fraction(one["value"]) if isinstance(one["value"], float) else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_for_a_share_fit_the_share_they_are_traced_to(language: Language) -> None:
    words = {band.words for band in read_lexicon(language)}
    checked = 0
    for one in figures(language):
        said = one["text"][:1].lower() + one["text"][1:]
        share = share_of(one)
        if said in words and one["ref"].startswith(("measure:", "question:")):
            assert share is not None
            assert band_of(share, language).words == said, one
            checked += 1
    assert checked > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_counts_and_percents_read_as_what_they_are_traced_to(language: Language) -> None:
    checked = 0
    for one in figures(language):
        text, value = one["text"], one["value"]
        if isinstance(value, int) and not one["ref"].startswith(("measure:", "question:")):
            assert text == decimal_text(value, language), one
        elif text[:1].isdigit() and (" av " in text or " of " in text):
            counts = [decimal_text(one[key] or 0, language) for key in ("numerator", "denominator")]
            assert text.startswith(counts[0]), one
            assert f" {counts[1]}" in text, one
        elif one["ref"] == "survey:response_rate":
            assert text == percent_text(rounded_percent(share_of(one) or 0), language)
        elif one["ref"] == "survey:date":
            assert text == date_text(date.fromisoformat(value), language)
        else:
            continue
        checked += 1
    assert checked > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_figure_is_traced_to_nothing(language: Language) -> None:
    kinds = {"rollup", "question"}
    for one in figures(language):
        known = (one["value"], one["numerator"], one["denominator"])
        if known == (None, None, None):
            assert one["ref"].partition(":")[0] in kinds, one


def test_a_record_with_sentences_and_one_without_can_both_be_read_back() -> None:
    for left_out in ((), ("language", "sentences")):
        faults = Faults()
        older = {key: one for key, one in record().items() if key not in left_out}
        text = json.dumps(older, ensure_ascii=False)
        assert previous_of(text, Place("earlier.json"), "ab" * 32, faults) is not None
        assert faults.found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_for_how_many_stands_in_a_figure_or_a_quotation(language: Language) -> None:
    for part, about, paragraph in outcome_in(language).narrative.paragraphs():
        for run in paragraph.runs:
            if run.kind == "words":
                assert list(quantities_in(run.text, language)) == [], (part, about, run.text)
