"""Style files: an agency's own .docx, read for its styles and refused where it is not one.

In: a path. Out: the file's bytes, or InputError. A .docx is a zip file: what it holds is bounded
before any of it is unpacked, and one with macros is refused.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ekrules.errors import Faults, Place
from ekrules.yaml_reader.files import read_bytes, shown_path

# A style template is some 30 kB; with a logo and fonts some MB.
MOST_BYTES = 20_000_000
MOST_UNPACKED = 100_000_000
MOST_PARTS = 2_000
_EXPECTED = "expected a Word document (.docx) with the styles to use"


def read_style_file(path: Path) -> bytes:
    """Return the bytes of a .docx whose styles a report may take; raise InputError otherwise."""
    faults = Faults()
    raw = read_bytes(path, faults, MOST_BYTES)
    if raw is not None and (found := _problem(raw)) is not None:
        faults.add(Place(shown_path(path)), found, _EXPECTED)
    faults.stop_if_any()
    assert raw is not None  # no fault means it was read
    return raw


def _problem(raw: bytes) -> str | None:
    try:
        with ZipFile(BytesIO(raw)) as parts:
            names = parts.namelist()
            unpacked = sum(one.file_size for one in parts.infolist())
    except BadZipFile:
        return "this is no Word document, or it is damaged"
    if len(names) > MOST_PARTS or unpacked > MOST_UNPACKED:
        return f"{len(names)} parts and {unpacked} bytes when unpacked, which is too much"
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return "a Word document with macros"
    if "word/document.xml" not in names or "word/styles.xml" not in names:
        return "a zip file that is no Word document"
    return None if _opens(raw) else "this Word document is damaged"


def _opens(raw: bytes) -> bool:
    import docx

    try:
        docx.Document(BytesIO(raw)).styles["Normal"]
    except Exception:  # what python-docx and lxml raise at a damaged part is told nowhere
        return False
    return True
