"""Amounts: a number with its unit, as readers write it: 19 dager, 87 %, 12 400 kroner.

In: a number in an indicator's unit, and what the catalogue calls the unit. Out: text with the
decimals that the number has, and no more; of a percent with at most two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from babel.dates import format_date

from ekrules.narrative.numbers import (
    LOCALES,
    NO_BREAK_SPACE,
    date_text,
    decimal_text,
    rounded_percent,
)
from ekrules.narrative.phrases import read_phrases
from ekrules.survey.indicator_series import PERCENT, SHARE, IndicatorSeries, exactly
from ekrules.tables.measure import Measure
from ekrules.yaml_reader.wording import Language, Wording

# Their numbers stand alone: "index" behind one is no unit, and a number is one anyway.
UNSAID = ("number", "index")
_MOST_DECIMALS = 6
# Of a percent that somebody published.
_IN_PERCENT = 2
# Significant digits of a number that is worked out and has no decimals of its own.
_DIGITS = 3
_MONTHS_IN_QUARTER, _MONTHS_IN_MONTH = 3, 1


@dataclass(frozen=True)
class UnitName:
    """A unit as the catalogue writes it, and in words behind one and behind many, if it has any."""

    unit: str
    one: Wording | None = None
    many: Wording | None = None

    @property
    def is_percent(self) -> bool:
        """Whether its numbers are written with a percent sign."""
        return self.unit in (SHARE, PERCENT)

    def behind(self, number: Decimal, language: Language) -> str:
        """Return the word behind a number; nothing where the number stands alone."""
        if self.unit in UNSAID and self.many is None:
            return ""
        said = self.one if abs(number) == 1 and self.one is not None else self.many
        return said.in_language(language) if said is not None else self.unit


def unit_name(measure: Measure, measures: Mapping[str, Measure]) -> UnitName:
    """Return the unit of a measure's value; one put together of others has theirs."""
    series = first_series(measure, measures)
    if series is None or measure.is_share:
        return UnitName(measure.unit)
    return UnitName(measure.unit, series.unit_one, series.unit_many)


def measured_text(measure: Measure, measures: Mapping[str, Measure], language: Language) -> str:
    """Return a known measure's value with its unit; a mean with as many decimals as its parts."""
    decimals = None
    if measure.combined and measure.value is not None and not measure.is_share:
        parts = [measures[part].value for part in measure.parts if part in measures]
        decimals = worked_out_decimals(measure.value, [one for one in parts if one is not None])
    return amount_text(measure.exact, unit_name(measure, measures), language, decimals)


def published_unit(series: IndicatorSeries) -> UnitName:
    """Return the unit that an indicator is published in: its percents are of a hundred."""
    return UnitName(series.unit, series.unit_one, series.unit_many)


def first_series(measure: Measure, measures: Mapping[str, Measure]) -> IndicatorSeries | None:
    """Return the series a measure was read from, or the first among its parts."""
    if measure.series is not None:
        return measure.series
    parts = (measures[part] for part in measure.parts if part in measures)
    return next((found for one in parts if (found := first_series(one, measures))), None)


def amount_text(
    number: Fraction | float, unit: UnitName, language: Language, decimals: int | None = None
) -> str:
    """Return a number with its unit; decimals: at most so many, those it has where left out.

    >>> amount_text(19.0, UnitName("dager"), "nb"), amount_text(87.25, UnitName("percent"), "nb")
    ('19\\xa0dager', '87,25\\xa0%')
    >>> amount_text(12400, UnitName("number"), "en")
    '12,400'
    """
    if unit.is_percent:
        share = _exact(number) / 100 if unit.unit == PERCENT else _exact(number)
        return share_text(share, language, _IN_PERCENT if decimals is None else decimals)
    rounded = _rounded(_exact(number), _MOST_DECIMALS if decimals is None else decimals)
    word = unit.behind(rounded, language)
    text = plain_text(rounded, language)
    return f"{text}{NO_BREAK_SPACE}{word}" if word else text


