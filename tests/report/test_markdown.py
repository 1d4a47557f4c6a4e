"""What the Markdown promises: readable as it stands, and no text can turn into markup."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ekrules.report.document import Document, FactList, FurnitureWords, Paragraph, Section
from ekrules.report.markdown import escaped, markdown_text
from ekrules.report.spans import Span
from tests.report.builders import world

HOSTILE = "<script>alert(1)</script> | a * b _c_ [d](e) `f` # & \n- g"


def test_the_same_document_gives_the_same_text() -> None:
    assert markdown_text(world().document()) == markdown_text(world().document())


def test_every_row_of_a_table_has_as_many_cells_as_its_heading() -> None:
    for spice in ("", HOSTILE):
        text = markdown_text(world(spice).document())
        for table in re.findall(r"(?:^\|.*\n?)+", text, flags=re.MULTILINE):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
            assert len(widths) == 1


def test_hostile_texts_stay_texts() -> None:
    text = markdown_text(world(HOSTILE).document())
    assert "<script" not in text
    assert "[d](e)" not in text
    tags = set(re.findall(r"<(/?\w+)", text))
    assert tags == {"a", "/a", "details", "/details", "summary", "/summary", "code", "/code"}


def test_hostile_texts_change_no_structure() -> None:
    calm, hostile = (markdown_text(world(one).document()) for one in ("", HOSTILE))
    for marker in (r"^#+ ", r"^- ", r"^\|", r"^<details>", r"^</details>"):
        count = len(re.findall(marker, calm, flags=re.MULTILINE))
        assert len(re.findall(marker, hostile, flags=re.MULTILINE)) == count


def test_every_link_leads_to_an_anchor() -> None:
    text = markdown_text(world().document())
    anchors = re.findall(r'<a id="([^"]+)">', text)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) - set(anchors) == set()


def test_headings_skip_no_level() -> None:
    text = markdown_text(world().document())
    levels = [len(one) for one in re.findall(r"^(#+) ", text, flags=re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_status_is_its_shape_and_its_word() -> None:
    text = markdown_text(world().document())
    for marked in ("● grønn", "▲ gul", "■ rød", "◇ grå"):
        assert marked in text


def test_a_text_that_begins_as_a_list_is_no_list() -> None:
    section = Section("a", "A", (Paragraph((Span("1. april"),)), Paragraph((Span("- nei"),))))
    document = Document("nb", "k", "t", "s", FactList(()), (section,), FurnitureWords("", "", ""))
    text = markdown_text(document)
    assert "\n1\\. april\n" in text
    assert "\n\\- nei\n" in text


@given(st.text())
def test_escaped_text_stands_on_one_line_without_markup(text: str) -> None:
    shown = escaped(text)
    assert "\n" not in shown
    assert re.search(r"(?<!\\)(?:\\\\)*[|`*_\[\]]", shown) is None
    assert "<" not in shown
