"""Written numbers: counts, shares, points and dates as a report's language writes them.

They are rounded by the narrative's own room, so that no figure is rounded in two ways.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ekrules.narrative.numbers import (
    date_text,
    decimal_text,
    exact_text,
    percent_text,
    rounded_percent,
)
from ekrules.report.phrases import ReportPhrases
from ekrules.yaml_reader.wording import Language


class WrittenNumbers(ABC):
    """Numbers in the language, and with the words, of whoever writes them."""

    @property
    @abstractmethod
    def language(self) -> Language:
        """The language of the report."""

    @property
    @abstractmethod
    def phrases(self) -> ReportPhrases:
        """The report's own headings and words."""

    def whole(self, number: int) -> str:
        """Return a count with the language's thousands separator."""
        return decimal_text(number, self.language)

    def share(self, share: Fraction | float) -> str:
        """Return a share (0..1) as a percent with one decimal."""
        return percent_text(rounded_percent(share), self.language)

    def printed_percent(self, percent: float) -> str:
        """Return a percent (0..100) as the source prints it: a whole one stays whole."""
        if isinstance(percent, int):
            return f"{self.whole(percent)}{self.percent_sign}"
        return percent_text(Decimal(str(percent)), self.language)

    @property
    def percent_sign(self) -> str:
        """What follows a number that is a percent, with its space."""
        nought = Decimal(0)
        return percent_text(nought, self.language).removeprefix(decimal_text(nought, self.language))

    def exact(self, number: float) -> str:
        """Return a bound as it was written: no decimals that it does not have."""
        return exact_text(number, self.language)

    def exact_share(self, share: float) -> str:
        """Return a bound (0..1) in percent, as it was written."""
        return f"{self.exact(share * 100)}{self.percent_sign}"

    def ratio(self, numerator: int, denominator: int) -> str:
        """Return numerator / denominator as a percent with one decimal."""
        return percent_text(rounded_percent(Fraction(numerator, denominator)), self.language)

    def points(self, points: Fraction | float) -> str:
        """Return percentage points with one decimal."""
        return decimal_text(rounded_percent(points / 100), self.language)

    def signed_points(self, points: Fraction | float) -> str:
        """Return a difference in percentage points with its sign: "+4,2", "−3,0"."""
        rounded = rounded_percent(points / 100)
        sign = "+" if rounded > 0 else "\u2212" if rounded < 0 else ""
        return f"{sign}{decimal_text(abs(rounded), self.language)}"

    def span_of_points(self, low: float, high: float) -> str:
        """Return "+1,2 til +7,9": a difference's interval in percentage points."""
        return self.phrases.filled(
            "from_to_signed", low=self.signed_points(low), high=self.signed_points(high)
        )

    def span_of_shares(self, low: float | None, high: float | None) -> str:
        """Return "60,7–68,5 %", or that it is unknown."""
        if low is None or high is None:
            return self.phrases["unknown"]
        if self.share(low) == self.share(high):
            return self.share(low)
        return self.phrases.filled(
            "from_to",
            low=decimal_text(rounded_percent(low), self.language),
            high=self.share(high),
        )

    def day(self, day: date) -> str:
        """Return a date in words."""
        return date_text(day, self.language)
