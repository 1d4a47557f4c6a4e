"""What the HTML page promises: safe, self-contained, accessible, the same every time."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise

import pytest

from ekrules.assessment.assessed import Status
from ekrules.narrative.phrases import read_phrases
from ekrules.report.document import Document, FactList, FurnitureWords, Section
from ekrules.report.figure_numbers import figures_in
from ekrules.report.html import html_text
from ekrules.report.spans import Span
from ekrules.report.status_blocks import MeasureBar, Threshold
from tests.report.builders import world
from tests.report.pages import Page, read_page

HOSTILE = "<script>alert('1')</script> & \"b\" </style> ]]> {{ 7 * 7 }} a|b"


@cache
def page() -> Page:
    return read_page(html_text(world().document()))


def test_every_tag_is_closed_where_it_should_be() -> None:
    assert page().faults == []


def test_ids_are_unique() -> None:
    assert [one for one, count in Counter(page().ids).items() if count > 1] == []


def test_every_link_leads_to_something_on_the_page() -> None:
    targets = {link.removeprefix("#") for link in page().links}
    assert targets - set(page().ids) == set()


def test_nothing_is_fetched_and_nothing_runs() -> None:
    text = html_text(world().document())
    assert not re.search(r"https?://|@import|url\(|<script|javascript:|\son\w+=", text)
    assert all(link.startswith("#") for link in page().links)
    assert not {"script", "iframe", "img", "object", "link", "form"} & set(page().tags)


def test_the_page_forbids_the_browser_what_it_does_not_need() -> None:
    text = html_text(world().document())
    style = re.search(r"<style>(.*?)</style>", text, flags=re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode("utf-8")).digest()).decode("ascii")
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text
    assert "style" not in {name for _, name, _ in page().attributes}


def test_there_is_one_h1_and_no_level_is_skipped() -> None:
    headings = page().headings
    assert headings.count(1) == 1
    assert headings[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))


def test_landmarks_language_and_skip_link_are_there() -> None:
    assert {"header", "nav", "main"} <= set(page().tags)
    assert ("html", "lang", "nb") in page().attributes
    assert page().links[0] == "#content"


def test_tables_have_captions_and_headings_with_a_scope() -> None:
    tags = Counter(page().tags)
    assert tags["table"] == tags["caption"] > 0
    scopes = [value for tag, name, value in page().attributes if (tag, name) == ("th", "scope")]
    assert len(scopes) == tags["th"]
    assert set(scopes) == {"col", "row"}


def test_a_table_of_texts_says_its_headings_again_where_its_cells_are_stacked() -> None:
    text = html_text(world().document())
    notes = re.search(r'<table class="stacks">.*?</table>', text, flags=re.DOTALL)
    assert notes is not None
    cells = notes[0].count("<td")
    assert cells == notes[0].count("data-label=") > 0


def test_every_status_is_a_word_and_a_shape_as_well_as_a_colour() -> None:
    words = {one.word for one in read_phrases("nb").status.values()}
    words |= {"grønne", "gule", "røde"}
    assert page().chips
    assert all(words & set(chip.split()) for chip in page().chips)
    text = html_text(world().document())
    chips = re.findall(r'class="(?:goal-)?chip (?:goal-)?chip-(\w+)".*?#shape\.(\w+)', text)
    chips += re.findall(r'class="goal-chip chip-(\w+)".*?#shape\.(\w+)', text)
    assert chips
    assert all(colour == shape for colour, shape in chips)


def test_hostile_texts_are_shown_and_do_nothing() -> None:
    text = html_text(world(HOSTILE).document())
    hostile = read_page(text)
    assert "<script" not in text
    assert hostile.faults == []
    assert set(hostile.tags) == set(page().tags)
    assert _outside_drawings(hostile) == _outside_drawings(page())
    assert HOSTILE in hostile.text
    assert "49" not in hostile.text.replace("249", "").split()


def _outside_drawings(one: Page) -> list[str]:
    """The tags without those of drawings, in which a longer text takes more lines."""
    return [tag for tag in one.tags if tag not in ("g", "path", "text", "rect", "line")]


def test_pictures_say_in_words_what_they_show() -> None:
    labels = [
        value for tag, name, value in page().attributes if (tag, name) == ("svg", "aria-label")
    ]
    assert labels
    # A drawing says its own finding; every other picture is of a share, and says it in percent.
    drawn = [one.alternative for one in figures_in(world().document())]
    assert drawn
    assert all(len(says.split()) > 3 for says in drawn)
    others = Counter(labels) - Counter(drawn)
    assert others.total() == len(labels) - len(drawn)
    assert all("%" in (label or "") for label in others)
    hidden = [one for one in page().attributes if one[:2] == ("svg", "aria-hidden")]
    assert len(hidden) + len(labels) == Counter(page().tags)["svg"]


def test_the_same_document_gives_the_same_page() -> None:
    assert html_text(world().document()) == html_text(world().document())


def test_percent_signs_stand_behind_a_no_break_space() -> None:
    # The notes on the source are English, and written as English is.
    text = page().text.replace("Sier 19 %", "").replace("23,8 %", "")
    assert re.findall(r"\d %|\d%", text) == []
    assert re.findall(r"\d\.\d+\u00a0%", text) == []


def test_a_bar_shows_the_share_its_interval_and_the_next_threshold() -> None:
    bar = MeasureBar(
        share=0.651,
        low=0.611,
        high=0.688,
        threshold=Threshold(Status.GREEN, 0.9),
        status=Status.YELLOW,
        key=(Span("Nøkkel"),),
        alternative="65,1 %",
    )
    text = html_text(_document_of(bar))
    assert 'width="65.1%"' in text
    assert 'x1="61.1%" x2="68.8%"' in text
    assert 'class="bar-threshold line-green" x1="90%"' in text


def test_a_share_counted_in_full_has_no_interval() -> None:
    bar = MeasureBar(1.0, 1.0, 1.0, None, Status.GREEN, (Span("Alle"),), "100 %")
    text = html_text(_document_of(bar))
    assert 'class="bar-interval"' not in text
    assert 'class="bar-threshold' not in text


def _document_of(*blocks: MeasureBar) -> Document:
    return Document(
        language="nb",
        kicker="k",
        title="t",
        subtitle="s",
        facts=FactList(()),
        sections=(Section("one", "En", blocks),),
        words=FurnitureWords("Hopp", "Innhold", "ruller"),
    )


def _colours() -> dict[str, str]:
    css = files("ekrules.report").joinpath("page.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.1 defines it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


TEXT_ON = [
    *((status, "paper") for status in ("green", "yellow", "red", "grey")),
    *((status, f"{status}-tint") for status in ("green", "yellow", "red", "grey")),
    *(("ink", f"{status}-tint") for status in ("green", "yellow", "red", "grey")),
    *(("muted", f"{status}-tint") for status in ("green", "yellow", "red", "grey")),
    *((text, back) for text in ("ink", "muted", "link") for back in ("paper", "faint", "target")),
    ("on-navy", "navy"),
    ("on-navy-soft", "navy"),
]


@pytest.mark.parametrize(("text", "background"), TEXT_ON)
def test_text_stands_out_from_its_background(text: str, background: str) -> None:
    colours = _colours()
    assert contrast(colours[text], colours[background]) >= 4.5


def test_the_colours_of_statuses_are_the_agreed_ones() -> None:
    colours = _colours()
    assert [colours[one] for one in ("green", "yellow", "red", "grey")] == [
        "#1b7f3b",
        "#8a5a00",
        "#b3261e",
        "#555555",
    ]


def test_contrast_is_that_of_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
