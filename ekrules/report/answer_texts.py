"""Answer texts: one's own answers, and the best ones, in the codebook's words.

In: score material and the questions of a Standing. Out: texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ekrules.narrative.numbers import decimal_text
from ekrules.narrative.phrases import joined
from ekrules.report.score_material import ScoreMaterial
from ekrules.survey.answer_layout import CHOSEN, NOT_ASKED, NOT_CHOSEN
from ekrules.survey.codebook import Question
from ekrules.tables.scoring import ScoredQuestion
from ekrules.tables.standing import QuestionStanding


@dataclass(frozen=True)
class AnswerTexts:
    """The answers of a survey in words."""

    material: ScoreMaterial

    def own(self, one: QuestionStanding) -> str:
        """Return what was answered, or why nothing was."""
        question = self.material.survey.questions[one.question]
        codes = {part: code for part, code in one.answers.items() if code is not None}
        if set(codes.values()) == {NOT_ASKED}:
            return self._not_asked(one, question)
        if question.kind == "multi":
            return self._chosen(question, codes)
        if question.kind == "grid":
            return self._by_answer(question, codes)
        (code,) = codes.values()
        return self._number(code) if isinstance(code, float | int) else self._word(question, code)

    def own_in_short(self, one: QuestionStanding) -> str:
        """Return what was answered; of a grid, on how many of its items each answer was given."""
        question = self.material.survey.questions[one.question]
        codes = [str(code) for code in one.answers.values()]
        if question.kind != "grid" or len(set(codes)) == 1:
            return self.own(one)
        counts = {code: codes.count(code) for code in self._in_order(question, codes)}
        return "; ".join(
            self.material.phrases.filled(
                "answer_on",
                answer=self._word(question, code),
                count=self.material.whole(count),
                whole=self.material.whole(len(codes)),
            )
            for code, count in counts.items()
        )

    def best(self, question_id: str) -> str:
        """Return which answer gives all the points that the question gives."""
        question, scored = self.material.survey.questions[question_id], self._scored[question_id]
        if question.kind == "number":
            return self._best_number(scored)
        if question.kind == "multi":
            return self._best_choice(question, scored)
        column = scored.columns[0]
        best = [code for code, units in column.units.items() if units == column.most]
        words = joined([self._word(question, one) for one in best], self.material.words.or_word)
        if question.kind == "grid":
            return self.material.phrases.filled("best_for_all", answer=words)
        return words

    def quoted_label(self, question_id: str) -> str:
        """Return a question's label between quotation marks."""
        return f"«{self.material.said(self.material.survey.questions[question_id].label)}»"

    @property
    def _scored(self) -> Mapping[str, ScoredQuestion]:
        return self.material.scored

    def _not_asked(self, one: QuestionStanding, question: Question) -> str:
        phrases = self.material.phrases
        if question.asked_if is None:
            return phrases["not_asked"]
        name = "not_asked_since" if one.state == "not_asked" else "not_asked_since_unknown"
        return phrases.filled(name, question=self.quoted_label(question.asked_if.question))

    def _word(self, question: Question, code: str | float) -> str:
        """Return an option's label, or what stands for an answer that is missing."""
        labels = self._labels[question.id]
        if code in labels:
            return labels[str(code)]
        words = self.material.phrases.phrases
        return words.get(f"answer_{code}", words["answer_left_out"])

    @cached_property
    def _labels(self) -> Mapping[str, Mapping[str, str]]:
        """Question -> option -> its label."""
        survey = self.material.survey
        return {
            one.id: {part.id: self.material.said(part.label) for part in survey.options_of(one)}
            for one in survey.questions.values()
        }

    def _chosen(self, question: Question, codes: Mapping[str | None, str | float]) -> str:
        phrases = self.material.phrases
        labels = self._labels[question.id]
        chosen = [labels[str(part)] for part, code in codes.items() if code == CHOSEN]
        missing = {code for code in codes.values() if code not in (CHOSEN, NOT_CHOSEN)}
        if len(missing) == 1 and len(set(codes.values())) == 1:
            return self._word(question, missing.pop())
        told = [joined(chosen, self.material.words.and_word)] if chosen else []
        unknown = [labels[str(part)] for part, code in codes.items() if code in missing]
        if unknown:
            told.append(phrases.filled("part_unknown", parts=", ".join(unknown)))
        return ". ".join(told) or phrases["none_chosen"]

    def _by_answer(self, question: Question, codes: Mapping[str | None, str | float]) -> str:
        """Return the items by what was answered, the best answer first: "Ja: brev, e-post"."""
        items = {one.id: self.material.said(one.label) for one in question.items}
        found: dict[str, list[str]] = {}
        for part, code in codes.items():
            found.setdefault(str(code), []).append(items[str(part)])
        if len(found) == 1:
            word = self._word(question, next(iter(found)))
            return self.material.phrases.filled("same_for_all", answer=word)
        ordered = self._in_order(question, found)
        return "; ".join(f"{self._word(question, one)}: {', '.join(found[one])}" for one in ordered)

    def _in_order(self, question: Question, codes: Iterable[str]) -> tuple[str, ...]:
        """Return codes once each: answers from the last in the codebook, then what is missing."""
        there = tuple(dict.fromkeys(codes))
        known = [code for code in reversed(list(self._labels[question.id])) if code in there]
        return (*known, *(code for code in there if code not in known))

    def _best_number(self, scored: ScoredQuestion) -> str:
        assert scored.number is not None
        ends = scored.number
        name = "best_or_more" if ends.full_at > ends.nothing_at else "best_or_less"
        return self.material.phrases.filled(name, number=self._number(ends.full_at))

    def _best_choice(self, question: Question, scored: ScoredQuestion) -> str:
        """Return which options it takes to have all the points."""
        phrases, words = self.material.phrases, self.material.words
        labels = self._labels[question.id]
        worth = {str(one.part): one.most for one in scored.columns if one.most}
        enough = [part for part, units in worth.items() if units >= scored.most]
        if enough:
            return joined([labels[one] for one in enough], words.or_word)
        texts = [labels[one] for one in worth]
        needed = _needed(list(worth.values()), scored.most)
        if needed == len(worth):
            return phrases.filled("best_all_of", answers=joined(texts, words.and_word))
        name = "best_some_of" if needed else "best_of_these"
        return phrases.filled(
            name, count=self.material.whole(needed or 0), answers=", ".join(texts)
        )

    def _number(self, number: float) -> str:
        """Return a number as it was given, with no decimals that it does not have."""
        written = Decimal(f"{number:.10g}")
        if written == int(written):
            return self.material.whole(int(written))
        exponent = written.normalize().as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) else 0
        return decimal_text(written, self.material.language, decimals)


def _needed(units: Sequence[int], most: int) -> int | None:
    """Return how many options, whichever they are, it takes to have `most`; None where it depends.

    >>> _needed([2, 2, 2], 4), _needed([1, 2, 3], 6), _needed([1, 3, 3], 6)
    (2, 3, None)
    """
    ordered = sorted(units)
    for count in range(1, len(ordered) + 1):
        if sum(ordered[:count]) >= most:
            return count if sum(ordered[-count + 1 :] if count > 1 else []) < most else None
    return None
