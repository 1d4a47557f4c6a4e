"""Findings: what a finding says in bokmål held against what its rule asks.

"Few" goes with below or at_most, "many" with at_least or more_than; a strength asks for something
good, a weakness or a threat for something bad. A text that denies something ("verken", "mangler")
may mean the opposite, and what rests on other findings takes its meaning from them: both are left
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ekrules.assessment.finding_rules import ReadFinding
from ekrules.decision.conditions import Compare, Leaf, clauses
from ekrules.errors import Fault, InputError
from ekrules.goals.strategy import Strategy
from ekrules.project.loading import Loaded
from ekrules.project.told import Told, told

# "Få" is a verb after these: "kan få", "å få".
_FEW = re.compile(
    r"(?<!\bå )(?<!\bkan )(?<!\bvil )(?<!\bskal )(?<!\bmå )(?<!\bbør )\bfå\b"
    r"|\b(?:færre|mindretall\w*)\b|(?<!\bet )\blite\b",
    re.IGNORECASE,
)
_MANY = re.compile(r"(?<!\bhvor )\b(?:mange|flest|fleste|flertall\w*)\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:verken|hverken|ingen|ikke|uten|aldri|mangel\w*|mangl\w*)\b", re.IGNORECASE
)
_UPWARD, _DOWNWARD = ("at_least", "more_than"), ("at_most", "below")
_GOOD, _BAD = {"green", "yellow"}, {"yellow", "red", "grey"}


def unlike_their_rule(loaded: Loaded) -> list[Told]:
    """Return the findings whose words or kind go the other way than their rule."""
    attained = _attained(loaded.strategy)
    found: list[Fault] = []
    # Of an indicator of which less is better, a strength asks for little.
    other_way = {f"measure:{name}" for name, one in loaded.survey.series.items()
                 if one.better != "up"}  # fmt: skip
    for one in loaded.rules.findings:
        asked = _leaves(one)
        rests_on_findings = any(leaf.input.startswith("finding:") for leaf in asked)
        if asked and not rests_on_findings and not _DENIES.search(one.written.text.nb):
            is_usual = other_way.isdisjoint(leaf.input for leaf in asked)
            found += list(_words(one, asked)) or (_kind(one, asked, attained) if is_usual else [])
    return told("note", "words-beside-rule", found)


def _attained(strategy: Strategy) -> set[str]:
    """The measures that goals are judged by, and their parts: of these more is better."""
    waiting = [goal.attainment for goal in strategy.goals.values() if goal.attainment is not None]
    attained: set[str] = set()
    while waiting:
        name = waiting.pop()
        attained.add(name)
        waiting += strategy.measures[name].parts
    return attained


def _leaves(one: ReadFinding) -> list[Leaf]:
    """All that is asked, as it is when the finding holds: "none" of "at_least" is "below"."""
    if one.condition is None:
        return []
    try:
        return [leaf for clause in clauses(one.condition) for leaf in clause]
    except InputError:
        return []  # too many ways to hold, which the run tells


def _words(one: ReadFinding, asked: Iterable[Leaf]) -> Iterable[Fault]:
    operators = {leaf.operator if isinstance(leaf, Compare) else None for leaf in asked}
    if not operators <= {*_UPWARD, *_DOWNWARD}:
        return  # a status, or what is unknown, may be what the word is about
    written, text = one.written, one.written.text.nb
    for words, wanted in ((_FEW, _DOWNWARD), (_MANY, _UPWARD)):
        word = words.search(text)
        if word is not None and operators.isdisjoint(wanted):
            asks = next(one for one in (*_UPWARD, *_DOWNWARD) if one in operators)
            found = f'"{written.finding}" says "{word.group()}", and its rule asks only {asks}'
            expected = f"see which is meant: the word goes with {' or '.join(wanted)}"
            yield Fault(written.text.at("nb"), found, expected)


def _kind(one: ReadFinding, asked: list[Leaf], attained: set[str]) -> list[Fault]:
    written, text = one.written, one.written.text.nb
    if written.kind == "opportunity":
        return []
    is_strength = written.kind == "strength"
    is_likely = any((_is_good if is_strength else _is_bad)(leaf) for leaf in asked)
    # "Few have a breach" is a strength; of what goals are judged by few can't be one.
    names = {leaf.input.removeprefix("measure:") for leaf in asked}
    if not names <= attained and (_FEW if is_strength else _MANY).search(text):
        is_likely = True
    if is_likely:
        return []
    way = " or ".join(_UPWARD if is_strength else _DOWNWARD)
    found = f'"{written.finding}" is a {written.kind}, and its rule asks nothing that is one'
    expected = f"a {written.kind} usually has {way}, or a status: see which is meant"
    return [Fault(written.at("kind"), found, expected)]


def _is_good(leaf: Leaf) -> bool:
    if not isinstance(leaf, Compare):
        return False
    return leaf.operator in _UPWARD or _may_be(leaf, _GOOD)


def _is_bad(leaf: Leaf) -> bool:
    if not isinstance(leaf, Compare):
        return True  # nobody knows, which may be the very trouble
    return leaf.operator in _DOWNWARD or _may_be(leaf, _BAD)


def _may_be(leaf: Compare, statuses: set[str]) -> bool:
    """Whether a test of a status lets one of these through."""
    if leaf.operator == "is_not":
        return True
    bounds = leaf.bound if isinstance(leaf.bound, tuple) else (leaf.bound,)
    return leaf.operator in ("is", "is_one_of") and not statuses.isdisjoint(bounds)
