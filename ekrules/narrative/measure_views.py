"""Measure views: what a template may say about one measure.

In: an assessment and what it rests on. Out: plain maps of marked texts: the share in words, whose
share it is, the percent, and the counts with their base.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ekrules.assessment.assessed import Assessment
from ekrules.goals.strategy import MeasureDefinition, Strategy
from ekrules.narrative.amounts import measured_text, period_text
from ekrules.narrative.lexicon import band_of
from ekrules.narrative.numbers import date_text, decimal_text, percent_of, percent_text
from ekrules.narrative.phrases import Phrases, joined, read_phrases
from ekrules.narrative.runs import figure, quotation
from ekrules.narrative.template_slips import View
from ekrules.narrative.ways_of_telling import level_of
from ekrules.survey.codebook import Question
from ekrules.survey.indicator_series import IndicatorSeries
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
            clause = quotation(self._clause(definition.says.in_language(self.language)))
            return {"known": False, "says": says, "clause": clause, "reason": quotation(reason)}
        taken = self.taken_part(measure_id)
        return {
            "known": True,
            **self._sentence(measure_id, measure_id),
            "percent": figure(self.percent(measure), f"measure:{measure_id}"),
            "counts": figure(self.counts(measure), f"measure:{measure_id}"),
            "from_outside": definition.evidence is not None,
            "of_all": self.group(measure) == self.everyone,
            "level": level_of(measure.exact),
            "source": quotation(self.source(definition)),
            "combination": definition.combination or "",
            "label": quotation(self.label(measure_id)),
            "part": quotation(self.label(taken)) if taken != measure_id else "",
            "taken": self._taken(measure_id, taken),
        }

    def in_words(self, measure_id: str) -> dict[str, str]:
        """Return a known share in words, whose it is and what they do."""
        return self._sentence(measure_id, measure_id)

    def _sentence(self, measure_id: str, ref: str) -> dict[str, str]:
        """The share in words, whose it is and what they do, whole and in pieces.

        ref: the measure that its figures lead to.
        """
        measure = self.assessment.measures[measure_id]
        says = self.strategy.measures[measure_id].says.in_language(self.language)
        verb, _, rest = says.partition(" ")
        band = band_of(measure.exact, self.language)
        share, group = figure(band.words, f"measure:{ref}"), quotation(self.group(measure))
        return {
            "words": f"{share}{band.joins}{group}",
            "share": share,
            "group": group,
            "says": quotation(says),
            "clause": quotation(self._clause(says)),
            "verb": quotation(verb),
            "rest": quotation(rest) if rest else "",
        }

    def _clause(self, says: str) -> str:
        """What a measure says, as it stands in a clause: an adverb then goes before the verb.

        "stiller alltid krav" is "som alltid stiller krav" in Norwegian.
        """
        verb, _, rest = says.partition(" ")
        for adverb in self.phrases.adverbs:
            if rest.startswith(f"{adverb} "):
                return f"{adverb} {verb} {rest.removeprefix(adverb).lstrip()}"
        return says

    def _taken(self, measure_id: str, taken: str) -> View:
        """The part that gave a combination its value, in its own words; often there is none."""
        if taken == measure_id:
            return {"exists": False}
        return {
            "exists": True,
            **self._sentence(taken, measure_id),
            "is_clear": self._is_clearly_taken(measure_id),
        }

    def taken_part(self, measure_id: str) -> str:
        """Return the part that a lowest_of or highest_of took; the measure itself of others."""
        taken = self.strategy.measures[measure_id]
        value = self.assessment.measures[measure_id].value
        if taken.combination not in ("lowest_of", "highest_of") or value is None:
            return measure_id
        values = {part: self.assessment.measures[part].value for part in taken.parts}
        return self.taken_part(next(name for name, one in values.items() if one == value))

    def _is_clearly_taken(self, measure_id: str) -> bool:
        """Whether the part that was taken differs from each of the others beyond uncertainty."""
        definition, measures = self.strategy.measures[measure_id], self.assessment.measures
        value = measures[measure_id].value
        taken = next(one for one in definition.parts if measures[one].value == value)
        others = [measures[one] for one in definition.parts if one != taken]
        return all(is_apart(measures[taken], one) for one in others)

    def label(self, measure_id: str) -> str:
        """Return a measure's short name."""
        return self.strategy.measures[measure_id].label.in_language(self.language)

    def group(self, measure: Measure) -> str:
        """Who the share is a share of; a follow-up question names those who were asked."""
        definition = self.strategy.measures[measure.id]
        if definition.of is not None:
            return definition.of.in_language(self.language)
        if measure.question is not None:
            return self.asked(self.survey.questions[measure.question])
        # Those with all of several things are a share of the group that the first was asked of.
        parts = definition.parts[:1] if definition.combination == "joint_of" else definition.parts
        groups = {self.group(self.assessment.measures[part]) for part in parts}
        return groups.pop() if len(groups) == 1 else self.everyone

    def asked(self, question: Question) -> str:
        """Return in words who was asked a question, ready to stand before the verb."""
        if question.asked_of is None:
            return self.everyone
        asked = question.asked_of.in_language(self.language)
        # A relative clause before the verb is closed by a comma.
        return f"{asked}," if " som " in asked else asked

    @property
    def everyone(self) -> str:
        """What all respondents are called: the municipalities."""
        return self.survey.description.unit.every.in_language(self.language)

    def source(self, definition: MeasureDefinition) -> str:
        """Return who published a figure from outside and when; else the survey's title."""
        found = self.survey.evidence.get(definition.evidence or "")
        if found is None:
            return self.survey.description.title.in_language(self.language)
        when = found.when.in_language(self.language) if found.when else None
        return f"{found.publisher}, {when or date_text(found.date, self.language)}"

    def percent(self, measure: Measure) -> str:
        """Return "65,1 %", or "64,2 %, vektet": the counts beside it are unweighted then.

        What was published elsewhere is told with the decimals it has, in its own unit.
        """
        if measure.series is not None or not measure.is_share:
            return measured_text(measure, self.assessment.measures, self.language)
        percent = percent_text(percent_of(measure), self.language)
        return f"{percent}, {self.phrases.weighted}" if measure.weighted else percent

    def counts(self, measure: Measure) -> str:
        """Return "161 av 249 spurte", the base always in the word that is its own."""
        if measure.series is not None:
            return self._published(measure.series)
        if measure.numerator is None or measure.denominator is None:
            # A mean of groups that differ has no counts of its own.
            parts = [self.counts(self.assessment.measures[part]) for part in measure.parts]
            if is_published(measure.id, self.strategy):
                parts = list(dict.fromkeys(parts))
            return joined(parts, self.phrases.and_word)
        numerator = decimal_text(measure.numerator, self.language)
        denominator = decimal_text(measure.denominator, self.language)
        if measure.base is None:
            return f"{numerator} {self.phrases.out_of} {denominator}"
        base = self.phrases.base[measure.base]
        if self.strategy.measures[measure.id].combination == "mean_of":
            base = self.phrases.mean_answers
        return f"{numerator} {self.phrases.out_of} {denominator} {base}"

    def _published(self, series: IndicatorSeries) -> str:
        """Return "2010", or "av 1 234, 2010": of how many, where it says so, and when."""
        newest = series.newest
        if newest is None:
            return ""
        period = period_text(newest.period, self.language)
        base = base_text(newest.base, self.language)
        return f"{self.phrases.out_of} {base}, {period}" if base else period


def base_text(base: float | None, language: Language) -> str:
    """Return how many a published value rests on; nothing where its publisher does not say."""
    return "" if base is None or base <= 0 else decimal_text(int(base), language)


def is_published(measure: str, strategy: Strategy) -> bool:
    """Whether a measure comes from an indicator, or is put together of some that do."""
    definition = strategy.measures[measure]
    if definition.indicator is not None:
        return True
    return any(is_published(part, strategy) for part in definition.parts)


def is_apart(one: Measure, other: Measure) -> bool:
    """Whether two shares differ by more than their uncertainty: their intervals do not meet.

    That holds whoever gave the two answers: where the intervals part, so does zero from the
    interval of the difference, however the answers go together. False without two intervals.
    """
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.high < other.low or other.high < one.low
