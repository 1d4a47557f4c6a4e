"""ekrules whatif."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from ekrules.cli.terminal import STYLES, console, told_in_words
from ekrules.project.explained import Step
from ekrules.project.explaining import goal_named
from ekrules.project.loading import load
from ekrules.project.locating import locate
from ekrules.project.what_if.as_json import goal_json, settings_json
from ekrules.project.what_if.asking import Asked, make_ready
from ekrules.project.what_if.goals import ask_goal, tell_goal
from ekrules.project.what_if.imagining import ask_settings, tell_settings
from ekrules.project.what_if.method_goals import (
    is_by_method,
    method_goal_json,
    tell_method_goal,
)
from ekrules.project.what_if.picture import draw, picture_kind
from ekrules.project.what_if.thresholds import (
    PRINTED,
    ThresholdAnswer,
    ask_thresholds,
    bound_text,
    csv_text,
    json_text,
    move_text,
    near_text,
    rows_text,
    step_text,
    turning_moves,
)
from ekrules.report.files import write_whole
from ekrules.report.status_shapes import SHAPES
from ekrules.report.unwritable import refuse_unwritable

if TYPE_CHECKING:
    from ekrules.assessment.assessed import Status
    from ekrules.decision.engine import EnginePreference

# The goals nearest to another colour that are printed where no table is named.
MOST_NEAR = 10


@dataclass(frozen=True)
class WhatIfOptions:
    """What was typed. about: a goal, or with threshold a table, a row or a parameter."""

    about: str | None
    settings: Sequence[str]
    threshold: bool
    ending: str
    picture: Path | None
    strategy: str | None
    survey: Path | None
    engine: EnginePreference


def run(options: WhatIfOptions) -> None:
    """Answer what if; raise Exit where it was typed wrong or the project is at fault."""
    with told_in_words():
        kind = picture_kind(options.picture) if options.picture else None
        if options.picture:
            refuse_unwritable(options.picture.parent)
        asked = make_ready(load(locate(Path(), options.strategy, options.survey)), options.engine)
        if not options.threshold:
            _goal_or_settings(asked, options)
            return
        answer = ask_thresholds(asked, options.about)
        if options.picture and kind:
            write_whole(options.picture, draw(asked, answer, kind))
    _print_thresholds(asked, answer, options)


def _goal_or_settings(asked: Asked, options: WhatIfOptions) -> None:
    goal = goal_named(asked.loaded, options.about) if options.about else None
    is_json = options.ending == "json"
    if options.settings:
        settings, after = ask_settings(asked, goal, options.settings)
        if is_json:
            typer.echo(settings_json(asked, goal, settings, after), nl=False)
            return
        lines = tell_settings(asked, goal, settings, after)
        text = asked.loaded.strategy.goals[goal].text.in_language("en") if goal else "All goals"
        status = after.goal(goal).status if goal else after.overall.status
        _print_tree(_headed(status, text), lines)
    elif goal is not None and is_by_method(asked, goal):
        if is_json:
            typer.echo(method_goal_json(asked, goal), nl=False)
            return
        told = tell_method_goal(asked, goal)
        _print_tree(_headed(told.status, told.text), told.lines)
    elif goal is not None:
        found = ask_goal(asked, goal)
        if is_json:
            typer.echo(goal_json(asked, found), nl=False)
            return
        told = tell_goal(asked, found)
        _print_tree(_headed(told.status, told.text), told.lines)


def _headed(status: Status, text: str) -> Text:
    shape = Text(f"{SHAPES[status]} {status.value}", style=STYLES[status])
    return Text.assemble(shape, f"  {text}")


def _print_tree(head: Text, lines: Sequence[Step]) -> None:
    tree = Tree(head)
    for line in lines:
        _grow(tree, line)
    console().print(tree)


def _grow(tree: Tree, line: Step) -> None:
    branch = tree.add(Text(line.text))
    for one in line.rests_on:
        _grow(branch, one)


def _print_thresholds(asked: Asked, answer: ThresholdAnswer, options: WhatIfOptions) -> None:
    if options.ending == "json":
        typer.echo(json_text(asked, answer), nl=False)
        return
    if options.ending == "csv":
        typer.echo(csv_text(answer), nl=False)
        return
    screen = console()
    for table in _bounds_tables(answer):
        screen.print(table)
    screen.print(Text("– where it can't stand: it would meet the next bound, or leave 0–100 %.\n"))
    if answer.named is not None:
        _print_moves(answer)
    screen.print(_near_table(answer))
    if options.picture:
        screen.print(Text(f"Wrote {options.picture}"))


def _bounds_tables(answer: ThresholdAnswer) -> Iterator[Table]:
    """Yield a table of counts for each decision table: a column for each step."""
    for name in dict.fromkeys(one.table for one in answer.bounds):
        table = Table(
            title=f"{name}: goals that change colour as a bound moves, by points",
            title_justify="left",
            box=SIMPLE_HEAD,
            pad_edge=False,
            collapse_padding=True,
        )
        table.add_column("rows that share it", overflow="fold")
        for heading in ("bound", "goals", *(f"{one:+d}".replace("-", "\u2212") for one in PRINTED)):
            table.add_column(heading, justify="right", no_wrap=True)
        for one in answer.bounds:
            if one.table == name:
                counts = [step_text(one, points) for points in PRINTED]
                rows = rows_text(one).replace(", ", "\n")
                table.add_row(rows, bound_text(one), str(len(one.goals)), *counts)
        yield table


def _print_moves(answer: ThresholdAnswer) -> None:
    screen = console()
    for one in answer.bounds:
        lines = [Step(move_text(move)) for move in turning_moves(one)]
        if not lines:
            lines = [Step("no goal changes colour within reach")]
        tree = Tree(Text(f"{bound_text(one)} ({rows_text(one)})"))
        for line in lines:
            _grow(tree, line)
        screen.print(tree)


def _near_table(answer: ThresholdAnswer) -> Table:
    table = Table(
        title="Goals nearest to another colour",
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
    )
    for name in ("goal", "status", "how near"):
        table.add_column(name, overflow="fold")
    shown = answer.nearest if answer.named is not None else answer.nearest[:MOST_NEAR]
    for one in shown:
        status = Text(f"{SHAPES[one.status]} {one.status.value}", style=STYLES[one.status])
        table.add_row(one.goal, status, near_text(one))
    return table
