"""Neighbours: the values just below and just above another, in the step that people count in.

In: an input and a value. Out: the two beside it, where the input may take them.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from math import inf, nextafter

from ekrules.decision.conditions import Value
from ekrules.decision.inputs import Input, value_problem

# A tenth of a percent, and a hundredth of a year or of anything else that is measured: what
# reports print. A bound with more decimals has the step of its own last one.
SHARE_STEP, STEP = Decimal("0.001"), Decimal("0.01")


def neighbours(declared: Input, value: Value) -> tuple[Value | None, Value | None]:
    """Return the values one step below and above; None where the input can't be that.

    >>> neighbours(Input("attainment", "share"), 0.6), neighbours(Input("n", "count"), 0)
    ((0.599, 0.601), (None, 1))
    """
    below, above = _stepped(declared, value, -1), _stepped(declared, value, 1)
    return _allowed(declared, below), _allowed(declared, above)


def _allowed(declared: Input, value: Value | None) -> Value | None:
    return value if value is not None and value_problem(declared, value) is None else None


def _stepped(declared: Input, value: Value, sign: int) -> Value | None:
    if isinstance(value, date):
        try:
            return value + timedelta(days=sign)
        except OverflowError:
            return None
    if isinstance(value, (str, bool)):
        return None
    if declared.type == "count":
        return int(value) + sign
    exact = Decimal(repr(value))
    least = SHARE_STEP if declared.type == "share" else STEP
    exponent = exact.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    own = Decimal(1).scaleb(min(exponent, 0))
    stepped = exact + sign * min(least, own)
    if stepped == stepped.to_integral_value() and declared.type != "share":
        return int(stepped)
    # Of a bound with more decimals than a float can tell apart, the next float is beside it.
    moved = float(stepped)
    return moved if moved != value else nextafter(value, sign * inf)
