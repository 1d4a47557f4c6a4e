"""Measure views: what a template may say about one measure.

In: an assessment and what it rests on. Out: plain maps of marked texts: the share in words, whose
share it is, the percent, and the counts with their base.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ekrules.assessment.assessed import Assessment
from ekrules.goals.strategy import MeasureDefinition, Strategy
from ekrules.narrative.lexicon import band_of
from ekrules.narrative.numbers import date_text, decimal_text, percent_of, percent_text
from ekrules.narrative.phrases import Phrases, joined, read_phrases
from ekrules.narrative.runs import figure, quotation
from ekrules.narrative.template_slips import View
from ekrules.survey.codebook import Question
from ekrules.survey.survey import Survey
from ekrules.tables.measure import Measure
from ekrules.yaml_reader.wording import Language

if TYPE_CHECKING:
    from ekrules.assessment.changed import Changes


@dataclass(frozen=True)
class MeasureViews:
    """Builds views of the measures of one assessment in one language.

    changes: since an earlier assessment, where this one is held against one.
    """

    assessment: Assessment
    strategy: Strategy
    survey: Survey
    language: Language
    changes: Changes | None = None

    @property
    def phrases(self) -> Phrases:
        """The language's fixed words."""
        return read_phrases(self.language)

    def measure(self, measure_id: str) -> View:
        """words, of, says, percent, counts, known, reason: one measure, ready for a sentence."""
        measure = self.assessment.measures[measure_id]
        definition = self.strategy.measures[measure_id]
        says = quotation(definition.says.in_language(self.language))
        if measure.value is None:
            reason = self.phrases.reason[measure.reason or "not_in_survey"]
            return {"known": False, "says": says, "reason": quotation(reason)}
        ref = f"measure:{measure_id}"
        band = band_of(measure.exact, self.language)
        group = quotation(self._group(measure))
        return {
            "known": True,
            "words": f"{figure(band.words, ref)}{band.joins}{group}",
            "says": says,
            "percent": figure(self.percent(measure), ref),
            "counts": figure(self.counts(measure), ref),
            "from_outside": definition.evidence is not None,
            "source": quotation(self._source(definition)),
            "combination": definition.combination or "",
            "label": quotation(self._label(measure_id)),
            "part": quotation(self._part(measure)),
        }

    def _part(self, measure: Measure) -> str:
        """The label of the part that a lowest_of or highest_of took; else nothing."""
        taken = self.strategy.measures[measure.id]
        if taken.combination not in ("lowest_of", "highest_of"):
            return ""
        values = {part: self.assessment.measures[part].value for part in taken.parts}
        part = next(name for name, value in values.items() if value == measure.value)
        return self._part(self.assessment.measures[part]) or self._label(part)

    def _label(self, measure_id: str) -> str:
        return self.strategy.measures[measure_id].label.in_language(self.language)

    def _group(self, measure: Measure) -> str:
        """Who the share is a share of; a follow-up question names those who were asked."""
        definition = self.strategy.measures[measure.id]
        if definition.of is not None:
            return definition.of.in_language(self.language)
        if measure.question is not None:
            return self._asked(self.survey.questions[measure.question])
        # Those with all of several things are a share of the group that the first was asked of.
        parts = definition.parts[:1] if definition.combination == "joint_of" else definition.parts
        groups = {self._group(self.assessment.measures[part]) for part in parts}
        return groups.pop() if len(groups) == 1 else self._everyone

    def _asked(self, question: Question) -> str:
        if question.asked_of is None:
            return self._everyone
        asked = question.asked_of.in_language(self.language)
        # A relative clause before the verb is closed by a comma.
        return f"{asked}," if " som " in asked else asked

    @property
    def _everyone(self) -> str:
        return self.survey.description.unit.every.in_language(self.language)

    def _source(self, definition: MeasureDefinition) -> str:
        found = self.survey.evidence.get(definition.evidence or "")
        if found is None:
            return self.survey.description.title.in_language(self.language)
        when = found.when.in_language(self.language) if found.when else None
        return f"{found.publisher}, {when or date_text(found.date, self.language)}"

    def percent(self, measure: Measure) -> str:
        """Return "65,1 %", or "64,2 %, vektet": the counts beside it are unweighted then."""
        percent = percent_text(percent_of(measure), self.language)
        return f"{percent}, {self.phrases.weighted}" if measure.weighted else percent

    def counts(self, measure: Measure) -> str:
        """Return "161 av 249 spurte", the base always in the word that is its own."""
        if measure.numerator is None or measure.denominator is None:
            # A mean of groups that differ has no counts of its own.
            parts = [self.counts(self.assessment.measures[part]) for part in measure.parts]
            return joined(parts, self.phrases.and_word)
        numerator = decimal_text(measure.numerator, self.language)
        denominator = decimal_text(measure.denominator, self.language)
        if measure.base is None:
            return f"{numerator} {self.phrases.out_of} {denominator}"
        base = self.phrases.base[measure.base]
        if self.strategy.measures[measure.id].combination == "mean_of":
            base = self.phrases.mean_answers
        return f"{numerator} {self.phrases.out_of} {denominator} {base}"
