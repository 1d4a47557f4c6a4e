"""Runs: a paragraph as pieces of text, each known to be words, a quotation or a traced figure.

Templates work on plain text, so figures and quotations travel through them between marks from
Unicode's private use area; after rendering the marks are read back, and whatever digit stands
outside them was written by nobody who knows. What is read back must be what was handed out, whole,
so that a template can't cut a figure short or make marks of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from ekrules.errors import Fault, Place, UntracedFigureError

_START, _MIDDLE, _END = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_START}([^{_START}{_MIDDLE}{_END}]*){_MIDDLE}([^{_START}{_END}]*){_END}")
_ANY_MARK = re.compile(f"[{_START}{_MIDDLE}{_END}]")
_QUOTATION = "quotation"
# Not \s: a no-break space holds a figure to its sign.
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
# Letters of a sentence that a message tells.
_MOST_TOLD = 80

RunKind = Literal["words", "quotation", "figure"]


class Run(NamedTuple):
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


def lower_first(text: str) -> str:
    """Return text with its first letter in lower case, to stand within a sentence.

    >>> lower_first("Kommunetype")
    'kommunetype'
    """
    return text[:1].lower() + text[1:]


def marked_runs(view: object) -> frozenset[Run]:
    """Return every figure and quotation in a view: what a template was given to show."""
    return frozenset(run for text in _texts(view) if _START in text for run in _runs_in(text))


# What is said of the survey and the strategy is in every view.
@lru_cache(maxsize=4096)
def _runs_in(text: str) -> tuple[Run, ...]:
    return tuple(_run(match) for match in _MARKED.finditer(text))


def _texts(view: object) -> Iterator[str]:
    if isinstance(view, str):
        yield view
    elif isinstance(view, Mapping | list | tuple):
        for part in view.values() if isinstance(view, Mapping) else view:
            yield from _texts(part)


def read_back(rendered: str, given: Collection[Run], place_at: Callable[[int], Place]) -> Paragraph:
    """Return the rendered text as a Paragraph.

    given: the marked runs there were to show; place_at: where in the template the letter of this
    number was written, for the message. Raises UntracedFigureError at a digit in none of them.
    """
    runs: list[Run] = []
    position = 0
    for match in _MARKED.finditer(rendered):
        runs += _words(rendered[position : match.start()], position, place_at)
        run = _run(match)
        if run not in given and _as_sentence(run) not in map(_as_sentence, given):
            raise _untraced(run.text, place_at(match.start()))
        runs.append(run)
        position = match.end()
    runs += _words(rendered[position:], position, place_at)
    return Paragraph(_stripped(runs))


def _stripped(runs: list[Run]) -> tuple[Run, ...]:
    """Return the runs without the blanks that the paragraph begins and ends with."""
    if runs and runs[0].kind == "words":
        runs[0] = Run(runs[0].text.lstrip())
    if runs and runs[-1].kind == "words":
        runs[-1] = Run(runs[-1].text.rstrip())
    return tuple(run for run in runs if run.text or run.kind != "words")


def holds_figure(text: str) -> bool:
    """Whether a character of the text stands for a number: 7, ½ and ² alike."""
    return any(map(str.isnumeric, text))


def _flat(text: str) -> str:
    return _SPACES.sub(" ", text)


def _run(match: re.Match[str]) -> Run:
    ref, text = map(_flat, match.groups())
    return Run(text, "quotation") if ref == _QUOTATION else Run(text, "figure", ref)


def _as_sentence(run: Run) -> Run:
    """A run may begin a sentence."""
    return Run(upper_first(run.text), run.kind, run.ref)


def _words(text: str, starts_at: int, place_at: Callable[[int], Place]) -> list[Run]:
    if holds_figure(text) or _ANY_MARK.search(text):
        found = next(at for at, letter in enumerate(text) if _is_untraced(letter))
        raise _untraced(_around(text, found), place_at(starts_at + found))
    return [Run(_flat(text))] if text else []


def _is_untraced(letter: str) -> bool:
    return letter.isnumeric() or _ANY_MARK.match(letter) is not None


def _around(text: str, position: int) -> str:
    """Return the words about a letter: the whole text where it is short."""
    return text if len(text) < _MOST_TOLD else text[max(0, position - 40) : position + 40]


def _untraced(text: str, place: Place) -> UntracedFigureError:
    told = _flat(unmarked(text)).strip()[:_MOST_TOLD]
    found = f'the sentence holds a figure that no measure gives: "{told}"'
    return UntracedFigureError([Fault(place, found, "expected figures from measures only")])
