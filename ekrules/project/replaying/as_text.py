"""As text: a Replay for a person: which files, which program, and each value then and now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from ekrules.assessment.assessed import Status
from ekrules.narrative.numbers import rounded_percent
from ekrules.project.replaying.comparing import Difference, NotThere, Part
from ekrules.project.replaying.replaying import Replay
from ekrules.report.status_shapes import SHAPES

_HEADINGS: dict[Part, str] = {
    "measure": "Measures",
    "goal": "Goals",
    "theme": "Themes",
    "finding": "Findings",
    "overall": "The whole",
    "segment": "Segments",
    "sentence": "Sentences",
    "change": "Changes since the earlier record",
    "other": "About the record",
}
_FILES = {
    "changed": "changed",
    "gone": "gone",
    "not_read": "no longer read",
    "new": "new",
}
# What a key is called; others are told by their key.
_WORDS = {
    "computed_status": "status by the rules",
    "decided_by": "decided by",
    "holds": "holds",
    "because": "rests on",
    "to_next": "to the next status",
    "numerator": "count",
    "denominator": "of",
    "low": "interval from",
    "high": "interval to",
    "lowest": "lowest possible",
    "highest": "highest possible",
    "robust": "firmness",
    "reference_date": "the survey's day",
}
_SHARES = ("value", "low", "high", "lowest", "highest")
_MOST_LETTERS = 300


def replay_as_text(replay: Replay) -> str:
    """Return the replay in lines, closed by a newline."""
    return "\n".join(_lines(replay)) + "\n"


def _lines(replay: Replay) -> Iterator[str]:
    yield f"{replay.path}: {_summary(replay)}"
    if replay.files:
        yield "Input files"
        yield from (f"  {_FILES[one.change]}: {shown(one.path)}" for one in replay.files)
    program = {"version": replay.version, "engine": replay.engine}
    if any(program.values()):
        yield "Program"
        for name, pair in program.items():
            if pair is not None:
                yield f"  {name}: {shown(pair[0])} → {shown(pair[1])}"
    for part, found in groupby(replay.values, key=lambda one: one.part):
        those = list(found)
        yield f"{_HEADINGS[part]} ({len(those)})"
        for name, of_one in groupby(those, key=lambda one: one.name):
            yield from _of_one(part, name, list(of_one))


def _summary(replay: Replay) -> str:
    if replay.reasons:
        return "it can't be replayed."
    if replay.is_same_bytes:
        return "the same, to the byte."
    if not (replay.files or replay.version or replay.engine or replay.values):
        return "the same values, but the file is written otherwise: spaces, line ends or order."
    counted = [_count(len(replay.files), "input file"), _count(len(replay.values), "value")]
    told = [one for one in counted if one] or ["the program"]
    return f"not the same: {' and '.join(told)} differ{_ending(replay)}."


def _ending(replay: Replay) -> str:
    total = len(replay.files) + len(replay.values)
    return "" if total > 1 else "s"


def _count(number: int, what: str) -> str:
    if not number:
        return ""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _of_one(part: Part, name: str, those: list[Difference]) -> Iterator[str]:
    """One thing on a line where one value differs, else a line for each below its name."""
    lines = list(_values(part, those))
    if len(lines) == 1 or not name:
        yield from (f"  {shown(name)}: {line}" if name else f"  {line}" for line in lines)
        return
    yield f"  {shown(name)}"
    yield from (f"    {line}" for line in lines)


def _values(part: Part, those: Iterable[Difference]) -> Iterator[str]:
    for one in those:
        label = ", ".join(_WORDS.get(key, shown(key)) for key in one.keys)
        old, new = (_in_words(part, one.keys, value) for value in (one.old, one.new))
        if old == new:
            old, new = shown(repr(one.old)), shown(repr(one.new))
        label = "" if part == "sentence" and one.keys == ("text",) else label
        yield f"{label} {old} → {new}" if label else f"{old} → {new}"


def _in_words(part: Part, keys: tuple[str, ...], value: Any) -> str:
    if isinstance(value, NotThere):
        return "not there"
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _status(value) if keys and "status" in keys[-1] else shown(value, quoted=True)
    is_share = bool(keys) and keys[-1] in _SHARES and part in ("measure", "segment")
    if isinstance(value, float) and is_share and 0 <= value <= 1:
        return f"{rounded_percent(value)} %"
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list):
        return ", ".join(_in_words(part, keys, one) for one in value[:20]) or "nothing"
    if isinstance(value, dict):
        return _map(part, keys, value)
    return shown(repr(value))


def _map(part: Part, keys: tuple[str, ...], value: dict[str, Any]) -> str:
    """A whole thing that one record has and the other has not: by its status or its value."""
    for key in ("status", "value", "holds", "row"):
        if key in value:
            told = _in_words(part, (*keys, key), value[key])
            return told if key in ("status", "value") else f"{key} {told}"
    return f"{len(value)} values"


def _status(value: str) -> str:
    return f"{SHAPES[Status(value)]} {value}" if value in {*Status} else shown(value, quoted=True)


def shown(text: str, *, quoted: bool = False) -> str:
    """Return a record's text for a screen: of one line, of bounded length, and without controls."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    cut = plain if len(plain) <= _MOST_LETTERS else f"{plain[:_MOST_LETTERS]}…"
    return f'"{cut}"' if quoted else cut
