"""Record sides: the files that a record was made from, to the byte, in the project or its history.

In: a record. Out: those files, read. Its own hashes decide: where the working tree no longer has
them they are looked for at every commit that touched them, the newest first; where none fits, a
fault says which files differ and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ekrules.assessment.input_files import hash_inputs
from ekrules.errors import EkrulesError, Fault, Faults, InputError
from ekrules.project.comparing.git_history import commits_with, is_repository
from ekrules.project.impact.git import Revision, write_revision
from ekrules.project.loading import Loaded, load
from ekrules.project.locating import GOALS, RULES, SURVEYS
from ekrules.project.replaying.files_held import FileDifference, file_differences, files_lost
from ekrules.project.replaying.finding import find_folders, find_root
from ekrules.project.replaying.reading import GivenRecord, read_record
from ekrules.yaml_reader.files import shown_path

FOLDERS = (GOALS, RULES, SURVEYS)
MOST_TOLD = 5


@dataclass(frozen=True)
class FittingFiles:
    """What a record was made from; commit: where it lies in git, unless it is as it stands.

    unpacked: the temporary folder that holds the commit's files, as messages name it.
    """

    loaded: Loaded
    commit: str | None = None
    unpacked: str | None = None

    @property
    def typed(self) -> str | None:
        """What stands before a file of the commit."""
        return self.commit[:10] if self.commit else None


class OtherFilesError(InputError):
    """A record's files are not at hand as they were; files: the paths of those that differ."""

    def __init__(self, fault: Fault, files: Sequence[str]) -> None:
        super().__init__([fault])
        self.files = tuple(files)


def opened_record(path: Path) -> GivenRecord:
    """Return a record; InputError where it is none that says how it was made."""
    faults = Faults()
    record = read_record(path, faults)
    faults.stop_if_any()
    assert record is not None
    return record


def fitting_files(record: GivenRecord, into: Path) -> FittingFiles:
    """Return the files with the hashes that the record holds; InputError where they are gone.

    into: a folder that does not exist yet, for the files of a commit.
    """
    root = find_root(record.path)
    loaded, differences = _in(record, root)
    if loaded is not None and not differences:
        return FittingFiles(loaded)
    for number, commit in enumerate(_commits(record, root)):
        folder = into / str(number)
        revision = Revision(commit[:10], commit, root)
        if write_revision(revision, FOLDERS, folder, Faults()) is None:
            continue
        then, others = _in(record, folder)
        if then is not None and not others:
            return FittingFiles(then, commit, shown_path(folder))
    raise OtherFilesError(_fault(record, root, differences), [one.path for one in differences])


def _in(record: GivenRecord, root: Path) -> tuple[Loaded | None, Sequence[FileDifference]]:
    """Read what the record names in a folder, and tell which files are others than its own."""
    given = record.given
    faults = Faults()
    folders = None
    try:
        folders = find_folders(record, root, faults)
        faults.stop_if_any()
        assert folders is not None
        loaded = load(folders, given.language)
    except EkrulesError:
        if folders is None and faults.found:
            raise
        return None, files_lost(given.hashes, root)
    now = {one.path: one.sha256 for one in hash_inputs(loaded.files, root)}
    return loaded, file_differences(given.hashes, now, root)


def _commits(record: GivenRecord, root: Path) -> Iterator[str]:
    if is_repository(root):
        yield from commits_with(root, record.given.hashes)


def _fault(record: GivenRecord, root: Path, differences: Sequence[FileDifference]) -> Fault:
    told = ", ".join(f"{one.path} {_WORDS[one.change]}" for one in differences[:MOST_TOLD])
    more = len(differences) - MOST_TOLD
    found = f"it was made from other files than those at hand: {told}"
    found += f" and {more} more" if more > 0 else ""
    searched = ", and no commit has them all" if is_repository(root) else ""
    expected = "put them back as they were, or name the folder or the git revision that has them"
    return Fault(record.place, found + searched, expected)


_WORDS: Mapping[str, str] = {
    "changed": "is changed",
    "gone": "is gone",
    "not_read": "is not read any more",
    "new": "is new",
}
