"""As text: one sentence for each thing told, with its line and a caret, and a count at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ekrules.errors import MOST_FAULTS_SHOWN, EkrulesError
from ekrules.project.telling.source_lines import caret_lines, forget_lines
from ekrules.project.told import LEVELS, Told, told

_PLURAL = {"error": "faults", "warning": "warnings", "note": "notes"}
_SINGULAR = {"error": "fault", "warning": "warning", "note": "note"}


def as_text(every: Sequence[Told]) -> str:
    """Return what is told, in the order given, the first MOST_FAULTS_SHOWN of it."""
    forget_lines()
    lines = [line for one in every[:MOST_FAULTS_SHOWN] for line in _told(one)]
    if len(every) > MOST_FAULTS_SHOWN:
        lines.append(f"... and {len(every) - MOST_FAULTS_SHOWN} more.")
    return "\n".join(lines)


def error_as_text(error: EkrulesError) -> str:
    """Return an error's faults as text, with their count."""
    faults = told("error", "fault", error.faults)
    return f"{as_text(faults)}\n{counted(faults)}"


def counted(every: Iterable[Told]) -> str:
    """Return how much of each level there is.

    >>> counted([])
    'Nothing to tell.'
    """
    counts = Counter(one.level for one in every)
    parts = [
        f"{counts[level]} {(_SINGULAR if counts[level] == 1 else _PLURAL)[level]}"
        for level in LEVELS
        if counts[level]
    ]
    return f"{', '.join(parts)}." if parts else "Nothing to tell."


def _told(one: Told) -> list[str]:
    place, sentence = one.fault.place, str(one.fault)
    if one.level != "error":
        # After the place, where editors and terminals look for it.
        sentence = f"{place}: {one.level}: {sentence.removeprefix(f'{place}: ')}"
    # A note is not there to be mended, so its line need not be found.
    return [sentence, *([] if one.level == "note" else caret_lines(place))]
