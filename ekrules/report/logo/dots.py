"""Dots: whether a PNG or a JPEG is whole, and how many dots wide and high it is.

In: the file's bytes. Out: width and height, or a sentence on what is wrong. A picture is unpacked
only as far as its own size says, and one with more dots than a logo needs not at all.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from ekrules.report.logo.vector import Unfit

PNG_START, JPEG_START = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MOST_DOTS = 4000  # across, and down
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_BY_PALETTE, _DEPTHS = 3, (1, 2, 4, 8, 16)
# Where a JPEG says its size: every kind of start of frame.
_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_ALONE = {0x01, *range(0xD0, 0xD8)}
_START_OF_SCAN, _PRINTERS_INKS = 0xDA, 4


def png_size(content: bytes) -> tuple[int, int]:
    """Return a PNG's width and height in dots; raise Unfit where it is not whole."""
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        raise _damaged()
    try:
        width, height, depth, colour, laid = struct.unpack(">IIBBxxB", chunks[0][1])
        across = -(-width * _CHANNELS[colour] * depth // 8)
    except (struct.error, KeyError):
        raise _damaged() from None
    has_colours = colour != _BY_PALETTE or any(name == b"PLTE" for name, _ in chunks)
    if depth not in _DEPTHS or not has_colours:
        raise _damaged()
    _bound(width, height)
    # A byte before each row. Laid in passes, a picture has some more rows, and they are shorter.
    rows = height * (across + 1)
    unpacking = zlib.decompressobj()
    try:
        packed = b"".join(data for name, data in chunks if name == b"IDAT")
        unpacked = len(unpacking.decompress(packed, 3 * rows + 1000))
    except zlib.error:
        raise _damaged() from None
    if not unpacking.eof or (unpacked != rows if not laid else unpacked < height * width // 8):
        raise _damaged()
    return width, height


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG_START)
    while at < len(content):
        head = content[at : at + 8]
        if len(head) < 8:
            raise _damaged()
        length, name = struct.unpack(">I4s", head)
        data = content[at + 8 : at + 8 + length]
        check = content[at + 8 + length : at + 12 + length]
        if len(check) < 4 or zlib.crc32(name + data) != int.from_bytes(check, "big"):
            raise _damaged()
        yield name, data
        if name == b"IEND":
            return
        at += 12 + length


def jpeg_size(content: bytes) -> tuple[int, int]:
    """Return a JPEG's width and height in dots; raise Unfit where it is not whole."""
    if not content.rstrip(b"\x00").endswith(b"\xff\xd9"):
        raise _damaged()
    for mark, segment in _segments(content):
        if mark in _FRAMES:
            if len(segment) < 6:
                raise _damaged()
            height, width, inks = struct.unpack(">HHB", segment[1:6])
            _bound(width, height)
            if inks == _PRINTERS_INKS:
                raise Unfit("a JPEG in a printer's colours (CMYK)", "save it in RGB")
            return width, height
        if mark == _START_OF_SCAN:
            break
    raise _damaged()


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            raise _damaged()
        mark = content[at + 1]
        if mark == 0xFF or mark in _ALONE:
            at += 1 if mark == 0xFF else 2
            continue
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        yield mark, content[at + 4 : at + 2 + length]
        at += 2 + max(length, 2)


def _bound(width: int, height: int) -> None:
    if not width or not height:
        raise _damaged()
    if max(width, height) > MOST_DOTS:
        found = f"{width} x {height} dots, and a logo has at most {MOST_DOTS} each way"
        raise Unfit(found, "save it smaller")


def _damaged() -> Unfit:
    return Unfit("this picture is damaged or cut short", "save it anew")
