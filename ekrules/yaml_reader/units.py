"""Units: what a written value is, by the unit it is to have.

In: a scalar as YAML gives it and a unit. Out: the value that rules compare, or what was expected.
A share is written in percent and read as the nearest float of its decimal text: 60 % is 0.6.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from math import isfinite
from typing import Literal

from ekrules.yaml_reader.meant.values import percent_meant

Unit = Literal["share", "number", "years", "count", "text", "boolean", "date"]
Value = float | int | str | bool | date

UNITS: tuple[Unit, ...] = ("share", "number", "years", "count", "text", "boolean", "date")
NUMERIC_UNITS: tuple[Unit, ...] = ("share", "number", "years", "count")

# Whole numbers further out than this have neighbours that a float can't tell apart.
LARGEST_WHOLE = 2**53
# A plain, a no-break and a narrow no-break space: word processors put any of them before "%".
_PERCENT = re.compile(r"([+-]?[0-9]{1,20}(?:[.,][0-9]{1,20})?)[ \u00a0\u202f]?%")


def share_of(text: str) -> float | None:
    """Return percent text as a share, not yet held against 0..1; None where it is no percent.

    >>> [share_of(text) for text in ("60 %", "12.5%", "12,5 %", "0.6")]
    [0.6, 0.125, 0.125, None]
    """
    written = _PERCENT.fullmatch(text)
    if written is None:
        return None
    # Moving the exponent, not dividing, gives the nearest float of the decimal text.
    return float(written[1].replace(",", ".") + "e-2")


def value_of(unit: Unit, written: object) -> object:
    """Return what is written as the rules see it: a share from percent, all else as it stands.

    >>> value_of("share", "60 %"), value_of("text", "60 %"), value_of("share", 60)
    (0.6, '60 %', 60)
    """
    return share_of(written) if unit == "share" and isinstance(written, str) else written


def form_problem(unit: Unit, name: str, written: object) -> str | None:
    """Say what was expected where the form of what is written, not its value, is wrong."""
    if unit == "share":
        share = share_of(written) if isinstance(written, str) else None
        if share is None:
            return f'a share is written with "%" (as {_likely_percent(written)})'
        return None if 0 <= share <= 1 else "expected a share from 0 % to 100 %"
    if isinstance(written, str) and unit != "text" and share_of(written) is not None:
        return f'"{name}" is {unit_called(unit)}, and only a share is written with "%"'
    if unit == "text" and not isinstance(written, str):
        return "expected a text (in quotes, where it looks like something else)"
    return None


def _likely_percent(written: object) -> str:
    if isinstance(written, bool) or not isinstance(written, (str, int, float)):
        return "60 %"
    # Nobody can tell whether 1 is all of them or one in a hundred.
    return (
        "100 %, or 1 %"
        if str(written) in ("1", "1.0", "1,0")
        else percent_meant(str(written)) or "60 %"
    )


def unit_called(unit: Unit) -> str:
    """Return a unit as it is said in a sentence.

    >>> unit_called("years"), unit_called("share")
    ('a number of years', 'a share')
    """
    return {"years": "a number of years", "boolean": "true or false"}.get(unit, f"a {unit}")


def unit_problem(unit: Unit, value: object) -> str | None:
    """Return what was expected where `value` is no value of the unit; None where it is one.

    >>> unit_problem("share", True), unit_problem("count", 3)
    ('expected a share from 0 to 1', None)
    """
    if unit in NUMERIC_UNITS:
        return _number_problem(unit, value)
    if unit == "text":
        return _text_problem(value)
    if unit == "boolean":
        return None if isinstance(value, bool) else "expected true or false"
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return None if is_day else "expected a date (as 2011-12-31)"


def _number_problem(unit: Unit, value: object) -> str | None:
    expected = {
        "share": "expected a share from 0 to 1",
        "count": "expected a whole number from 0 up",
    }.get(unit, "expected a number")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return expected
    if isinstance(value, int) and abs(value) > LARGEST_WHOLE:
        return f"expected a whole number of at most {LARGEST_WHOLE}"
    if not isfinite(value):
        return expected
    if unit == "share" and not 0 <= value <= 1:
        return expected
    if unit == "count" and (not isinstance(value, int) or value < 0):
        return expected
    return None


def _text_problem(value: object) -> str | None:
    if not isinstance(value, str):
        return "expected a text"
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        return "expected a text without broken characters (lone surrogates)"
    return None
