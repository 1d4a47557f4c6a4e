"""Many waves: records of the real project over several years, to be kept in folders and broken."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import chdir
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from ekrules.assessment.history.history import GoalHistory, History, Step, history_of
from ekrules.assessment.history.recorded import RecordedRun, recorded_run
from ekrules.errors import Faults, Place
from tests.real_project import ROOT
from tests.waves import assessed_again, read_back, record_text_of_2009, survey_again

Record = dict[str, Any]


@cache
def text_of(wave: int) -> str:
    """A record of the same answers in another year, held against none."""
    # Places of the project that was loaded once are written as seen from its own folder.
    with chdir(ROOT):
        return _text_of(wave)


def _text_of(wave: int) -> str:
    if wave == 2009:
        return record_text_of_2009()
    survey = survey_again(wave=wave, on=date(wave, 4, 1))
    plain: Record = json.loads(assessed_again(survey).record)
    return written(plain | {"changes": None})


@cache
def text_held_against_2009() -> str:
    """The record of 2010 that was held against just that of 2009."""
    text = text_of(2009)
    previous = read_back(text)
    held = replace(previous, sha256=sha256(text.encode("utf-8")).hexdigest())
    with chdir(ROOT):
        return assessed_again(survey_again(), held).record


def written(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def of(wave: int) -> Record:
    """A record as plain values, to be changed."""
    read: Record = json.loads(text_of(wave))
    return read


def goal(record: Record, name: str) -> Record:
    found: Record = next(one for one in record["goals"] if one["id"] == name)
    return found


def changed(wave: int, change: Callable[[Record], object]) -> str:
    """A record of a year with something in it changed."""
    record = of(wave)
    change(record)
    return written(record)


def run(text: str, path: str = "") -> RecordedRun:
    faults = Faults()
    digest = sha256(text.encode("utf-8")).hexdigest()
    found = recorded_run(text, path or f"{digest[:8]}.json", digest, Place("r.json"), faults)
    faults.stop_if_any()
    assert found is not None
    return found


def history(*texts: str) -> History:
    return history_of([run(text) for text in texts])


def goal_history(found: History, name: str) -> GoalHistory:
    return next(one for one in found.goals if one.goal == name)


def last_step(found: History, name: str) -> Step | None:
    return goal_history(found, name).cells[-1].since


def keep(folder: Path, name: str, text: str) -> Path:
    """Write a record below a folder as assess does, and return its path."""
    path = folder / name / "assessment.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path
