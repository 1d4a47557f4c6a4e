"""Git: what a project's folders held at a revision, read without touching the repository.

In: a project's folder and a revision as a person types it. Out: its commit, and the files below
goals/, rules/ or fixtures/ put into a folder. Whatever git can't do is a fault in words. Nothing
goes through a shell, nothing is fetched, and every call is bounded in time and size.
"""

from __future__ import annotations

import os
import subprocess
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from ekrules.errors import Faults, Place, listed, nearest_name
from ekrules.yaml_reader.files import shown_path

SECONDS = 60
LONGEST_REVISION = 200
MOST_FILES, MOST_BYTES = 20_000, 512 * 1024 * 1024
_SUBMODULE = "160000"
_LINK = "120000"
# A hook runs with these set, and git would look there instead of in the project's folder.
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")


@dataclass(frozen=True)
class Revision:
    """A commit of the repository that a project lies in; typed: the words that named it."""

    typed: str
    commit: str
    project: Path

    @property
    def place(self) -> Place:
        """The revision as the place of a fault."""
        return Place(self.typed)


def find_revision(typed: str, project: Path, faults: Faults) -> Revision | None:
    """Return the commit that `typed` names, or None with the reason added to `faults`."""
    if not _is_sound(typed, faults):
        return None
    if git_output(project, ["rev-parse", "--is-inside-work-tree"], Place(typed), faults) is None:
        return None
    asked = ["rev-parse", "--verify", "--quiet", f"{typed}^{{commit}}"]
    found = _run(project, asked, Place(typed), faults)
    if found is None:
        return None
    commit = found.stdout.decode("ascii", "replace").strip()
    if found.returncode == 0 and commit:
        return Revision(typed, commit, project)
    _tell_unknown(typed, project, faults)
    return None


def write_revision(
    revision: Revision, folders: Sequence[str], into: Path, faults: Faults
) -> Path | None:
    """Put what `folders` held at the revision into the folder `into`, and return it.

    None with the reasons in `faults` where that can't be done. A folder the revision does not have
    is left out: whoever reads it says that it is missing.
    """
    there = _folders_there(revision, folders, faults)
    if there is None or not _is_bounded(revision, there, faults):
        return None
    into.mkdir(parents=True, exist_ok=True)
    if not there:
        return into
    with TemporaryFile() as archive:
        asked = ["archive", "--format=tar", revision.commit, "--", *there]
        if git_output(revision.project, asked, revision.place, faults, archive) is None:
            return None
        archive.seek(0)
        return into if _is_extracted(archive, into, revision, faults) else None


def folders_with(revision: Revision, folder: str, name: str) -> tuple[str, ...]:
    """Return the folders directly in `folder` that held a file so called; none where git fails."""
    asked = ["ls-tree", "-r", "-z", "--name-only", revision.commit, "--", folder]
    names = git_output(revision.project, asked, revision.place, Faults())
    paths = [one.decode("utf-8", "surrogateescape") for one in (names or b"").split(b"\0")]
    parts = [one.split("/") for one in paths]
    return tuple("/".join(one[:2]) for one in parts if len(one) == 3 and one[2] == name)


def _is_sound(typed: str, faults: Faults) -> bool:
    expected = "expected a folder, or a revision as HEAD, HEAD~1 or the name of a branch"
    if not typed.strip():
        faults.add(Place('""'), "no name", expected)
    elif typed.startswith("-"):
        faults.add(Place(typed[:LONGEST_REVISION]), "no revision begins with a hyphen", expected)
    elif len(typed) > LONGEST_REVISION or not typed.isprintable():
        place = Place(ascii(typed[:40]).strip("'"))
        faults.add(place, "this can't be the name of a revision", expected)
    elif ".." in typed:
        first, _, second = typed.partition("..")
        better = f"name the two, as {first or 'HEAD'} {second.lstrip('.') or 'HEAD'}"
        faults.add(Place(typed), "this is a range of revisions", better)
    else:
        return True
    return False


def _tell_unknown(typed: str, project: Path, faults: Faults) -> None:
    place = Place(typed)
    if typed == "HEAD" or typed.startswith(("HEAD~", "HEAD^", "HEAD@")):
        unborn = _run(project, ["rev-parse", "--verify", "--quiet", "HEAD"], place, faults)
        if unborn is not None and unborn.returncode != 0:
            expected = "make one, or name two folders"
            faults.add(place, "the repository has no commit yet", expected)
            return
        expected = "expected one that the repository has; git log lists them"
        faults.add(place, "there is no such revision: the history is shorter", expected)
        return
    asked = ["for-each-ref", "--count=500", "--format=%(refname:short)", "refs/heads", "refs/tags"]
    refs = git_output(project, asked, place, faults)
    if refs is None:
        return
    names = refs.decode("utf-8", "replace").split()
    near = nearest_name(typed, names)
    expected = "expected a folder, or a commit, branch or tag of this repository"
    if names and near is None:
        expected += f", as {listed(names, 5)}"
    faults.add(place, "there is no such folder and no such revision", expected, near)


