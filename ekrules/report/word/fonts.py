"""Fonts: what a file of Word is set in, and what in its place where a machine lacks it.

The theme names the font, once for headings and once for text, so that those who edit on change it
in one place; the font table says which fonts are like it. Word goes by the names there, then by
the shape of the letters (panose) and their family. No font is put into the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ekrules.report.word.marks import element

FONT, CODE_FONT = "Calibri", "Consolas"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class _Substitutes:
    """Fonts like another: by name, nearest first, by the shape of letters, and by family."""

    names: tuple[str, ...]
    panose: str
    family: str
    pitch: str


# Carlito is as wide as Calibri letter by letter, so that no line breaks elsewhere.
_SUBSTITUTES = {
    FONT: _Substitutes(
        ("Carlito", "Arial", "Liberation Sans"), "020F0502020204030204", "swiss", "variable"
    ),
    CODE_FONT: _Substitutes(
        ("Courier New", "Liberation Mono", "DejaVu Sans Mono"),
        "020B0609020204030204",
        "modern",
        "fixed",
    ),
}


def set_fonts(word: Any, language: str) -> None:
    """Name the font in the theme of the library's own file, and its substitutes."""
    for part in word.part.package.iter_parts():
        if part.partname.endswith("/fontTable.xml"):
            part._blob = _table(part.blob)
        elif part.partname.endswith("/theme1.xml"):
            part._blob = _theme(part.blob)
    spoken = word.settings.element.find(qn("w:themeFontLang"))
    spoken.set(qn("w:val"), language)


def _theme(blob: bytes) -> bytes:
    theme = parse_xml(blob)
    for kind in ("majorFont", "minorFont"):
        for latin in theme.iter(f"{_DRAWING}{kind}"):
            latin.find(f"{_DRAWING}latin").set("typeface", FONT)
    return bytes(serialize_part_xml(theme))


def _table(blob: bytes) -> bytes:
    table = parse_xml(blob)
    for font in table.findall(qn("w:font")):
        if font.get(qn("w:name")) in _SUBSTITUTES:
            table.remove(font)
    for name, like in _SUBSTITUTES.items():
        font = element("w:font", name=name)
        font.append(element("w:altName", val=",".join(like.names)))
        font.append(element("w:panose1", val=like.panose))
        font.append(element("w:charset", val="00"))
        font.append(element("w:family", val=like.family))
        font.append(element("w:pitch", val=like.pitch))
        table.append(font)
    return bytes(serialize_part_xml(table))
