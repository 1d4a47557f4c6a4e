"""What is shown in bokmål in a report of another language is said to be."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from ekrules.report.document import Notice, Paragraph
from ekrules.report.phrases import read_report_phrases
from ekrules.report.spans import plain_text
from ekrules.report.untranslated import untranslated
from ekrules.yaml_reader.wording import Language, Wording
from tests.report.builders import world
from tests.report.test_hostile_texts import READ


def test_bokmaal_lacks_nothing() -> None:
    assert untranslated(world().strategy, "nb") == 0


def test_each_text_counts_once_wherever_it_stands() -> None:
    text = Wording(nb="Frist")
    assert untranslated({"a": (text, text), "b": Wording(nb="Frist")}, "nn") == 1


def test_a_text_in_the_language_is_not_counted() -> None:
    assert untranslated([Wording(nb="Mål", nn="Mål"), Wording(nb="Krav", en="Target")], "nn") == 1


def test_goals_and_their_measures_are_looked_through() -> None:
    assert untranslated(world().strategy, "en") > len(world().strategy.goals)


def test_a_report_in_bokmaal_has_no_notice_of_it() -> None:
    notices = [one for one in world().document().sections[0].blocks if isinstance(one, Notice)]
    told = [
        plain_text(block.text) for one in notices for block in one.blocks if hasattr(block, "text")
    ]
    assert [one for one in told if "bokmål" in one] == []


@pytest.mark.parametrize(("name", "language"), list(product(READ, ("nn", "en"))))
def test_every_format_tells_how_many_texts_are_missing_in_its_language(
    name: str, language: Language
) -> None:
    one = world()
    document = replace(one, narrative=replace(one.narrative, language=language)).document()
    heading = read_report_phrases(language)["untranslated_heading"]
    notices = [one for one in document.sections[0].blocks if isinstance(one, Notice)]
    [notice] = [one for one in notices if one.title == heading]
    [paragraph] = [one for one in notice.blocks if isinstance(one, Paragraph)]
    told = plain_text(paragraph.text)
    assert any(letter.isdigit() for letter in told)
    assert "".join(told.split()) in "".join(READ[name](document).split())


@pytest.mark.parametrize("name", READ)
def test_no_format_of_a_report_in_bokmaal_tells_of_it(name: str) -> None:
    heading = read_report_phrases("nb")["untranslated_heading"]
    assert heading not in READ[name](world().document())
