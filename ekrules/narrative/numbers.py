"""Numbers: figures as Norwegian readers write them; rounding half up, once, from exact counts."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from ekrules.tables.measure import Measure
from ekrules.yaml_reader.wording import Language

# Babel's names for the languages of the report.
LOCALES: dict[Language, str] = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
NO_BREAK_SPACE = "\u00a0"


def percent_of(measure: Measure) -> Decimal:
    """Return a known measure in percent (0..100), one decimal, rounded half up from its counts.

    >>> percent_of(Measure("m", 162 / 249, 162, 249))
    Decimal('65.1')
    """
    return rounded_percent(measure.exact)


def rounded_percent(share: Fraction | float) -> Decimal:
    """Return a share (0..1) in percent with one decimal, rounded half up.

    >>> rounded_percent(Fraction(1, 8000))
    Decimal('0.0')
    """
    exact = Fraction(share) * 100
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return decimal.quantize(Decimal("0.1"), ROUND_HALF_UP)


# typed, because Decimal("5.0") and 5 are equal keys and read differently.
@lru_cache(maxsize=4096, typed=True)
def decimal_text(number: Decimal | int, language: Language, decimals: int = 1) -> str:
    """Return a number with the language's decimal sign and thousands separator.

    >>> decimal_text(Decimal("64.7"), "nb")
    '64,7'
    """
    pattern = "#,##0" if isinstance(number, int) else "#,##0." + "0" * decimals
    return format_decimal(number, format=pattern, locale=LOCALES[language])


def percent_text(percent: Decimal, language: Language) -> str:
    """Return a percent with its sign, held together by a no-break space where one is used.

    >>> percent_text(Decimal("64.7"), "nb")
    '64,7\\xa0%'
    """
    space = "" if language == "en" else NO_BREAK_SPACE
    return f"{decimal_text(percent, language)}{space}%"


def exact_text(number: float, language: Language) -> str:
    """Return a number as it was written: no decimals that it does not have.

    >>> exact_text(12.5, "nb"), exact_text(60.0, "nb")
    ('12,5', '60')
    """
    written = Decimal(f"{number:.10g}")
    if written == int(written):
        return decimal_text(int(written), language)
    exponent = written.normalize().as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return decimal_text(written, language, decimals)


@lru_cache(maxsize=1024)
def date_text(day: date, language: Language) -> str:
    """Return a date in words.

    >>> date_text(date(2011, 12, 31), "nb")
    '31. desember 2011'
    """
    return format_date(day, format="long", locale=LOCALES[language])
