"""Guessed codes: what texts that are neither ids nor labels most likely mean.

In: the texts of one question, and what the whole file tells of its codes. Out: codes for those that
can be guessed, and notes on what a person should look at. Never says that a guess is sure unless
the file itself shows it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from ekrules.errors import listed
from ekrules.survey.answer_layout import DONT_KNOW, NO_ANSWER
from ekrules.survey.answers.code_evidence import CodeEvidence, places_of
from ekrules.survey.answers.meanings import CHOSEN_WORDS, NOT_CHOSEN_WORDS, labels_of
from ekrules.survey.answers.name_matching import plain
from ekrules.survey.answers.proposed import ProposedCodes
from ekrules.survey.codebook import Question
from ekrules.survey.survey import Survey

_NEAR_ENOUGH = 0.8
_YES, _NO = {"ja", "yes"}, {"nei", "no"}
_SAID = {DONT_KNOW: "vet ikke", NO_ANSWER: "ubesvart"}


def guessed_codes(
    survey: Survey,
    question: Question,
    meant: Mapping[str, str | None],
    unknown: Sequence[str],
    evidence: CodeEvidence,
) -> ProposedCodes:
    """Return codes for all texts that are understood: by labels, or by the order of options.

    meant: text -> code, None where it is neither an id nor a label; unknown: those texts.
    """
    found = {text: code for text, code in meant.items() if code is not None}
    notes = []
    for text in unknown:
        near = _near_option(survey, question, text)
        if near is not None:
            found[text] = near[0]
            notes += [] if near[1] else [f'"{text}" likner på {near[0]}']
    order = evidence.order(question)
    options = survey.option_ids(question)
    run = [*reversed(options)] if order.is_reversed else options
    places = places_of(one for one in unknown if one not in found)
    by_order = {text: run[at] for text, at in places.items() if at < len(run)}
    ground = ""
    if by_order:
        found |= by_order
        way = "i omvendt rekkefølge av" if order.is_reversed else "etter rekkefølgen på"
        said = f"kodene er gjettet {way} svarene"
        if order.is_shown and len(by_order) == 2:
            ground = f"kodene står {way} svarene, som oppfølgingsspørsmålene viser"
        else:
            notes.append(f"{said}, som i {order.shown_by}" if order.shown_by else said)
    for text in unknown:
        kind = None if text in found else evidence.missing_kind(question, text)
        if kind is not None:
            found[text] = kind
            notes.append(f'"{text}" er tatt som {_SAID.get(kind, kind)}')
    rest = [one for one in unknown if one not in found]
    if rest:
        notes.append(f"ukjent: {listed(rest)}")
    # With codes only what they name is understood, so without any guess there are none.
    guessed = any(text in found for text in unknown)
    codes = _sorted(found) if guessed else {}
    return ProposedCodes(codes=codes, notes=tuple(notes), ground=ground)


def _near_option(survey: Survey, question: Question, text: str) -> tuple[str, bool] | None:
    """Return the option whose label differs least, and whether only in signs and capitals."""
    labels = {
        plain(label): one.id
        for one in survey.options_of(question)
        for label in labels_of(one.label)
    }
    written = plain(text)
    if written in labels:
        return labels[written], True
    if written.isdigit():
        return None
    for words, names in ((CHOSEN_WORDS, _YES), (NOT_CHOSEN_WORDS, _NO)):
        # "Y", "true": as tools write yes, where that is one of the answers.
        meant = {labels[one] for one in names if one in labels}
        if written in words and len(meant) == 1:
            return meant.pop(), True
    near = get_close_matches(written, labels, n=2, cutoff=_NEAR_ENOUGH)
    return (labels[near[0]], False) if len({labels[one] for one in near}) == 1 else None


def _sorted(codes: Mapping[str, str]) -> dict[str, str]:
    """Numbers by their size, then words by their letters."""
    return dict(sorted(codes.items(), key=lambda one: (not one[0].isdigit(), one[0].zfill(9))))
