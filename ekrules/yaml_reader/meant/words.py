"""Known slips: what people write for a key or a choice, and the name they mean by it.

In: a word that is not known, and the names that are. Out: the nearest name, by case and signs, by
the words that Norwegians write (bokmål and nynorsk), or by spelling. Never decides that a word is
wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ekrules.errors import Faults, Place, listed, nearest_name

# English name -> the words that are written for it, in small letters, with "_" between words.
_WRITTEN_FOR = {
    # goals and strategy
    "theme": "tema temaet temaer temanavn tema_id themes topic",
    "number": "nummer nr no temanummer målnummer tal antall num tall float integer int",
    "title": "tittel tittelen overskrift overskrift_tekst heading namn navn",
    "about": "om omtale beskrivelse beskriving skildring ingress description",
    "measures": "måltall målinger målingar indikatorer indikatorar indikator indicators andeler",
    "measure": "måltall måling indikator indicator",
    "goals": "mål måla målene hovedmål delmål objectives objective",
    "goal": "mål målet objective",
    "text": "tekst teksten måltekst målet formulering",
    "deadline": "frist fristen tidsfrist innen sluttdato due_date due date dato",
    "target": "mål målverdi måltall ønsket andel goal ambisjon siktemål",
    "coverage": "dekning dekningsgrad dekking dekkingsgrad",
    "coverage_note": "dekning_merknad dekningsmerknad dekningsnotat merknad_dekning note",
    "source": "kilde kjelde kilder opphav opphavet sources",
    "section": "avsnitt kapittel seksjon del punkt chapter kap",
    "attainment": "måloppnåelse måloppnåing oppnåelse oppnåing resultat grad achievement",
    "inputs": "inndata innverdier input inn",
    "parameters": "parametre parametere parametrar parameter grenser",
    "judged_by": "vurderes_av vurderast_av vurdert_av bedømt_av dømt_av tabell regel judge rule",
    "published": "publisert utgitt utgjeve offentliggjort trykt",
    "remark": "merknad kommentar anmerkning tilleggssetning comment note",
    "firmness": "sikkerhet tydelighet visshet styrke",
    "adopted": "vedtatt vedteke vedtatt_år år year",
    "horizon": "horisont slutt sluttdato end",
    "owner": "eier eigar ansvarlig ansvarleg",
    "strategy": "strategi strategien plan",
    # figures
    "label": "etikett merkelapp tekst tittel navn namn kortnavn name",
    "says": "sier seier setning skriv",
    "of": "av blant",
    "question": "spørsmål spørsmålet spørsmåls_id spm sporsmal questions q",
    "questions": "spørsmål spørsmålene spørsmåla spm question",
    "item": "rad ledd underspørsmål delspørsmål linje element punkt row",
    "items": "rader radar ledd underspørsmål delspørsmål elementer punkter rows",
    "counts": "options answers teller tel telt telles_med teljar tell regnes_med svar count",
    "count": "antall tal antal teller counts",
    "base": "grunnlag basis prosentgrunnlag utvalg utval",
    "evidence": "dokumentasjon bevis belegg kilde ekstern evidens",
    "lowest_of": "laveste_av lågaste_av minst_av minste_av lavest min",
    "highest_of": "høyeste_av høgaste_av størst_av største_av høyest max",
    "mean_of": "gjennomsnitt_av snitt_av middel_av gjennomsnitt mean average",
    "joint_of": "samlet_av begge_av alle_av felles_av både_og joint",
    # dated values
    "values": "verdier verdiar verdi value",
    "value": "verdi verdien values",
    "from": "fra frå fra_dato gjelder_fra gjeld_frå siden",
    "unit": "enhet eining eininga måleenhet units type slag",
    "link": "lenke lenkje lenka nettadresse url peker href",
    "last_checked": "sist_sjekket sist_sjekka sist_kontrollert kontrollert",
    # surveys
    "survey": "undersøkelse undersøking undersøkelsen måling spørreundersøkelse",
    "wave": "bølge bølgje år årgang runde year",
    "reference_date": "referansedato dato måledato per_dato date",
    "publisher": "kilde utgiver utgjevar utgitt_av utgjeve_av forlag",
    "language": "språk målform lang",
    "respondents": "respondenter respondentar antall_svar svar antall svarte deltakere",
    "frame": "ramme utvalgsramme populasjon bruttoutvalg utvalg",
    "one": "en én ein ett eit entall eintal",
    "many": "flere fleire mange flertall fleirtal",
    "every": "alle samtlige hver kvar all",
    "option_lists": "svarlister svarliste alternativlister valglister alternativliste option_list",
    "options": "svaralternativer svaralternativ alternativer alternativ svar valg val option",
    "synthetic": "syntetisk oppdiktet oppdikta kunstig",
    "kind": "type slag sort art spørsmålstype",
    "asks": "spør tekst spørsmål spørsmålstekst spørsmålet ask question",
    "missing": "mangler manglar manglende manglande ubesvart",
    "asked_if": "stilt_hvis stilt_om spurt_hvis spurt_om hvis dersom betingelse if ask_if",
    "asked_of": "stilt_til spurt_av spurte hvem_ble_spurt",
    "is": "er lik equals",
    "is_one_of": "er_en_av er_ein_av en_av ein_av in",
    "comparable": "sammenlignbar sammenliknbar samanliknbar",
    "earlier": "tidligere tidlegare før",
    # printed tables
    "tables": "tabeller tabellar tabell table",
    "layout": "oppsett utforming form type kind",
    "cells": "celler celle rader cell",
    "answer": "svar svaret svaralternativ alternativ",
    "percent": "prosent prosentandel andel pst pct",
    "valid_percent": "gyldig_prosent valid_prosent",
    "cumulative_percent": "kumulativ_prosent kumulativ",
    # outside figures and judgements
    "date": "dato dag datoen day",
    "numerator": "teller teljar",
    "denominator": "nevner nemnar",
    "when": "når når_hvis tidspunkt hvis vilkår vilkåret betingelse dersom if condition om",
    "note": "merknad notat anmerkning remark",
    "overrides": "overstyringer overstyringar overstyring override",
    "replaces": "erstatter erstattar erstatte overstyrer i_stedet_for replace",
    "by": "av hvem kven signert underskrift bestemt_av",
    "because": "begrunnelse grunngiving grunngjeving fordi grunn årsak reason why",
    "on": "dato den dag på vedtatt signert_dato date",
    "until": "til inntil utløper utgår gyldig_til gjelder_til gjeld_til to expires",
    # frames, notes and weights
    "breakdowns": "inndelinger inndelingar oppdelinger fordelinger grupperinger",
    "segments": "segmenter segment grupper deler delar",
    "response_rate": "svarprosent svarandel",
    "mean": "gjennomsnitt snitt middel",
    "lowest": "laveste lågaste minste minimum",
    "highest": "høyeste høgaste største maksimum",
    "notes": "merknader merknadar notater",
    "should_be": "skal_være skal_vere riktig rett",
    "weight": "vekt",
    "points": "poeng",
    # narrative
    "narrative": "språk fortelling tekst language",
    "method": "metode framgangsmåte fremgangsmåte",
    "response": "svarprosent respons svar deltakelse deltaking",
    "overall": "samlet samla totalt helhet heilskap i_alt",
    # tables of rules
    "decision": "beslutning avgjerd beslutningstabell tabell",
    "status": "status statusen farge color colour level result resultat",
    "rows": "rader radar rad row regler reglar regel rules rule",
    "examples": "eksempler eksempel døme example",
    "name": "navn namn",
    "given": "gitt gjeve case tilfelle",
    "expect": "forventet forventa forvent venta expected utfall resultat result then",
    "hit_policy": "treffregel treff",
    "finding": "funn",
    "findings": "funn funnene",
    "at_least": "minst minimum min",
    "at_most": "høyst høgst maks maksimum max",
    "more_than": "mer_enn meir_enn over flere_enn",
    "below": "under mindre_enn lavere_enn less_than",
    "unknown": "ukjent",
    "better": "bedre betre retning direction best",
    "up": "opp oppover higher høyere høy more mer høyt oppad økende",
    "down": "ned nedover lower lavere lav less mindre lavt nedad synkende",
    "strength": "styrke s sterk styrker sterke_sider pluss",
    "weakness": "svakhet veikskap svakheit w svakheter svake_sider minus",
    "opportunity": "mulighet moglegheit o m muligheter opportunities",
    "threat": "trussel trugsmål t trusler risk risiko fare",
    "judgement": "vurdering skjønn judgment skjønnsvurdering",
    "rest_on": "bygger_på hviler_på grunnlag based_on rests_on",
    "not_judged": "ikke_vurdert ikkje_vurdert vurderes_ikke not_assessed",
    "outputs": "utdata output",
    "neither": "none ingen likegyldig",
    "unique": "u unik en_rad",
    "first": "f første",
    "priority": "p prioritet",
    "rule_order": "r",
    "output_order": "o",
    "collect": "c c+ c# c< c> samle",
    "any": "a noen",
    "id": "navn name namn key nøkkel",
    # choices
    "green": "grønn grønt grøn grønne gron gronn",
    "yellow": "gul gult gule amber orange oransje",
    "red": "rød raud rødt røde raudt rod",
    "grey": "grå grått gray ukjent ikke_vurdert",
    "full": "full hel heil fullt helt fullstendig complete",
    "partial": "delvis del partiell partial partly",
    "indirect": "indirekte",
    "none": "ingen inga ikke ikkje uten null ingen_frist nei nil",
    "derived": "avledet avleidd utledet utleia",
    "explicit": "eksplisitt uttrykkelig uttrykkeleg",
    "implied": "underforstått implisitt",
    "inferred": "tolket tolka sluttet",
    "all": "alle samtlige everyone every",
    "asked": "spurt spurte stilt",
    "answered": "besvart svart svarte",
    "known": "kjent kjente kjend",
    "single": "enkelt enkel ett_svar eitt_svar enkeltvalg single_choice",
    "multi": "flervalg fleirval flere_svar multiple multiple_choice flere",
    "grid": "rutenett matrise tabell matrix",
    "dont_know": "vet_ikke veit_ikkje vetikke vet_ikkje ikke_sikker",
    "no_answer": "ikke_svart ikkje_svart ubesvart uten_svar",
    "not_asked": "ikke_spurt ikkje_spurt ikke_stilt",
    "frequency": "frekvens frekvenstabell single",
    "multiple_response": "flersvar flere_svar flervalg multi multiple",
    "unanswered": "ubesvart ikke_svart usvart no_answer not_asked",
    "total": "totalt sum i_alt alt alle samlet",
    "share": "andel del prosent percent percentage prosentandel fraction ratio",
    "years": "år år_igjen",
    "boolean": "ja_nei ja/nei",
    "true": "ja sann sant yes",
    "false": "nei usann usant no",
    "table": "tabell",
    "prose": "prosa tekst",
    "nb": "no bm nob nor norsk bokmål bokmaal bokmal nb_no norwegian",
    "nn": "nynorsk nno nn_no",
    "en": "engelsk english eng en_gb en_us",
}
_MEANT: dict[str, tuple[str, ...]] = {}
for _name, _words in _WRITTEN_FOR.items():
    for _word in _words.split():
        _MEANT[_word] = (*_MEANT.get(_word, ()), _name)


def same_but_for_signs(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that is this word in other letters or signs, in singular or plural.

    >>> same_but_for_signs("Judged By", ["judged_by"]), same_but_for_signs("goal", ["goals"])
    ('judged_by', 'goals')
    """
    names = list(known)
    written = _folded(word)
    for name in names:
        if written == _folded(name):
            return name
    bare = [written.rstrip("s"), written.replace("_", "")]
    for name in names:
        if bare[0] == name.rstrip("s") or bare[1] == name.replace("_", ""):
            return name
    return None


def meant_by(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that this word is written for, or None.

    >>> meant_by("Frist", ["deadline", "target"]), meant_by("grå", ["green", "grey"])
    ('deadline', 'grey')
    """
    names = list(known)
    meant = _MEANT.get(_folded(word), ())
    return same_but_for_signs(word, names) or next((one for one in meant if one in names), None)


def nearest_known(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that is meant by the word, else the one spelled most like it.

    >>> nearest_known("spørsmål", ["question", "item"]), nearest_known("deadlin", ["deadline"])
    ('question', 'deadline')
    """
    names = list(known)
    return meant_by(word, names) or nearest_name(word, names)


def add_unknown_name(
    faults: Faults, place: Place, kind: str, name: str, known: Iterable[str]
) -> None:
    """Note that no `kind` is called `name`, where its names may be written in Norwegian."""
    names = sorted(known)
    near = nearest_known(name, names)
    expected = "expected one that exists" if near else f"expected one of {listed(names)}"
    faults.add(place, f'no {kind} is called "{name}"', expected, near)


def _folded(word: str) -> str:
    return re.sub(r"[\s_.:-]+", "_", word.strip().casefold()).strip("_")
