"""Why statuses differ, as sentences, text, JSON, a page and a part of the report."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from ekrules.assessment.comparison.attribution import Attribution, Verdict, attribute
from ekrules.assessment.comparison.causes import CAUSES, Cause, State
from ekrules.assessment.comparison.differences import DifferenceKind
from ekrules.project.comparing.comparing import comparison_of
from ekrules.project.comparing.sides import Choice
from ekrules.report.comparison import SurveyComparison
from ekrules.report.comparison_document import comparison_document
from ekrules.report.comparison_part import EarlierComparison, comparison_part
from ekrules.report.comparison_record import comparison_record
from ekrules.report.comparison_sentences import ComparisonSentences
from ekrules.report.comparison_text import comparison_text, summary_text
from ekrules.report.document import Document, Paragraph
from ekrules.report.html import html_text
from ekrules.report.phrases import read_comparison_phrases
from ekrules.report.spans import plain_text
from ekrules.yaml_reader.wording import LANGUAGES, Language
from tests.assessment.compared import (
    a_year_later,
    bound_at,
    fewer_records,
    overridden,
    partly_counts,
    prepared,
    stricter_row,
)
from tests.changed_rules import lower_bound
from tests.real_project import ROOT


@cache
def told(language: Language = "nb") -> SurveyComparison:
    """A year later, with other answers, another rule, another bound and another definition."""
    with TemporaryDirectory() as folder:
        at = Path(folder).resolve()
        old = prepared(at / "old", overridden)
        new = prepared(
            at / "new", a_year_later, fewer_records, partly_counts, stricter_row, bound_at("50 %")
        )
        lower_bound(new, "45 %")
        return comparison_of(str(old), str(new), Choice(language=language))


def alone(came: dict[str, str]) -> Attribution:
    """Return two causes, by what the old side, each alone and both come to."""
    states: dict[str, State] = {
        "": frozenset(),
        "new_values": frozenset[Cause](("new_values",)),
        "rule": frozenset[Cause](("rule",)),
        "both": frozenset[Cause](("new_values", "rule")),
    }
    found = {states[name]: Verdict(one) for name, one in came.items()}
    return attribute(("new_values", "rule"), found.__getitem__)


SENTENCES = {
    "one of them": (
        {"": "red", "new_values": "yellow", "rule": "red", "both": "yellow"},
        "This comes from new figures alone.",
    ),
    "either": (
        {"": "red", "new_values": "yellow", "rule": "yellow", "both": "yellow"},
        "Each of these does it alone: new figures and a different rule.",
    ),
    "both": (
        {"": "red", "new_values": "red", "rule": "red", "both": "yellow"},
        "It takes new figures and a different rule together.",
    ),
    "taken back": (
        {"": "red", "new_values": "green", "rule": "red", "both": "yellow"},
        (
            "It takes new figures and a different rule together. New figures alone would have given"
            " green; a different rule took it back to yellow."
        ),
    ),
    "lifted": (
        {"": "green", "new_values": "red", "rule": "green", "both": "yellow"},
        (
            "It takes new figures and a different rule together. New figures alone would have given"
            " red; a different rule lifted it to yellow."
        ),
    ),
    "cancelled": (
        {"": "yellow", "new_values": "green", "rule": "yellow", "both": "yellow"},
        (
            "New figures alone would have given green; a different rule took it back, and it is"
            " yellow as before."
        ),
    ),
    "cancelled both ways": (
        {"": "yellow", "new_values": "green", "rule": "red", "both": "yellow"},
        (
            "New figures alone would have given green; a different rule alone would have given red;"
            " with everything that is different it is yellow as before."
        ),
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_says_what_the_mixes_say(name: str) -> None:
    came, sentence = SENTENCES[name]
    assert plain_text(ComparisonSentences("en").why(alone(came))) == sentence


def test_a_cause_that_moves_nothing_is_named_apart() -> None:
    found = alone(SENTENCES["one of them"][0])
    told = "Also different, without moving it: a different rule."
    assert ComparisonSentences("en").without_effect(found) == told
    assert ComparisonSentences("en").without_effect(alone(SENTENCES["cancelled"][0])) is None


def test_the_text_has_a_line_for_each_goal_and_the_worst_news_first() -> None:
    text = comparison_text(told())
    goals = re.findall(r"^  [\d.]+ [\w-]+: . \w+ → . (\w+)", text, re.MULTILINE)
    assert goals == sorted(goals, key=["red", "yellow", "grey", "green"].index)
    assert len(goals) == len(told().comparison.goals)
    assert all(len(line) <= 100 or " " not in line.strip() for line in text.splitlines())
    assert summary_text(told()).startswith(f"{len(goals)} goals of another status, ")


def test_the_record_has_the_keys_that_are_documented() -> None:
    record = json.loads(comparison_record(told()))
    page = (ROOT / "docs/reference/files.md").read_text(encoding="utf-8")
    section = page[page.index("## comparison.json") :]
    goal = record["goals"][0]
    parts = (
        record,
        goal,
        goal["differences"][0],
        goal["mixes"][0],
        goal["sufficient"][0],
        goal["old"],
        record["old"],
    )
    for part in parts:
        for key in part:
            assert f"`{key}`" in section or key in ("schema_version",), key


def test_every_claim_of_the_record_is_among_its_mixes() -> None:
    record = json.loads(comparison_record(told()))
    for goal in (*record["goals"], *record["same_though"]):
        mixes = {tuple(one["taken_from_new"]): one["comes_to"] for one in goal["mixes"]}
        assert mixes[()] == goal["old"]["status"]
        assert mixes[tuple(goal["causes"])] == goal["new"]["status"]
        for one in goal["sufficient"]:
            assert mixes[tuple(one["causes"])] == one["comes_to"]
        assert len(mixes) == 2 ** len(goal["causes"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_needs_nothing_else_and_tells_a_status_by_word_and_shape(
    language: Language,
) -> None:
    page = html_text(comparison_document(told(language)))
    assert f'<html lang="{language}"' in page
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert re.search(r"<th>", page) is None
    chips = re.findall(r'<span class="chip chip-(\w+)">(.*?)</span>', page)
    assert chips
    assert all("<svg" in inside and re.sub(r"<.*?>", "", inside) for _, inside in chips)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cause_and_kind_of_difference_has_words(language: Language) -> None:
    phrases = read_comparison_phrases(language).phrases
    kinds = DifferenceKind.__args__  # type: ignore[attr-defined]
    assert {f"cause_{one}" for one in CAUSES} <= phrases.keys()
    assert {f"kind_{one}" for one in kinds} == {n for n in phrases if n.startswith("kind_")}


def test_every_phrase_is_used() -> None:
    source = "".join(
        one.read_text(encoding="utf-8")
        for one in (ROOT / "ekrules" / "report").glob("comparison*.py")
    )
    built = ("about_", "cause_", "count_", "kind_", "note_", "outcome_", "part_no_")
    unused = [
        name
        for name in read_comparison_phrases("nb").phrases
        if f'"{name}"' not in source
        and f"'{name}'" not in source
        and not name.startswith(built)
        and not name.endswith("_heading")
    ]
    assert unused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_part_of_the_report_tells_the_same_without_every_mix(language: Language) -> None:
    part = comparison_part(EarlierComparison(language, told(language)))
    page = html_text(_document(language, part))
    whole = html_text(comparison_document(told(language)))
    heading = read_comparison_phrases(language)["goals_heading"]
    assert heading in page
    assert read_comparison_phrases(language)["mixes_heading"] in whole
    assert read_comparison_phrases(language)["mixes_heading"] not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_part_says_why_there_is_nothing_to_tell(language: Language) -> None:
    part = comparison_part(EarlierComparison(language, files=("rules/x/status.yaml",)))
    (paragraph,) = part.blocks
    assert isinstance(paragraph, Paragraph)
    assert "rules/x/status.yaml" in plain_text(paragraph.text)
    lost = comparison_part(EarlierComparison(language, reason="record"))
    assert lost.blocks != part.blocks


def _document(language: Language, part: object) -> Document:
    from dataclasses import replace

    return replace(comparison_document(told(language)), sections=(part,))  # type: ignore[arg-type]
