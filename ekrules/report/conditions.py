"""Conditions: what a rule asks, in the words of the report instead of those of its file.

In: a condition and the material that names its inputs. Out: one line of running text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby

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
from ekrules.decision.inputs import Input, InputType
from ekrules.narrative.numbers import decimal_text
from ekrules.narrative.phrases import joined
from ekrules.report.material import Material


@dataclass(frozen=True)
class ConditionWords:
    """Words conditions over the inputs of a table, or (without inputs) those of findings."""

    material: Material
    inputs: Mapping[str, Input] = field(default_factory=dict)

    def text(self, condition: Condition) -> str:
        """Return the condition in words; what stands inside another is set in brackets."""
        words = self.material.phrases
        if isinstance(condition, AnyOf | NoneOf):
            name = "any_of" if isinstance(condition, AnyOf) else "none_of"
            parts = "; ".join(self.text(part) for part in condition.parts)
            return words.filled(name, parts=parts) if parts else words["always_or_never"]
        parts = list(self._all_of(condition))
        if not parts:
            return words["always_or_never"]
        return words.filled("all_of", first=", ".join(parts[:-1]), last=parts[-1])
