from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ekrules.project.schemas.kinds import KINDS
from tests.cli.running import ekrules
from tests.real_project import ROOT, copied_project


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_all_schemas_are_written_to_the_project(folder: Path) -> None:
    ran = ekrules("schema")
    assert (ran.code, ran.out) == (0, f"Written: {len(KINDS)} schemas to schemas\n")
    for kind in KINDS:
        shipped = (ROOT / "schemas" / kind.file_name).read_bytes()
        assert (folder / "schemas" / kind.file_name).read_bytes() == shipped


def test_one_kind_alone_is_printed_and_nothing_is_written(folder: Path) -> None:
    ran = ekrules("schema", "swot")
    assert ran.code == 0
    assert json.loads(ran.out)["title"] == "Findings (swot.yaml)"
    assert ran.out == (ROOT / "schemas/swot.schema.json").read_text(encoding="utf-8")
    assert list(folder.iterdir()) == []


def test_one_kind_can_be_written_to_a_folder(folder: Path) -> None:
    ran = ekrules("schema", "swot", "--out", "mine")
    assert (ran.code, ran.out) == (0, "Written: 1 schema to mine\n")
    assert [path.name for path in (folder / "mine").iterdir()] == ["swot.schema.json"]


def test_a_mistyped_kind_is_refused_with_the_nearest(folder: Path) -> None:
    ran = ekrules("schema", "tabels")
    assert ran.code == 2
    assert 'no kind of file is called "tabels"' in ran.err
    assert 'Did you mean "tables"?' in ran.err
    assert list(folder.iterdir()) == []


def test_first_lines_are_told(folder: Path) -> None:
    copied_project(folder)
    path = folder / "rules/ekommune2012/swot.yaml"
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
    ran = ekrules("schema", "--first-lines")
    assert ran.code == 0
    assert ran.out.endswith("The first line was added or mended in 1 file.\n")


def test_a_folder_that_is_a_file_is_told_in_words(folder: Path) -> None:
    (folder / "schemas").write_text("mine", encoding="utf-8")
    ran = ekrules("schema")
    assert ran.code == 2
    assert ran.told == ["schemas: this is a file; expected a folder."]


def test_no_other_command_reads_the_schemas() -> None:
    # They import every room, and would make each command slower to start.
    asked = "import sys, ekrules.cli.application, ekrules.project.checking, ekrules.cli.check\n"
    asked += "print([one for one in sys.modules if one.startswith('ekrules.project.schemas.')])"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
