"""Lexicon: words for shares, each good for one band of numbers only.

In: lexicon_<language>.yaml. Out: the words for a share, and the words that state a quantity, for
those who look for them. The bands cover 0..1 without gaps or
overlaps, so a share has exactly one phrase and a phrase can't be put beside a wrong number.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import as_file, files

from ekrules.errors import Faults
from ekrules.yaml_reader.models import Placed, read_model
from ekrules.yaml_reader.wording import Language


class BandLine(Placed):
    """One line of the lexicon: the words, and the share from which they hold."""

    words: str
    """The words for a share in this band."""
    from_percent: int | float
    """The percent, 0 to 100, from which the words hold."""
    joins: str = " av "
    """What joins the words to the group, with its blanks."""


class LexiconFile(Placed):
    """lexicon_<language>.yaml: bands from 0 upwards, each up to where the next begins."""

    language: str
    """The language: nb, nn or en."""
    bands: tuple[BandLine, ...]
    """The bands from 0 upwards, each up to where the next begins."""
    quantity_words: tuple[str, ...] = ()
    """Words that state a quantity, which no template may hold of its own; * is any ending."""
    no_quantity: tuple[str, ...] = ()
    """Phrases that hold such a word and state no quantity."""


@dataclass(frozen=True)
class Band:
    """Words that hold for from_share <= share < the next band's."""

    words: str
    from_share: Fraction
    joins: str


@cache
def read_lexicon_file(language: Language) -> LexiconFile:
    """Return a language's file; InputError where the shipped one is broken."""
    faults = Faults()
    with as_file(files("ekrules.narrative") / f"lexicon_{language}.yaml") as path:
        read = read_model(path, LexiconFile, faults)
    faults.stop_if_any()
    assert read is not None  # no faults means it was read
    return read


@cache
def read_lexicon(language: Language) -> tuple[Band, ...]:
    """Return the bands of a language, lowest first; they begin at 0 and rise."""
    return tuple(
        Band(line.words, Fraction(Decimal(str(line.from_percent))) / 100, line.joins)
        for line in read_lexicon_file(language).bands
    )


def band_of(share: Fraction | float, language: Language) -> Band:
    """Return the band a share (0..1) lies in.

    >>> band_of(Fraction(161, 249), "nb").words
    'om lag to tredeler'
    """
    bands = read_lexicon(language)
    return bands[bisect_right(bands, Fraction(share), key=lambda band: band.from_share) - 1]
