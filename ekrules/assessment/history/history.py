"""History: every goal through every record, with each change named where it can be.

In: recorded runs in any order. Out: a History, the same from any order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from ekrules.assessment.assessed import BEST_FIRST, Status
from ekrules.assessment.history.judged_alike import Unlike, why_unlike
from ekrules.assessment.history.recorded import RecordedRun
from ekrules.tables.measure import Measure

# better, worse and same: of what can be compared. assessed_first: grey before, a colour now.
# new: not in the record before. gone: no longer in the record.
Change = Literal[
    "better",
    "worse",
    "same",
    "assessed_first",
    "no_longer_assessed",
    "not_assessed",
    "not_comparable",
    "new",
    "gone",
]
Because = Literal["answers", "time", "both", "override"]
CHANGES: tuple[Change, ...] = (
    "better",
    "worse",
    "assessed_first",
    "no_longer_assessed",
    "not_comparable",
    "new",
    "gone",
    "same",
    "not_assessed",
)


@dataclass(frozen=True)
class Step:
    """How a goal went from one record to the next, and why that is not compared.

    because: what made it better or worse, where the later run was held against the record before
    and so knew, or where a person alone set another status.
    """

    change: Change
    unlike: Unlike | None = None
    because: Because | None = None


@dataclass(frozen=True)
class Cell:
    """A goal in one record; status is None where the goal is not in it.

    since: the step from the record before; None in the first, and where it is in neither.
    """

    status: Status | None
    is_overridden: bool
    reason: str | None
    attainment: Measure | None
    since: Step | None


@dataclass(frozen=True)
class Wave:
    """One record of the history; name: short, and no other wave's."""

    name: str
    wave: int
    day: date | None
    survey: str
    synthetic: bool
    path: str
    sha256: str
    overall: Status


@dataclass(frozen=True)
class GoalHistory:
    """One goal through all records, one cell for each."""

    goal: str
    theme: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class History:
    """Records of one strategy in the order of wave and day; repeated: copies that were left out."""

    strategy: str
    waves: tuple[Wave, ...]
    goals: tuple[GoalHistory, ...]
    repeated: tuple[str, ...] = ()

    def counted(self, at: int) -> Mapping[Change, int]:
        """Return how many goals went which way to a record from the one before."""
        steps = (one.cells[at].since for one in self.goals)
        found = Counter(step.change for step in steps if step is not None)
        return {change: found[change] for change in CHANGES if found[change]}


def history_of(runs: Iterable[RecordedRun]) -> History:
    """Return the history of runs of one strategy; there is at least one."""
    ordered = sorted(runs, key=lambda run: run.order)
    first: dict[str, RecordedRun] = {}
    for run in ordered:
        first.setdefault(run.sha256, run)
    kept = tuple(first.values())
    return History(
        strategy=kept[0].shape.strategy,
        waves=tuple(_waves(kept)),
        goals=tuple(_goal(name, kept) for name in _goals(kept)),
        repeated=tuple(run.path for run in ordered if first[run.sha256] is not run),
    )


def _waves(runs: Sequence[RecordedRun]) -> Iterable[Wave]:
    years = [str(run.shape.wave) for run in runs]
    dated = [f"{run.shape.wave} ({run.shape.reference_date or '?'})" for run in runs]
    for at, run in enumerate(runs):
        name = years[at] if years.count(years[at]) == 1 else dated[at]
        if name == dated[at] and dated.count(name) > 1:
            name = f"{years[at]} #{dated[: at + 1].count(name)} ({run.shape.reference_date or '?'})"
        shape = run.shape
        yield Wave(
            name,
            shape.wave,
            shape.reference_date,
            shape.survey,
            shape.synthetic,
            run.path,
            run.sha256,
            shape.overall.status,
        )


def _goals(runs: Sequence[RecordedRun]) -> list[str]:
    """The goals as the last record has them, those it no longer has after others of their theme."""
    order: list[str] = []
    theme: dict[str, str] = {}
    for run in reversed(runs):
        for name, goal in run.goals.items():
            if name in theme:
                continue
            theme[name] = goal.theme
            after = [at for at, one in enumerate(order) if theme[one] == goal.theme]
            order.insert(after[-1] + 1 if after else len(order), name)
    return order


def _goal(name: str, runs: Sequence[RecordedRun]) -> GoalHistory:
    cells = []
    for at, run in enumerate(runs):
        since = None if at == 0 else _step(name, runs[at - 1], run)
        found = run.goals.get(name)
        cells.append(
            Cell(
                status=found.status if found else None,
                is_overridden=found is not None and found.override is not None,
                reason=found.reason if found else None,
                attainment=run.attainment(name),
                since=since,
            )
        )
    theme = next(run.goals[name].theme for run in reversed(runs) if name in run.goals)
    return GoalHistory(name, theme, tuple(cells))


def _step(goal: str, then: RecordedRun, now: RecordedRun) -> Step | None:
    was, is_now = then.status(goal), now.status(goal)
    if was is None or is_now is None:
        return None if was is is_now else Step("new" if was is None else "gone")
    if was is is_now is Status.GREY:
        return Step("not_assessed")
    if was is Status.GREY:
        return Step("assessed_first")
    if is_now is Status.GREY:
        return Step("no_longer_assessed")
    unlike = why_unlike(then, now, goal)
    if unlike is not None:
        return Step("not_comparable", unlike)
    if was is is_now:
        return Step("same")
    went: Change = "better" if BEST_FIRST.index(is_now) < BEST_FIRST.index(was) else "worse"
    return Step(went, because=_because(goal, then, now))


def _because(goal: str, then: RecordedRun, now: RecordedRun) -> Because | None:
    held = now.held_against(then, goal)
    if held is not None:
        return next((one for one in get_args(Because) if one == held.cause), None)
    computed = [run.goals[goal].computed_status for run in (then, now)]
    return "override" if computed[0] is computed[1] else None
