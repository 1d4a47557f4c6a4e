"""Proposed codes: what the cells of a question most likely mean.

In: a question, the columns found for it, and the texts in their first rows. Out: ProposedCodes,
empty where the cells hold ids or labels; and notes on what a person should look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from ekrules.errors import listed
from ekrules.survey.answer_files.table import RawColumn
from ekrules.survey.answer_layout import CHOSEN, NOT_CHOSEN
from ekrules.survey.answers.mapping import QuestionMapping
from ekrules.survey.answers.meanings import Meanings, labels_of, meanings_of
from ekrules.survey.answers.name_matching import plain
from ekrules.survey.answers.proposed import ProposedCodes
from ekrules.survey.answers.sampling import Sample
from ekrules.survey.codebook import Question
from ekrules.survey.survey import Survey

# A question with more texts than this is not one of codes.
_MOST_TEXTS = 60
_SEPARATORS = (";", "|", "\n", ",", "/", "+")
_NEAR_ENOUGH = 0.8

Columns = Mapping[str | None, RawColumn]


def propose_codes(
    survey: Survey, question: Question, columns: Columns, sample: Sample
) -> ProposedCodes:
    """Return what the cells of a question mean, as far as its first rows tell."""
    if question.kind == "number":
        return ProposedCodes()
    if question.kind == "multi" and None in columns:
        return _in_one_cell(survey, question, columns[None], sample)
    if question.kind == "multi":
        return _per_option(survey, question, columns, sample)
    return _of_options(survey, question, columns, sample)


def _of_options(
    survey: Survey, question: Question, columns: Columns, sample: Sample
) -> ProposedCodes:
    meant: dict[str, str | None] = {}
    for part, column in columns.items():
        meanings = _meanings(survey, question, column, part)
        meant |= {text: meanings.of(text) for text in sample.values(column.name)}
    unknown = [text for text, code in meant.items() if code is None]
    if not unknown:
        return ProposedCodes()
    if len(meant) > _MOST_TEXTS:
        note = f"{len(meant)} ulike verdier, blant dem {listed(unknown, most=3)}"
        return ProposedCodes(notes=(note,))
    return _guessed(survey, question, meant, unknown)


def _guessed(
    survey: Survey, question: Question, meant: Mapping[str, str | None], unknown: Sequence[str]
) -> ProposedCodes:
    """Codes for what is neither an id nor a label: by near labels, or by the order of options."""
    found = {text: code for text, code in meant.items() if code is not None}
    notes = []
    for text in unknown:
        near = _near_option(survey, question, text)
        if near is not None:
            found[text] = near[0]
            notes += [] if near[1] else [f'"{text}" likner på {near[0]}']
    by_order = _by_order(survey.option_ids(question), [one for one in unknown if one not in found])
    if by_order:
        found |= by_order
        notes.append("kodene er gjettet etter rekkefølgen på svarene")
    rest = [one for one in unknown if one not in found]
    if rest:
        notes.append(f"ukjent: {listed(rest)}")
    # With codes only what they name is understood, so without any guess there are none.
    guessed = any(text in found for text in unknown)
    return ProposedCodes(codes=_sorted(found) if guessed else {}, notes=tuple(notes))


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
    near = get_close_matches(written, labels, n=2, cutoff=_NEAR_ENOUGH)
    return (labels[near[0]], False) if len({labels[one] for one in near}) == 1 else None


def _by_order(options: Sequence[str], texts: Iterable[str]) -> dict[str, str]:
    """Return codes 1..n (or 0..n-1) by the order of options; codes beyond have no place."""
    numbers = {int(one): one for one in texts if one.isascii() and one.isdigit() and len(one) < 4}
    first = 0 if 0 in numbers else 1
    places = {number - first: text for number, text in numbers.items()}
    return {text: options[at] for at, text in places.items() if at < len(options)}


def _per_option(
    survey: Survey, question: Question, columns: Columns, sample: Sample
) -> ProposedCodes:
    unknown: set[str] = set()
    every: set[str] = set()
    alone = True
    for part, column in columns.items():
        values = sample.values(column.name)
        meanings = _meanings(survey, question, column, part)
        unknown |= {text for text in values if meanings.of(text) is None}
        every |= {*values}
        alone = alone and len(values) <= 1
    if not unknown:
        return _shown_if_numbers(every)
    if every <= {"1", "2"}:
        note = "1 er tatt som valgt og 2 som ikke valgt"
        return ProposedCodes(chosen=("1",), not_chosen=("2",), notes=(note,))
    if alone and len(every) <= _MOST_TEXTS:
        note = "den ene verdien i hver kolonne er tatt som valgt"
        return ProposedCodes(chosen=tuple(sorted(every)), notes=(note,))
    return ProposedCodes(notes=(f"ukjent: {listed(sorted(unknown))}",))


def _shown_if_numbers(every: set[str]) -> ProposedCodes:
    """1 and 0, and the layout's own words, are written out: a person sees how they are read."""
    for yes, no in (("1", "0"), (CHOSEN, NOT_CHOSEN)):
        if yes in every and no in every:
            return ProposedCodes(chosen=(yes,), not_chosen=(no,))
    return ProposedCodes()


def _in_one_cell(
    survey: Survey, question: Question, column: RawColumn, sample: Sample
) -> ProposedCodes:
    meanings = _meanings(survey, question, column, None)
    values = sample.values(column.name)
    unknown = {one: _unknown_choices(values, one, meanings) for one in _SEPARATORS}
    present = [one for one in _SEPARATORS if any(one in text for text in values)]
    if not present:
        rest = unknown[_SEPARATORS[0]]
        note = (f"ukjent: {listed(rest)}",) if rest else ()
        return ProposedCodes(separator=_SEPARATORS[0], notes=note)
    best = min(present, key=lambda one: (len(unknown[one]), _SEPARATORS.index(one)))
    rest = unknown[best]
    if not rest:
        return ProposedCodes(separator=best)
    meant = {text: meanings.of(text) for text in _choices(values, best)}
    if len(meant) > _MOST_TEXTS:
        return ProposedCodes(separator=best, notes=(f"{len(meant)} ulike valg",))
    guessed = _guessed(survey, question, meant, rest)
    return ProposedCodes(codes=guessed.codes, separator=best, notes=guessed.notes)


def _choices(values: Iterable[str], separator: str) -> list[str]:
    texts = (choice.strip() for text in values for choice in text.split(separator))
    return sorted({one for one in texts if one})


def _unknown_choices(values: Sequence[str], separator: str, meanings: Meanings) -> list[str]:
    return [one for one in _choices(values, separator) if meanings.of(one) is None]


def _meanings(survey: Survey, question: Question, column: RawColumn, part: str | None) -> Meanings:
    if part is None:
        return meanings_of(survey, question, QuestionMapping(column=column.name), column)
    return meanings_of(survey, question, QuestionMapping(columns={part: column.name}), column, part)


def _sorted(codes: Mapping[str, str]) -> dict[str, str]:
    """Numbers by their size, then words by their letters."""
    return dict(sorted(codes.items(), key=lambda one: (not one[0].isdigit(), one[0].zfill(9))))
