"""Score writing: scores to files: the report, the table, and the pages asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ekrules.project.scoring import Scored
from ekrules.report.files import Content, write_all_whole
from ekrules.report.html import html_text
from ekrules.report.markdown import markdown_text
from ekrules.report.page_names import page_name
from ekrules.report.score_material import ScoreMaterial
from ekrules.report.score_report import compose_scores
from ekrules.report.score_rows import score_sheet
from ekrules.report.standing_page import compose_standing
from ekrules.survey.answer_files.row_writing import csv_bytes, xlsx_bytes
from ekrules.yaml_reader.wording import Language

SCORE_FILES = {
    "html": "score.html",
    "md": "score.md",
    "csv": "scores.csv",
    "xlsx": "scores.xlsx",
}
PAGES = "pages"


def write_score(
    scored: Scored,
    formats: Sequence[str],
    out: Path,
    respondents: Sequence[str] = (),
    done: Callable[[int], None] = lambda _: None,
    language: Language = "nb",
) -> tuple[Path, ...]:
    """Write the scores in each format, and a page for each respondent; all are written, or none.

    done: told how many pages are made, after each. Returns the paths, the pages last. Raises
    InputError where a library is missing, OutputError where a file can't be written.
    """
    names = {one: page_name(one) for one in respondents}
    material = scored.material({one: f"{PAGES}/{name}" for one, name in names.items()}, language)
    contents: dict[Path, Content] = {
        out / SCORE_FILES[name]: _report(material, name) for name in formats
    }
    report = f"../{SCORE_FILES['html']}" if "html" in formats else None
    contents |= _pages(scored, material, names, out / PAGES, report, done)
    write_all_whole(contents)
    return tuple(contents)


def _report(material: ScoreMaterial, name: str) -> Content:
    if name == "csv":
        sheet = score_sheet(material)
        return csv_bytes(sheet.header, sheet.rows)
    if name == "xlsx":
        return xlsx_bytes([score_sheet(material)])
    document = compose_scores(material)
    return html_text(document) if name == "html" else markdown_text(document)


def _pages(
    scored: Scored,
    material: ScoreMaterial,
    names: Mapping[str, str],
    folder: Path,
    report: str | None,
    done: Callable[[int], None],
) -> dict[Path, Content]:
    pages: dict[Path, Content] = {}
    for count, (respondent, name) in enumerate(names.items(), start=1):
        document = compose_standing(material, scored.standing(respondent), report)
        pages[folder / name] = html_text(document)
        done(count)
    return pages
