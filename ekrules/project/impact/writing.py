"""Writing: an Impact as text, JSON or HTML, to the screen or to a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ekrules.report.files import write_all_whole
from ekrules.report.html import html_text
from ekrules.report.impact import Impact
from ekrules.report.impact_document import impact_document
from ekrules.report.impact_record import impact_record
from ekrules.report.impact_text import impact_text

FILE_NAMES = {"text": "impact.txt", "json": "impact.json", "html": "impact.html"}


def written_as(impact: Impact, name: str) -> str:
    """Return the impact in one format, closed by a newline; name: one of FILE_NAMES."""
    writers = {
        "text": lambda: impact_text(impact),
        "json": lambda: impact_record(impact),
        "html": lambda: html_text(impact_document(impact)),
    }
    return writers[name]()


def write_impact(impact: Impact, formats: Sequence[str], out: Path) -> tuple[Path, ...]:
    """Write the impact in each format and return the paths; all are written, or none."""
    texts = {out / FILE_NAMES[name]: written_as(impact, name) for name in formats}
    write_all_whole(texts)
    return tuple(texts)
