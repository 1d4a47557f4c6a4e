"""Deadlines: how far each goal has come, goals with one deadline together, the earliest first.

In: bands of goals with finished words. Out: a sheet. Across is attainment, true to scale; down is
time, in order and not to scale. A goal's place across is never moved: goals that would meet stand
under each other, and a band is as tall as that takes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from ekrules.charts.drawing import GREY, INK, RULE
from ekrules.charts.sheet import PAGE, PAGE_HEIGHT, Placed, Sheet, Stroke, Words
from ekrules.charts.status_marks import GoalMark, StatusKey
from ekrules.charts.widths import in_room

_NAMES, _FROM = 164.0, 184.0
_LANE, _PADDING = 19.0, 14.0
_BETWEEN = 7.0
_HALF_OF_LAST = 26.0
_HEAD, _AXIS = 24.0, 26.0
_NAME_LINE = 16.0
Time = Literal["passed", "ahead", "none"]


@dataclass(frozen=True)
class Attained:
    """A goal and its attainment, as a share (0..1)."""

    goal: GoalMark
    share: float


@dataclass(frozen=True)
class Band:
    """Goals with one deadline. name: the deadline; note: how far off it is."""

    name: str
    note: str
    time: Time
    goals: tuple[Attained, ...]


@dataclass(frozen=True)
class Deadlines:
    """Bands under each other: those that have passed, those ahead, goals without a deadline.

    survey_day and survey: what stands where the survey's day is; percent_sign: what follows a
    number on the axis, with its space.
    """

    bands: tuple[Band, ...]
    survey_day: str
    survey: str
    deadline_heading: str
    attainment_heading: str
    percent_sign: str
    key: StatusKey


def divided_deadlines(drawing: Deadlines) -> tuple[Deadlines, ...]:
    """Return the drawing in as many parts as it takes for each to fit a page.

    A band that no page has room for is parted, and named again where it goes on.
    """
    layout = _Layout(drawing)
    room = PAGE_HEIGHT - layout.bands_from - layout.survey_height - _AXIS
    parts: list[list[Band]] = [[]]
    used = 0.0
    for band in drawing.bands:
        lanes = layout.lanes(band)
        while lanes:
            fit = int((room - used - _PADDING) / _LANE)
            if parts[-1] and (fit < len(lanes) or room - used < layout.height(band)):
                parts.append([])
                used = 0.0
                continue
            shown, lanes = lanes[:fit], lanes[fit:]
            goals = tuple(one for lane in shown for one in lane)
            parts[-1].append(replace(band, goals=goals))
            used += layout.height(parts[-1][-1])
    return tuple(replace(drawing, bands=tuple(one)) for one in parts if one)


def deadlines(drawing: Deadlines) -> Sheet:
    """Return the drawing as what is placed on a sheet."""
    layout = _Layout(drawing)
    placed: list[Placed] = []
    y = layout.bands_from
    survey_at = _survey_before(drawing.bands)
    for at, band in enumerate(drawing.bands):
        if at == survey_at:
            placed += layout.survey(y)
            y += layout.survey_height
        placed += layout.band(band, y)
        y += layout.height(band)
    if survey_at == len(drawing.bands):
        placed += layout.survey(y)
        y += layout.survey_height
    return Sheet(PAGE, y + _AXIS, (*layout.ground(y), *placed))


def _survey_before(bands: tuple[Band, ...]) -> int | None:
    """Before which band the survey's day comes; None where no goal has a deadline."""
    if all(one.time == "none" for one in bands):
        return None
    return sum(one.time == "passed" for one in bands)


def _name_lines(name: str, note: str) -> list[tuple[str, float, str]]:
    """Return a name and a note in lines: text, size, ink."""
    lines = [(one, 13.0, INK) for one in in_room(name, _NAMES, 13, 2)]
    return lines + [(one, 12.0, GREY) for one in in_room(note, _NAMES, 12, 2) if one]


