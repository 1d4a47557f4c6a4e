"""Locating: which strategy, which rules and which survey a run is about.

A project is a folder with goals/<strategy>/, rules/<strategy>/ and fixtures/<survey>/. Where
there is only one of a kind it needs no naming.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ekrules.errors import Faults, Place, listed, nearest_name
from ekrules.survey.answer_reading import ANSWERS
from ekrules.survey.reading import INDICATORS
from ekrules.yaml_reader.files import shown_path

GOALS, RULES, SURVEYS = "goals", "rules", "fixtures"
# Beside the strategies' folders under rules/.
METHODS = "methods"


@dataclass(frozen=True)
class ProjectFolders:
    """The folders of one run; answers: the file of answers, where one was named."""

    root: Path
    goals: Path
    rules: Path
    survey: Path
    answers: Path | None = None


def indicator_files(root: Path) -> list[Path]:
    """Return each indicators.yaml of a project, by its folder."""
    return sorted((root / SURVEYS).glob(f"*/{INDICATORS}"))


def locate(root: Path, strategy: str | None = None, survey: Path | None = None) -> ProjectFolders:
    """Return the folders; raise InputError where a name is needed or none is so called."""
    faults = Faults()
    _refuse_no_project(root, faults)
    goals = _chosen(root / GOALS, strategy, "strategy", "strategy.yaml", faults)
    found = _named_survey(root, survey, faults) if survey else _only_survey(root, faults)
    faults.stop_if_any()
    assert goals is not None
    assert found is not None
    rules = root / RULES / goals.name
    return ProjectFolders(root, goals, rules, found, named_answers(survey))


def locate_rules(root: Path, strategy: str | None = None) -> Path | None:
    """Return the folder of a strategy's rules; None where this is no project and none is named."""
    if strategy is None and not (root / GOALS).is_dir():
        return None
    faults = Faults()
    goals = _chosen(root / GOALS, strategy, "strategy", "strategy.yaml", faults)
    faults.stop_if_any()
    assert goals is not None
    return root / RULES / goals.name


def _refuse_no_project(root: Path, faults: Faults) -> None:
    """Stop where the folder is no project; say which folder above it is one."""
    parts = (GOALS, RULES, SURVEYS)
    if any((root / one).is_dir() for one in parts):
        return
    above = (one for one in root.resolve().parents if all((one / part).is_dir() for part in parts))
    project = next(above, None)
    expected = f"run ekrules in a folder with {GOALS}/, {RULES}/ and {SURVEYS}/"
    if project is not None:
        expected = f'run ekrules in the folder "{project.name}" above it, which is one'
    faults.add(Place(shown_path(root)), "this folder is no project", expected)
    faults.stop_if_any()


def named_answers(survey: Path | None) -> Path | None:
    """Return the file of answers that was named as the survey; None where it was a folder."""
    return survey if survey is not None and survey.is_file() else None


def locate_survey(root: Path, survey: Path | None = None) -> Path:
    """Return the survey's folder: the one named, or the only one there is."""
    faults = Faults()
    found = _named_survey(root, survey, faults) if survey else _only_survey(root, faults)
    faults.stop_if_any()
    assert found is not None
    return found


def _named_survey(root: Path, survey: Path, faults: Faults) -> Path:
    """Return the folder that was named: by its path, by its name alone under fixtures/, or by
    its file of answers.
    """
    if survey.is_file():
        if not (survey.parent / ANSWERS).exists():
            found = "this is a file, and nothing beside it says how it is read"
            expected = f"expected {ANSWERS} in its folder; ekrules import makes one"
            faults.add(Place(shown_path(survey)), found, expected)
        return survey.parent
    there = {one.parent.name: one.parent for one in (root / SURVEYS).glob("*/survey.yaml")}
    if not survey.exists() and str(survey) in there:
        return there[str(survey)]
    if not survey.exists() and there:
        place, near = Place(shown_path(survey)), nearest_name(survey.name, there)
        expected = f"expected a survey's folder, or one of {listed(sorted(there))}"
        faults.add(place, "there is no such folder", expected, near)
    return survey


def _only_survey(root: Path, faults: Faults) -> Path | None:
    return _chosen(root / SURVEYS, None, "survey", "survey.yaml", faults)


def _chosen(folder: Path, name: str | None, kind: str, marker: str, faults: Faults) -> Path | None:
    there = sorted(one.parent.name for one in folder.glob(f"*/{marker}"))
    place = Place(shown_path(folder))
    if not there:
        expected = f"run ekrules where there is a {folder.name}/<name>/{marker}"
        faults.add(place, f"no {kind} is here", expected)
    elif name is not None and name not in there:
        found = f'there is no {kind} called "{name}"'
        faults.add(place, found, f"expected one of {listed(there)}", nearest_name(name, there))
    elif name is None and len(there) > 1:
        faults.add(place, f"more than one {kind} is here", f"name one of {listed(there)}")
    else:
        return folder / (name or there[0])
    return None
