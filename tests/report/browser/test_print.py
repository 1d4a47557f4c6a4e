"""Printed: every fold-out is open, nothing is left out but the contents, and colours stay."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pytest

from tests.report.browser.conftest import Show
from tests.report.browser.drawn_pages import NAMES, document
from tests.report.test_formats_agree import bare, texts

# Texts that take up no room, of all that is for the eye.
_UNSEEN = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), unseen = [];
  while (texts.nextNode()) {
    const one = texts.currentNode, range = document.createRange();
    if (!one.data.trim() || one.parentElement.closest('.for-ears, .skip, nav')) continue;
    range.selectNodeContents(one);
    const box = range.getBoundingClientRect();
    const isIn = box.width >= 1 && box.height >= 1 && box.right <= innerWidth + 1;
    const isShown = one.parentElement.checkVisibility({visibilityProperty: true});
    if (!isIn || !isShown) unseen.push(one.data);
  }
  return unseen;
}"""
A4_IN_PIXELS = {"width": 673, "height": 950}


@pytest.mark.parametrize("name", NAMES)
def test_print_shows_every_text_though_nothing_was_unfolded(show: Show, name: str) -> None:
    page = show(name, viewport=A4_IN_PIXELS)
    page.emulate_media(media="print")
    assert page.evaluate(_UNSEEN) == []
    assert page.locator("nav").is_hidden()


@pytest.mark.parametrize("name", ["report_nb", "municipality"])
def test_the_printed_file_holds_every_text_of_the_document(show: Show, name: str) -> None:
    printed = show(name).pdf(prefer_css_page_size=True)
    held = bare("".join(one.extract_text() for one in pypdf.PdfReader(BytesIO(printed)).pages))
    missing = [one for one in dict.fromkeys(texts(document(name))) if bare(one) not in held]
    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_statuses_and_pictures_keep_their_colours_in_print(show: Show, name: str) -> None:
    page = show(name)
    page.emulate_media(media="print")
    coloured = ".chip, .goal-chip, .verdict, .shares-picture, .bar svg, .peers svg"
    adjusted = "all => all.map(one => getComputedStyle(one).printColorAdjust)"
    assert set(page.locator(coloured).evaluate_all(adjusted)) <= {"exact"}
