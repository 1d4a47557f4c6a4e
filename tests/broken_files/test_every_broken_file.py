"""Files broken as tired people break them: each is told in its own words, place and advice.

Beside each broken file lies what `ekrules check` must print of it, with the ending .told. The
folder it lies in says which file of the sound project it takes the place of.
"""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path

import pytest

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
}
BROKEN = sorted(
    path for folder in STANDS_FOR for path in (HERE / folder).glob("*") if path.suffix != ".told"
)
JARGON = re.compile(r"Traceback|pydantic|NoneType|<class|object at 0x|ValidationError|yaml\.")


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


@cache
def expected_of(path: Path) -> str:
    return path.with_suffix(".told").read_text(encoding="utf-8").strip()


def test_the_project_without_a_slip_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert check_project(sound_project(tmp_path)).told == ()


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_broken_file_is_told_as_its_author_needs_it(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    project = sound_project(tmp_path)
    shutil.copy(path, project / STANDS_FOR[path.parent.name])
    assert told_of(project) == expected_of(path)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_is_told_has_a_place_and_no_word_of_a_programmer(path: Path) -> None:
    expected = expected_of(path)
    assert f"{STANDS_FOR[path.parent.name]}:" in expected
    assert JARGON.search(expected) is None


def test_there_are_at_least_150_broken_files_and_each_has_its_sentence() -> None:
    assert len(BROKEN) >= 150
    alone = [
        path for path in HERE.glob("*/*.told") if not list(path.parent.glob(f"{path.stem}.y*"))
    ]
    assert alone == []
