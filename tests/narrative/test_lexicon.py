"""The lexicon: each phrase is put beside the shares it is true of, and no others."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.narrative.lexicon import band_of, read_lexicon
from ekrules.tables.measure import exact_share

BANDS = read_lexicon("nb")
EDGES = [band.from_share for band in BANDS]
# Where the words stop being true whoever reads them: (from, below); a fraction is named within
# three points, "over" and "godt over" are above what they name, "nær" is below.
TRUE_OF = {
    "ingen": (F(0), F(1, 10**6)),
    "nesten ingen": (F(0), F(5, 100)),
    "svært få": (F(0), F(10, 100)),
    "om lag en tidel": (F(7, 100), F(13, 100)),
    "i overkant av en tidel": (F(10, 100), F(15, 100)),
    "godt over en tidel": (F(10, 100), F(20, 100)),
    "om lag en femtedel": (F(17, 100), F(23, 100)),
    "om lag en firedel": (F(22, 100), F(28, 100)),
    "i overkant av en firedel": (F(25, 100), F(1, 3)),
    "om lag en tredel": (F(30, 100), F(36, 100)),
    "godt over en tredel": (F(1, 3), F(40, 100)),
    "om lag fire tideler": (F(37, 100), F(43, 100)),
    "over fire tideler": (F(40, 100), F(50, 100)),
    "nær halvparten": (F(44, 100), F(50, 100)),
    "om lag halvparten": (F(47, 100), F(53, 100)),
    "litt over halvparten": (F(50, 100), F(56, 100)),
    "godt over halvparten": (F(50, 100), F(60, 100)),
    "om lag seks tideler": (F(57, 100), F(64, 100)),
    "om lag to tredeler": (F(63, 100), F(70, 100)),
    "om lag sju tideler": (F(67, 100), F(73, 100)),
    "om lag tre firedeler": (F(72, 100), F(78, 100)),
    "om lag åtte tideler": (F(77, 100), F(83, 100)),
    "godt over åtte tideler": (F(80, 100), F(90, 100)),
    "om lag ni tideler": (F(87, 100), F(93, 100)),
    "de aller fleste": (F(90, 100), F(1)),
    "nesten alle": (F(95, 100), F(1)),
    "alle": (F(1), F(2)),
}


def test_the_bands_begin_at_nought_rise_and_end_at_all() -> None:
    assert EDGES[0] == 0
    assert all(low < high for low, high in zip(EDGES, EDGES[1:], strict=False))
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
    upper = EDGES[position + 1] if position + 1 < len(EDGES) else F(1)
    assert low <= band.from_share
    assert upper <= below
    assert band_of(band.from_share, "nb") == band
    if position + 1 < len(EDGES):
        assert band_of(upper - F(1, 10**9), "nb") == band


@given(st.fractions(0, 1))
def test_words_go_with_a_share_just_where_it_lies_in_their_band(share: F) -> None:
    band = band_of(share, "nb")
    position = BANDS.index(band)
    assert band.from_share <= share
    assert position + 1 == len(BANDS) or share < EDGES[position + 1]


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_none_is_said_of_none_and_all_of_all_however_many_were_asked(counts: tuple[int, int]) -> None:
    numerator, denominator = counts
    words = band_of(exact_share(numerator, denominator), "nb").words
    assert (words == "ingen") == (numerator == 0)
    assert (words == "alle") == (numerator == denominator)
