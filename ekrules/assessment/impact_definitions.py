"""Definitions: how two versions of a strategy define their goals, measures and findings.

In: two strategies with their rules. Out: each key that is written otherwise, with both values as
plain values. Where a thing stands in its file, comments and layout are no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from ekrules.assessment.impact import paired
from ekrules.assessment.rules import Rules
from ekrules.goals.strategy import Goal, Strategy
from ekrules.indicators.indicator import Indicator
from ekrules.methods.method_file import MethodFile
from ekrules.yaml_reader.models import Placed

DefinitionKind = Literal["strategy", "theme", "goal", "measure", "finding", "method", "indicator"]
# What a theme holds is compared on its own; what a finding asks, by its cases.
_COMPARED_APART = {"theme": {"goals", "measures"}, "finding": {"when"}, "goal": {"judged_by"}}

Model = TypeVar("Model", bound=Placed)


@dataclass(frozen=True)
class DefinitionChange:
    """One key of one definition, as plain values; None where it is not written.

    key: None where the whole definition is new or gone.
    """

    kind: DefinitionKind
    id: str
    key: str | None
    old: object = None
    new: object = None
    is_added: bool = False
    is_removed: bool = False


def compare_definitions(
    old: Strategy, old_rules: Rules, new: Strategy, new_rules: Rules
) -> tuple[DefinitionChange, ...]:
    """Return every key that is written otherwise, the strategy's own first."""
    findings, new_findings = (
        {one.written.finding: one.written for one in rules.findings}
        for rules in (old_rules, new_rules)
    )
    return (
        *_of("strategy", [old.description], [new.description], lambda one: one.strategy),
        *_of("theme", old.themes, new.themes, lambda one: one.theme),
        *_of("goal", old.goals.values(), new.goals.values(), lambda one: one.id),
        *_of_named("measure", old.measures, new.measures),
        *_of_named("finding", findings, new_findings),
    )


def compare_method_files(
    old: Mapping[str, MethodFile], new: Mapping[str, MethodFile]
) -> tuple[DefinitionChange, ...]:
    """Return every key of a method that is written otherwise; its tables are compared by cases.

    A parameter, scale or the like is a key of its own, as parameters.on_track.
    """
    found: list[DefinitionChange] = []
    for name in paired(old, new, str):
        before, after = old.get(name), new.get(name)
        if before is None or after is None:
            found += _of_named("method", {name: before} if before else {},
                               {name: after} if after else {})  # fmt: skip
        else:
            found += _keys("method", name, _flat(before), _flat(after))
    return tuple(found)


def compare_catalogues(
    old: Mapping[str, Indicator], new: Mapping[str, Indicator]
) -> tuple[DefinitionChange, ...]:
    """Return every key of an indicator that is written otherwise."""
    return tuple(_of_named("indicator", old, new))


def _flat(file: MethodFile) -> dict[str, object]:
    tables = {"table", "also"}
    plain = file.model_dump(
        mode="json",
        by_alias=True,
        exclude={"indicator": True, "levels": {"__all__": tables}},
        exclude_none=True,
    )
    levels = {f"levels.{one.pop('level')}": one for one in plain.pop("levels")}
    found: dict[str, object] = {}
    for key, value in {**plain, **levels}.items():
        if isinstance(value, dict):
            found |= {f"{key}.{name}": one for name, one in value.items()}
        else:
            found[key] = value
    return found


def _of(
    kind: DefinitionKind,
    old: Iterable[Model],
    new: Iterable[Model],
    name: Callable[[Model], str],
) -> Iterator[DefinitionChange]:
    yield from _of_named(kind, {name(one): one for one in old}, {name(one): one for one in new})


def _of_named(
    kind: DefinitionKind, old: Mapping[str, Placed], new: Mapping[str, Placed]
) -> Iterator[DefinitionChange]:
    for name in paired(old, new, str):
        before, after = old.get(name), new.get(name)
        if before is None or after is None:
            missing = before is None
            yield DefinitionChange(kind, name, None, is_added=missing, is_removed=not missing)
        else:
            yield from _keys(kind, name, _plain(kind, before), _plain(kind, after))


def _keys(
    kind: DefinitionKind, name: str, old: Mapping[str, object], new: Mapping[str, object]
) -> Iterator[DefinitionChange]:
    for key in paired(old, new, str):
        if old.get(key) != new.get(key):
            yield DefinitionChange(kind, name, key, old.get(key), new.get(key))


def _plain(kind: DefinitionKind, model: Placed) -> dict[str, object]:
    """The definition as plain values, without what is compared apart and what is not written."""
    apart = _COMPARED_APART.get(kind, set())
    dumped: dict[str, object] = model.model_dump(mode="json", exclude=apart, exclude_none=True)
    # A table that is written in the goal is compared as a table, by the id that it has.
    return {**dumped, "judged_by": model.table_id} if isinstance(model, Goal) else dumped
