"""Finding themes: findings that stand in one theme and ask only of others.

What rests on other findings is left alone: an opportunity may join what belongs to many themes.
"""

from __future__ import annotations

from ekrules.decision.conditions import leaves
from ekrules.errors import Fault, listed
from ekrules.project.loading import Loaded
from ekrules.project.told import Told, told


def of_other_themes(loaded: Loaded) -> list[Told]:
    """Return the findings that read no measure, goal or status of their own theme."""
    home = {name: one.theme for one in loaded.strategy.themes for name in one.measures}
    home = {f"measure:{name}": theme for name, theme in home.items()}
    home |= {f"goal:{name}": one.theme for name, one in loaded.strategy.theme_of_goal.items()}
    home |= {f"theme:{one.theme}": one.theme for one in loaded.strategy.themes}
    found = []
    for one in loaded.rules.findings:
        asked = [leaf.input for leaf in leaves(one.condition)] if one.condition else []
        asked += [f"measure:{name}" for name in one.written.rest_on]
        themes = {home.get(name) for name in asked}
        if themes and None not in themes and one.written.theme not in themes:
            what = f'"{one.written.finding}" stands in the theme "{one.written.theme}"'
            others = listed(sorted(theme for theme in themes if theme))
            expected = f"all that it asks belongs to {others}: see which theme is meant"
            found.append(Fault(one.written.at("theme"), what, expected))
    return told("note", "finding-of-another-theme", found)