def moved_text(
    number: Fraction, unit: UnitName, language: Language, decimals: int | None = None
) -> str:
    """Return how far a number is from another, in its unit; of percents in percentage points.

    >>> moved_text(Fraction(2), UnitName("percent"), "nb")
    '2\\xa0prosentpoeng'
    """
    if not unit.is_percent:
        return amount_text(number, unit, language, decimals)
    points = number if unit.unit == PERCENT else number * 100
    most = _IN_PERCENT if decimals is None else decimals
    text = plain_text(_rounded(points, most), language)
    return f"{text}{NO_BREAK_SPACE}{read_phrases(language).points}"


def share_text(share: Fraction, language: Language, decimals: int = 1) -> str:
    """Return a share (0..1) in percent, with no decimal that it does not have.

    >>> share_text(Fraction(87, 100), "nb"), share_text(Fraction(8725, 10_000), "en")
    ('87\\xa0%', '87.3%')
    """
    space = "" if language == "en" else NO_BREAK_SPACE
    percent = rounded_percent(share) if decimals == 1 else _rounded(share * 100, decimals)
    return f"{plain_text(percent, language)}{space}%"


def number_text(number: float, language: Language, decimals: int | None = None) -> str:
    """Return a number without its unit; decimals: at most so many, those it has where left out.

    >>> number_text(1234.5, "nb"), number_text(2 / 3, "en", 2)
    ('1\\xa0234,5', '0.67')
    """
    most = _MOST_DECIMALS if decimals is None else decimals
    return plain_text(_rounded(_exact(number), most), language)


def plain_text(number: Decimal, language: Language) -> str:
    """Return a number without the noughts that stand last behind its decimal sign."""
    plain = abs(number).normalize() if number else Decimal(0)
    exponent = plain.as_tuple().exponent
    sign = "\u2212" if number < 0 else ""
    if not isinstance(exponent, int) or exponent >= 0:
        return f"{sign}{decimal_text(int(plain), language)}"
    return f"{sign}{decimal_text(plain, language, -exponent)}"


def worked_out_decimals(number: float, like: Iterable[float]) -> int:
    """Return how many decimals a number that is worked out is told with: as those it is made of.

    Where they are whole and it is small, so many as give three digits.

    >>> worked_out_decimals(14.2857, [19.0, 17.5]), worked_out_decimals(0.01234, [3.0])
    (1, 4)
    """
    own = max((_decimals(one) for one in like), default=0)
    wanted = _DIGITS - 1 - Decimal(repr(number)).adjusted() if number else 0
    return min(_MOST_DECIMALS, max(own, wanted))


def period_text(period: int | date, language: Language) -> str:
    """Return a year, quarter, month or day as it is written in a table.

    >>> period_text(2010, "nb"), period_text(date(2010, 12, 31), "en")
    ('2010', '31 December 2010')
    """
    if not isinstance(period, date):
        return str(period)
    months = getattr(period, "months", 0)
    if months == _MONTHS_IN_QUARTER:
        quarter = 1 + (period.month - 1) // _MONTHS_IN_QUARTER
        return read_phrases(language).quarter.format(number=quarter, year=period.year)
    if months == _MONTHS_IN_MONTH:
        day = date(period.year, period.month, 1)
        return format_date(day, format="MMMM y", locale=LOCALES[language])
    return date_text(period, language)


def when_text(period: int | date, language: Language) -> str:
    """Return a period as it stands in a sentence: "i 2010", "per 31. desember 2010".

    >>> when_text(2010, "nb"), when_text(date(2010, 12, 31), "en")
    ('i 2010', 'on 31 December 2010')
    """
    words = read_phrases(language)
    is_day = isinstance(period, date) and not getattr(period, "months", 0)
    return f"{words.on_day if is_day else words.in_period} {period_text(period, language)}"


def _exact(number: Fraction | float) -> Fraction:
    return number if isinstance(number, Fraction) else exactly(float(number))


def _rounded(number: Fraction, decimals: int) -> Decimal:
    decimal = Decimal(number.numerator) / Decimal(number.denominator)
    exponent = Decimal(1).scaleb(-decimals)
    # What is too large to have so many decimals has none.
    if decimal and decimal.adjusted() > 20:
        return decimal
    return decimal.quantize(exponent, ROUND_HALF_UP)


def _decimals(number: float) -> int:
    exponent = Decimal(repr(number)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
