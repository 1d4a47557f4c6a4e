"""Frame changes: two frames held against each other, when units have merged, split or moved.

In: the units of an old and of a new frame, and the crosswalk between them. Out: what became of each
unit, how many each segment had and has, and whether an old answer can stand for a new unit. Never
decides what to do about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ekrules.errors import Faults, Place
from ekrules.survey.crosswalk import Crosswalk, follow
from ekrules.survey.units import FrameUnit

CarryReason = Literal["gone", "split", "part_without_answer", "parts_differ"]


@dataclass(frozen=True)
class SegmentChange:
    """How many units of a frame a segment had, and how many it has."""

    segment: str
    old: int
    new: int


@dataclass(frozen=True)
class BreakdownChange:
    """One breakdown in both frames.

    segments: every segment of either frame. straddling: new unit -> the segments its old parts lay
    in, where these are several: by this breakdown it is not comparable with them. moved: new unit
    -> the one segment all of it lay in, and the other one it lies in now.
    """

    breakdown: str
    segments: tuple[SegmentChange, ...]
    straddling: Mapping[str, tuple[str, ...]]
    moved: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class FrameComparison:
    """What became of the units of an old frame in a new one.

    successors: old unit -> the new units it went to, in full or in part. parts: new unit -> the old
    units it is made of, in full or in part. unchanged: those with the same id and name. renamed:
    unit -> old and new name. renumbered: old id -> new id; its name may be new too. merged: new
    unit -> its several parts. split: old unit -> the several new units it went to; one of these may
    be merged as well. added: new units no old one leads to. gone: old units that end without a
    word, in the new frame or in the crosswalk. astray: old unit -> where the crosswalk leads it,
    which is not in the new frame.
    """

    old_total: int
    new_total: int
    successors: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    unchanged: tuple[str, ...]
    renamed: Mapping[str, tuple[str, str]]
    renumbered: Mapping[str, str]
    merged: Mapping[str, tuple[str, ...]]
    split: Mapping[str, tuple[str, ...]]
    added: tuple[str, ...]
    gone: tuple[str, ...]
    astray: Mapping[str, tuple[str, ...]]
    breakdowns: tuple[BreakdownChange, ...]


def compare_frames(
    old_units: Sequence[FrameUnit],
    new_units: Sequence[FrameUnit],
    crosswalk: Crosswalk,
    from_year: int | None = None,
    to_year: int | None = None,
) -> FrameComparison:
    """Return what became of each unit between the frame of one year and that of another.

    Without years all of the crosswalk lies between the frames.
    """
    old = {one.id: one for one in old_units}
    new = {one.id: one for one in new_units}
    led = {unit: tuple(after) for unit, after in follow(old, crosswalk, from_year, to_year).items()}
    successors = {unit: tuple(one for one in after if one in new) for unit, after in led.items()}
    parts = _parts(successors, new)
    single = {
        before: after[0]
        for before, after in successors.items()
        if len(led[before]) == len(after) == len(parts[after[0]]) == 1
    }
    same = [(one, old[one].name, new[one].name) for one, after in single.items() if one == after]
    return FrameComparison(
        old_total=len(old),
        new_total=len(new),
        successors=successors,
        parts=parts,
        unchanged=tuple(one for one, before, after in same if before == after),
        renamed={one: (before, after) for one, before, after in same if before != after},
        renumbered={before: after for before, after in single.items() if before != after},
        merged={unit: before for unit, before in parts.items() if len(before) > 1},
        split={unit: after for unit, after in led.items() if len(after) > 1},
        added=tuple(unit for unit, before in parts.items() if not before),
        gone=tuple(unit for unit, after in led.items() if after == (unit,) and unit not in new),
        astray={
            unit: tuple(one for one in after if one not in new)
            for unit, after in led.items()
            if after != (unit,) and any(one not in new for one in after)
        },
        breakdowns=_breakdowns(old, new, parts),
    )


def _parts(
    successors: Mapping[str, Iterable[str]], new: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    parts: dict[str, list[str]] = {unit: [] for unit in new}
    for before, after in successors.items():
        for unit in after:
            parts[unit].append(before)
    return {unit: tuple(before) for unit, before in parts.items()}


def _breakdowns(
    old: Mapping[str, FrameUnit],
    new: Mapping[str, FrameUnit],
    parts: Mapping[str, tuple[str, ...]],
) -> tuple[BreakdownChange, ...]:
    """Those that both frames have."""
    before = dict.fromkeys(name for one in old.values() for name in one.segments)
    after = dict.fromkeys(name for one in new.values() for name in one.segments)
    return tuple(_breakdown(name, old, new, parts) for name in before if name in after)


def _breakdown(
    name: str,
    old: Mapping[str, FrameUnit],
    new: Mapping[str, FrameUnit],
    parts: Mapping[str, tuple[str, ...]],
) -> BreakdownChange:
    had = _sizes(name, old.values())
    has = _sizes(name, new.values())
    lay = {
        unit: tuple(dict.fromkeys(old[one].segments[name] for one in before))
        for unit, before in parts.items()
    }
    return BreakdownChange(
        breakdown=name,
        segments=tuple(
            SegmentChange(one, had.get(one, 0), has.get(one, 0)) for one in {**had, **has}
        ),
        straddling={unit: segments for unit, segments in lay.items() if len(segments) > 1},
        moved={
            unit: (segments[0], new[unit].segments[name])
            for unit, segments in lay.items()
            if len(segments) == 1 and segments[0] != new[unit].segments[name]
        },
    )


def _sizes(breakdown: str, units: Iterable[FrameUnit]) -> dict[str, int]:
    sizes: dict[str, int] = defaultdict(int)
    for one in units:
        sizes[one.segments[breakdown]] += 1
    return dict(sizes)


def add_frame_faults(
    comparison: FrameComparison, old_frame: Place, new_frame: Place, faults: Faults
) -> None:
    """Add a fault for each unit of which the frames and the crosswalk don't agree."""
    for unit in comparison.gone:
        found = f'"{unit}" is in this frame and not in {new_frame.file}'
        faults.add(old_frame, found, "expected a row in the crosswalk that says what it became")
    for unit, after in comparison.astray.items():
        for one in after:
            found = f'the crosswalk leads from "{unit}" to "{one}", which is not in this frame'
            faults.add(new_frame, found, "expected every new unit of the crosswalk up to its year")


