"""Document: a report as blocks that any writer can put into its own format.

Out of composing, into the writers (html, markdown). A block holds text, numbers already written
out in the report's language, and anchors; it holds no markup. Heading levels are not stored: a
section inside a section is one level down, so headings can't skip a level.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ekrules.assessment.assessed import FindingKind
from ekrules.charts.pictures import Drawing
from ekrules.report.four_fields import FourFields
from ekrules.report.key_figures import KeyFigures
from ekrules.report.logo.logo import Logo
from ekrules.report.peer_bars import PeerBars
from ekrules.report.spans import Evidence, Span, Text
from ekrules.report.status_blocks import MeasureBar, StatusLine, StatusOverview, StatusShares
from ekrules.yaml_reader.wording import Language


@dataclass(frozen=True)
class Paragraph:
    """Running text; a lead opens a section, a note stands back.

    A picture text explains how to read pictures: writers that draw none leave it out. evidence is
    shown where a reader can ask for it: folded out on a page, as comments in Word. PDF and Markdown
    leave it out; the record has it all.
    """

    text: Text
    tone: Literal["body", "lead", "note", "picture"] = "body"
    evidence: Evidence | None = None


@dataclass(frozen=True)
class BulletList:
    """Short texts, one to a line."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Fact:
    """A label and what it says."""

    label: str
    text: Text


@dataclass(frozen=True)
class FactList:
    """Facts under each other, or (inline) as one line of small print."""

    facts: tuple[Fact, ...]
    inline: bool = False


@dataclass(frozen=True)
class Column:
    """A column's heading; numbers are set to the right."""

    title: str
    is_number: bool = False


@dataclass(frozen=True)
class Row:
    """One row; its first cell is the row's heading."""

    cells: tuple[Text, ...]
    anchor: str | None = None
    is_total: bool = False


@dataclass(frozen=True)
class DataTable:
    """A table with a caption, and a footnote where one is needed.

    stacks: its cells are texts, so that a narrow page had better set them under each other.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    footnote: Text = ()
    stacks: bool = False


@dataclass(frozen=True)
class Figure:
    """A picture with its caption, and in words what it shows.

    data: its numbers, where no table beside it has them.
    """

    caption: str
    alternative: str
    drawing: Drawing
    data: DataTable | None = None


@dataclass(frozen=True)
class Entry:
    """One finding: what it says, and what it rests on."""

    anchor: str
    text: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Quadrant:
    """All findings of one kind."""

    kind: FindingKind
    title: str
    entries: tuple[Entry, ...]
    none_found: str


@dataclass(frozen=True)
class Quadrants:
    """Strengths, weaknesses, opportunities and threats."""

    quadrants: tuple[Quadrant, ...]


@dataclass(frozen=True)
class Disclosure:
    """Details behind a summary, closed until a reader asks for them."""

    summary: Text
    blocks: tuple[Block, ...]
    anchor: str | None = None


@dataclass(frozen=True)
class Notice:
    """Something a reader should know before reading on."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; `label` stands before the title, as "Mål 2"."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    kind: Literal["plain", "theme", "goal"] = "plain"
    label: str | None = None
    status: Span | None = None


Block = (
    Paragraph
    | BulletList
    | FactList
    | DataTable
    | Figure
    | StatusLine
    | StatusShares
    | StatusOverview
    | KeyFigures
    | MeasureBar
    | PeerBars
    | Entry
    | FourFields
    | Quadrants
    | Disclosure
    | Notice
    | Section
)


@dataclass(frozen=True)
class FurnitureWords:
    """The words a writer needs for a page's own furniture."""

    skip_to_content: str
    contents: str
    table_scrolls: str
    numbers_of_figure: str = ""


@dataclass(frozen=True)
class Document:
    """A whole report. sections are the top level; the document's title stands above them.

    author: what the properties of a file name; no text of the report. logo: for the front; writers
    that show no pictures leave it out.
    """

    language: Language
    kicker: str
    title: str
    subtitle: str
    facts: FactList
    sections: tuple[Section, ...]
    words: FurnitureWords
    author: str = "ekrules"
    logo: Logo | None = None