def _height_of_names(name: str, note: str) -> float:
    return len(_name_lines(name, note)) * _NAME_LINE + _PADDING


def _named(name: str, note: str, middle: float, *, is_bold: bool = False) -> Iterable[Placed]:
    lines = _name_lines(name, note)
    first = middle - (len(lines) - 1) * _NAME_LINE / 2
    for at, (text, size, ink) in enumerate(lines):
        bold = is_bold and ink == INK
        yield Words(0, first + at * _NAME_LINE, text, size, ink, is_bold=bold)


class _Layout:
    """Where the parts of the drawing stand."""

    def __init__(self, drawing: Deadlines) -> None:
        self.drawing = drawing
        self.key, key_ends = drawing.key.placed()
        self.bands_from = key_ends + 8 + _HEAD
        goals = [one.goal for band in drawing.bands for one in band.goals]
        widest = max((one.width for one in goals), default=0.0)
        # Room for the number of a goal that is all done, and for that of the scale's own end.
        self.ends = PAGE - max(widest, _HALF_OF_LAST)
        self.survey_height = _height_of_names(drawing.survey_day, drawing.survey)

    def across(self, share: float) -> float:
        """Return where a share is; one outside 0..1 stands at the end."""
        return _FROM + min(1.0, max(0.0, share)) * (self.ends - _FROM)

    def lanes(self, band: Band) -> list[list[Attained]]:
        """Return goals in as few lanes as they need not to meet, each from left to right."""
        lanes: list[list[Attained]] = []
        ends: list[float] = []
        for one in sorted(band.goals, key=lambda one: one.share):
            left = self.across(one.share)
            free = next((at for at, end in enumerate(ends) if end + _BETWEEN <= left), len(lanes))
            if free == len(lanes):
                lanes.append([])
                ends.append(0.0)
            lanes[free].append(one)
            ends[free] = left + one.goal.width
        return lanes

    def height(self, band: Band) -> float:
        """Return how tall a band is."""
        lanes = len(self.lanes(band)) * _LANE
        return max(lanes + _PADDING, _height_of_names(band.name, band.note))

    def band(self, band: Band, top: float) -> Iterable[Placed]:
        """One deadline: its name and note, its goals, and the line below it."""
        height = self.height(band)
        lanes = self.lanes(band)
        middle = top + height / 2
        yield from _named(band.name, band.note, middle)
        first = middle - (len(lanes) - 1) * _LANE / 2
        for at, lane in enumerate(lanes):
            for one in lane:
                yield from one.goal.placed(self.across(one.share), first + at * _LANE)
        yield Stroke(0, top + height, PAGE, top + height)

    def survey(self, top: float) -> Iterable[Placed]:
        """The day of the survey: a strong line, named where the deadlines are."""
        middle, bottom = top + self.survey_height / 2, top + self.survey_height
        yield from _named(self.drawing.survey_day, self.drawing.survey, middle, is_bold=True)
        yield Stroke(_FROM - 7, middle, PAGE, middle, INK, 2)
        yield Stroke(0, bottom, PAGE, bottom)

    def ground(self, bottom: float) -> Iterable[Placed]:
        """The key, the headings, and the lines and numbers of the scale."""
        yield from self.key
        y = self.bands_from - _HEAD / 2
        drawing = self.drawing
        for x, room, heading in (
            (0.0, _NAMES, drawing.deadline_heading),
            (_FROM - 7, PAGE - _FROM, drawing.attainment_heading),
        ):
            yield Words(x, y, in_room(heading, room, 13, 1)[0], 13, GREY)
        yield Stroke(0, self.bands_from, PAGE, self.bands_from, GREY, 1.2)
        for percent in (0, 25, 50, 75, 100):
            x = self.across(percent / 100)
            yield Stroke(x, self.bands_from, x, bottom + 5, RULE)
            text = f"{percent}{drawing.percent_sign}"
            yield Words(x, bottom + 15, text, 13, GREY, "center")
