"""Own bounds: the values that goals give the table that judges them, each with its source.

In: a table, and the goals that use it. Out: a table of their parameters and dated targets, with
every value and the day it holds from; nothing where no goal has any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ekrules.decision.tables import DecisionTable
from ekrules.goals.parameters import DatedShare, InForce, Parameter
from ekrules.goals.strategy import Goal
from ekrules.narrative.values import value_text
from ekrules.report.document import Column, DataTable, Row
from ekrules.report.material import Material
from ekrules.report.spans import Span


def own_bounds_table(material: Material, table: DecisionTable) -> Iterable[DataTable]:
    """Yield what each goal has set for itself in the table's words; nothing where none has."""
    rows = tuple(
        _row(material, goal, _name(material, name, dated), one, dated.in_force(_day(material)))
        for goal, name, dated in _own(material, table)
        for one in dated.from_each_day()
    )
    if rows:
        phrases = material.phrases
        names = ("goal", "input", "value", "own_from", "own_source")
        yield DataTable(
            caption=phrases.filled("own_bounds_caption", table=table.id),
            columns=tuple(Column(phrases[name], is_number=name == "value") for name in names),
            rows=rows,
            stacks=True,
        )


def own_labels(material: Material, table: DecisionTable) -> dict[str, str]:
    """Return input -> what the goals call it, for inputs that all of them call the same."""
    said: dict[str, set[str]] = {}
    for _, name, dated in _own(material, table):
        said.setdefault(name, set()).add(_name(material, name, dated))
    return {name: one for name, labels in said.items() if len(labels) == 1 for one in labels}


def _own(material: Material, table: DecisionTable) -> Iterator[tuple[Goal, str, DatedShare]]:
    for goal in material.strategy.goals.values():
        if goal.table_id != table.id:
            continue
        if isinstance(goal.target, DatedShare) and "target" in table.inputs:
            yield goal, "target", goal.target
        for name, parameter in goal.parameters.items():
            yield goal, name, parameter


def _name(material: Material, name: str, dated: DatedShare) -> str:
    if isinstance(dated, Parameter) and dated.label is not None:
        return material.said(dated.label)
    return material.words.input.get(name, name)


def _day(material: Material) -> date:
    return material.survey.description.reference_date


def _row(material: Material, goal: Goal, name: str, one: InForce, now: InForce | None) -> Row:
    phrases, since = material.phrases, material.day(one.since)
    if one == now:
        since = phrases.filled("own_in_force", day=since, on=material.day(_day(material)))
    source = material.said(one.source)
    source += f" ({one.link})" if one.link else ""
    if one.last_checked is not None:
        checked = material.day(one.last_checked)
        source = phrases.filled("own_checked", source=source.removesuffix("."), day=checked)
    value = value_text(one.value, one.unit, material.language)
    own = tuple((Span(text),) for text in (name, value, since, source))
    return Row(((material.goal_link(goal.id),), *own))
