"""Pictures for tests: a drawing, and the same as dots."""

from __future__ import annotations

import struct
import zlib

import vl_convert

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50" viewBox="0 0 200 50">'
    '<defs><linearGradient id="a"><stop stop-color="#17324f"/></linearGradient></defs>'
    '<rect width="200" height="50" fill="url(#a)"/><circle cx="25" cy="25" r="20" fill="#fff"/>'
    "</svg>"
)
JPEG: bytes = vl_convert.svg_to_jpeg(SVG)


def svg(within: str = "", root: str = 'width="200" height="50"', before: str = "") -> bytes:
    """A drawing with something put into it."""
    return (
        f'{before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' {root}><rect width="200" height="50"/>{within}</svg>'
    ).encode()


def png(width: int = 8, height: int = 2, rows: bytes | None = None) -> bytes:
    """A picture of dots in red, green and blue; rows: what stands in place of its dots."""
    dots = b"".join(b"\0" + bytes((23, 50, 79)) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            chunk(b"IHDR", head),
            chunk(b"IDAT", zlib.compress(dots if rows is None else rows)),
            chunk(b"IEND", b""),
        )
    )


def chunk(name: bytes, data: bytes) -> bytes:
    """A part of a PNG, with the sum that holds it."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
