"""Pages: the documentation as pieces that can be run and held against the product.

In: README.md, CHANGELOG.md and docs/. Out: fences (with the mark on the comment before them),
marked tables, links and headings. A mark is an HTML comment, so no reader sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))

_FENCE = re.compile(r"```(\w*)")
_MARK = re.compile(r"<!-- (\w+)(?:: (.*?))? -->")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Mark:
    """What a comment says of the block below it, as ("yaml", "goal")."""

    kind: str
    about: str


@dataclass(frozen=True)
class Fence:
    """A fenced block: its language, its text, and the line it stands on."""

    page: Path
    line: int
    language: str
    text: str
    mark: Mark | None

    @property
    def place(self) -> str:
        """Where it stands, for messages and test names."""
        return f"{name_of(self.page)}:{self.line}"


@dataclass(frozen=True)
class MarkedTable:
    """A Markdown table with a mark; cells as written, without its heading."""

    page: Path
    line: int
    mark: Mark
    rows: tuple[tuple[str, ...], ...]

    @property
    def place(self) -> str:
        """Where it stands, for messages and test names."""
        return f"{name_of(self.page)}:{self.line}"

    @property
    def names(self) -> tuple[str, ...]:
        """The code words of the first column, in order."""
        return tuple(word for row in self.rows for word in code_words(row[0]))


def name_of(page: Path) -> str:
    """Return the page's path in the project."""
    return page.relative_to(ROOT).as_posix()


def code_words(cell: str) -> tuple[str, ...]:
    """Return what stands between backticks."""
    return tuple(_CODE.findall(cell))


def fences(page: Path) -> Iterator[Fence]:
    """Yield the fenced blocks of a page in order."""
    lines = page.read_text(encoding="utf-8").splitlines()
    start, language, mark = 0, "", None
    for number, line in enumerate(lines, start=1):
        if not line.startswith("```"):
            continue
        if start:
            yield Fence(page, start, language, "\n".join(lines[start : number - 1]) + "\n", mark)
            start = 0
        else:
            opened = _FENCE.match(line)
            start, language = number, opened[1] if opened else ""
            mark = _mark_above(lines, number - 1)


def tables(page: Path) -> Iterator[MarkedTable]:
    """Yield the tables of a page that have a mark."""
    lines = page.read_text(encoding="utf-8").splitlines()
    for index, line in enumerate(lines):
        mark = _mark_above(lines, index)
        if mark is None or not line.startswith("|"):
            continue
        end = index
        while end < len(lines) and lines[end].startswith("|"):
            end += 1
        rows = tuple(_cells(one) for one in lines[index + 2 : end])
        yield MarkedTable(page, index + 1, mark, rows)


def links(page: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the target of every link and picture outside fences."""
    for number, line in _outside_fences(page):
        for target in _LINK.findall(line):
            yield number, target


def anchors(page: Path) -> set[str]:
    """Return the anchors that the page's headings have on a forge."""
    headings = (line.lstrip("#") for _, line in _outside_fences(page) if line.startswith("#"))
    return {re.sub(r"[^\w\- ]", "", one.strip().lower()).replace(" ", "-") for one in headings}


def _outside_fences(page: Path) -> Iterator[tuple[int, str]]:
    inside = False
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("```"):
            inside = not inside
        elif not inside:
            yield number, line


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")))


def _mark_above(lines: list[str], index: int) -> Mark | None:
    """Return the mark on the line above, one blank line passed over."""
    above = lines[max(0, index - 2) : index]
    while above and not above[-1].strip():
        above.pop()
    found = _MARK.fullmatch(above[-1].strip()) if above else None
    return Mark(found[1], found[2] or "") if found else None


TABLES = tuple(table for page in PAGES for table in tables(page))


def tables_of(kind: str) -> list[Any]:
    """Return the marked tables of a kind, as parameters of a test; there is at least one."""
    found = [table for table in TABLES if table.mark.kind == kind]
    assert found, f"no page has a table marked {kind}"
    return [pytest.param(table, id=table.mark.about) for table in found]
