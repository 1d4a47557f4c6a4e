"""Comparison part: why statuses have changed since an earlier record, as a part of the report.

In: a SurveyComparison, or why there is none. Out: one section. The mixes that were judged are on
the page of `ekrules compare`; here they would be longer than what they explain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ekrules.report.anchors import CAUSES
from ekrules.report.comparison import SurveyComparison
from ekrules.report.comparison_document import comparison_words, summary_section
from ekrules.report.comparison_sections import comparison_sections
from ekrules.report.document import Block, Paragraph, Section
from ekrules.report.phrases import read_comparison_phrases
from ekrules.report.spans import Span
from ekrules.yaml_reader.wording import Language

MOST_FILES = 5
NotCompared = Literal["files", "record"]


@dataclass(frozen=True)
class EarlierComparison:
    """What came of comparing with an earlier record; told: None where it could not be.

    reason: its files are not as they were, or it does not say how it was made. files: those that
    are others.
    """

    language: Language
    told: SurveyComparison | None = None
    reason: NotCompared = "files"
    files: tuple[str, ...] = ()


def comparison_part(earlier: EarlierComparison) -> Section:
    """Return the part; where nothing could be compared it says why."""
    phrases = read_comparison_phrases(earlier.language)
    blocks: tuple[Block, ...]
    if earlier.told is None:
        files = ", ".join(earlier.files[:MOST_FILES])
        reason = phrases.filled(f"part_no_{earlier.reason}", files=files)
        blocks = (Paragraph((Span(phrases.filled("part_missing", reason=reason)),)),)
    else:
        words = comparison_words(earlier.told)
        blocks = (
            Paragraph((Span(phrases["part_about"]),)),
            *summary_section(words, earlier.told).blocks,
            *comparison_sections(words, earlier.told, mixes=False),
        )
    return Section(CAUSES, phrases["part_heading"], blocks)
