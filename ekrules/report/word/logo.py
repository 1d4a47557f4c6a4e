"""Logo: the agency's logo on the front of a file of Word, as dots where it is a drawing."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx.shared import Mm, Pt

from ekrules.charts.drawing import png_of_svg, require_charts
from ekrules.errors import EkrulesError, Fault, InputError, Place
from ekrules.report.logo.logo import Logo, LogoPicture
from ekrules.report.word.marks import make_decorative
from ekrules.report.word.styles import BODY

_ROOM = (65, 18)  # mm
# Sharp on paper: 300 dots an inch for the widest logo there is room for.
_DOTS_ACROSS = 768


def add_logo(word: Any, logo: Logo) -> None:
    """Add the logo as a paragraph of its own; raise InputError where Word can't take it."""
    width, height = logo.picture.within(*_ROOM)
    paragraph = word.add_paragraph(style=BODY)
    paragraph.paragraph_format.space_after = Pt(18)
    shape = _shown(paragraph, logo.picture, width, height)
    for side in "TBLR":  # where nothing is said, LibreOffice leaves a blank of its own
        shape._inline.set(f"dist{side}", "0")
    properties = shape._inline.docPr
    properties.set("descr", logo.alternative)
    if not logo.alternative:
        make_decorative(properties)


def _shown(paragraph: Any, picture: LogoPicture, width: float, height: float) -> Any:
    try:
        content = BytesIO(_as_dots(picture))
        return paragraph.add_run().add_picture(content, width=Mm(width), height=Mm(height))
    except EkrulesError:
        raise
    except Exception:  # each library raises its own at a picture that it does not take
        found = "the logo can't be put into a Word file"
        raise InputError([Fault(Place("report.docx"), found, "save the logo as PNG")]) from None


def _as_dots(picture: LogoPicture) -> bytes:
    if picture.kind != "svg":
        return picture.content
    require_charts()
    across = _DOTS_ACROSS * picture.within(*_ROOM)[0] / _ROOM[0]
    return png_of_svg(picture.content.decode("utf-8"), scale=across / picture.width)
