"""Reading: a strategy's folder to a Strategy, with every fault of every file at once."""

from __future__ import annotations

from pathlib import Path

from ekrules.errors import Faults, Place
from ekrules.goals.strategy import Strategy, StrategyDescription, StrategyTheme
from ekrules.goals.target_checks import check_targets_of_counted
from ekrules.yaml_reader.files import refuse_other_endings, shown_path
from ekrules.yaml_reader.models import read_model

DESCRIPTION, WEIGHTS = "strategy.yaml", "weights.yaml"
# Files of a strategy that hold no theme; the weights are read when scores are asked for.
NO_THEMES = (DESCRIPTION, WEIGHTS)


def read_strategy(folder: Path, faults: Faults) -> Strategy | None:
    """Return the strategy in `folder`, or None with the reasons added to `faults`."""
    before = len(faults.found)
    if not folder.is_dir():
        place = Place(shown_path(folder))
        faults.add(place, "there is no such folder", "expected a strategy's folder")
        return None
    refuse_other_endings(folder, faults)
    description = read_model(folder / DESCRIPTION, StrategyDescription, faults)
    paths = sorted(path for path in folder.glob("*.yaml") if path.name not in NO_THEMES)
    read = [read_model(path, StrategyTheme, faults) for path in paths]
    if not paths:
        faults.add(Place(shown_path(folder)), "there are no theme files", "expected NN-theme.yaml")
    if description is None or len(faults.found) > before:
        return None
    themes = sorted((one for one in read if one is not None), key=lambda one: one.number)
    strategy = Strategy(folder, (folder / DESCRIPTION, *paths), description, tuple(themes))
    check_targets_of_counted(strategy, faults)
    return strategy if len(faults.found) == before else None
