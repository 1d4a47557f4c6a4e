"""Git history: the commits at which files had given hashes.

In: a project's folder, and path -> SHA-256. Out: commits, the newest first, at which every one of
the files had its hash. Each version of a file is read once, however many commits have it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from ekrules.errors import Faults, Place
from ekrules.project.impact.git import git_output
from ekrules.project.replaying.files_held import is_own

MOST_COMMITS = 500
_HERE = Place("HEAD")


def is_repository(project: Path) -> bool:
    """Whether the project lies in a git repository that has a commit."""
    asked = ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]
    return git_output(project, asked, _HERE, Faults()) is not None


def commits_with(project: Path, hashes: Mapping[str, str]) -> Iterator[str]:
    """Yield the commits on any branch at which all the files had their hashes."""
    own = {path: digest for path, digest in hashes.items() if is_own(path)}
    folders = sorted({path.partition("/")[0] for path in own})
    asked = ["rev-list", "--all", f"--max-count={MOST_COMMITS}", "--", *folders]
    listed = git_output(project, asked, _HERE, Faults())
    versions: dict[str, str | None] = {}
    for commit in (listed or b"").decode("ascii").split():
        found = _versions(project, commit, folders)
        if own.keys() <= found.keys() and all(
            _digest(project, found[path], versions) == digest for path, digest in own.items()
        ):
            yield commit


def _versions(project: Path, commit: str, folders: list[str]) -> dict[str, str]:
    """Path in the project -> the name that git gives to its version at a commit."""
    asked = ["ls-tree", "-r", "-z", commit, "--", *folders]
    listing = git_output(project, asked, _HERE, Faults()) or b""
    found = {}
    for line in listing.split(b"\0"):
        about, _, name = line.partition(b"\t")
        if name:
            found[name.decode("utf-8", "surrogateescape")] = about.decode("ascii").split()[2]
    return found


def _digest(project: Path, version: str, known: dict[str, str | None]) -> str | None:
    if version not in known:
        raw = git_output(project, ["cat-file", "blob", version], _HERE, Faults())
        known[version] = None if raw is None else sha256(raw).hexdigest()
    return known[version]
