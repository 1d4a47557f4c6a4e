"""Figure differences: measures whose figure, or whose definition, is another on the other side.

In: two sides and the measures that a goal or a finding reads on each. Out: Differences, each figure
by one definition on the data of both sides, so that what is measured otherwise is told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ekrules.assessment.basis import measure_bases
from ekrules.assessment.comparison.causes import OLD, Cause
from ekrules.assessment.comparison.compared_side import ComparedSide
from ekrules.assessment.comparison.differences import Difference, written
from ekrules.assessment.comparison.figures import (
    OF_DATA,
    Figures,
    evidence_cause,
    leaves_of,
    made_of,
)
from ekrules.assessment.comparison.indicator_differences import definitions_of
from ekrules.assessment.comparison.method_mixing import OF_UNIT
from ekrules.errors import Place
from ekrules.goals.strategy import MeasureDefinition
from ekrules.tables.measure import Measure
from ekrules.yaml_reader.files import shown_path

# What of a measure's definition decides its figure; the rest is what it is called.
DEFINING = (
    "question",
    "item",
    "counts",
    "base",
    "evidence",
    "indicator",
    "entity",
    "combination",
    "parts",
)
ASKED_OTHERWISE = "asked_otherwise"


@dataclass(frozen=True)
class FigureDifferences:
    """Finds what differs of measures; old and new: what is read on each side."""

    figures: Figures

    def of(self, old: Iterable[str], new: Iterable[str]) -> Iterator[Difference]:
        """Yield the figures that are others, and then the definitions."""
        was, now = tuple(old), tuple(new)
        yield from self.values(was, now)
        yield from self.definitions(was, now)

    def values(self, old: Iterable[str], new: Iterable[str]) -> Iterator[Difference]:
        """Yield the figures themselves, each by one definition on the data of both sides."""
        told = set[tuple[Cause, str]]()
        for side, names in ((self.figures.new, new), (self.figures.old, old)):
            definitions = side.strategy.measures
            state = OLD if side is self.figures.old else frozenset[Cause](("measure",))
            for leaf in (leaf for name in names for leaf in leaves_of(name, definitions)):
                for cause in self._causes_of(definitions[leaf]):
                    was, now = (self.figures.of(one)[leaf] for one in (state, state | {cause}))
                    if (cause, leaf) not in told and _value(was) != _value(now):
                        told.add((cause, leaf))
                        yield self._figure(cause, leaf, was, now)

    def definitions(self, old: Iterable[str], new: Iterable[str]) -> Iterator[Difference]:
        """Yield each key of a definition that decides another figure."""
        was, now = (side.strategy.measures for side in (self.figures.old, self.figures.new))
        names = [part for name in new for part in made_of(name, now)]
        names += [part for name in old for part in made_of(name, was)]
        for name in dict.fromkeys(names):
            # One that a side has not is told by what names it.
            for key in DEFINING if name in was and name in now else ():
                told = [written(_joined(getattr(side[name], key))) for side in (was, now)]
                if told[0] != told[1]:
                    places = (was[name].place, now[name].place)
                    yield Difference("measure", "definition", f"{name}.{key}", told, places)
        for entries in self.figures.entries(dict.fromkeys(names)):
            yield from definitions_of(*entries, OF_UNIT)

    def _causes_of(self, definition: MeasureDefinition) -> tuple[Cause, ...]:
        if definition.indicator is not None:
            return OF_DATA
        if definition.evidence is None:
            return (self.figures.answers_cause,)
        sides = (self.figures.old.survey.evidence, self.figures.new.survey.evidence)
        return (evidence_cause(*(one.get(definition.evidence) for one in sides)),)

    def _figure(self, cause: Cause, name: str, old: Measure, new: Measure) -> Difference:
        places = [_place(side, name) for side in (self.figures.old, self.figures.new)]
        note = ASKED_OTHERWISE if self._is_asked_otherwise(name) else None
        return Difference(cause, "figure", name, (old, new), places, note)

    def _is_asked_otherwise(self, name: str) -> bool:
        """Whether both sides asked, and the question was put otherwise."""
        sides = (self.figures.old, self.figures.new)
        if any(name not in side.strategy.measures for side in sides):
            return False
        bases = [measure_bases(side.strategy, side.survey)[name].question for side in sides]
        return None not in bases and bases[0] != bases[1]


def _place(side: ComparedSide, name: str) -> Place | None:
    """Where the figure stands in the side's data; None where it has none."""
    definition, survey = side.strategy.measures.get(name), side.survey
    if definition is None:
        return None
    if definition.evidence is not None:
        found = survey.evidence.get(definition.evidence)
        return found.place if found else None
    if definition.indicator is not None:
        newest = survey.series[name].newest if name in survey.series else None
        return newest.place if newest else None
    table = survey.printed.get(definition.question or "")
    if table is not None:
        return table.place
    return Place(shown_path(survey.folder)) if survey.answers is not None else None


def _value(measure: Measure) -> tuple[object, ...]:
    series = measure.series
    # A method reads all of a series, and a table its newest value.
    values = () if series is None else tuple((one.period, one.value) for one in series.known)
    return measure.value, measure.numerator, measure.denominator, measure.reason, values


def _joined(value: object) -> str | None:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return None if value is None else str(value)
