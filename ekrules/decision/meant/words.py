"""Known words: what people write for a comparison or a joining word, and the word they mean.

In: a word or sign that stands where an operator or "all", "any", "none" could. Out: the word that
is read there, or None. Words for keys and choices stand in yaml_reader/meant/words.py.
"""

from __future__ import annotations

import re

# Operator -> what is written for it, in small letters, "_" between words. Whether the bound itself
# counts differs between them, so nothing stands here that could be either.
_WRITTEN_FOR_OPERATOR = {
    "at_least": (
        "minst minimum min fra_og_med fom f_o_m gte ge not_below not_less_than no_less_than"
        " ikke_under ikke_mindre_enn ikkje_under større_eller_lik større_enn_eller_lik"
        " større_eller_lik_med lik_eller_større mer_enn_eller_lik over_eller_lik"
        " greater_or_equal greater_than_or_equal greater_than_or_equal_to"
        " more_than_or_equal equal_or_more minimally at_minimum >= => ≥ ⩾ =>="
    ),
    "more_than": (
        "over mer_enn meir_enn mere_enn flere_enn fleire_enn større_enn høyere_enn høgare_enn"
        " lenger_enn gt more above greater greater_than higher_than larger_than longer_than"
        " bigger_than exceeds mer større etter after > mere"
    ),
    "at_most": (
        "høyst høgst maks maksimum maksimalt max maximum maximal til_og_med tom t_o_m lte le"
        " not_above not_more_than no_more_than ikke_over ikke_mer_enn ikkje_over"
        " mindre_eller_lik mindre_enn_eller_lik lik_eller_mindre under_eller_lik"
        " less_or_equal less_than_or_equal less_than_or_equal_to equal_or_less at_maximum"
        " inntil opp_til up_to <= =< ≤ ⩽"
    ),
    "below": (
        "under mindre_enn færre_enn lavere_enn lågare_enn kortere_enn lt less less_than fewer_than"
        " lower_than smaller_than shorter_than beneath less_then mindre før before <"
    ),
    "is": "er lik lik_med er_lik eq equal equals equal_to is_equal_to equals_to exactly = == ===",
    "is_not": (
        "not ikke ikkje er_ikke er_ikkje ulik ulik_fra ikke_lik ne neq not_equal not_equal_to"
        " isnt isn't is_not_equal_to different_from except unntatt != <> ≠"
    ),
    "is_one_of": (
        "in one_of any_of is_any_of is_in isin en_av ein_av er_en_av er_ein_av blant among one"
        " is_among values"
    ),
}
# What is written for "all", "any" and "none".
_WRITTEN_FOR_JOIN = {
    "all": "and og alle både both begge every all_of allof & && samtlige",
    "any": "or eller either enten any_of anyof one_of minst_en minst_én noen nokon || |",
    "none": "not ikke ikkje ingen none_of noneof neither nor verken hverken ! unless",
}
# Where a range begins and ends; whether the end itself counts is not said.
RANGE_BEGINS = frozenset(
    ["from", "fra", "frå", "start", "low", "lower", "nedre", "fra_og", "low_bound"]
)
RANGE_ENDS = frozenset(["to", "til", "end", "high", "upper", "øvre", "until", "stop"])
RANGES = frozenset(
    ["between", "mellom", "range", "in_range", "intervall", "interval", "i_intervallet", "span"]
)
UNKNOWN = frozenset(
    [
        "ukjent",
        "ukjend",
        "mangler",
        "manglar",
        "missing",
        "is_unknown",
        "is_missing",
        "is_null",
        "null",
        "empty",
        "tom_verdi",
        "not_known",
        "ikke_kjent",
        "vet_ikke",
        "na",
        "n/a",
        "unknown",
    ]
)
KNOWN = frozenset(
    ["known", "is_known", "kjent", "kjend", "exists", "not_unknown", "is_not_unknown", "present"]
)


def _meant(written: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in written.items() for word in (name, *words.split())}


_OPERATORS, _JOINS = _meant(_WRITTEN_FOR_OPERATOR), _meant(_WRITTEN_FOR_JOIN)
# "at_least" without its sign between the words.
_RUN_TOGETHER = {name.replace("_", ""): name for name in _WRITTEN_FOR_OPERATOR}


def folded(word: str) -> str:
    """Return a word in small letters, with "_" between its parts.

    >>> folded("At  least"), folded("at-least"), folded(">=")
    ('at_least', 'at_least', '>=')
    """
    return re.sub(r"[\s_.:-]+", "_", word.strip().casefold()).strip("_")


def operator_meant(word: str) -> str | None:
    """Return the operator that is written so, or None.

    >>> operator_meant("Minst"), operator_meant("less than"), operator_meant("≥")
    ('at_least', 'below', 'at_least')
    """
    written = folded(word)
    return _OPERATORS.get(written) or _RUN_TOGETHER.get(written.replace("_", ""))


def join_meant(word: str) -> str | None:
    """Return the joining word that is written so, or None.

    >>> join_meant("og"), join_meant("Any"), join_meant("attainment")
    ('all', 'any', None)
    """
    return _JOINS.get(folded(word))
