"""Wording: one text in the languages that readers read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ekrules.errors import Faults
from ekrules.yaml_reader.models import Placed

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")
# A share in figures ("87 %", "12 av 249") or in words ("to tredeler", "fire av fem"): it would
# stand unchanged when the answers change. Many, few and most are left to the rules that use them.
_NUMBER_WORD = r"(?:to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|hundre|two|three|four|five|ten|hundred)"
_IN_FIGURES = re.compile(
    r"\d[\d.,]*\s*(?:%|‰|prosent|promille|per ?cent|pct|pst)"
    r"|\w*prosent(?!poeng|tall|vis)\w*|\w*promille\w*|\bper ?cent(?!age points?)\w*|\b(?:pct|pst)\b"
    r"|\d+\s+(?:av|of|out of)\s+\d+",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    rf"\b(?:en|én|one|{_NUMBER_WORD})\s+(?:av|of|out of)\s+{_NUMBER_WORD}\b"
    r"|\bhalvpart\w*|\b\w*(?:tre(?:dje)?|fire?|fjerde|fem(?:te)?|ti)del(?:en|er|ene|s)?\b"
    r"|\bhalf\b|\bthirds?\b|\bquarters?\b|\b(?:fifths|tenths)\b",
    re.IGNORECASE,
)
# Each of these shares holds one of these; most texts hold none, which is quickly seen.
_MAY_STATE = re.compile(
    r"\d|pro[sm]|cent|p[cs]t|\s(?:av|of)\s|half|halv|del|third|quarter|fifth|tenth", re.IGNORECASE
)


# What a text can't hold, because it is printed as it stands: tags and signs of HTML, and templates.
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>|&(?:[A-Za-z]{2,8}|#[0-9]{1,6});")
_TEMPLATE = re.compile(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)|\$\{.*?\}")


def markup_in(text: str) -> str | None:
    """Return the first tag or sign of HTML in a text, or None.

    >>> markup_in("Alle <b>har</b> det"), markup_in("under 5 < 10 & over")
    ('<b>', None)
    """
    tag = _TAG.search(text)
    return tag.group()[:40] if tag else None


def _as_printed(text: str) -> str:
    if not text.strip():
        raise ValueError("expected a text")
    if (tag := markup_in(text)) is not None:
        raise ValueError(f'a text is printed as it stands, so leave out "{tag}"')
    if template := _TEMPLATE.search(text):
        left_out = template.group()[:40]
        raise ValueError(f'only the narrative is filled in, so leave out "{left_out}"')
    return text


Text = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_as_printed)]


class Wording(Placed):
    """A text in bokmål and, where they are written, nynorsk and English."""

    nb: Text
    """The text in bokmål, which reports are written in."""
    nn: Text | None = None
    """The text in nynorsk; bokmål is used where it is left out."""
    en: Text | None = None
    """The text in English; bokmål is used where it is left out."""

    def in_language(self, language: Language) -> str:
        """Return the text in `language`, or in bokmål where it is not written in that one."""
        chosen: str | None = getattr(self, language)
        return chosen if chosen is not None else self.nb


def stated_share(text: str, *, in_words: bool = True) -> str | None:
    """Return the first share that a text states in figures or (where asked) in words, or None.

    >>> stated_share("Skolen ligger foran"), stated_share("om lag to tredeler er i mål")
    (None, 'tredeler')
    """
    if not _MAY_STATE.search(text):
        return None
    stated = _IN_FIGURES.search(text) or (_IN_WORDS.search(text) if in_words else None)
    return stated.group() if stated else None


def add_stated_shares(
    wordings: Iterable[Wording | None], faults: Faults, *, in_words: bool = True
) -> None:
    """Add a fault for each text that states a share.

    A share in a label stays when the answers change; one from a measure follows them. What a
    row says holds whenever the row does, so there words may stand (in_words=False).
    """
    for wording in wordings:
        for language in LANGUAGES:
            text = getattr(wording, language, None) or ""
            stated = stated_share(text, in_words=in_words)
            if wording is not None and stated is not None:
                expected = "shares come from measures, so leave it out of the text"
                faults.add(wording.at(language), f'the share "{stated}"', expected)
