"""Contents: the sections of a report as a list in Word, each a link with the number of its page.

Only a program that lays pages out knows the numbers, so each is a field: LibreOffice fills it in as
it opens the file, Word when it prints, previews or saves as PDF, or is asked to. They stand in no
field of Word's own for contents, in which LibreOffice shows what stands and counts nothing; nor is
Word told to update as it opens the file, for which it asks every reader's leave in words that warn.
docs/explanation/design-choices.md weighs the ways there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm, Length, RGBColor
from docx.text.paragraph import Paragraph

from ekrules.report.document import Block, Document, Section
from ekrules.report.spans import Span
from ekrules.report.word.marks import begin_field, end_field, link_to
from ekrules.report.word.styles import SUBTITLE, contents_style
from ekrules.report.word.texts import Writing

_DEEPEST_LISTED = 2
# Where Word shows no number yet, the dots lead nowhere: they had better not be seen first.
_DOTS = RGBColor(0xA6, 0xA6, 0xA6)
_PAGE_WIDTH = Cm(17)


def add_contents(word: Any, document: Document, writing: Writing) -> None:
    """Add the list, with the sections and those within them."""
    word.add_paragraph(document.words.contents, style=SUBTITLE)
    width = _text_width(word)
    for section, level in _listed(document.sections, 1):
        paragraph = word.add_paragraph()
        writing.styles.set_on(paragraph, contents_style(level))
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        _add_entry(paragraph, section, writing)


def _add_entry(paragraph: Paragraph, section: Section, writing: Writing) -> None:
    bookmark = writing.bookmarks.name(section.anchor)
    label = f"{section.label} " if section.label else ""
    writing.add(paragraph, (Span(f"{label}{section.title}"),))
    paragraph.add_run("\t").font.color.rgb = _DOTS
    begin_field(paragraph, f"PAGEREF {bookmark} \\h")
    end_field(paragraph)
    runs = [run._r for run in paragraph.runs]
    link = link_to(paragraph, bookmark)
    for run in runs:
        link.append(run)


def _text_width(word: Any) -> Length:
    """Return how wide a line is, which an agency's own file may say otherwise than ours."""
    section = word.sections[0]
    sizes = section.page_width, section.left_margin, section.right_margin
    if None in sizes:
        return _PAGE_WIDTH
    page, left, right = sizes
    return Length(page - left - right)


def _listed(blocks: Iterable[Block], level: int) -> Iterator[tuple[Section, int]]:
    for one in blocks:
        if isinstance(one, Section):
            yield one, level
            if level < _DEEPEST_LISTED:
                yield from _listed(one.blocks, level + 1)
