"""Document: a report as blocks that any writer can put into its own format.

Out of composing, into the writers (html, markdown). A block holds text, numbers already written
out in the report's language, and anchors; it holds no markup. Heading levels are not stored: a
section inside a section is one level down, so headings can't skip a level.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ekrules.assessment.assessed import FindingKind, Status
from ekrules.charts.pictures import Drawing
from ekrules.report.four_fields import FourFields
from ekrules.report.key_figures import KeyFigures
from ekrules.report.peer_bars import PeerBars
from ekrules.yaml_reader.wording import Language

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
class Paragraph:
    """Running text; a lead opens a section, a note stands back.

    A picture text explains how to read pictures: writers that draw none leave it out.
    """

    text: Text
    tone: Literal["body", "lead", "note", "picture"] = "body"


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
class StatusLine:
    """A status in large print: its word, what it means, and why it came out so."""

    status: Status
    word: str
    meaning: str
    why: Text


@dataclass(frozen=True)
class StatusCount:
    """How many have one status."""

    status: Status
    word: str
    count: int


@dataclass(frozen=True)
class StatusShares:
    """How many of a group have each status, as one divided bar."""

    label: str
    parts: tuple[StatusCount, ...]
    alternative: str


@dataclass(frozen=True)
class OverviewRow:
    """One theme: its status, and the status of each of its goals; every one of them a link."""

    number: str
    title: str
    status: Span
    goals: tuple[tuple[str, Span], ...]


@dataclass(frozen=True)
class StatusOverview:
    """Themes by goals, each a status that leads to where it is explained."""

    theme_heading: str
    status_heading: str
    goals_heading: str
    goal_word: str
    rows: tuple[OverviewRow, ...]


@dataclass(frozen=True)
class Threshold:
    """The share (0..1) from which a better status holds."""

    status: Status
    share: float


@dataclass(frozen=True)
class MeasureBar:
    """A share (0..1) of the whole with its interval and the next threshold.

    alternative says in words what the picture shows; key stands below it for all to read.
    """

    share: float
    low: float | None
    high: float | None
    threshold: Threshold | None
    status: Status
    key: Text
    alternative: str


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

    author: what the properties of a file name; no text of the report.
    """

    language: Language
    kicker: str
    title: str
    subtitle: str
    facts: FactList
    sections: tuple[Section, ...]
    words: FurnitureWords
    author: str = "ekrules"
