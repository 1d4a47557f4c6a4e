"""Slips of every kind in every shipped file are told in words; none ends in a traceback.

`pytest --mutations 10000 tests/project/test_mutations.py` (make test-mutations) tries as many.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import ekrules.yaml_reader.files
from ekrules.errors import EkrulesError
from ekrules.project.checking import check_project
from tests.mutations import mutated
from tests.parsed_once import parsed_once
from tests.real_project import copied_project

# "None" stands in the files themselves, as the English label of an answer.
JARGON = re.compile(
    r"Traceback|pydantic|NoneType|<class|object at 0x|ValidationError|<block|(?<!en: )\bNone\b"
)
RUNS = 50
# Proofs take longer than all the rest, and see only what could be read.
PROVED = 5


@dataclass
class Project:
    """A copy of the shipped project, to be broken a file at a time."""

    root: Path
    files: list[Path]

    def broken_sentences(self, path: Path, content: bytes, *, proofs: bool) -> list[str]:
        """Return what check says with other bytes in one file, which it gets back after."""
        before = path.read_bytes()
        path.write_bytes(content)
        try:
            return [str(one.fault) for one in check_project(self.root, proofs=proofs).told]
        except EkrulesError as error:
            return [str(fault) for fault in error.faults]
        finally:
            path.write_bytes(before)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    root = copied_project(tmp_path_factory.mktemp("mutations"))
    files = sorted(path for path in root.rglob("*") if path.suffix in (".yaml", ".csv"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setattr(ekrules.yaml_reader.files, "parse", parsed_once())
        yield Project(root, files)


@pytest.mark.parametrize("run", range(RUNS))
def test_a_slip_in_a_file_is_told_in_words_or_does_no_harm(
    run: int, project: Project, pytestconfig: pytest.Config
) -> None:
    drawn = random.Random(run)
    for number in range(pytestconfig.getoption("mutations") // RUNS):
        path = drawn.choice(project.files)
        content = mutated(path.read_bytes(), drawn)
        sentences = project.broken_sentences(path, content, proofs=number % PROVED == 0)
        assert [one for one in sentences if JARGON.search(one)] == []
        assert [one for one in sentences if "\n" in one or len(one) > 1000] == []


def test_no_slip_is_left_behind(project: Project) -> None:
    assert check_project(project.root, proofs=False).is_sound()
