"""Dates: days so far from the survey and the strategy that a digit is likely wrong.

Only days in the files are held against one another, so that the same files are told the same
tomorrow. Overrides have their own checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ekrules.errors import Fault
from ekrules.goals.parameters import DatedShare
from ekrules.project.loading import Loaded
from ekrules.project.told import Told, told

# Nobody looks at a survey again after so many years, or judges by a figure so much older or newer.
MOST_YEARS_AFTER = 30
OLDEST_FIGURE, NEWEST_FIGURE = 10, 1
_DAYS_IN_YEAR = 365.25


def far_off_days(loaded: Loaded) -> list[Told]:
    """Return the days of judgements, checks and outside figures that are likely wrong."""
    return [
        *told("warning", "day-far-off", (*_judgements(loaded), *_checks(loaded))),
        *told("note", "figure-of-another-time", _figures(loaded)),
    ]


def _years_after(day: date, other: date) -> float:
    return (day - other).days / _DAYS_IN_YEAR


def _judgements(loaded: Loaded) -> Iterator[Fault]:
    on, adopted = loaded.survey.description.reference_date, loaded.strategy.description.adopted
    for one in loaded.rules.findings:
        judgement = one.written.judgement
        if judgement is None:
            continue
        found = f'the judgement of "{one.written.finding}" is of {judgement.on}'
        if judgement.on.year < adopted:
            expected = f"the strategy was adopted in {adopted}: see that the year is right"
            yield Fault(judgement.at("on"), found, expected)
        elif _years_after(judgement.on, on) > MOST_YEARS_AFTER:
            yield Fault(judgement.at("on"), found, _long_after(on))


def _checks(loaded: Loaded) -> Iterator[Fault]:
    on = loaded.survey.description.reference_date
    for goal in loaded.strategy.goals.values():
        dated: dict[str, DatedShare] = dict(goal.parameters)
        if isinstance(goal.target, DatedShare):
            dated["target"] = goal.target
        for name, one in dated.items():
            checked = one.last_checked
            if checked is not None and _years_after(checked, on) > MOST_YEARS_AFTER:
                found = f'"{name}" of "{goal.id}" was last checked on {checked}'
                yield Fault(one.at("last_checked"), found, _long_after(on))


def _long_after(on: date) -> str:
    return f"over {MOST_YEARS_AFTER} years after the survey, {on}: see that the year is right"


def _figures(loaded: Loaded) -> Iterator[Fault]:
    on = loaded.survey.description.reference_date
    for figure in loaded.survey.evidence.values():
        years = _years_after(figure.date, on)
        if years > NEWEST_FIGURE or years < -OLDEST_FIGURE:
            found = f'the outside figure "{figure.id}" is of {figure.date}'
            expected = f"the survey is of {on}, and both are told side by side: see that the year "
            yield Fault(figure.at("date"), found, f"{expected}is right")
