"""Reporting: an outcome to files: the report in each format asked for, and the record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from ekrules.errors import Faults, Place
from ekrules.project.assessing import Outcome
from ekrules.report.composing import Provenance, compose
from ekrules.report.files import write_all_whole
from ekrules.report.html import html_text
from ekrules.report.markdown import markdown_text
from ekrules.yaml_reader.files import shown_path

FILE_NAMES = {"html": "report.html", "md": "report.md", "json": "assessment.json"}


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
    if not names:
        faults.add(Place("--format"), "no format", f"expected one of {', '.join(known)}")
    faults.stop_if_any()
    return names


def refuse_file(out: Path) -> None:
    """Raise InputError where the folder to write to is a file; before the work, not after."""
    if out.is_file():
        faults = Faults()
        faults.add(Place(shown_path(out)), "this is a file", "expected a folder")
        faults.stop_if_any()


def write_report(outcome: Outcome, formats: Sequence[str], out: Path) -> tuple[Path, ...]:
    """Write the outcome in each format and return the paths; all are written, or none.

    The record is always among them: a report without it could not be audited.
    """
    inputs = tuple((one.path, one.sha256) for one in outcome.inputs)
    document = compose(
        outcome.assessment,
        outcome.narrative,
        outcome.loaded.strategy,
        outcome.loaded.survey,
        outcome.loaded.rules,
        Provenance(outcome.assessment.engine, outcome.version, inputs),
        outcome.changes,
    )
    writers = {
        "html": lambda: html_text(document),
        "md": lambda: markdown_text(document),
        "json": lambda: outcome.record,
    }
    wanted = dict.fromkeys((*formats, "json"))
    texts = {out / FILE_NAMES[name]: writers[name]() for name in wanted}
    write_all_whole(texts)
    return tuple(texts)
