"""What holds for every broken file: a place, a sentence, and no word of a programmer."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.project.checking import check_project
from tests.broken_files.breaking import (
    HERE,
    JARGON,
    STANDS_FOR,
    broken_in,
    expected_of,
    name_of,
    sound_project,
)

BROKEN = broken_in(*STANDS_FOR)


def test_the_project_without_a_slip_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert check_project(sound_project(tmp_path)).told == ()


def test_there_are_more_than_700_and_each_folder_stands_for_a_file() -> None:
    assert len(BROKEN) > 700
    assert {path.parent.name for path in HERE.glob("*/*.told")} == set(STANDS_FOR)


def test_no_sentence_stands_without_its_file() -> None:
    told = {path.with_suffix("") for path in HERE.glob("*/*.told")}
    assert told == {path.with_suffix("") for path in BROKEN}


@pytest.mark.parametrize("path", BROKEN, ids=name_of)
def test_what_is_told_has_a_place_and_no_word_of_a_programmer(path: Path) -> None:
    expected = expected_of(path)
    assert f"{STANDS_FOR[path.parent.name]}:" in expected
    assert JARGON.search(expected) is None
