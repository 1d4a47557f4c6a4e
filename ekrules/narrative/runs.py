"""Runs: a paragraph as pieces of text, each known to be words, a quotation or a traced figure.

Templates work on plain text, so figures and quotations travel through them between marks from
Unicode's private use area; after rendering the marks are read back, and whatever digit stands
outside them was written by nobody who knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ekrules.errors import Fault, Place, UntracedFigureError

_START, _MIDDLE, _END = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_START}([^{_START}{_MIDDLE}{_END}]*){_MIDDLE}([^{_START}{_END}]*){_END}")
_ANY_MARK = re.compile(f"[{_START}{_MIDDLE}{_END}]")
_QUOTATION = "quotation"

RunKind = Literal["words", "quotation", "figure"]


@dataclass(frozen=True)
class Run:
    """A piece of text; a figure's ref says where it comes from ("measure:helsenett")."""

    text: str
    kind: RunKind = "words"
    ref: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """Runs in reading order."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The paragraph as a reader sees it."""
        return "".join(run.text for run in self.runs)

    @property
    def refs(self) -> tuple[str, ...]:
        """What the paragraph's figures come from, each once, in reading order."""
        return tuple(dict.fromkeys(run.ref for run in self.runs if run.ref is not None))


def unmarked(text: str) -> str:
    """Return text without marks of ours, so that nothing read from a file can pose as traced."""
    return _ANY_MARK.sub("", text)


def figure(text: str, ref: str) -> str:
    """Return the text of a figure between marks that carry where it comes from."""
    return f"{_START}{unmarked(ref)}{_MIDDLE}{unmarked(text)}{_END}"


def quotation(text: str) -> str:
    """Return a text from a goal, label or rule between marks; it may hold names with digits."""
    return f"{_START}{_QUOTATION}{_MIDDLE}{unmarked(text)}{_END}"


def upper_first(text: str) -> str:
    """Return text with its first letter in upper case, also behind a mark.

    >>> upper_first("om lag halvparten")
    'Om lag halvparten'
    """
    start = text.find(_MIDDLE) + 1 if text.startswith(_START) else 0
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def read_back(rendered: str, place: Place) -> Paragraph:
    """Return the rendered text as a Paragraph; raise UntracedFigureError at a stray digit.

    place: where the template stands, for the message.
    """
    runs: list[Run] = []
    position = 0
    text = re.sub(r"\s+", " ", rendered).strip()
    for match in _MARKED.finditer(text):
        runs += _words(text[position : match.start()], place)
        ref, inside = match.groups()
        kind: RunKind = "quotation" if ref == _QUOTATION else "figure"
        runs.append(Run(inside, kind, None if kind == "quotation" else ref))
        position = match.end()
    runs += _words(text[position:], place)
    return Paragraph(tuple(runs))


def _words(text: str, place: Place) -> list[Run]:
    if re.search(r"\d", text):
        found = f'the sentence holds a figure that no measure gives: "{text.strip()[:80]}"'
        raise UntracedFigureError([Fault(place, found, "expected figures from measures only")])
    return [Run(text)] if text else []
