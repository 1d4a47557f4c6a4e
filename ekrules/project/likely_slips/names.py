"""Names: ids, years and numbers that stand in two places and should be the same in both."""

from __future__ import annotations

from ekrules.errors import Fault
from ekrules.project.loading import Loaded
from ekrules.project.told import Told, told


def differing_names(loaded: Loaded) -> list[Told]:
    """Return the ids, years and theme numbers that differ from their other place."""
    return [
        *told("warning", "name-differs", _folders(loaded)),
        *told("warning", "wave-differs", _wave(loaded)),
        *told("warning", "theme-number-differs", _theme_numbers(loaded)),
    ]


def _folders(loaded: Loaded) -> list[Fault]:
    strategy, survey = loaded.strategy.description, loaded.survey.description
    named = (
        ("strategy", strategy.strategy, loaded.folders.goals, strategy.at("strategy")),
        ("survey", survey.survey, loaded.folders.survey, survey.at("survey")),
    )
    return [
        Fault(place, f'the {kind} "{name}" in the folder "{folder.resolve().name}"', _SAME)
        for kind, name, folder, place in named
        if folder.resolve().name != name
    ]


_SAME = "expected the same name: is it copied from another?"


def _wave(loaded: Loaded) -> list[Fault]:
    survey = loaded.survey.description
    if survey.wave == survey.reference_date.year:
        return []
    found = f"the wave {survey.wave}, and the answers hold for {survey.reference_date}"
    expected = "see that the year and the day are both right"
    return [Fault(survey.at("wave"), found, expected)]


def _theme_numbers(loaded: Loaded) -> list[Fault]:
    """Where the questionnaire has the strategy's numbers, a theme that has another one."""
    asked = {theme.theme: theme.number for theme in loaded.survey.themes}
    shared = [theme for theme in loaded.strategy.themes if theme.theme in asked]
    differing = [theme for theme in shared if theme.number != asked[theme.theme]]
    if 2 * len(differing) >= len(shared):
        return []  # each has numbers of its own
    return [
        Fault(
            theme.at("number"),
            f'the theme "{theme.theme}" has number {theme.number}, in the codebook '
            f"{asked[theme.theme]}",
            "the other themes have the same number in both: see which is right",
        )
        for theme in differing
    ]
