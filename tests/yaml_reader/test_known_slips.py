from __future__ import annotations

import pytest

from ekrules.errors import Faults, Place
from ekrules.goals.strategy import Goal, MeasureDefinition, StrategyTheme
from ekrules.survey.codebook import Question
from ekrules.survey.evidence import Evidence
from ekrules.survey.printed import PrintedCell
from ekrules.yaml_reader.meant.words import (
    add_unknown_name,
    meant_by,
    nearest_known,
    same_but_for_signs,
)
from ekrules.yaml_reader.models import Placed

COLOURS = ("green", "yellow", "red", "grey")


@pytest.mark.parametrize(
    ("word", "model", "key"),
    [
        ("frist", Goal, "deadline"), ("mål", Goal, "target"), ("mål", StrategyTheme, "goals"),
        ("tekst", Goal, "text"), ("tittel", StrategyTheme, "title"), ("kilde", Goal, "source"),
        ("kjelde", Goal, "source"), ("dekning", Goal, "coverage"), ("merknad", Goal, "remark"),
        ("temanummer", StrategyTheme, "number"), ("spørsmål", MeasureDefinition, "question"),
        ("teller", MeasureDefinition, "counts"), ("telt", MeasureDefinition, "counts"),
        ("teller", Evidence, "numerator"), ("nemnar", Evidence, "denominator"),
        ("dato", Evidence, "date"), ("antall", PrintedCell, "count"),
        ("andel", PrintedCell, "percent"),
        ("mangler", Question, "missing"), ("stilt hvis", Question, "asked_if"),
    ],
)  # fmt: skip
def test_a_norwegian_word_is_the_key_that_it_means_there(
    word: str, model: type[Placed], key: str
) -> None:
    assert meant_by(word, model.keys()) == key


@pytest.mark.parametrize(
    ("word", "colour"),
    [("grønn", "green"), ("grøn", "green"), ("gul", "yellow"), ("rød", "red"), ("raud", "red"),
     ("Grå", "grey"), ("gray", "grey"), ("amber", "yellow")],
)  # fmt: skip
def test_a_status_may_be_known_in_both_norwegian_languages(word: str, colour: str) -> None:
    assert nearest_known(word, COLOURS) == colour


@pytest.mark.parametrize("word", ["Judged By", "judged-by", "JUDGED_BY", "judgedby", "judged by "])
def test_case_and_signs_do_not_hide_a_key(word: str) -> None:
    assert same_but_for_signs(word, ["deadline", "judged_by"]) == "judged_by"


@pytest.mark.parametrize(("word", "key"), [("goal", "goals"), ("deadlines", "deadline")])
def test_number_does_not_hide_a_key(word: str, key: str) -> None:
    assert same_but_for_signs(word, ["deadline", "goals"]) == key


@pytest.mark.parametrize("word", ["no", "bm", "norsk", "bokmål", "nb-NO"])
def test_the_names_of_bokmaal_are_known(word: str) -> None:
    assert meant_by(word, ("nb", "nn", "en")) == "nb"


def test_a_word_that_nobody_knows_is_near_by_its_spelling_or_not_at_all() -> None:
    assert nearest_known("deadlin", ["deadline", "target"]) == "deadline"
    assert nearest_known("prioritet", ["deadline", "target"]) is None
    assert meant_by("deadlin", ["deadline"]) is None


def test_an_unknown_name_is_told_with_the_one_that_its_norwegian_means() -> None:
    faults = Faults()
    add_unknown_name(faults, Place("a.yaml", 3, 5), "answer", "ubesvart", ["ja", "unanswered"])
    add_unknown_name(faults, Place("a.yaml", 4, 5), "answer", "xyz", ["ja", "unanswered"])
    assert [str(one) for one in faults.found] == [
        (
            'a.yaml:3:5: no answer is called "ubesvart"; expected one that exists. '
            'Did you mean "unanswered"?'
        ),
        'a.yaml:4:5: no answer is called "xyz"; expected one of "ja", "unanswered".',
    ]
