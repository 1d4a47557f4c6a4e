"""Overrides: a person's judgement over a computed status, signed, and true to what it replaces.

In: overrides.yaml in the survey's folder, where there is one. Out: goal id -> override, or faults
for those that name no goal, have expired, or replace what the rules no longer give. Every day is
held against another that is written down, never against today, so that a run can be run again.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from ekrules.assessment.assessed import AppliedOverride, Status
from ekrules.assessment.signatures import Signer
from ekrules.errors import Fault, Faults
from ekrules.yaml_reader.models import Placed, read_model
from ekrules.yaml_reader.wording import Wording, add_stated_shares

OVERRIDES = "overrides.yaml"
Colour = Literal["green", "yellow", "red", "grey"]

# Surveys come every year or every other: what reaches further than that outlives the figures it
# was a judgement of, and what is signed so long after them is most likely of another year.
MOST_YEARS = 2


class Override(Placed):
    """One signed judgement."""

    goal: str
    """The goal's id; at most one override of each."""
    replaces: Colour
    """The status that the rules give. Where they no longer give it, the run stops."""
    status: Colour
    """The status that it is set to."""
    by: Signer
    """Who decided; shown beside the status in the report."""
    because: Wording
    """Why; printed in the report."""
    on: date
    """The day it was decided."""
    until: date
    """The last day it holds; a survey of a later day stops until it is renewed."""

    def applied(self) -> AppliedOverride:
        """The override as the assessment shows it."""
        return AppliedOverride(self.by, self.because, self.on, Status(self.replaces), self.until)


class OverridesFile(Placed):
    """overrides.yaml."""

    overrides: tuple[Override, ...]
    """The overrides, at most one for each goal."""


def read_overrides(folder: Path, faults: Faults) -> tuple[Override, ...]:
    """Return the overrides in a survey's folder; none where there is no such file."""
    path = folder / OVERRIDES
    file = read_model(path, OverridesFile, faults) if path.exists() else None
    overrides = file.overrides if file else ()
    for one in overrides:
        _check_alone(one, faults)
    add_stated_shares((one.because for one in overrides), faults)
    return overrides


def _check_alone(override: Override, faults: Faults) -> None:
    if override.status == override.replaces:
        found = f'the override of "{override.goal}" gives {override.status}, which it replaces'
        faults.add(override.at("status"), found, "expected another status, or no override")
    if override.on > override.until:
        found = f'the override of "{override.goal}" is signed {override.on}, after {override.until}'
        faults.add(override.at("on"), found, 'expected a day no later than "until"')


def long_overrides(overrides: Iterable[Override]) -> list[Fault]:
    """Return what to look at: overrides that hold for over two years from their signature."""
    warnings = Faults()
    for one in overrides:
        if one.until > _years_later(one.on, MOST_YEARS):
            found = f'the override of "{one.goal}" holds from {one.on} to {one.until}, '
            found += "over two years"
            expected = "see that both days are right, or let it end sooner and be looked at again"
            warnings.add(one.at("until"), found, expected)
    return warnings.found


def late_signatures(overrides: Iterable[Override], on: date) -> list[Fault]:
    """Return what to look at: overrides signed over two years after `on`, the survey's date."""
    warnings = Faults()
    for one in overrides:
        if one.on > _years_later(on, MOST_YEARS):
            found = f'the override of "{one.goal}" is signed {one.on}, '
            found += f"over two years after the survey, which is as of {on}"
            expected = "see that the year is right, and that the judgement is of these figures"
            warnings.add(one.at("on"), found, expected)
    return warnings.found


def _years_later(day: date, years: int) -> date:
    """The same day of the month, or the last one where the month is shorter."""
    year = day.year + years
    if year > date.max.year:
        return date.max
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def check_overrides(
    overrides: tuple[Override, ...],
    computed: Mapping[str, Status],
    on: date,
    faults: Faults,
    themes: Collection[str] = (),
) -> dict[str, Override]:
    """Return goal id -> override; add a fault for each that can't stand on the survey's date.

    themes: the ids of those that hold the goals, which can't be overridden themselves.
    """
    standing: dict[str, Override] = {}
    for override in overrides:
        before = len(faults.found)
        _check_on_the_day(override, computed, on, themes, faults)
        if override.goal in standing:
            found = f'a second override of "{override.goal}"'
            faults.add(override.at("goal"), found, "keep one of them")
        if len(faults.found) == before:
            standing[override.goal] = override
    return standing


def _check_on_the_day(
    override: Override,
    computed: Mapping[str, Status],
    on: date,
    themes: Collection[str],
    faults: Faults,
) -> None:
    if override.until < on:
        found = f'the override of "{override.goal}" expired on {override.until}'
        faults.add(override.at("until"), found, "renew it, or take it out")
    if override.goal in themes and override.goal not in computed:
        expected = "name one of its goals: a theme follows from the statuses of its goals"
        faults.add(override.at("goal"), f'"{override.goal}" is a theme', expected)
    elif override.goal not in computed:
        faults.add_unknown_name(override.at("goal"), "goal", override.goal, computed)
    elif computed[override.goal] != override.replaces:
        found = f'the override of "{override.goal}" replaces {override.replaces}'
        given = computed[override.goal].value
        now = f': write "replaces: {given}" if the judgement still holds'
        if given == override.status:
            now = ", as it does: take it out"
        faults.add(override.at("replaces"), found, f"but the rules give {given}{now}")
