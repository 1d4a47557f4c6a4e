"""Record files: the .json files below a folder, at any depth, within bounds.

Links are not followed, and hidden folders are passed over: what is found is the same each time,
and a folder that leads back to itself is no trap.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ekrules.errors import Faults, Place
from ekrules.yaml_reader.files import shown_path

# Deeper or more than this is no folder of records.
MOST_DEPTH, MOST_FILES = 12, 5000


def json_files(folder: Path, faults: Faults) -> tuple[Path, ...]:
    """Return the .json files below a folder in the order of their paths.

    A fault is added, and nothing returned, where the folder is not there or holds too many.
    """
    place = Place(shown_path(folder))
    if not folder.is_dir():
        found = "this is a file" if folder.exists() else "there is no such folder"
        faults.add(place, found, "expected a folder of records, as ekrules assess writes them")
        return ()
    files = []
    for path in _walked(folder):
        files.append(path)
        if len(files) > MOST_FILES:
            found = f"more than {MOST_FILES} .json files stand below this folder"
            faults.add(place, found, "name a folder that holds the records only")
            return ()
    return tuple(sorted(files))


def _walked(folder: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder):
        here = Path(at)
        deep = len(here.relative_to(folder).parts) >= MOST_DEPTH
        # Taken out in place: os.walk then does not go there.
        folders[:] = [] if deep else sorted(one for one in folders if not one.startswith("."))
        for name in names:
            path = here / name
            if path.suffix.lower() == ".json" and path.is_file() and not path.is_symlink():
                yield path
