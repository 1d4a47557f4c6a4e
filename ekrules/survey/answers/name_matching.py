"""Name matching: which question, and which part of it, a header most likely stands for.

In: headers and variable labels as survey tools export them ("q1_2", "q1r2", "kanaler:epost",
"Question [Item]", "Spørsmål - Element"). Out: Matches, each with its ground and how sure it is.
Never looks at a cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from unicodedata import combining, normalize

from ekrules.survey.answer_files.table import RawColumn
from ekrules.survey.answer_layout import DONT_KNOW
from ekrules.survey.answers.meanings import MISSING_WORDS, compared, labels_of
from ekrules.survey.codebook import Item, Option, Question
from ekrules.survey.survey import Survey

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d"})
_NUMBERED = re.compile(r"(?:q|s|sp|spm|sporsmal|question|v|var)? ?0*([1-9][0-9]{0,3})")
_LEADING_NUMBER = re.compile(r"^\s*(?:q|spm|sp)?\s*[0-9]{1,4}\s*[.):]\s+", re.IGNORECASE)
_BRACKETS = {"]": "[", ")": "("}
_BETWEEN = re.compile(r"\s+[-–—/|>]\s+|:\s+|\s*[|>]\s*|::?|(?<=\?)[.\s]\s*")
_COMPACT = re.compile(r"^(.*?[a-zæøå0-9])(?:[_.\-: ]+|r(?=[0-9]))([a-zæøå0-9_-]+)$", re.IGNORECASE)

# "2", "SQ002", "r2": the second item or option.
_PLACE = re.compile(r"(?:sq|r|rad|row|a|alt|opt|item|_)? *0*([1-9][0-9]{0,2})", re.IGNORECASE)

# How sure a ground is; below SURE a person should look.
SURE = 80
ID, TEXT, SQUEEZED, NUMBER, PLACE, PART_ALONE, NEAR = 100, 95, 85, 60, 50, 45, 40
_NEAR_ENOUGH = 0.85
_MOST_COMPARED = 200


@dataclass(frozen=True)
class Match:
    """One reading of a header: a question, its part (None for the whole), why, and how sure."""

    question: str
    part: str | None
    ground: str
    score: int


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return a text without what people and programs write differently.

    >>> plain("Sak- og arkivløsning (Noark 4)"), plain("Møteoverføring på nett")
    ('sak og arkivlosning noark 4', 'moteoverforing pa nett')
    """
    letters = normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = "".join(one for one in letters if not combining(one)).translate(_LETTERS)
    return " ".join(re.findall(r"[a-z0-9]+", kept))


def _squeezed(text: str) -> str:
    return plain(text).replace(" ", "")


_SQUEEZED_MISSING = {
    "dk": DONT_KNOW,
    **{_squeezed(text): kind for text, kind in MISSING_WORDS.items()},
}


