"""Tendency views: what a template may say of who is ahead and who lags on a goal.

In: an assessment with segments. Out: plain maps of marked texts. Only what differs by more than its
uncertainty is there to be said; where nothing does, there is nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ekrules.assessment.assessed import Assessment, Direction, Tendency
from ekrules.narrative.numbers import decimal_text, percent_text, rounded_percent
from ekrules.narrative.phrases import read_phrases
from ekrules.narrative.runs import figure, lower_first, quotation
from ekrules.narrative.template_slips import View
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.wording import Language


def tendency_view(assessment: Assessment, survey: Survey, goal: str, language: Language) -> View:
    """exists, ahead, behind: the segment furthest ahead on a goal and the one furthest behind.

    Each of the two has exists, segment, breakdown, percent and counts, and the same of all others:
    others and other_counts.
    """
    views = {
        direction: _view(_furthest(assessment, goal, direction), survey, language)
        for direction in ("ahead", "behind")
    }
    return {"exists": any(one["exists"] for one in views.values()), **views}


def _furthest(
    assessment: Assessment, goal: str, direction: Direction
) -> tuple[str, Tendency] | None:
    """The breakdown and the tendency with the largest difference; the first of several alike."""
    clear = list(_clear(assessment, goal, direction))
    return max(clear, key=lambda one: abs(one[1].points), default=None)


def _clear(
    assessment: Assessment, goal: str, direction: Direction
) -> Iterable[tuple[str, Tendency]]:
    for breakdown in assessment.segments:
        for tendency in breakdown.tendencies:
            if (tendency.goal, tendency.direction) == (goal, direction):
                yield breakdown.breakdown, tendency


def _view(
    found: tuple[str, Tendency] | None, survey: Survey, language: Language
) -> dict[str, object]:
    if found is None:
        return {"exists": False}
    name, tendency = found
    breakdown = survey.breakdown(name)
    segment = next(one for one in breakdown.segments if one.id == tendency.segment)
    ref = f"segment:{name}:{tendency.segment}"
    label = breakdown.label.in_language(language)
    return {
        "exists": True,
        "segment": quotation(segment.label.in_language(language)),
        "breakdown": quotation(lower_first(label)),
        "percent": figure(share_text(tendency.exact[0], tendency, language), ref),
        "counts": figure(_counts(tendency.counts, language), ref),
        "other_counts": figure(_counts(tendency.other_counts, language), f"{ref}:others"),
        "others": figure(share_text(tendency.exact[1], tendency, language), f"{ref}:others"),
    }


def share_text(share: Fraction, tendency: Tendency, language: Language) -> str:
    """Return one of a tendency's shares in percent, and the word for it where it is weighted."""
    percent = percent_text(rounded_percent(share), language)
    return f"{percent}, {read_phrases(language).weighted}" if tendency.weighted else percent


def _counts(counts: tuple[int, int], language: Language) -> str:
    numerator, denominator = (decimal_text(one, language) for one in counts)
    return f"{numerator} {read_phrases(language).out_of} {denominator}"
