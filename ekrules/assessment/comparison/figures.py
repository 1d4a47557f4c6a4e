"""Figures: each measure by the definition of one side on the data of either.

In: two sides and a state. Out: measure id -> Measure. What one side defines and the other side's
survey did not ask is unknown, with that reason; it is no figure of zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from ekrules.assessment.comparison.causes import Cause, State
from ekrules.assessment.comparison.compared_side import ComparedSide
from ekrules.errors import Faults
from ekrules.facts.indicator_series_reading import indicator_series
from ekrules.facts.measures import work_out_measures
from ekrules.goals.strategy import MeasureDefinition, Strategy
from ekrules.survey.counted_answers import check_counted_answers
from ekrules.survey.evidence import Evidence
from ekrules.survey.indicator_series import IndicatorSeries
from ekrules.survey.survey import Survey
from ekrules.tables.measure import Measure, unknown_measure

# Indicators take a library that surveys alone do without.
if TYPE_CHECKING:
    from ekrules.indicators.indicator import Indicator
    from ekrules.indicators.indicators import Indicators

OF_DATA: tuple[Cause, ...] = ("new_values", "revised_values")
# The target is among them: an indicator's own bounds come with its series.
OF_FIGURES: tuple[Cause, ...] = (*OF_DATA, "measure", "target")


@dataclass
class Figures:
    """The measures of every state; each is worked out once."""

    old: ComparedSide
    new: ComparedSide
    _found: dict[State, Mapping[str, Measure]] = field(default_factory=dict)

    @property
    def answers_cause(self) -> Cause:
        """What the answers of the new side are to the old one: of another wave, or revised."""
        was, now = self.old.survey.description, self.new.survey.description
        is_same = (was.survey, was.wave) == (now.survey, now.wave)
        return "revised_values" if is_same else "new_values"

    def side(self, cause: Cause, state: State) -> ComparedSide:
        """Return the side that a cause is taken from in a state."""
        return self.new if cause in state else self.old

    def of(self, state: State) -> Mapping[str, Measure]:
        """Return every measure of either side as it is in a state."""
        asked = state & frozenset(OF_FIGURES)
        if asked not in self._found:
            self._found[asked] = self._work_out(asked)
        return self._found[asked]

    def entries(self, measures: Iterable[str]) -> Iterator[tuple[Indicator, Indicator]]:
        """Yield what both catalogues say of each indicator that either side measures these by."""
        sides = (self.old, self.new)
        was, now = (indicators_of(side) for side in sides)
        named = (side.survey.series.get(name) for name in measures for side in sides)
        if was is None or now is None:
            return
        for name in dict.fromkeys(one.indicator for one in named if one is not None):
            if name in was.catalogue and name in now.catalogue:
                yield was.catalogue[name], now.catalogue[name]

    def survey(self, state: State) -> Survey:
        """Return the survey of a state: answers and evidence, each from one of the sides."""
        base = self.side(self.answers_cause, state).survey
        return replace(base, evidence=dict(self._evidence(state)))

    def _evidence(self, state: State) -> Iterator[tuple[str, Evidence]]:
        old, new = self.old.survey.evidence, self.new.survey.evidence
        for name in dict.fromkeys((*new, *old)):
            from_side = new if evidence_cause(old.get(name), new.get(name)) in state else old
            if name in from_side:
                yield name, from_side[name]

    def _work_out(self, state: State) -> dict[str, Measure]:
        defining = self.side("measure", state).strategy
        survey = replace(self.survey(state), series=self._series(defining, state))
        tallies = self.side(self.answers_cause, state).tallies
        sound = frozenset(_sound(defining, survey))
        found = work_out_measures(_only(defining, sound), survey, tallies)
        every = dict.fromkeys((*self.old.strategy.measures, *self.new.strategy.measures))
        return {name: found.get(name) or unknown_measure(name, "not_in_survey") for name in every}

    def _series(self, defining: Strategy, state: State) -> Mapping[str, IndicatorSeries]:
        """Return the indicators' series by one definition, on the values of either side."""
        sides = (self.old, self.new)
        if not any(one.indicator is not None for one in defining.measures.values()):
            return {}
        both = [indicators_of(side) for side in sides]
        if both[0] is None or both[1] is None:
            return self.side("new_values", state).survey.series
        from ekrules.assessment.comparison.method_mixing import mixed_indicator
        from ekrules.indicators.mixing import mixed_indicators, until_day

        until = [until_day(one, side.on) for one, side in zip(both, sides, strict=True) if one]
        measured, aimed = (both["measure" in state], both["target" in state])
        assert measured is not None
        assert aimed is not None
        catalogue = {
            name: mixed_indicator(one, one, aimed.catalogue.get(name, one))
            for name, one in measured.catalogue.items()
        }
        mixed = mixed_indicators(
            until[0],
            until[1],
            catalogue,
            measured.entities,
            later="new_values" in state,
            revised="revised_values" in state,
        )
        # What leads nowhere on the other side is unknown there, and no fault.
        return indicator_series(defining, mixed, max(one.on for one in sides), Faults())


def indicators_of(side: ComparedSide) -> Indicators | None:
    """Return the indicators beside a side's survey, where a measure names any of them."""
    return next((cast(Any, one.among) for one in side.survey.series.values()), None)


def evidence_cause(old: Evidence | None, new: Evidence | None) -> Cause:
    """Return what a figure from outside is to the other side's: of a later day, or revised."""
    if old is None or new is None or new.date > old.date:
        return "new_values"
    return "revised_values"


def leaves_of(name: str, definitions: Mapping[str, MeasureDefinition]) -> tuple[str, ...]:
    """Return the measures that one is made of and that are made of no others; itself where none."""
    definition = definitions.get(name)
    if definition is None:
        return ()
    if not definition.parts:
        return (name,)
    found = (leaf for part in definition.parts for leaf in leaves_of(part, definitions))
    return tuple(dict.fromkeys(found))


def made_of(name: str, definitions: Mapping[str, MeasureDefinition]) -> tuple[str, ...]:
    """Return a measure and all that it is made of."""
    if name not in definitions:
        return ()
    parts = definitions[name].parts
    return (name, *(one for part in parts for one in made_of(part, definitions)))


def _sound(strategy: Strategy, survey: Survey) -> Iterator[str]:
    """Yield the measures whose every name this survey knows."""
    known = {
        name: name in survey.series if one.indicator is not None else _is_known(one, survey)
        for name, one in strategy.measures.items()
    }
    for name in strategy.measures:
        if all(known[one] for one in made_of(name, strategy.measures)):
            yield name


def _is_known(definition: MeasureDefinition, survey: Survey) -> bool:
    if definition.evidence is not None:
        return definition.evidence in survey.evidence
    if definition.question is None:
        return True
    faults = Faults()
    check_counted_answers(definition, survey, faults)
    return not faults.found


def _only(strategy: Strategy, names: Iterable[str]) -> Strategy:
    kept = set(names)
    themes = tuple(
        theme.model_copy(
            update={"measures": {name: one for name, one in theme.measures.items() if name in kept}}
        )
        for theme in strategy.themes
    )
    return replace(strategy, themes=themes)
