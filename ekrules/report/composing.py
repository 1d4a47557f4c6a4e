"""Composing: an assessment and its narrative put together as one document, in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ekrules.assessment.assessed import Assessment
from ekrules.assessment.changed import Changes
from ekrules.assessment.rules import Rules
from ekrules.goals.strategy import Strategy
from ekrules.narrative.writing import Narrative
from ekrules.report.anchors import PROVENANCE
from ekrules.report.changes import changes_section
from ekrules.report.document import (
    Column,
    DataTable,
    Document,
    FurnitureWords,
    Paragraph,
    Row,
    Section,
    Span,
)
from ekrules.report.front import (
    about_report,
    key_figures_section,
    overall_section,
    overview_section,
)
from ekrules.report.material import Material
from ekrules.report.rules import rules_section
from ekrules.report.segments import segments_section
from ekrules.report.source import comparison_section, method_section, scores_section
from ekrules.report.swot import swot_section
from ekrules.report.themes import themes_section
from ekrules.survey.survey import Survey


@dataclass(frozen=True)
class Provenance:
    """What made a report: the engine, ekrules' version, and each input file with its SHA-256."""

    engine: str
    version: str
    inputs: tuple[tuple[str, str], ...]


def compose(
    assessment: Assessment,
    narrative: Narrative,
    strategy: Strategy,
    survey: Survey,
    rules: Rules | None = None,
    provenance: Provenance | None = None,
    changes: Changes | None = None,
) -> Document:
    """Return the report in the narrative's language; the same input gives the same document.

    With the rules it shows every row of every table, and when each finding holds; with the changes
    since an earlier assessment, what moved.
    """
    material = Material(assessment, narrative, strategy, survey, rules, changes)
    phrases = material.phrases
    title = material.said(strategy.description.title)
    return Document(
        language=material.language,
        kicker=phrases["synthetic_kicker" if survey.is_synthetic else "kicker"],
        title=title,
        subtitle=phrases.filled("subtitle", wave=str(survey.description.wave)),
        facts=about_report(material),
        sections=(
            overall_section(material),
            overview_section(material),
            key_figures_section(material),
            *changes_section(material),
            method_section(material),
            swot_section(material),
            themes_section(material),
            *segments_section(material),
            *rules_section(material),
            *scores_section(material),
            *comparison_section(material),
            *_provenance_section(material, provenance),
        ),
        words=FurnitureWords(
            skip_to_content=phrases["skip_to_content"],
            contents=phrases["contents"],
            table_scrolls=phrases["table_scrolls"],
        ),
    )


def _provenance_section(material: Material, provenance: Provenance | None) -> Iterable[Section]:
    if provenance is None:
        return
    phrases = material.phrases
    made = phrases.text(
        "made_by",
        version=Span(provenance.version, weight="code"),
        engine=Span(provenance.engine, weight="code"),
    )
    rows = tuple(
        Row(((Span(path, weight="code"),), (Span(digest, weight="code"),)))
        for path, digest in provenance.inputs
    )
    columns = (Column(phrases["file"]), Column(phrases["sha256"]))
    table = DataTable(phrases["files_caption"], columns, rows)
    yield Section(PROVENANCE, phrases["provenance_heading"], (Paragraph(made), table))
