"""What a Word file promises: real headings, header rows, links, a language; an agency's styles."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from ekrules.errors import InputError
from ekrules.report.word.docx import docx_bytes
from ekrules.report.word.style_file import read_style_file
from tests.report.builders import world

DAY = date(2009, 4, 1)
HOSTILE = "<script>alert(1)</script> & {{ 7*7 }} \u202eabc\u202c e\u0301 " + "x" * 300


def word(spice: str = "", styles: bytes | None = None) -> Any:
    return docx.Document(BytesIO(docx_bytes(world(spice).document(), DAY, styles)))


def levels(opened: Any) -> list[int]:
    names = [one.style.name for one in opened.paragraphs]
    return [int(name.split()[1]) for name in names if name.startswith("Heading ")]


def test_headings_are_headings_and_skip_no_level() -> None:
    found = levels(word())
    assert found[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_every_table_has_a_header_row_and_row_headings() -> None:
    tables = [one for one in word().tables if not is_laid_out(one)]
    assert tables
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert said_headings(table) == ("1", "1")


def said_headings(table: Any) -> tuple[str, str]:
    """Whether the table says that it has a header row, and headings of its rows."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    return look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))


def is_laid_out(table: Any) -> bool:
    """Whether the table is the four fields, which say where things stand and nothing else."""
    return bool(table.cell(0, 0).paragraphs[0].style.name.startswith("Heading "))


def test_the_findings_at_a_glance_are_four_fields_read_row_by_row() -> None:
    [table] = [one for one in word().tables if is_laid_out(one)]
    assert said_headings(table) == ("0", "0")
    assert table.rows[0]._tr.trPr is None
    first = [cell.paragraphs[0].text for row in table.rows for cell in row.cells]
    assert first == ["Styrker (1)", "Svakheter (0)", "Muligheter (0)", "Trusler (1)"]
    assert [one.text for one in table.cell(0, 0).paragraphs[1:]] == ["Et funn"]
    assert [one.style.name for one in table.cell(0, 0).paragraphs] == ["Heading 2", "List Bullet"]


def test_every_link_leads_to_a_bookmark_and_each_bookmark_stands_once() -> None:
    body = word().element.body
    names = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    links = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))}
    assert links
    assert links <= set(names)


def test_the_text_is_in_bokmaal_and_the_file_says_what_it_is() -> None:
    opened = word()
    assert opened.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "nb-NO"
    assert opened.core_properties.title.endswith(world().document().title)
    assert opened.core_properties.created.date() == DAY


def contents(opened: Any) -> list[Any]:
    return [one for one in opened.paragraphs if one.style.name.startswith("toc ")]


def test_contents_list_the_sections_each_with_the_number_of_its_page_as_a_field() -> None:
    lines = contents(word())
    sections = world().document().sections
    titles = [one._p.xpath("string(w:hyperlink/w:r/w:t)") for one in lines]
    assert [one.title for one in sections] == [
        title for title, line in zip(titles, lines, strict=True) if line.style.name == "toc 1"
    ]
    assert "1 Alfa" in titles
    for line in lines:
        [link] = line._p.findall(qn("w:hyperlink"))
        [asked] = [one.text.strip() for one in link.iter(qn("w:instrText"))]
        assert asked == f"PAGEREF {link.get(qn('w:anchor'))} \\h"
        assert round(line.paragraph_format.tab_stops[0].position.cm, 2) == 17


def test_word_is_not_told_to_ask_whether_fields_may_be_updated() -> None:
    opened = word()
    assert opened.settings.element.find(qn("w:updateFields")) is None
    assert [one for one in opened.element.iter() if qn("w:dirty") in one.attrib] == []


def test_contents_end_where_the_lines_of_an_agencys_page_end() -> None:
    made = docx.Document()
    made.sections[0].page_width, made.sections[0].left_margin = Cm(20), Cm(3)
    made.sections[0].right_margin = Cm(4)
    out = BytesIO()
    made.save(out)
    first = contents(word(styles=out.getvalue()))[0]
    assert round(first.paragraph_format.tab_stops[0].position.cm, 2) == 13


def test_the_theme_names_the_font_once_and_no_style_of_text_names_another() -> None:
    opened = word()
    parts = {str(one.partname): one for one in opened.part.package.iter_parts()}
    assert parts["/word/theme/theme1.xml"].blob.count(b'<a:latin typeface="Calibri"') == 2
    used = {one.style.name for one in opened.paragraphs}
    assert [one for one in used if opened.styles[one].font.name is not None] == []


def test_the_font_table_says_what_stands_in_for_a_font_that_a_machine_lacks() -> None:
    parts = {str(one.partname): one for one in word().part.package.iter_parts()}
    table = parse_xml(parts["/word/fontTable.xml"].blob)
    like = {
        one.get(qn("w:name")): one.find(qn("w:altName")).get(qn("w:val"))
        for one in table.iter(qn("w:font"))
        if one.find(qn("w:altName")) is not None
    }
    assert like["Calibri"].split(",")[0] == "Carlito"
    assert "DejaVu Sans Mono" in like["Consolas"].split(",")


def test_an_agencys_file_keeps_its_own_fonts() -> None:
    parts = {one.partname: one.blob for one in docx.Document().part.package.iter_parts()}
    made = word(styles=agency_file()).part.package.iter_parts()
    kept = {one.partname: one.blob for one in made if "theme1" in one.partname}
    assert kept == {name: parts[name] for name in kept}


def test_hostile_texts_stay_texts() -> None:
    calm, hostile = word(), word(HOSTILE)
    assert levels(calm) == levels(hostile)
    assert len(calm.tables) == len(hostile.tables)
    assert "<script>alert(1)</script>" in "\n".join(one.text for one in hostile.paragraphs)


def agency_file() -> bytes:
    made = docx.Document()
    made.styles["Heading 1"].font.size = Pt(33)
    made.add_paragraph("Brevmal for etaten")
    made.sections[0].header.paragraphs[0].text = "Etaten"
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def test_an_agencys_file_gives_its_styles_and_its_header_and_none_of_its_text() -> None:
    opened = word(styles=agency_file())
    assert opened.styles["Heading 1"].font.size == Pt(33)
    assert opened.sections[0].header.paragraphs[0].text == "Etaten"
    assert "Brevmal for etaten" not in [one.text for one in opened.paragraphs]


def test_an_agencys_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mal.docx"
    path.write_bytes(agency_file())
    assert read_style_file(path) == agency_file()


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"no zip", "this is no Word document, or it is damaged"),
        (agency_file()[:-40], "this is no Word document, or it is damaged"),
        (zipped(a=b"x"), "a zip file that is no Word document"),
        (zipped(word__document_xml=b"<", word__styles_xml=b"<"), "this Word document is damaged"),
    ],
)
def test_what_is_no_word_document_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "mal.docx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=sentence):
        read_style_file(path)


def test_a_word_document_with_macros_is_refused(tmp_path: Path) -> None:
    path, out = tmp_path / "mal.docm", BytesIO(agency_file())
    with ZipFile(out, "a") as made:
        made.writestr("word/vbaProject.bin", b"x")
    path.write_bytes(out.getvalue())
    with pytest.raises(InputError, match="a Word document with macros"):
        read_style_file(path)


def test_a_zip_file_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ekrules.report.word.style_file.MOST_UNPACKED", 1000)
    path = tmp_path / "mal.docx"
    path.write_bytes(agency_file())
    with pytest.raises(InputError, match="when unpacked, which is too much"):
        read_style_file(path)
