"""Without a mouse: the skip link, the order of stops, what has focus is seen, fold-outs unfold."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.report.browser.conftest import Show
from tests.report.browser.drawn_pages import NAMES

NARROW = {"width": 320, "height": 640}
# Notes at each stop which one it is, and whether a line of at least 2 px stands around it.
_WATCH = """() => {
  const all = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')];
  const stops = all.filter(one => one.checkVisibility({visibilityProperty: true}));
  window.seen = [];
  document.addEventListener('focusin', event => {
    const style = getComputedStyle(event.target), box = event.target.getBoundingClientRect();
    const marked = style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2;
    const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth;
    window.seen.push([stops.indexOf(event.target), marked && inside]);
  });
  return stops.length;
}"""


def has_focus(page: Page, selector: str) -> bool:
    return bool(page.evaluate("one => document.activeElement.matches(one)", selector))


@pytest.mark.parametrize("viewport", [None, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", NAMES)
def test_tab_comes_to_everything_in_order_shows_where_it_is_and_gets_out_again(
    show: Show, name: str, viewport: dict[str, int] | None
) -> None:
    page = show(name, unfolded=viewport is None, **({"viewport": viewport} if viewport else {}))
    page.emulate_media(reduced_motion="reduce")
    stops = page.evaluate(_WATCH)
    for _ in range(stops):
        page.keyboard.press("Tab")
    seen = page.evaluate("window.seen")
    assert [place for place, _ in seen] == list(range(stops))
    assert [place for place, is_marked in seen if not is_marked] == []
    page.keyboard.press("Tab")
    assert page.evaluate("window.seen").pop()[0] in (0, stops - 1)
    page.keyboard.press("Tab")
    assert page.evaluate("window.seen").pop()[0] in (0, 1)


@pytest.mark.parametrize("name", NAMES)
def test_every_table_that_scrolls_is_a_stop(show: Show, name: str) -> None:
    page = show(name, unfolded=True, viewport=NARROW)
    missed = """[...document.querySelectorAll('*')].filter(one => one.scrollWidth > one.clientWidth
      && getComputedStyle(one).overflowX === 'auto' && one.tabIndex !== 0).length"""
    assert page.evaluate(missed) == 0


@pytest.mark.parametrize("name", NAMES)
def test_the_first_stop_leads_past_the_contents(show: Show, name: str) -> None:
    page = show(name)
    page.keyboard.press("Tab")
    assert has_focus(page, "a.skip")
    box = page.locator("a.skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert has_focus(page, "main")
    page.keyboard.press("Tab")
    assert has_focus(page, "main *")


def test_a_fold_out_unfolds_and_folds_by_the_keyboard(show: Show) -> None:
    page = show("report_nb")
    page.locator("main summary").first.focus()
    for is_open in (True, False):
        page.keyboard.press("Enter")
        assert page.locator("main details").first.evaluate("one => one.open") is is_open


def test_a_link_into_a_fold_out_unfolds_it(show: Show) -> None:
    page = show("report_nb")
    folded = """[...document.querySelectorAll('main a[href^="#"]')].find(one =>
      one.checkVisibility() && document.getElementById(one.hash.slice(1)).closest('.folded'))"""
    page.evaluate(f"window.link = {folded}; window.link.focus()")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector(':target')?.checkVisibility()")
    assert page.locator(":target").evaluate("one => one.closest('details').open")


def test_beside_the_text_the_contents_stand_open_with_nothing_to_press(show: Show) -> None:
    page = show("report_nb")
    assert page.locator("nav summary").is_hidden()
    assert page.locator("nav a").last.is_visible()
    page.set_viewport_size({"width": 1000, "height": 800})
    assert page.locator("nav summary").is_visible()
    assert page.locator("nav a").last.is_hidden()
