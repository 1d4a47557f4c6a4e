"""Published shapes: the names of a goal that rests on indicators, or that a method judges.

In: the names that sentences on shares have. Out: names, each with where it exists only at times.
"""

from __future__ import annotations

from ekrules.narrative.shape import Shape, Shapes, flags, only_where, optional, texts

_PUBLISHED = optional({**texts("when", "publisher", "base"), **flags("has_publisher", "has_base")})
_EARLIER = optional({**texts("value", "when", "moved", "way"), **flags("up", "same")})
_METHOD = optional(
    {
        **texts("title", "publisher"),
        **flags("reached", "never"),
        "pace": optional({**texts("percent", "band"), **flags("is_told")}),
        "growth": optional(texts("rate", "way")),
        "projected": optional({**texts("value", "when"), **flags("has_when")}),
        "way": optional(texts("percent", "band")),
        "arrival": optional({**texts("when"), **flags("has_deadline", "in_time")}),
    }
)


def published_figure(sentence: Shapes) -> Shapes:
    """Return the names of a number with its unit; sentence: those of a share in words."""
    return {
        **flags("known"),
        **texts("label"),
        **only_where("known", False, texts("reason")),
        **only_where(
            "known",
            True,
            {
                **texts("value", "combination"),
                "share": optional({**sentence, **texts("says", "clause")}),
                "published": _PUBLISHED,
                "counted": optional({**texts("counts", "source"), **flags("from_outside")}),
                "earlier": _EARLIER,
            },
        ),
    }


def indicator_goal(sentence: Shapes, ways: Shapes) -> Shapes:
    """Return what such a goal has beside what is said of any goal."""
    return {
        "figures": Shape("list", {**published_figure(sentence), **ways}),
        "target": optional({**texts("value", "missing"), **flags("has_missing", "is_met")}),
        "change": optional(
            {
                **texts("moved", "earlier", "wave", "reason"),
                **flags("comparable", "is_clear", "same", "up"),
            }
        ),
        "next": optional({**texts("needed", "moved", "status_word", "status_one"), **flags("up")}),
        "method": _METHOD,
    }
