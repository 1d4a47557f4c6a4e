"""Meanings: which text in a cell stands for which code.

In: a question, its mapping and what the file says of its column. Out: Meanings, one per column.
Texts are compared without the blanks around them and, unless two codes differ in that alone,
without regard to capitals. Never reads a cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from unicodedata import normalize

from ekrules.survey.answer_files.table import RawColumn
from ekrules.survey.answer_layout import (
    CHOSEN,
    DONT_KNOW,
    MISSING,
    NO_ANSWER,
    NOT_ASKED,
    NOT_CHOSEN,
)
from ekrules.survey.answers.mapping import QuestionMapping
from ekrules.survey.codebook import Question
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.wording import LANGUAGES, Wording

Pairs = Iterable[tuple[str, str]]

# As survey tools and people write them, in lower case; an option's own label goes before.
MISSING_WORDS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "dont_know", "vet ikke", "veit ikkje", "usikker", "usikker/vet ikke",
            "usikker / vet ikke", "vet ikke/usikker", "vet ikke / usikker", "usikker/veit ikkje",
            "usikker eller vet ikke", "don't know", "don’t know", "dont know", "do not know",
            "not sure", "unsure/don't know", "unsure",
        ),
        DONT_KNOW,
    ),
    **dict.fromkeys(
        ("no_answer", "ubesvart", "ikke besvart", "ikke svart", "ikkje svart", "ikkje svara",
         "no answer", "not answered", "unanswered"),
        NO_ANSWER,
    ),
    **dict.fromkeys(("not_asked", "ikke spurt", "ikkje spurd", "not asked"), NOT_ASKED),
}  # fmt: skip
CHOSEN_WORDS = (
    "chosen", "1", "ja", "yes", "x", "true", "sann", "valgt", "vald", "selected", "checked",
    "quoted", "y", "j",
)  # fmt: skip
NOT_CHOSEN_WORDS = (
    "not_chosen", "0", "nei", "no", "false", "usann", "ikke valgt", "ikkje vald", "not selected",
    "unchecked", "not checked", "not quoted", "n",
)  # fmt: skip


def compared(text: str) -> str:
    """Return a text as it is compared with another.

    >>> compared(" Vet ikke ")
    'vet ikke'
    """
    return text.strip().lower()


@dataclass(frozen=True)
class Meanings:
    """What texts mean in one column.

    by_text: text -> code; the text is as compared, or as it stands where capitals matter.
    written: the same texts as the codebook and the mapping write them. shown: those of them that a
    message names as expected.
    """

    by_text: Mapping[str, str]
    written: tuple[str, ...]
    shown: tuple[str, ...]
    capitals_matter: bool = False

    def of(self, text: str) -> str | None:
        """Return the code that a text stands for, or None."""
        return self.by_text.get(text.strip() if self.capitals_matter else compared(text))

    @cached_property
    def as_written(self) -> dict[str, str]:
        """The texts in the forms in which they mostly stand, so that few cells need folding."""
        if self.capitals_matter:
            return dict(self.by_text)
        forms = (str, str.lower, str.upper, str.capitalize)
        texts = (form(text) for text in (*self.written, *self.by_text) for form in forms)
        return {text: code for text in texts if (code := self.of(text)) is not None}


def meanings_of(
    survey: Survey,
    question: Question,
    mapped: QuestionMapping,
    column: RawColumn,
    part: str | None = None,
) -> Meanings:
    """Return the meanings of one column; part: the option or the item whose column it is."""
    if question.kind == "multi" and mapped.columns is not None:
        return _option_meanings(survey, question, mapped, column, part or "")
    if mapped.codes:
        tiers: list[Pairs] = [mapped.codes.items(), _user_missing(column)]
        shown = tuple(mapped.codes)
    else:
        tiers = [_user_missing(column), *_labelled(survey, question, column)]
        labels = [one.label.in_language("nb") for one in survey.options_of(question)]
        shown = tuple(labels)
    return _meanings(tiers, shown)


def labels_of(wording: Wording) -> list[str]:
    """Return a text in every language it is written in."""
    return [text for language in LANGUAGES if (text := getattr(wording, language)) is not None]


def segment_meanings(
    segments: Iterable[tuple[str, Wording]], column: RawColumn | None = None
) -> Meanings:
    """Return the meanings of a breakdown's column: segments' ids and labels.

    What the file calls its codes goes first, as for answers.
    """
    each = list(segments)
    labels = [(text, name) for name, wording in each for text in labels_of(wording)]
    known: list[Pairs] = [[(name, name) for name, _ in each], labels]
    shown = tuple(name for name, _ in each)
    plain = _meanings(known, shown)
    named = [
        (code, meaning)
        for code, label in (column.value_labels.items() if column else ())
        if (meaning := plain.of(label)) is not None
    ]
    return _meanings([named, *known], shown) if named else plain


def _labelled(survey: Survey, question: Question, column: RawColumn) -> list[Pairs]:
    """Without codes a cell holds an id or a label; what the file calls its codes goes first."""
    options = survey.options_of(question)
    known: list[Pairs] = [
        [(one.id, one.id) for one in options],
        [(text, one.id) for one in options for text in labels_of(one.label)],
        MISSING_WORDS.items(),
    ]
    plain = _meanings(known, ())
    named = [
        (code, meaning)
        for code, label in column.value_labels.items()
        if (meaning := plain.of(label)) is not None
    ]
    return [named, *known]


def _user_missing(column: RawColumn) -> Pairs:
    """Codes that SPSS declares missing: no answer, unless the label says what kind of missing."""
    for code in sorted(column.user_missing):
        label = compared(column.value_labels.get(code, ""))
        yield code, MISSING_WORDS.get(label, NO_ANSWER)


def _option_meanings(
    survey: Survey, question: Question, mapped: QuestionMapping, column: RawColumn, option: str
) -> Meanings:
    """The column of one option holds whether it was chosen, or the option itself."""
    own = [one for one in survey.options_of(question) if one.id == option]
    itself = [option, *(text for one in own for text in labels_of(one.label))]
    itself += [word for word, kind in MISSING_WORDS.items() if kind == option]
    yes = CHOSEN_WORDS if mapped.chosen is None else mapped.chosen
    no = NOT_CHOSEN_WORDS if mapped.not_chosen is None else mapped.not_chosen
    written: Pairs = [
        *mapped.codes.items(),
        *((text, CHOSEN) for text in mapped.chosen or ()),
        *((text, NOT_CHOSEN) for text in mapped.not_chosen or ()),
    ]
    words: list[Pairs] = [
        [] if mapped.chosen is not None else [(text, CHOSEN) for text in itself],
        [(text, CHOSEN) for text in yes],
        [(text, NOT_CHOSEN) for text in no],
        MISSING_WORDS.items(),
    ]
    plain = _meanings(words, ())
    named = [
        (code, meaning)
        for code, label in column.value_labels.items()
        if (meaning := plain.of(label)) is not None
    ]
    meanings = _meanings([written, _user_missing(column), named, *words], (yes[0], *no[:1]))
    if option not in MISSING:
        return meanings
    # The column of "don't know" beside those of the options: chosen there, it is the answer.
    says = {CHOSEN: option, NOT_CHOSEN: NO_ANSWER}
    by_text = {text: says.get(code, code) for text, code in meanings.by_text.items()}
    return replace(meanings, by_text=by_text)


def _meanings(tiers: Sequence[Pairs], shown: tuple[str, ...]) -> Meanings:
    """Return what the tiers say; the first that knows a text decides.

    A text that one tier gives two meanings has none: two options may have one label. Only a text
    of the first tier can need its capitals (the codes "a" and "A").
    """
    kept = [list(tier) for tier in tiers]
    folded = [(compared(text), code) for text, code in kept[0]] if kept else []
    capitals_matter = bool(_doubtful(folded)) and not _doubtful(kept[0])
    found: dict[str, str] = {}
    for tier in kept:
        pairs = [(text.strip() if capitals_matter else compared(text), code) for text, code in tier]
        doubtful = _doubtful(pairs)
        of_tier = {text: code for text, code in pairs if text not in doubtful}
        found = {**of_tier, **dict.fromkeys(doubtful, ""), **found}
    known = {text: code for text, code in found.items() if code}
    # The letters of a name saved on a Mac may be taken apart ("a" and a ring for "å").
    apart = {normalize("NFD", text): code for text, code in known.items()}
    texts = dict.fromkeys(text.strip() for tier in kept for text, _ in tier)
    written = [text for text in texts if (text if capitals_matter else compared(text)) in known]
    return Meanings({**apart, **known}, tuple(written), shown, capitals_matter)


def _doubtful(pairs: Pairs) -> set[str]:
    first: dict[str, str] = {}
    return {text for text, code in pairs if first.setdefault(text, code) != code}
