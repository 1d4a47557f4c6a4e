"""Naming: themes and goals as a figure's words name them, and a figure that takes several pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ekrules.charts.pictures import Drawing
from ekrules.narrative.phrases import joined
from ekrules.report.document import DataTable, Figure
from ekrules.report.material import Material

# A sentence of more names is a table.
_MOST_NAMES = 6


def theme_names(material: Material, themes: Iterable[str]) -> str:
    """Return themes by their titles, each between quotation marks, as a list in running text."""
    titles = [material.said(material.themes[one].title) for one in themes]
    return _listed(material, [material.phrases.filled("quoted", text=one) for one in titles])


def goal_names(material: Material, goals: Sequence[str]) -> str:
    """Return goals by their numbers: "mål 3.2 og 4.1"."""
    listed = _listed(material, [goal_number(material, one) for one in goals])
    name = "deadlines_goal" if len(goals) == 1 else "deadlines_goals"
    return material.phrases.filled(name, goals=listed)


def goal_number(material: Material, goal_id: str) -> str:
    """Return "3.2": the theme's number and the goal's."""
    theme = material.strategy.theme_of_goal[goal_id]
    return f"{theme.number}.{material.strategy.goals[goal_id].number}"


def figures_of(
    material: Material,
    drawings: Sequence[Drawing],
    caption: str,
    says: str,
    data: DataTable | None = None,
) -> Iterable[Figure]:
    """Return a figure for each part of a drawing; the last one has the numbers of all."""
    for part, drawing in enumerate(drawings, 1):
        places = {"part": material.whole(part), "parts": material.whole(len(drawings))}
        parted = material.phrases.filled("figure_part", caption=caption, **places)
        shown = parted if len(drawings) > 1 else caption
        yield Figure(shown, says, drawing, data if part == len(drawings) else None)


def _listed(material: Material, names: Sequence[str]) -> str:
    if len(names) <= _MOST_NAMES:
        return joined(names, material.words.and_word)
    more = material.whole(len(names) - _MOST_NAMES)
    return material.phrases.filled("and_more", names=", ".join(names[:_MOST_NAMES]), count=more)
