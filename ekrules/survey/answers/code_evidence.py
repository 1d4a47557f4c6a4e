"""Code evidence: what a whole file tells of its codes that one question's cells do not.

In: the columns found for each question, and their first rows. Out: whether codes run against the
order of the options, by who was asked the follow-ups; and what codes beyond the options stand for,
by which questions have them. Never looks at one question alone: that is guessed_codes.py's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ekrules.survey.answer_files.table import RawColumn
from ekrules.survey.answer_layout import DONT_KNOW, NO_ANSWER
from ekrules.survey.answers.mapping import QuestionMapping
from ekrules.survey.answers.mapping_names import MAPPED_MISSING
from ekrules.survey.answers.meanings import Meanings, meanings_of
from ekrules.survey.answers.sampling import Sample
from ekrules.survey.codebook import Question
from ekrules.survey.survey import Survey

# A code that stands for one kind of missing answer does so in more questions than a few.
_ENOUGH_QUESTIONS = 5
# Who was asked a follow-up has mostly answered it; hardly anyone else has.
_MOSTLY, _HARDLY = 0.5, 0.1
# The key of the code after the last option's.
_NEXT = "next 0"
_NUMBERED = re.compile(r"([a-z]{0,3}?)0*([0-9]{1,3})", re.IGNORECASE)

Columns = Mapping[str | None, RawColumn]


def numbers_in_order(texts: Iterable[str]) -> dict[str, int]:
    """Return the texts that are numbers after one prefix, the most common one, with their numbers.

    >>> numbers_in_order(["A1", "A2", "9"]), numbers_in_order(["1", "02"])
    ({'A1': 1, 'A2': 2}, {'1': 1, '02': 2})
    """
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for text in texts:
        match = _NUMBERED.fullmatch(text) if text.isascii() else None
        if match is not None:
            found[match[1].lower()][text] = int(match[2])
    return max(found.values(), key=len, default={})


def places_of(texts: Iterable[str]) -> dict[str, int]:
    """Return the place that each numbered text has in a list, from 0: codes are 1..n or 0..n-1."""
    numbers = numbers_in_order(texts)
    first = 0 if 0 in numbers.values() else 1
    return {text: number - first for text, number in numbers.items()}


@dataclass(frozen=True)
class CodeOrder:
    """How the codes of a question run; shown_by: the question whose follow-ups show it.

    is_shown: whether the question's own follow-ups do.
    """

    is_reversed: bool = False
    shown_by: str | None = None
    is_shown: bool = False


class CodeEvidence:
    """Knows one file; `found`: question -> the columns found for it."""

    def __init__(self, survey: Survey, found: Mapping[str, Columns], sample: Sample) -> None:
        self._survey = survey
        self._found = found
        self._sample = sample

    def order(self, question: Question) -> CodeOrder:
        """Return how the codes run: as the options, unless who was asked what shows otherwise."""
        if question.id in self._shown:
            return CodeOrder(self._shown[question.id], question.id, is_shown=True)
        others = [one for one in self._shown if self._options(one) == self._options(question.id)]
        ways = {self._shown[one] for one in others}
        return CodeOrder(ways.pop(), others[0]) if len(ways) == 1 else CodeOrder()

    def missing_kind(self, question: Question, text: str) -> str | None:
        """Return what a code beyond the options stands for, None where the file does not tell."""
        told = {
            key: {*self._kinds[key]} for key in self._keys(question, text) if key in self._kinds
        }
        kinds = {*question.missing}.intersection(*told.values()) if told else set()
        if kinds == {DONT_KNOW, NO_ANSWER} and _NEXT in told:
            # "Don't know" is the last answer on a list; who doesn't answer leaves a blank.
            return DONT_KNOW
        return kinds.pop() if len(kinds) == 1 else None

    @cached_property
    def _kinds(self) -> dict[str, list[str]]:
        """Key of a code -> the kinds of missing answer that all questions with such a code have."""
        having: dict[str, list[Question]] = defaultdict(list)
        for question in self._coded():
            keys = {key for text in self._beyond(question) for key in self._keys(question, text)}
            for key in keys:
                having[key].append(question)
        return {
            key: [kind for kind in MAPPED_MISSING if all(kind in one.missing for one in questions)]
            for key, questions in having.items()
            if len(questions) >= _ENOUGH_QUESTIONS
        }

    def _keys(self, question: Question, text: str) -> Iterator[str]:
        """A code is the same in another question where it reads the same, or is the next there."""
        yield text
        place = places_of(self._texts(question)).get(text)
        if place is not None:
            yield f"next {place - len(self._options(question.id))}"

    def _beyond(self, question: Question) -> list[str]:
        most = len(self._options(question.id))
        places = places_of(self._texts(question))
        numbers = (text for text in self._texts(question) if text.lstrip("-").isdigit())
        return [text for text in {**places, **dict.fromkeys(numbers, most)} if
                places.get(text, most) >= most]  # fmt: skip

    def _coded(self) -> Iterator[Question]:
        """The questions whose answers are one option each."""
        for name in self._found:
            question = self._survey.questions[name]
            if question.kind in ("single", "grid"):
                yield question

    def _options(self, question: str) -> tuple[str, ...]:
        return self._survey.option_ids(self._survey.questions[question])

    def _texts(self, question: Question) -> tuple[str, ...]:
        """The texts in a question's cells that are neither ids nor labels."""
        return self._unknown[question.id]

    @cached_property
    def _unknown(self) -> dict[str, tuple[str, ...]]:
        found = {}
        for question in self._coded():
            texts: dict[str, None] = {}
            for part, column in self._found[question.id].items():
                meanings = meanings_in(self._survey, question, column, part)
                values = self._sample.values(column.name)
                texts |= {text: None for text in values if meanings.of(text) is None}
            found[question.id] = tuple(texts)
        return found

    @cached_property
    def _shown(self) -> dict[str, bool]:
        """Question -> whether its codes run against its options, where its follow-ups show it."""
        found = {}
        for question in self._coded():
            filled = self._filled(question)
            places = places_of(self._texts(question)) if filled else {}
            options = self._options(question.id)
            ways = [
                against
                for against in (False, True)
                if self._leads(question, filled, _in_order(options, places, against=against))
            ]
            if len(ways) == 1:
                found[question.id] = ways[0]
        return found

    def _leads(
        self, question: Question, filled: Mapping[str, float], codes: Mapping[str, str]
    ) -> bool:
        """Whether the follow-ups stand where these codes lead to them, and only there."""
        for one in self._follow_ups(question):
            if one.asked_if is None:
                continue
            asked = [filled[text] for text, code in codes.items() if code in one.asked_if.answers]
            others = [
                filled[text] for text, code in codes.items() if code not in one.asked_if.answers
            ]
            if not asked or not others or min(asked) < _MOSTLY or max(others) > _HARDLY:
                return False
        return True

    def _follow_ups(self, question: Question) -> list[Question]:
        every = (self._survey.questions[name] for name in self._found)
        return [one for one in every if one.asked_if and one.asked_if.question == question.id]

    def _filled(self, question: Question) -> dict[str, float]:
        """Return code -> the share of those who gave it that have any follow-up filled in."""
        columns = [
            column.name for one in self._follow_ups(question)
            for column in self._found[one.id].values()
        ]  # fmt: skip
        parent = self._found[question.id].get(None)
        if not columns or parent is None:
            return {}
        rows: Counter[str] = Counter()
        full: Counter[str] = Counter()
        follow_ups = zip(*(self._sample.texts(name) for name in columns), strict=True)
        for text, cells in zip(self._sample.texts(parent.name), follow_ups, strict=True):
            if text is not None:
                rows[text] += 1
                full[text] += any(cell is not None for cell in cells)
        return {text: full[text] / count for text, count in rows.items()}


def meanings_in(
    survey: Survey, question: Question, column: RawColumn, part: str | None
) -> Meanings:
    """Return what a column's texts mean where nobody has said anything of its codes."""
    if part is None:
        return meanings_of(survey, question, QuestionMapping(column=column.name), column)
    return meanings_of(survey, question, QuestionMapping(columns={part: column.name}), column, part)


def _in_order(
    options: Sequence[str], places: Mapping[str, int], *, against: bool
) -> dict[str, str]:
    """Return text -> option, by the order of the options or against it."""
    run = [*reversed(options)] if against else options
    return {text: run[at] for text, at in places.items() if at < len(run)}
