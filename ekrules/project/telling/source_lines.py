"""Source lines: the line that a fault is about, and a caret under the place.

In: a place in a YAML file. Out: the line, in a window that fits a screen. Lines of other files are
never shown: those of answers would put a respondent's answers on the screen and in logs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from unicodedata import combining, east_asian_width

from ekrules.errors import Place

SHOWN_ENDINGS = (".yaml", ".yml")
MOST_BYTES = 2_000_000
WIDTH = 88
# How much of a long line is shown before the caret.
_BEFORE = 50
_LINE_END = re.compile(r"\r\n|\r|\n")
_CUT = "…"


def source_line(place: Place) -> str | None:
    """Return the line as it stands; None where there is none to show."""
    if not place.line or Path(place.file).suffix not in SHOWN_ENDINGS:
        return None
    lines = _lines(place.file)
    return lines[place.line - 1] if place.line <= len(lines) else None


@lru_cache(maxsize=4)
def _lines(file: str) -> tuple[str, ...]:
    path = Path(file)
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return ()
        text = path.read_bytes().decode("utf-8-sig", errors="surrogateescape")
    except OSError:
        return ()
    return tuple(_LINE_END.split(text))


def forget_lines() -> None:
    """Read files anew from here on: they may have changed."""
    _lines.cache_clear()


def caret_lines(place: Place) -> list[str]:
    """Return the numbered line and, below it, a caret at the column; nothing where it has none."""
    line = source_line(place)
    if line is None:
        return []
    column = min(max(place.column, 1), len(line) + 1) - 1
    start = max(0, column - _BEFORE) if len(line) > WIDTH else 0
    before, after = line[start:column], line[column : start + WIDTH]
    lead = _CUT if start else ""
    tail = _CUT if len(line) > start + WIDTH else ""
    margin = f"{place.line:>8} | "
    shown = lead + _visible(before)
    caret = " " * (len(margin) - 2) + "| " + " " * _width(shown) + "^"
    return [f"{margin}{shown}{_visible(after)}{tail}".rstrip(), caret]


def _visible(text: str) -> str:
    """Return the text with what nobody sees written out.

    >>> _visible("a" + chr(9) + "b" + chr(0x200B))
    'a b<U+200B>'
    """
    return "".join(_seen(one) for one in text)


def _seen(one: str) -> str:
    if one == "\t" or one == "\u00a0":
        return " "
    if "\udc80" <= one <= "\udcff":
        return f"<0x{ord(one) - 0xDC00:02X}>"
    return one if one.isprintable() or combining(one) else f"<U+{ord(one):04X}>"


def _width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    wide = sum(east_asian_width(one) in "WF" for one in text)
    return len(text) + wide - sum(combining(one) > 0 for one in text)
