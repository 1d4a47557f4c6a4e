"""Figures: what report.yaml has drawn, where the survey has not what it takes.

A survey may lack a question or a breakdown that another has, so the report does without the figure;
but a name that is nearly another is a slip.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ekrules.errors import Fault, Place, nearest_name
from ekrules.project.loading import Loaded
from ekrules.project.told import Told
from ekrules.survey.survey import Survey


def figures_not_drawn(loaded: Loaded) -> Iterator[Told]:
    """Yield a warning or a note at each figure that names what the survey does not have."""
    survey = loaded.survey
    single = [one.id for one in survey.questions.values() if one.kind == "single"]
    breakdowns = _breakdowns(survey)
    for one in loaded.report.figures:
        asked = survey.questions.get(one.question)
        if asked is None:
            yield _lacking(one.at("question"), "question", one.question, single)
        elif asked.kind != "single":
            found = f'"{one.question}" is a {asked.kind} question'
            expected = "expected a question with one answer; the figure is left out"
            yield Told("warning", "figure-not-drawn", Fault(one.at("question"), found, expected))
        if one.by not in breakdowns:
            yield _lacking(one.at("by"), "breakdown", one.by, breakdowns)


def _lacking(place: Place, kind: str, name: str, known: Collection[str]) -> Told:
    near = nearest_name(name, known)
    found = f'the survey has no {kind} "{name}"'
    fault = Fault(place, found, "the figure is left out of the report", near)
    return Told("warning" if near else "note", "figure-not-drawn", fault)


def _breakdowns(survey: Survey) -> list[str]:
    """The breakdowns of the answers; those of the printed frame where there are no answers."""
    if survey.answers is not None or survey.frame is None:
        return [one.id for one in survey.breakdowns]
    return [one.id for one in survey.frame.breakdowns]
