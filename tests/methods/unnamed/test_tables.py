"""Tables: those of this folder have a row for every case, and no two rows that clash."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ekrules.decision.proof.search import is_available
from ekrules.project.checking_methods import check_methods
from tests.methods.unnamed.judging import FOLDER

PAGE = FOLDER.parents[2] / "docs" / "how-to" / "state-a-published-method.md"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.skipif(not is_available(), reason="z3 is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_a_method_that_nobody_named_is_found_sound(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "methods"
    folder.mkdir(parents=True)
    shutil.copy(FOLDER / f"{name}.yaml", folder)
    checked = check_methods(tmp_path, proofs=True)
    assert [one.id for one in checked.methods] == [name]
    assert [str(one.fault) for one in checked.told if one.level == "error"] == []


def test_the_page_on_stating_a_method_names_each_of_them() -> None:
    _, listed = PAGE.read_text(encoding="utf-8").split("## What has been stated")
    rows = [line for line in listed.splitlines() if line.startswith("| ") and "`" in line]
    named = [name for row in rows for name in re.findall("`([a-z0-9-]+)`", row)]
    assert sorted(named) == NAMES
