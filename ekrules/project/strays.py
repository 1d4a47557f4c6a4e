"""Strays: files in a project's folders that no room reads, and that someone meant to be read.

In: the folders of a run. Out: a fault for each file that would be passed over in silence. Hidden
files and README.md are nobody's input and may lie anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ekrules.assessment.overrides import OVERRIDES
from ekrules.assessment.rules import OVERALL, STATUS, SWOT, THEMES
from ekrules.errors import Faults, Place, listed, nearest_name
from ekrules.narrative.writing import template_path
from ekrules.project.locating import ProjectFolders
from ekrules.report.settings import REPORT
from ekrules.survey.answer_reading import ANSWERS, BREAKDOWNS
from ekrules.survey.reading import DESCRIPTION, INDICATORS, OPTIONAL
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.files import shown_path
from ekrules.yaml_reader.wording import LANGUAGES

README = "README.md"
_ENDING = ".yaml"
_PICTURES = (".svg", ".png", ".jpg", ".jpeg")
_OTHER_ENDINGS = (".yml", ".yaml.txt", ".yml.txt", ".yaml")


def refuse_strays(
    folders: ProjectFolders, survey: Survey | None, faults: Faults, logo: str | None = None
) -> None:
    """Add a fault for each file that is not read, unless the file has one already.

    logo: as report.yaml names it. Where that could not be read, any picture may be it.

    survey: as it was read, which knows the files of answers that its own files name; where it could
    not be read nobody knows, and only what looks like YAML is told.
    """
    data = _data_files(folders, survey)
    narratives = [template_path(folders.rules, one).name for one in LANGUAGES]
    read = [STATUS, THEMES, OVERALL, SWOT, REPORT, *narratives]
    _refuse(folders.rules, (*read, *_logos(folders.rules, logo, faults)), faults)
    known = (DESCRIPTION, *OPTIONAL, INDICATORS, OVERRIDES, ANSWERS, BREAKDOWNS)
    _refuse(folders.survey, tuple(dict.fromkeys((*known, *data))), faults)
    for folder in (folders.goals, folders.survey / "codebook", folders.survey / "printed"):
        _refuse(folder, (), faults)


def refuse_other_files(folder: Path, faults: Faults) -> None:
    """Add a fault for each file of a folder where every .yaml file is read, and no other."""
    _refuse(folder, (), faults)


def _logos(rules: Path, logo: str | None, faults: Faults) -> list[str]:
    if logo is not None:
        return [logo]
    if shown_path(rules / REPORT) not in {fault.place.file for fault in faults.found}:
        return []
    return [one.name for one in rules.iterdir() if one.suffix.casefold() in _PICTURES]


def _data_files(folders: ProjectFolders, survey: Survey | None) -> list[str]:
    indicators = folders.survey / INDICATORS
    # Where the goals can't be read the survey does not know which files hold its indicators.
    knows = survey is not None and (indicators in survey.files or not indicators.exists())
    if survey is not None and knows and (survey.answers is not None or survey.printed_themes):
        files = (*survey.files, *survey.passed_over)
        return [path.name for path in files if path.parent == folders.survey]
    there = folders.survey.iterdir() if folders.survey.is_dir() else ()
    return [one.name for one in there if not one.name.casefold().endswith(_OTHER_ENDINGS)]


def _refuse(folder: Path, names: Sequence[str], faults: Faults) -> None:
    """names: what is read in the folder; none for a folder where every .yaml file is."""
    told = {fault.place.file for fault in faults.found}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        is_read = path.name in names if names else path.suffix == _ENDING
        may_lie = path.name == README or path.name.startswith(".") or not path.is_file()
        if is_read or may_lie or shown_path(path) in told:
            continue
        expected = f"expected one of {listed(names)}" if names else f"end it with {_ENDING}"
        near = nearest_name(path.name, names) if names else _with_ending(path.name)
        faults.add(Place(shown_path(path)), "this file is not read", expected, near)


def _with_ending(name: str) -> str | None:
    """Return the name with the right ending in place of one that was likely meant as it."""
    for ending in _OTHER_ENDINGS:
        if name.casefold().endswith(ending):
            return name[: -len(ending)] + _ENDING
    return None
