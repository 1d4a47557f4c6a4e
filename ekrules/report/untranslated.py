"""Untranslated: texts that a report shows in bokmål, because they are in no other language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from ekrules.yaml_reader.wording import Language, Wording


def untranslated(whole: object, language: Language) -> int:
    """Return how many texts in `whole`, and in all it holds, are not written in the language.

    >>> untranslated((Wording(nb="Mål", en="Goal"), Wording(nb="Frist")), "en")
    1
    """
    if language == "nb":
        return 0
    missing = (one for one in _wordings(whole, set()) if getattr(one, language) is None)
    return len({one.nb for one in missing})


def _wordings(value: Any, seen: set[int]) -> Iterable[Wording]:
    if isinstance(value, Wording):
        yield value
        return
    if isinstance(value, (str, int, float, bool)) or value is None or id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, BaseModel):
        parts: Iterable[Any] = [getattr(value, name) for name in type(value).model_fields]
    elif is_dataclass(value) and not isinstance(value, type):
        parts = [getattr(value, field.name) for field in fields(value)]
    elif isinstance(value, Mapping):
        parts = value.values()
    elif isinstance(value, (tuple, list, frozenset, set)):
        parts = value
    else:
        return
    for part in parts:
        yield from _wordings(part, seen)
