"""What axe-core finds on each page: nothing, by WCAG 2.0 to 2.2 A and AA and by good practice."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pytest
from playwright.sync_api import Page

from tests.report.browser.conftest import Show
from tests.report.browser.drawn_pages import NAMES, page_text

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
GOOD_PRACTICE = ("best-practice",)


@cache
def axe() -> str:
    """Return axe-core's script, as the package that bundles it ships it."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def faults(page: Page, tags: tuple[str, ...]) -> list[str]:
    """Return each breach of the rules with these tags: which rule, and where on the page."""
    page.evaluate(axe())
    run = "tags => axe.run({runOnly: tags, resultTypes: ['violations']})"
    found = page.evaluate(run, list(tags))
    return [
        f"{one['id']} ({one['help']}): {node['target']} {node['html']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


# The page lets no script run; only the browser that tests it is told to overlook that.
@pytest.mark.parametrize("unfolded", [False, True], ids=["folded", "unfolded"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_breaks_no_rule(show: Show, name: str, unfolded: bool) -> None:
    page = show(name, unfolded=unfolded, bypass_csp=True)
    assert faults(page, WCAG + GOOD_PRACTICE) == []


@pytest.mark.parametrize("name", ["report_nb", "municipality"])
def test_a_page_breaks_no_rule_on_a_telephone(show: Show, name: str) -> None:
    page = show(name, bypass_csp=True, viewport={"width": 320, "height": 640})
    assert faults(page, WCAG + GOOD_PRACTICE) == []


def test_axe_would_tell_of_a_fault(show: Show) -> None:
    text = page_text("impact").replace('<html lang="nb">', "<html>")
    page = show("impact", text=text, bypass_csp=True)
    page.add_style_tag(content="h1 { color: #555 }")
    assert {one.partition(" ")[0] for one in faults(page, WCAG)} == {
        "color-contrast",
        "html-has-lang",
    }
