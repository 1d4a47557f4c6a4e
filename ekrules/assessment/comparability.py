"""Comparability: whether a measure of this wave and of an earlier one are the same thing.

In: what each rests on, and the codebook's crosswalk. Out: nothing, or the reason they are not
compared. A question that is worded otherwise, has other options or was put to others is another
question, until a person says in the codebook ("earlier") that it is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ekrules.assessment.basis import MeasureBasis, QuestionBasis, RoutingBasis, measure_bases
from ekrules.assessment.changed import Hindrance, NotCompared
from ekrules.assessment.previous import PreviousRecord
from ekrules.facts.indicator_measures import indicator_measure
from ekrules.goals.strategy import Strategy
from ekrules.survey.codebook import EarlierQuestion
from ekrules.survey.indicator_series import until_day
from ekrules.survey.survey import Survey
from ekrules.tables.measure import Measure


@dataclass(frozen=True)
class Comparability:
    """Holds the measures of one assessment against those of an earlier record."""

    previous: PreviousRecord
    measures: Mapping[str, Measure]
    bases: Mapping[str, MeasureBasis]
    survey: Survey

    def hindrance(self, name: str) -> Hindrance | None:
        """Return why a measure is not compared, or None where it is.

        What is made of others is no better than its parts, so the first hindrance among those is
        its own.
        """
        then, now = self.previous.measures.get(name), self.measures.get(name)
        if then is None:
            return Hindrance("not_asked_then", name)
        if now is None:
            return Hindrance("not_asked_now", name)
        was, is_now = self.previous.bases.get(name), self.bases.get(name)
        if was and is_now and _made_of(was) == _made_of(is_now):
            for part in is_now.parts:
                if (found := self.hindrance(part)) is not None:
                    return found
        if (reason := _unknown(then, now)) is not None:
            return Hindrance(reason, name)
        if was is None or is_now is None:
            return Hindrance("basis_unknown", name)
        if self._is_revised(then, now):
            return Hindrance("values_revised", name)
        if then.weighted != now.weighted:
            return Hindrance("weighted_otherwise", name)
        return self._changed(name, was, is_now)

    def _is_revised(self, then: Measure, now: Measure) -> bool:
        """Whether the source now says another figure of the earlier day than it did then."""
        day = self.previous.reference_date
        if now.series is None or day is None:
            return False
        return indicator_measure(now.id, until_day(now.series, day)).value != then.value

    def _changed(self, name: str, was: MeasureBasis, is_now: MeasureBasis) -> Hindrance | None:
        said = self._crosswalk(is_now.question.question) if is_now.question else None
        if said is not None and not said.comparable:
            return Hindrance("said_not_comparable", name, said.because)
        if _made_of(was) != _made_of(is_now):
            return Hindrance("measured_otherwise", name)
        if was.unit != is_now.unit:
            return Hindrance("unit_changed", name)
        if was.question is not None and is_now.question is not None:
            reason = self._question_changed(was.question, is_now.question, said)
            if reason is not None:
                return Hindrance(reason, name)
        if was.base != is_now.base:
            return Hindrance("base_changed", name)
        if set(was.counts) != set(is_now.counts):
            return Hindrance("counted_answers_changed", name)
        return None

    def _crosswalk(self, question: str) -> EarlierQuestion | None:
        earlier = self.survey.questions[question].earlier
        return next((one for one in earlier if one.wave == self.previous.wave), None)

    def _question_changed(
        self, was: QuestionBasis, is_now: QuestionBasis, said: EarlierQuestion | None
    ) -> NotCompared | None:
        known_as = said.question if said and said.question else is_now.question
        if was.question != known_as:
            return "measured_otherwise"
        # A person has held the two texts together; a fingerprint only sees that they differ.
        if said is None and was.asks != is_now.asks:
            return "wording_changed"
        if said is None and _offered(was) != _offered(is_now):
            return "options_changed"
        return "base_changed" if self._asked_others(was.asked_if, is_now.asked_if) else None

    def _asked_others(self, was: RoutingBasis | None, is_now: RoutingBasis | None) -> bool:
        """Whether a follow-up was put to others: by other answers, or to another question."""
        if was is None or is_now is None:
            return was is not is_now
        if set(was.answers) != set(is_now.answers):
            return True
        said = self._crosswalk(is_now.of.question)
        if said is not None and not said.comparable:
            return True
        return self._question_changed(was.of, is_now.of, said) is not None


def comparability(
    previous: PreviousRecord, measures: Mapping[str, Measure], strategy: Strategy, survey: Survey
) -> Comparability:
    """Return what tells which measures of this run can be held against the earlier record."""
    return Comparability(previous, measures, measure_bases(strategy, survey), survey)


def _made_of(basis: MeasureBasis) -> tuple[object, ...]:
    """Return where a measure comes from, its question aside."""
    return (
        basis.question is not None,
        basis.item,
        basis.evidence,
        basis.publisher,
        basis.indicator,
        basis.entity,
        basis.combination,
        basis.parts,
    )


def _offered(basis: QuestionBasis) -> tuple[object, ...]:
    return basis.kind, basis.options, basis.labels


def _unknown(then: Measure, now: Measure) -> NotCompared | None:
    if then.value is None:
        return "not_asked_then" if then.reason == "not_in_survey" else "unknown_then"
    if now.value is None:
        return "not_asked_now" if now.reason == "not_in_survey" else "unknown_now"
    return None
