"""Encodings: the bytes of a text file to UTF-8, or a fault that says which byte is wrong.

In: a path. Out: UTF-8 bytes, on disk where they are UTF-8 already. Knows UTF-8, UTF-16 with its
mark, and Windows-1252 (Latin-1's letters are the same). Never guesses where two are mixed.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from ekrules.errors import Faults, Place
from ekrules.survey.answer_files.bounds import MOST_REWRITTEN_BYTES
from ekrules.yaml_reader.files import shown_path

_STEP = 16 * 1024**2
_SAVE_AGAIN = 'save the file again as "CSV UTF-8"'
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

# Control characters that no text has; tab, line feed and carriage return aside.
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
_CONTROL = re.compile(b"[" + re.escape(_CONTROLS) + b"]")

# Letters in UTF-8 that would be nonsense in Windows-1252: "æ", "ø" and their like begin with "Ã",
# dashes and curly quotes with "â€". Pairs that begin with Å or Ø can be either: "PÅ”".
_SURELY_UTF8 = re.compile(rb"\xc3[\x80-\xbf]|\xc2[\xa0-\xbf]|\xe2\x80[\x80-\xbf]")
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_ABOVE_ASCII = re.compile(rb"[\x80-\xff]")
# Bytes that Windows-1252 leaves undefined.
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
# æ, ø and å between letters, as the old Mac and DOS wrote them.
_OLD_LETTERS = re.compile(rb"[A-Za-z][\xbe\xbf\x8c\x91\x9b\x86][a-z]")
_LATIN_LETTERS = re.compile(rb"[\xe6\xf8\xe5\xc6\xd8\xc5\xe9\xe4\xf6\xfc]")


@dataclass(frozen=True)
class PlainText:
    """Text as UTF-8: in a file, or in memory where it had to be rewritten."""

    path: Path
    rewritten: bytes | None = None

    def open(self) -> IO[bytes]:
        """Return the bytes from the start, a byte order mark aside."""
        if self.rewritten is not None:
            return BytesIO(self.rewritten)
        file, start = self.path.open("rb"), 0
        # Two marks stand where one program has added one to what another wrote.
        while file.read(3) == codecs.BOM_UTF8:
            start += 3
        file.seek(start)
        return file


def read_plain_text(path: Path, faults: Faults) -> PlainText | None:
    """Return the text of a file, or None with the reason added to `faults`.

    Raises OSError where the file cannot be read.
    """
    place = Place(shown_path(path))
    with path.open("rb") as file:
        head = file.read(4)
    if head == codecs.BOM_UTF32_LE or head == codecs.BOM_UTF32_BE:
        faults.add(place, "the file is UTF-32", _SAVE_AGAIN)
        return None
    if head[:2] in _UTF16:
        text = _rewritten(path, place, _UTF16[head[:2]], faults)
    else:
        text = _utf8_or_windows(path, place, faults)
    if text is None or not _check_controls(text, place, faults):
        return None
    return _with_line_feeds(text, place, faults)


def _utf8_or_windows(path: Path, place: Place, faults: Faults) -> PlainText | None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while step := file.read(_STEP):
                # Text without letters above ASCII needs no decoding, unless one is half read.
                if not step.isascii() or decoder.getstate()[0]:
                    decoder.decode(step)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _windows(path, place, faults)
    return PlainText(path)


def _windows(path: Path, place: Place, faults: Faults) -> PlainText | None:
    raw = _read(path, place, faults)
    if raw is None:
        return None
    if b"\x00" in raw:
        here = _place_in(raw, raw.index(b"\x00"), place)
        faults.add(
            here, "the line holds a NUL byte: this is no text", f"expected text; {_SAVE_AGAIN}"
        )
        return None
    without_utf8 = _UTF8_SEQUENCE.sub(b"", raw)
    alien = len(_ABOVE_ASCII.findall(without_utf8))
    utf8_letters = len(_UTF8_SEQUENCE.findall(raw))
    if raw.startswith(codecs.BOM_UTF8) or _SURELY_UTF8.search(raw) or utf8_letters > alien:
        _add_mixed(raw, place, faults)
        return None
    undefined = _UNDEFINED.search(raw)
    if undefined is not None:
        found = f"byte 0x{undefined.group()[0]:02x} is a letter neither in UTF-8 nor Windows-1252"
        faults.add(_place_in(raw, undefined.start(), place), found, _SAVE_AGAIN)
        return None
    old = _OLD_LETTERS.search(raw)
    if old is not None and _LATIN_LETTERS.search(raw) is None:
        found = (
            f'"{old.group().decode("cp1252")}": the letters look like those of DOS or an old Mac'
        )
        faults.add(_place_in(raw, old.start(), place), found, _SAVE_AGAIN)
        return None
    return _decoded(path, raw, place, "cp1252", faults)


def _add_mixed(raw: bytes, place: Place, faults: Faults) -> None:
    """Add a fault at the first byte that is not UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = raw[error.start : error.start + 1]
        letter = byte.decode("cp1252", errors="replace")
        found = (
            f"two encodings are mixed: the file is UTF-8, but byte 0x{byte[0]:02x} here is not "
            f'("{letter}" in Windows-1252)'
        )
        mend = "write this line's letters anew, or save both parts as UTF-8 before joining them"
        faults.add(_place_in(raw, error.start, place), found, mend)


