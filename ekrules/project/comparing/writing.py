"""Writing: a comparison as text, JSON or HTML, to the screen or to a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ekrules.report.comparison import SurveyComparison
from ekrules.report.comparison_document import comparison_document
from ekrules.report.comparison_pairs import PairsComparison
from ekrules.report.comparison_pairs_document import pairs_document
from ekrules.report.comparison_pairs_record import pairs_record
from ekrules.report.comparison_pairs_text import pairs_summary, pairs_text
from ekrules.report.comparison_record import comparison_record
from ekrules.report.comparison_text import comparison_text, summary_text
from ekrules.report.files import write_all_whole
from ekrules.report.html import html_text

Told = SurveyComparison | PairsComparison
FILE_NAMES = {"text": "comparison.txt", "json": "comparison.json", "html": "comparison.html"}


def written_as(told: Told, name: str) -> str:
    """Return the comparison in one format, closed by a newline; name: one of FILE_NAMES."""
    if isinstance(told, PairsComparison):
        writers = {"json": pairs_record, "html": _page_of_pairs, "text": pairs_text}
        return writers[name](told)
    if name == "json":
        return comparison_record(told)
    return html_text(comparison_document(told)) if name == "html" else comparison_text(told)


def summary_of(told: Told) -> str:
    """Return in one sentence how much differs."""
    return pairs_summary(told) if isinstance(told, PairsComparison) else summary_text(told)


def _page_of_pairs(told: PairsComparison) -> str:
    return html_text(pairs_document(told))


def write_comparison(told: Told, formats: Sequence[str], out: Path) -> tuple[Path, ...]:
    """Write the comparison in each format and return the paths; all are written, or none."""
    texts = {out / FILE_NAMES[name]: written_as(told, name) for name in formats}
    write_all_whole(texts)
    return tuple(texts)
