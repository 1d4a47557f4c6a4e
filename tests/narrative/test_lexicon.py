"""The lexicon: each phrase is put beside the shares it is true of, and no others."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.narrative.lexicon import band_of, read_lexicon
from ekrules.tables.measure import exact_share

BANDS = read_lexicon("nb")
EDGES = [band.from_share for band in BANDS]


def percent(number: int) -> Fraction:
    return Fraction(number, 100)


# Where the words stop being true whoever reads them: (from, below); a fraction is named within
# three points, "over" and "godt over" are above what they name, "nær" is below.
TRUE_OF = {
    "ingen": (Fraction(0), Fraction(1, 10**6)),
    "nesten ingen": (Fraction(0), percent(5)),
    "svært få": (Fraction(0), percent(10)),
    "om lag en tidel": (percent(7), percent(13)),
    "i overkant av en tidel": (percent(10), percent(15)),
    "godt over en tidel": (percent(10), percent(20)),
    "om lag en femtedel": (percent(17), percent(23)),
    "om lag en firedel": (percent(22), percent(28)),
    "i overkant av en firedel": (percent(25), Fraction(1, 3)),
    "om lag en tredel": (percent(30), percent(36)),
    "godt over en tredel": (Fraction(1, 3), percent(40)),
    "om lag fire tideler": (percent(37), percent(43)),
    "over fire tideler": (percent(40), percent(50)),
    "nær halvparten": (percent(44), percent(50)),
    "om lag halvparten": (percent(47), percent(53)),
    "litt over halvparten": (percent(50), percent(56)),
    "godt over halvparten": (percent(50), percent(60)),
    "om lag seks tideler": (percent(57), percent(64)),
    "om lag to tredeler": (percent(63), percent(70)),
    "om lag sju tideler": (percent(67), percent(73)),
    "om lag tre firedeler": (percent(72), percent(78)),
    "om lag åtte tideler": (percent(77), percent(83)),
    "godt over åtte tideler": (percent(80), percent(90)),
    "om lag ni tideler": (percent(87), percent(93)),
    "de aller fleste": (percent(90), Fraction(1)),
    "nesten alle": (percent(95), Fraction(1)),
    "alle": (Fraction(1), Fraction(2)),
}


def test_the_bands_begin_at_nought_rise_and_end_at_all() -> None:
    assert EDGES[0] == 0
    assert all(low < high for low, high in pairwise(EDGES))
    assert EDGES[-1] == 1


def test_no_phrase_stands_twice_or_holds_a_figure() -> None:
    words = [band.words for band in BANDS]
    assert len(set(words)) == len(words)
    assert [one for one in words if any(letter.isnumeric() for letter in one)] == []
    assert set(words) == set(TRUE_OF)


@pytest.mark.parametrize("position", range(len(BANDS)))
def test_a_phrase_is_true_from_its_own_edge_to_just_below_the_next(position: int) -> None:
    band = BANDS[position]
    low, below = TRUE_OF[band.words]
    upper = EDGES[position + 1] if position + 1 < len(EDGES) else Fraction(1)
    assert low <= band.from_share
    assert upper <= below
    assert band_of(band.from_share, "nb") == band
    if position + 1 < len(EDGES):
        assert band_of(upper - Fraction(1, 10**9), "nb") == band


@given(st.fractions(0, 1))
def test_words_go_with_a_share_just_where_it_lies_in_their_band(share: Fraction) -> None:
    band = band_of(share, "nb")
    position = BANDS.index(band)
    assert band.from_share <= share
    assert position + 1 == len(BANDS) or share < EDGES[position + 1]


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_none_is_said_of_none_and_all_of_all_however_many_were_asked(
    counts: tuple[int, int],
) -> None:
    numerator, denominator = counts
    words = band_of(exact_share(numerator, denominator), "nb").words
    assert (words == "ingen") == (numerator == 0)
    assert (words == "alle") == (numerator == denominator)
