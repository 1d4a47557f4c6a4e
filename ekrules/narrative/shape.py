"""Shape: what a name of a paragraph holds, and where it exists only at times.

In: names. Out: shapes, many at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

ShapeKind = Literal["text", "flag", "group", "list"]
Shapes = Mapping[str, "Shape"]


@dataclass(frozen=True)
class Shape:
    """What a name holds: a text, yes or no (flag), names below it (group), or figures (list).

    needs: a flag beside it and the value that the flag must have for the name to exist.
    """

    kind: ShapeKind
    parts: Shapes = field(default_factory=dict)
    needs: tuple[str, bool] | None = None


def texts(*names: str) -> dict[str, Shape]:
    """Return names that each hold a text."""
    return {name: Shape("text") for name in names}


def flags(*names: str) -> dict[str, Shape]:
    """Return names that are each yes or no."""
    return {name: Shape("flag") for name in names}


def only_where(flag: str, value: bool, parts: Shapes) -> dict[str, Shape]:
    """Return the names, which exist only where the flag beside them has this value."""
    return {name: replace(part, needs=(flag, value)) for name, part in parts.items()}


def optional(parts: Shapes) -> Shape:
    """Return a group whose names exist only where its own `exists` is so."""
    return Shape("group", {**flags("exists"), **only_where("exists", True, parts)})
