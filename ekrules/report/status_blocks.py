"""Status blocks: what a Document shows of statuses, and of how far the next one is."""

from __future__ import annotations

from dataclasses import dataclass

from ekrules.assessment.assessed import Status
from ekrules.report.spans import Span, Text


@dataclass(frozen=True)
class StatusLine:
    """A status in large print: its word, what it means, and why it came out so."""

    status: Status
    word: str
    meaning: str
    why: Text


@dataclass(frozen=True)
class StatusCount:
    """How many have one status."""

    status: Status
    word: str
    count: int


@dataclass(frozen=True)
class StatusShares:
    """How many of a group have each status, as one divided bar."""

    label: str
    parts: tuple[StatusCount, ...]
    alternative: str


@dataclass(frozen=True)
class OverviewRow:
    """One theme: its status, and the status of each of its goals; every one of them a link."""

    number: str
    title: str
    status: Span
    goals: tuple[tuple[str, Span], ...]


@dataclass(frozen=True)
class StatusOverview:
    """Themes by goals, each a status that leads to where it is explained."""

    theme_heading: str
    status_heading: str
    goals_heading: str
    goal_word: str
    rows: tuple[OverviewRow, ...]


@dataclass(frozen=True)
class Threshold:
    """The share (0..1) from which a better status holds."""

    status: Status
    share: float


@dataclass(frozen=True)
class MeasureBar:
    """A share (0..1) of the whole with its interval and the next threshold.

    alternative says in words what the picture shows; key stands below it for all to read.
    """

    share: float
    low: float | None
    high: float | None
    threshold: Threshold | None
    status: Status
    key: Text
    alternative: str
