"""Other files: those of the project that a check would pass by, for only other commands read them.

In: a project's folders. Out: their faults, as errors. A crosswalk in another form than YAML is
left to `ekrules frames`: the libraries that read it take longer than a whole check.
"""

from __future__ import annotations

from ekrules.errors import Faults
from ekrules.project.locating import SURVEYS, ProjectFolders
from ekrules.project.told import Told, told

CROSSWALK = "crosswalk.yaml"


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
