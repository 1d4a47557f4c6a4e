"""Texts: running text into a paragraph of Word, with its links, statuses and weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ekrules.report.spans import Span, Text
from ekrules.report.status_shapes import SHAPES
from ekrules.report.word.marks import Bookmarks, link_to
from ekrules.report.word.styles import CODE, INKS, SOFT, StyleIds

_RUN, _TEXT = qn("w:r"), qn("w:t")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class Writing:
    """Where running text goes: what can be linked to, and the styles there are."""

    bookmarks: Bookmarks
    styles: StyleIds

    def add(self, paragraph: Paragraph, text: Text, *, strong: bool = False) -> list[Any]:
        """Add the text at the end of the paragraph; return each span's element, None if empty."""
        written: list[Any] = []
        for span in text:
            if not span.text:
                written.append(None)
                continue
            shape = f"{SHAPES[span.status]}\u00a0" if span.status else ""
            run = _add_letters(paragraph, printable(shape + span.text))
            _weigh(run, span, strong)
            if span.weight == "code":
                self.styles.set_on_run(run, CODE)
            if span.to is not None and span.to in self.bookmarks:
                link_to(paragraph, self.bookmarks.name(span.to)).append(run._r)
            written.append(run._r)
        return written


def _add_letters(paragraph: Paragraph, letters: str) -> Run:
    """Add a run of letters; one with a tab or a new line in it is left to the library.

    A report has some fifteen thousand, and the library looks at each letter of them.
    """
    if "\t" in letters or "\n" in letters:
        return paragraph.add_run(letters)
    run = paragraph._p.makeelement(_RUN)
    paragraph._p.append(run)
    text = run.makeelement(_TEXT)
    text.text = letters
    if letters != letters.strip():
        text.set(_SPACE, "preserve")
    run.append(text)
    return Run(run, paragraph)


def _weigh(run: Run, span: Span, strong: bool) -> None:
    if strong or span.status or span.weight == "strong":
        run.bold = True
    if span.status is not None:
        run.font.color.rgb = INKS[span.status]
    elif span.weight == "muted":
        run.font.color.rgb = SOFT
    elif span.weight == "added":
        run.underline = True
    elif span.weight == "removed":
        run.font.strike = True


def printable(text: str) -> str:
    """Return the text without what XML can't hold; YAML has refused those, a template may not."""
    return "".join(one if one in "\t\n" or one >= " " else "\ufffd" for one in text)
