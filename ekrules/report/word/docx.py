"""Docx: a Document as the bytes of a .docx file.

In: a Document, the day it speaks of and, where wished, an agency's own .docx for its styles.
Out: the file's bytes, the same for the same input: no clock is read.
"""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from ekrules.narrative.numbers import LOCALES
from ekrules.report.document import Document
from ekrules.report.link_targets import anchors_in
from ekrules.report.word.blocks import Blocks
from ekrules.report.word.comments import Comments, without_comments
from ekrules.report.word.contents import add_contents
from ekrules.report.word.fonts import set_fonts
from ekrules.report.word.logo import add_logo
from ekrules.report.word.marks import Bookmarks, add_field, set_language
from ekrules.report.word.styles import BODY, NOTE, SUBTITLE, TITLE, dress
from ekrules.report.word.texts import Writing

# The first instant that a zip file can tell of; what is in one has no date of its own.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_MOST_PROPERTY = 255  # letters, which is all that Word takes


def docx_bytes(
    document: Document, day: date, style_file: bytes | None = None, *, comments: bool = False
) -> bytes:
    """Return the document for Word, in the styles of `style_file` where there is one.

    comments: whether each sentence with figures has a comment that says what it rests on.
    """
    word = docx.Document(BytesIO(style_file)) if style_file is not None else docx.Document()
    _empty(word)
    without_comments(word)
    styles = dress(word, is_ours=style_file is None)
    if style_file is None:
        _set_pages(word)
        set_fonts(word, _spoken(document))
    set_language(word.styles[BODY], _spoken(document))
    _describe(word, document, day)
    writing = Writing(Bookmarks(anchors_in(document)), styles)
    if document.logo is not None:
        add_logo(word, document.logo)
    word.add_paragraph(document.kicker, style=NOTE)
    word.add_paragraph(document.title, style=TITLE)
    word.add_paragraph(document.subtitle, style=SUBTITLE)
    blocks = Blocks(word, writing, Comments(word, document.author, day) if comments else None)
    blocks.add_all((document.facts,), 1)
    add_contents(word, document, writing)
    blocks.add_all(document.sections, 1)
    return _without_times(word)


def _spoken(document: Document) -> str:
    """Return the document's language as Word names it, as nb-NO."""
    return LOCALES[document.language].replace("_", "-")


def _empty(word: Any) -> None:
    """Take away what stands in a style file, but for how its pages are set."""
    body = word.element.body
    for one in list(body):
        if not one.tag.endswith("}sectPr"):
            body.remove(one)


def _set_pages(word: Any) -> None:
    """Set A4, with the page's number at its foot."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_field(foot, "PAGE", "1")


def _describe(word: Any, document: Document, day: date) -> None:
    properties = word.core_properties
    properties.title = f"{document.kicker}: {document.title}"[:_MOST_PROPERTY]
    properties.language = _spoken(document)
    properties.author = properties.last_modified_by = document.author[:_MOST_PROPERTY]
    properties.subject = document.subtitle[:_MOST_PROPERTY]
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = datetime.combine(day, time())
    properties.revision = 1


def _without_times(word: Any) -> bytes:
    """Return the file with no time of writing in it, so that the same report is the same bytes."""
    written, settled = BytesIO(), BytesIO()
    word.save(written)
    with ZipFile(written) as raw, ZipFile(settled, "w", ZIP_DEFLATED) as out:
        for name in raw.namelist():
            out.writestr(ZipInfo(name, _NO_TIME), raw.read(name), ZIP_DEFLATED)
    return settled.getvalue()
