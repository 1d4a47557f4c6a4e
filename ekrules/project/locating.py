"""Locating: which strategy, which rules and which survey a run is about.

A project is a folder with goals/<strategy>/, rules/<strategy>/ and fixtures/<survey>/. Where
there is only one of a kind it needs no naming.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ekrules.errors import Fault, InputError, Place, listed, nearest_name
from ekrules.yaml_reader.files import shown_path

GOALS, RULES, SURVEYS = "goals", "rules", "fixtures"


@dataclass(frozen=True)
class ProjectFolders:
    """The folders of one run."""

    root: Path
    goals: Path
    rules: Path
    survey: Path


def locate(root: Path, strategy: str | None = None, survey: Path | None = None) -> ProjectFolders:
    """Return the folders; raise InputError where a name is needed or none is so called."""
    goals = _chosen(root / GOALS, strategy, "strategy", "strategy.yaml")
    return ProjectFolders(root, goals, root / RULES / goals.name, locate_survey(root, survey))


def locate_survey(root: Path, survey: Path | None = None) -> Path:
    """Return the survey's folder: the one named, or the only one there is."""
    return survey or _chosen(root / SURVEYS, None, "survey", "survey.yaml")


def _chosen(folder: Path, name: str | None, kind: str, marker: str) -> Path:
    there = sorted(one.parent.name for one in folder.glob(f"*/{marker}"))
    place = Place(shown_path(folder))
    if name is not None:
        if name not in there:
            found = f'there is no {kind} called "{name}"'
            expected = f"expected one of {listed(there)}" if there else f"no {kind} is here"
            raise InputError([Fault(place, found, expected, nearest_name(name, there))])
        return folder / name
    if len(there) != 1:
        found = f"{len(there)} kinds of {kind} are here: {listed(there)}" if there else f"no {kind}"
        raise InputError([Fault(place, found, f"name the {kind} to use")])
    return folder / there[0]
