"""View shapes: every name that each kind of paragraph has, and where it exists only at times.

In: nothing. Out: for each kind of paragraph its names. A template is held against them before it is
ever filled in, so that a name which is there this year and not the next is found today.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ekrules.assessment.assessed import FINDING_KINDS, Status
from ekrules.narrative.published_shapes import indicator_goal, published_figure
from ekrules.narrative.shape import Shape, Shapes, flags, only_where, optional, texts

_STATUS = texts("status", "status_word", "status_one", "status_meaning")
# By which of its own facts a sentence may be chosen.
_WAYS = texts("of_three", "of_four")
_ROLLED = {
    **_STATUS,
    **texts("why", "reason", "total", "status_many", "colours"),
    **flags("single", "uniform"),
    **flags(*(f"any_{one.value}" for one in Status), *(f"one_{one.value}" for one in Status)),
}
# A share in words, whose it is and what they do: whole, and in pieces.
_SENTENCE = texts("words", "share", "group", "verb", "rest")
FIGURE = Shape(
    "group",
    {
        **flags("known"),
        **texts("says", "clause"),
        **only_where("known", False, texts("reason")),
        **only_where(
            "known",
            True,
            {
                **_SENTENCE,
                **texts("percent", "counts", "source", "combination", "label", "part", "level"),
                **flags("from_outside", "of_all"),
                "taken": optional({**_SENTENCE, **texts("says", "clause"), **flags("is_clear")}),
            },
        ),
    },
)
_TENDENCY = optional(texts("segment", "breakdown", "percent", "counts", "others", "other_counts"))
_STEP = {
    **texts("more", "total", "points", "needed", "status_word", "status_one"),
    **flags("counted", "one"),
}
# What is said of any goal, in whatever unit it is measured.
_GOAL_FRAME = {
    **_STATUS,
    **_WAYS,
    **texts("text", "deadline", "time", "why", "reason", "coverage", "coverage_note", "remark"),
    **texts("interval", "bounds", "computed", "time_class"),
    **flags("derived", "has_deadline", "passed", "firm", "firm_in_bounds", "overridden"),
    **flags("tells_why", "certain"),
    "turn": optional({**texts("date", "status_word", "status_one"), **flags("worse")}),
    "tendencies": Shape("group", {**flags("exists"), "ahead": _TENDENCY, "behind": _TENDENCY}),
}
_GOAL = {
    **_GOAL_FRAME,
    **texts("level"),
    "figures": Shape("list", {**FIGURE.parts, **_WAYS, **texts("relation")}),
    "target": optional(texts("percent", "points")),
    "next": optional(_STEP),
    "change": optional(
        {
            **texts("points", "earlier_percent", "wave", "reason"),
            **flags("comparable", "is_clear", "same", "up"),
        }
    ),
}
_INDICATOR_GOAL = {**_GOAL_FRAME, **indicator_goal(_SENTENCE, _WAYS)}
# One share of a question: of those who gave an answer, or who gave it of an item.
_SHARE = {**texts("words", "share", "percent", "counts", "fraction"), **flags("high")}
_ANSWER = {**_SHARE, **texts("says", "names"), **flags("has_says", "majority")}
# One end of several shares: the highest ones, or the lowest.
_END = {**_ANSWER, **texts("list", "number", "range"), **flags("one", "few")}
_QUESTION = {
    **texts("label", "asks", "group", "kind", "leads", "spread", "counted"),
    **flags("known", "has_counts", "routed", "counts_yes"),
    **only_where("known", False, texts("reason")),
    "yes": optional(_ANSWER),
    "no": optional(_SHARE),
    "most": optional(_END),
    "least": optional(_END),
    "together": optional(_ANSWER),
    "mean": optional(texts("mean", "counts", "lowest", "highest")),
    "missing": optional(
        {**_SHARE, **texts("kind", "item", "number", "range"), **flags("of_item", "several")}
    ),
}
_COMMON = {
    "survey": Shape(
        "group",
        {
            **texts("title", "publisher", "unit", "units", "wave", "respondents", "frame"),
            **texts("response_rate", "questions", "themes", "date"),
            **flags("printed", "synthetic", "asked"),
        },
    ),
    "strategy": Shape(
        "group",
        {
            **texts("title", "owner", "goals", "published_goals", "derived_goals", "themes"),
            **flags("has_derived"),
        },
    ),
}
_GOALS = {
    **texts("total", "colours", "published_colours", "derived_colours"),
    **flags("one"),
    **texts("uncertain", "firm", "firm_in_bounds"),
    **flags("any_uncertain", "one_uncertain", "all_firm", "all_firm_in_bounds"),
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
    named = texts(*names, *(f"{one}_{end}" for one in names for end in ("numbers", "named")))
    return named | flags(*(f"{start}_{one}" for one in names for start in ("any", "one", "few")))


_TITLED = {**texts("themes"), **flags("any_themes", "one_theme")}
_STANDING = optional(texts("number", "label", "percent", "counts"))
_OFTEN = optional(
    {**texts("segment", "breakdown", "goals"), **flags("one", "all_goals")},
)
_THEME: Shapes = {
    **_ROLLED,
    **_WAYS,
    **texts("all_goals"),
    **flags("pair"),
    "ahead": _STANDING,
    "behind": _STANDING,
    "due": optional(
        {
            **texts("date", "time", "time_class", "goals", "off_track"),
            **flags("one", "all_goals", "any_off_track", "one_off_track", "all_off_track"),
        }
    ),
    "overdue": optional(
        {**texts("goals", "missed"), **flags("one", "any_missed", "one_missed", "all_missed")}
    ),
    **{str(kind): optional(texts("text")) for kind in FINDING_KINDS},
    "tendencies": Shape("group", {**flags("exists"), "ahead": _OFTEN, "behind": _OFTEN}),
    "others": Shape("list", FIGURE.parts),
    "indicators": Shape("list", published_figure(_SENTENCE)),
    "answers": Shape(
        "list",
        {
            **texts("label", "answer", "words", "share", "group", "percent", "counts"),
            **flags("yes", "is_clear"),
        },
    ),
}
_DUE = optional(
    {
        **_listed("soon", "off_track", "passed", "missed"),
        **flags("all_off_track", "all_missed"),
    }
)
_CHANGE_STEP = {**_STEP, **texts("number", "label")}
_JUDGEMENT = {
    **texts("side"),
    "well": optional(
        {**_TITLED, **_listed("goals", "reached"), **texts("total"), **flags("one_total")}
    ),
    "lags": optional({**_TITLED, **_listed("goals", "scarce")}),
    "due": _DUE,
    "coverage": optional({**_listed("whole", "partial", "indirect", "outside"), **texts("total")}),
    "firmness": optional(
        {
            **texts("probed", "all_probed", "firm"),
            **flags("one_probed", "all_firm", "any_firm", "all_certain"),
            **_listed("loose", "certain"),
        }
    ),
    "change": optional(
        {
            **flags("one"),
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
        "themes": Shape("group", texts(*(one.value for one in Status))),
    },
    "swot": {
        **_COMMON,
        "findings": Shape(
            "group",
            {**texts(*FINDING_KINDS), **texts(*FINDINGS_NAMED.values()), **flags("any")},
        ),
    },
    "outlook": {**_COMMON, "goals": Shape("group", _GOALS), "due": _DUE},
    "judgement": {**_COMMON, "judgement": Shape("group", _JUDGEMENT)},
    "theme": {**_COMMON, "theme": Shape("group", _THEME)},
    "goal": {**_COMMON, "goal": Shape("group", _GOAL)},
    "indicator_goal": {**_COMMON, "goal": Shape("group", _INDICATOR_GOAL)},
    "question": {**_COMMON, "question": Shape("group", _QUESTION)},
}
TEMPLATE_NAMES = tuple(PARAGRAPHS)
# What a loop knows of itself; its counts are figures that no measure gives.
LOOP = Shape("group", flags("first", "last"))


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
