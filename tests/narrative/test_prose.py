"""Prose: sentences that vary with what they tell, and are whole in each language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.assessment.assessed import Assessment
from ekrules.assessment.assessing import assess
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.what_if.calendar import next_turns
from ekrules.errors import Faults
from ekrules.facts.measures import work_out_measures
from ekrules.narrative.runs import Paragraph
from ekrules.narrative.sentences import Sentence, sentences_of
from ekrules.narrative.writing import Narrative, read_templates, write_narrative
from ekrules.yaml_reader.wording import LANGUAGES, Language
from tests.real_project import Cell, other_counts, outcome, real, with_counts

# A sixth of the 47 goals.
MOST_GOALS_TO_A_FRAME = 8
# A fourth of the 18 themes.
MOST_THEMES_TO_A_FRAME = 4
MOST_WORDS = 38
SLIPS = (
    "  ",
    " .",
    " ,",
    " ;",
    " :",
    "..",
    ",.",
    ",,",
    ":.",
    "()",
    "( ",
    " )",
    "«»",
    "{",
    "}",
)
OWN_PARTS = ("overall", "outlook", "swot", "judgement", "theme", "goal")


@cache
def told(language: Language) -> Narrative:
    """The printed survey of 2009, told in a language with the turns that time alone brings."""
    return tell(outcome().assessment, language)


def tell(done: Assessment, language: Language) -> Narrative:
    loaded, faults = real(), Faults()
    templates = read_templates(loaded.folders.rules, language, faults)
    assert templates is not None, faults.found
    on, rules = loaded.survey.description.reference_date, loaded.rules.status
    turns = next_turns(loaded.strategy, done.measures, rules, on, EngineRoom("columnar"))
    survey = loaded.survey
    return write_narrative(done, loaded.strategy, survey, templates, language, None, turns)


def frame(sentence: Sentence) -> str:
    """Return a sentence with its figures and quotations taken out."""
    marks = {"words": None, "figure": "#", "quotation": "§"}
    return "".join(marks[run.kind] or run.text for run in sentence.runs).strip()


def frames(paragraph: Paragraph) -> list[str]:
    # What is only a quotation is a goal's own remark.
    all_frames = [frame(one) for one in sentences_of(paragraph)]
    return [one for one in all_frames if set(one) - set("§ .")]


def paragraphs(narrative: Narrative) -> Iterator[tuple[str, Paragraph]]:
    for part, about, paragraph in narrative.paragraphs():
        if part in OWN_PARTS:
            yield f"{part} {about}", paragraph


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_frame_of_a_sentence_stands_in_more_than_a_sixth_of_the_goals(
    language: Language,
) -> None:
    goals = told(language).goals.values()
    used = Counter(one for paragraph in goals for one in set(frames(paragraph)))
    assert {one: number for one, number in used.items() if number > MOST_GOALS_TO_A_FRAME} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_goals_and_no_two_themes_are_told_in_the_same_frames(language: Language) -> None:
    narrative = told(language)
    for told_of in (narrative.goals, narrative.themes):
        used = Counter(" ".join(frames(one)) for one in told_of.values())
        assert {one: number for one, number in used.items() if number > 2} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_frame_of_a_sentence_stands_in_more_than_a_fourth_of_the_themes(
    language: Language,
) -> None:
    themes = told(language).themes.values()
    used = Counter(one for paragraph in themes for one in set(frames(paragraph)))
    assert {one: number for one, number in used.items() if number > MOST_THEMES_TO_A_FRAME} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_goals_open_in_many_ways(language: Language) -> None:
    opened = Counter(frames(one)[0] for one in told(language).goals.values())
    assert len(opened) >= 14
    assert max(opened.values()) <= 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_long(language: Language) -> None:
    for name, paragraph in paragraphs(told(language)):
        for sentence in sentences_of(paragraph):
            assert len(sentence.text.split(" ")) <= MOST_WORDS, (name, sentence.text)


def complaints(name: str, paragraph: Paragraph) -> Iterator[str]:
    """Yield what a reader would stumble over in a paragraph."""
    text = paragraph.text
    yield from (f"{name}: {slip!r} in {text}" for slip in SLIPS if slip in text)
    if text != text.strip() or not text.endswith((".", "?")):
        yield f"{name}: no end in {text}"
    for sentence in sentences_of(paragraph):
        if sentence.text.lstrip("«“")[:1].islower():
            yield f"{name}: small letter at the start of {sentence.text}"
    for run in paragraph.runs:
        if run.kind == "words" and any(letter.isnumeric() for letter in run.text):
            yield f"{name}: a figure of its own in {run.text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paragraph_reads_as_whole_sentences(language: Language) -> None:
    found = [
        one for name, paragraph in paragraphs(told(language)) for one in complaints(name, paragraph)
    ]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_share_in_words_has_its_figure_within_a_few_words(language: Language) -> None:
    """Whoever reads "about a third" finds the percent in the same sentence."""
    for name, paragraph in told(language).goals.items():
        for sentence in sentences_of(paragraph):
            shares = [run for run in sentence.figures if run.ref and run.ref.startswith("measure:")]
            if any(not re.search(r"\d", run.text) for run in shares):
                assert any("%" in run.text for run in shares), (name, sentence.text)


def assessed(counts: Mapping[Cell, int]) -> Assessment:
    loaded = real()
    survey = with_counts(loaded.survey, dict(counts))
    measures = work_out_measures(loaded.strategy, survey)
    return assess(loaded.strategy, survey.description, measures, loaded.rules, (), "columnar")


@settings(max_examples=8, deadline=None)
@given(other_counts(), st.sampled_from(LANGUAGES))
def test_every_paragraph_is_whole_whatever_was_answered(
    counts: dict[Cell, int], language: Language
) -> None:
    for name, paragraph in paragraphs(tell(assessed(counts), language)):
        assert list(complaints(name, paragraph)) == []


@settings(max_examples=5, deadline=None)
@given(other_counts(), st.sampled_from(LANGUAGES))
def test_what_a_goal_says_rests_on_that_goal_alone(
    counts: dict[Cell, int], language: Language
) -> None:
    """A changed rule or answer changes the sentences of the goals it touches, and no others."""
    before, after = outcome().assessment, assessed(counts)
    mixed = {
        name: after.measures[name] if name == "epj" else one
        for name, one in before.measures.items()
    }
    loaded = real()
    changed = assess(
        loaded.strategy, loaded.survey.description, mixed, loaded.rules, (), "columnar"
    )
    old, new = told(language).goals, tell(changed, language).goals
    assert [name for name in old if old[name] != new[name] and name != "helse-1"] == []


def test_more_and_fewer_are_said_only_where_the_intervals_part() -> None:
    loaded, done = real(), outcome().assessment
    wide = {
        name: replace(one, low=0.0, high=1.0) if one.low is not None else one
        for name, one in done.measures.items()
    }
    for language in LANGUAGES:
        unsure = tell(replace(done, measures=wide), language)
        words = {"nb": ("klart flere", "klart færre"), "nn": ("klart fleire", "klart færre")}
        for paragraph in (*unsure.goals.values(), *unsure.themes.values()):
            for word in words.get(language, ("clearly more", "clearly fewer", "clearly")):
                quoted = "".join(run.text for run in paragraph.runs if run.kind == "words")
                assert word not in quoted.casefold()
    assert "Klart flere" in told("nb").goals["ledelse-1"].text
    assert loaded.strategy.goals["ledelse-1"].measures[1] == "ikt_plan"
