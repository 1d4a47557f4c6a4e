"""Unwritable: what the system says of a place that can't be written to, in a person's words.

In: a path, and an OSError or nothing yet. Out: OutputError with one sentence. The folder is tried
before the work begins, where that is cheap: nobody should wait minutes for a report and then hear
that there was never a place for it.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from ekrules.errors import Fault, OutputError, Place
from ekrules.yaml_reader.files import shown_path

_ELSEWHERE = "choose another folder"
_FULL = ("the disk is full, so the {} can't be written", f"make room, or {_ELSEWHERE}")
_CLOSED = (
    "you may not write here",
    f"close the file where a program has it open, or {_ELSEWHERE}",
)
_READ_ONLY = ("nothing can be written here", _ELSEWHERE)
_SENTENCES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: ("the room you have on this disk is used up", f"make room, or {_ELSEWHERE}"),
    errno.EFBIG: ("the {} is larger than this system lets files be", _ELSEWHERE),
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EROFS: _READ_ONLY,
    # What /proc and /sys answer.
    errno.ENOENT: _READ_ONLY,
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter one"),
    errno.ENOTDIR: ("a file stands where a folder should be", _ELSEWHERE),
    errno.EEXIST: ("a file stands where a folder should be", _ELSEWHERE),
}
# As Windows says that another program has the file open.
_SHARED = 32


@contextmanager
def told_in_words(path: Path, what: str = "file") -> Iterator[None]:
    """Turn what the system says of a path into OutputError with that path; what: it is one."""
    try:
        yield
    except OSError as error:
        raise OutputError([_fault(path, error, what)]) from error


def _fault(path: Path, error: OSError, what: str) -> Fault:
    number = errno.EACCES if getattr(error, "winerror", None) == _SHARED else error.errno
    plain = f"the {what} can't be written ({error.strerror})", "check the folder, or choose another"
    found, expected = _SENTENCES.get(number or 0, plain)
    return Fault(Place(shown_path(path)), found.format(what), expected)


def refuse_other_than_file(path: Path) -> None:
    """Raise OutputError where a folder, or a thing like a printer, stands in place of a file."""
    with told_in_words(path):
        if path.exists() and not path.is_file():
            what = "this is a folder" if path.is_dir() else "this is not an ordinary file"
            raise OutputError([Fault(Place(shown_path(path)), what, "expected a file, or none")])


def refuse_unwritable(folder: Path) -> None:
    """Raise OutputError where no file can be put in the folder; what is tried is taken away again.

    A folder that is not there yet is made for the trial, and the folders above it that are missing.
    """
    with told_in_words(folder, "folder"):
        if folder.exists() and not folder.is_dir():
            place = Place(shown_path(folder))
            raise OutputError([Fault(place, "this is a file", "expected a folder")])
    made: list[Path] = []
    trial = folder / f".{uuid4().hex}.part"
    try:
        with told_in_words(folder, "folder"):
            make_folder(folder, made)
            trial.touch(exist_ok=False)
    finally:
        with suppress(OSError):
            trial.unlink(missing_ok=True)
        take_away(made)


def make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it that are missing; `made` holds each as soon as it is."""
    missing = []
    for one in (folder, *folder.parents):
        if one.is_dir():
            break
        missing.append(one)
    for one in reversed(missing):
        made.append(one)
        one.mkdir(exist_ok=True)


def take_away(made: list[Path]) -> None:
    """Take away folders that were made, the innermost first, unless something stands in them."""
    for one in reversed(made):
        with suppress(OSError):
            one.rmdir()
