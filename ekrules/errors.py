"""Errors: what went wrong, where, and what to write instead.

In: places and facts about a fault, from every room.
Out: one tree of exceptions under EkrulesError, each carrying all faults found.
Never decides whether something is a fault; never prints.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

# A faulty file may hold thousands of faults; a person reads the first screens and runs again.
MOST_FAULTS_SHOWN = 100


class Place(NamedTuple):
    """Where something stands: a file, in it a line and a column (from 1; 0 is the whole file)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Fault:
    """One thing a person can mend: what stands where, what was expected, the nearest right name."""

    place: Place
    found: str
    expected: str
    nearest: str | None = None

    @property
    def order(self) -> tuple[Place, str, str, str]:
        """What faults are sorted by: the place first."""
        return self.place, self.found, self.expected, self.nearest or ""

    def __str__(self) -> str:
        sentence = f"{self.place}: {self.found}; {self.expected}"
        if self.nearest is None:
            return f"{sentence}."
        return f'{sentence}. Did you mean "{self.nearest}"?'


class EkrulesError(Exception):
    """The root of all that ekrules raises on purpose; carries every fault of the run."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults), key=lambda fault: fault.order))
        super().__init__(self.text())

    def text(self) -> str:
        """Return one line for each fault, the first MOST_FAULTS_SHOWN of them."""
        shown = [str(fault) for fault in self.faults[:MOST_FAULTS_SHOWN]]
        more = len(self.faults) - len(shown)
        return "\n".join([*shown, f"... and {more} more faults."] if more > 0 else shown)


class InputError(EkrulesError):
    """Something a person wrote or fed in is wrong; the faults say what and where."""


class OutputError(EkrulesError):
    """What was made can't be written where it was asked for; what stood there stands unchanged."""


class EngineLimitError(EkrulesError):
    """A rule set is larger than the chosen engine can run safely; another engine may."""


class UntracedFigureError(EkrulesError):
    """A narrative holds a figure that no measure gives; nothing is published."""


@dataclass
class Faults:
    """A collector: rooms add faults as they find them, and the run stops once, with all of them."""

    found: list[Fault] = field(default_factory=list)

    def add(self, place: Place, found: str, expected: str, nearest: str | None = None) -> None:
        """Note one fault and go on."""
        self.found.append(Fault(place, found, expected, nearest))

    def add_unknown_name(self, place: Place, kind: str, name: str, known: Iterable[str]) -> None:
        """Note that no `kind` is called `name`, with the nearest name that exists.

        >>> faults = Faults()
        >>> faults.add_unknown_name(Place("a.yaml", 3, 5), "measure", "helsenet", ["helsenett"])
        >>> print(faults.found[0])
        a.yaml:3:5: no measure is called "helsenet"; expected one that exists. \
Did you mean "helsenett"?
        """
        names = sorted(known)
        near = nearest_name(name, names)
        expected = "expected one that exists"
        if near is None and names:
            expected = f"expected one of {listed(names)}"
        self.add(place, f'no {kind} is called "{name}"', expected, near)

    def extend(self, error: EkrulesError) -> None:
        """Take over the faults of an error raised further down."""
        self.found.extend(error.faults)

    def stop_if_any(self) -> None:
        """Raise InputError with all faults so far; do nothing when there are none."""
        if self.found:
            raise InputError(self.found)


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like `name`, or None when none is near.

    >>> nearest_name("deadlin", ["deadline", "target"])
    'deadline'
    """
    by_folded = {one.casefold(): one for one in known}
    near = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else None


def listed(names: Iterable[str], most: int = 12) -> str:
    """Return names as a readable list, cut at `most`.

    >>> listed(["a", "b"])
    '"a", "b"'
    """
    every = list(names)
    shown = ", ".join(f'"{name}"' for name in every[:most])
    return f"{shown} and {len(every) - most} more" if len(every) > most else shown
