"""Files: bytes from disk to text, or a fault that says why not."""

from __future__ import annotations

from pathlib import Path

from ekrules.errors import Faults, Place, nearest_name
from ekrules.yaml_reader.nodes import MapNode
from ekrules.yaml_reader.parsing import MOST_BYTES, parse
from ekrules.yaml_reader.text_slips.encodings import decoded


def read_map(path: Path, faults: Faults) -> MapNode | None:
    """Return the top-level map of a YAML file, or None with the reasons added to `faults`."""
    text = read_text(path, faults)
    return None if text is None else parse(text, shown_path(path), faults)


def refuse_other_endings(folder: Path, faults: Faults) -> None:
    """Add a fault for each .yml file in a folder of .yaml files: it would not be read."""
    for path in sorted(folder.glob("*.yml")):
        found = "a file with the ending .yml, which is not read"
        faults.add(Place(shown_path(path)), found, "expected the ending .yaml")


def shown_path(path: Path) -> str:
    """Return the path as a person in this folder would write it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError, RuntimeError):  # elsewhere, or links that lead in a circle
        return path.as_posix()


def read_text(path: Path, faults: Faults, most_bytes: int = MOST_BYTES) -> str | None:
    """Return the text of a UTF-8 file of at most `most_bytes`, or None with the reason."""
    raw = read_bytes(path, faults, most_bytes)
    return None if raw is None else decoded(raw, Place(shown_path(path)), faults)


def read_bytes(path: Path, faults: Faults, most_bytes: int) -> bytes | None:
    """Return what an ordinary file of at most `most_bytes` holds, or None with the reason."""
    place = Place(shown_path(path))
    try:
        size = path.stat().st_size
        if not path.is_file():
            # A pipe would be waited for without end, and a folder has no text.
            what = "this is a folder" if path.is_dir() else "this is not an ordinary file"
            faults.add(place, what, "expected a file")
            return None
        if size > most_bytes:
            found = f"the file holds {size} bytes, and at most {most_bytes} are read"
            faults.add(place, found, "divide it, or take out what does not belong there")
            return None
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        beside = [one.name for one in path.parent.glob("*")] if path.parent.is_dir() else []
        faults.add(place, "there is no such file", "it is needed", nearest_name(path.name, beside))
        return None
    except PermissionError as error:
        faults.add(place, f"the file can't be read ({error.strerror})", "check its permissions")
        return None
    except OSError as error:
        faults.add(place, f"the file can't be read ({error.strerror})", "check its name and disk")
        return None
