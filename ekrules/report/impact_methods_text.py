"""Impact of methods as text: how many cases move from which colour to which, and the first of them.

In: what methods make of indicators by two versions. Out: lines for a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ekrules.assessment.impact_methods import LevelImpact, MethodOutcome
from ekrules.report.impact_methods import IndicatorsImpact, MethodImpact
from ekrules.report.status_shapes import SHAPES

# Of one level; the JSON has all of them.
MOST_SHOWN = 20
_STATES = {
    "same": "the same file, and another catalogue",
    "differs": "another file",
    "added": "is new",
    "removed": "is gone",
}


def methods_text(methods: Iterable[MethodImpact]) -> Iterator[str]:
    """Yield the lines of each method that differs, or that judges a catalogue which does."""
    for one in methods:
        yield f"  {one.id}: {_STATES[one.state]}"
        for folder in one.indicators:
            yield from _folder(folder)


def _folder(one: IndicatorsImpact) -> Iterator[str]:
    yield f"    on {one.folder}"
    if not one.differs:
        yield "      No colour differs."
        return
    for level in one.levels:
        yield from _level(level)


def _level(level: LevelImpact) -> Iterator[str]:
    moved = level.moved
    others = len(level.differing) - len(moved)
    if not level.differing:
        yield f"      {level.level}: none of {level.cases} differs"
        return
    told = ", ".join(
        f"{n} {old or 'none'} → {new or 'none'}" for (old, new), n in level.moves.items()
    )
    yield f"      {level.level}: {len(moved)} of {level.cases} of another colour" + (
        f" ({told})" if told else ""
    )
    for one in moved[:MOST_SHOWN]:
        yield f"        {one.entity}, {one.member}: {_outcome(one.old)} → {_outcome(one.new)}"
    if len(moved) > MOST_SHOWN:
        yield f"        and {len(moved) - MOST_SHOWN} more"
    if others:
        yield f"        {others} of the same colour by another row or for another reason"


def _outcome(one: MethodOutcome | None) -> str:
    if one is None:
        return "not there"
    by = f" by {one.row}" if one.row else f" ({(one.reason or '').replace('_', ' ')})"
    return f"{SHAPES[one.status]} {one.shown}{by}"
