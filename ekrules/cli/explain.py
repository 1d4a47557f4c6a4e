"""ekrules explain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from rich.tree import Tree

from ekrules.cli.terminal import console, status_text, told_in_words
from ekrules.project.assessing import run_assessment
from ekrules.project.explained import Step
from ekrules.project.explaining import explain
from ekrules.project.loading import load
from ekrules.project.locating import locate

if TYPE_CHECKING:
    from ekrules.decision.engine import EnginePreference


def run(name: str, strategy: str | None, survey: Path | None, engine: EnginePreference) -> None:
    """Print the explanation of a goal, a theme or the whole as a tree, from its status down."""
    with told_in_words():
        outcome = run_assessment(load(locate(Path(), strategy, survey)), engine)
        explanation = explain(outcome, name)
    tree = Tree(Text.assemble(status_text(explanation.status), f"  {explanation.title}"))
    for step in explanation.steps:
        _grow(tree, step)
    screen = console()
    screen.print(tree)
    screen.print()
    screen.print(Text(explanation.paragraph))


def _grow(tree: Tree, step: Step) -> None:
    branch = tree.add(Text(step.text))
    for one in step.rests_on:
        _grow(branch, one)
