"""Evidence: a narrative paragraph, and beside each of its sentences what its figures rest on.

In: a paragraph of the narrative. Out: a Paragraph of the report, whose figures lead to where their
counts stand, and which says of each sentence with figures which shares and counts it was made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ekrules.narrative.runs import Paragraph as NarrativeParagraph
from ekrules.narrative.sentences import Sentence, sentences_of
from ekrules.report.document import Paragraph
from ekrules.report.evidence_lines import EvidenceLines
from ekrules.report.material import Material
from ekrules.report.spans import Evidence, SentenceGrounds

_OPENING_WORDS = 7
# Quotes within quotes.
_INNER = str.maketrans("«»“”", "‘’‘’")


def told(
    material: Material,
    paragraph: NarrativeParagraph,
    goal: str | None = None,
    tone: Literal["body", "lead"] = "body",
) -> Paragraph:
    """Return a paragraph of the narrative with its evidence; goal: the one that it is about."""
    sentences = sentences_of(paragraph)
    runs = tuple(run for one in sentences for run in one.runs)
    text = material.narrated(NarrativeParagraph(runs), goal)
    grounds = tuple(_grounds(material, sentences, goal))
    if not grounds:
        return Paragraph(text, tone)
    # What is said of a question stands above the question's own table.
    is_below = all(reference.startswith("question:") for reference in paragraph.refs)
    return Paragraph(text, tone, Evidence(material.phrases["evidence_title"], grounds, is_below))


def _grounds(
    material: Material, sentences: tuple[Sentence, ...], goal: str | None
) -> Iterator[SentenceGrounds]:
    lines_of = EvidenceLines(material, goal)
    start = 0
    for sentence in sentences:
        end = start + len(sentence.runs)
        lines = lines_of.sentence(sentence)
        if lines:
            yield SentenceGrounds(_opening(material, sentence), start, end, lines)
        start = end


def _opening(material: Material, sentence: Sentence) -> str:
    """Return the words by which a reader finds the sentence again."""
    words = sentence.text.translate(_INNER).split(" ")
    short = " ".join(words[:_OPENING_WORDS])
    if len(words) > _OPENING_WORDS:
        short = f"{short.rstrip('.,:;(')} …"
    return material.phrases.filled("quoted", text=short)
