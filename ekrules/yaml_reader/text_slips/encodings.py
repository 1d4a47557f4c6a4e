"""Encodings: the bytes of a file to its text, or which program likely wrote them otherwise.

In: bytes. Out: text, or one fault that says how to save the file anew. UTF-8 only, with or
without a byte order mark: a guess would put wrong letters in a report.
"""

from __future__ import annotations

import re

from ekrules.errors import Faults, Place
from ekrules.yaml_reader.text_slips.foreign_files import SAVE_AS_TEXT, foreign_bytes
from ekrules.yaml_reader.text_slips.telling import place_of_offset

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UTF_16, _UTF_32 = (b"\xff\xfe", b"\xfe\xff"), (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
SAVE_AS_UTF_8 = 'save it anew as UTF-8 (in Notepad: "Save as", and under "Encoding" choose UTF-8)'
# In which order they are tried; where each still turns up.
_OLD = {
    "cp1252": "Windows-1252 or Latin-1, as Excel and older versions of Notepad save",
    "mac_roman": "Mac Roman, as older Mac programs save",
    "cp865": "the encoding of DOS",
}
# Letters and signs that Norwegian text holds; any other would be a wrong guess.
_LIKELY = frozenset("æøåÆØÅéèêóòôâàäöüÉÄÖÜçñ«»“”‘’–—…§°€½×·\u00a0")
# Alone they tell nothing of the encoding.
_UNTELLING = frozenset("\u00a0€½·")
_WORD = re.compile(r"[^\W\d_]*$"), re.compile(r"[^\W\d_]*")


def decoded(raw: bytes, place: Place, faults: Faults) -> str | None:
    """Return the text of UTF-8 bytes, or None with the reason added to `faults`."""
    content = raw.removeprefix(_BYTE_ORDER_MARK)
    if (kind := foreign_bytes(content)) is not None:
        faults.add(place, f"this is {kind}, not a text file", SAVE_AS_TEXT)
        return None
    if (name := _wide_encoding(content)) is not None:
        found = f'the file is saved as {name} (in Notepad and Excel it is called "Unicode")'
        faults.add(place, found, SAVE_AS_UTF_8)
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        _add_byte_fault(content, error.start, place.file, faults)
        return None


def _wide_encoding(content: bytes) -> str | None:
    """Return the name of the encoding where each letter takes two bytes or four."""
    if content.startswith(_UTF_32):
        return "UTF-32"
    if content.startswith(_UTF_16):
        return "UTF-16"
    # Without a mark, every other byte of ordinary letters is zero.
    start = content[:64]
    zeros = (start[0::2].count(0), start[1::2].count(0))
    return "UTF-16" if len(start) >= 4 and max(zeros) > len(start) // 3 else None


def _add_byte_fault(content: bytes, at: int, file: str, faults: Faults) -> None:
    """Add a fault at the first byte that is not UTF-8."""
    before = content[:at].decode("utf-8")
    here = place_of_offset(before, len(before), file)
    of_letter = next((one for one in _OLD if _is_likely(content[at : at + 1], one)), None)
    bad = bytes(byte for byte in content[at:] if byte >= 0x80)
    of_file = next((one for one in _OLD if _is_likely(bad, one)), None)
    if of_letter and (not before.isascii() or _is_mostly_utf_8(content[at:])):
        word = _word_at(content, at, of_letter)
        found = f'"{word}" is not saved as UTF-8, while the rest of the file is'
        faults.add(here, found, "write the word anew, and save")
    elif of_file:
        word = _word_at(content, at, of_file)
        found = f'"{word}" is not saved as UTF-8 (the file looks like {_OLD[of_file]})'
        faults.add(here, found, SAVE_AS_UTF_8)
    else:
        faults.add(here, f"byte 0x{content[at]:02x} is not UTF-8", SAVE_AS_UTF_8)


def _is_likely(bad: bytes, encoding: str) -> bool:
    letters = set(bad.decode(encoding, "replace"))
    return letters <= _LIKELY and not letters <= _UNTELLING


def _is_mostly_utf_8(content: bytes) -> bool:
    rest = content.decode("utf-8", "replace")
    return rest.count("\ufffd") * 2 < sum(not one.isascii() for one in rest)


def _word_at(content: bytes, at: int, encoding: str) -> str:
    """Return the word around a byte, as the encoding reads it."""
    head = re.split(rb"\s", content[max(0, at - 40) : at])[-1].decode("utf-8", "replace")
    tail = re.split(rb"\s", content[at : at + 40])[0].decode(encoding, "replace")
    before, after = _WORD[0].search(head), _WORD[1].match(tail)
    return (before.group() if before else "") + (after.group() if after else "") or tail[:1]
