"""Method steps: the numbers that each derived input was made of, as files.

In: what a method came to, and its Indicators. Out: contents of files, made as they are written: a
line for each step as CSV, an entry for each derived input as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from ekrules.indicators.indicators import Indicators
from ekrules.indicators.period_cells import Period
from ekrules.methods.derived_steps import DerivedStep, derived_steps
from ekrules.methods.running import MethodResult
from ekrules.report.files import Written
from ekrules.survey.answer_files.row_writing import csv_bytes

_HEADER = ("entity", "member", "derived", "input", "step", "number", "reason")
# The last step of each is the answer itself.
_ANSWER = "answer"
_AT_ONCE = 10_000


def step_files(
    result: MethodResult,
    indicators: Indicators,
    until: Period | None,
    formats: Sequence[str],
    out: Path,
) -> Mapping[Path, Written]:
    """Return the files of steps, by format."""
    contents: dict[Path, Written] = {}
    stem = f"{result.method.id}-steps"
    if "csv" in formats:
        contents[out / f"{stem}.csv"] = _csv(derived_steps(result, indicators, until))
    if "json" in formats:
        contents[out / f"{stem}.json"] = _json(derived_steps(result, indicators, until))
    return contents


def _csv(steps: Iterator[DerivedStep]) -> Iterator[bytes]:
    head = csv_bytes(_HEADER, ())
    yield head
    lines = (line for one in steps for line in _lines(one))
    while some := list(islice(lines, _AT_ONCE)):
        yield csv_bytes(_HEADER, some).removeprefix(head)


def _lines(one: DerivedStep) -> Iterator[tuple[Any, ...]]:
    start = (one.entity, one.member, one.name, one.input)
    for name, number in one.answer.steps:
        yield (*start, name, _plain(number), None)
    yield (*start, _ANSWER, one.answer.value, one.answer.reason)


def _json(steps: Iterator[DerivedStep]) -> Iterator[bytes]:
    before = "[\n"
    for one in steps:
        told = {
            "entity": one.entity,
            "member": one.member,
            "derived": one.name,
            "input": one.input,
            "value": one.answer.value,
            "reason": one.answer.reason,
            "steps": {name: _plain(number) for name, number in one.answer.steps},
        }
        text = json.dumps(told, ensure_ascii=False, allow_nan=False)
        yield f"{before} {text}".encode()
        before = ",\n"
    yield b"\n]\n" if before.startswith(",") else b"[]\n"


def _plain(number: float | Period) -> float | int | str:
    """Return a date, a quarter or a month as its text."""
    return str(number) if isinstance(number, date) else number
