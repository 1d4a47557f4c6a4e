"""Scalars: what an unquoted word means.

YAML 1.1 reads `no` as false, `012` as ten and `22:22` as 1342. Here a word is a number only
where it is written as a person writes one, true and false are the only booleans, and all the
rest is text.
"""

from __future__ import annotations

import re
from datetime import date

from ekrules.yaml_reader.nodes import Scalar

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,30}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "~": None, "": None}


def meaning(text: str) -> Scalar:
    """Return what the unquoted `text` means; an impossible date stays text.

    >>> [meaning(word) for word in ("no", "0101", "22:22", "1e3", "60 %", "12.5", "7", "true")]
    ['no', '0101', '22:22', '1e3', '60 %', 12.5, 7, True]
    """
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _DATE.fullmatch(text):
        return _date_or_text(text)
    return text


def _date_or_text(text: str) -> Scalar:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
