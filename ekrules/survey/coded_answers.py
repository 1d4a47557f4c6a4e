"""Coded answers: what reading a file of answers gives, ready to be counted.

In: nothing but values; answers/coding.py makes them. Never reads a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ekrules.survey.answer_layout import AnswerColumn


@dataclass(frozen=True)
class CodedAnswers:
    """Answers in their layout, and what of the file could not be read as answers.

    frame: a Narwhals frame, eager or lazy, in the layout of answer_layout. columns: the answer
    columns it holds; a question that the file does not hold has none. faults: cells that were left
    out, the first of them in detail; counts: kind of fault -> how many, exactly.
    """

    frame: Any
    respondents: int
    columns: tuple[AnswerColumn, ...]
    faults: tuple[Any, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    synthetic: bool = False

    @cached_property
    def questions(self) -> frozenset[str]:
        """The questions that the answers hold."""
        return frozenset(one.question for one in self.columns)
