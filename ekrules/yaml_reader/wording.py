"""Wording: one text in the languages that readers read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from ekrules.errors import Faults
from ekrules.yaml_reader.models import Placed

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")
_PERCENT = re.compile(r"\d[\d.,]*\s*(%|‰|prosent|promille|per ?cent|pct|pst)", re.IGNORECASE)


class Wording(Placed):
    """A text in bokmål and, where they are written, nynorsk and English."""

    nb: str = Field(min_length=1, max_length=2000)
    nn: str | None = Field(default=None, min_length=1, max_length=2000)
    en: str | None = Field(default=None, min_length=1, max_length=2000)

    def in_language(self, language: Language) -> str:
        """Return the text in `language`, or in bokmål where it is not written in that one."""
        chosen: str | None = getattr(self, language)
        return chosen if chosen is not None else self.nb


def add_stated_percents(wordings: Iterable[Wording | None], faults: Faults) -> None:
    """Add a fault for each text that states a percent.

    A percent in a label stays when the answers change; one from a measure follows them.
    """
    for wording in wordings:
        for language in LANGUAGES:
            stated = _PERCENT.search(getattr(wording, language, None) or "")
            if wording is not None and stated is not None:
                expected = "percents come from measures, so leave it out of the text"
                faults.add(wording.at(language), f'the percent "{stated.group()}"', expected)
