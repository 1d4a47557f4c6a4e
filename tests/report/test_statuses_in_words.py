"""In every format each status is a word and a shape, and never a colour alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from ekrules.assessment.assessed import Status
from ekrules.narrative.phrases import read_phrases
from ekrules.report.document import Document
from ekrules.report.html import html_text
from ekrules.report.markdown import markdown_text
from ekrules.report.spans import Span
from ekrules.report.status_blocks import StatusLine
from ekrules.report.typeset.as_data import document_data
from ekrules.report.word.docx import docx_bytes
from ekrules.report.word.styles import INKS
from tests.report.builders import world

SHAPES = {Status.GREEN: "●", Status.YELLOW: "▲", Status.RED: "■", Status.GREY: "◇"}
_CHIP = re.compile(
    r'chip chip-(\w+)"[^>]*>'  # its colour
    r"(?:<span [^>]*>[^<]*</span>\s*)*"  # a goal's number
    r'<svg [^>]*><use href="#shape\.(\w+)"/></svg>'
    r"([^<]+)<"
)
_VERDICT = re.compile(
    r'verdict-(\w+)">\s*<svg [^>]*><use href="#shape\.(\w+)"/></svg>\s*'
    r'<p><strong class="verdict-word">([^<]+)<'
)


@cache
def document() -> Document:
    return world().document()


def told_in(value: Any) -> Iterator[tuple[Status, str]]:
    """Yield each status that a document tells, and its word."""
    if isinstance(value, Span):
        if value.status is not None:
            yield value.status, value.text
    elif isinstance(value, StatusLine):
        yield value.status, value.word
        yield from told_in(value.why)
    elif isinstance(value, tuple):
        for one in value:
            yield from told_in(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from told_in(getattr(value, field.name))


@cache
def told() -> Counter[tuple[Status, str]]:
    return Counter(told_in(document()))


def test_the_document_tells_statuses_in_words_that_name_them() -> None:
    phrases = read_phrases("nb").status
    named = {
        (Status(name), word)
        for name, one in phrases.items()
        for word in (one.word, one.one, one.many)
    }
    assert len({status for status, _ in told()}) >= 3
    assert set(told()) <= named


def test_html_draws_the_shape_of_the_colour_beside_the_word() -> None:
    text = html_text(document())
    drawn = _CHIP.findall(text) + _VERDICT.findall(text)
    assert len(drawn) == len(re.findall(r'chip chip-\w+"|"verdict verdict-\w+"', text))
    assert [one for one in drawn if one[0] != one[1]] == []
    assert Counter((Status(colour), word) for colour, _, word in drawn) >= told()


def test_markdown_sets_the_shape_before_the_word() -> None:
    text = markdown_text(document())
    marked = Counter(re.findall(r"([●▲■◇]) (\w+)", text))
    assert marked == Counter({(SHAPES[one], word): count for (one, word), count in told().items()})


def test_word_sets_the_shape_before_the_word_in_the_same_run() -> None:
    inks = {str(ink): status for status, ink in INKS.items()}
    body = docx.Document(BytesIO(docx_bytes(document(), date(2009, 4, 1)))).element.body
    coloured: Counter[tuple[Status, str]] = Counter()
    for run in body.iter(qn("w:r")):
        colour = run.find(f"{qn('w:rPr')}/{qn('w:color')}")
        status = None if colour is None else inks.get(colour.get(qn("w:val")))
        if status is not None:
            shape, _, word = run.text.partition("\u00a0")
            assert shape == SHAPES[status]
            coloured[status, word] += 1
    assert coloured == told()


def _given(value: Any) -> Iterator[tuple[Status, str]]:
    if isinstance(value, list):
        for one in value:
            yield from _given(one)
    elif isinstance(value, dict):
        is_line = value.get("block") == "status_line"
        if (is_line or "text" in value) and isinstance(value.get("status"), str):
            yield Status(value["status"]), value["word" if is_line else "text"]
        for one in value.values():
            yield from _given(one)


def test_the_typesetter_is_given_each_status_with_its_word() -> None:
    assert Counter(_given(document_data(document()))) == told()
