"""Measures: each definition in the strategy worked out on the survey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ekrules.facts.indicator_measures import indicator_measure
from ekrules.goals.strategy import MeasureDefinition, Strategy
from ekrules.survey.indicator_series import SHARE, measured_in
from ekrules.survey.survey import Survey
from ekrules.tables.combination import highest_of, joint_of, lowest_of, mean_of
from ekrules.tables.design import Cell, Design
from ekrules.tables.domain_sums import ShareSums
from ekrules.tables.estimation import estimate_share
from ekrules.tables.measure import Measure, counted_share, survey_share, unknown_measure
from ekrules.tables.tallies import SegmentTallies, Tallies, tallies_of

if TYPE_CHECKING:
    from ekrules.tables.suppression import Thresholds


def work_out_measures(
    strategy: Strategy, survey: Survey, tallies: Tallies | None = None
) -> dict[str, Measure]:
    """Return measure id -> Measure for every definition, in the strategy's order.

    tallies: those of one group of respondents; of all of them where none are given. The names must
    have been checked (goals.checks): a combination's parts exist and form no circle.
    """
    worker = _Worker(strategy, survey, tallies_of(survey) if tallies is None else tallies)
    return {name: worker.measure(name) for name in strategy.measures}


@dataclass(frozen=True)
class SegmentMeasures:
    """One segment's measures, and those of all respondents outside it that it is held against.

    ties: measure -> how far the two shares move together (their correlation, −1..1), for those
    that are weighted; two parts of a simple sample do not.
    """

    own: Mapping[str, Measure]
    others: Mapping[str, Measure]
    ties: Mapping[str, float] = field(default_factory=dict)


def work_out_segment_measures(
    strategy: Strategy, survey: Survey, segments: Mapping[str, SegmentTallies]
) -> dict[str, SegmentMeasures]:
    """Return segment id -> its measures.

    A share of fewer respondents than the survey's smallest_base is unknown, base_too_small; so is
    one that would give it away, the total being known, and one with a count below smallest_cell.
    Figures from outside are nobody's segment: not_by_segment.
    """
    from ekrules.tables.suppression import Thresholds

    workers = {
        name: _Worker(strategy, survey, one.own, by_segment=True) for name, one in segments.items()
    }
    about = survey.description
    thresholds = Thresholds(about.smallest_base, about.smallest_cell)
    for name, definition in strategy.measures.items():
        if definition.question is not None:
            _hide_small(name, definition, workers, thresholds)
    attained = {goal.attainment for goal in strategy.goals.values() if goal.attainment}
    found = {}
    for name, tallies in segments.items():
        others = _Worker(strategy, survey, tallies.others, by_segment=True)
        held_against = {one: others.measure(one) for one in strategy.measures if one in attained}
        found[name] = SegmentMeasures(
            {one: workers[name].measure(one) for one in strategy.measures},
            held_against,
            {
                one: tie
                for one in held_against
                if (tie := _tie(workers[name].sums(one), others.sums(one)))
            },
        )
    return found


def _tie(own: _DesignedSums | None, others: _DesignedSums | None) -> float:
    if own is None or others is None:
        return 0.0
    from ekrules.tables.difference import correlation_of_shares

    return correlation_of_shares(own[0], own[1], others[1])


def _hide_small(
    name: str,
    definition: MeasureDefinition,
    workers: Mapping[str, _Worker],
    thresholds: Thresholds,
) -> None:
    """Hide the share where its counts are too small, and where they could be worked out."""
    from ekrules.tables.suppression import Crosstab, suppress_crosstab

    counts = {segment: worker.counts(definition) for segment, worker in workers.items()}
    table = Crosstab((_YES, _NO, _OUTSIDE), tuple(counts), counts, frozenset((_YES, _NO)))
    hidden = suppress_crosstab(table, thresholds)
    cells = {segment for answer, segment in hidden.cells if answer in (_YES, _NO)}
    for segment in {*cells, *hidden.segments, *hidden.segment_bases}:
        workers[segment].hide(name)


# What a weighted share is made of, cell by cell of the design.
_DesignedSums = tuple[Design, Mapping[Cell, ShareSums]]
# Those whom a share counts, the others in its base, and respondents outside the base.
_YES, _NO, _OUTSIDE = "yes", "no", "outside"


class _Worker:
    """Works out the measures of one group of respondents, each once."""

    def __init__(
        self, strategy: Strategy, survey: Survey, tallies: Tallies, *, by_segment: bool = False
    ) -> None:
        self._strategy = strategy
        self._survey = survey
        self._tallies = tallies
        self._by_segment = by_segment
        self._done: dict[str, Measure] = {}

    def counts(self, definition: MeasureDefinition) -> dict[str, int]:
        """Return how many a question's share counts, how many of its base it does not, and others.

        All in no base where the question has no counts.
        """
        counted = self._tallies.of(definition.question or "", definition.item)
        if counted is None:
            return {_YES: 0, _NO: 0, _OUTSIDE: self._tallies.respondents}
        base = counted.base_n(definition.base or "asked")
        yes = sum(counted.counts[option] for option in definition.counts)
        return {_YES: yes, _NO: base - yes, _OUTSIDE: self._tallies.respondents - base}

    def hide(self, name: str) -> None:
        """Make a measure unknown because its base is too small to be shown.

        One of a base of nobody too, where that would reveal another's; not in a segment of nobody.
        """
        if self._tallies.respondents:
            source = self.measure(name).source
            self._done[name] = unknown_measure(name, "base_too_small", source)

    def measure(self, name: str) -> Measure:
        """Return one measure; its parts are worked out before it."""
        if name not in self._done:
            definition = self._strategy.measures[name]
            parts = [self.measure(part) for part in definition.parts]
            self._done[name] = self._measure(name, definition, parts)
        return self._done[name]

    def _measure(self, name: str, definition: MeasureDefinition, parts: list[Measure]) -> Measure:
        match definition.combination:
            case "lowest_of":
                return lowest_of(name, parts)
            case "highest_of":
                return highest_of(name, parts)
            case "mean_of":
                return mean_of(name, parts)
            case "joint_of":
                sums = self.sums(name)
                weighed = estimate_share(*sums) if sums is not None else None
                return joint_of(name, parts, *self._tallies.sample, weighed)
        is_outside = definition.evidence is not None or definition.indicator is not None
        if is_outside and self._by_segment:
            return self._not_by_segment(name)
        if definition.evidence is not None:
            found = self._survey.evidence[definition.evidence]
            source = f"{found.publisher}, {found.date.isoformat()}"
            return counted_share(name, found.numerator, found.denominator, source)
        if definition.indicator is not None:
            return indicator_measure(name, self._survey.series[name])
        return self._of_question(name, definition)

    def _not_by_segment(self, name: str) -> Measure:
        series = self._survey.series.get(name)
        unit = SHARE if series is None else measured_in(series.unit)
        return unknown_measure(name, "not_by_segment", unit=unit)

    def sums(self, name: str) -> _DesignedSums | None:
        """Return what a share weighs in each cell of the design; None where nothing is weighted.

        Nor is there any for a combination, joint_of aside: those counted by its last part are a
        share of the first part's base.
        """
        definition = self._strategy.measures[name]
        if definition.combination == "joint_of":
            first, last = (self.sums(definition.parts[place]) for place in (0, -1))
            if first is None or last is None:
                return None
            cells = first[1].items()
            return first[0], {cell: ShareSums(one.domain, last[1][cell].yes) for cell, one in cells}
        counted = self._tallies.of(definition.question or "", definition.item)
        if counted is None or counted.weighed is None:
            return None
        weighed = counted.weighed
        return weighed.design, weighed.share_sums(definition.counts, definition.base or "asked")

    def _of_question(self, name: str, definition: MeasureDefinition) -> Measure:
        question = definition.question or ""
        source = f"{self._survey.description.survey} {self._survey.section_of(question)}"
        counted = self._tallies.of(question, definition.item)
        if counted is None:
            return unknown_measure(name, "not_in_survey", source)
        base, tallies = definition.base or "asked", self._tallies
        counts, frame, sample = definition.counts, tallies.frame, tallies.sample
        return survey_share(name, counted, counts, base, frame, source, sample)
