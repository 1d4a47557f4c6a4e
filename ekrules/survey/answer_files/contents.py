"""Contents: whether a file is there, how large it is, and what its first bytes say it is.

In: a path. Out: what kind of file it is, or a fault. Never reads past the first bytes.
"""

from __future__ import annotations

from pathlib import Path

from ekrules.errors import Faults, Place, nearest_name
from ekrules.survey.answer_files.bounds import MOST_BYTES
from ekrules.yaml_reader.files import shown_path

# What the first bytes of a file say, and how a person calls it. The first that fits counts.
_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "an Excel workbook or another zip file"),
    (b"PK\x05\x06", "an empty zip file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file (.xls) or one with a password"),
    (b"$FL2@(#)", "an SPSS file (.sav)"),
    (b"$FL3@(#)", "an SPSS file (.zsav)"),
    (b"PAR1", "a Parquet file"),
    (b"PARE", "an encrypted Parquet file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"%PDF-", "a PDF"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ARROW1", "an Arrow file"),
)
_WEB_PAGES = (b"<!doctype html", b"<html", b"<?xml", b"<table")
_HEAD_BYTES = 512

WORKBOOK, PARQUET, OLD_WORKBOOK = _SIGNS[0][1], _SIGNS[5][1], _SIGNS[2][1]
SPSS = (_SIGNS[3][1], _SIGNS[4][1])


def check_file(path: Path, faults: Faults) -> bool:
    """Return whether there is an ordinary file with something in it; add a fault if not."""
    place = Place(shown_path(path))
    try:
        size = path.stat().st_size
        if not path.is_file():
            # A pipe would be waited for without end.
            what = "this is a folder" if path.is_dir() else "this is not an ordinary file"
            faults.add(place, what, "expected a file of answers")
            return False
        if size == 0:
            faults.add(place, "the file is empty", "expected a header and a row per respondent")
            return False
        if size > MOST_BYTES:
            most = f"at most {MOST_BYTES} are read; leave out columns that nobody needs"
            faults.add(place, f"{size} bytes", most)
            return False
    except (FileNotFoundError, NotADirectoryError):
        beside = [one.name for one in path.parent.glob("*")] if path.parent.is_dir() else []
        near = nearest_name(path.name, beside)
        if path.is_symlink():
            faults.add(place, "this is a link to a file that is not there", "expected a file")
            return False
        faults.add(place, "there is no such file", "expected a file of answers", near)
        return False
    except (OSError, ValueError) as error:
        add_unreadable(place, error, faults)
        return False
    return True


def add_unreadable(place: Place, error: OSError | ValueError, faults: Faults) -> None:
    """Add what the system says of a file that it does not open."""
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    faults.add(place, f"the file can't be read ({why})", "check its name, permissions and disk")


def kind_of(path: Path) -> str | None:
    """Return what the first bytes say the file is, or None: it may be text.

    Raises OSError where the file cannot be opened.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    for sign, kind in _SIGNS:
        if head.startswith(sign):
            return kind
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "a web page or an XML file" if start.startswith(_WEB_PAGES) else None
