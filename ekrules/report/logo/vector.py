"""Vector: whether an SVG is a plain drawing: shapes and colours, and nothing that acts or fetches.

In: the file's bytes. Out: its width and height, or a sentence on the first thing that it may not
hold. The elements that may stand are listed, not those that may not: what nobody thought of is
refused. An SVG that passes looks the same in a browser, in the PDF and as dots in Word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

_SVG, _XHTML, _XLINK = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1999/xlink",
)
_SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
_MAY_STAND = frozenset(
    {"svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "clipPath"}
    | {"linearGradient", "radialGradient", "stop", *_SHAPES}
)
# What a person may have meant by what is refused, and what to do about it.
_AS_DOTS = "save the logo as PNG instead"
_REFUSED = {
    "script": ("a script", _AS_DOTS),
    "foreignObject": ("a piece of a web page (foreignObject)", _AS_DOTS),
    "text": ("text, which looks different on each machine", "save its letters as outlines (paths)"),
    "image": ("a picture within the picture", _AS_DOTS),
}
_MOST_LEVELS, _MOST_SHAPES = 40, 20_000
_URL = re.compile(r"url\(\s*[\"']?\s*(?!#)", re.IGNORECASE)
_STYLE_FETCHES = re.compile(r"@|\\|expression|javascript:", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d{1,7}(?:\.\d{1,9})?|\.\d{1,9})\s*(px|pt|pc|mm|cm|in)?\s*")
_BOX = re.compile(r"\s*-?[\d.]{1,12}[\s,]+-?[\d.]{1,12}[\s,]+([\d.]{1,12})[\s,]+([\d.]{1,12})\s*")
_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96.0}


class Unfit(Exception):
    """Why a picture can't be the logo: what it is or holds, and what to do."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(found)
        self.found, self.expected = found, expected


@dataclass
class _Drawing:
    """What has been seen of a drawing so far."""

    parser: expat.XMLParserType
    size: tuple[float, float] | None = None
    open: list[str] = field(default_factory=list)
    # An id, and how many elements stand in what bears it: what is shown many times is bounded.
    named: dict[str, int] = field(default_factory=dict)
    opened: list[tuple[str | None, int]] = field(default_factory=list)
    shown_again: list[str] = field(default_factory=list)
    with_copies: set[str] = field(default_factory=set)
    count: int = 0
    style: str = ""

    def refuse(self, what: str, expected: str) -> Unfit:
        return Unfit(f"it holds {what} (on line {self.parser.CurrentLineNumber})", expected)


def svg_size(content: bytes) -> tuple[float, float]:
    """Return an SVG's width and height; raise Unfit where it is no plain drawing."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        raise Unfit("this SVG is not saved as UTF-8", "save it anew as UTF-8") from None
    parser = expat.ParserCreate(namespace_separator=" ")
    drawing = _Drawing(parser)
    parser.StartElementHandler = lambda name, given: _start(drawing, name, given)
    parser.EndElementHandler = lambda name: _end(drawing, name)
    parser.CharacterDataHandler = lambda text: _text(drawing, text)
    parser.StartDoctypeDeclHandler = lambda *_: _declaration(drawing)
    parser.ProcessingInstructionHandler = lambda *_: _instruction(drawing)
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Unfit(f"this SVG is damaged (on line {error.lineno})", "save it anew") from None
    if drawing.size is None:
        raise Unfit("this file is no SVG", "expected an SVG, PNG or JPEG picture")
    _bound_copies(drawing)
    return drawing.size


def _declaration(drawing: _Drawing) -> None:
    raise drawing.refuse("a DOCTYPE", "delete it, from <!DOCTYPE to the > that ends it")


def _instruction(drawing: _Drawing) -> None:
    raise drawing.refuse("an instruction to fetch a style sheet (<?…?>)", "delete it")


def _start(drawing: _Drawing, full_name: str, given: dict[str, str]) -> None:
    space, _, name = full_name.rpartition(" ")
    drawing.count += 1
    if drawing.size is None:
        if (space, name) != (_SVG, "svg"):
            raise Unfit("this file is no SVG", "expected an SVG, PNG or JPEG picture")
        drawing.size = _size(given)
    if space == _XHTML or (space == _SVG and name not in _MAY_STAND):
        raise drawing.refuse(*_REFUSED.get(name, (f"<{name}>", _AS_DOTS)))
    if len(drawing.open) >= _MOST_LEVELS or drawing.count > _MOST_SHAPES:
        raise drawing.refuse("more than a logo needs", _AS_DOTS)
    drawing.open.append(name if space == _SVG else "")
    for key, value in given.items():
        _attribute(drawing, key, value)
    if space == _SVG and name == "use":
        target = given.get("href", given.get(f"{_XLINK} href", ""))
        drawing.shown_again.append(target.removeprefix("#"))
        drawing.with_copies |= {one for one, _ in drawing.opened if one is not None}
        drawing.with_copies |= {given["id"]} if "id" in given else set()
    drawing.opened.append((given.get("id"), drawing.count))


def _end(drawing: _Drawing, _: str) -> None:
    if drawing.open.pop() == "style":
        if _URL.search(drawing.style) or _STYLE_FETCHES.search(drawing.style):
            raise drawing.refuse("a style that names something outside itself", _AS_DOTS)
        drawing.style = ""
    name, began = drawing.opened.pop()
    if name is not None:
        drawing.named[name] = drawing.count - began + 1


def _attribute(drawing: _Drawing, key: str, value: str) -> None:
    space, _, name = key.rpartition(" ")
    if name.casefold().startswith("on") and not space:
        raise drawing.refuse(f"an instruction to run ({name})", _AS_DOTS)
    if name == "base" or (name in ("href", "src") and not value.startswith("#")):
        raise drawing.refuse(f'an address outside itself ("{value[:40]}")', _AS_DOTS)
    if _URL.search(value) or (name == "style" and _STYLE_FETCHES.search(value)):
        raise drawing.refuse(f'an address outside itself ("{value[:40]}")', _AS_DOTS)


def _text(drawing: _Drawing, text: str) -> None:
    # A text may come in pieces; what it says is seen when all of it is there.
    if drawing.open and drawing.open[-1] == "style":
        drawing.style += text


def _bound_copies(drawing: _Drawing) -> None:
    copied = [one for one in drawing.shown_again if one in drawing.named]
    if any(one in drawing.with_copies for one in copied):
        raise Unfit("it holds copies of what has copies in it (<use>)", _AS_DOTS)
    if drawing.count + sum(drawing.named[one] for one in copied) > _MOST_SHAPES:
        raise Unfit("it holds more than a logo needs", _AS_DOTS)


def _size(given: dict[str, str]) -> tuple[float, float]:
    width, height = _length(given.get("width", "")), _length(given.get("height", ""))
    box = _BOX.fullmatch(given.get("viewBox", ""))
    across, down = (_length(box[1]), _length(box[2])) if box else (0.0, 0.0)
    is_wrong = "viewBox" in given and not (across and down)
    if is_wrong or not ((width and height) or box):
        expected = "give it a viewBox, or a width and height"
        raise Unfit("this SVG does not say how large it is", expected)
    return (width, height) if width and height else (across, down)


def _length(text: str) -> float:
    """Return a length in px; 0 where it is none, or a share of what lies around it."""
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * _UNITS[found[2] or "px"] if found else 0.0
