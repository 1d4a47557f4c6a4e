"""Files held: the files a record was made from, against those of the project as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Literal

_LONGEST_PATH, _LONGEST_NAME = 2000, 255
FileChange = Literal["changed", "gone", "not_read", "new"]


@dataclass(frozen=True)
class FileDifference:
    """One input file; old and new: its hashes, None where it has none on that side."""

    path: str
    change: FileChange
    old: str | None
    new: str | None


def file_differences(
    old: Mapping[str, str], new: Mapping[str, str], root: Path
) -> tuple[FileDifference, ...]:
    """Return what differs between a record's files and those read now, by path and hash."""
    return tuple(_differences(old, new, root))


def _differences(
    old: Mapping[str, str], new: Mapping[str, str], root: Path
) -> Iterator[FileDifference]:
    for path in sorted(old.keys() | new.keys()):
        was, now = old.get(path), new.get(path)
        if was == now:
            continue
        if was is None:
            yield FileDifference(path, "new", None, now)
        elif now is None:
            there = is_own(path) and (root / path).is_file()
            yield FileDifference(path, "not_read" if there else "gone", was, None)
        else:
            yield FileDifference(path, "changed", was, now)


def files_lost(old: Mapping[str, str], root: Path) -> tuple[FileDifference, ...]:
    """Return which of a record's files are changed or gone, where the project can't be run."""
    own = {path: digest for path, digest in old.items() if is_own(path)}
    now = {path: _hash(root / path) for path in own}
    there = {path: digest for path, digest in now.items() if digest is not None}
    return file_differences(own, there, root)


def _hash(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    except OSError:  # not for us to read
        return None


def is_own(path: str) -> bool:
    """Whether a path of a record stands within the project; another is never looked at.

    >>> is_own("goals/a/strategy.yaml"), is_own("../../etc/passwd"), is_own("goals/../x")
    (True, False, False)
    """
    parts = PurePosixPath(path).parts
    is_plain = not {"\0", "\\", ":"} & set(path) and ".." not in parts
    return is_plain and len(parts) > 1 and parts[0] != "/" and _is_short(path, parts)


def _is_short(path: str, parts: tuple[str, ...]) -> bool:
    """A system takes no longer names than these, and says so with an error."""
    lengths = [len(one.encode("utf-8", "replace")) for one in (path, *parts)]
    return lengths[0] <= _LONGEST_PATH and max(lengths[1:]) <= _LONGEST_NAME
