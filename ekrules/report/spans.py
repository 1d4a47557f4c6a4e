"""Spans: running text of a Document, and what each of its sentences rests on.

A span holds words, numbers already written out in the report's language, and where it leads; it
holds no markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from ekrules.assessment.assessed import Status

Weight = Literal["plain", "strong", "muted", "code", "added", "removed", "spoken"]


@dataclass(frozen=True)
class Span:
    """A piece of running text.

    to: the anchor in this document where it is explained; page: a file of the same run, as its
    path from this one. hint: a few words on where it comes from. status: the text is the word of
    this status, and a writer adds its shape and colour. weight: added and removed mark a change
    of text; spoken is for those who hear the page, in place of a mark that others see.
    """

    text: str
    to: str | None = None
    hint: str | None = None
    status: Status | None = None
    weight: Weight = "plain"
    page: str | None = None

    @property
    def is_bare(self) -> bool:
        """Whether it is nothing but its text, as nearly all are."""
        marks = self.to or self.page or self.hint or self.status
        return not marks and self.weight == "plain"


Text = tuple[Span, ...]


def plain_text(text: Text) -> str:
    """Return the text without links, statuses and weights."""
    return "".join(span.text for span in text)


@dataclass(frozen=True)
class SentenceGrounds:
    """What one sentence rests on: its first words, its spans in the paragraph, a line for each."""

    opening: str
    start: int
    end: int
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class Evidence:
    """What the sentences of a paragraph rest on; those without a figure are not among them.

    is_below: whether the table that says it all stands right below, so that a page need not.
    """

    title: str
    sentences: tuple[SentenceGrounds, ...]
    is_below: bool = False

    @property
    def together(self) -> list[tuple[tuple[Text, ...], tuple[str, ...]]]:
        """Lines and the openings of the sentences in a row that rest on just these."""
        rows = groupby(self.sentences, key=lambda one: one.lines)
        return [(lines, tuple(one.opening for one in many)) for lines, many in rows]
