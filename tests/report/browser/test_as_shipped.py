"""The page as a browser takes it: styled, silent, fetching nothing, running nothing."""

from __future__ import annotations

import pytest

from tests.report.browser.conftest import Show
from tests.report.browser.drawn_pages import NAMES, page_text


@pytest.mark.parametrize("name", NAMES)
def test_the_browser_takes_the_style_and_has_nothing_to_say(show: Show, name: str) -> None:
    page = show("blank", text="<!doctype html><title>-</title>")
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda one: said.append(one.text))
    page.on("pageerror", lambda one: said.append(str(one)))
    page.on("request", lambda one: asked.append(one.url))
    shown = show(name)
    page.goto(shown.url)
    assert asked == [shown.url]
    assert said == []
    colour = "getComputedStyle(document.querySelector('.masthead')).backgroundColor"
    assert page.evaluate(colour) == "rgb(23, 50, 79)"


@pytest.mark.parametrize(
    "smuggled",
    [
        "<script>document.title = 'run'</script>",
        "<img src=x onerror=\"document.title = 'run'\">",
        "<svg onload=\"document.title = 'run'\"></svg>",
    ],
)
def test_a_script_that_came_in_would_not_run(show: Show, smuggled: str) -> None:
    text = page_text("impact").replace("</main>", f"{smuggled}</main>")
    assert show("impact", text=text).title() != "run"
    bare = text.replace('http-equiv="Content-Security-Policy"', "")
    assert show("impact", text=bare).title() == "run"
