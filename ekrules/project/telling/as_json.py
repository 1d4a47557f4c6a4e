"""As JSON: what is told, for programs.

The keys are stable, and listed in docs/reference/errors.md.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from ekrules.project.telling.source_lines import forget_lines, source_line
from ekrules.project.told import LEVELS, Told

SCHEMA_VERSION = 1


def as_json(every: Sequence[Told]) -> str:
    """Return what is told as a JSON text."""
    forget_lines()
    counts = {level: sum(one.level == level for one in every) for level in LEVELS}
    found = {"schema": SCHEMA_VERSION, "counts": counts, "told": [_one(one) for one in every]}
    # Bytes of a broken file that are no text can't stand in JSON.
    text = json.dumps(found, ensure_ascii=False, indent=2)
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _one(one: Told) -> dict[str, str | int | None]:
    fault = one.fault
    return {
        "level": one.level,
        "code": one.code,
        "file": fault.place.file,
        "line": fault.place.line or None,
        "column": fault.place.column or None,
        "found": fault.found,
        "expected": fault.expected,
        "nearest": fault.nearest,
        "source": source_line(fault.place),
    }
