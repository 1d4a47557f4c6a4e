"""Words for shares are true of the counts beside them: every count out of every base up to 250.

What the words mean is read here from the words alone, not from the lexicon's own bounds.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from ekrules.narrative.lexicon import band_of
from ekrules.tables.measure import exact_share
from ekrules.yaml_reader.wording import LANGUAGES, Language

LARGEST_BASE = 250
Range = tuple[Fraction, Fraction]


def tenths(**words: int) -> dict[str, Fraction]:
    return {word.replace("_", " "): Fraction(number, 10) for word, number in words.items()}


NAMED: dict[Language, dict[str, Fraction]] = {
    "nb": {
        **tenths(en_tidel=1, en_femtedel=2, fire_tideler=4, halvparten=5, seks_tideler=6),
        **tenths(sju_tideler=7, åtte_tideler=8, ni_tideler=9),
        "en firedel": Fraction(1, 4),
        "en tredel": Fraction(1, 3),
        "to tredeler": Fraction(2, 3),
        "tre firedeler": Fraction(3, 4),
    },
    "nn": {
        **tenths(ein_tidel=1, ein_femtedel=2, fire_tidelar=4, halvparten=5, seks_tidelar=6),
        **tenths(sju_tidelar=7, åtte_tidelar=8, ni_tidelar=9),
        "ein firedel": Fraction(1, 4),
        "ein tredel": Fraction(1, 3),
        "to tredelar": Fraction(2, 3),
        "tre firedelar": Fraction(3, 4),
    },
    "en": {
        **tenths(a_tenth=1, a_fifth=2, four_in_ten=4, half=5, six_in_ten=6),
        **tenths(seven_in_ten=7, eight_in_ten=8, nine_in_ten=9),
        "a quarter": Fraction(1, 4),
        "a third": Fraction(1, 3),
        "two thirds": Fraction(2, 3),
        "three quarters": Fraction(3, 4),
    },
}
# How far from what they name, in points: the lowest and the highest that is still true.
DISTANCES: dict[str, tuple[float, float]] = {
    "om lag": (-3.5, 3.5),
    "i overkant av": (1, 7),
    "litt over": (1, 5),
    "godt over": (2, 8),
    "over": (2, 8),
    "nær": (-5.5, -1),
    "about": (-3.5, 3.5),
    "just over": (1, 7),
    "well over": (2, 8),
    "nearly": (-5.5, -1),
}
ENDS: dict[str, Range] = {
    **dict.fromkeys(("ingen", "none"), (Fraction(0), Fraction(0))),
    **dict.fromkeys(("nesten ingen", "almost none"), (Fraction(1, 10**9), Fraction(5, 100))),
    **dict.fromkeys(("svært få", "very few"), (Fraction(3, 100), Fraction(10, 100))),
    **dict.fromkeys(
        ("de aller fleste", "dei aller fleste", "the great majority"),
        (Fraction(90, 100), Fraction(98, 100)),
    ),
    **dict.fromkeys(("nesten alle", "nearly all"), (Fraction(95, 100), 1 - Fraction(1, 10**9))),
    **dict.fromkeys(("alle", "all"), (Fraction(1), Fraction(1))),
}


def meaning(words: str, language: Language) -> Range:
    """Return the lowest and the highest share that the words are true of."""
    if words in ENDS:
        return ENDS[words]
    named = next(one for one in NAMED[language] if words.endswith(f" {one}"))
    low, high = DISTANCES[words.removesuffix(f" {named}")]
    share = NAMED[language][named]
    return share + Fraction(low) / 100, share + Fraction(high) / 100


SHARES = sorted(
    {
        exact_share(count, base): (count, base)
        for base in range(LARGEST_BASE, 0, -1)
        for count in range(base + 1)
    }.items()
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_true_of_every_count_out_of_every_base(language: Language) -> None:
    wrong = []
    for share, (count, base) in SHARES:
        words = band_of(share, language).words
        low, high = meaning(words, language)
        if not low <= Fraction(count, base) <= high:
            wrong.append(f"{words}: {count} of {base}")
    assert wrong == []
