"""A logo in the browser: it is seen, nothing is fetched or run for it, and it breaks no rule."""

from __future__ import annotations

import pytest

from ekrules.report.html import html_text
from tests.report.browser.conftest import Show
from tests.report.browser.test_axe import GOOD_PRACTICE, WCAG, faults
from tests.report.browser.test_reflow import SIZES, assert_nothing_is_cut
from tests.report.test_logo_shown import PICTURES, with_logo

_SEEN = "(one => one.complete && one.naturalWidth)(document.querySelector('.logo'))"


@pytest.mark.parametrize("kind", PICTURES)
def test_the_logo_is_seen_and_the_browser_has_nothing_to_say(show: Show, kind: str) -> None:
    page = show("blank", text="<!doctype html><title>-</title>")
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda one: said.append(one.text))
    page.on("request", lambda one: asked.append(one.url))
    shown = show("logo", text=html_text(with_logo(kind)))
    page.goto(shown.url)
    assert page.evaluate(_SEEN) == 200
    assert said == []
    assert [one for one in asked if not one.startswith("data:image/")] == [shown.url]


def test_a_picture_that_came_in_from_outside_would_not_be_fetched(show: Show) -> None:
    text = html_text(with_logo()).replace("</main>", '<img src="logo2.png" alt=""></main>')
    page = show("logo", text=text)
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text))
    page.reload()
    [refused] = said
    assert "Content Security Policy" in refused


@pytest.mark.parametrize("alternative", ["Etaten", ""])
def test_a_page_with_a_logo_breaks_no_rule(show: Show, alternative: str) -> None:
    page = show("logo", text=html_text(with_logo(alternative=alternative)), bypass_csp=True)
    assert faults(page, WCAG + GOOD_PRACTICE) == []


@pytest.mark.parametrize("size", SIZES)
def test_a_page_with_a_logo_never_scrolls_sideways(show: Show, size: str) -> None:
    assert_nothing_is_cut(show("logo", text=html_text(with_logo()), **SIZES[size]))
