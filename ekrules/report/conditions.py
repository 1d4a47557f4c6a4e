"""Conditions: what a rule asks, in the words of the report instead of those of its file.

In: a condition, and the material that names what it asks about. Out: a line of running text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ekrules.assessment.assessed import Status
from ekrules.decision.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    InputReference,
    IsUnknown,
    Leaf,
    NoneOf,
    Value,
)
from ekrules.decision.inputs import Input
from ekrules.narrative.phrases import joined
from ekrules.narrative.runs import lower_first
from ekrules.report.material import Material
from ekrules.report.phrases import ReportPhrases


@dataclass(frozen=True)
class ConditionWords:
    """Puts conditions in words: those of a table over its `inputs`, or those of findings.

    labels: what inputs are called, where goals have a word of their own for them. bounds: the same
    where they are what another is held against.
    """

    material: Material
    inputs: Mapping[str, Input] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    bounds: Mapping[str, str] = field(default_factory=dict)

    def text(self, condition: Condition) -> str:
        """Return the condition in words; what it joins otherwise than by "and" is in brackets."""
        if isinstance(condition, AnyOf | NoneOf):
            name = "any_of" if isinstance(condition, AnyOf) else "none_of"
            if not condition.parts:
                return self._phrases["never" if isinstance(condition, AnyOf) else "always"]
            parts = "; ".join(self.text(part) for part in condition.parts)
            return self._phrases.filled(name, parts=parts)
        texts = [self._together(parts) for parts in _neighbours(condition)]
        return self._phrases["all_of"].join(texts) or self._phrases["always"]

    @property
    def _phrases(self) -> ReportPhrases:
        return self.material.phrases

    def _together(self, parts: list[Condition]) -> str:
        """Return comparisons of one input as one ("minst 5 % og under 60 %"), or a joined part."""
        leaves = [part for part in parts if not isinstance(part, All | AnyOf | NoneOf)]
        if not leaves:
            return self.text(parts[0])
        tests = f" {self.material.words.and_word} ".join(self._test(leaf) for leaf in leaves)
        return f"{self._subject(leaves[0].input)} {tests}"

    def _subject(self, name: str) -> str:
        """Return what is asked about: an input, a figure's label, a goal, a theme, a finding."""
        material = self.material
        kind, _, of = name.partition(":")
        if kind == "measure" and of in material.strategy.measures:
            text = material.said(material.definition(of).label)
            return self._phrases.filled("when_measure", label=text)
        if kind == "goal" and of in material.strategy.goals:
            label = material.goal_label(material.strategy.goals[of])
            return self._phrases.filled("when_goal", label=lower_first(label))
        if kind == "theme" and of in material.themes:
            title = material.said(material.themes[of].title)
            return self._phrases.filled("when_theme", title=title)
        if kind == "finding":
            said = (one.text for one in material.assessment.findings if one.id == of)
            text = next((material.said(one) for one in said), of)
            return self._phrases.filled("when_finding", text=text)
        return self.labels.get(name) or material.words.input.get(name, name)

    def _test(self, leaf: Leaf) -> str:
        if not isinstance(leaf, Compare):
            return self._phrases["is_unknown" if isinstance(leaf, IsUnknown) else "is_known"]
        kind = leaf.input.partition(":")[0]
        if kind == "finding":
            holds = (leaf.operator == "is") == (leaf.bound is True)
            return self._phrases["finding_holds" if holds else "finding_fails"]
        name = f"{leaf.operator}_status" if kind in ("goal", "theme") else leaf.operator
        return self._phrases.filled(f"test_{name}", bound=self._bound(leaf))

    def _bound(self, leaf: Compare) -> str:
        if isinstance(leaf.bound, InputReference):
            return self.bounds.get(leaf.bound.name) or self._subject(leaf.bound.name)
        if isinstance(leaf.bound, tuple):
            values = [self._value(leaf.input, one) for one in leaf.bound]
            return joined(values, self.material.words.or_word)
        return self._value(leaf.input, leaf.bound)

    def _value(self, name: str, value: Value) -> str:
        material, kind = self.material, name.partition(":")[0]
        if isinstance(value, bool):
            return self._phrases["true" if value else "false"]
        if isinstance(value, date):
            return material.day(value)
        if isinstance(value, str):
            if kind in ("goal", "theme") and value in material.words.status:
                return material.words.status[Status(value).value].word
            said = material.words.coverage.get(value, value) if name == "coverage" else value
            return self._phrases.filled("quoted", text=said)
        if kind == "measure":
            return material.bound(value, name.partition(":")[2])
        declared = self.inputs[name].type if name in self.inputs else None
        return material.exact_share(value) if declared == "share" else material.exact(value)


def _neighbours(condition: Condition) -> list[list[Condition]]:
    """Return what must all hold, comparisons of one input that stand beside each other as one."""
    found: list[list[Condition]] = []
    for part in _flat(condition):
        if found and _same_input(found[-1][-1], part):
            found[-1].append(part)
        else:
            found.append([part])
    return found


def _same_input(one: Condition, other: Condition) -> bool:
    joined_ones = (All, AnyOf, NoneOf)
    if isinstance(one, joined_ones) or isinstance(other, joined_ones):
        return False
    return one.input == other.input


def _flat(condition: Condition) -> Iterator[Condition]:
    """Yield what must all hold: an "all" inside an "all" says nothing of its own."""
    if isinstance(condition, All):
        for part in condition.parts:
            yield from _flat(part)
    else:
        yield condition
