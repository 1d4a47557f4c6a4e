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
_BEGINS_NUMBER = "-0123456789"
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "~": None, "": None}


def meaning(text: str) -> Scalar:
    """Return what the unquoted `text` means; an impossible date stays text.

    >>> [meaning(word) for word in ("no", "0101", "22:22", "1e3", "60 %", "12.5", "7", "true")]
    ['no', '0101', '22:22', '1e3', '60 %', 12.5, 7, True]
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _BEGINS_NUMBER:
        return text
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


def written_plainly(text: str) -> str:
    """Return a number as a person writes it where machines write it otherwise; else the text.

    >>> [written_plainly(text) for text in (".5", "5.", "1_000", "0101", "1e3", "22:22", "ja")]
    ['0.5', '5', '1000', '101', '1000', '22:22', 'ja']
    """
    bare = text.replace("_", "") if re.fullmatch(r"-?[0-9]+(?:_[0-9]{3})+", text) else text
    if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,9})?[eE]\+?[0-9]", bare):
        return f"{float(bare):.15g}"
    number = re.fullmatch(r"(-?)0*([0-9]{0,18})(?:\.([0-9]{0,18}))?", bare)
    if number is None or not re.search("[0-9]", bare):
        return text
    return f"{number[1]}{number[2] or 0}" + (f".{number[3]}" if number[3] else "")
