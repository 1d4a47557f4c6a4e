"""Zip files that are no workbooks, and workbooks with what no workbook has."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from ekrules.survey.answer_files.writing import Sheet, xlsx_bytes
from tests.survey_answer_files.opened import csv_file, faults_of

DECLARED = b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
PARTS = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml")


def zip_of(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts_of_a_workbook() -> dict[str, bytes]:
    raw = xlsx_bytes([Sheet("Svar", ["id", "q"], [("a", "ja")])])
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("word/document.xml", "this is a zip file without an Excel workbook in it"),
        ("xl/workbook.bin", "this is a binary Excel workbook (.xlsb); save it as .xlsx"),
        ("content.xml", "this is an OpenDocument file (.ods); save it as .xlsx"),
    ],
)
def test_a_zip_that_is_no_workbook_says_what_it_is(
    tmp_path: Path, part: str, sentence: str
) -> None:
    told = faults_of(csv_file(tmp_path, zip_of({part: b"<a/>"}), "svar.xlsx"))
    assert told.startswith(f"svar.xlsx: {sentence}")


@pytest.mark.parametrize("part", PARTS)
def test_a_declaration_in_any_part_of_a_workbook_is_refused(tmp_path: Path, part: str) -> None:
    parts = parts_of_a_workbook()
    changed = parts[part].replace(b"?>", DECLARED, 1)
    assert changed != parts[part]
    told = faults_of(csv_file(tmp_path, zip_of({**parts, part: changed}), "svar.xlsx"))
    assert told.startswith("svar.xlsx: the workbook declares a document type or entities")
