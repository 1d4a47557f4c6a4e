"""Widths: how wide a text is in print, so that each finds its room before anything is drawn.

Estimates, rather too wide than too narrow: the reader's own font may be another than the picture's.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width

# Letters by their width in ems, as in DejaVu Sans: the widest of the fonts that stand in for Arial.
_EMS = {
    letter: ems
    for letters, ems in (
        ("ijl'|", 0.28),
        (" \u00a0I.,:;!/\\[]", 0.34),
        ("ftr-()", 0.41),
        ('cksvxyzJ"*', 0.6),
        ("mwMW%@—…", 1.0),
    )
    for letter in letters
}
_SMALL, _CAPITAL, _WIDE, _OTHER = 0.64, 0.79, 1.05, 0.75


def text_width(text: str, size: float) -> float:
    """Return how wide a text is at a size, both in lengths of a picture.

    >>> text_width("3.2", 10), text_width("日本", 10)
    (16.2, 21.0)
    """
    return round(size * sum(_ems(letter) for letter in text), 2)


def in_room(text: str, room: float, size: float, most: int) -> list[str]:
    """Return a text in lines no wider than a room, and in at most so many lines.

    What there is no room for is left out behind an ellipsis; the table beside has it whole.

    >>> in_room("Sikkerhet og personvern", 100, 13, 2)
    ['Sikkerhet og', 'personvern']
    >>> in_room("Sikkerhet og personvern", 100, 13, 1)
    ['Sikkerhet…']
    """
    lines: list[str] = []
    for word in text.split():
        # A text may be one word of ten thousand letters.
        if len(lines) > most:
            break
        if lines and text_width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
            continue
        lines += _pieces(word, room, size, most + 1)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], room, size)]
    return lines or [""]


def _pieces(word: str, room: float, size: float, most: int) -> list[str]:
    """A word broken where it must be, in no more pieces than anybody will look at."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size) > room:
            if len(pieces) == most:
                break
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _cut(line: str, room: float, size: float) -> str:
    while line and text_width(f"{line}…", size) > room:
        line = line[:-1]
    # No letter should stand alone of a word, where the word before it can end the line.
    head, _, tail = line.rpartition(" ")
    return f"{head if head and len(tail) < 3 else line}…"


@lru_cache(maxsize=4096)
def _ems(letter: str) -> float:
    if letter in _EMS:
        return _EMS[letter]
    kind = category(letter)
    if kind in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    if east_asian_width(letter) in ("W", "F"):
        return _WIDE
    if letter.isdigit() or kind == "Ll":
        return _SMALL
    return _CAPITAL if kind == "Lu" else _OTHER
