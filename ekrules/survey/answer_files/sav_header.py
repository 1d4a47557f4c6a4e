"""SPSS header: how many variables a .sav declares, counted before any library reads it.

In: a path that is SPSS's by its first bytes. Out: a count. The library takes a second for some
thousand variables and more than twice that for twice as many; a million must not get that far.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import IO

# The dictionary begins here; at _LAYOUT a 2 or 3 stands in the order of bytes of the file.
_HEADER_BYTES, _LAYOUT = 176, 64
_VARIABLE, _CONTINUED = 2, -1
_RECORD_BYTES = 28


def count_variables(path: Path, most: int) -> int:
    """Return how many variables the file declares, counting no further than to `most` + 1.

    A text of over 255 bytes counts once for each 255. A damaged file gives what was counted.
    """
    with path.open("rb") as file:
        head = file.read(_HEADER_BYTES)
        order = "<" if head[_LAYOUT : _LAYOUT + 4] in (b"\2\0\0\0", b"\3\0\0\0") else ">"
        count = 0
        while count <= most:
            record = file.read(4 + _RECORD_BYTES)
            if len(record) < 4 + _RECORD_BYTES:
                break
            kind, width, has_label, missing = struct.unpack_from(f"{order}4i", record)
            if kind != _VARIABLE:
                break
            count += width != _CONTINUED
            if not _skip_details(file, order, has_label, missing):
                break
    return count


def _skip_details(file: IO[bytes], order: str, has_label: int, missing: int) -> bool:
    """Skip a variable's label and missing codes; return whether they can be there."""
    if has_label == 1:
        raw = file.read(4)
        if len(raw) < 4:
            return False
        (length,) = struct.unpack(f"{order}i", raw)
        if not 0 <= length <= 65_536:
            return False
        file.seek((length + 3) // 4 * 4, 1)
    if not -3 <= missing <= 3:
        return False
    file.seek(8 * abs(missing), 1)
    return True
