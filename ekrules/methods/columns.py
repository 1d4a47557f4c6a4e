"""Columns: what the columns of a frame of cases are called.

A name of a method has no sign and no blank in it, so none of its own can be taken for another.
"""

from __future__ import annotations

ENTITY, MEMBER, APPLIES, REASON = "entity", "member", "applies", "reason"
# What every case of an indicator has, whatever the method declares.
VALUE, BETTER, DIRECTION = "value", "better", "direction"
# Before an attribute's name.
SIGN = "@"
NO_DIRECTION = "no_direction"


def row_of(name: str) -> str:
    """Return the column that says which row of a further table decided."""
    return f"row_{name}"


def reason_of(name: str) -> str:
    """Return the column that says why a number is unknown."""
    return f"{name} reason"
