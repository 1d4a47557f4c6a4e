"""Figure numbers: the figures of a Document numbered through, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import Any

from ekrules.report.document import Document, Figure
from ekrules.report.phrases import ReportPhrases

# Where a document, a section or a fold-out has what it holds.
_HOLDING = ("sections", "blocks")


def with_numbered_figures(
    document: Document, phrases: ReportPhrases, *, made_up: bool = False
) -> Document:
    """Return the document in which each figure's caption begins with its number.

    made_up: and says that its answers are, for a picture is copied without the page it stood on.
    """
    numbered = _numbered(document, phrases, "made_up_figure" if made_up else None, count(1))
    assert isinstance(numbered, Document)
    return numbered


def figures_in(value: Any) -> Iterator[Figure]:
    """Yield the figures of a document, in reading order."""
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from figures_in(one)
    else:
        for name in _HOLDING:
            yield from figures_in(getattr(value, name, ()))


def _numbered(value: Any, phrases: ReportPhrases, also: str | None, numbers: Iterator[int]) -> Any:
    """Return the value with its figures numbered; the very same one where it has none."""
    if isinstance(value, Figure):
        number = str(next(numbers))
        told = phrases.filled(also, caption=value.caption) if also else value.caption
        caption = phrases.filled("figure_numbered", number=number, caption=told)
        return replace(value, caption=caption)
    if isinstance(value, tuple):
        many = tuple(_numbered(one, phrases, also, numbers) for one in value)
        return value if all(a is b for a, b in zip(many, value, strict=True)) else many
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for name in (field.name for field in fields(value) if field.name in _HOLDING):
        old = getattr(value, name)
        new = _numbered(old, phrases, also, numbers)
        if new is not old:
            changed[name] = new
    return replace(value, **changed) if changed else value
