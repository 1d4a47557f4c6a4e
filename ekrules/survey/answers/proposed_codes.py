"""Proposed codes: what the cells of a question most likely mean.

In: a question, the columns found for it, and the texts in their first rows. Out: ProposedCodes,
empty where the cells hold ids or labels; and notes on what a person should look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ekrules.errors import listed
from ekrules.survey.answer_files.table import RawColumn
from ekrules.survey.answer_layout import CHOSEN, NOT_CHOSEN
from ekrules.survey.answers.code_evidence import CodeEvidence, Columns, meanings_in
from ekrules.survey.answers.guessed_codes import guessed_codes
from ekrules.survey.answers.meanings import Meanings
from ekrules.survey.answers.proposed import ProposedCodes
from ekrules.survey.answers.sampling import Sample
from ekrules.survey.codebook import Question
from ekrules.survey.survey import Survey

# A question with more texts than this is not one of codes.
_MOST_TEXTS = 60
_SEPARATORS = (";", "|", "\n", ",", "/", "+")


def propose_codes(
    survey: Survey, question: Question, columns: Columns, sample: Sample, evidence: CodeEvidence
) -> ProposedCodes:
    """Return what the cells of a question mean, as far as the file's first rows tell."""
    if question.kind == "number":
        return ProposedCodes()
    if question.kind == "multi" and None in columns:
        return _in_one_cell(survey, question, columns[None], sample, evidence)
    if question.kind == "multi":
        return _per_option(survey, question, columns, sample)
    return _of_options(survey, question, columns, sample, evidence)


def _of_options(
    survey: Survey, question: Question, columns: Columns, sample: Sample, evidence: CodeEvidence
) -> ProposedCodes:
    meant: dict[str, str | None] = {}
    for part, column in columns.items():
        meanings = meanings_in(survey, question, column, part)
        meant |= {text: meanings.of(text) for text in sample.values(column.name)}
    unknown = [text for text, code in meant.items() if code is None]
    if not unknown:
        return ProposedCodes()
    if len(meant) > _MOST_TEXTS:
        note = f"{len(meant)} ulike verdier, blant dem {listed(unknown, most=3)}"
        return ProposedCodes(notes=(note,))
    return guessed_codes(survey, question, meant, unknown, evidence)


def _per_option(
    survey: Survey, question: Question, columns: Columns, sample: Sample
) -> ProposedCodes:
    unknown: set[str] = set()
    every: set[str] = set()
    alone = True
    for part, column in columns.items():
        values = sample.values(column.name)
        meanings = meanings_in(survey, question, column, part)
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
    shown = _shown_if_numbers(every)
    return replace(shown, notes=(f"ukjent: {listed(sorted(unknown))}",))


def _shown_if_numbers(every: set[str]) -> ProposedCodes:
    """1 and 0, and the layout's own words, are written out: a person sees how they are read."""
    for yes, no in (("1", "0"), (CHOSEN, NOT_CHOSEN)):
        if yes in every and no in every:
            return ProposedCodes(chosen=(yes,), not_chosen=(no,))
    return ProposedCodes(chosen=("1",)) if every == {"1"} else ProposedCodes()


def _in_one_cell(
    survey: Survey,
    question: Question,
    column: RawColumn,
    sample: Sample,
    evidence: CodeEvidence,
) -> ProposedCodes:
    meanings = meanings_in(survey, question, column, None)
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
    meant = {text: meanings.of(text) for text in _choices(values, best, meanings)}
    if len(meant) > _MOST_TEXTS:
        return ProposedCodes(separator=best, notes=(f"{len(meant)} ulike valg",))
    guessed = guessed_codes(survey, question, meant, rest, evidence)
    return ProposedCodes(codes=guessed.codes, separator=best, notes=guessed.notes)


def _choices(values: Iterable[str], separator: str, meanings: Meanings) -> list[str]:
    """Return the choices in cells; a label that holds the separator is one choice."""
    whole = _holding(separator, meanings)
    found: set[str] = set()
    for text in values:
        rest = text
        if whole is not None:
            found.update(match.group().strip() for match in whole.finditer(text))
            rest = whole.sub("", text)
        found.update(choice.strip() for choice in rest.split(separator))
    return sorted(one for one in found if one)


def _holding(separator: str, meanings: Meanings) -> re.Pattern[str] | None:
    """Return what finds the texts that hold the separator and stand between two, longest first."""
    texts = [text for text in meanings.by_text if separator in text]
    if not texts:
        return None
    mark = re.escape(separator)
    each = (
        rf"\s*{mark}\s*".join(re.escape(part.strip()) for part in text.split(separator))
        for text in sorted(texts, key=lambda one: (-len(one), one))
    )
    flags = 0 if meanings.capitals_matter else re.IGNORECASE
    return re.compile(rf"(?:(?<={mark})|^)\s*(?:{'|'.join(each)})\s*(?={mark}|$)", flags)


def _unknown_choices(values: Sequence[str], separator: str, meanings: Meanings) -> list[str]:
    return [one for one in _choices(values, separator, meanings) if meanings.of(one) is None]
