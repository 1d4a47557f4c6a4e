"""HTML: a Document as one page that needs nothing else: no scripts, no requests, prints well.

In: a Document. Out: the page's text. Every text is escaped by the template engine; the page's own
policy lets the browser run nothing and fetch nothing, and take no style but the one shipped here.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from ekrules.charts.drawing import charts_are_here
from ekrules.charts.pictures import svg_of
from ekrules.report.document import Block, Document, Figure

CONTENT_ANCHOR = "content"
_TEMPLATES = ("page", "pictures", "words")


def html_text(document: Document) -> str:
    """Return the document as an HTML page; the same document gives the same text."""
    style = _shipped("page.css").strip()
    return _template().render(
        document=document,
        style=style,
        style_hash=b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii"),
        content=CONTENT_ANCHOR,
    )


def block_kind(block: Block) -> str:
    """Return the name of the macro that draws a block.

    >>> from ekrules.report.document import BulletList
    >>> block_kind(BulletList(()))
    'bullet_list'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(block).__name__).lower()


def across(share: float) -> str:
    """Return how far across a picture a share lies, kept within it.

    >>> across(0.6506), across(1.3)
    ('65.06%', '100%')
    """
    percent = 100 * min(1.0, max(0.0, share))
    return f"{percent:.2f}".rstrip("0").rstrip(".") + "%"


def drawn(figure: Figure) -> Markup:
    """Return a figure's picture as SVG that says what it shows; nothing where none can be drawn.

    The library that draws it has escaped the texts within.
    """
    if not charts_are_here():
        return Markup("")
    named = Markup('<svg role="img" aria-label="{}" focusable="false"').format(figure.alternative)
    return named + Markup(svg_of(figure.drawing).removeprefix("<svg"))


@cache
def _template() -> Template:
    environment = Environment(
        loader=DictLoader({name: _shipped(f"{name}.html.j2") for name in _TEMPLATES}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = block_kind
    environment.filters["across"] = across
    environment.filters["drawn"] = drawn
    return environment.get_template("page")


def _shipped(name: str) -> str:
    return files("ekrules.report").joinpath(name).read_text(encoding="utf-8")
