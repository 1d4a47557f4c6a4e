"""Limits of the rete engine: what durable-rules can carry, with a margin, asked before building.

In: rules split into clauses, how many cases. Out: the limits they pass, with what to do.
Past some of these durable-rules does not raise but hangs or ends the whole process.

Measured on durable-rules 2.0.28 (Python 3.11 and 3.12); `tests/decision/test_rete_limits.py`
stands just inside each of ours. An engine run is cut into rulesets of at most
`clauses_in_ruleset` clauses over `facts_in_ruleset` cases each, so some walls can't be reached:

| wall of durable-rules | what happens there | kept away by |
|---|---|---|
| 65 conditions that one fact meets at once | error 303 | clauses_in_ruleset |
| 256 rules that share one identical condition | the process ends | clauses_in_ruleset |
| 512 different first conditions | it hangs | clauses_in_ruleset |
| 512 values in one `$or` | it hangs | values_in_one_of |
| 15 `$or` in one rule | error 113 | one_of_in_clause |
| 255 keys in one fact, with the `sid` it adds | error 302 | keys_in_fact |
| fact ids with the same 32-bit hash (f6059, f264602) | taken for one fact | ids restart |
| 1000 deep tests cost 4 MB of nodes | slow | tests_in_clause |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ekrules.decision.conditions import Clause, Compare
from ekrules.decision.rule import NumberedClause, Rule
from ekrules.errors import EngineLimitError, Fault, Place

INSTEAD = "use --engine columnar, which has no such limit"


@dataclass(frozen=True)
class Limits:
    """How much the rete engine takes on: the first three size its rulesets, the rest refuse."""

    clauses_in_ruleset: int = 48
    keys_in_fact: int = 200
    facts_in_ruleset: int = 500
    cases: int = 5_000
    clauses: int = 2_000
    # Each test may read an input of its own, so never more than keys_in_fact.
    tests_in_clause: int = 200
    one_of_in_clause: int = 12
    values_in_one_of: int = 200


LIMITS = Limits()


def refuse_past_limits(
    rules: Sequence[Rule], split: Sequence[NumberedClause], cases: int, limits: Limits = LIMITS
) -> None:
    """Raise EngineLimitError with every limit that is passed; do nothing when none is."""
    faults = limit_faults(rules, split, cases, limits)
    if faults:
        raise EngineLimitError(faults)


def limit_faults(
    rules: Sequence[Rule], split: Sequence[NumberedClause], cases: int, limits: Limits = LIMITS
) -> tuple[Fault, ...]:
    """Return one fault for each limit that is passed."""
    whole = Place("engine rete")
    found = [
        Fault(whole, f"{count} {what}", f"it takes at most {most}; {INSTEAD}")
        for count, what, most in (
            (cases, "cases", limits.cases),
            (len(split), "clauses (ways in which rules can hold)", limits.clauses),
        )
        if count > most
    ]
    for clause in split:
        rule = rules[clause.rule_number]
        for count, what, most in _sizes(clause.leaves, limits):
            if count > most:
                stands = f'{count} {what} in the rule "{rule.id}"'
                expected = f"the engine rete takes at most {most}; {INSTEAD}"
                found.append(Fault(rule.place, stands, expected))
    return tuple(found)


def _sizes(clause: Clause, limits: Limits) -> Iterator[tuple[int, str, int]]:
    one_ofs = [
        len(leaf.bound)
        for leaf in clause
        if isinstance(leaf, Compare) and isinstance(leaf.bound, tuple)
    ]
    yield len(clause), "conditions that must all hold", limits.tests_in_clause
    yield len(one_ofs), 'times "is_one_of"', limits.one_of_in_clause
    yield max(one_ofs, default=0), 'values in one "is_one_of"', limits.values_in_one_of
