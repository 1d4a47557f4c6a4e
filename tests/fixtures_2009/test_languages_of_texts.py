"""The example's texts: each in every language, with the same figures, and in nynorsk throughout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from ekrules.yaml_reader.wording import LANGUAGES
from tests.real_project import GOALS, ROOT, RULES, SURVEY
from tests.report.test_languages import BOKMAL

FOLDERS = (f"fixtures/{SURVEY}", GOALS, RULES)
# "å nå" is nynorsk for reaching; words in quotation marks are the source's, which is in bokmål.
NOT_BOKMAL = re.compile(r"\bnå(?:r|dde|dd|st|ast)?\b|«[^»]*»")

Texts = dict[str, str]


def texts_in(value: Any) -> Iterator[Texts]:
    if isinstance(value, dict):
        if isinstance(value.get("nb"), str):
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from texts_in(one)


@cache
def texts_of(folder: str) -> list[Texts]:
    paths = sorted((ROOT / folder).rglob("*.yaml"))
    found = [
        texts
        for path in paths
        for texts in texts_in(yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader))
    ]
    assert len(found) > 50
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_text_of_the_example_is_written_in_every_language(folder: str) -> None:
    assert [one["nb"] for one in texts_of(folder) if not set(LANGUAGES) <= set(one)] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_nynorsk_and_bokmaal_hold_the_same_figures(folder: str) -> None:
    def figures(text: str) -> list[str]:
        return re.findall(r"\d+(?:[.,]\d+)*", text)

    told = [one["nn"] for one in texts_of(folder) if figures(one["nn"]) != figures(one["nb"])]
    assert told == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_word_of_bokmaal_is_left_in_nynorsk(folder: str) -> None:
    left = [one["nn"] for one in texts_of(folder) if BOKMAL.search(NOT_BOKMAL.sub("", one["nn"]))]
    assert left == []


def test_a_text_that_comes_again_is_translated_the_same_way() -> None:
    translations: dict[str, set[str]] = {}
    for one in (one for folder in FOLDERS for one in texts_of(folder)):
        translations.setdefault(one["nb"], set()).add(one["nn"])
    assert {nb: told for nb, told in translations.items() if len(told) > 1} == {}
