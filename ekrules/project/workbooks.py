"""Workbooks: a decision table as the two sheets that policy staff edit, written and read.

In: a table, or a file that came back. Out: bytes, or texts by cell with faults. The first sheet is
the table; the second says how cells are written, and what the table was when it was written out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ekrules.decision.sheets.came import SHEET, Came, CameRow
from ekrules.decision.sheets.grid import MORE, ROW, columns_of, grid_of
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults, Place
from ekrules.survey.answer_files.reading import read_answer_file
from ekrules.survey.answer_files.table import RawTable
from ekrules.survey.answer_files.writing import Sheet, xlsx_bytes
from ekrules.yaml_reader.files import shown_path
from ekrules.yaml_reader.nodes import MapNode

ABOUT = "Om"
_TABLE, _FILE, _FINGERPRINT = "Tabell", "Fil", "Fingeravtrykk"
_HEADER = ("Hva", "Innhold")
_HOW = (
    (
        "Hva dette er",
        "En beslutningstabell. Hver rad er en regel, som gjelder når alt i raden stemmer.",
    ),
    (
        "Slik gjør du",
        "Endre i arket «Tabell», lagre, og les det inn igjen med ekrules sheet in.",
    ),
    (
        "Grenser",
        ">= 60 % (minst), > 60 % (over), <= 60 % (høyst), < 60 % (under); flere: >= 60 %; < 90 %",
    ),
    ("Verdier", "full (er), ikke full, en av: delvis, full, eller navnet på en annen inndata"),
    ("Alt er greit", "- eller en tom celle"),
    ("Ukjent", "ukjent (verdien mangler) eller kjent"),
    ("Andeler", "Skriv alltid prosenttegn: 60 %. Tallet 0,6 alene blir avvist."),
    ("Nye rader", "Sett inn en rad der den skal stå, med en egen id i kolonnen «rad»."),
    ("Kolonnen «mer»", "Vilkår som ikke får plass i celler. Den skal stå som den er."),
)


@dataclass(frozen=True)
class About:
    """What a workbook was made of: the table's id, its file, and the sha256 of its text."""

    table: str
    file: str
    fingerprint: str


def workbook(table: DecisionTable, node: MapNode, about: About) -> bytes:
    """Return the table as a workbook; the same bytes every time."""
    header = [column.heading for column in columns_of(table)]
    rows = [[row.texts[heading] for heading in header] for row in grid_of(table, node)]
    facts = ((_TABLE, about.table), (_FILE, about.file), (_FINGERPRINT, about.fingerprint))
    return xlsx_bytes(
        [
            Sheet(SHEET, header, rows, is_form=True, locked=frozenset({MORE})),
            Sheet(ABOUT, _HEADER, [("Spørsmål", table.asks), *facts, *_HOW], is_form=True),
        ]
    )


def read_about(path: Path, faults: Faults) -> About | None:
    """Return what a workbook was made of, or None with the reasons added to `faults`."""
    place = Place(f"{shown_path(path)}, {ABOUT}")
    table = _sheet(path, ABOUT, faults)
    if table is None:
        return None
    rows = [] if table.names[:2] != _HEADER else table.frame.lazy().collect().rows()
    facts = {str(row[0]): str(row[1] or "") for row in rows}
    missing = [name for name in (_TABLE, _FILE, _FINGERPRINT) if not facts.get(name)]
    for name in missing:
        expected = "it must stand as it was written out; write the sheet out again"
        faults.add(place, f'no "{name}"', expected)
    return None if missing else About(facts[_TABLE], facts[_FILE], facts[_FINGERPRINT])


def read_sheet(path: Path, faults: Faults) -> Came | None:
    """Return the texts of the table's sheet, or None with the reasons added to `faults`."""
    table = _sheet(path, SHEET, faults)
    if table is None:
        return None
    headings = {name: number for number, name in enumerate(table.names, start=1)}
    rows = []
    for number, row in enumerate(table.frame.lazy().collect().rows(), start=table.first_row):
        texts = {name: str(cell or "") for name, cell in zip(table.names, row, strict=True)}
        if any(texts.values()):
            rows.append(CameRow(number, texts.get(ROW, "").strip(), texts))
    came = Came(shown_path(path), headings, tuple(rows))
    for odd in table.odd_cells:
        found = re.sub(r" in [A-Z]+[0-9]+", "", odd.found)
        expected = f"write it as text ({odd.expected.partition(';')[0]})"
        faults.add(came.place(odd.row, odd.column), found, expected)
    return None if table.odd_cells else came


def _sheet(path: Path, sheet: str, faults: Faults) -> RawTable | None:
    if path.suffix.lower() != ".xlsx":
        faults.add(Place(shown_path(path)), "no Excel workbook", "expected a file with .xlsx")
        return None
    return read_answer_file(path, faults, sheet)