@dataclass(frozen=True)
class CarriedAnswer:
    """The new unit that an old respondent can stand for; or None, and why it can't.

    gone: it has no successor in the new frame. split: it has several, and nobody knows which of
    them its answer is true of. part_without_answer: another part of the new unit did not answer.
    parts_differ: all did, and not alike.
    """

    unit: str | None
    reason: CarryReason | None


def carry_answers_forward(
    answers: Mapping[str, Hashable], comparison: FrameComparison
) -> dict[str, CarriedAnswer]:
    """Return for each old respondent the new unit that its answer can stand for.

    answers: old respondent -> its answer, to one question or to several as a tuple. An answer
    stands for a new unit where all old parts of it, those of split units among them, answered
    alike. The parts of a merged unit then stand for the same one; it counts once.
    """
    return {respondent: _carried(answers, respondent, comparison) for respondent in answers}


def _carried(
    answers: Mapping[str, Hashable], respondent: str, comparison: FrameComparison
) -> CarriedAnswer:
    if respondent in comparison.split:
        return CarriedAnswer(None, "split")
    after: Collection[str] = comparison.successors.get(respondent, ())
    if not after:
        return CarriedAnswer(None, "gone")
    (unit,) = after
    parts = comparison.parts[unit]
    if any(part not in answers for part in parts):
        return CarriedAnswer(None, "part_without_answer")
    if any(answers[part] != answers[respondent] for part in parts):
        return CarriedAnswer(None, "parts_differ")
    return CarriedAnswer(unit, None)
