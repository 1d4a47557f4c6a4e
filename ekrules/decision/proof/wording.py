"""Wording: cases and conditions in words that can be read aloud and found again in the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from ekrules.decision.conditions import Compare, InputReference, Value
from ekrules.decision.inputs import Input, shown
from ekrules.decision.proof.proofs import CaseValues, Extent

# Shares of so few are divisions, as 1/3; what is finer was written as it stands.
_LARGEST_DIVISOR = 200
_LEFT = "_left"


def case_in_words(
    inputs: Mapping[str, Input], case: CaseValues, only: Iterable[str] | None = None
) -> str:
    """Return a case in words; only: the inputs to speak of.

    >>> both = (Input("attainment", "share"), Input("years_left", "years"))
    >>> case_in_words({one.name: one for one in both}, {"attainment": 0.45, "years_left": 0})
    'attainment 45 %, 0 years left'
    """
    names = list(case) if only is None else [name for name in case if name in set(only)]
    return ", ".join(_told(inputs[name], case[name]) for name in names) or "any case"


def value_in_words(declared: Input, value: Value | InputReference) -> str:
    """Return a value as a person would write it for the input: a share in percent."""
    if isinstance(value, InputReference):
        return value.name
    if declared.type == "share" and isinstance(value, (int, float)):
        return f"{_percent(float(value))} %"
    return f"{value:.12g}" if isinstance(value, float) else shown(value)


def comparison_in_words(inputs: Mapping[str, Input], leaf: Compare, constants: CaseValues) -> str:
    """Return a comparison as it is read aloud, after "is": `at least 60 %`."""
    declared = inputs[leaf.input]
    word = {"is": "", "is_not": "not ", "is_one_of": "one of "}.get(
        leaf.operator, leaf.operator.replace("_", " ") + " "
    )
    if isinstance(leaf.bound, tuple):
        return word + ", ".join(value_in_words(declared, one) for one in leaf.bound)
    words = value_in_words(declared, leaf.bound)
    if isinstance(leaf.bound, InputReference) and leaf.bound.name in constants:
        value = constants[leaf.bound.name]
        words += f" ({'unknown' if value is None else value_in_words(declared, value)})"
    return word + words


def extent_as_written(declared: Input, extent: Extent) -> str:
    """Return how far a gap reaches along an input, as a row would write it.

    >>> extent_as_written(Input("attainment", "share"), Extent(0.4, True, 0.9, False))
    'attainment: {at_least: 40 %, below: 90 %}'
    """
    if extent.is_unknown:
        return f"{declared.name}: {{unknown: true}}"
    tests = []
    if extent.low is not None and extent.low == extent.high:
        only = _written(declared, extent.low)
        # "is" is not read of one share: hardly any answers come to exactly that.
        is_inner = declared.type == "share" and 0 < extent.low < 1
        tests = [f"at_least: {only}", f"at_most: {only}"] if is_inner else [f"is: {only}"]
    else:
        if extent.low is not None:
            word = "at_least" if extent.low_included else "more_than"
            tests.append(f"{word}: {_written(declared, extent.low)}")
        if extent.high is not None:
            word = "at_most" if extent.high_included else "below"
            tests.append(f"{word}: {_written(declared, extent.high)}")
    return f"{declared.name}: {{{', '.join(tests) or 'unknown: false'}}}"


def _written(declared: Input, value: Value) -> str:
    return (
        value
        if isinstance(value, str) and value.isidentifier()
        else value_in_words(declared, value)
    )


def _told(declared: Input, value: Value | None) -> str:
    name = declared.name.replace(":", " ")
    if value is None:
        return f"{name} unknown"
    if declared.type == "years" and name.endswith(_LEFT) and isinstance(value, (int, float)):
        return f"{value:.12g} {'year' if value == 1 else 'years'} left"
    if declared.name.startswith("finding:"):
        return f"{name} {'holds' if value else 'does not hold'}"
    words = value_in_words(declared, value)
    if declared.values or declared.type == "boolean":
        words = words.strip('"')
    return f"{name} {words}"


def _percent(share: float) -> str:
    exact = (Decimal(repr(share)) * 100).normalize()
    if len(exact.as_tuple().digits) <= 8:
        return f"{exact:f}"
    divided = Fraction(share).limit_denominator(_LARGEST_DIVISOR)
    # 33.3 % for 1/3; a float just beside a bound is written out, or it would pass for the bound.
    return f"{share * 100:.3g}" if float(divided) == share else f"{exact:f}"
