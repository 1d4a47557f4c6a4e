"""XLSX workbook: which sheets a workbook has, where in the zip they stand, which styles are dates.

In: an open zip that calls itself a workbook. Out: its sheets, or None with faults. Every part is
unpacked once, to be measured, before any library reads it; nothing is believed of its stated size.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from xml.etree import ElementTree

from ekrules.errors import Faults, Place
from ekrules.survey.answer_files.bounds import (
    MOST_PACKING,
    MOST_PART_BYTES,
    MOST_UNPACKED_BYTES,
    SMALLEST_BOMB_BYTES,
)

DAMAGED = "the workbook is cut short or damaged"
AGAIN = "open it in Excel, save it as .xlsx and try again"
_STEP, _HEAD_BYTES = 1024**2, 1024
# What a part that is no plain XML raises, from the zip to the tree.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, ElementTree.ParseError,
          NotImplementedError, RuntimeError, OSError)  # fmt: skip
# Excel's own date formats, by number (ECMA-376 part 1, 18.8.30).
_DATE_FORMATS = {*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)}
# Text, escapes and brackets in a number format say nothing of dates; [h] and its like do.
_NOT_A_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_DATE_CODE = re.compile(r"[dmyhs]", re.IGNORECASE)


@dataclass(frozen=True)
class Sheet:
    """One sheet; part: where it stands in the zip; is_hidden: Excel does not show it."""

    name: str
    part: str
    is_hidden: bool


def check_workbook(archive: zipfile.ZipFile, place: Place, faults: Faults) -> bool:
    """Return whether a zip holds a workbook; add a fault if not."""
    names = archive.namelist()
    if any(name.endswith("workbook.xml") for name in names):
        return True
    found, expected = "this is a zip file without an Excel workbook in it", "is it the right file"
    if any(name.endswith("workbook.bin") for name in names):
        found, expected = "this is a binary Excel workbook (.xlsb)", "save it as .xlsx"
    elif "content.xml" in names:
        found, expected = "this is an OpenDocument file (.ods)", "save it as .xlsx"
    faults.add(place, found, expected)
    return False


class DeclarationError(ValueError):
    """A part declares a document type or entities; no workbook does, and a bomb would."""


def check_unpacked(archive: zipfile.ZipFile, place: Place, faults: Faults) -> bool:
    """Return whether the zip unpacks to a bearable size; add a fault if not."""
    packed = sum(part.compress_size for part in archive.infolist())
    total = 0
    for part in archive.infolist():
        if part.flag_bits & 1:
            faults.add(place, "the workbook has a password", "save it without a password")
            return False
        # A zip may state any size: with a larger one stated, the zip is read to its real end.
        honest = copy(part)
        honest.file_size = MOST_UNPACKED_BYTES + 1
        with archive.open(honest) as stream:
            while step := stream.read(_STEP):
                if step.startswith(b"<") and b"<!DOCTYPE" in step[:_HEAD_BYTES]:
                    raise DeclarationError(part.filename)
                total += len(step)
                is_bomb = total > SMALLEST_BOMB_BYTES and total > MOST_PACKING * packed
                if total > MOST_UNPACKED_BYTES or is_bomb:
                    found = f"the workbook unpacks to more than {total // 1024**2} MB"
                    faults.add(place, found, "save the sheet as CSV and read that")
                    return False
    return True


def small_part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """Return the XML of a small part. Raises one of BROKEN."""
    with archive.open(name) as stream:
        raw = stream.read(MOST_PART_BYTES + 1)
    if len(raw) > MOST_PART_BYTES:
        raise ValueError(f"{name} is over {MOST_PART_BYTES} bytes")
    # With a NUL byte it is UTF-16, in which a declaration would not be seen.
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw or b"\x00" in raw[:200]:
        raise DeclarationError(name)
    return ElementTree.fromstring(raw)


def read_sheets(archive: zipfile.ZipFile) -> tuple[Sheet, ...]:
    """Return the workbook's sheets of cells, in its order. Raises one of BROKEN."""
    book = _workbook_part(archive)
    folder, file = posixpath.split(book)
    targets = _targets(archive, posixpath.join(folder, "_rels", f"{file}.rels"), folder)
    found = []
    for node in _named(small_part(archive, book), "sheet"):
        relation = next((text for key, text in node.items() if key.endswith("}id")), "")
        kind, part = targets[relation]
        if kind == "worksheet":
            is_hidden = node.get("state", "visible") != "visible"
            found.append(Sheet(node.get("name", ""), part, is_hidden))
    return tuple(found)


def date_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """Return the numbers of the cell styles that show a date or a time. Raises one of BROKEN."""
    book = _workbook_part(archive)
    folder, file = posixpath.split(book)
    targets = _targets(archive, posixpath.join(folder, "_rels", f"{file}.rels"), folder)
    part = next((part for kind, part in targets.values() if kind == "styles"), None)
    if part is None:
        return frozenset()
    styles = small_part(archive, part)
    own = {
        int(node.get("numFmtId", "0")): _is_date_code(node.get("formatCode", ""))
        for node in _named(styles, "numFmt")
    }
    cells = next(_named(styles, "cellXfs"), None)
    formats = [] if cells is None else [int(one.get("numFmtId", "0")) for one in cells]
    return frozenset(
        number for number, code in enumerate(formats) if own.get(code, code in _DATE_FORMATS)
    )


def _workbook_part(archive: zipfile.ZipFile) -> str:
    targets = _targets(archive, "_rels/.rels", "")
    return next((part for kind, part in targets.values() if kind == "officeDocument"))


def _targets(archive: zipfile.ZipFile, name: str, folder: str) -> dict[str, tuple[str, str]]:
    """Return relation id -> what kind of part it leads to, and where that stands in the zip."""
    found = {}
    for node in _named(small_part(archive, name), "Relationship"):
        target = node.get("Target", "")
        part = target.lstrip("/") if target[:1] == "/" else posixpath.join(folder, target)
        kind = node.get("Type", "").rpartition("/")[2]
        found[node.get("Id", "")] = kind, posixpath.normpath(part)
    return found


def _named(tree: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Give every element of this name, in the usual namespace or the strict one."""
    return (one for one in tree.iter() if one.tag.rpartition("}")[2] == name)


def _is_date_code(code: str) -> bool:
    return _DATE_CODE.search(_NOT_A_CODE.sub("", code)) is not None
