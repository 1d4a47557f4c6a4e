"""Method words: what a method worked out of a goal, and was given for it, as readers write it.

In: a goal's judgement. Out: each number in its own unit, with so many digits as mean something, and
the name of each number in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ekrules.assessment.assessed import GoalAssessment
from ekrules.assessment.judged_by_method import JudgedInput, MethodJudgement, UsedParameter
from ekrules.facts.derived.registry import DERIVED_INPUTS
from ekrules.methods.method_file import ParameterEntry
from ekrules.narrative.amounts import (
    UnitName,
    amount_text,
    first_series,
    number_text,
    period_text,
    published_unit,
    share_text,
    worked_out_decimals,
)
from ekrules.report.material import Material
from ekrules.yaml_reader.wording import Language

# What a step on the way is measured in, where it is no derived input itself.
_OWN = ("newest_value", "base_value", "target", "expected", "projected", "change", "limit", "way")
_OWN_STEPS = (*_OWN, "milestone_before", "milestone_after", "distance", "base_distance")
_PER_YEAR = ("points_per_year", "required_points_per_year", "remaining_points_per_year")
_PER_YEAR_STEPS = (*_PER_YEAR, "slope_regression")
_RATES = ("cagr", "required_cagr", "remaining_cagr", "cagr_for_the_better")
_SPANS = ("years_observed", "years_allowed", "years_left")


@dataclass(frozen=True)
class MethodWords:
    """Puts one goal's numbers in words."""

    material: Material
    assessed: GoalAssessment
    judged: MethodJudgement

    @property
    def unit(self) -> UnitName:
        """The unit that the method saw."""
        goal = self.material.strategy.goals[self.assessed.goal]
        measure = self.material.assessment.measures.get(goal.attainment or "")
        series = first_series(measure, self.material.assessment.measures) if measure else None
        same = series is not None and series.unit == self.judged.unit
        return published_unit(series) if series and same else UnitName(self.judged.unit)

    def derived(self, one: JudgedInput) -> str:
        """Return a derived input's number, or why there is none."""
        if one.value is None:
            return self._unknown(one.reason)
        return self._of_kind(DERIVED_INPUTS[one.asks].unit, one.value)

    def parameter(self, one: UsedParameter) -> str:
        """Return a parameter's number as it was written, or why there is none."""
        if one.value is None:
            return self._unknown(one.reason)
        entry = self.entry(one.name)
        kind = entry.unit if entry is not None else "number"
        if kind == "own":
            return amount_text(one.value, self.unit, self.material.language)
        if kind == "share":
            return share_text(Fraction(repr(one.value)), self.material.language)
        if kind == "year":
            return str(int(one.value)) if one.value == int(one.value) else self._number(one.value)
        return number_text(one.value, self.material.language)

    def entry(self, name: str) -> ParameterEntry | None:
        """Return what the method's file says of a parameter, where the rules are at hand."""
        rules = self.material.rules
        method = rules.methods.get(self.judged.method) if rules else None
        return method.file.parameters.get(name) if method else None

    def parameter_name(self, name: str) -> str:
        """Return what a parameter is, in words."""
        entry = self.entry(name)
        return self.material.said(entry.means) if entry is not None else name

    def step(self, name: str, number: float | int | date) -> str:
        """Return a number on the way with its name: "basens verdi 24,5 dager"."""
        words = self.material.own_words
        key = f"step_{name}"
        label = words[key] if key in words.phrases else name
        value = self._step_value(name, number)
        return words.filled("method_step", name=label, value=value)

    def _step_value(self, name: str, number: float | int | date) -> str:
        language = self.material.language
        if isinstance(number, date) or name.endswith("_period") or name == "deadline":
            period = number if isinstance(number, date) else int(number)
            return period_text(period, language)
        if name in _OWN_STEPS or name.endswith("_taken_as"):
            return self._of_kind("own", number)
        if name in _PER_YEAR_STEPS:
            return self._of_kind("own_per_year", number)
        if name in _RATES:
            return self._of_kind("rate", number)
        if name in _SPANS:
            return self._of_kind("years", number)
        return self._of_kind("year" if name == "arrival" else "number", number)

    def _of_kind(self, kind: str, number: float) -> str:
        material, words = self.material, self.material.own_words
        if kind in ("own", "own_per_year"):
            text = amount_text(number, self.unit, material.language, self._decimals(number))
            return words.filled("rate_a_year", rate=text) if kind == "own_per_year" else text
        if kind in ("share", "rate"):
            text = share_text(Fraction(number), material.language)
            return words.filled("rate_a_year", rate=text) if kind == "rate" else text
        if kind == "years":
            return words.filled("years_span", years=number_text(number, material.language, 1))
        if kind == "year":
            return _point_in_time(number, material.language)
        return self._number(number)

    def _decimals(self, number: float) -> int | None:
        if self.unit.is_percent:
            return None
        return worked_out_decimals(number, [one.value for one in self.judged.observations])

    def _number(self, number: float) -> str:
        return number_text(number, self.material.language, worked_out_decimals(number, ()))

    def _unknown(self, reason: str | None) -> str:
        told = self.material.reason(_as_told(reason))
        return self.material.phrases.filled("unknown_because", reason=told)


def _point_in_time(year: float, language: Language) -> str:
    """Return 2038,7: a year has no thousands."""
    whole, _, decimal = f"{year:.1f}".partition(".")
    if decimal == "0":
        return whole
    return f"{whole}.{decimal}" if language == "en" else f"{whole},{decimal}"


def _as_told(reason: str | None) -> str | None:
    """Nothing grows from zero by a rate: of a question the same name says another thing."""
    return "base_value_is_zero" if reason == "base_is_zero" else reason
