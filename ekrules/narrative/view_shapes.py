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


_STATUS = _texts("status", "status_word", "status_one", "status_meaning")
# By which of its own facts a sentence may be chosen.
_WAYS = _texts("of_three", "of_four")
_ROLLED = {
    **_STATUS,
    **_texts("why", "reason", "total", "status_many", "colours"),
    **_flags("single", "uniform"),
    **_flags(*(f"any_{one.value}" for one in Status), *(f"one_{one.value}" for one in Status)),
}
# A share in words, whose it is and what they do: whole, and in pieces.
_SENTENCE = _texts("words", "share", "group", "verb", "rest")
FIGURE = Shape(
    "group",
    {
        **_flags("known"),
        **_texts("says", "clause"),
        **_only_where("known", False, _texts("reason")),
        **_only_where(
            "known",
            True,
            {
                **_SENTENCE,
                **_texts("percent", "counts", "source", "combination", "label", "part", "level"),
                **_flags("from_outside", "of_all"),
                "taken": _optional({**_SENTENCE, **_texts("says", "clause"), **_flags("is_clear")}),
            },
        ),
    },
)
_TENDENCY = _optional(_texts("segment", "breakdown", "percent", "counts", "others", "other_counts"))
_STEP = {
    **_texts("more", "total", "points", "needed", "status_word", "status_one"),
    **_flags("counted", "one"),
}
_GOAL = {
    **_STATUS,
    **_WAYS,
    **_texts("text", "deadline", "time", "why", "reason", "coverage", "coverage_note", "remark"),
    **_texts("interval", "bounds", "computed", "level", "time_class"),
    **_flags("derived", "has_deadline", "passed", "firm", "firm_in_bounds", "overridden"),
    **_flags("tells_why", "certain"),
    "figures": Shape("list", {**FIGURE.parts, **_WAYS, **_texts("relation")}),
    "target": _optional(_texts("percent", "points")),
    "next": _optional(_STEP),
    "turn": _optional({**_texts("date", "status_word", "status_one"), **_flags("worse")}),
    "change": _optional(
        {
            **_texts("points", "earlier_percent", "wave", "reason"),
            **_flags("comparable", "is_clear", "same", "up"),
        }
    ),
    "tendencies": Shape("group", {**_flags("exists"), "ahead": _TENDENCY, "behind": _TENDENCY}),
}
# One share of a question: of those who gave an answer, or who gave it of an item.
_SHARE = {**_texts("words", "share", "percent", "counts", "fraction"), **_flags("high")}
_ANSWER = {**_SHARE, **_texts("says", "names"), **_flags("has_says", "majority")}
# One end of several shares: the highest ones, or the lowest.
_END = {**_ANSWER, **_texts("list", "number", "range"), **_flags("one", "few")}
_QUESTION = {
    **_texts("label", "asks", "group", "kind", "leads", "spread", "counted"),
    **_flags("known", "has_counts", "routed", "counts_yes"),
    **_only_where("known", False, _texts("reason")),
    "yes": _optional(_ANSWER),
    "no": _optional(_SHARE),
    "most": _optional(_END),
    "least": _optional(_END),
    "together": _optional(_ANSWER),
    "mean": _optional(_texts("mean", "counts", "lowest", "highest")),
    "missing": _optional(
        {**_SHARE, **_texts("kind", "item", "number", "range"), **_flags("of_item", "several")}
    ),
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
    **_flags("one"),
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


def _listed(*names: str) -> dict[str, Shape]:
    """How many goals of a kind there are, whether any or just one, their numbers and labels."""
    texts = _texts(*names, *(f"{one}_{end}" for one in names for end in ("numbers", "named")))
    return texts | _flags(*(f"{start}_{one}" for one in names for start in ("any", "one", "few")))


_TITLED = {**_texts("themes"), **_flags("any_themes", "one_theme")}
_STANDING = _optional(_texts("number", "label", "percent", "counts"))
_OFTEN = _optional(
    {**_texts("segment", "breakdown", "goals"), **_flags("one", "all_goals")},
)
_THEME: Shapes = {
    **_ROLLED,
    **_WAYS,
    **_texts("all_goals"),
    **_flags("pair"),
    "ahead": _STANDING,
    "behind": _STANDING,
    "due": _optional(
        {
            **_texts("date", "time", "time_class", "goals", "off_track"),
            **_flags("one", "all_goals", "any_off_track", "one_off_track", "all_off_track"),
        }
    ),
    "overdue": _optional(
        {**_texts("goals", "missed"), **_flags("one", "any_missed", "one_missed", "all_missed")}
    ),
    **{str(kind): _optional(_texts("text")) for kind in FINDING_KINDS},
    "tendencies": Shape("group", {**_flags("exists"), "ahead": _OFTEN, "behind": _OFTEN}),
    "others": Shape("list", FIGURE.parts),
    "answers": Shape(
        "list",
        {
            **_texts("label", "answer", "words", "share", "group", "percent", "counts"),
            **_flags("yes", "is_clear"),
        },
    ),
}
_DUE = _optional(
    {
        **_listed("soon", "off_track", "passed", "missed"),
        **_flags("all_off_track", "all_missed"),
    }
)
_CHANGE_STEP = {**_STEP, **_texts("number", "label")}
_JUDGEMENT = {
    **_texts("side"),
    "well": _optional(
        {**_TITLED, **_listed("goals", "reached"), **_texts("total"), **_flags("one_total")}
    ),
    "lags": _optional({**_TITLED, **_listed("goals", "scarce")}),
    "due": _DUE,
    "coverage": _optional(
        {**_listed("whole", "partial", "indirect", "outside"), **_texts("total")}
    ),
    "firmness": _optional(
        {
            **_texts("probed", "all_probed", "firm"),
            **_flags("one_probed", "all_firm", "any_firm", "all_certain"),
            **_listed("loose", "certain"),
        }
    ),
    "change": _optional(
        {
            **_flags("one"),
            "first": Shape("group", _CHANGE_STEP),
            "others": Shape("list", _CHANGE_STEP),
        }
    ),
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
    "outlook": {**_COMMON, "goals": Shape("group", _GOALS), "due": _DUE},
    "judgement": {**_COMMON, "judgement": Shape("group", _JUDGEMENT)},
    "theme": {**_COMMON, "theme": Shape("group", _THEME)},
    "goal": {**_COMMON, "goal": Shape("group", _GOAL)},
    "question": {**_COMMON, "question": Shape("group", _QUESTION)},
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
