"""Comparison: why each status differs between two sides, as plain shapes for the writers.

Out of project.comparing, into the writers (comparison_text, comparison_record,
comparison_document). Files of a revision are named as git names them, "HEAD:rules/x/status.yaml".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ekrules.assessment.comparison.comparing import Comparison
from ekrules.errors import Place
from ekrules.report.impact import Names
from ekrules.yaml_reader.wording import Language

ComparedKind = Literal["survey", "project", "revision", "record", "indicators"]


@dataclass(frozen=True)
class ComparedName:
    """One side as it was named; commit: of a revision, or of where a record's files were found.

    unpacked: the folder that holds the files of a commit; before: what stands before them instead.
    """

    typed: str
    kind: ComparedKind
    commit: str | None = None
    unpacked: str | None = None
    before: str | None = None

    @property
    def label(self) -> str:
        """The name in a few words."""
        if self.kind == "project" and self.typed == ".":
            return "the working tree"
        return self.typed if self.commit is None else f"{self.typed} ({self.commit[:10]})"

    def shown(self, text: str) -> str:
        """Return a text with the files of a commit named as git does."""
        if self.unpacked is None:
            return text
        return text.replace(f"{self.unpacked}/", f"{self.before}:")

    def place(self, place: Place) -> str:
        """Return where something stands, as file and line."""
        line = f":{place.line}" if place.line else ""
        return f"{self.shown(place.file)}{line}"


@dataclass(frozen=True)
class ComparedData:
    """One side: its name, and the survey that it judges by."""

    name: ComparedName
    survey: str
    wave: int
    reference_date: date


@dataclass(frozen=True)
class SurveyComparison:
    """The whole comparison of two sides of one strategy. notes: what to know of it."""

    language: Language
    strategy: str
    title: str
    old: ComparedData
    new: ComparedData
    names: Names
    comparison: Comparison
    notes: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether a reader sees another status, goal or finding."""
        return self.comparison.differs
