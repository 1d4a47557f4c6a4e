"""The made-up wave of 2009 in the repository's own project: written once, read as files are."""

from __future__ import annotations

import atexit
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from ekrules.project.assessing import Outcome, run_assessment
from ekrules.project.loading import Loaded, load
from ekrules.project.locating import locate
from ekrules.project.synthesizing import wave_files
from ekrules.report.files import write_all_whole
from tests.real_project import ROOT, STRATEGY, copied_project
from tests.survey_synthesis.made_up import answers_2009, survey_2009

SEED = 2009
WAVE = "ekommune2009_syntetisk"


@cache
def _home() -> Path:
    home = Path(mkdtemp(prefix="ekrules-made-up-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return home


@cache
def wave_folder(ending: str = "csv") -> Path:
    """Return the wave's folder, with the answers as a file of this kind. Nobody writes in it."""
    folder = _home() / ending / WAVE
    answers = answers_2009(SEED)
    files = wave_files(survey_2009(), answers, len(answers.respondents), ending)
    write_all_whole({folder / name: content for name, content in files.items()})
    return folder


@cache
def made_up(ending: str = "csv") -> Loaded:
    return load(replace(locate(ROOT, STRATEGY), survey=wave_folder(ending)))


@cache
def made_up_outcome() -> Outcome:
    return run_assessment(made_up(), "columnar")


def copied_wave(into: Path, ending: str = "csv") -> Path:
    """Copy the wave into a folder that is not there yet."""
    shutil.copytree(wave_folder(ending), into)
    return into


def project_with_wave(into: Path) -> Path:
    """Copy the project, with the made-up wave as its only survey."""
    root = copied_project(into)
    shutil.rmtree(root / "fixtures")
    copied_wave(root / "fixtures" / WAVE)
    return root
