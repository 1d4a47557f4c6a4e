"""Sides: the two rule sets that are held against each other, each with its files at hand.

In: two words as typed: a project's folder, a folder of rules or of goals, or a git revision.
Out: two Sides; a revision's files lie in a temporary folder that is removed afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from ekrules.assessment.rules import STATUS
from ekrules.errors import Faults, Place
from ekrules.project.impact.git import find_revision, folders_with, write_revision
from ekrules.project.locating import GOALS, RULES, SURVEYS
from ekrules.report.impact import SideKind, SideName
from ekrules.survey.reading import INDICATORS
from ekrules.yaml_reader.files import shown_path

LAST_COMMIT, WORKING_TREE = "HEAD", "."
STRATEGY = "strategy.yaml"

Which = Literal["OLD", "NEW"]


@dataclass(frozen=True)
class Side:
    """One rule set. root: the project that has its surveys, and what `folder` has not.

    folder: what was named, or where a revision lies.
    """

    which: Which
    name: SideName
    root: Path
    folder: Path

    def shown(self, text: str) -> str:
        """Return a text with the files of a revision named as git does: HEAD:rules/..."""
        if self.name.kind != "revision":
            return text
        return text.replace(shown_path(self.folder) + "/", f"{self.name.typed}:")

    def holds(self, file: str) -> bool:
        """Whether a file is one of the goals and rules that this side alone has."""
        if self.name.kind in ("goals", "rules"):
            return file.startswith(shown_path(self.folder) + "/")
        return any(file.startswith(shown_path(self.root / one) + "/") for one in (GOALS, RULES))


@contextmanager
def opened_sides(old: str, new: str, project: Path) -> Iterator[tuple[Side, Side]]:
    """Give the two sides; raise InputError with what is wrong with either name.

    project: the folder whose history revisions are of, and that completes a folder of rules.
    """
    with TemporaryDirectory(prefix="ekrules-") as temporary:
        faults = Faults()
        # Its real path: a fault's place is told apart by the folder that it lies in.
        into = Path(temporary).resolve()
        sides = [
            _open("OLD", old, project, into / "old", (GOALS, RULES), faults),
            _open("NEW", new, project, into / "new", (GOALS, RULES, SURVEYS), faults),
        ]
        faults.stop_if_any()
        before, after = sides
        assert before is not None
        assert after is not None
        yield before, after


def _open(
    which: Which, typed: str, project: Path, into: Path, folders: tuple[str, ...], faults: Faults
) -> Side | None:
    folder = Path(typed) if typed and "\0" not in typed and len(typed) < 4096 else None
    there = None if folder is None else _what_is_there(folder)
    if folder is not None and there == "folder":
        return _of_folder(which, typed, folder, project, faults)
    if folder is not None and there == "file":
        faults.add(Place(typed), "this is a file", f'expected a folder, as "{folder.parent}"')
        return None
    if typed.startswith((".", "/", "~")):
        found = "there is no such folder"
        faults.add(Place(typed), found, "expected a project, or a revision as HEAD~1")
        return None
    revision = find_revision(typed, project, faults)
    if revision is None:
        return None
    # A catalogue is part of the rules, wherever its values are.
    catalogues = () if SURVEYS in folders else folders_with(revision, SURVEYS, INDICATORS)
    if write_revision(revision, (*folders, *catalogues), into, faults) is None:
        return None
    if not any((into / one).is_dir() for one in (GOALS, RULES)):
        found = f"at this revision the folder you are in has neither {GOALS}/ nor {RULES}/"
        faults.add(Place(typed), found, "run ekrules in the project's folder")
        return None
    return Side(which, SideName(typed, "revision", revision.commit), into, into)


def _what_is_there(path: Path) -> Literal["folder", "file"] | None:
    try:
        return "folder" if path.is_dir() else "file" if path.exists() else None
    except OSError:  # a name too long for the file system is a name of nothing
        return None


def _of_folder(
    which: Which, typed: str, folder: Path, project: Path, faults: Faults
) -> Side | None:
    kind = _kind(folder)
    if kind is None:
        expected = f"expected a project with {GOALS}/ and {RULES}/, or one of these folders"
        faults.add(
            Place(shown_path(folder)), "neither goals nor rules are in this folder", expected
        )
        return None
    root = folder if kind == "project" else project
    return Side(which, SideName(typed, kind), root, folder)


def _kind(folder: Path) -> SideKind | None:
    if (folder / GOALS).is_dir() or (folder / RULES).is_dir():
        return "project"
    if (folder / STRATEGY).exists() or any(folder.glob(f"*/{STRATEGY}")):
        return "goals"
    if (folder / STATUS).exists() or any(folder.glob(f"*/{STATUS}")):
        return "rules"
    return None
