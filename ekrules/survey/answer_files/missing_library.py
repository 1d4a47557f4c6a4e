"""Missing library: what to say where an optional library is not installed."""

from __future__ import annotations

from ekrules.errors import Fault, Place


def missing_library(place: Place, what: str, extra: str) -> Fault:
    """Return the fault that says how to install what reads or writes `what`.

    >>> print(missing_library(Place("a.xlsx"), "Excel files", "excel"))
    a.xlsx: what reads and writes Excel files is not installed; run: pip install "ekrules[excel]".
    """
    found = f"what reads and writes {what} is not installed"
    return Fault(place, found, f'run: pip install "ekrules[{extra}]"')
