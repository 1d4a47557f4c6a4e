"""Thresholds: how many goals hang on a bound, as rows to print, CSV and JSON."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO

from ekrules.assessment.what_if.sensitivity import (
    MOST_POINTS,
    Moved,
    Nearness,
    Sensitivity,
    goal_cases,
    nearest_bounds,
    sensitivities,
)
from ekrules.errors import Faults, Place, nearest_name
from ekrules.project.what_if.as_json import about, answer_json
from ekrules.project.what_if.asking import Asked
from ekrules.project.what_if.words import apart_from, exact_text, points_text

# The steps that are printed of all: a few close by, a few far off.
PRINTED = (-20, -10, -5, -1, 1, 5, 10, 20)


@dataclass(frozen=True)
class ThresholdAnswer:
    """Every bound asked about at every step, and how near each goal stands to another colour."""

    bounds: tuple[Sensitivity, ...]
    nearest: tuple[Nearness, ...]
    named: str | None


def ask_thresholds(asked: Asked, named: str | None) -> ThresholdAnswer:
    """Return the bounds of a table, a row or a parameter; all of them where None is named.

    Raises InputError where nothing is called so.
    """
    loaded = asked.loaded
    cases = goal_cases(loaded.strategy, asked.assessment.measures, loaded.rules.status, asked.on)
    every = sensitivities(cases, loaded.rules.status, asked.engines)
    chosen = tuple(one for one in every if named is None or named in names_of(one))
    if named is not None and not chosen:
        _refuse(named, every)
    goals = {goal for one in chosen for goal in one.goals}
    near = nearest_bounds(cases, asked.engines)
    return ThresholdAnswer(
        chosen, tuple(one for one in near if named is None or one.goal in goals), named
    )


def names_of(one: Sensitivity) -> tuple[str, ...]:
    """Return what a bound may be asked for by: its table, table/row for each row, a parameter."""
    if one.threshold is None:
        return one.table, one.parameter or ""
    return one.table, *(f"{one.table}/{row}" for row in one.threshold.rows)


def _refuse(named: str, every: tuple[Sensitivity, ...]) -> None:
    faults = Faults()
    known = dict.fromkeys(name for one in every for name in names_of(one))
    rows = {name.partition("/")[2]: name for name in known if "/" in name}
    near = nearest_name(named, known) or rows.get(nearest_name(named, rows) or "")
    found = f'no bound on the attainment stands under "{named}"'
    expected = "expected a table, a table and its row (as table/row), or a goals' parameter"
    faults.add(Place("--threshold"), found, expected, near)
    faults.stop_if_any()


def bound_text(one: Sensitivity) -> str:
    """Return the bound as it is now; a parameter by its name."""
    return one.parameter or "" if one.threshold is None else exact_text(one.threshold.bound)


def rows_text(one: Sensitivity) -> str:
    """Return the rows that share the bound."""
    return "each goal's own" if one.threshold is None else ", ".join(one.threshold.rows)


def step_text(one: Sensitivity, points: int) -> str:
    """Return how many goals change at a step; a dash where the bound can't stand there."""
    move = next((move for move in one.moves if move.points == points), None)
    return "–" if move is None else str(len(move.changed))


def turning_moves(one: Sensitivity) -> tuple[Moved, ...]:
    """Return the steps at which other goals change than at the step nearer to where it is now."""
    found = []
    by_points = {move.points: move for move in one.moves}
    for points, move in by_points.items():
        nearer = by_points.get(points - 1 if points > 0 else points + 1)
        if points and nearer is not None and nearer.changed != move.changed:
            found.append(move)
    return tuple(found)


def move_text(move: Moved) -> str:
    """Return one step in words: where the bound then stands, and who changes to what."""
    away = f"{move.points:+d}".replace("-", "\u2212")
    where = away if move.bound is None else f"{exact_text(move.bound)} ({away})"
    changed = ", ".join(f"{one.goal} {one.before} to {one.after}" for one in move.changed)
    return f"{where}: {len(move.changed)} {_goals(len(move.changed))}: {changed or 'none'}"


def _goals(number: int) -> str:
    return "goal" if number == 1 else "goals"


def near_text(one: Nearness) -> str:
    """Return one goal's distance to where its colour changes."""
    up = one.bound > one.value
    points = points_text(one.points).removesuffix(" more").removesuffix(" less")
    value = apart_from(one.value, one.bound)
    return f"{value}, {points} from {exact_text(one.bound)} ({one.beyond} {_beyond(up=up)})"


def _beyond(*, up: bool) -> str:
    return "from there on" if up else "under it"


def csv_text(answer: ThresholdAnswer) -> str:
    """Return every bound at every step as CSV, a line each; shares in percent."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ("table", "rows", "parameter", "bound", "points", "moved_to", "goals", "changed", "which")
    )
    for one in answer.bounds:
        for move in one.moves:
            which = " ".join(f"{each.goal}:{each.before}>{each.after}" for each in move.changed)
            writer.writerow(
                (
                    one.table,
                    " ".join(one.threshold.rows) if one.threshold else "",
                    one.parameter or "",
                    _percent(one.threshold.bound if one.threshold else None),
                    move.points,
                    _percent(move.bound),
                    len(one.goals),
                    len(move.changed),
                    which,
                )
            )
    return out.getvalue()


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.10g}"


def json_text(asked: Asked, answer: ThresholdAnswer) -> str:
    """Return the whole answer as JSON; shares from 0 to 1."""
    written = {
        **about(asked),
        "named": answer.named,
        "most_points": MOST_POINTS,
        "bounds": [_bound_json(one) for one in answer.bounds],
        "nearest": [
            {
                "goal": one.goal,
                "status": one.status.value,
                "value": float(one.value),
                "bound": one.bound,
                "points": float(one.points),
                "beyond": one.beyond.value,
            }
            for one in answer.nearest
        ],
    }
    return answer_json("threshold", written)


def _bound_json(one: Sensitivity) -> dict[str, object]:
    threshold = one.threshold
    return {
        "table": one.table,
        "rows": list(threshold.rows) if threshold else [],
        "parameter": one.parameter,
        "bound": threshold.bound if threshold else None,
        "between": [threshold.after, threshold.before] if threshold else [None, None],
        "goals": list(one.goals),
        "moves": [
            {
                "points": move.points,
                "bound": move.bound,
                "changed": [
                    {"goal": each.goal, "before": each.before.value, "after": each.after.value}
                    for each in move.changed
                ],
            }
            for move in one.moves
        ],
    }
