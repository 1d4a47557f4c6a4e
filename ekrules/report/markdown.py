"""Markdown: a Document as text that reads well as it is, and on GitHub and GitLab.

In: a Document. Out: GitHub-flavoured Markdown. Texts are escaped, so that none of them can turn
into markup; fold-outs are <details>, and a status is its shape and its word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from ekrules.report.document import (
    Block,
    BulletList,
    DataTable,
    Disclosure,
    Document,
    Entry,
    FactList,
    Figure,
    Notice,
    Paragraph,
    Quadrants,
    Row,
    Section,
)
from ekrules.report.four_fields import FourFields
from ekrules.report.key_figures import KeyFigures
from ekrules.report.peer_bars import PeerBars
from ekrules.report.spans import Span, Text, Weight, plain_text
from ekrules.report.status_blocks import MeasureBar, StatusLine, StatusOverview, StatusShares
from ekrules.report.status_shapes import SHAPES

EMPHASIS: dict[Weight, str] = {"strong": "**", "muted": "*"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~!$@])")


def markdown_text(document: Document) -> str:
    """Return the document as Markdown; the same document gives the same text."""
    lines = [
        escaped(document.kicker),
        f"# {escaped(document.title)}",
        escaped(document.subtitle),
        *_block(document.facts, 2),
    ]
    for section in document.sections:
        lines += _block(section, 2)
    return "\n\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Return a text as Markdown that shows it letter by letter, on one line.

    >>> print(escaped("a|b <script> 5 * 3 & #1"))
    a\\|b &lt;script&gt; 5 \\* 3 &amp; \\#1
    """
    one_line = re.sub(r"[\r\n]+", " ", text)
    return _SPECIAL.sub(r"\\\1", escape(one_line, quote=False))


def _start_of_line(line: str) -> str:
    """Return a line that begins no list, rule or heading.

    >>> print(_start_of_line("1. april"), _start_of_line("- 3"))
    1\\. april \\- 3
    """
    return re.sub(r"^(\s*)(\d{1,9}(?=[.)])|)([-+=.)])", r"\1\2\\\3", line)


def _inline(text: Text) -> str:
    return "".join(_span(span) for span in text)


def _span(span: Span) -> str:
    words = f"{SHAPES[span.status]} {span.text}" if span.status else span.text
    shown = escaped(words)
    if span.weight == "code":
        shown = f"<code>{shown}</code>"
    elif span.weight in EMPHASIS and shown.strip():
        mark = EMPHASIS[span.weight]
        shown = f"{mark}{shown.strip()}{mark}"
    target = span.page or (f"#{span.to}" if span.to else None)
    return f"[{shown}]({target})" if target else shown


def _block(block: Block, level: int) -> Iterator[str]:
    """Yield the paragraphs of one block; they are set apart by empty lines."""
    match block:
        case Paragraph(tone="picture"):
            return
        case Paragraph():
            yield _start_of_line(_inline(block.text))
        case BulletList():
            yield "\n".join(f"- {_start_of_line(_inline(item))}" for item in block.items)
        case FactList():
            yield "\n".join(
                f"- **{escaped(fact.label)}:** {_inline(fact.text)}" for fact in block.facts
            )
        case DataTable():
            yield from _data_table(block)
        case Figure():
            yield f"**{escaped(block.caption)}**"
            yield _start_of_line(escaped(block.alternative))
            yield from _data_table(block.data) if block.data else ()
        case StatusLine():
            word = f"{SHAPES[block.status]} {block.word}"
            why = _inline(block.why)
            yield f"**{escaped(word)}** ({escaped(block.meaning)}): {why}"
        case StatusShares():
            yield _start_of_line(escaped(block.alternative))
        case StatusOverview():
            yield from _overview(block)
        case KeyFigures():
            yield "\n".join(
                f"- **{escaped(one.value)}** {escaped(one.label)}. {escaped(one.note)}."
                for one in block.figures
            )
        case MeasureBar():
            yield _start_of_line(_inline(block.key))
        case PeerBars():
            yield "\n".join(f"- {escaped(bar.alternative)}" for bar in block.bars)
        case Entry():
            yield from _entry(block, level)
        case FourFields():
            yield from _four_fields(block, level)
        case Quadrants():
            yield from _quadrants(block, level)
        case Disclosure():
            yield from _disclosure(block, level)
        case Notice():
            yield f"**{escaped(block.title)}**"
            yield from _blocks(block.blocks, level)
        case Section():
            yield from _section(block, level)