class NameMatcher:
    """Knows the names of one survey's questions and of their parts."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._questions = survey.questions

    def matches(self, column: RawColumn) -> list[Match]:
        """Return the readings of a column's header and label, the surest first."""
        texts = [one for one in (column.name, column.label) if one]
        found = [match for text in texts for match in self._of_text(text)]
        if column.label:
            found += self._with_part_label(found, column.label)
        return sorted(set(found), key=lambda one: (-one.score, one.question, one.part or ""))

    def near(self, column: RawColumn) -> list[Match]:
        """Return a reading of a column that has no other, by texts that are nearly the same."""
        texts = [one for one in (column.label, column.name) if one]
        pairs = [(text, "") for text in texts]
        pairs += [pair for text in texts for pair in _pairs(text)]
        for head, tail in pairs:
            near = get_close_matches(plain(head), self._whole, n=1, cutoff=_NEAR_ENOUGH)
            for question, _, _ in self._whole[near[0]] if near else ():
                part = self.part(self._questions[question], tail) if tail else None
                if bool(tail) == (part is not None):
                    return [Match(question, part, f"likner «{head.strip()}»", NEAR)]
        return []

    def part(self, question: Question, text: str) -> str | None:
        """Return the item or option that a text is the id or a label of."""
        parts = self._parts[question.id]
        return parts.get(plain(text)) or self._missing_part(question, text)

    def _missing_part(self, question: Question, text: str) -> str | None:
        if question.kind != "multi":
            return None
        return MISSING_WORDS.get(compared(text)) or _SQUEEZED_MISSING.get(_squeezed(text))

    def _of_text(self, text: str) -> Iterator[Match]:
        yield from self._whole_matches(text)
        for head, tail in _pairs(text):
            for match in self._whole_matches(head):
                question = self._questions[match.question]
                part = self.part(question, tail)
                if part is not None:
                    yield Match(question.id, part, match.ground, match.score)
                elif (part := self._by_place(question, tail)) is not None:
                    score = min(match.score, PLACE)
                    yield Match(question.id, part, f"{match.ground} og rekkefølgen", score)
        alone = self._lone_parts.get(plain(text), ())
        if len(alone) == 1:
            yield Match(*alone[0], "elementet alene", PART_ALONE)

    def _whole_matches(self, text: str) -> list[Match]:
        """Return the questions that the whole text is the name of."""
        without_number = plain(_LEADING_NUMBER.sub("", text))
        found = self._whole.get(plain(text)) or self._whole.get(without_number, [])
        matches = [Match(name, None, ground, score) for name, ground, score in found]
        if not matches and (squeezed := self._by_squeezed.get(_squeezed(text))):
            matches = [Match(squeezed, None, "id-en uten skilletegn", SQUEEZED)]
        numbered = _NUMBERED.fullmatch(plain(text))
        if numbered and not matches:
            by_number = self._by_number.get(int(numbered[1]), ())
            matches = [Match(name, None, "nummeret", NUMBER) for name in by_number]
        return matches

    def _by_place(self, question: Question, tail: str) -> str | None:
        parts = [one.id for one in _parts_of(self._survey, question)]
        if question.kind == "multi" and DONT_KNOW in question.missing:
            parts.append(DONT_KNOW)
        match = _PLACE.fullmatch(tail.strip())
        place = int(match[1]) if match is not None else 0
        return parts[place - 1] if 1 <= place <= len(parts) else None

    def _with_part_label(self, found: Sequence[Match], label: str) -> list[Match]:
        """SPSS: the name says which question (q1_2), and the label is the item's."""
        extra = []
        for match in found:
            part = self.part(self._questions[match.question], label) if match.part else None
            if part is not None:
                ground = "nummeret" if "nummeret" in match.ground else match.ground.split(" og ")[0]
                extra.append(Match(match.question, part, f"{ground} og elementet", SURE))
        return extra

    @cached_property
    def _whole(self) -> dict[str, list[tuple[str, str, int]]]:
        """Plain text -> the questions that it names, with ground and score."""
        index: dict[str, list[tuple[str, str, int]]] = {}
        for one in self._questions.values():
            named = [(one.id, "id-en", ID)]
            named += [(text, "etiketten", TEXT) for text in labels_of(one.label)]
            named += [(text, "spørsmålet", TEXT) for text in labels_of(one.asks)]
            for text, ground, score in named:
                entries = index.setdefault(plain(text), [])
                if one.id not in [name for name, _, _ in entries]:
                    entries.append((one.id, ground, score))
        return {text: _doubtful_if_many(entries) for text, entries in index.items()}

    @cached_property
    def _by_squeezed(self) -> Mapping[str, str]:
        """Id without its underscores -> the question: not every tool has them."""
        squeezed = [(_squeezed(one), one) for one in self._questions]
        count = Counter(text for text, _ in squeezed)
        return {text: name for text, name in squeezed if count[text] == 1}

    @cached_property
    def _by_number(self) -> Mapping[int, list[str]]:
        index: dict[int, list[str]] = {}
        for one in self._questions.values():
            index.setdefault(one.number, []).append(one.id)
        return {number: names for number, names in index.items() if len(names) == 1}

    @cached_property
    def _parts(self) -> dict[str, dict[str, str]]:
        """Question -> plain text -> the item or option that it names."""
        index: dict[str, dict[str, str]] = {}
        for question in self._questions.values():
            parts = _parts_of(self._survey, question)
            named = {plain(text): one.id for one in parts for text in labels_of(one.label)}
            index[question.id] = {**named, **{plain(one.id): one.id for one in parts}}
        return index

    @cached_property
    def _lone_parts(self) -> dict[str, list[tuple[str, str]]]:
        index: dict[str, list[tuple[str, str]]] = {}
        for question, parts in self._parts.items():
            for text, part in parts.items():
                index.setdefault(text, []).append((question, part))
        return index


def _doubtful_if_many(entries: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    if len({name for name, _, _ in entries}) == 1:
        return entries
    return [(name, f"{ground}, som flere har", min(score, NEAR)) for name, ground, score in entries]


def _parts_of(survey: Survey, question: Question) -> Sequence[Item | Option]:
    """Return what has a column each: a grid's items, or a multiple-response question's options."""
    if question.kind == "grid":
        return question.items
    return survey.options_of(question) if question.kind == "multi" else ()


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Return each way in which a header may be a question and a part of it."""
    opening = _BRACKETS.get(text[-1:])
    if opening is not None:
        starts = [at for at, letter in enumerate(text) if letter == opening and at]
        yield from ((text[:at], text[at + 1 : -1]) for at in starts)
    for between in _BETWEEN.finditer(text):
        head, tail = text[: between.start()], text[between.end() :]
        if head and tail:
            yield head, tail
    if len(text) <= _MOST_COMPARED and (compact := _COMPACT.match(text)):
        yield compact[1], compact[2]
        for at, letter in enumerate(text):
            if letter in "_." and 0 < at < len(text) - 1:
                yield text[:at], text[at + 1 :]
