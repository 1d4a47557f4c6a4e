"""Sentences: where two narratives of one survey say different things, and in which words.

In: the narrative by the old rules and the one by the new. Out: the sentences that differ, old
beside new, and the words that were taken out and put in. Says nothing of what a change means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from ekrules.narrative.runs import Paragraph
from ekrules.narrative.sentences import sentences_of
from ekrules.narrative.writing import Narrative

Part = Literal["overall", "outlook", "method", "response", "swot", "judgement", "theme", "goal"]
PieceKind = Literal["same", "removed", "added"]

# A figure and its sign are one word: they are held together by a no-break space.
_WORDS = re.compile(r"[ ]+|[^ ]+")
# Texts are bounded by what a template may write; beyond this they are shown whole.
_MOST_WORDS = 2000


@dataclass(frozen=True)
class Piece:
    """Running text that both have, or only one."""

    text: str
    kind: PieceKind = "same"


@dataclass(frozen=True)
class SentenceImpact:
    """What one place of the narrative said and says; None where it said or says nothing.

    id: the theme or goal it is about; None in a paragraph on the whole.
    """

    part: Part
    id: str | None
    old: str | None
    new: str | None

    @property
    def old_pieces(self) -> tuple[Piece, ...]:
        """The old text, the words that are gone marked as removed."""
        return tuple(one for one in word_pieces(self.old, self.new) if one.kind != "added")

    @property
    def new_pieces(self) -> tuple[Piece, ...]:
        """The new text, the words that have come marked as added."""
        return tuple(one for one in word_pieces(self.old, self.new) if one.kind != "removed")


def compare_narratives(old: Narrative, new: Narrative) -> tuple[SentenceImpact, ...]:
    """Return the sentences that differ, in the order of the report."""
    found: list[SentenceImpact] = []
    whole: tuple[Part, ...] = ("overall", "outlook", "method", "response", "swot")
    for part in whole:
        found += _in_paragraph(part, None, getattr(old, part), getattr(new, part))
    found += _in_paragraphs("theme", old.themes, new.themes)
    found += _in_paragraphs("goal", old.goals, new.goals)
    found += _in_paragraphs("judgement", old.judgement, new.judgement)
    return tuple(found)


def word_pieces(old: str | None, new: str | None) -> tuple[Piece, ...]:
    """Return both texts as one, word by word: what both have, what is removed, what is added.

    >>> [one.text for one in word_pieces("Status er gul.", "Status er grønn.")]
    ['Status er ', 'gul.', 'grønn.']
    """
    before, after = _WORDS.findall(old or ""), _WORDS.findall(new or "")
    if max(len(before), len(after)) > _MOST_WORDS:
        return _kept(Piece(old or "", "removed"), Piece(new or "", "added"))
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("".join(before[start:end])))
        else:
            removed = Piece("".join(before[start:end]), "removed")
            pieces += _kept(removed, Piece("".join(after[new_start:new_end]), "added"))
    return tuple(pieces)


def _kept(*pieces: Piece) -> tuple[Piece, ...]:
    return tuple(one for one in pieces if one.text)


def _in_paragraphs(
    part: Part, old: Mapping[str, Paragraph], new: Mapping[str, Paragraph]
) -> Iterator[SentenceImpact]:
    for name in dict.fromkeys((*new, *old)):
        yield from _in_paragraph(part, name, old.get(name), new.get(name))


def _in_paragraph(
    part: Part, name: str | None, old: Paragraph | None, new: Paragraph | None
) -> Iterator[SentenceImpact]:
    before = [one.text for one in sentences_of(old)] if old else []
    after = [one.text for one in sentences_of(new)] if new else []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            was, now = " ".join(before[start:end]), " ".join(after[new_start:new_end])
            yield SentenceImpact(part, name, was or None, now or None)
