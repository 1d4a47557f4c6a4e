"""Seen without colours: every status still has its word, and a shape that no other has."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.report.browser.conftest import Show
from tests.report.browser.drawn_pages import NAMES

STATUSES = ("green", "yellow", "red", "grey")
# Whatever has a status's colour, but the surfaces of a picture, which has words beside it.
_COLOURED = "[class*='chip-'], [class*='ink-'], [class*='verdict-']:is(div)"
_SHOWN = """all => all.filter(one => one.checkVisibility()).map(one => {
  const shape = one.querySelector('svg use'), box = shape?.getBoundingClientRect();
  const words = one.querySelector('.verdict-word') ?? one;
  return {
    status: one.className.match(/(?:chip|ink|verdict)-(green|yellow|red|grey)/)?.[1],
    shape: shape?.getAttribute('href'),
    isDrawn: !!box && box.width >= 5 && box.height >= 5,
    word: words.textContent.trim().replace(/^.*\\d+\\s/, ''),
  };
})"""
# And one shape at a time on the same place, so that none differs by a fraction of a pixel.
_COLOURLESS = """* { color: #000 !important; background: #fff !important; }
  .alone { position: fixed; z-index: 9; left: 0; top: 0; width: 16px; height: 16px; margin: 0; }"""


@pytest.mark.parametrize("name", NAMES)
def test_whatever_has_a_statuss_colour_has_its_word_and_its_shape(show: Show, name: str) -> None:
    found = show(name, unfolded=True).locator(_COLOURED).evaluate_all(_SHOWN)
    assert found or name in ("scores", "municipality")
    assert [one for one in found if one["shape"] != f"#shape.{one['status']}"] == []
    assert [one for one in found if not one["isDrawn"]] == []
    assert [one for one in found if not one["word"].isalpha()] == []
    words = {(one["word"].casefold(), one["status"]) for one in found}
    assert len(words) == len({word for word, _ in words})


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_in_a_statuss_colour_is_told_in_words(show: Show, name: str) -> None:
    untold = """all => all.map(one => one.closest('svg')).filter(one =>
      !one.getAttribute('aria-label') && !one.parentElement.querySelector('.shares-key .chip')
    ).length"""
    surfaces = show(name, unfolded=True).locator("[class*='fill-'], [class*='line-']")
    assert surfaces.evaluate_all(untold) == 0


def test_the_four_shapes_differ_when_all_is_black(show: Show) -> None:
    page = show("report_nb", unfolded=True, bypass_csp=True, device_scale_factor=4)
    page.add_style_tag(content=_COLOURLESS)
    drawn = {}
    for status in STATUSES:
        shape = page.locator(f".chip-{status} .shape").first
        shape.evaluate("one => one.classList.add('alone')")
        drawn[status] = shape.screenshot()
        shape.evaluate("one => one.remove()")
    assert [
        pair for pair in combinations(STATUSES, 2) if len({drawn[one] for one in pair}) < 2
    ] == []


def test_shares_beside_each_other_are_parted_by_more_than_their_colours(show: Show) -> None:
    page = show("report_nb")
    pictures = page.locator(".shares-picture")
    assert pictures.count() > 0
    parts = "all => all.map(one => [one.querySelectorAll('[class*=fill-]').length, \
one.querySelectorAll('.gap').length])"
    assert all(gaps == surfaces - 1 for surfaces, gaps in pictures.evaluate_all(parts))
