"""Wording: one text in the languages that readers read."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ekrules.yaml_reader.models import Placed

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")


class Wording(Placed):
    """A text in bokmål and, where they are written, nynorsk and English."""

    nb: str = Field(min_length=1, max_length=2000)
    nn: str | None = Field(default=None, max_length=2000)
    en: str | None = Field(default=None, max_length=2000)

    def in_language(self, language: Language) -> str:
        """Return the text in `language`, or in bokmål where it is not written in that one."""
        chosen: str | None = getattr(self, language)
        return chosen if chosen is not None else self.nb
