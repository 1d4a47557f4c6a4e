"""Files: finished texts and bytes to disk, whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from ekrules.errors import Fault, InputError, Place
from ekrules.yaml_reader.files import shown_path

Content = str | bytes


def write_whole(path: Path, content: Content) -> None:
    """Write one file so that readers see the old content or the new, never half of it."""
    write_all_whole({path: content})


def write_all_whole(contents: Mapping[Path, Content]) -> None:
    """Write several files, all or none of them; folders that are missing are made.

    Texts are written as UTF-8. Every file is first written in full beside its target. A failure
    before the renaming leaves all as it was; one during it puts back what was there. Raises
    InputError with the path.
    """
    parts: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            with _told(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                parts[path] = _beside(path, "part")
                _write(parts[path], content)
        _put_in_place(parts)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _put_in_place(parts: Mapping[Path, Path]) -> None:
    kept: dict[Path, Path | None] = {}
    try:
        for path, part in parts.items():
            with _told(path):
                kept[path] = _keep(path)
                part.replace(path)
    except InputError:
        for path, old in kept.items():
            with suppress(OSError):
                _put_back(path, old)
        raise
    finally:
        for old in kept.values():
            if old is not None:
                old.unlink(missing_ok=True)
    for folder in {path.parent for path in parts}:
        _settle(folder)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f".{path.name}.{uuid4().hex}.{ending}")


def _write(path: Path, content: Content) -> None:
    with path.open("xb") as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())


def _keep(path: Path) -> Path | None:
    """Keep what stands at `path` under another name, without touching it; None where nothing is."""
    if not path.exists():
        return None
    kept = _beside(path, "kept")
    try:
        os.link(path, kept)
    except OSError:  # not every file system has links
        shutil.copy2(path, kept)
    return kept


def _put_back(path: Path, old: Path | None) -> None:
    if old is None:
        path.unlink(missing_ok=True)
    else:
        old.replace(path)


def _settle(folder: Path) -> None:
    """Ask the system to remember the renaming; not every system can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system says of a path into a fault with that path."""
    try:
        yield
    except OSError as error:
        found = f"the file can't be written ({error.strerror})"
        expected = "check the folder and its permissions"
        raise InputError([Fault(Place(shown_path(path)), found, expected)]) from error
