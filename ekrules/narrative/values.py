"""Values: a bound that a person wrote, as readers write it, by its unit."""

from __future__ import annotations

from datetime import date

from ekrules.narrative.numbers import NO_BREAK_SPACE, date_text, exact_text
from ekrules.narrative.phrases import read_phrases
from ekrules.yaml_reader.units import Unit, Value
from ekrules.yaml_reader.wording import Language


def value_text(value: Value, unit: Unit, language: Language) -> str:
    """Return the value in words and figures; a share in percent, with its decimals as written.

    >>> value_text(0.6, "share", "nb"), value_text(True, "boolean", "nb")
    ('60\\xa0%', 'ja')
    """
    if isinstance(value, bool):
        phrases = read_phrases(language)
        return phrases.yes_word if value else phrases.no_word
    if isinstance(value, date):
        return date_text(value, language)
    if isinstance(value, str):
        return value
    if unit == "share":
        space = "" if language == "en" else NO_BREAK_SPACE
        return f"{exact_text(value * 100, language)}{space}%"
    return exact_text(value, language)
