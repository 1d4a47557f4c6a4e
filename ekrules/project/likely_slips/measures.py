"""Measures: two that always come out alike, and one in percent of others than all the rest."""

from __future__ import annotations

from collections import Counter

from ekrules.errors import Fault, Place
from ekrules.goals.strategy import MeasureDefinition
from ekrules.project.loading import Loaded
from ekrules.project.told import Told, told

Origin = tuple[object, ...]
# A strategy has a usual base where there are so many measures, and this share of them have it.
FEWEST_MEASURES, MOST_OF_THEM = 10, 0.9


def same_measures(loaded: Loaded) -> list[Told]:
    """Return each measure that is made of the same as one before it, with both names."""
    first: dict[Origin, str] = {}
    found = []
    for name, definition in loaded.strategy.measures.items():
        origin = _origin(definition, loaded)
        other = first.setdefault(origin, name)
        if other != name:
            what = f'"{name}" and "{other}" are {_likeness(definition)}'
            expected = "they always come out alike: see whether one should differ, or keep one"
            found.append(Fault(_place(definition), what, expected))
    return told("warning", "same-measure", found)


def unusual_bases(loaded: Loaded) -> list[Told]:
    """Return the few measures of questions that have another base than nearly all the rest."""
    bases = {
        name: _base(definition, loaded)
        for name, definition in loaded.strategy.measures.items()
        if definition.question is not None
    }
    if len(bases) < FEWEST_MEASURES:
        return []
    usual, times = Counter(bases.values()).most_common(1)[0]
    if times < MOST_OF_THEM * len(bases):
        return []
    expected = f'{times} other measures have the base "{usual}": see which is meant'
    found = [
        Fault(
            loaded.strategy.measures[name].at("base"), f'"{name}" has the base "{base}"', expected
        )
        for name, base in bases.items()
        if base != usual
    ]
    return told("note", "unusual-base", found)


def _base(definition: MeasureDefinition, loaded: Loaded) -> str | None:
    """The base; of a question that was put to all, "all" are those asked."""
    question = loaded.survey.questions.get(definition.question or "")
    is_asked_of_all = question is not None and question.asked_if is None
    return "asked" if definition.base == "all" and is_asked_of_all else definition.base


def _origin(definition: MeasureDefinition, loaded: Loaded) -> Origin:
    """All that decides what the measure comes out as."""
    if definition.combination == "joint_of":
        return "joint_of", definition.parts
    if definition.combination is not None:
        return definition.combination, frozenset(definition.parts)
    if definition.evidence is not None:
        return "evidence", definition.evidence
    if definition.indicator is not None:
        return "indicator", definition.indicator, definition.entity
    base = _base(definition, loaded)
    return "question", definition.question, definition.item, frozenset(definition.counts), base


def _likeness(definition: MeasureDefinition) -> str:
    if definition.combination is not None:
        return f"both {definition.combination} the same measures"
    if definition.evidence is not None:
        return f'both the outside figure "{definition.evidence}"'
    if definition.indicator is not None:
        of = f', entity "{definition.entity}"' if definition.entity else ""
        return f'both the indicator "{definition.indicator}"{of}'
    item = f', item "{definition.item}"' if definition.item else ""
    return f'the same answers to "{definition.question}"{item}, in percent of the same'


def _place(definition: MeasureDefinition) -> Place:
    if definition.combination is not None:
        return definition.at(definition.combination)
    return definition.at("evidence" if definition.evidence is not None else "question")
