"""As data: a Document as plain JSON values that the typesetter's template lays out.

In: a Document. Out: dicts, lists, texts, numbers. Texts stay data all the way: none of them is
ever read as markup, so none has to be escaped.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from ekrules.charts.drawing import FONT
from ekrules.charts.pictures import svg_of, width_of
from ekrules.report.column_widths import column_widths
from ekrules.report.document import DataTable, Document, Figure
from ekrules.report.html import block_kind
from ekrules.report.link_targets import anchors_in
from ekrules.report.logo.logo import Logo
from ekrules.report.spans import Span

# The typesetter has this one at hand; none of the picture's own.
_FONT = "Libertinus Serif"
_LOGO_ROOM = (65, 18)  # mm
Data = dict[str, "Data"] | list["Data"] | str | int | float | bool | None


def document_data(document: Document) -> dict[str, Any]:
    """Return the document as JSON values; a link that leads nowhere here is left out."""
    anchors = set(anchors_in(document))
    said = {name: _data(getattr(document, name), anchors) for name in _names(document)}
    return {**said, "logo": None if document.logo is None else _logo(document.logo)}


def _names(value: Any) -> list[str]:
    # Evidence is for a reader who can ask for it.
    return [field.name for field in fields(value) if field.name != "evidence"]


def _data(value: Any, anchors: set[str]) -> Any:
    if isinstance(value, Span):
        return _span(value, anchors)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Logo):
        return None
    if isinstance(value, Figure):
        return _figure(value, anchors)
    if is_dataclass(value) and not isinstance(value, type):
        named = {name: _data(getattr(value, name), anchors) for name in _names(value)}
        if isinstance(value, DataTable):
            named["widths"] = column_widths(value.columns, value.rows)
        # A status line has a kind of its own kind; the block's name goes by another word.
        return {"block": block_kind(value), **named}  # type: ignore[arg-type]
    if isinstance(value, tuple):
        return [_data(one, anchors) for one in value]
    return value


def _logo(logo: Logo) -> dict[str, Any]:
    """Return what is said of the logo; its bytes lie beside the template: no text holds them."""
    width, height = logo.picture.within(*_LOGO_ROOM)
    return {
        "file": logo_file(logo),
        "alternative": logo.alternative,
        "width": round(width, 2),
        "height": round(height, 2),
    }


def logo_file(logo: Logo) -> str:
    """Return the name of the logo's file beside the template."""
    return f"logo.{logo.picture.kind}"


def _figure(figure: Figure, anchors: set[str]) -> dict[str, Any]:
    return {
        "block": block_kind(figure),
        "caption": figure.caption,
        "alternative": figure.alternative,
        "svg": svg_of(figure.drawing).replace(f'"{FONT}"', f'"{_FONT}"'),
        "width": width_of(figure.drawing),
        "data": _data(figure.data, anchors),
    }


def _span(span: Span, anchors: set[str]) -> dict[str, Any]:
    said: dict[str, Any] = {"text": span.text}
    if span.to in anchors:
        said["to"] = span.to
    if span.status is not None:
        said["status"] = span.status.value
    if span.weight != "plain":
        said["weight"] = span.weight
    return said
