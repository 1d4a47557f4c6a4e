"""Input files: what an assessment was made from, by path and hash."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class InputFile:
    """A file the assessment was made from: its path in the project and the SHA-256 of its bytes."""

    path: str
    sha256: str


def hash_inputs(files: Sequence[Path], root: Path) -> tuple[InputFile, ...]:
    """Return each file once, by path below the project's root, with its hash."""
    root = root.resolve()
    found = {below(path, root): sha256(path.read_bytes()).hexdigest() for path in files}
    return tuple(InputFile(path, found[path]) for path in sorted(found))


def below(path: Path, root: Path) -> str:
    """The path as seen from the root, so that the record is the same wherever the project lies."""
    return Path(os.path.relpath(path.resolve(), root.resolve())).as_posix()
