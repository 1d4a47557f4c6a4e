"""Styles: how a report looks in Word, where no agency's own file says it.

Text is set by named styles alone, so that those who edit on can change the look in one place, and
an agency's .docx can bring its own: a style it has is left as it is, one it lacks is made.
"""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor

from ekrules.assessment.assessed import Status
from ekrules.report.word.fonts import CODE_FONT
from ekrules.report.word.marks import set_lines

TITLE, SUBTITLE, CAPTION, BULLET = "Title", "Subtitle", "Caption", "List Bullet"
BODY, LEAD, NOTE, TABLE_TEXT, DETAILS = "Normal", "Lead", "Note", "Table Text", "Details Summary"
CODE, TABLE = "Code", "Report Table"

INKS = {
    Status.GREEN: RGBColor(0x1B, 0x7F, 0x3B),
    Status.YELLOW: RGBColor(0x8A, 0x5A, 0x00),
    Status.RED: RGBColor(0xB3, 0x26, 0x1E),
    Status.GREY: RGBColor(0x55, 0x55, 0x55),
}
SOFT = RGBColor(0x59, 0x59, 0x59)
_DARK = RGBColor(0x1A, 0x1A, 0x1A)
_CONTENTS_INDENT = Cm(0.5)
_LINE_COLOR = "BFBFBF"
_HEADING_SIZES = (20, 15, 12.5, 11.5, 11, 10.5)


_PROPERTIES, _STYLE, _VALUE = qn("w:pPr"), qn("w:pStyle"), qn("w:val")


class StyleIds:
    """The id of each style by its name; python-docx goes through all of them for each look-up."""

    def __init__(self, word: Any) -> None:
        self._ids = {style.name: style.style_id for style in word.styles}

    def set_on(self, paragraph: Any, name: str) -> None:
        """Give a paragraph a style by its name."""
        written = paragraph._p
        if len(written):
            written.style = self._ids[name]
            return
        # What has nothing in it yet needs no looking for where its properties belong.
        properties = written.makeelement(_PROPERTIES)
        style = properties.makeelement(_STYLE)
        style.set(_VALUE, self._ids[name])
        properties.append(style)
        written.append(properties)

    def set_on_table(self, table: Any, name: str) -> None:
        """Give a table a style by its name."""
        table._tbl.tblStyle_val = self._ids[name]

    def set_on_run(self, run: Any, name: str) -> None:
        """Give a run of letters a style by its name."""
        run._r.style = self._ids[name]


def dress(word: Any, *, is_ours: bool) -> StyleIds:
    """Make the styles that are missing; is_ours: and give those of the library's file our look."""
    styles = word.styles
    if is_ours:
        _our_look(styles)
    _paragraph(styles, LEAD, size=12)
    _paragraph(styles, NOTE, size=9, color=SOFT)
    _paragraph(styles, TABLE_TEXT, size=9, after=1)
    _paragraph(styles, DETAILS, bold=True, after=3)
    for name in (SUBTITLE, CAPTION, BULLET):
        _paragraph(styles, name)
    if CODE not in styles:
        style = styles.add_style(CODE, WD_STYLE_TYPE.CHARACTER)
        style.font.name, style.font.size = CODE_FONT, Pt(8.5)
    if TABLE not in styles:
        set_lines(styles.add_style(TABLE, WD_STYLE_TYPE.TABLE), _LINE_COLOR)
    for level, letters in enumerate(_HEADING_SIZES, 1):
        _paragraph(styles, heading(level), size=letters, bold=True)
    for level in (1, 2):
        indent = _CONTENTS_INDENT * (level - 1)
        _paragraph(styles, contents_style(level), after=0, indent=indent, is_words_own=True)
    return StyleIds(word)


def heading(level: int) -> str:
    """Return the name of the heading style of a level from 1.

    >>> heading(2)
    'Heading 2'
    """
    return f"Heading {min(level, len(_HEADING_SIZES))}"


def contents_style(level: int) -> str:
    """Return the name of the style of a line of contents, as Word itself calls it.

    >>> contents_style(1)
    'toc 1'
    """
    return f"toc {level}"


def _our_look(styles: Any) -> None:
    body = styles[BODY]
    body.font.size = Pt(10.5)
    body.paragraph_format.space_after = Pt(6)
    for level, size in enumerate(_HEADING_SIZES, 1):
        _letters(styles[f"Heading {level}"], size=size, bold=True, color=_DARK)
        styles[f"Heading {level}"].paragraph_format.space_before = Pt(size)
        styles[f"Heading {level}"].paragraph_format.space_after = Pt(4)
    _letters(styles[TITLE], size=26, bold=True, color=_DARK)
    _letters(styles[SUBTITLE], size=14, bold=False, color=SOFT)
    _letters(styles[CAPTION], size=9.5, bold=True, color=_DARK)
    styles[CAPTION].paragraph_format.keep_with_next = True
    styles[CAPTION].paragraph_format.space_after = Pt(3)


def _letters(style: Any, *, size: float, bold: bool, color: RGBColor) -> None:
    font = style.font
    # The font is the theme's: fonts.py names it.
    font.size, font.bold, font.italic = Pt(size), bold, False
    font.color.rgb = color


def _paragraph(
    styles: Any,
    name: str,
    *,
    size: float | None = None,
    bold: bool | None = None,
    color: RGBColor | None = None,
    after: float | None = None,
    indent: Length | int = 0,
    is_words_own: bool = False,
) -> None:
    if name in styles:
        return
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=is_words_own)
    style.base_style = styles[BODY]
    style.font.bold = bold
    if size is not None:
        style.font.size = Pt(size)
    if color is not None:
        style.font.color.rgb = color
    if after is not None:
        style.paragraph_format.space_after = Pt(after)
    if indent:
        style.paragraph_format.left_indent = Length(indent)
