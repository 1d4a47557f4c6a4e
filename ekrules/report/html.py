"""HTML: a Document as one page that needs nothing else: no scripts, no requests, prints well.

In: a Document. Out: the page's text. Every text is escaped by the template engine; the page's own
policy lets the browser run nothing and fetch nothing, and take no style but the one shipped here;
a picture, where there is a logo, only from within the page.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from ekrules.charts.drawing import charts_are_here
from ekrules.charts.pictures import svg_of
from ekrules.report.document import Block, Column, Document, Figure
from ekrules.report.logo.logo import Logo
from ekrules.report.spans import Text

CONTENT_ANCHOR = "content"
_TEMPLATES = ("page", "pictures", "words")
_XML_ONLY = re.compile(r' (?:xmlns(?::xlink)?|version)="[^"]*"')
_LOGO_ROOM = (260, 72)


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
    # Within a page it needs no word for what it is written in.
    svg = _XML_ONLY.sub("", svg_of(figure.drawing), count=3)
    return named + Markup(svg.removeprefix("<svg"))


@lru_cache(maxsize=1000)
def opened_cells(columns: tuple[Column, ...], stacks: bool) -> tuple[Markup, ...]:
    """Return the tag that opens a cell of each column, made once for all cells and pages."""
    opened = []
    for column in columns:
        number = Markup(' class="number"') if column.is_number else Markup("")
        label = Markup(' data-label="{}"').format(column.title) if stacks else Markup("")
        opened.append(Markup("<td{}{}>").format(number, label))
    return tuple(opened)


def is_bare_cell(cell: Text) -> bool:
    """Whether a cell is one text and nothing else, as nearly all of a large table are."""
    return len(cell) == 1 and cell[0].is_bare


def logo_size(logo: Logo) -> Markup:
    """Return how large the logo is drawn, in px, so that nothing moves when it is there."""
    width, height = logo.picture.within(*_LOGO_ROOM)
    return Markup(' width="{}" height="{}"').format(round(width), round(height))


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
    environment.filters["logo_size"] = logo_size
    environment.globals["opened_cells"] = opened_cells
    environment.tests["bare"] = is_bare_cell
    return environment.get_template("page")


def _shipped(name: str) -> str:
    return files("ekrules.report").joinpath(name).read_text(encoding="utf-8")
