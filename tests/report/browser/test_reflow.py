"""Enlarged, narrow, and with wide spacing: nothing is cut, and only tables scroll sideways."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from ekrules.report.html import html_text
from tests.report.browser.conftest import Show
from tests.report.browser.drawn_pages import NAMES
from tests.report.builders import world
from tests.report.test_hostile_texts import document as hostile

SIZES: dict[str, dict[str, Any]] = {
    # A window of 1280 px at 200 % has 640 CSS px, each drawn as two.
    "at 200 %": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    "at 320 px": {"viewport": {"width": 320, "height": 640}},
    "wide": {"viewport": {"width": 1280, "height": 900}},
}
# The distances of WCAG 2.1, success criterion 1.4.12.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
# What is larger than the box it stands in, out of the tables that scroll by themselves; a pixel
# may go in rounding. A line of text may be higher than a small box around it.
_CUT = """() => [...document.querySelectorAll('body *')].filter(one => {
  if (one.closest('svg, .for-ears, .skip, .table-scroll') || !one.checkVisibility()) return false;
  const style = getComputedStyle(one);
  const isLow = style.overflowY === 'hidden' && one.scrollHeight > one.clientHeight + 1;
  return isLow || (one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1);
}).map(one => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 60)}`)"""
_OUT_OF_CELLS = """() => [...document.querySelectorAll('th, td')].filter(one =>
  one.checkVisibility() && one.scrollWidth > one.clientWidth + 1
).map(one => one.textContent.trim().slice(0, 60))"""


def assert_nothing_is_cut(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(_CUT) == []
    assert page.evaluate(_OUT_OF_CELLS) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_the_page_never_scrolls_sideways_and_nothing_is_cut(
    show: Show, name: str, size: str
) -> None:
    assert_nothing_is_cut(show(name, unfolded=True, **SIZES[size]))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_wide_spacing_cuts_nothing(show: Show, name: str, size: str) -> None:
    page = show(name, unfolded=True, bypass_csp=True, **SIZES[size])
    page.add_style_tag(content=SPACING)
    assert page.evaluate("getComputedStyle(document.body).letterSpacing") == "2.04px"
    assert_nothing_is_cut(page)


@pytest.mark.parametrize("size", SIZES)
def test_a_text_of_ten_thousand_letters_without_a_space_does_not_widen_the_page(
    show: Show, size: str
) -> None:
    text = html_text(hostile("long", "nb"))
    assert_nothing_is_cut(show("long", text=text, unfolded=True, **SIZES[size]))


def test_such_a_text_in_every_place_does_not_widen_the_page_of_a_telephone(show: Show) -> None:
    text = html_text(world("x" * 10_000).document())
    page = show("long", text=text, unfolded=True, **SIZES["at 320 px"])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
