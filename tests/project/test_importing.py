"""Importing: what may not be written over, seen from the files and not from the command."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from ekrules.errors import InputError
from ekrules.project.importing import ImportRequest, import_answers
from tests.made_up import WAVE, project_with_wave, wave_folder


@pytest.mark.parametrize("name", ["frame.csv", "FRAME.csv"])
def test_the_answers_do_not_take_the_place_of_the_list_of_the_frame(
    tmp_path: Path, name: str
) -> None:
    root = project_with_wave(tmp_path / "prosjekt")
    file, into = tmp_path / name, root / "fixtures" / "ekommune2010"
    shutil.copy(wave_folder() / "answers.csv", file)
    request = ImportRequest(file, Path(WAVE), into, date(2010, 4, 1))
    with pytest.raises(InputError) as told:
        import_answers(root, request)
    assert str(told.value) == (
        f'{file.as_posix()}: the new wave has a file called "frame.csv" of its own; '
        "expected another name; rename the file."
    )
    assert not into.exists()