def _folders_there(
    revision: Revision, folders: Sequence[str], faults: Faults
) -> tuple[str, ...] | None:
    asked = ["ls-tree", "-z", "--name-only", revision.commit, "--", *folders]
    names = git_output(revision.project, asked, revision.place, faults)
    if names is None:
        return None
    return tuple(name.decode("utf-8", "surrogateescape") for name in names.split(b"\0") if name)


def _is_bounded(revision: Revision, folders: Sequence[str], faults: Faults) -> bool:
    """Whether the files are few and small enough, and all in this repository."""
    if not folders:
        return True
    asked = ["ls-tree", "-r", "-l", "-z", revision.commit, "--", *folders]
    listing = git_output(revision.project, asked, revision.place, faults)
    if listing is None:
        return False
    before = len(faults.found)
    lines = [line for line in listing.split(b"\0") if line]
    total = 0
    for line in lines:
        about, _, name = line.partition(b"\t")
        mode, _, _, size = about.decode("ascii").split()
        total += int(size) if size.isdecimal() else 0
        _refuse_elsewhere(mode, Place(f"{revision.typed}:{_shown(name)}"), faults)
    if len(lines) > MOST_FILES or total > MOST_BYTES:
        found = f"{len(lines)} files of {total} bytes together"
        expected = f"at most {MOST_FILES} files and {MOST_BYTES} bytes are read"
        faults.add(revision.place, found, expected)
    return len(faults.found) == before


def _shown(name: bytes) -> str:
    return name.decode("utf-8", "backslashreplace")


def _refuse_elsewhere(mode: str, place: Place, faults: Faults) -> None:
    if mode == _SUBMODULE:
        found = "a submodule, whose files are in another repository"
        faults.add(place, found, "check the revision out, and name its folder instead")
    elif mode == _LINK:
        found = "a symbolic link, which is not followed in a revision"
        faults.add(place, found, "check the revision out, and name its folder instead")


def _is_extracted(archive: IO[bytes], into: Path, revision: Revision, faults: Faults) -> bool:
    try:
        with tarfile.open(fileobj=archive, mode="r:") as opened:
            members = opened.getmembers()
            if len(members) > 2 * MOST_FILES or sum(one.size for one in members) > MOST_BYTES:
                faults.add(revision.place, "its files grow too large", "name a folder instead")
                return False
            opened.extractall(into, members, filter="data")
    except (tarfile.TarError, OSError, ValueError) as error:
        faults.add(revision.place, f"its files can't be read ({error})", "name a folder instead")
        return False
    return True


def git_output(
    project: Path, words: Sequence[str], place: Place, faults: Faults, out: IO[bytes] | None = None
) -> bytes | None:
    """Return what git printed (nothing where it went to `out`), or None with git's reason."""
    ran = _run(project, words, place, faults, out)
    if ran is None:
        return None
    if ran.returncode == 0:
        return ran.stdout or b""
    said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
    reason = said[0].removeprefix("fatal: ")[:300] if said else f"exit code {ran.returncode}"
    if "not a git repository" in reason:
        here = shown_path(project.resolve())
        lies = "the folder you are in is" if here == "." else f"{here} is"
        # Nobody typed HEAD who named nothing.
        asked = "the last commit is asked for" if place.file == "HEAD" else "this is no folder"
        found = f"{asked}, and {lies} in no git repository"
        faults.add(place, found, "name two folders, or run ekrules where the project's history is")
    else:
        faults.add(place, f"git can't read it ({reason})", "mend that, or name two folders")
    return None


def _run(
    project: Path, words: Sequence[str], place: Place, faults: Faults, out: IO[bytes] | None = None
) -> subprocess.CompletedProcess[bytes] | None:
    """Run git in the project's folder; None with a fault where it isn't there or takes too long."""
    # No command of the repository's own settings is run, and no password is asked for.
    settings = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
    try:
        return subprocess.run(
            ["git", "--no-pager", *settings, *words],
            cwd=project,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=out if out is not None else subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        found = "this is no folder, and git is not installed, which would know revisions"
        faults.add(place, found, "install git, or name two folders")
    except subprocess.TimeoutExpired:
        faults.add(place, f"git did not answer within {SECONDS} seconds", "name two folders")
    except OSError as error:
        faults.add(place, f"git can't be run ({error.strerror})", "name two folders")
    return None


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
