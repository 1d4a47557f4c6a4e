"""A real Chromium, where there is one: each page in a profile of its own, with no network."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.report.browser.drawn_pages import page_text

_CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Show = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for one file's tests: a driver left running would hold up other files' tests."""
    if _CHROMIUM is None:
        pytest.skip("no Chromium here: install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_QUIET)
        yield browser
        browser.close()


@pytest.fixture
def show(chromium: Browser, tmp_path: Path) -> Iterator[Show]:
    """Open one of the pages, or a text, from a file as a reader does.

    unfolded: with every fold-out open. The rest is for the browser: viewport and the like.
    """
    contexts = []

    def shown(name: str, *, text: str | None = None, unfolded: bool = False, **kind: Any) -> Page:
        path = tmp_path / f"{name}.html"
        path.write_text(page_text(name) if text is None else text, encoding="utf-8")
        contexts.append(chromium.new_context(offline=True, **kind))
        page = contexts[-1].new_page()
        page.goto(path.as_uri())
        if unfolded:
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        return page

    yield shown
    for context in contexts:
        context.close()
