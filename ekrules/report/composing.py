"""Composing: an assessment and its narrative put together as one document, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ekrules.assessment.assessed import Assessment
from ekrules.assessment.changed import Changes
from ekrules.assessment.rules import Rules
from ekrules.goals.strategy import Strategy
from ekrules.narrative.writing import Narrative
from ekrules.report.anchors import PROVENANCE
from ekrules.report.appendix import not_assessed_section, overrides_section
from ekrules.report.changes import changes_section
from ekrules.report.claims import claims_section
from ekrules.report.document import (
    Column,
    DataTable,
    Document,
    Notice,
    Paragraph,
    Row,
    Section,
)
from ekrules.report.figure_numbers import with_numbered_figures
from ekrules.report.front import (
    about_report,
    key_figures_section,
    kicker,
    notices,
    overall_section,
    overview_section,
)
from ekrules.report.introduction import introduction_section
from ekrules.report.judgement import judgement_section
from ekrules.report.link_targets import without_dead_links
from ekrules.report.logo.logo import Logo, LogoPicture
from ekrules.report.material import Material
from ekrules.report.question_tables import question_tables_section
from ekrules.report.rules import rules_section
from ekrules.report.segments import segments_section
from ekrules.report.settings import AS_SHIPPED, ReportSettings
from ekrules.report.source import (
    comparison_section,
    method_section,
    notes_section,
    scores_section,
)
from ekrules.report.spans import Span
from ekrules.report.swot import swot_section
from ekrules.report.themes import themes_section
from ekrules.survey.survey import Survey

CausesPart = Callable[[], Section]


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
    settings: ReportSettings = AS_SHIPPED,
    logo: LogoPicture | None = None,
    causes: CausesPart | None = None,
) -> Document:
    """Return the report in the narrative's language; the same input gives the same document.

    With the rules it shows every row of every table, and when each finding holds; with the changes
    since an earlier assessment, what moved. A part that the settings leave out is linked to by
    nothing. causes: what gives the part on why, asked only where it is shown.
    """
    material = Material(assessment, narrative, strategy, survey, rules, changes, settings)
    phrases = material.phrases
    document = Document(
        language=material.language,
        kicker=kicker(material),
        title=material.said(settings.title or strategy.description.title),
        subtitle=phrases.filled("subtitle", wave=str(survey.description.wave)),
        facts=about_report(material),
        sections=_begun_with(notices(material), _sections(material, provenance, causes)),
        words=phrases.furniture,
        author=settings.author or Document.author,
        logo=_logo(material, logo),
    )
    made_up = survey.is_synthetic
    return without_dead_links(with_numbered_figures(document, phrases, made_up=made_up))


def _sections(
    material: Material, provenance: Provenance | None, causes: CausesPart | None = None
) -> tuple[Section, ...]:
    """The parts that are shown, in the order of the source's own report: first the short of it,
    then how it was done, what was found theme by theme, and last what one looks up.
    """
    parts: dict[str, Callable[[], Iterable[Section]]] = {
        "summary": lambda: (overall_section(material),),
        "overview": lambda: (overview_section(material),),
        "figures": lambda: (key_figures_section(material),),
        "swot": lambda: (swot_section(material),),
        "changes": lambda: changes_section(material),
        "introduction": lambda: (introduction_section(material),),
        "method": lambda: (method_section(material),),
        "tables": lambda: (question_tables_section(material),),
        "scores": lambda: scores_section(material),
        "themes": lambda: (themes_section(material),),
        "segments": lambda: segments_section(material),
        "judgement": lambda: judgement_section(material),
        "rules": lambda: rules_section(material),
        "overrides": lambda: (overrides_section(material),),
        "not_assessed": lambda: (not_assessed_section(material),),
        "causes": lambda: () if causes is None else (causes(),),
        "comparison": lambda: comparison_section(material),
        "notes": lambda: (*notes_section(material), *claims_section(material)),
        "provenance": lambda: _provenance_section(material, provenance),
    }
    shown = material.settings.parts.shown
    return tuple(one for name, part in parts.items() if name in shown for one in part())


def _logo(material: Material, picture: LogoPicture | None) -> Logo | None:
    text = material.settings.logo_text
    return None if picture is None else Logo(picture, material.said(text) if text else "")


def _begun_with(first: tuple[Notice, ...], sections: tuple[Section, ...]) -> tuple[Section, ...]:
    if not first or not sections:
        return sections
    return (replace(sections[0], blocks=(*first, *sections[0].blocks)), *sections[1:])


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
