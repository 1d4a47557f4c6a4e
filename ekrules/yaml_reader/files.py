"""Files: bytes from disk to text, or a fault that says why not."""

from __future__ import annotations

from pathlib import Path

from ekrules.errors import Faults, Place, nearest_name
from ekrules.yaml_reader.nodes import MapNode
from ekrules.yaml_reader.parsing import MOST_BYTES, parse


def read_map(path: Path, faults: Faults) -> MapNode | None:
    """Return the top-level map of a YAML file, or None with the reasons added to `faults`."""
    text = read_text(path, faults)
    return None if text is None else parse(text, shown_path(path), faults)


def shown_path(path: Path) -> str:
    """Return the path as a person in this folder would write it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def read_text(path: Path, faults: Faults, most_bytes: int = MOST_BYTES) -> str | None:
    """Return the text of a UTF-8 file of at most `most_bytes`, or None with the reason."""
    place = Place(shown_path(path))
    try:
        if path.is_file() and path.stat().st_size > most_bytes:
            faults.add(place, f"{path.stat().st_size} bytes", f"at most {most_bytes} are read")
            return None
        raw = path.read_bytes()
    except FileNotFoundError:
        beside = [one.name for one in path.parent.glob("*")] if path.parent.is_dir() else []
        faults.add(place, "there is no such file", "it is needed", nearest_name(path.name, beside))
        return None
    except OSError as error:
        faults.add(place, f"the file can't be read ({error.strerror})", "check its permissions")
        return None
    return _decoded(raw, place, faults)


def _decoded(raw: bytes, place: Place, faults: Faults) -> str | None:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        found = f"byte 0x{raw[error.start]:02x} is not UTF-8{_likely_encoding(raw)}"
        here = Place(place.file, line, column)
        faults.add(here, found, "save the file as UTF-8")
        return None


def _likely_encoding(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return " (the file looks like UTF-16)"
    if any(byte in raw for byte in b"\xe6\xf8\xe5\xc6\xd8\xc5"):
        return " (the file looks like Windows-1252 or Latin-1)"
    return ""