def _rewritten(path: Path, place: Place, encoding: str, faults: Faults) -> PlainText | None:
    raw = _read(path, place, faults)
    return None if raw is None else _decoded(path, raw[2:], place, encoding, faults)


def _decoded(
    path: Path, raw: bytes, place: Place, encoding: str, faults: Faults
) -> PlainText | None:
    try:
        return PlainText(path, raw.decode(encoding).encode("utf-8"))
    except UnicodeError as error:
        faults.add(place, f"the file is cut short or no {encoding} text ({error})", _SAVE_AGAIN)
        return None


def _read(path: Path, place: Place, faults: Faults) -> bytes | None:
    size = path.stat().st_size
    if size > MOST_REWRITTEN_BYTES:
        found = f"{size} bytes in another encoding than UTF-8"
        most = f"at most {MOST_REWRITTEN_BYTES} of such are read; {_SAVE_AGAIN}"
        faults.add(place, found, most)
        return None
    return path.read_bytes()


def _check_controls(text: PlainText, place: Place, faults: Faults) -> bool:
    """Return whether there are no control characters; add a fault at the first if there are."""
    line = 1
    with text.open() as file:
        while step := file.read(_STEP):
            # Taking them out and comparing lengths is five times as quick as a search.
            if len(step.translate(None, _CONTROLS)) == len(step):
                line += step.count(b"\n")
                continue
            match = _CONTROL.search(step)
            assert match is not None
            byte = match.group()[0]
            here = Place(place.file, line + step.count(b"\n", 0, match.start()), 1)
            found = f"the line holds a control character (0x{byte:02x})"
            if byte == 0:
                found = "the line holds a NUL byte: this is no text, or UTF-16 without its mark"
            faults.add(here, found, f"expected text; {_SAVE_AGAIN}")
            return False
    return True


def _with_line_feeds(text: PlainText, place: Place, faults: Faults) -> PlainText | None:
    """Return the text with line feeds where its lines end as on an old Mac, with a return."""
    with text.open() as file:
        head = file.read(1024**2)
    if b"\r" not in head or b"\n" in head:
        return text
    raw = text.rewritten or _read(text.path, place, faults)
    return None if raw is None else PlainText(text.path, raw.replace(b"\r", b"\n"))


def _place_in(raw: bytes, offset: int, place: Place) -> Place:
    """Return the line and column of a byte; the column counts bytes."""
    start = raw.rfind(b"\n", 0, offset) + 1
    return Place(place.file, raw.count(b"\n", 0, offset) + 1, offset - start + 1)
