"""What a change does, as sentences, text, JSON and a page."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from ekrules.project.impact.comparing import impact_of
from ekrules.project.impact.running import Choice
from ekrules.report.html import html_text
from ekrules.report.impact import Impact
from ekrules.report.impact_document import impact_document
from ekrules.report.impact_record import impact_record
from ekrules.report.impact_sentences import word_pieces
from ekrules.report.impact_text import impact_text, summary_text
from ekrules.report.phrases import read_impact_phrases
from tests.changed_rules import lower_bound
from tests.real_project import ROOT, SURVEY, copied_project

_TEXT = st.text(st.sampled_from("ab .\u00a0Å1"), max_size=40)


@cache
def changed() -> Impact:
    """The shipped project with a lower bound."""
    with TemporaryDirectory() as folder:
        new = copied_project(Path(folder).resolve() / "new")
        lower_bound(new, "35 %")
        return impact_of(str(ROOT), str(new), Choice(survey=ROOT / "fixtures" / SURVEY))


@given(_TEXT, _TEXT)
def test_the_pieces_of_two_texts_give_both_back(old: str, new: str) -> None:
    pieces = word_pieces(old, new)
    assert "".join(one.text for one in pieces if one.kind != "added") == old
    assert "".join(one.text for one in pieces if one.kind != "removed") == new


@given(_TEXT)
def test_a_text_held_against_itself_has_no_change(text: str) -> None:
    assert all(one.kind == "same" for one in word_pieces(text, text))


def test_the_text_names_old_and_new_status_rows_and_numbers() -> None:
    text = impact_text(changed())
    assert "17.1 ledelse-1: ▲ yellow → ● green" in text
    assert 'was: row "early-moving" of "attainment-by-deadline"' in text
    assert "attainment 47.4% (118 of 249), years left 3.75" in text
    assert 'yellow by row "early-moving" → green by row "early-ahead"' in text
    assert all(len(line) <= 100 or " " not in line.strip() for line in text.splitlines())


def test_the_summary_counts_the_goals() -> None:
    assert summary_text(changed()).startswith("5 goals of another status, ")


def test_nothing_at_all_is_said_plainly() -> None:
    same = impact_of(str(ROOT), str(ROOT))
    assert summary_text(same) == "Nothing differs."
    text = impact_text(same)
    assert "Nothing differs on this survey." in text
    if same.tables is not None:
        assert f"No case differs: proved for all {len(same.tables)} tables" in text
    assert "Ingenting er annerledes." in html_text(impact_document(same))


def test_the_record_has_the_keys_that_are_documented() -> None:
    record = json.loads(impact_record(changed()))
    assert list(record) == [
        "schema_version",
        "strategy",
        "old",
        "new",
        "differs",
        "surveys",
        "definitions",
        "tables",
        "methods",
        "notes",
    ]
    goal = next(one for one in record["surveys"][0]["goals"] if one["id"] == "ledelse-1")
    assert goal["old"]["decided_by"]["row"] == "early-moving"
    assert goal["new"]["inputs"]["attainment"]["numerator"] == 118
    moved = [one for one in record["tables"] or () if one["state"] == "differs"]
    assert all(one["cases"][0]["case"]["attainment"]["unit"] == "share" for one in moved)


def test_the_page_needs_nothing_else_and_marks_changes_for_ears_too() -> None:
    page = html_text(impact_document(changed()))
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page
    assert '<span class="for-ears">fjernet: </span><del>47,1</del>' in page
    assert '<span class="for-ears">lagt til: </span><ins>22,1</ins>' in page
    assert page.count("<del>") == page.count("fjernet: ")
    assert page.count("<ins>") == page.count("lagt til: ")
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert re.search(r"<th>", page) is None
    # A status is its word and its shape, never a colour alone.
    chips = re.findall(r'<span class="chip chip-(\w+)">(.*?)</span>', page)
    assert chips
    assert all("<svg" in inside and re.sub(r"<.*?>", "", inside) for _, inside in chips)


def test_every_phrase_of_the_page_is_used_in_it() -> None:
    source = "".join(
        (ROOT / "ekrules" / "report" / f"impact_{name}.py").read_text(encoding="utf-8")
        for name in ("document", "words", "cases", "methods_section")
    )
    built = ("about_", "part_", "change_", "kind_", "count_", "spoken_", "cases_", "method_")
    unused = [
        name
        for name in read_impact_phrases("nb").phrases
        if f'"{name}"' not in source and not name.startswith(built)
    ]
    assert unused == []
