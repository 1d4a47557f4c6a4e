"""Files broken as tired people break them, and what check says of each.

Beside each broken file lies what `ekrules check` must print of it, with the ending .told. The
folder it lies in says which file of the sound project it takes the place of.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from ekrules.errors import EkrulesError
from ekrules.project.checking import check_project
from ekrules.project.telling.as_text import as_text
from ekrules.project.told import told
from tests.real_project import ROOT

HERE = Path(__file__).parent
STANDS_FOR = {
    "status": "rules/plan2012/status.yaml",
    "themes": "rules/plan2012/themes.yaml",
    "swot": "rules/plan2012/swot.yaml",
    "narrative": "rules/plan2012/narrative.nb.yaml",
    "overrides": "fixtures/liten2009/overrides.yaml",
    "strategy": "goals/plan2012/strategy.yaml",
    "theme": "goals/plan2012/01-helse.yaml",
    "survey": "fixtures/liten2009/survey.yaml",
    "codebook": "fixtures/liten2009/codebook/01-helse.yaml",
    "printed": "fixtures/liten2009/printed/01-helse.yaml",
    "evidence": "fixtures/liten2009/evidence.yaml",
    "method": "rules/methods/avstand.yaml",
    "indicators": "fixtures/tall/indicators.yaml",
    "values": "fixtures/tall/verdier.csv",
}
JARGON = re.compile(r"Traceback|pydantic|NoneType|<class|object at 0x|ValidationError|yaml\.")


def broken_in(*folders: str) -> list[Path]:
    """Return the broken files of some folders."""
    files = (path for folder in folders for path in (HERE / folder).iterdir())
    return sorted(path for path in files if path.suffix != ".told")


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def sound_project(into: Path) -> Path:
    shutil.copytree(HERE / "sound", into, dirs_exist_ok=True)
    narrative = "narrative.nb.yaml"
    shutil.copy(ROOT / "rules/ekommune2012" / narrative, into / "rules/plan2012" / narrative)
    return into


def told_of(project: Path) -> str:
    """Return what check prints of the project in this folder, as text."""
    try:
        every = check_project(project).told
    except EkrulesError as error:
        every = tuple(told("error", "fault", error.faults))
    return as_text(every)


def told_where_broken(path: Path, folder: Path) -> str:
    """Return what check prints where the file stands in the sound project, made in `folder`."""
    project = sound_project(folder)
    shutil.copy(path, project / STANDS_FOR[path.parent.name])
    return told_of(project)


def expected_of(path: Path) -> str:
    return path.with_suffix(".told").read_text(encoding="utf-8").strip()
