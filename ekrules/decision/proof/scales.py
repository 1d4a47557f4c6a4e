"""Scales: the values that can make a difference, in order, so that proofs are about few numbers.

In: inputs and the bounds that conditions hold them against. Out: for each input a Scale: every
bound, and between two bounds as many values as could ever be told apart there. Any case has one
on the scales on which every condition comes out the same: so what holds there holds everywhere.
Exact for floats, whole numbers and days: between neighbours there is nothing to stand for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from ekrules.decision.conditions import Compare, InputReference, Leaf, Value
from ekrules.decision.inputs import Input, InputType, value_problem
from ekrules.decision.proof.natural_values import values_between

UNKNOWN = -1
ANOTHER_TEXT = "another text"


@dataclass(frozen=True)
class Scale:
    """Values in order; `bounds` are those that a condition names, or where the input ends."""

    type: InputType
    values: tuple[Value, ...]
    bounds: frozenset[Value]

    @cached_property
    def positions(self) -> Mapping[Value, int]:
        """Where each value stands."""
        return {value: position for position, value in enumerate(self.values)}

    def is_bound(self, position: int) -> bool:
        """Whether the value stands for itself alone."""
        return self.values[position] in self.bounds

    def neighbours(self, position: int) -> tuple[Any, Any]:
        """Return the bounds on either side of a position; None where there is none."""
        below = bisect_left(self._bound_positions, position)
        above = bisect_right(self._bound_positions, position)
        low = self.values[self._bound_positions[below - 1]] if below else None
        is_last = above == len(self._bound_positions)
        return low, None if is_last else self.values[self._bound_positions[above]]

    @cached_property
    def _bound_positions(self) -> tuple[int, ...]:
        return tuple(at for at, value in enumerate(self.values) if value in self.bounds)


@dataclass
class NamedValues:
    """What conditions hold each input against: values, and other inputs."""

    values: dict[str, dict[Value, None]] = field(default_factory=dict)
    pairs: dict[tuple[str, str], None] = field(default_factory=dict)

    def add(self, name: str, value: Value) -> None:
        """Note a value of an input."""
        self.values.setdefault(name, {})[value] = None

    def add_leaves(self, leaves: Iterable[Leaf]) -> None:
        """Note what the leaves name."""
        for leaf in leaves:
            if not isinstance(leaf, Compare):
                continue
            if isinstance(leaf.bound, InputReference):
                self.pairs[(leaf.input, leaf.bound.name)] = None
                continue
            for value in leaf.bound if isinstance(leaf.bound, tuple) else (leaf.bound,):
                self.add(leaf.input, value)


def scales_of(inputs: Mapping[str, Input], named: NamedValues) -> dict[str, Scale]:
    """Return each input's scale; inputs that are held against each other share one."""
    scales: dict[str, Scale] = {}
    for group in _groups(inputs, named):
        members = [inputs[name] for name in group]
        values = dict.fromkeys(one for name in group for one in named.values.get(name, ()))
        scale = _scale(members, values)
        scales.update(dict.fromkeys(group, scale))
    return scales


def allowed_positions(declared: Input, scale: Scale) -> tuple[int, ...]:
    """Return where on its scale the input may stand, when it is known."""
    return tuple(
        position
        for position, value in enumerate(scale.values)
        if value_problem(declared, value) is None
    )


def preferred_positions(scale: Scale, allowed: Iterable[int]) -> tuple[int, ...]:
    """Return positions, the most telling first: inside the widest interval, bounds last.

    A value in the middle shows that it is not about the bound; a text goes in the order declared.
    """
    if scale.type in ("text", "boolean"):
        ordered = sorted(allowed)
        return tuple(reversed(ordered)) if scale.type == "boolean" else tuple(ordered)
    return tuple(sorted(allowed, key=lambda position: _preference(scale, position)))


def _preference(scale: Scale, position: int) -> tuple[int, float, int]:
    if scale.is_bound(position):
        return 2, 0.0, position
    low, high = scale.neighbours(position)
    if low is None or high is None:
        return 1, 0.0, position
    width = (high - low).days if isinstance(low, date) else float(high) - float(low)
    return 0, -float(width), position


def _groups(inputs: Mapping[str, Input], named: NamedValues) -> list[list[str]]:
    group_of = {name: [name] for name in inputs}
    for one, other in named.pairs:
        if group_of[one] is not group_of[other]:
            joined = group_of[one] + group_of[other]
            group_of.update(dict.fromkeys(joined, joined))
    return list({id(group): group for group in group_of.values()}.values())


def _scale(members: list[Input], named: Mapping[Value, None]) -> Scale:
    type_ = members[0].type
    if type_ == "boolean":
        return Scale(type_, (False, True), frozenset((False, True)))
    # A case apart may differ in one input (see worse_answers), and then stands for one more.
    told_apart = 1 if len(members) == 1 else len(members) + 1
    if type_ == "text" and not any(one.ordered for one in members):
        return _text_scale(members, named, told_apart)
    bounds: list[Any] = sorted({*named, *_ends(members)})
    if type_ == "text" and all(one.values for one in members):
        return Scale(type_, tuple(bounds), frozenset(bounds))
    ends = [None, *bounds, None]
    if type_ == "share":
        ends = ends[1:-1]
    between = [values_between(type_, low, high, told_apart) for low, high in pairwise(ends)]
    values = {*bounds, *(value for some in between for value in some)}
    ordered: list[Any] = sorted(values)
    return Scale(type_, tuple(ordered), frozenset(bounds))


def _ends(members: Iterable[Input]) -> set[Value]:
    ends: set[Value] = set()
    for one in members:
        ends |= {end for end in (one.lowest, one.highest) if end is not None}
        ends |= set(one.values)
        if one.type == "share":
            ends |= {0.0, 1.0}
        if one.type == "count":
            ends.add(0)
    return ends


def _text_scale(members: list[Input], named: Mapping[Value, None], told_apart: int) -> Scale:
    declared = (value for one in members for value in one.values)
    values: dict[Value, None] = dict.fromkeys([*declared, *named])
    bounds = frozenset(values)
    others = 0 if all(one.values for one in members) else told_apart
    number = 0
    while others:
        number += 1
        text = ANOTHER_TEXT if number == 1 else f"{ANOTHER_TEXT} {number}"
        if text not in values:
            values[text] = None
            others -= 1
    return Scale("text", tuple(values), bounds)
