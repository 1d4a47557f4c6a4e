"""Values: what a decision saw, in a few words, for comparing two decisions.

In: seen inputs, and the measures that they come from. Out: a number with its unit and, where it is
counted, its counts: "12,9 % (32 av 249)". In English for a terminal, or in the report's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ekrules.assessment.assessed import SeenInput
from ekrules.assessment.rollup import SHARES
from ekrules.narrative.amounts import measured_text
from ekrules.narrative.numbers import date_text, decimal_text, percent_text, rounded_percent
from ekrules.narrative.phrases import read_phrases
from ekrules.tables.measure import Measure
from ekrules.yaml_reader.wording import Language

_SHARES = ("target", *SHARES)
_UNKNOWN = {"nb": "ukjent", "nn": "ukjent", "en": "unknown"}
_TRUE = {"nb": ("nei", "ja"), "nn": ("nei", "ja"), "en": ("no", "yes")}
_OF = {"nb": "av", "nn": "av", "en": "of"}


def seen_in_words(seen: SeenInput, measures: Mapping[str, Measure], language: Language) -> str:
    """Return the value alone: a share in percent with its counts; unknown with its reason.

    >>> seen_in_words(SeenInput("attainment", 0.5, "m"), {"m": Measure("m", 0.5, 1, 2)}, "en")
    '50.0% (1 of 2)'
    """
    value = seen.value
    if value is None:
        return f"{_UNKNOWN[language]} ({_reason(seen.reason, language)})"
    if isinstance(value, bool):
        return _TRUE[language][value]
    if isinstance(value, date):
        return date_text(value, language)
    if isinstance(value, str):
        return value if language == "en" else read_phrases(language).coverage.get(value, value)
    if seen.measure is not None:
        return _counted(measures[seen.measure], value, language)
    return _number(seen, value, language)


def _number(seen: SeenInput, value: float, language: Language) -> str:
    is_share = seen.in_force.unit == "share" if seen.in_force else seen.name in _SHARES
    if is_share:
        return percent_text(rounded_percent(value), language)
    if isinstance(value, int):
        return decimal_text(value, language)
    return decimal_text(Decimal(str(value)), language, decimals=2)


def _counted(measure: Measure, value: float, language: Language) -> str:
    if measure.value is not None and (measure.series is not None or not measure.is_share):
        # As it is published; what a method sees of a percent is of a hundred.
        return measured_text(measure, {measure.id: measure}, language)
    if measure.value is None or measure.numerator is None or measure.denominator is None:
        return percent_text(rounded_percent(value), language)
    percent = percent_text(rounded_percent(measure.exact), language)
    counts = [decimal_text(one, language) for one in (measure.numerator, measure.denominator)]
    return f"{percent} ({counts[0]} {_OF[language]} {counts[1]})"


def _reason(reason: str | None, language: Language) -> str:
    code = reason or "no reason given"
    return (
        code.replace("_", " ")
        if language == "en"
        else read_phrases(language).reason.get(code, code)
    )
