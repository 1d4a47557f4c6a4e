"""Lines: a label broken into lines that fit beside a picture, so that none runs into another."""

from __future__ import annotations

# The height of a line of small print, and the mean width of its letters, in lengths of a picture.
LINE, LETTER = 16, 6.6
MOST_LINES = 3


def letters_across(width: float) -> int:
    """Return how many letters of small print a width has room for.

    >>> letters_across(210)
    31
    """
    return int(width / LETTER)


def in_lines(text: str, letters: int, most: int = MOST_LINES) -> list[str]:
    """Return a text in lines of at most so many letters, and in at most so many lines.

    What there is no room for is left out behind an ellipsis; the table beside has it whole.

    >>> in_lines("Kontaktskjema på nett", 14)
    ['Kontaktskjema', 'på nett']
    >>> in_lines("en altfor lang tekst", 6, most=2)
    ['en', 'altfo…']
    """
    lines: list[str] = []
    for word in text.split():
        rest = word
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
            continue
        while len(rest) > letters:
            lines.append(rest[:letters])
            rest = rest[letters:]
        if rest:
            lines.append(rest)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][: letters - 1].rstrip()}…"]
    return lines or [""]
