"""Other files: those of the project that a check would pass by, for only other commands read them.

In: a project's folders. Out: their faults, as errors. A crosswalk in another form than YAML is
left to `ekrules frames`: the libraries that read it take longer than a whole check.
"""

from __future__ import annotations

from ekrules.errors import Faults
from ekrules.narrative.writing import read_templates, template_path
from ekrules.project.locating import SURVEYS, ProjectFolders
from ekrules.project.told import Told, told
from ekrules.yaml_reader.wording import LANGUAGES, Language

CROSSWALK = "crosswalk.yaml"


def other_narratives(folders: ProjectFolders, read: Language) -> list[Told]:
    """Return the faults of the narratives in other languages than the one that was read."""
    faults = Faults()
    for language in LANGUAGES:
        if language != read and template_path(folders.rules, language).exists():
            read_templates(folders.rules, language, faults)
    return told("error", "fault", faults.found)


def crosswalks(folders: ProjectFolders) -> list[Told]:
    """Return the faults of the crosswalks that lie among the surveys."""
    paths = sorted((folders.root / SURVEYS).glob(f"*/{CROSSWALK}"))
    if not paths:
        return []
    from ekrules.survey.crosswalk_reading import read_crosswalk

    faults = Faults()
    for path in paths:
        read_crosswalk(path, faults)
    return told("error", "fault", faults.found)
