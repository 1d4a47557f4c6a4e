"""Findings: strengths, weaknesses, opportunities and threats, each by a rule or a signed judgement.

In: finding rules, measures, statuses. Out: every finding, held or not, with its grounds. A finding
may rest on findings of an earlier level; what a lower level did not find is false, not unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ekrules.assessment.assessed import (
    FindingAssessment,
    Ground,
    SignedJudgement,
    Status,
)
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.finding_rules import ReadFinding
from ekrules.assessment.input_types import input_type
from ekrules.decision.conditions import leaves, read_inputs
from ekrules.decision.from_yaml.conditions import finding_inputs
from ekrules.decision.inputs import Case, Input
from ekrules.decision.order import levels, names_after
from ekrules.decision.rule import Firing, Rule
from ekrules.tables.measure import Measure

FactOfFinding = float | str | bool | None


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
    kinds = {name: input_type(one.unit) for name, one in measures.items()}
    inputs = finding_inputs(kinds, goals, themes, by_id)
    held: dict[str, tuple[Firing, ...]] = {}
    for level in finding_levels(findings):
        ruled = [by_id[name] for name in level if by_id[name].condition is not None]
        fired = _fire(ruled, facts, inputs, engines)
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
    findings: Sequence[ReadFinding],
    facts: Mapping[str, FactOfFinding],
    inputs: Mapping[str, Input],
    engines: EngineRoom,
) -> dict[str, tuple[Firing, ...]]:
    rules = [
        Rule(one.written.finding, one.condition, one.written.place)
        for one in findings
        if one.condition is not None
    ]
    if not rules:
        return {}
    names = dict.fromkeys(name for rule in rules for name in read_inputs(leaves(rule.condition)))
    fired: dict[str, tuple[Firing, ...]] = {}
    case = Case("swot", {name: facts[name] for name in names})
    read = {name: inputs[name] for name in names}
    for firing in engines.fire(read, rules, case):
        fired[firing.rule] = (*fired.get(firing.rule, ()), firing)
    return fired


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
