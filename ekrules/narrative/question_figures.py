"""Question figures: the shares that can be told of one question, each with its counts and base.

In: a question, the tallies of all respondents, and the measures that count its answers. Out:
Measures that are in no strategy, worked out as those of a strategy are. Never picks words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from ekrules.goals.strategy import MeasureDefinition, Strategy
from ekrules.narrative.phrases import read_phrases
from ekrules.survey.codebook import Option, Question
from ekrules.survey.survey import Survey
from ekrules.tables.bases import Base
from ekrules.tables.measure import Measure, UnknownReason, survey_share
from ekrules.tables.missing_shares import KINDS, missing_share
from ekrules.tables.tallies import Tallies
from ekrules.tables.tally import Tally
from ekrules.yaml_reader.wording import LANGUAGES

# From so many answers on, the two at an end of the scale are told together.
_LONG_SCALE = 4


@dataclass(frozen=True)
class QuestionFigures:
    """The shares of one question. Its options go from the least to the most, as in the codebook."""

    survey: Survey
    strategy: Strategy
    tallies: Tallies
    question: Question

    @cached_property
    def options(self) -> dict[str, Option]:
        """Option id -> option."""
        return {one.id: one for one in self.survey.options_of(self.question)}

    @cached_property
    def definitions(self) -> tuple[MeasureDefinition, ...]:
        """How the strategy's measures count this question's answers."""
        every = self.strategy.measures.values()
        return tuple(one for one in every if one.question == self.question.id)

    @cached_property
    def base(self) -> Base:
        """Who counts in the percentages: as in the measures of the question, else all asked."""
        bases = {one.base for one in self.definitions if one.base is not None}
        return bases.pop() if len(bases) == 1 else "asked"

    @cached_property
    def yes_and_no(self) -> tuple[str, str] | None:
        """The ids of yes and no, where the question has these two answers and no other."""
        if len(self.options) != 2:
            return None
        named = {word: self._called(word) for word in ("yes_word", "no_word")}
        yes, no = named["yes_word"], named["no_word"]
        return (yes, no) if yes is not None and no is not None else None

    def _called(self, word: str) -> str | None:
        """The option whose label is the word for yes, or for no, in one of the languages."""
        for language in LANGUAGES:
            said = getattr(read_phrases(language), word)
            for name, option in self.options.items():
                if (getattr(option.label, language) or "").casefold() == said:
                    return name
        return None

    @cached_property
    def top(self) -> tuple[str, ...]:
        """The answers by which the items of a grid are held against each other: yes, or the top."""
        if self.yes_and_no is not None:
            return self.yes_and_no[:1]
        return self._end(-1)

    @cached_property
    def bottom(self) -> tuple[str, ...]:
        """The answers at the other end."""
        return self._end(1)

    def _end(self, step: int) -> tuple[str, ...]:
        every = tuple(self.options)
        number = 2 if len(every) >= _LONG_SCALE else 1
        return every[:number] if step > 0 else every[-number:]

    @cached_property
    def every_tally(self) -> dict[str | None, Tally]:
        """Grid item (None where there are none) -> its tally; empty where nothing was counted."""
        found = {item: self.tallies.of(self.question.id, item) for item in self.question.item_ids}
        return {item: one for item, one in found.items() if one is not None}

    def unknown(self) -> UnknownReason | None:
        """Return why there is nothing to tell, or None where there is."""
        if not self.every_tally:
            return "not_in_survey"
        if all(not one.base_n(self.base) for one in self.every_tally.values()):
            return "base_is_zero"
        first = tuple(self.options)[:1]
        if first and all(self.share(first, item).value is None for item in self.every_tally):
            return "weight_is_zero"
        return None

    def share(
        self, answers: Collection[str], item: str | None = None, base: Base | None = None
    ) -> Measure:
        """Return the share of the base that gave one of the answers; its id is its reference."""
        counted, of = self.every_tally[item], base or self.base
        frame, sample = self.tallies.frame, self.tallies.sample
        reference = self.reference(answers, item, of)
        return survey_share(reference, counted, answers, of, frame, "", sample)

    def reference(self, what: Collection[str], item: str | None, base: Base) -> str:
        """Return what a figure comes from: "question:kanaler:epost=stor+svaert_stor/asked"."""
        return f"question:{self.question.id}:{item or ''}={'+'.join(what)}/{base}"

    def answers(self) -> tuple[Measure, ...]:
        """Return one share for each answer, in order; of a multiple choice, for each option."""
        return tuple(self.share((one,)) for one in self.options)

    def missing(self) -> tuple[Measure, ...]:
        """Return the share of those asked without a known answer, for each item."""
        named = {item: self.reference(KINDS, item, "asked") for item in self.every_tally}
        return tuple(missing_share(named[item], one) for item, one in self.every_tally.items())

    def items(self) -> tuple[Measure, ...]:
        """Return one share of the top answers for each item of a grid, in order."""
        shares = (self.share(self.top, item) for item in self.every_tally)
        return tuple(one for one in shares if one.value is not None)

    def definition_of(self, answers: Collection[str]) -> MeasureDefinition | None:
        """Return the measure that counts just these answers, of the question as a whole."""
        for one in self.definitions:
            if one.item is None and set(one.counts) == set(answers) and one.base == self.base:
                return one
        return None

    def told_together(self, shown: Sequence[str]) -> tuple[str, ...]:
        """Return answers that are worth telling as one beside those that are shown, or none.

        The first that a measure counts together; else the end of a long scale that holds more.
        """
        for one in self.definitions:
            counted = tuple(option for option in self.options if option in one.counts)
            if one.item is None and one.base == self.base and not set(counted) <= set(shown):
                return counted
        if len(self.options) < _LONG_SCALE:
            return ()
        return max(self.top, self.bottom, key=lambda end: self.share(end).exact)
