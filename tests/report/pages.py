"""Reads a page the way a strict reader would: tags balanced, ids, links, headings, tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "link", "img", "input", "hr"}
# SVG elements that the page closes where they begin.
SELF_CLOSED = {"use", "circle", "path", "rect", "line"}


@dataclass
class Page(HTMLParser):
    """What was seen; `faults` holds every tag that is closed wrongly or left open."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    chips: list[str] = field(default_factory=list)
    text: str = ""
    faults: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _chip_depths: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = {name: value or "" for name, value in attrs}
        self.attributes += [(tag, name, value) for name, value in values.items()]
        if len(values) != len(attrs):
            self.faults.append(f"<{tag}> repeats an attribute")
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if "chip" in values.get("class", "").replace("goal-chip", "chip").split():
            self.chips.append("")
            self._chip_depths.append(len(self._open))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)
        if tag not in SELF_CLOSED:
            self.faults.append(f"<{tag}/> is no element that closes itself")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> inside {self._open[-3:]}")
            return
        self._open.pop()
        if self._chip_depths and self._chip_depths[-1] == len(self._open):
            self._chip_depths.pop()

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text += data
        if self._chip_depths:
            self.chips[-1] += data


def read_page(text: str) -> Page:
    """Return what a reader sees; a tag left open is a fault."""
    page = Page()
    page.feed(text)
    page.close()
    page.faults += [f"<{tag}> is never closed" for tag in page._open]
    return page
