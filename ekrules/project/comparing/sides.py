"""Sides: what OLD and NEW name, each with rules and data of its own, read and checked.

In: two words as typed: a survey's folder, a project's folder, a git revision (also REV:folder), or
a record. Out: two OpenedSides; a revision's files lie in a temporary folder that is removed
afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from ekrules.errors import EkrulesError, Fault, Faults, InputError, Place, listed
from ekrules.project.comparing.record_sides import fitting_files, opened_record
from ekrules.project.impact.git import find_revision, write_revision
from ekrules.project.loading import Loaded, load
from ekrules.project.locating import GOALS, RULES, SURVEYS, ProjectFolders, locate
from ekrules.project.replaying.finding import find_root
from ekrules.report.comparison import ComparedName
from ekrules.yaml_reader.files import shown_path
from ekrules.yaml_reader.wording import Language

Which = Literal["OLD", "NEW"]
SURVEY_FILE = "survey.yaml"
FOLDERS = (GOALS, RULES, SURVEYS)


@dataclass(frozen=True)
class Choice:
    """What is compared where a word leaves it open, and in which language it is told."""

    strategy: str | None = None
    survey: Path | None = None
    language: Language = "nb"


@dataclass(frozen=True)
class OpenedSide:
    """One side: its name, and all that was read; recorded: goal -> status, where it is a record."""

    which: Which
    name: ComparedName
    loaded: Loaded
    recorded: dict[str, str] = field(default_factory=dict)


@contextmanager
def opened_sides(
    old: str, new: str, choice: Choice, project: Path | None = None
) -> Iterator[tuple[OpenedSide, OpenedSide]]:
    """Give the two sides; raise InputError with every fault of either, marked with its side.

    project: the folder that revisions are of; the current one where not given.
    """
    with TemporaryDirectory(prefix="ekrules-") as temporary:
        into = Path(temporary).resolve()
        told: list[Fault] = []
        sides: list[OpenedSide] = []
        words: tuple[tuple[Which, str], ...] = (("OLD", old), ("NEW", new))
        for which, typed in words:
            try:
                opening = _Opening(which, typed, choice, project or Path(), into / which.lower())
                sides.append(opening.side())
            except EkrulesError as error:
                told += [_marked(which, one) for one in error.faults]
        if told:
            raise InputError(_once(told))
        yield sides[0], sides[1]


def _marked(which: Which, fault: Fault) -> Fault:
    return Fault(fault.place, f"in {which}, {fault.found}", fault.expected, fault.nearest)


def _once(faults: list[Fault]) -> list[Fault]:
    """A fault that both sides have, in a file that both share, is told once and of neither."""
    bare = [Fault(o.place, o.found[8:], o.expected, o.nearest) for o in faults]
    return [
        one if bare.count(plain) > 1 else marked
        for one, plain, marked in zip(bare, bare, faults, strict=True)
    ]


@dataclass(frozen=True)
class _Opening:
    which: Which
    typed: str
    choice: Choice
    project: Path
    into: Path

    def side(self) -> OpenedSide:
        """Return the side; raise InputError with what is wrong with its name or its files."""
        path = self._path()
        if path is not None and path.is_file() and path.suffix.lower() == ".json":
            return recorded_side(self.which, path, self.into, self.typed)
        if path is not None:
            return self._loaded(*self._of_path(path))
        return self._revision()

    def _path(self) -> Path | None:
        """The file or folder that was typed; None where there is none so called."""
        if not self.typed or "\0" in self.typed:
            return None
        try:
            path = Path(self.typed)
            return path if path.exists() else None
        except OSError:  # a name too long for the file system is a name of nothing
            return None

    def _of_path(self, path: Path) -> tuple[ComparedName, ProjectFolders]:
        if path.is_file() or (path / SURVEY_FILE).is_file():
            folder = path.parent if path.is_file() else path
            root = find_root(folder / SURVEY_FILE)
            return ComparedName(self.typed, "survey"), locate(root, self.choice.strategy, path)
        if any((path / one).is_dir() for one in (GOALS, RULES)):
            folders = locate(path, self.choice.strategy, self._survey_in(path))
            return ComparedName(self.typed, "project"), folders
        expected = f"expected a survey's folder, a project with {GOALS}/ and {RULES}/, "
        expected += "a git revision or a record"
        raise InputError([Fault(Place(shown_path(path)), "neither is in this folder", expected)])

    def _survey_in(self, root: Path) -> Path | None:
        named = self.choice.survey
        if named is None:
            return None
        beside = root / named
        return beside if beside.exists() else Path(named.name) if len(named.parts) > 1 else named

    def _revision(self) -> OpenedSide:
        faults = Faults()
        typed, _, below = self.typed.partition(":")
        if typed.startswith((".", "/", "~")) or self.typed.endswith(".json"):
            found = "there is no such file or folder"
            expected = "expected a survey's folder, a project, a record, or a revision as HEAD~1"
            raise InputError([Fault(Place(self.typed), found, expected)])
        revision = find_revision(typed, self.project, faults)
        written = revision and write_revision(revision, FOLDERS, self.into, faults)
        faults.stop_if_any()
        assert revision is not None
        assert written is not None
        name = ComparedName(self.typed, "revision", revision.commit, shown_path(self.into), typed)
        survey = self._survey_in(self.into)
        if below:
            survey = self._below(name, below)
        try:
            return self._loaded(name, locate(self.into, self.choice.strategy, survey))
        except EkrulesError as error:
            raise InputError(_shown(name, one) for one in error.faults) from None

    def _below(self, name: ComparedName, below: str) -> Path:
        """The survey that was named within a revision, as HEAD:fixtures/x."""
        folder = self.into / below
        if ".." not in Path(below).parts and (folder / SURVEY_FILE).is_file():
            return folder
        there = sorted(one.parent.name for one in (self.into / SURVEYS).glob(f"*/{SURVEY_FILE}"))
        expected = f"expected one of {listed(f'{SURVEYS}/{one}' for one in there)}"
        raise InputError([Fault(Place(name.typed), "it has no such survey", expected)])

    def _loaded(self, name: ComparedName, folders: ProjectFolders) -> OpenedSide:
        return OpenedSide(self.which, name, load(folders, self.choice.language))


def recorded_side(which: Which, path: Path, into: Path, typed: str | None = None) -> OpenedSide:
    """Return the side that a record stands for; InputError where its files are not at hand.

    into: a folder for the files of a commit. typed: the record as it was named.
    """
    record = opened_record(path)
    found = fitting_files(record, into)
    told = typed or shown_path(path)
    name = ComparedName(told, "record", found.commit, found.unpacked, found.typed)
    recorded = {str(one["id"]): str(one["status"]) for one in record.values["goals"]}
    return OpenedSide(which, name, found.loaded, recorded)


def _shown(name: ComparedName, fault: Fault) -> Fault:
    place = fault.place._replace(file=name.shown(fault.place.file))
    return Fault(place, name.shown(fault.found), name.shown(fault.expected), fault.nearest)
