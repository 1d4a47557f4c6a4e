"""Comparing: two words that name rules and data, to why each status differs between them.

In: OLD and NEW as typed. Out: a SurveyComparison. Sequences; works nothing out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ekrules.assessment.comparison.compared_side import ComparedSide, compared_side
from ekrules.assessment.comparison.comparing import compare_sides
from ekrules.errors import Fault, InputError
from ekrules.project.comparing.sides import Choice, OpenedSide, opened_sides
from ekrules.project.impact.comparing import names_of
from ekrules.project.loading import Loaded
from ekrules.report.comparison import ComparedData, SurveyComparison


def comparison_of(
    old: str, new: str, choice: Choice | None = None, project: Path | None = None
) -> SurveyComparison:
    """Return why each status differs; raise InputError with the faults of either side.

    project: the folder that revisions are of; the current one where not given. Writes nothing but
    a temporary folder, which is removed.
    """
    asked = choice or Choice()
    with opened_sides(old, new, asked, project) as sides:
        return compared(*sides, asked)


def compared(old: OpenedSide, new: OpenedSide, choice: Choice) -> SurveyComparison:
    """Return the comparison of two sides that were read; InputError where they are no pair."""
    _refuse_other_strategies(old, new)
    was, now = (side_of(one.loaded) for one in (old, new))
    strategy = new.loaded.strategy
    return SurveyComparison(
        language=choice.language,
        strategy=strategy.description.strategy,
        title=strategy.description.title.in_language(choice.language),
        old=_data(old),
        new=_data(new),
        names=names_of(old.loaded.strategy, strategy, choice.language),
        comparison=compare_sides(was, now),
        notes=(*_notes(old, was), *_notes(new, now)),
    )


def side_of(loaded: Loaded) -> ComparedSide:
    """Return what was read as one side of a comparison."""
    return compared_side(loaded.strategy, loaded.rules, loaded.survey, loaded.overrides)


def _refuse_other_strategies(old: OpenedSide, new: OpenedSide) -> None:
    names = [one.loaded.strategy.description.strategy for one in (old, new)]
    if names[0] != names[1]:
        place = new.loaded.strategy.description.at("strategy")
        found = f'the strategy "{names[1]}", and that of OLD is "{names[0]}"'
        expected = "expected the same strategy on both sides: name it with --strategy"
        raise InputError([Fault(place, found, expected)])


def _data(side: OpenedSide) -> ComparedData:
    about = side.loaded.survey.description
    return ComparedData(side.name, about.survey, about.wave, about.reference_date)


def _notes(side: OpenedSide, compared: ComparedSide) -> Iterator[str]:
    """Yield where a record says another status than its files give now."""
    for goal in compared.assessment.goals:
        said = side.recorded.get(goal.goal, goal.status.value)
        if said != goal.status.value:
            yield (
                f"{side.name.typed} says {said} of {goal.goal}, and its files now give "
                f"{goal.status.value}: ekrules replay says what differs"
            )
