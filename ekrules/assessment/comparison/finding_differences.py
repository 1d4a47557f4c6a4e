"""Finding differences: all that may make a finding hold, or hold no more.

In: two sides and a finding. Out: what it reads on either side, through the findings it rests on;
the figures and rules among that which differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ekrules.assessment.comparison.compared_side import ComparedSide
from ekrules.assessment.comparison.differences import Difference, Written
from ekrules.assessment.comparison.figure_differences import FigureDifferences
from ekrules.assessment.comparison.figures import Figures
from ekrules.assessment.comparison.table_differences import condition_in_words
from ekrules.assessment.finding_rules import ReadFinding
from ekrules.assessment.input_types import input_type
from ekrules.decision.conditions import leaves, read_inputs
from ekrules.decision.from_yaml.conditions import finding_inputs


@dataclass(frozen=True)
class FindingDifferences:
    """Finds what differs for each finding of two sides."""

    old: ComparedSide
    new: ComparedSide
    figures: Figures

    def of(self, finding_id: str) -> tuple[Difference, ...]:
        """Return the figures that differ, and the rules: its own, and of those it rests on."""
        old, new = (self._measures(side, finding_id) for side in (self.old, self.new))
        return (
            *FigureDifferences(self.figures).of(old, new),
            *self._rules(finding_id),
        )

    def reads(self, finding_id: str) -> frozenset[str]:
        """Return all that it reads on either side, as goal:helse-1 or theme:helse."""
        sides = (self.old, self.new)
        return frozenset(name for side in sides for name in _reads(side, finding_id))

    def _measures(self, side: ComparedSide, finding_id: str) -> tuple[str, ...]:
        kind = "measure:"
        names = (one for one in _reads(side, finding_id) if one.startswith(kind))
        return tuple(one.removeprefix(kind) for one in names)

    def _rules(self, finding_id: str) -> Iterator[Difference]:
        kind = "finding:"
        below = [one.removeprefix(kind) for one in self.reads(finding_id) if one.startswith(kind)]
        for name in (finding_id, *sorted(below)):
            found = [_finding(side, name) for side in (self.old, self.new)]
            was, now = (None if one is None else one.condition for one in found)
            if was == now and (found[0] is None) == (found[1] is None):
                continue
            told = [_told(side, one) for side, one in zip((self.old, self.new), found, strict=True)]
            places = [None if one is None else one.written.at("finding") for one in found]
            yield Difference("rule", "finding", name, told, places)


def _finding(side: ComparedSide, name: str) -> ReadFinding | None:
    return next((one for one in side.rules.findings if one.written.finding == name), None)


def _reads(side: ComparedSide, finding_id: str) -> dict[str, None]:
    """All that a finding reads, through the findings it rests on, in order."""
    found: dict[str, None] = {}
    waiting, seen = [finding_id], set[str]()
    while waiting:
        name = waiting.pop(0)
        one = _finding(side, name)
        if name in seen or one is None or one.condition is None:
            continue
        seen.add(name)
        for read in read_inputs(leaves(one.condition)):
            found[read] = None
            kind, _, of = read.partition(":")
            waiting += [of] if kind == "finding" else []
    return found


def _told(side: ComparedSide, finding: ReadFinding | None) -> Written | None:
    if finding is None:
        return None
    if finding.condition is None:
        judgement = finding.written.judgement
        return Written(judgement.by if judgement else "")
    inputs = finding_inputs(
        {name: input_type(one.unit) for name, one in side.assessment.measures.items()},
        side.strategy.goals,
        [one.theme for one in side.strategy.themes],
        [one.written.finding for one in side.rules.findings],
    )
    return Written(condition_in_words(finding.condition, inputs))
