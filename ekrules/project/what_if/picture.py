"""Picture: how many goals change colour as each bound moves, in bokmål for readers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from pathlib import Path

from ekrules.assessment.what_if.sensitivity import MOST_POINTS, Sensitivity
from ekrules.charts.drawing import PictureKind
from ekrules.charts.moving_bounds import Panel, PictureWords, moving_bounds
from ekrules.decision.conditions import (
    Clause,
    Compare,
    InputReference,
    IsUnknown,
    Leaf,
    leaves,
)
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults, Place
from ekrules.narrative.numbers import NO_BREAK_SPACE
from ekrules.narrative.phrases import joined, read_phrases
from ekrules.project.what_if.asking import Asked
from ekrules.project.what_if.thresholds import ThresholdAnswer

KINDS: dict[str, PictureKind] = {".svg": "svg", ".png": "png"}


def picture_kind(path: Path) -> PictureKind:
    """Return what a picture is written as, by its file's name; InputError at another ending."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        faults = Faults()
        found = f'"{path.name}" ends with no kind of picture'
        faults.add(Place("--picture"), found, "expected a name that ends with .svg or .png")
        faults.stop_if_any()
    assert kind is not None
    return kind


def draw(asked: Asked, answer: ThresholdAnswer, kind: PictureKind) -> bytes:
    """Return the picture of the bounds that part any goals; a parameter has no one place to be."""
    tables = asked.loaded.rules.status
    shown = [one for one in answer.bounds if one.threshold is not None and one.goals]
    if not shown:
        faults = Faults()
        found = "no bound asked about parts any goals, so there is nothing to draw"
        faults.add(Place("--picture"), found, "expected a bound that decides for some goal")
        faults.stop_if_any()
    several = len({one.table for one in shown}) > 1
    panels = [_panel(one, tables[one.table], several=several) for one in shown]
    return moving_bounds(panels, _words(asked, shown, panels), kind)


def _panel(one: Sensitivity, table: DecisionTable, *, several: bool) -> Panel:
    assert one.threshold is not None  # parameters are not drawn
    percent = _percent(one.threshold.bound)
    goals = f"{len(one.goals)} mål"
    when = joined_conditions(one.threshold.conditions)
    rows = [row for row in table.rows if row.id in one.threshold.rows]
    reached = [row.status or "grey" for row in rows if _is_above(leaves(row.condition), one)]
    subtitle = [", ".join(part for part in (when, goals) if part)]
    if several and _is_rare(table):
        subtitle.append(f"tabell {table.id}")
    if not one.most_changed:
        subtitle.append("ingen skifter farge")
    return Panel(
        title=f"{_colours(reached)} {percent}",
        subtitle=tuple(subtitle),
        now=one.threshold.bound * 100,
        now_label=f"nå {percent}",
        counts=tuple(
            (round(move.bound * 100, 6), len(move.changed))
            for move in one.moves
            if move.bound is not None
        ),
    )


def _is_rare(table: DecisionTable) -> bool:
    """Whether its rows rest on more than the two things that every goal has."""
    return bool(set(table.inputs) - {"attainment", "years_left"}) or bool(table.because)


def _is_above(parts: Iterable[Leaf], one: Sensitivity) -> bool:
    bound = one.threshold.bound if one.threshold else None
    return any(
        isinstance(leaf, Compare)
        and leaf.bound == bound
        and leaf.operator in ("at_least", "more_than")
        for leaf in parts
    )


def _colours(statuses: Sequence[str]) -> str:
    words = read_phrases("nb").status
    known = [words[one].word for one in dict.fromkeys(statuses)]
    return f"{joined(known, 'eller').capitalize()} fra" if known else "Grense"


def joined_conditions(conditions: Sequence[Clause]) -> str:
    """Return what a bound's rows ask besides, in a few words.

    >>> joined_conditions([(Compare("years_left", "at_least", 2),)])
    '2 år eller mer igjen'
    """
    texts = [text for one in conditions if (text := _clause(one))]
    return joined(list(dict.fromkeys(texts)), "eller")


def _clause(clause: Clause) -> str:
    names = dict.fromkeys(leaf.input for leaf in clause)
    return joined(
        [_of_input(name, [one for one in clause if one.input == name]) for name in names], "og"
    )


def _of_input(name: str, parts: Sequence[Leaf]) -> str:
    if name == "years_left":
        return _years(parts)
    word = read_phrases("nb").input.get(name, name)
    if all(isinstance(one, IsUnknown) for one in parts):
        return f"{word} ukjent"
    return f"{word} {joined([_test(one) for one in parts], 'og')}".strip()


def _years(parts: Sequence[Leaf]) -> str:
    if any(isinstance(one, IsUnknown) for one in parts):
        return "uten frist"
    low, high = -inf, inf
    for one in parts:
        if isinstance(one, Compare) and isinstance(one.bound, int | float):
            if one.operator in ("at_least", "more_than"):
                low = max(low, one.bound)
            elif one.operator in ("at_most", "below"):
                high = min(high, one.bound)
    if high <= 0:
        return "fristen er ute"
    if high == inf:
        if low == -inf:
            return "med frist"
        return "før fristen er ute" if low == 0 else f"{_number(low)} år eller mer igjen"
    if low <= 0:
        return f"under {_number(high)} år igjen"
    return f"{_number(low)}–{_number(high)} år igjen"


_TESTS = {
    "at_least": "minst",
    "more_than": "over",
    "at_most": "høyst",
    "below": "under",
    "is": "lik",
    "is_not": "ikke lik",
    "is_one_of": "en av",
}


def _test(one: Leaf) -> str:
    if not isinstance(one, Compare):
        return "ukjent" if isinstance(one, IsUnknown) else "kjent"
    bound = one.bound
    if isinstance(bound, InputReference):
        told = read_phrases("nb").input.get(bound.name, bound.name)
    elif isinstance(bound, float) and 0 < bound < 1:
        told = _percent(bound)
    else:
        told = str(bound)
    return f"{_TESTS[one.operator]} {told}"


def _number(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def _percent(share: float) -> str:
    return f"{_number(round(share * 100, 6))}{NO_BREAK_SPACE}%"


def _words(asked: Asked, shown: Sequence[Sensitivity], panels: Sequence[Panel]) -> PictureWords:
    title = "Så mange mål skifter farge når en grense flyttes"
    goals = len(asked.loaded.strategy.goals)
    survey = asked.loaded.survey.description.title.nb
    return PictureWords(
        title=title,
        subtitle=(
            f"Hver rute er én grense i reglene, flyttet inntil {MOST_POINTS} prosentpoeng.",
            f"Av {goals} mål. Kilde: {survey}.",
        ),
        bound="Grensen, prosent",
        goals="Antall mål",
        description=" ".join(_told(one, panel) for one, panel in zip(shown, panels, strict=True)),
    )


def _told(one: Sensitivity, panel: Panel) -> str:
    """One panel in a sentence, for those who do not see it."""
    ends = " og ".join(
        f"{_goals(count)} ved {_percent(bound / 100)}"
        for bound, count in (panel.counts[0], panel.counts[-1])
    )
    name = f"{panel.title} ({', '.join(panel.subtitle)})"
    most = _goals(one.most_changed)
    return f"{name}: {ends} skifter farge; høyst {most}."


def _goals(number: int) -> str:
    return f"{number}{NO_BREAK_SPACE}mål"
