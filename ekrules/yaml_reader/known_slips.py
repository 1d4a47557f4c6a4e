"""Known slips: what people write for the words of ekrules, and which word they meant.

In: a word as it stands in a file, and the words that may stand there. Out: the one most likely
meant. Norwegian words, signs and abbreviations are no neighbours of ours letter by letter, so
likeness alone would suggest nothing, or something else. Never decides that a word is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ekrules.errors import nearest_name

# A word of ours (or, where it depends on the place, several: the first that may stand there) and
# what is written for it. Letters are folded (ø is o), and spaces and hyphens are underscores.
_WRITTEN_FOR = {
    # operators
    "at_least": "minst minimum min min. atleast >= ≥ gte ge storre_eller_lik mer_eller_lik terskel "
    "grense threshold fra_og_med",
    "more_than": "mer_enn over storre_enn above greater_than morethan gt > more",
    "at_most": "hoyst maks maksimum max maximum atmost <= ≤ lte mindre_eller_lik opptil inntil "
    "up_to til_og_med",
    "below": "under mindre_enn mindre less_than lessthan lower_than lt < lavere_enn",
    "is": "er lik equals equal eq = ==",
    "is_not|none": "ikke er_ikke ulik not isnt isnot ne != ≠ not_equal",
    "is_one_of|any": "en_av blant in one_of isoneof",
    "unknown": "ukjent mangler missing null empty blank",
    "all": "og and alle && samtlige",
    "any": "eller or || minst_en",
    "none|grey": "ingen nor ikke_vurdert",
    # keys
    "when": "nar hvis dersom if where vilkar betingelse condition",
    "then|status": "da sa resultat konklusjon conclusion",
    "row": "rad linje",
    "rows": "rader linjer rules regler",
    "deadline|until": "frist tidsfrist innen due due_date",
    "goals|goal|target": "mal malene",
    "target": "malsetting maltall malverdi onsket",
    "measure|measures": "indikator maling kpi",
    "measures": "indikatorer malinger kpier",
    "attainment": "maloppnaelse oppnaelse oppnadd",
    "coverage": "dekning dekningsgrad",
    "judged_by": "vurderes_av bedommes_av domt_av regel tabell table",
    "because": "fordi begrunnelse grunn why reason",
    "text": "tekst ordlyd",
    "title": "tittel navn name",
    "about": "om ingress",
    "number": "nummer nr tall no.",
    "source": "kilde",
    "section": "avsnitt kapittel",
    "remark": "merknad kommentar comment note",
    "published": "publisert offentliggjort",
    "derived": "avledet",
    "theme": "tema",
    "themes": "temaer",
    "question|questions|asks": "sporsmal",
    "asks": "spor",
    "counts|numerator": "teller",
    "denominator": "nevner",
    "base": "grunnlag basis prosentbase",
    "inputs": "inndata input innganger",
    "outputs": "utdata output",
    "examples": "eksempler eksempel example tests",
    "given": "gitt",
    "expect": "forvent forventer forventet expected expects",
    "name|label|id": "navn",
    "label": "etikett merkelapp",
    "says": "sier",
    "status": "farge colour color",
    "decision": "beslutning beslutningstabell",
    "hit_policy": "treffregel hitpolicy policy",
    "unit": "enhet",
    "values": "verdier",
    "value": "verdi",
    "from": "fra",
    "until|to": "til utloper expires",
    "finding": "funn",
    "kind": "slag type",
    "judgement": "vurdering skjonn",
    "on|date|deadline": "dato",
    "by": "av signert signed",
    "replaces": "erstatter",
    "overrides": "overstyringer overstyring",
    "weight": "vekt",
    "points": "poeng",
    "answer|answers": "svar",
    "count": "antall",
    "percent|share": "prosent andel percentage pct",
    "tables": "tabeller",
    "options": "alternativer svaralternativer valg alternatives choices",
    "items": "ledd underpunkter",
    "asked_if": "stilles_hvis spurt_hvis filter",
    "asked_of": "stilt_til spurt",
    "publisher": "utgiver",
    "language": "sprak",
    "wave": "bolge ar_for_undersokelsen",
    "respondents": "respondenter svarte_i_alt",
    "frame": "ramme populasjon",
    "owner": "eier",
    "adopted": "vedtatt",
    "horizon": "horisont",
    "strategy": "strategi",
    "survey": "undersokelse",
    "link": "lenke url",
    "column": "kolonne",
    "columns": "kolonner",
    "file": "fil",
    # values
    "green": "gronn gront gron",
    "yellow": "gul gult amber oransje",
    "red": "rod rodt raud",
    "grey": "gra gratt gray",
    "full": "hel helt fullt",
    "partial": "delvis partly",
    "indirect": "indirekte",
    "nb": "no bokmal norsk norwegian",
    "nn": "nynorsk",
    "en": "engelsk english",
    "true": "ja sant sann yes on y",
    "false": "nei usant usann no off n",
    "dont_know": "vet_ikke veit_ikkje",
    "no_answer|unanswered": "ubesvart ikke_svart",
    "not_asked": "ikke_spurt",
    "asked": "spurte",
    "answered": "svarte besvart",
    "strength": "styrke",
    "weakness": "svakhet",
    "opportunity": "mulighet",
    "threat": "trussel",
    "single": "enkel enkeltvalg",
    "multi": "flervalg flere",
    "grid": "rutenett matrise",
    "unique": "u unik en",
    "first": "f forste first_hit",
    "priority": "p prioritet",
    "rule_order": "r regelrekkefolge",
    "output_order": "o",
    "collect": "c c+ c< c> c# samle",
    "years": "ar year",
    "boolean": "boolsk bool",
    "date": "dag",
    "up": "opp hoyere",
    "down": "ned lavere",
    "action": "tiltak",
}
_FOLDED = str.maketrans({"ø": "o", "å": "a", "æ": "a", "ö": "o", "ä": "a", " ": "_", "-": "_"})
_SPELT = str.maketrans({"ø": "o", "å": "a", "æ": "ae", "ö": "o", "ä": "a", "é": "e"})
_MEANT: dict[str, tuple[str, ...]] = {}
for _words, _slips in _WRITTEN_FOR.items():
    for _slip in _slips.split():
        _MEANT[_slip] = (*_MEANT.get(_slip, ()), *_words.split("|"))

# One number, perhaps with words or signs around it; a minus is no such word.
_ONE_NUMBER = re.compile(
    r"(?:[^\d\-−–]{0,12}[^\d\-−–.,])?([0-9]{1,3})(?:[.,]([0-9]{1,10}))? *"
    r"(%{0,3}|％|pst\.?|pct\.?|prosent|per ?cent)",
    re.IGNORECASE,
)
_MONTHS = (
    ("januar", "january"), ("februar", "february"), ("mars", "march"), ("april",), ("mai", "may"),
    ("juni", "june"), ("juli", "july"), ("august",), ("september",), ("oktober", "october"),
    ("november",), ("desember", "december"),
)  # fmt: skip
_NUMBER_OF_MONTH = {name: at for at, names in enumerate(_MONTHS, start=1) for name in names}
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.?[ ./-]([0-9]{1,2}|[a-z]+)[ ./-]([0-9]{4})[.,;]?")
_YEAR_FIRST = re.compile(r"([0-9]{4})[ ./-]?([0-9]{1,2})[ ./-]?([0-9]{1,2})[.,;]?")
_WITH_UNIT = re.compile(r"(-?[0-9]{1,15})(?:[.,]([0-9]{1,10}))? ?[a-zæøåA-ZÆØÅ.%]{0,12}")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f.][0-9]{3})+")
_RANGE = re.compile(r"([0-9]{1,3}) ?%? ?[-–—] ?([0-9]{1,3}) ?%?")


def nearest_word(written: str, known: Iterable[str]) -> str | None:
    """Return the known word that was most likely meant, or None.

    >>> nearest_word("minst", ["at_least", "is"]), nearest_word("At-Least", ["at_least", "is"])
    ('at_least', 'at_least')
    """
    words = list(known)
    return word_meant(written, words) or nearest_name(written, words)


def word_meant(written: str, known: Iterable[str]) -> str | None:
    """Return the known word that is the same but for its form, or is written so by many, or None.

    >>> word_meant("og", ["all", "any"]), word_meant("alla", ["all", "any"])
    ('all', None)
    """
    words, folded = list(known), _folded(written)
    for word in words:
        if _folded(word) == folded:
            return word
    return next((word for word in _MEANT.get(folded, ()) if word in words), None)


def name_meant(written: str) -> str | None:
    """Return a text as a name of small letters, digits and hyphens, or None.

    >>> name_meant("Helse 2"), name_meant("«»")
    ('helse-2', None)
    """
    spelt = written.strip().casefold().translate(_SPELT)
    name = re.sub(r"[^a-z0-9_-]+", "-", spelt).strip("-_")
    return name or None


def _folded(word: str) -> str:
    return word.strip().casefold().translate(_FOLDED)


def percent_meant(written: str) -> str | None:
    """Return the percent that a text most likely means, as it should be written, or None.

    >>> [percent_meant(text) for text in ("60", "0,6", "minst 60 prosent", "-5 %", "120")]
    ['60 %', '60 %', '60 %', None, None]
    """
    number = _ONE_NUMBER.fullmatch(written.strip())
    if number is None:
        return None
    whole, decimals, sign = number[1].lstrip("0") or "0", (number[2] or "").rstrip("0"), number[3]
    if whole == "0" and decimals and not sign:
        # A share between none and all, moved two places: 0.6 is 60 %.
        moved = decimals.ljust(2, "0")
        whole, decimals = moved[:2].lstrip("0") or "0", moved[2:]
    elif not sign and (whole == "1" or (whole == "0" and number[2])):
        return None  # 1 may be 1 % or all
    if int(whole) > 100 or (int(whole) == 100 and decimals):
        return None
    return f"{whole}.{decimals} %" if decimals else f"{whole} %"


def range_meant(written: str) -> str | None:
    """Return the two operators of a range as it should be written, or None.

    >>> range_meant("60-90 %")
    '{at_least: 60 %, at_most: 90 %}'
    """
    ends = _RANGE.fullmatch(written.strip())
    return f"{{at_least: {ends[1]} %, at_most: {ends[2]} %}}" if ends else None


def number_meant(written: str) -> str | None:
    """Return the number that a text with a comma, a word or quotes means, or None.

    >>> number_meant("2,5"), number_meant("2 år"), number_meant("many")
    ('2.5', '2', None)
    """
    if _THOUSANDS.fullmatch(written):
        return re.sub(r"[^0-9]", "", written)
    number = _WITH_UNIT.fullmatch(written.strip())
    if number is None:
        return None
    return f"{number[1]}.{number[2]}" if number[2] else number[1]


def date_meant(written: str) -> str | None:
    """Return the date that was written in another way, as it should be written, or None.

    >>> date_meant("31.12.2011"), date_meant("2011/12/31"), date_meant("1. mai 2012")
    ('2011-12-31', '2011-12-31', '2012-05-01')
    >>> date_meant("30.2.2011") is None
    True
    """
    text = written.strip().casefold()
    if first := _DAY_FIRST.fullmatch(text):
        day, month, year = first.groups()
    elif last := _YEAR_FIRST.fullmatch(text):
        year, month, day = last.groups()
    else:
        return None
    try:
        return date(int(year), _NUMBER_OF_MONTH.get(month) or int(month), int(day)).isoformat()
    except ValueError:
        return None
