"""Overrides: a person's judgement over a computed status, signed, and true to what it replaces.

In: overrides.yaml in the survey's folder, where there is one. Out: goal id -> override, or faults
for those that name no goal, have expired, or replace what the rules no longer give.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field

from ekrules.assessment.assessed import AppliedOverride, Status
from ekrules.errors import Faults
from ekrules.yaml_reader.models import Placed, read_model
from ekrules.yaml_reader.wording import Wording, add_stated_shares

OVERRIDES = "overrides.yaml"
Colour = Literal["green", "yellow", "red", "grey"]


class Override(Placed):
    """One signed judgement."""

    goal: str
    """The goal's id; at most one override of each."""
    replaces: Colour
    """The status that the rules give. Where they no longer give it, the run stops."""
    status: Colour
    """The status that it is set to."""
    by: str = Field(min_length=1)
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


def check_overrides(
    overrides: tuple[Override, ...], computed: Mapping[str, Status], on: date, faults: Faults
) -> dict[str, Override]:
    """Return goal id -> override; add a fault for each that can't stand on the survey's date."""
    standing: dict[str, Override] = {}
    for override in overrides:
        before = len(faults.found)
        _check_on_the_day(override, computed, on, faults)
        if override.goal in standing:
            found = f'a second override of "{override.goal}"'
            faults.add(override.at("goal"), found, "keep one of them")
        if len(faults.found) == before:
            standing[override.goal] = override
    return standing


def _check_on_the_day(
    override: Override, computed: Mapping[str, Status], on: date, faults: Faults
) -> None:
    if override.until < on:
        found = f'the override of "{override.goal}" expired on {override.until}'
        faults.add(override.at("until"), found, "renew it, or take it out")
    if override.goal not in computed:
        faults.add_unknown_name(override.at("goal"), "goal", override.goal, computed)
    elif computed[override.goal] != override.replaces:
        found = f'the override of "{override.goal}" replaces {override.replaces}'
        given = computed[override.goal].value
        faults.add(override.at("replaces"), found, f"but the rules give {given}")
