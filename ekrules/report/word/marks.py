"""Marks: what WordprocessingML has and python-docx has no call for, each as one small element.

Bookmarks and links to them, header rows, the language, captions that Word numbers, a list of
contents. Element and attribute names are those of ECMA-376, part 1.
"""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

# A word of Word's own, newer than the standard: [MS-ODRAWXML], decorative.
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
)
# Word takes bookmark names of at most 40 letters, digits and "_", beginning with a letter.
_MOST_NAME = 40


class Bookmarks:
    """Gives every anchor a name that Word takes, and a number of its own."""

    def __init__(self, anchors: list[str]) -> None:
        self._numbers = {anchor: number for number, anchor in enumerate(dict.fromkeys(anchors), 1)}

    def __contains__(self, anchor: object) -> bool:
        return anchor in self._numbers

    def name(self, anchor: str) -> str:
        """Return the bookmark's name; it keeps as much of the anchor as fits."""
        number = self._numbers[anchor]
        letters = "".join(one if one.isascii() and one.isalnum() else "_" for one in anchor)
        return f"a{number}_{letters}"[:_MOST_NAME]

    def set_on(self, paragraph: Paragraph, anchor: str) -> None:
        """Make the paragraph the place that links to `anchor` lead to."""
        start = element("w:bookmarkStart", id=self._numbers[anchor], name=self.name(anchor))
        properties = paragraph._p.pPr
        paragraph._p.insert(0 if properties is None else 1, start)
        paragraph._p.append(element("w:bookmarkEnd", id=self._numbers[anchor]))


def link_to(paragraph: Paragraph, bookmark: str) -> Any:
    """Add a link to a bookmark and return its element, for runs to be put in."""
    link = element("w:hyperlink", anchor=bookmark, history=1)
    paragraph._p.append(link)
    return link


def make_header_row(row: Any) -> None:
    """Mark a table's row as its header: repeated on each page, read out with each cell."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def keep_whole(row: Any) -> None:
    """Let no page break fall inside a table's row."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def has_row_headings(table: Any) -> None:
    """Say that the first row and the first column of a table are headings."""
    _look(table, val="06A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0)


def has_no_headings(table: Any) -> None:
    """Say that a table has neither a header row nor row headings."""
    _look(table, val="0600", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0)


def _look(table: Any, **parts: str | int) -> None:
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        table._tbl.tblPr.remove(look)
    table._tbl.tblPr.append(element("w:tblLook", **parts))


def make_decorative(properties: Any) -> None:
    """Say that a picture is there for the eye alone, so that it is passed over when read out."""
    properties.append(parse_xml(_DECORATIVE))


def box_in(table: Any, color: str) -> None:
    """Give a table thin lines around it and between all its cells."""
    lines = _lines(("top", "left", "bottom", "right", "insideH", "insideV"), color)
    # Where the standard wants it: before what says how the table looks.
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(lines)


def set_language(style: Any, language: str) -> None:
    """Say which language a style's text is in, for spelling and for speech."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("w:lang", val=language, eastAsia=language, bidi=language))


def shade(cell: Any, fill: str) -> None:
    """Give a table's cell a background, as six hexadecimal digits."""
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=fill))


def set_lines(style: Any, color: str) -> None:
    """Give a table style thin lines over, under and between its rows."""
    properties = element("w:tblPr")
    properties.append(_lines(("top", "bottom", "insideH"), color))
    style.element.append(properties)


def _lines(sides: tuple[str, ...], color: str) -> Any:
    lines = element("w:tblBorders")
    for side in sides:
        lines.append(element(f"w:{side}", val="single", sz=4, space=0, color=color))
    return lines


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field that Word can work out anew, with what it shows until then."""
    begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Paragraph, instruction: str) -> None:
    """Begin a field; what follows up to end_field is its result."""
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="begin"))
    words = element("w:instrText")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = f" {instruction} "
    paragraph.add_run()._r.append(words)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="separate"))


def end_field(paragraph: Paragraph) -> None:
    """End the field that was begun."""
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def element(name: str, /, **attributes: str | int) -> Any:
    """Return a new element of Word, its attributes in Word's own namespace."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made
