"""Reporting: an outcome to files: the report in each format asked for, and the record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ekrules.errors import Faults, Place
from ekrules.project.assessing import Outcome
from ekrules.report.composing import CausesPart, Provenance, compose
from ekrules.report.document import Document
from ekrules.report.files import Content, write_all_whole
from ekrules.report.html import html_text
from ekrules.report.markdown import markdown_text

FILE_NAMES = {
    "html": "report.html",
    "docx": "report.docx",
    "pdf": "report.pdf",
    "md": "report.md",
    "xlsx": "tables.xlsx",
    "json": "assessment.json",
}
# What a format needs that is not always installed, and the extra that brings it.
_NEEDS = {"docx": ("docx", "reports"), "pdf": ("typst", "reports"), "xlsx": ("xlsxwriter", "excel")}


def read_formats(text: str, known: Collection[str] = tuple(FILE_NAMES)) -> tuple[str, ...]:
    """Return the formats named in `text` with commas between; raise InputError at one not `known`.

    >>> read_formats("html, json")
    ('html', 'json')
    """
    faults = Faults()
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in names:
        if name not in known:
            faults.add_unknown_name(Place("--format"), "format", name, known)
        elif name in _NEEDS and find_spec(_NEEDS[name][0]) is None:
            library, extra = _NEEDS[name]
            expected = f'install it with: pip install "ekrules[{extra}]"'
            faults.add(Place("--format"), f"{name} needs {library}, which is not here", expected)
    if not names:
        faults.add(Place("--format"), "no format", f"expected one of {', '.join(known)}")
    faults.stop_if_any()
    return names


@dataclass(frozen=True)
class ReportOptions:
    """What a report is to be.

    formats: of FILE_NAMES; word_styles: an agency's own .docx; word_comments: whether the Word file
    says beside each sentence what it rests on. causes: what gives the part on why statuses have
    moved since an earlier record; None where there is none.
    """

    formats: Sequence[str]
    word_styles: bytes | None = None
    word_comments: bool = False
    causes: CausesPart | None = None


def write_report(outcome: Outcome, options: ReportOptions, out: Path) -> tuple[Path, ...]:
    """Write the outcome in each format and return the paths; all are written, or none.

    The record is always among them: a report without it could not be audited.
    """
    # The record needs none of it.
    document = cache(lambda: document_of(outcome, options.causes))
    day = outcome.loaded.report.date or outcome.loaded.survey.description.reference_date
    writers: dict[str, Callable[[], Content]] = {
        "html": lambda: html_text(document()),
        "md": lambda: markdown_text(document()),
        "docx": lambda: _docx(document(), day, options),
        "pdf": lambda: _pdf(document(), day),
        "xlsx": lambda: _xlsx(document(), day),
        "json": lambda: outcome.record,
    }
    wanted = dict.fromkeys((*options.formats, "json"))
    contents = {out / FILE_NAMES[name]: writers[name]() for name in wanted}
    write_all_whole(contents)
    return tuple(contents)


def document_of(outcome: Outcome, causes: CausesPart | None = None) -> Document:
    """Return the outcome as a document that every format is written from."""
    inputs = tuple((one.path, one.sha256) for one in outcome.inputs)
    return compose(
        outcome.assessment,
        outcome.narrative,
        outcome.loaded.strategy,
        outcome.loaded.survey,
        outcome.loaded.rules,
        Provenance(outcome.assessment.engine, outcome.version, inputs),
        outcome.changes,
        outcome.loaded.report,
        outcome.loaded.logo,
        causes,
    )


# Each of these loads a large library, which other formats do without.


def _docx(document: Document, day: date, options: ReportOptions) -> bytes:
    from ekrules.report.word.docx import docx_bytes

    return docx_bytes(document, day, options.word_styles, comments=options.word_comments)


def _pdf(document: Document, day: date) -> bytes:
    from ekrules.report.typeset.pdf import pdf_bytes

    return pdf_bytes(document, day)


def _xlsx(document: Document, day: date) -> bytes:
    from ekrules.report.workbook import xlsx_bytes

    return xlsx_bytes(document, day)
