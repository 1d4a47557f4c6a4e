"""Files: finished texts and bytes to disk, whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from ekrules.report.unwritable import (
    make_folder,
    refuse_other_than_file,
    take_away,
    told_in_words,
)

Content = str | bytes
# An iterator makes its bytes as they are written.
Written = Content | Iterator[bytes]


def write_whole(path: Path, content: Content) -> None:
    """Write one file so that readers see the old content or the new, never half of it."""
    write_all_whole({path: content})


def write_all_whole(contents: Mapping[Path, Written]) -> None:
    """Write several files, all or none of them; folders that are missing are made.

    Texts are written as UTF-8. Every file is first written in full beside its target. A failure
    before the renaming leaves all as it was; one during it, or Ctrl-C, puts back what was there.
    Raises OutputError with the path.
    """
    made: list[Path] = []
    parts: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            refuse_other_than_file(path)
            with told_in_words(path):
                make_folder(path.parent, made)
                parts[path] = _beside(path, "part")
                _write(parts[path], content)
        _put_in_place(parts)
    except BaseException:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
        take_away(made)
        raise


def _put_in_place(parts: Mapping[Path, Path]) -> None:
    kept = {path: _beside(path, "kept") for path in parts}
    replaced: list[Path] = []
    try:
        for path, part in parts.items():
            with told_in_words(path):
                _keep(path, kept[path])
                replaced.append(path)
                part.replace(path)
    except BaseException:
        for path in replaced:
            with suppress(OSError):
                _put_back(path, parts[path], kept[path])
        raise
    finally:
        for old in kept.values():
            with suppress(OSError):
                old.unlink(missing_ok=True)
    for folder in {path.parent for path in parts}:
        _settle(folder)


def _beside(path: Path, ending: str) -> Path:
    # Not with the file's own name in it: that may be as long as a name can be.
    return path.with_name(f".{uuid4().hex}.{ending}")


def _write(path: Path, content: Written) -> None:
    with path.open("xb") as file:
        if isinstance(content, Iterator):
            file.writelines(content)
        else:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())


def _keep(path: Path, kept: Path) -> None:
    """Keep what stands at `path` under another name too, without touching it."""
    if not path.exists():
        return
    try:
        os.link(path, kept)
    except OSError:  # not every file system has links
        shutil.copy2(path, kept)


def _put_back(path: Path, part: Path, old: Path) -> None:
    if old.exists():
        old.replace(path)
    elif not part.exists():  # the new file stands where none was
        path.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Ask the system to remember the renaming; not every system can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
