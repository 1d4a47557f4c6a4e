"""Evidence on the page: closed until asked for, opened by keyboard, there in print, no breach."""

from __future__ import annotations

import pytest

from tests.report.browser.conftest import Show
from tests.report.browser.drawn_pages import document
from tests.report.browser.test_axe import GOOD_PRACTICE, WCAG, axe
from tests.report.test_evidence import evidences

_AXE = """tags => axe.run('.evidence', {runOnly: tags, resultTypes: ['violations']})
  .then(found => found.violations.map(one => one.id))"""
NARROW = {"width": 320, "height": 640}


@pytest.mark.parametrize("viewport", [None, NARROW], ids=["wide", "narrow"])
def test_a_reader_opens_it_with_enter_and_it_breaks_no_rule(
    show: Show, viewport: dict[str, int] | None
) -> None:
    page = show("report_nb", bypass_csp=True, **({"viewport": viewport} if viewport else {}))
    folded = page.locator("details.evidence")
    assert folded.count() == sum(not one.is_below for one in evidences(document("report_nb")))
    assert page.locator("details.evidence[open]").count() == 0
    first = folded.first
    assert first.locator("li").first.is_hidden()
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert first.locator("li").first.is_visible()
    page.evaluate("document.querySelectorAll('.evidence').forEach(one => one.open = true)")
    page.evaluate(axe())
    assert page.evaluate(_AXE, [*WCAG, *GOOD_PRACTICE]) == []
    across = "document.documentElement.scrollWidth <= window.innerWidth"
    assert page.evaluate(across)


def test_print_shows_it_though_it_was_not_opened(show: Show) -> None:
    page = show("report_nb")
    page.emulate_media(media="print")
    assert page.locator(".evidence li").first.is_visible()
