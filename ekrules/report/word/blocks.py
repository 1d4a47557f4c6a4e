"""Blocks: each kind of block of a Document into a file of Word, in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.shared import Pt

from ekrules.report.document import (
    Block,
    BulletList,
    DataTable,
    Disclosure,
    Entry,
    FactList,
    Figure,
    Notice,
    Paragraph,
    Quadrants,
    Section,
)
from ekrules.report.four_fields import FourFields
from ekrules.report.key_figures import KeyFigures
from ekrules.report.peer_bars import PeerBars
from ekrules.report.spans import Span, Text
from ekrules.report.status_blocks import MeasureBar, StatusLine, StatusOverview, StatusShares
from ekrules.report.word.comments import Comments
from ekrules.report.word.figures import add_figure
from ekrules.report.word.four_fields import add_four_fields
from ekrules.report.word.styles import BODY, BULLET, DETAILS, LEAD, NOTE, heading
from ekrules.report.word.tables import add_data_table, add_overview
from ekrules.report.word.texts import Writing

_TONES = {"body": BODY, "lead": LEAD, "note": NOTE}


class Blocks:
    """Puts blocks at the end of a file of Word; comments: where sentences are to have some."""

    def __init__(self, word: Any, writing: Writing, comments: Comments | None = None) -> None:
        self._word = word
        self._writing = writing
        self._comments = comments

    def add_all(self, blocks: Iterable[Block], level: int) -> None:
        """Add the blocks; a section among them gets a heading of this level."""
        for block in blocks:
            self._add(block, level)

    def _add(self, block: Block, level: int) -> None:
        match block:
            case Paragraph(tone="picture"):
                return  # it explains pictures that only a screen shows
            case Paragraph():
                self._paragraph(block)
            case BulletList():
                for item in block.items:
                    self._text(item, BULLET)
            case FactList():
                self._facts(block)
            case DataTable():
                add_data_table(self._word, block, self._writing)
            case Figure():
                add_figure(self._word, block, self._writing)
            case StatusLine():
                word = Span(block.word, status=block.status)
                self._text((word, Span(f" ({block.meaning}): "), *block.why), LEAD)
            case StatusShares():
                self._text((Span(block.alternative),))
            case StatusOverview():
                add_overview(self._word, block, self._writing)
            case KeyFigures():
                for figure in block.figures:
                    value = Span(figure.value, weight="strong")
                    self._text((value, Span(f" {figure.label}. {figure.note}.")), BULLET)
            case MeasureBar():
                self._text(block.key, NOTE)
            case PeerBars():
                for bar in block.bars:
                    self._text((Span(bar.alternative),), BULLET)
            case Entry():
                self._text(block.text, DETAILS, anchor=block.anchor)
                self.add_all(block.blocks, level)
            case FourFields():
                add_four_fields(self._word, block, self._writing, level)
            case Quadrants():
                self._quadrants(block, level)
            case Disclosure():
                self._text(block.summary, DETAILS, anchor=block.anchor)
                self.add_all(block.blocks, level)
            case Notice():
                self._text((Span(block.title),), DETAILS)
                self.add_all(block.blocks, level)
            case Section():
                self._section(block, level)

    def _paragraph(self, block: Paragraph) -> None:
        paragraph = self._word.add_paragraph()
        self._writing.styles.set_on(paragraph, _TONES[block.tone])
        runs = self._writing.add(paragraph, block.text)
        if self._comments is not None and block.evidence is not None:
            self._comments.add(paragraph, runs, block.evidence)

    def _text(self, text: Text, style: str = BODY, *, anchor: str | None = None) -> None:
        paragraph = self._word.add_paragraph()
        self._writing.styles.set_on(paragraph, style)
        self._writing.add(paragraph, text)
        if style == DETAILS:
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_before = Pt(6)
        if anchor:
            self._writing.bookmarks.set_on(paragraph, anchor)

    def _facts(self, facts: FactList) -> None:
        for fact in facts.facts:
            label = Span(f"{fact.label}: ", weight="strong")
            self._text((label, *fact.text), NOTE if facts.inline else BODY)

    def _quadrants(self, quadrants: Quadrants, level: int) -> None:
        for quadrant in quadrants.quadrants:
            self._heading((Span(f"{quadrant.title} ({len(quadrant.entries)})"),), level)
            if not quadrant.entries:
                self._text((Span(quadrant.none_found),), NOTE)
            self.add_all(quadrant.entries, level)

    def _section(self, section: Section, level: int) -> None:
        mark = ": " if section.kind == "goal" else " "
        label = f"{section.label}{mark}" if section.label else ""
        self._heading((Span(f"{label}{section.title}"),), level, anchor=section.anchor)
        if section.status is not None:
            self._text((section.status,))
        self.add_all(section.blocks, level + 1)

    def _heading(self, text: Text, level: int, *, anchor: str | None = None) -> None:
        self._text(text, heading(level), anchor=anchor)