def _blocks(blocks: Iterable[Block], level: int) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, level)


def _anchor(anchor: str) -> str:
    return f'<a id="{escape(anchor)}"></a>'


def _section(section: Section, level: int) -> Iterator[str]:
    label = f"{escaped(section.label)} " if section.label else ""
    if section.kind == "goal":
        label = f"{label.strip()}: "
    yield _anchor(section.anchor)
    yield f"{'#' * min(level, 6)} {label}{escaped(section.title)}"
    if section.status is not None:
        yield f"**{_span(section.status)}**"
    yield from _blocks(section.blocks, level + 1)


def _data_table(table: DataTable) -> Iterator[str]:
    yield f"**{escaped(table.caption)}**"
    heads = [escaped(column.title) for column in table.columns]
    rules = ["---:" if column.is_number else "---" for column in table.columns]
    lines = [_table_line(heads), _table_line(rules)]
    lines += [_table_line(_cells(row)) for row in table.rows]
    yield "\n".join(lines)
    if table.footnote:
        yield _start_of_line(_inline(table.footnote))


def _cells(row: Row) -> Iterator[str]:
    for position, cell in enumerate(row.cells):
        shown = _inline(cell)
        if row.is_total and shown:
            shown = f"**{shown}**"
        yield _anchor(row.anchor) + shown if row.anchor and position == 0 else shown


def _table_line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _overview(overview: StatusOverview) -> Iterator[str]:
    most = max((len(row.goals) for row in overview.rows), default=0)
    word = escaped(overview.goal_word)
    heads = [escaped(overview.theme_heading), escaped(overview.status_heading)]
    heads += [f"{word} {number}" for number in range(1, most + 1)]
    lines = [_table_line(heads), _table_line(["---"] * len(heads))]
    for row in overview.rows:
        goals = [_span(span) for _, span in row.goals]
        title = f"{escaped(row.number)} {escaped(row.title)}"
        lines.append(_table_line([title, _span(row.status), *goals, *[""] * (most - len(goals))]))
    yield "\n".join(lines)


def _entry(entry: Entry, level: int) -> Iterator[str]:
    yield f"{_anchor(entry.anchor)}**{_inline(entry.text)}**"
    yield from _blocks(entry.blocks, level)


def _four_fields(fields: FourFields, level: int) -> Iterator[str]:
    for field in fields.fields:
        yield f"{'#' * min(level, 6)} {escaped(field.title)} ({len(field.lines)})"
        lines = [(Span(line.text, to=line.to),) for line in field.lines]
        if lines:
            yield "\n".join(f"- {_start_of_line(_inline(line))}" for line in lines)
        else:
            yield _start_of_line(escaped(field.none_found))


def _quadrants(quadrants: Quadrants, level: int) -> Iterator[str]:
    for quadrant in quadrants.quadrants:
        yield f"{'#' * min(level, 6)} {escaped(quadrant.title)} ({len(quadrant.entries)})"
        for entry in quadrant.entries:
            yield from _entry(entry, level)
        if not quadrant.entries:
            yield _start_of_line(escaped(quadrant.none_found))


def _disclosure(disclosure: Disclosure, level: int) -> Iterator[str]:
    if disclosure.anchor:
        yield _anchor(disclosure.anchor)
    # Inside <summary> a Markdown reader takes HTML, not Markdown.
    summary = escape(_shown(disclosure.summary), quote=False)
    yield f"<details>\n<summary>{summary}</summary>"
    yield from _blocks(disclosure.blocks, level)
    yield "</details>"


def _shown(text: Text) -> str:
    marked = (Span(f"{SHAPES[span.status]} {span.text}") if span.status else span for span in text)
    return " ".join(plain_text(tuple(marked)).split("\n"))
