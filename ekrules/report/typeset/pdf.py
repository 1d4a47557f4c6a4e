"""PDF: a Document as one file that is both PDF/UA-1 and PDF/A-2a.

In: a Document and the day it speaks of. Out: the file's bytes, the same for the same document:
only fonts that come with the typesetter are used, and the clock is not read. A letter that none of
them has is shown by its number, as [U+65E5]: both standards refuse a file that lacks a letter.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from ekrules.errors import Fault, InputError, Place
from ekrules.report.document import Document
from ekrules.report.logo.logo import Logo
from ekrules.report.typeset.as_data import document_data, logo_file

_TEMPLATE = "report.typ"
# In no font, or, as the mark of byte order and letters for private use, not allowed by a standard.
_LACKING = re.compile(r'the (?:text|(?:disallowed )?codepoint) `"((?:[^"\\]|\\.)+)"`')
_NUMBERED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
# Our own pictures are drawn by a library that draws them whole.
_LOGO_FAILS = re.compile("failed to (?:decode image|parse SVG)")
# Each round tells of every letter it lacks; a letter left alone may then lack its neighbour's.
_MOST_ROUNDS = 8


def pdf_bytes(document: Document, day: date) -> bytes:
    """Return the document as PDF, dated `day`; raise InputError where it can't be set."""
    import typst

    data = json.dumps(document_data(document), ensure_ascii=False)
    told = ""
    for _ in range(_MOST_ROUNDS):
        try:
            return _set(data, day, document.logo)
        except typst.TypstError as error:
            told = error.message
            lacking = _letters_lacking(error.diagnostic)
            if not lacking:
                break
            data = "".join(f"[U+{ord(one):04X}]" if one in lacking else one for one in data)
    if document.logo is not None and _LOGO_FAILS.search(told):
        found = "the logo can't be put into a PDF"
        raise InputError([Fault(Place("report.pdf"), found, "save the logo as PNG")])
    found = f"the PDF can't be set ({told})"
    raise InputError([Fault(Place("report.pdf"), found, "choose another format")])


def _set(data: str, day: date, logo: Logo | None) -> bytes:
    import typst

    with TemporaryDirectory() as folder:
        # Beside the template only a logo lies; outside its folder the typesetter opens no file.
        template = Path(folder) / _TEMPLATE
        template.write_bytes(files("ekrules.report.typeset").joinpath(_TEMPLATE).read_bytes())
        if logo is not None:
            (Path(folder) / logo_file(logo)).write_bytes(logo.picture.content)
        return typst.compile(
            template,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"document": data, "day": day.isoformat()},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=datetime.combine(day, time(12), UTC),
        )


def _letters_lacking(diagnostic: str) -> set[str]:
    """Return the letters that no font has, as the typesetter tells of them.

    >>> _letters_lacking('the text `"日"` could not be displayed with font `"A"`')
    {'日'}
    """
    found: set[str] = set()
    for text in _LACKING.findall(diagnostic):
        found |= set(_NUMBERED.sub(lambda one: chr(int(one[1], 16)), text))
    # Letters of the data itself, which hold it together, are in every font.
    return {one for one in found if ord(one) > 0x7F}
