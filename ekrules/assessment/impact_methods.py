"""Impact of methods: what two versions of a published method make of the same values.

In: two results of one method, on the same values. Out: each case that gets another colour, or gets
its colour from another row, by level; old beside new. Says of neither that it is better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ekrules.assessment.assessed import Status
from ekrules.methods.method import COLOUR
from ekrules.methods.running import LevelResult, MethodResult


@dataclass(frozen=True)
class MethodOutcome:
    """What one version makes of a case; colour: the method's own, where it has some.

    row: None where none decides, or where there is no table; reason: of what is grey.
    """

    status: Status
    colour: str | None
    row: str | None
    reason: str | None

    @property
    def shown(self) -> str:
        """The colour as the method calls it."""
        return self.colour or self.status.value


@dataclass(frozen=True)
class MethodCase:
    """One entity and member (an indicator, or a group) that is judged otherwise.

    None where that version has no such case, as where it groups otherwise.
    """

    entity: str
    member: str
    old: MethodOutcome | None
    new: MethodOutcome | None

    @property
    def changes_colour(self) -> bool:
        """Whether the colour is another, and not its row or reason alone."""
        if self.old is None or self.new is None:
            return True
        return (self.old.status, self.old.colour) != (self.new.status, self.new.colour)


@dataclass(frozen=True)
class LevelImpact:
    """One level by both versions; cases: how many there are by either, differing or not."""

    level: str
    cases: int
    differing: tuple[MethodCase, ...]

    @property
    def moved(self) -> tuple[MethodCase, ...]:
        """The cases of another colour."""
        return tuple(one for one in self.differing if one.changes_colour)

    @property
    def moves(self) -> Mapping[tuple[str, str], int]:
        """How many cases move from which colour to which; the commonest first."""
        named = Counter(
            (one.old.shown if one.old else "", one.new.shown if one.new else "")
            for one in self.moved
        )
        return dict(sorted(named.items(), key=lambda one: (-one[1], one[0])))


def compare_method_results(old: MethodResult, new: MethodResult) -> tuple[LevelImpact, ...]:
    """Return each level of either, the new one's first."""
    before = {level.name: level for level in old.levels}
    after = {level.name: level for level in new.levels}
    return tuple(
        _level(name, before.get(name), after.get(name)) for name in dict.fromkeys([*after, *before])
    )


def _level(name: str, old: LevelResult | None, new: LevelResult | None) -> LevelImpact:
    before = dict(_outcomes(old)) if old else {}
    after = dict(_outcomes(new)) if new else {}
    cases = list(dict.fromkeys([*after, *before]))
    differing = (
        MethodCase(*case, before.get(case), after.get(case))
        for case in cases
        if before.get(case) != after.get(case)
    )
    return LevelImpact(name, len(cases), tuple(differing))


def _outcomes(level: LevelResult) -> Iterator[tuple[tuple[str, str], MethodOutcome]]:
    """Yield each case with its outcome; those that the method is not for are left out."""
    wanted = ["entity", "member", "status", "row", "reason", *_own_colour(level)]
    for row in level.frame.filter(level.frame["applies"]).select(wanted).iter_rows(named=True):
        yield (row["entity"], row["member"]), _outcome(row)


def _own_colour(level: LevelResult) -> list[str]:
    return [COLOUR] if COLOUR in level.frame.columns else []


def _outcome(row: Mapping[str, Any]) -> MethodOutcome:
    # Where nothing judges there is no colour to be of.
    status = Status(row["status"] or Status.GREY.value)
    return MethodOutcome(status, row.get(COLOUR), row["row"], row["reason"])
