"""Comments: what a sentence rests on, as a comment of Word beside it, for those who ask for them.

A comment bears the report's author and day, so that the same report is the same file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from ekrules.report.spans import Evidence, SentenceGrounds, plain_text
from ekrules.report.word.texts import printable

_MOST_INITIALS = 3
# Each line of a comment is a paragraph.
_BREAKS = re.compile(r"[\r\n\t]+")


class Comments:
    """Puts comments into a file of Word; author: who they are by; day: when."""

    def __init__(self, word: Any, author: str, day: date) -> None:
        self._word = word
        self._author = printable(author)
        self._initials = "".join(one[0] for one in self._author.split())[:_MOST_INITIALS].upper()
        self._at = datetime.combine(day, time(), UTC)

    def add(self, paragraph: Paragraph, runs: Sequence[Any], evidence: Evidence) -> None:
        """Add a comment to each sentence; runs: the element of each span, None of an empty one."""
        for sentence in evidence.sentences:
            written = [one for one in runs[sentence.start : sentence.end] if one is not None]
            if written:
                self._mark(paragraph, written[0], written[-1], self._comment(sentence))

    def _comment(self, sentence: SentenceGrounds) -> int:
        lines = [_BREAKS.sub(" ", printable(plain_text(one))) for one in sentence.lines]
        comments = self._word.part.comments
        comment = comments.add_comment("\n".join(lines), self._author, self._initials)
        # The library reads the clock.
        comment._comment_elm.date = self._at
        number: int = comment.comment_id
        return number

    def _mark(self, paragraph: Paragraph, first: Any, last: Any, number: int) -> None:
        """Mark from one run to another; a run inside a link is marked with its whole link."""
        start, end = (_in_paragraph(paragraph, one) for one in (first, last))
        start.addprevious(_element("commentRangeStart", number))
        reference = OxmlElement("w:r")
        reference.append(_element("commentReference", number))
        end.addnext(reference)
        end.addnext(_element("commentRangeEnd", number))


def without_comments(word: Any) -> None:
    """Take away the comments that a style file brought: what they were about is gone."""
    relations = word.part.rels
    for name in [
        key for key, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.COMMENTS
    ]:
        del relations[name]


def _in_paragraph(paragraph: Paragraph, run: Any) -> Any:
    while run.getparent() is not paragraph._p:
        run = run.getparent()
    return run


def _element(name: str, number: int) -> Any:
    return OxmlElement(f"w:{name}", attrs={qn("w:id"): str(number)})
