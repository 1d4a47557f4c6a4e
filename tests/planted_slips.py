"""Planted slips: one text of the shipped project put otherwise, and what check says of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ekrules.project.checking import check_project
from tests.real_project import replaced

# What the shipped project is told as it stands.
_KNOWN = "deadline-passed"


@dataclass(frozen=True)
class Slip:
    """One text of the shipped project put otherwise, and what is told of it: code and words.

    below: how many lines below the first changed one the place is.
    """

    code: str
    file: str
    old: str
    new: str
    says: str
    below: int = 0


def told(project: Path) -> list[tuple[str, str, str]]:
    """Return level, code and sentence of all that is told, but for what the shipped files are."""
    every = check_project(project, proofs=False).told
    return [(one.level, one.code, str(one.fault)) for one in every if one.code != _KNOWN]


def named(slip: Slip) -> str:
    return f"{slip.code}: {slip.says[:50]}"


def assert_told(project: Path, slip: Slip, level: str) -> None:
    line = replaced(project / slip.file, slip.old, slip.new) + slip.below
    every = told(project)
    told_so = [words for its, code, words in every if (its, code) == (level, slip.code)]
    assert len(told_so) == 1, every
    (sentence,) = told_so
    assert slip.says in sentence, sentence
    assert sentence.startswith(f"{slip.file}:{line}:"), sentence
