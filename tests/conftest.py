"""For every test: how long an example takes is nobody's failure; machines differ."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("ekrules", deadline=None)
settings.load_profile("ekrules")


def pytest_addoption(parser: pytest.Parser) -> None:
    help_text = "how many mutations of the shipped files to check (200 where left out)"
    parser.addoption("--mutations", type=int, default=200, help=help_text)
