"""Running: each rule set on each survey, the same survey for both.

In: two sides and the surveys at hand. Out: for each survey the outcome by the old rules and by the
new; or every fault, saying which side it is in. A survey that neither side's goals go with is left
out with a note, as long as another one can be run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ekrules.assessment.assessing import assess
from ekrules.assessment.overrides import Override, check_overrides
from ekrules.assessment.rules import STATUS
from ekrules.errors import EkrulesError, Fault, Faults, InputError
from ekrules.facts.measures import work_out_measures
from ekrules.project.assessing import Outcome, run_assessment
from ekrules.project.impact.sides import STRATEGY, Side
from ekrules.project.loading import Loaded, load
from ekrules.project.locating import SURVEYS, ProjectFolders, locate, locate_survey
from ekrules.yaml_reader.files import shown_path


@dataclass(frozen=True)
class Choice:
    """What is run: which strategy, which survey (all where None), which breakdowns (all)."""

    strategy: str | None = None
    survey: Path | None = None
    by: Sequence[str] | None = None


@dataclass(frozen=True)
class SurveyRun:
    """One survey by the old rules and by the new; folder: the survey's, as it is named."""

    folder: str
    old: Outcome
    new: Outcome


@dataclass(frozen=True)
class Runs:
    """Every survey that was run, and what to know of the runs."""

    surveys: tuple[SurveyRun, ...]
    notes: tuple[str, ...]


def run_both(old: Side, new: Side, choice: Choice) -> Runs:
    """Return both rule sets on every survey; raise InputError with the faults of either side."""
    runs: list[SurveyRun] = []
    failed: list[tuple[str, tuple[list[Fault], list[Fault]]]] = []
    notes: list[str] = []
    for survey in _surveys(new, choice.survey):
        folder = new.shown(shown_path(survey))
        tried = [_try(side, survey, choice, notes) for side in (old, new)]
        before, after = tried
        if isinstance(before, Outcome) and isinstance(after, Outcome):
            runs.append(SurveyRun(folder, before, after))
        else:
            faults = [[] if isinstance(one, Outcome) else one for one in tried]
            failed.append((folder, (faults[0], faults[1])))
    _stop(old, new, failed, has_run=bool(runs))
    notes += [f"{folder} is left out: neither side's goals go with it" for folder, _ in failed]
    return Runs(tuple(runs), tuple(dict.fromkeys(notes)))


def _surveys(new: Side, named: Path | None) -> list[Path]:
    """Return the survey that was named, of the new side where it has one so called; or all."""
    if named is not None:
        beside = new.root / named
        return [locate_survey(new.root, beside if beside.exists() else named)]
    there = sorted(one.parent for one in (new.root / SURVEYS).glob("*/survey.yaml"))
    return there or [locate_survey(new.root)]


def _folders(side: Side, survey: Path, strategy: str | None) -> ProjectFolders:
    folders = locate(side.root, strategy, survey)
    if side.name.kind == "goals":
        own = (side.folder / STRATEGY).exists()
        return replace(folders, goals=side.folder if own else side.folder / folders.goals.name)
    if side.name.kind == "rules":
        own = (side.folder / STATUS).exists()
        return replace(folders, rules=side.folder if own else side.folder / folders.goals.name)
    return folders


def _try(side: Side, survey: Path, choice: Choice, notes: list[str]) -> Outcome | list[Fault]:
    try:
        loaded = _with_standing_overrides(
            load(_folders(side, survey, choice.strategy)), notes, side
        )
        return run_assessment(loaded, by=choice.by)
    except EkrulesError as error:
        return list(error.faults)


def _with_standing_overrides(loaded: Loaded, notes: list[str], side: Side) -> Loaded:
    """Leave out the overrides that this side's rules do not bear, each with a note.

    What a judgement replaces is one rule set's status: by the other it may have nothing to replace,
    and that is what a change does, not a fault of it.
    """
    if not loaded.overrides:
        return loaded
    about, measures = loaded.survey.description, work_out_measures(loaded.strategy, loaded.survey)
    computed = {
        one.goal: one.computed
        for one in assess(loaded.strategy, about, measures, loaded.rules).goals
    }
    standing: list[Override] = []
    for override in loaded.overrides:
        faults = Faults()
        check_overrides((override,), computed, about.reference_date, faults)
        if not faults.found:
            standing.append(override)
        for fault in faults.found:
            notes.append(f"by {side.which} without this: {fault.found}, {fault.expected}")
    return replace(loaded, overrides=tuple(standing))


def _stop(
    old: Side,
    new: Side,
    failed: Sequence[tuple[str, tuple[list[Fault], list[Fault]]]],
    has_run: bool,
) -> None:
    """Raise InputError unless every survey that failed goes with neither side."""
    told: list[Fault] = []
    for _, (before, after) in failed:
        if not (has_run and before and after):
            told += [_told(fault, old, old, new) for fault in before]
            told += [_told(fault, new, old, new) for fault in after]
    if told:
        raise InputError(told)


def _told(fault: Fault, side: Side, old: Side, new: Side) -> Fault:
    """Return the fault with its side, where it is not in the survey that both share."""
    marked = f"in {side.which}, {fault.found}" if side.holds(fault.place.file) else fault.found
    place = fault.place._replace(file=old.shown(new.shown(fault.place.file)))
    found, expected = (old.shown(new.shown(text)) for text in (marked, fault.expected))
    return Fault(place, found, expected, fault.nearest)
