"""Encoding: inputs and conditions as z3 takes them: small whole numbers and what holds of them.

In: inputs, the leaves that will be asked about, what is given. Out: a variable for each input (its
position on its scale, UNKNOWN where it has no value), and for a condition the formula that is true
exactly where the engines say that it holds (Kleene: what is unknown does not hold).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ekrules.decision.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    InputReference,
    IsUnknown,
    Leaf,
    NoneOf,
    Operator,
    Value,
)
from ekrules.decision.inputs import Input
from ekrules.decision.proof.given import COUNTS, Whole, values_of_whole, wholes_among
from ekrules.decision.proof.relations import (
    Given,
    Relation,
    formulas,
    name_values,
    relations_among,
)
from ekrules.decision.proof.scales import (
    UNKNOWN,
    NamedValues,
    Scale,
    allowed_positions,
    preferred_positions,
    scales_of,
)

# z3 has no types of its own to offer.
Formula = Any

_COMPLEMENT: dict[Operator, Operator] = {
    "at_least": "below",
    "below": "at_least",
    "more_than": "at_most",
    "at_most": "more_than",
    "is": "is_not",
    "is_not": "is",
}
# Named so that no input can be called the same.
APART = " (apart)"


@dataclass
class Encoding:
    """Variables by name; one that ends in APART is the input on a case that differs in it."""

    inputs: Mapping[str, Input]
    scales: dict[str, Scale]
    wholes: tuple[Whole, ...]
    relations: tuple[Relation, ...] = ()
    variables: dict[str, Formula] = field(default_factory=dict)
    preferred: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _of_leaves: dict[tuple[Leaf, bool], Formula] = field(default_factory=dict)

    def variable(self, name: str, key: str | None = None) -> tuple[Formula, list[Formula]]:
        """Return a new variable for an input and what always holds of it."""
        import z3

        key = key or name
        self.scales[key] = self.scales[name]
        allowed = allowed_positions(self.inputs[name], self.scales[name])
        known = preferred_positions(self.scales[name], allowed)
        variable = z3.Int(key)
        self.variables[key], self.preferred[key] = variable, (*known, UNKNOWN)
        within = [variable >= UNKNOWN, variable < len(self.scales[name].values)]
        left_out = set(range(len(self.scales[name].values))) - set(allowed)
        within += [variable != position for position in sorted(left_out)]
        return variable, within

    def holds(self, condition: Condition, *, wanted: bool = True) -> Formula:
        """Return when the condition is true (wanted) or false (not wanted); never when unknown."""
        import z3

        if isinstance(condition, (All, AnyOf, NoneOf)):
            of_parts = not wanted if isinstance(condition, NoneOf) else wanted
            parts = [self.holds(part, wanted=of_parts) for part in condition.parts]
            every = isinstance(condition, AnyOf) != wanted
            return z3.And(*parts) if every else z3.Or(*parts)
        # Long tables name the same few bounds over and over.
        key = condition, wanted
        if key not in self._of_leaves:
            self._of_leaves[key] = self._leaf(condition, wanted)
        return self._of_leaves[key]

    def values(self, positions: Mapping[str, int]) -> dict[str, Value | None] | None:
        """Return the values at these positions; None where no whole could be divided so."""
        values: dict[str, Value | None] = {
            key: None if position == UNKNOWN else self.scales[key].values[position]
            for key, position in positions.items()
        }
        for whole in self.wholes:
            apart = [key for key in positions if key.removesuffix(APART) in whole.parts]
            apart = [key for key in apart if key.endswith(APART)]
            if any(values[part] is None for part in whole.parts):
                continue
            found = values_of_whole([whole, *_other(whole, apart)], self.scales, positions)
            if found is None:
                return None
            values |= found
        return values

    def of_whole(self, whole: Whole, apart: str | None = None) -> list[Formula]:
        """Return what holds between the parts of a whole: known together, and together 1."""
        import z3

        keys = [part + APART if part == apart else part for part in whole.parts]
        rationals = [z3.Real(f"{key} (exact)") for key in keys]
        known = z3.And(*(self.variables[key] >= 0 for key in keys))
        unknown = z3.And(*(self.variables[key] == UNKNOWN for key in keys))
        total = z3.Sum(*rationals)
        held = [known == z3.Not(unknown), *(one >= 0 for one in rationals)]
        held.append(z3.Implies(known, total == 1 if whole.is_complete else total <= 1))
        for key, exact in zip(keys, rationals, strict=True):
            held += self._on_scale(key, exact)
        for number, key in enumerate(keys):
            for before in range(number):
                held += self._in_order(keys[before], key, rationals[before], rationals[number])
        return held + self._with_count(whole, known, rationals)

    def of_relations(self, apart: str | None = None) -> list[Formula]:
        """Return what holds between inputs that are made of the same."""
        keys = {} if apart is None else {apart: apart + APART}
        return list(formulas(self.relations, self.variables, self.scales, keys))

    def _on_scale(self, key: str, exact: Formula) -> list[Formula]:
        import z3

        scale, variable = self.scales[key], self.variables[key]
        held: list[Formula] = []
        for value in scale.bounds:
            assert isinstance(value, (int, float))
            bound, position = z3.RealVal(str(_exact(value))), scale.positions[value]
            for above, over in (
                (variable >= position, exact >= bound),
                (variable > position, exact > bound),
            ):
                held.append(z3.Implies(variable >= 0, above == over))
        return held

    def _in_order(self, one: str, other: str, first: Formula, second: Formula) -> list[Formula]:
        import z3

        if self.scales[one] is not self.scales[other]:
            return []
        left, right = self.variables[one], self.variables[other]
        known = z3.And(left >= 0, right >= 0)
        return [
            z3.Implies(known, (left < right) == (first < second)),
            z3.Implies(known, (left > right) == (first > second)),
        ]

    def _with_count(self, whole: Whole, known: Formula, exact: Sequence[Formula]) -> list[Formula]:
        import z3

        if whole.count is None:
            return []
        variable, scale = self.variables[whole.count], self.scales[whole.count]
        held = [variable >= 0, known == (variable > scale.positions[0])]
        for value in scale.bounds:
            if isinstance(value, int) and 0 < value <= 10 and value in COUNTS:
                shares = [z3.Q(part, value) for part in range(value + 1)]
                divided = [z3.Or(*(one == share for share in shares)) for one in exact]
                held.append(z3.Implies(variable == scale.positions[value], z3.And(*divided)))
        return held

    def _leaf(self, leaf: Leaf, wanted: bool) -> Formula:
        import z3

        variable = self.variables[leaf.input]
        if not isinstance(leaf, Compare):
            asks_unknown = isinstance(leaf, IsUnknown) == wanted
            return variable == UNKNOWN if asks_unknown else variable >= 0
        if isinstance(leaf.bound, tuple):
            at = [self.scales[leaf.input].positions[value] for value in leaf.bound]
            if wanted:
                return z3.Or(*(variable == position for position in at))
            return z3.And(variable >= 0, *(variable != position for position in at))
        operator = leaf.operator if wanted else _COMPLEMENT[leaf.operator]
        if isinstance(leaf.bound, InputReference):
            other = self.variables[leaf.bound.name]
            return z3.And(variable >= 0, other >= 0, _compared(operator, variable, other))
        position = self.scales[leaf.input].positions[leaf.bound]
        if operator in ("at_least", "more_than", "is"):
            return _compared(operator, variable, position)
        return z3.And(variable >= 0, _compared(operator, variable, position))


def encode(
    inputs: Mapping[str, Input], named: NamedValues, given: Sequence[Given] = ()
) -> tuple[Encoding, list[Formula]]:
    """Return the encoding of the inputs, and what always holds of its variables."""
    wholes, relations = wholes_among(given, inputs), relations_among(given, inputs)
    name_values(relations, named)
    for whole in wholes:
        if whole.count is not None:
            named.add(whole.count, 0)
    encoding = Encoding(inputs, scales_of(inputs, named), wholes, relations)
    held = [one for name in inputs for one in encoding.variable(name)[1]]
    for whole in wholes:
        held += encoding.of_whole(whole)
    return encoding, held + encoding.of_relations()


def _exact(share: float) -> Fraction:
    """Return what a bound on a share stands for: 3 of 5 meets 60 % (docs/reference/rules.md).

    The division of which it is the nearest float, where one of few parts is; else its decimals.

    >>> _exact(0.6), _exact(1 / 3), _exact(0.333)
    (Fraction(3, 5), Fraction(1, 3), Fraction(333, 1000))
    """
    division = Fraction(share).limit_denominator(max(COUNTS))
    return division if float(division) == share else Fraction(repr(share))


def _other(whole: Whole, apart: Sequence[str]) -> list[Whole]:
    """Return the whole of the case apart, where one of its parts differs."""
    if not apart:
        return []
    changed = {key.removesuffix(APART): key for key in apart}
    parts = tuple(changed.get(part, part) for part in whole.parts)
    return [Whole(whole.count, parts, whole.is_complete)]


def _compared(operator: Operator, variable: Formula, other: Formula | int) -> Formula:
    if operator == "at_least":
        return variable >= other
    if operator == "more_than":
        return variable > other
    if operator == "at_most":
        return variable <= other
    if operator == "below":
        return variable < other
    return variable == other if operator == "is" else variable != other
