"""Library faults: what a reading library raises, turned into one sentence.

In: a block that calls a library on a file that may be damaged. Out: a fault with the file's place.
Never hides a slip of our own: those are raised as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ekrules.errors import EkrulesError, Faults, Place

_SLIPS = (TypeError, AttributeError, NameError, ImportError, AssertionError, EkrulesError)


@contextmanager
def library_faults(place: Place, found: str, expected: str, faults: Faults) -> Iterator[None]:
    """Add one fault for what a library raises in this block, and go on after it."""
    try:
        yield
    except _SLIPS:
        raise
    except Exception as error:
        faults.add(place, f"{found}{_why(error)}", expected)
    except BaseException as error:
        # Rust libraries raise their panics as a BaseException of this name.
        if type(error).__name__ != "PanicException":
            raise
        faults.add(place, found, expected)


def _why(error: BaseException) -> str:
    """Return the library's own words, in one line and not too many."""
    words = " ".join(str(error).split())
    return f" ({words[:160]}{'…' if len(words) > 160 else ''})" if words else ""
