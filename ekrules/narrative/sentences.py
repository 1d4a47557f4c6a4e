"""Sentences: a paragraph cut where its sentences end, each with the figures that stand in it.

In: a Paragraph. Out: its sentences in order; their runs together are the paragraph's own. What is
quoted, and a figure, is never cut in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ekrules.narrative.runs import Paragraph, Run

# Where a sentence may end: its stop, what closes behind it, and the blanks before the next.
_STOP = re.compile(r"(?<![.!?…])[.!?…]+[»”’\"')\]]*[ \t\n\r\f\v]+")
# What may open a sentence before its first letter.
_OPENING = "«“„‘\"'([–—- "
# Behind these a stop ends no sentence; none of them is a word of its own.
_ABBREVIATION = re.compile(
    r"approx|bl\.a|ca|cf|dvs|e\.g|ekskl|evt|f\.eks|hhv|i\.e|inkl|jf|jfr|jmf|kap|kl|meld\.st|nr"
    r"|ot\.prp|pga|pkt|s\.k|st\.meld|st\.prp|t\.d|t\.o\.m|tlf|vedr|vs",
    re.IGNORECASE,
)
# These end a sentence where a word follows, but not where a figure does.
_BEFORE_FIGURE = re.compile(r"art|mill|min|mrd|no|p|par|s", re.IGNORECASE)
_LAST_WORD = re.compile(r"[\w.]+(?=[.!?…]+[»”’\"')\]]*[ \t\n\r\f\v]+\Z)")


@dataclass(frozen=True)
class Sentence:
    """One sentence's runs, the blank behind it among them."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The sentence as a reader sees it."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def figures(self) -> tuple[Run, ...]:
        """The runs that say where they come from."""
        return tuple(run for run in self.runs if run.ref is not None)


def sentences_of(paragraph: Paragraph) -> tuple[Sentence, ...]:
    """Return a paragraph's sentences.

    >>> said = Paragraph((Run("Frist: "), Run("31. mai", "figure", "goal:a"), Run(". Den er nær.")))
    >>> [one.text for one in sentences_of(said)]
    ['Frist: 31. mai.', 'Den er nær.']
    """
    ends = set(_ends(paragraph))
    sentences: list[Sentence] = []
    current: list[Run] = []
    position = 0
    for run in paragraph.runs:
        for piece, starts_at in _cut(run, position, ends):
            if starts_at in ends:
                ends.remove(starts_at)
                sentences.append(Sentence(tuple(current)))
                current = []
            current.append(piece)
        position += len(run.text)
    return (*sentences, Sentence(tuple(current))) if current else tuple(sentences)


def joined_runs(sentences: Iterable[Sentence]) -> tuple[Run, ...]:
    """Return the runs of sentences in a row; words that were cut between two are one again."""
    runs: list[Run] = []
    for run in (run for sentence in sentences for run in sentence.runs):
        if runs and runs[-1].kind == run.kind == "words":
            runs[-1] = Run(runs[-1].text + run.text)
        else:
            runs.append(run)
    return tuple(runs)


def _ends(paragraph: Paragraph) -> Iterator[int]:
    """Yield where each sentence but the last ends, counted in letters."""
    text, whole = paragraph.text, _within_wholes(paragraph)
    figures = {start for start, run in _starts(paragraph) if run.kind == "figure"}
    for match in _STOP.finditer(text):
        end = match.end()
        if end < len(text) and end not in whole and _begins_sentence(text, end):
            before = _LAST_WORD.search(text[max(0, end - 40) : end])
            if not _is_cut_short(before.group() if before else "", end in figures):
                yield end


def _starts(paragraph: Paragraph) -> Iterator[tuple[int, Run]]:
    position = 0
    for run in paragraph.runs:
        yield position, run
        position += len(run.text)


def _within_wholes(paragraph: Paragraph) -> set[int]:
    """Every place inside a quotation or a figure, their edges left out."""
    inside: set[int] = set()
    for start, run in _starts(paragraph):
        if run.kind != "words":
            inside.update(range(start + 1, start + len(run.text)))
    return inside


def _begins_sentence(text: str, at: int) -> bool:
    first = text[at : at + 20].lstrip(_OPENING)[:1]
    return first.isupper() or first.isnumeric()


def _is_cut_short(word: str, before_figure: bool) -> bool:
    """Whether the word before a stop is an abbreviation or someone's initial."""
    bare = word.rstrip(".")
    if _ABBREVIATION.fullmatch(bare) or (len(bare) == 1 and bare.isupper()):
        return True
    return before_figure and _BEFORE_FIGURE.fullmatch(bare) is not None


def _cut(run: Run, position: int, ends: set[int]) -> list[tuple[Run, int]]:
    """Return the run's pieces, cut at the ends inside it, each with where it starts."""
    length = len(run.text)
    inside = sorted(one for one in ends if position < one < position + length)
    edges = [position, *inside, position + length]
    if not inside:
        return [(run, position)]
    return [
        (run._replace(text=run.text[start - position : end - position]), start)
        for start, end in pairwise(edges)
    ]
