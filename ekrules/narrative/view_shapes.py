"""View shapes: every name that each kind of paragraph has, and where it exists only at times.

In: nothing. Out: for each kind of paragraph its names. A template is held against them before it is
ever filled in, so that a name which is there this year and not the next is found today.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from ekrules.assessment.assessed import FINDING_KINDS, Status

ShapeKind = Literal["text", "flag", "group", "list"]
Shapes = Mapping[str, "Shape"]


@dataclass(frozen=True)
class Shape:
    """What a name holds: a text, yes or no (flag), names below it (group), or figures (list).

    needs: a flag beside it and the value that the flag must have for the name to exist.
    """

    kind: ShapeKind
    parts: Shapes = field(default_factory=dict)
    needs: tuple[str, bool] | None = None


def _texts(*names: str) -> dict[str, Shape]:
    return {name: Shape("text") for name in names}


def _flags(*names: str) -> dict[str, Shape]:
    return {name: Shape("flag") for name in names}


def _only_where(flag: str, value: bool, parts: Shapes) -> dict[str, Shape]:
    return {name: replace(part, needs=(flag, value)) for name, part in parts.items()}


def _optional(parts: Shapes) -> Shape:
    """A group whose names exist only where its own `exists` is so."""
    return Shape("group", {**_flags("exists"), **_only_where("exists", True, parts)})


_STATUS = _texts("status", "status_word", "status_meaning")
_ROLLED = {
    **_STATUS,
    **_texts("why", "reason", "total", "status_many", "colours"),
    **_flags("single", "uniform"),
    **_flags(*(f"any_{one.value}" for one in Status), *(f"one_{one.value}" for one in Status)),
}
FIGURE = Shape(
    "group",
    {
        **_flags("known"),
        **_texts("says"),
        **_only_where("known", False, _texts("reason")),
        **_only_where(
            "known",
            True,
            {
                **_texts("words", "percent", "counts", "source", "combination", "label", "part"),
                **_flags("from_outside"),
            },
        ),
    },
)
_TENDENCY = _optional(_texts("segment", "breakdown", "percent", "counts", "others", "other_counts"))
_GOAL = {
    **_STATUS,
    **_texts("text", "deadline", "time", "why", "reason", "coverage", "coverage_note", "remark"),
    **_texts("interval", "bounds", "computed"),
    **_flags("derived", "has_deadline", "passed", "firm", "firm_in_bounds", "overridden"),
    "figures": Shape("list", FIGURE.parts),
    "next": _optional(
        {**_texts("more", "total", "points", "needed", "status_word"), **_flags("counted", "one")}
    ),
    "turn": _optional({**_texts("date", "status_word"), **_flags("worse")}),
    "change": _optional(
        {
            **_texts("points", "earlier_percent", "wave", "reason"),
            **_flags("comparable", "is_clear", "same", "up"),
        }
    ),
    "tendencies": Shape("group", {**_flags("exists"), "ahead": _TENDENCY, "behind": _TENDENCY}),
}
_COMMON = {
    "survey": Shape(
        "group",
        {
            **_texts("title", "publisher", "unit", "units", "wave", "respondents", "frame"),
            **_texts("response_rate", "questions", "themes", "date"),
            **_flags("printed", "synthetic"),
        },
    ),
    "strategy": Shape(
        "group",
        {
            **_texts("title", "owner", "goals", "published_goals", "derived_goals", "themes"),
            **_flags("has_derived"),
        },
    ),
}
_GOALS = {
    **_texts("total", "colours", "published_colours", "derived_colours"),
    **_texts("uncertain", "firm", "firm_in_bounds"),
    **_flags("any_uncertain", "one_uncertain", "all_firm", "all_firm_in_bounds"),
}
# How several findings of a kind are called, by kind.
FINDINGS_NAMED = {
    "strength": "strengths",
    "weakness": "weaknesses",
    "opportunity": "opportunities",
    "threat": "threats",
}
PARAGRAPHS: Mapping[str, Shapes] = {
    "method": _COMMON,
    "response": _COMMON,
    "overall": {
        **_COMMON,
        "overall": Shape("group", _ROLLED),
        "goals": Shape("group", _GOALS),
        "themes": Shape("group", _texts(*(one.value for one in Status))),
    },
    "swot": {
        **_COMMON,
        "findings": Shape(
            "group",
            {**_texts(*FINDING_KINDS), **_texts(*FINDINGS_NAMED.values()), **_flags("any")},
        ),
    },
    "theme": {**_COMMON, "theme": Shape("group", _ROLLED)},
    "goal": {**_COMMON, "goal": Shape("group", _GOAL)},
}
TEMPLATE_NAMES = tuple(PARAGRAPHS)
# What a loop knows of itself; its counts are figures that no measure gives.
LOOP = Shape("group", _flags("first", "last"))


def names_below(shapes: Shapes, prefix: str = "") -> Iterator[str]:
    """Yield every name as a template writes it: "goal", "goal.next", "goal.next.exists" …"""
    for name, shape in shapes.items():
        yield f"{prefix}{name}"
        if shape.kind == "group":
            yield from names_below(shape.parts, f"{prefix}{name}.")


def lists_in(shapes: Shapes) -> list[str]:
    """Return the names of the lists: what a loop may go over."""
    return [
        f"{name}.{part}"
        for name, shape in shapes.items()
        for part, below in shape.parts.items()
        if below.kind == "list"
    ]
