"""The rete engine: forward chaining over facts by durable-rules; its one door to that library.

In: checked inputs, rules, cases. Out: firings. Uses no Host (its threads never end), no
`durable.lang` (one registry for the whole process) and no actions (an exception in one is
swallowed): it asks the library which rules fired, and notes them. Every run builds rulesets of
its own and throws them away. Never goes past `limits`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

from ekrules.decision.inputs import Case, Input
from ekrules.decision.limits import INSTEAD, LIMITS, Limits, refuse_past_limits
from ekrules.decision.positions import Subject, encode, subjects
from ekrules.decision.rule import Firing, NumberedClause, Prepared, Rule, prepare
from ekrules.errors import EngineLimitError, Fault, Place

# Every fact meets this rule, because durable-rules refuses a fact that no rule consumes.
_CATCH_ALL = "all"
_STATE = "0"


def is_available() -> bool:
    """Is durable-rules installed? It can't be on Python 3.13 and later."""
    try:
        _library()
    except ImportError:
        return False
    return True


def _library() -> ModuleType:
    import durable_rules_engine

    library: ModuleType = durable_rules_engine
    return library


class ReteEngine:
    """One assessment: forward chaining with durable-rules."""

    name = "rete"

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits

    def fire(
        self, inputs: Mapping[str, Input], rules: Sequence[Rule], cases: Sequence[Case]
    ) -> tuple[Firing, ...]:
        """Return every firing; see `engine.Engine`."""
        prepared = prepare(inputs, rules, cases)
        refuse_past_limits(prepared.rules, prepared.clauses, len(cases), self._limits)
        hits: list[tuple[int, int]] = []
        for clauses in _cut(prepared.clauses, self._limits):
            hits.extend(_fire_some(prepared, clauses, self._limits.facts_in_ruleset))
        return prepared.firings(hits)


def _cut(clauses: Sequence[NumberedClause], limits: Limits) -> Iterator[dict[int, NumberedClause]]:
    """Cut the clauses into groups that fit one ruleset, each under its number in the run."""
    group: dict[int, NumberedClause] = {}
    keys: set[Subject] = set()
    for number, clause in enumerate(clauses):
        grown = keys | subjects(clause.leaves)
        if len(group) == limits.clauses_in_ruleset or len(grown) > limits.keys_in_fact:
            yield group
            group, grown = {}, subjects(clause.leaves)
        group[number], keys = clause, grown
    if group:
        yield group


def _fire_some(
    prepared: Prepared, clauses: Mapping[int, NumberedClause], at_once: int
) -> Iterator[tuple[int, int]]:
    """Yield the (case number, clause number) pairs that hold, for one group of clauses."""
    encoding = encode(clause.leaves for clause in clauses.values())
    patterns = {str(number): encoding.pattern(one.leaves) for number, one in clauses.items()}
    patterns[_CATCH_ALL] = encoding.pattern(())
    definition = {name: {"all": [{"m": {"$and": pattern}}]} for name, pattern in patterns.items()}
    for start in range(0, len(prepared.cases), at_once):
        facts = [encoding.fact(case) for case in prepared.cases[start : start + at_once]]
        # Cases between the same bounds are the same fact, on which the same rules fire.
        alike = [frozenset(fact.items()) for fact in facts]
        distinct = dict(zip(alike, facts, strict=True))
        fired = dict(zip(distinct, _run(definition, list(distinct.values())), strict=True))
        for case_number, fact in enumerate(alike, start=start):
            yield from ((case_number, int(name)) for name in fired[fact])


def _run(definition: Mapping[str, Any], facts: Sequence[Mapping[str, int]]) -> list[list[str]]:
    """Return for each fact the rules that fired on it, in one throw-away ruleset."""
    library = _library()
    ruleset = library.create_ruleset("ekrules", json.dumps(definition))
    fired: list[list[str]] = []
    try:
        for number, fact in enumerate(facts):
            identified = json.dumps({"id": f"f{number}", **fact})
            fired.append(_fired_on(library, ruleset, identified))
    except library.error as error:
        raise _failed(str(error)) from error
    finally:
        # Deleting the state of a ruleset in which nothing fired ends the whole process.
        if fired:
            library.delete_state(ruleset, _STATE)
        library.delete_ruleset(ruleset)
    return fired


def _fired_on(library: ModuleType, ruleset: int, fact: str) -> list[str]:
    outcome, state = library.assert_fact(ruleset, fact)
    if outcome != 0:
        raise _failed(f"assert_fact gave {outcome}")
    started = library.start_action_for_state(ruleset, state)
    message = started[1] if started else None
    names: list[str] = []
    while message:
        names.extend(json.loads(message))
        message = library.complete_and_start_action(ruleset, state)
    if _CATCH_ALL not in names:
        raise _failed("a fact that every rule set consumes was consumed by none")
    return [name for name in names if name != _CATCH_ALL]


def _failed(reason: str) -> EngineLimitError:
    found = f"durable-rules could not run these rules ({reason})"
    return EngineLimitError([Fault(Place("engine rete"), found, INSTEAD)])
