"""Settings: what an agency says of its own report: its parts, and what stands on its front.

In: report.yaml in the strategy's rules folder, where there is one. Out: ReportSettings, or every
fault at once. Without the file a report has all its parts and the program's own front.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from ekrules.errors import Faults
from ekrules.survey.codebook import IDENTIFIER, Identifier
from ekrules.yaml_reader.models import Placed, read_model
from ekrules.yaml_reader.wording import Wording, add_stated_shares

REPORT = "report.yaml"
# Another name, since the key of the day is called date.
Day = date
# What a page's head and the properties of a Word file have room for.
_MOST_LETTERS = 200
_Line = Annotated[str, Field(min_length=1, max_length=_MOST_LETTERS)]


class ReportParts(Placed):
    """The parts of a report, in its order; a part set to false is left out."""

    summary: bool = True
    """The whole in two paragraphs, and its status."""
    overview: bool = True
    """All themes and goals with their statuses."""
    figures: bool = True
    """The key figures."""
    swot: bool = True
    """The findings as four fields, and what each rests on."""
    changes: bool = True
    """What has moved since an earlier survey, where one is given."""
    introduction: bool = True
    """What the report asks, of which strategy and survey, and what its parts are."""
    method: bool = True
    """How it was done, who answered, and how far they stand for all."""
    tables: bool = True
    """Every question of the survey by theme, with a sentence and its full table."""
    scores: bool = True
    """The source's own scores, where it has them."""
    themes: bool = True
    """Every theme and goal with its text, its status and its tables."""
    segments: bool = True
    """Differences between groups, where there are answers to divide."""
    judgement: bool = True
    """What goes well, what lags, what is due, and how sure it all is."""
    rules: bool = True
    """Appendix: the decision tables in words."""
    overrides: bool = True
    """Appendix: every status that a person has set."""
    not_assessed: bool = True
    """Appendix: grey goals and unknown figures, and what they need."""
    causes: bool = True
    """Appendix: why statuses have moved since an earlier survey, where its files are at hand."""
    comparison: bool = True
    """Appendix: our statuses beside what the source's text says."""
    notes: bool = True
    """Appendix: where the source's figures and tables part ways."""
    provenance: bool = True
    """Appendix: the files and the program that made the report."""

    @property
    def shown(self) -> frozenset[str]:
        """The names of the parts that are not left out."""
        return frozenset(name for name in self.keys() if getattr(self, name))


class CrossedFigure(Placed):
    """A figure of one question's answers in each group of a breakdown, as stars by size."""

    question: Identifier = Field(pattern=IDENTIFIER)
    """The id of a question with one answer."""
    by: Identifier = Field(pattern=IDENTIFIER)
    """The id of a breakdown of the survey's answers, as type or size."""


class ReportSettings(Placed):
    """report.yaml: which parts a report has, and what stands on its front. All may be left out."""

    title: Wording | None = None
    """The title; the strategy's own where it is left out."""
    kicker: Wording | None = None
    """The line above the title. Where answers are made up, the report adds that they are."""
    publisher: Wording | None = None
    """Who gives out the report."""
    author: _Line | None = None
    """Who wrote it; also in the properties of the Word file, the PDF and the workbook."""
    date: Day | None = None
    """The day of the report; also that of the files. Today's date is never used by itself."""
    logo: _Line | None = None
    """The agency's logo: an SVG, PNG or JPEG that lies beside this file, as logo.svg."""
    logo_text: Wording | None = None
    """What the logo says, for those who do not see it; left out, it is passed over in silence."""
    figures: tuple[CrossedFigure, ...] = ()
    """Figures of a question's answers by a breakdown, beside the question's table."""
    parts: ReportParts = ReportParts()
    """The parts to leave out, each with false."""


# A report with all its parts and the program's own front.
AS_SHIPPED = ReportSettings()


def read_report_settings(folder: Path, faults: Faults) -> ReportSettings:
    """Return the settings in a strategy's rules folder; the program's own without a file."""
    path = folder / REPORT
    settings = read_model(path, ReportSettings, faults) if path.exists() else None
    if settings is None:
        return AS_SHIPPED
    if not settings.parts.shown:
        faults.add(settings.at("parts"), "every part is left out", "leave one of them in")
    if settings.logo is None and settings.logo_text is not None:
        found = "a text for a logo that is not named"
        faults.add(settings.key_at("logo_text"), found, 'add "logo: logo.svg", or leave it out')
    said = (settings.title, settings.kicker, settings.publisher, settings.logo_text)
    add_stated_shares(said, faults)
    return settings
