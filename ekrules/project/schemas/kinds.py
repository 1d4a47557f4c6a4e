"""File kinds: every YAML file that the program reads, the model it is read with, where it lies.

In: nothing. Out: the kinds, in the order a person meets them, and the kind of a path. A file of
two patterns is of the first kind in the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ekrules.assessment.finding_rules import FindingsFile
from ekrules.assessment.overrides import OverridesFile
from ekrules.decision.from_yaml.entries import TablesFile
from ekrules.errors import Faults, Place
from ekrules.goals.strategy import StrategyDescription, StrategyTheme
from ekrules.goals.weights import Weights
from ekrules.indicators.indicators_file import IndicatorsFile
from ekrules.methods.method_file import MethodFile
from ekrules.narrative.lexicon import LexiconFile
from ekrules.narrative.phrases import Phrases
from ekrules.narrative.template_compiling import NarrativeFile
from ekrules.project.schemas.first_lines import ENDING
from ekrules.report.phrases import ReportPhrases
from ekrules.report.settings import ReportSettings
from ekrules.survey.answers.mapping import AnswerMapping
from ekrules.survey.breakdowns import BreakdownsFile
from ekrules.survey.claims import Claims
from ekrules.survey.codebook import CodebookTheme, SurveyDescription
from ekrules.survey.crosswalk_reading import CrosswalkFile
from ekrules.survey.evidence import EvidenceFile, SourceNotes
from ekrules.survey.frame import Frame, ReferenceTable
from ekrules.survey.printed import PrintedTheme
from ekrules.survey.synthesis.frame_details import FrameDetails
from ekrules.yaml_reader.models import Placed


@dataclass(frozen=True)
class FileKind:
    """One kind of YAML file; patterns: where such files lie in a project, as globs."""

    name: str
    model: type[Placed]
    title: str
    about: str
    patterns: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """What its schema is called."""
        return self.name + ENDING


KINDS = (
    FileKind(
        "strategy",
        StrategyDescription,
        "Strategy (strategy.yaml)",
        "What a strategy is called, who adopted it, and until when it holds. Its goals lie beside "
        "it, one file for each theme.",
        ("goals/*/strategy.yaml",),
    ),
    FileKind(
        "weights",
        Weights,
        "Weights (weights.yaml)",
        "What each answer is worth in points, so that a respondent's answers add up to a score "
        "(ekrules score).",
        ("goals/*/weights.yaml",),
    ),
    FileKind(
        "theme",
        StrategyTheme,
        "Theme of a strategy, with its goals",
        "One theme: the goals that were promised, and the measures that say how far each has come.",
        ("goals/*/*.yaml",),
    ),
    FileKind(
        "tables",
        TablesFile,
        "Decision tables (status.yaml, themes.yaml, overall.yaml)",
        "Rules as decision tables: what is asked about, the rows that decide, and examples that "
        "show it.",
        ("rules/*/status.yaml", "rules/*/themes.yaml", "rules/*/overall.yaml"),
    ),
    FileKind(
        "swot",
        FindingsFile,
        "Findings (swot.yaml)",
        "Strengths, weaknesses, opportunities and threats, each as a rule or a signed judgement.",
        ("rules/*/swot.yaml",),
    ),
    FileKind(
        "method",
        MethodFile,
        "Published method (rules/methods/*.yaml)",
        "How somebody who published it judges indicators: parameters, scales, tables and roll-ups.",
        ("rules/methods/*.yaml",),
    ),
    FileKind(
        "narrative",
        NarrativeFile,
        "Narrative (narrative.<language>.yaml)",
        "The sentences of the report that are not those of ekrules, one text for each kind of "
        "paragraph. Figures may only come from {{ ... }}: a digit written here stops the run.",
        ("rules/*/narrative.*.yaml",),
    ),
    FileKind(
        "report",
        ReportSettings,
        "Report (report.yaml)",
        "Which parts a report has, what it draws, and what is on its front: its title, logo and "
        "date, who gives it out, and who wrote it.",
        ("rules/*/report.yaml",),
    ),
    FileKind(
        "indicators",
        IndicatorsFile,
        "Indicators (indicators.yaml)",
        "Where the values of indicators stand, whom they are of, and what each of them counts.",
        ("fixtures/*/indicators.yaml",),
    ),
    FileKind(
        "survey",
        SurveyDescription,
        "Survey (survey.yaml)",
        "Which survey this is, which year's run of it, when it was asked, and what a respondent is "
        "called.",
        ("fixtures/*/survey.yaml",),
    ),
    FileKind(
        "codebook",
        CodebookTheme,
        "Codebook of one theme (codebook/*.yaml)",
        "The questions of one theme as they were asked: their answers, and who was asked them.",
        ("fixtures/*/codebook/*.yaml",),
    ),
    FileKind(
        "printed",
        PrintedTheme,
        "Printed tables of one theme (printed/*.yaml)",
        "Every cell of the tables that the survey's owner printed, as it stands on the page.",
        ("fixtures/*/printed/*.yaml",),
    ),
    FileKind(
        "answers",
        AnswerMapping,
        "How answers are read (answers.yaml)",
        "Which column of a file of answers holds the answers to which question, and what its codes "
        "mean. ekrules import proposes one.",
        ("fixtures/*/answers.yaml",),
    ),
    FileKind(
        "breakdowns",
        BreakdownsFile,
        "Breakdowns (breakdowns.yaml)",
        "The ways to divide the respondents of a survey with answers, as by region.",
        ("fixtures/*/breakdowns.yaml",),
    ),
    FileKind(
        "frame",
        Frame,
        "Frame as printed (frame.yaml)",
        "How many could have answered and how many did, by segment, as printed. With a file of "
        "answers, breakdowns.yaml stands in its place.",
        ("fixtures/*/frame.yaml",),
    ),
    FileKind(
        "reference",
        ReferenceTable,
        "Scores as printed (reference.yaml)",
        "The total scores of each segment in points, as the survey's owner printed them.",
        ("fixtures/*/reference.yaml",),
    ),
    FileKind(
        "evidence",
        EvidenceFile,
        "Evidence (evidence.yaml)",
        "Figures from outside the survey that goals are judged by, each with who published it.",
        ("fixtures/*/evidence.yaml",),
    ),
    FileKind(
        "source_notes",
        SourceNotes,
        "Notes on the source (source_notes.yaml)",
        "What the printed source gets wrong or leaves odd, and what the counts give.",
        ("fixtures/*/source_notes.yaml",),
    ),
    FileKind(
        "claims",
        Claims,
        "Claims of the source (claims.yaml)",
        "The percents that the printed source's prose states, and the figure that each can be "
        "checked by.",
        ("fixtures/*/claims.yaml",),
    ),
    FileKind(
        "overrides",
        OverridesFile,
        "Overrides (overrides.yaml)",
        "A person's judgement over a computed status: signed, with a reason and a last day.",
        ("fixtures/*/overrides.yaml",),
    ),
    FileKind(
        "crosswalk",
        CrosswalkFile,
        "Crosswalk (crosswalk.yaml)",
        "What became of the units of an old frame, as where municipalities merged.",
        ("fixtures/*/crosswalk.yaml",),
    ),
    FileKind(
        "frame_details",
        FrameDetails,
        "Frame details (beside the made-up answers)",
        "What is known of a survey's frame beyond its printed tables; answers are made up by it.",
        ("ekrules/survey/synthesis/*.yaml",),
    ),
    FileKind(
        "lexicon",
        LexiconFile,
        "Lexicon (lexicon_<language>.yaml)",
        "Words for shares, each good from its own percent up to the next line's.",
        ("ekrules/narrative/lexicon_*.yaml",),
    ),
    FileKind(
        "narrative_phrases",
        Phrases,
        "Fixed words of the narrative (phrases_<language>.yaml)",
        "What statuses, bases, reasons and kinds of findings are called in one language.",
        ("ekrules/narrative/phrases_*.yaml",),
    ),
    FileKind(
        "report_phrases",
        ReportPhrases,
        "Fixed words of the reports (phrases_<language>.yaml, score_phrases_<language>.yaml)",
        "The headings and set phrases of reports in one language. Words in {braces} are filled in.",
        ("ekrules/report/*phrases_*.yaml",),
    ),
)
KIND_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_named(name: str) -> FileKind:
    """Return the kind; InputError with the nearest name where there is none so called."""
    faults = Faults()
    if name not in KIND_BY_NAME:
        faults.add_unknown_name(Place("KIND"), "kind of file", name, KIND_BY_NAME)
    faults.stop_if_any()
    return KIND_BY_NAME[name]


def files_by_kind(root: Path) -> Iterator[tuple[Path, FileKind]]:
    """Yield the YAML files of a project, each once, with its kind."""
    seen: set[Path] = set()
    for kind in KINDS:
        for pattern in kind.patterns:
            for path in sorted(root.glob(pattern)):
                if path not in seen and path.is_file():
                    seen.add(path)
                    yield path, kind
