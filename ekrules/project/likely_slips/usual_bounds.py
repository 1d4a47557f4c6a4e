"""Usual bounds: a word that stands for one bound in nearly every finding, and for another in one.

A strategy decides what "many" and "few" mean, and then means the same by them everywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ekrules.assessment.finding_rules import ReadFinding
from ekrules.decision.conditions import Compare, leaves
from ekrules.errors import Fault
from ekrules.project.loading import Loaded
from ekrules.project.told import Told, told

# In fewer findings than this, or where fewer of them agree, a word has no usual bound.
FEWEST_FINDINGS, MOST_OF_THEM = 4, 0.75
# A word that is softened ("relativt mange") or denied means something of its own.
_WORDS = {
    word: re.compile(rf"(?<!relativt )(?<!nokså )(?<!svært )(?<!hvor )\b{word}\b", re.IGNORECASE)
    for word in ("mange", "få", "de fleste")
}
_DENIES = re.compile(r"\b(?:verken|hverken|ingen|ikke|uten|mangl\w*)\b", re.IGNORECASE)


def unusual_bounds(loaded: Loaded) -> list[Told]:
    """Return the findings in which a word stands beside none but other bounds than usual."""
    found: list[Fault] = []
    for word, is_said in _WORDS.items():
        saying = [
            (one, _bounds(one))
            for one in loaded.rules.findings
            if is_said.search(one.written.text.nb) and not _DENIES.search(one.written.text.nb)
        ]
        saying = [(one, bounds) for one, bounds in saying if bounds]
        found += _unusual(word, saying)
    return told("note", "unusual-bound", found)


def _unusual(word: str, saying: list[tuple[ReadFinding, set[str]]]) -> Iterable[Fault]:
    counted = Counter(bound for _, bounds in saying for bound in bounds)
    if len(saying) < FEWEST_FINDINGS:
        return
    usual, times = counted.most_common(1)[0]
    if times < MOST_OF_THEM * len(saying):
        return
    for one, bounds in saying:
        if usual not in bounds:
            found = f'"{one.written.finding}" says "{word}", and its rule asks '
            found += " and ".join(sorted(bounds))
            expected = f"{times} other findings that say so ask {usual}: see which is meant"
            yield Fault(one.written.at("when"), found, expected)


def _bounds(one: ReadFinding) -> set[str]:
    """The bounds on shares that the finding asks for, as "at_least 60 %"."""
    if one.condition is None:
        return set()
    return {
        f"{leaf.operator} {leaf.bound * 100:.4g} %"
        for leaf in leaves(one.condition)
        if isinstance(leaf, Compare) and isinstance(leaf.bound, float)
    }
