"""Told: a fault with how grave it is and what kind of thing it is.

An error stops a run or proves a rule wrong; a warning is likely a slip; a note is worth knowing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ekrules.errors import Fault

Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")

# Stable names, for those who filter by them; docs/reference/errors.md says what each is.
Code = Literal[
    "fault",
    "proof",
    "unproved",
    "proofs-left-out",
    "row-without-example",
    "unused-measure",
    "unused-table",
    "unused-input",
    "value-not-checked",
    "override-long",
    "override-signed-late",
    "deadline-passed",
    "no-row-applies",
    "other-colour-published",
    "answers-left-out",
    "weights-odd",
    "source-finding-missing",
    "other-colour-inferred",
    "odd-answers-counted",
    "same-measure",
    "same-input",
    "coverage-in-doubt",
    "coverage-unexplained",
    "measures-in-doubt",
    "attainment-elsewhere",
    "attainment-of-others",
    "number-missing",
    "id-and-number",
    "unusual-section",
    "unusual-base",
    "finding-of-another-theme",
    "words-beside-rule",
    "unusual-bound",
    "better-left-out",
    "name-differs",
    "wave-differs",
    "theme-number-differs",
    "day-far-off",
    "figure-of-another-time",
    "same-text",
    "language-missing",
    "figure-not-drawn",
    "indicator-without-value",
    "entity-without-value",
    "decimal-slip",
    "percent-as-share",
    "parameter-outside-limits",
    "thresholds-out-of-order",
    "thresholds-coincide",
    "target-passed-at-start",
    "attribute-of-nobody",
]


@dataclass(frozen=True)
class Told:
    """One thing to tell."""

    level: Level
    code: Code
    fault: Fault


def told(level: Level, code: Code, faults: Iterable[Fault]) -> list[Told]:
    """Return each fault as told at one level."""
    return [Told(level, code, fault) for fault in faults]


def in_order(every: Iterable[Told]) -> tuple[Told, ...]:
    """Return each thing once, by place; what is graver first where places are equal."""
    once: dict[Fault, Told] = {}
    for one in sorted(every, key=lambda one: LEVELS.index(one.level)):
        once.setdefault(one.fault, one)
    return tuple(sorted(once.values(), key=lambda one: one.fault.order))
