"""Sentence record: every sentence of a report with the figures in it, and what each rests on.

In: a narrative, and a way back to what it was written from. Out: plain values for the record, so
that a program can follow a sentence to its measures, and these to their counts.
"""

from __future__ import annotations

from ekrules.narrative.references import Origin, References
from ekrules.narrative.runs import Run
from ekrules.narrative.sentences import Sentence, sentences_of
from ekrules.narrative.writing import Narrative

Json = dict[str, object]


def sentences_record(narrative: Narrative, references: References) -> list[Json]:
    """Return one map for each sentence, in the order of the narrative."""
    return [
        _sentence(part, about, sentence, references)
        for part, about, paragraph in narrative.paragraphs()
        for sentence in sentences_of(paragraph)
    ]


def _sentence(part: str, about: str | None, sentence: Sentence, references: References) -> Json:
    goal = about if part == "goal" else None
    figures = [_figure(run, references.origin(run.ref or "", goal)) for run in sentence.figures]
    return {"part": part, "id": about, "text": sentence.text, "figures": figures}


def _figure(run: Run, origin: Origin) -> Json:
    return {
        "text": run.text,
        "ref": run.ref,
        "measure": origin.measure,
        "question": origin.question,
        "value": origin.value,
        "numerator": origin.numerator,
        "denominator": origin.denominator,
        "base": origin.base,
    }
