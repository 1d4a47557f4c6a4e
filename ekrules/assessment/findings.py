"""Findings: strengths, weaknesses, opportunities and threats, each by a rule or a signed judgement.

In: swot.yaml, measures, statuses. Out: every finding, held or not, with its grounds. A finding
may rest on findings of an earlier level; what a lower level did not find is false, not unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Self

from pydantic import Field, model_validator

from ekrules.assessment.assessed import (
    FindingAssessment,
    FindingKind,
    Ground,
    SignedJudgement,
    Status,
)
from ekrules.assessment.engines import EngineRoom
from ekrules.decision.conditions import Condition, leaves, read_inputs
from ekrules.decision.inputs import Case, Input
from ekrules.decision.order import levels, names_after
from ekrules.decision.rule import Firing, Rule
from ekrules.survey.codebook import IDENTIFIER
from ekrules.tables.measure import Measure
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Wording

FactOfFinding = float | str | bool | None


class Judgement(Placed):
    """Who says so where no figure does."""

    by: str = Field(min_length=1)
    on: date
    because: Wording


class FindingRule(Placed):
    """One finding as staff write it."""

    finding: str = Field(pattern=IDENTIFIER)
    kind: FindingKind
    theme: str
    section: str | None = None
    text: Wording
    when: dict[str, object] | None = None
    judgement: Judgement | None = None
    rest_on: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _by_rule_or_judgement(self) -> Self:
        if (self.when is None) == (self.judgement is None):
            raise ValueError('a finding has either "when" or a signed "judgement"')
        if self.rest_on and self.judgement is None:
            raise ValueError('"rest_on" goes with a judgement; a rule rests on what it reads')
        return self


class FindingsFile(Placed):
    """swot.yaml."""

    findings: tuple[FindingRule, ...]


class ReadFinding:
    """A finding with its condition read; None where a judgement stands in its place."""

    def __init__(self, written: FindingRule, condition: Condition | None) -> None:
        self.written = written
        self.condition = condition


def assess_findings(
    findings: Sequence[ReadFinding],
    measures: Mapping[str, Measure],
    goals: Mapping[str, Status],
    themes: Mapping[str, Status],
    engines: EngineRoom,
) -> tuple[FindingAssessment, ...]:
    """Return every finding in the order written; those that do not hold as well."""
    by_id = {one.written.finding: one for one in findings}
    facts: dict[str, FactOfFinding] = {
        **{f"measure:{name}": one.value for name, one in measures.items()},
        **{f"goal:{name}": status.value for name, status in goals.items()},
        **{f"theme:{name}": status.value for name, status in themes.items()},
    }
    held: dict[str, tuple[Firing, ...]] = {}
    for level in finding_levels(findings):
        ruled = [by_id[name] for name in level if by_id[name].condition is not None]
        fired = _fire(ruled, facts, engines)
        for name in level:
            held[name] = fired.get(name, ())
            facts[f"finding:{name}"] = name in fired or by_id[name].condition is None
    return tuple(_assessed(one, held[one.written.finding], facts) for one in findings)


def finding_levels(findings: Sequence[ReadFinding]) -> tuple[tuple[str, ...], ...]:
    """Return the ids in levels, each resting on those before it; InputError at a circle."""
    rests_on = {
        one.written.finding: names_after("finding:", one.condition) if one.condition else ()
        for one in findings
    }
    places = {one.written.finding: one.written.at("finding") for one in findings}
    return levels(rests_on, places)


def _fire(
    findings: Sequence[ReadFinding], facts: Mapping[str, FactOfFinding], engines: EngineRoom
) -> dict[str, tuple[Firing, ...]]:
    rules = [
        Rule(one.written.finding, one.condition, one.written.place)
        for one in findings
        if one.condition is not None
    ]
    if not rules:
        return {}
    names = dict.fromkeys(name for rule in rules for name in read_inputs(leaves(rule.condition)))
    inputs = {name: finding_input(name) for name in names}
    fired: dict[str, tuple[Firing, ...]] = {}
    for firing in engines.fire(inputs, rules, Case("swot", {name: facts[name] for name in names})):
        fired[firing.rule] = (*fired.get(firing.rule, ()), firing)
    return fired


def finding_input(name: str) -> Input:
    """Return the input a finding's rule reads under this name: a share, a status or a finding.

    >>> finding_input("measure:helsenett").type
    'share'
    """
    kind = name.partition(":")[0]
    if kind == "measure":
        return Input(name, "share")
    if kind == "finding":
        return Input(name, "boolean")
    return Input(name, "text", values=tuple(status.value for status in Status))


def _assessed(
    one: ReadFinding, firings: Iterable[Firing], facts: Mapping[str, FactOfFinding]
) -> FindingAssessment:
    written = one.written
    names = dict.fromkeys(name for firing in firings for name, _ in firing.seen)
    names |= dict.fromkeys(f"measure:{name}" for name in written.rest_on)
    judgement = written.judgement
    return FindingAssessment(
        id=written.finding,
        kind=written.kind,
        theme=written.theme,
        text=written.text,
        holds=bool(facts[f"finding:{written.finding}"]),
        because=tuple(_ground(name, facts[name]) for name in names),
        place=written.at("finding"),
        judgement=SignedJudgement(judgement.by, judgement.on, judgement.because)
        if judgement
        else None,
    )


def _ground(name: str, value: FactOfFinding) -> Ground:
    kind, _, what = name.partition(":")
    match kind:
        case "measure":
            return Ground("measure", what, value)
        case "goal":
            return Ground("goal", what, value)
        case "theme":
            return Ground("theme", what, value)
    return Ground("finding", what, value)
