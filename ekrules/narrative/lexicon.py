"""Lexicon: words for shares, each good for one band of numbers only.

In: lexicon_<language>.yaml. Out: the words for a share. The bands cover 0..1 without gaps or
overlaps, so a share has exactly one phrase and a phrase can't be put beside a wrong number.
"""

from __future__ import annotations

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


@dataclass(frozen=True)
class Band:
    """Words that hold for from_share <= share < the next band's."""

    words: str
    from_share: Fraction
    joins: str


@cache
def read_lexicon(language: Language) -> tuple[Band, ...]:
    """Return the bands of a language, lowest first; they begin at 0 and rise."""
    faults = Faults()
    with as_file(files("ekrules.narrative") / f"lexicon_{language}.yaml") as path:
        read = read_model(path, LexiconFile, faults)
    faults.stop_if_any()
    lines = read.bands if read else ()
    return tuple(
        Band(line.words, Fraction(Decimal(str(line.from_percent))) / 100, line.joins)
        for line in lines
    )


def band_of(share: Fraction | float, language: Language) -> Band:
    """Return the band a share (0..1) lies in.

    >>> band_of(Fraction(161, 249), "nb").words
    'om lag to tredeler'
    """
    exact = Fraction(share)
    return [band for band in read_lexicon(language) if band.from_share <= exact][-1]
