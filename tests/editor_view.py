"""Editor view: YAML as an editor's own reader (YAML 1.2) gives it, and as the program reads it."""

from __future__ import annotations

import re
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker

from ekrules.assessment.finding_rules import FindingsFile
from ekrules.decision.from_yaml.conditions import finding_inputs, read_finding_condition
from ekrules.decision.from_yaml.entries import GoalTable, TablesFile
from ekrules.decision.from_yaml.tables import build_table
from ekrules.errors import Faults
from ekrules.goals.strategy import StrategyTheme
from ekrules.methods.method_file import MethodFile
from ekrules.project.schemas.generating import schema_of
from ekrules.project.schemas.kinds import FileKind
from ekrules.yaml_reader.models import build_model
from ekrules.yaml_reader.nodes import PlacedMap
from ekrules.yaml_reader.parsing import parse


class _CoreLoader(yaml.CSafeLoader):
    """The core schema of YAML 1.2: `no` is a text, 0101 and 1e3 are numbers, dates are texts."""

    yaml_implicit_resolvers: dict[str, Any] = {}


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"null|Null|NULL|~|", "~nN\0"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    for _letter in _first:
        _key = "" if _letter == "\0" else _letter  # an empty value has no first letter
        _rule = (f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"))
        _CoreLoader.yaml_implicit_resolvers.setdefault(_key, []).append(_rule)


def _decimal(loader: _CoreLoader, node: yaml.ScalarNode) -> int:
    return int(loader.construct_scalar(node))


_CoreLoader.add_constructor("tag:yaml.org,2002:int", _decimal)


def as_an_editor_reads(text: str) -> Any:
    """Return the YAML as plain values; keys are texts."""
    return _with_text_keys(yaml.load(text, Loader=_CoreLoader))


def _with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _with_text_keys(one) for key, one in value.items()}
    return [_with_text_keys(one) for one in value] if isinstance(value, list) else value


def editor_finds(kind: FileKind, text: str) -> list[str]:
    """Return what an independent validator finds wrong with a file, by the kind's schema."""
    validator = Draft202012Validator(schema_of(kind), format_checker=FormatChecker())
    errors = validator.iter_errors(as_an_editor_reads(text))
    return [f"{error.json_path}: {error.message[:300]}" for error in errors]


def program_finds(kind: FileKind, text: str) -> list[str]:
    """Return what the program's own reader finds wrong with a file, by itself."""
    faults = Faults()
    node = parse(text, f"{kind.name}.yaml", faults)
    model = None if node is None else build_model(node, kind.model, faults)
    if isinstance(model, TablesFile):
        for entry in model.tables:
            build_table(entry.decision, entry, faults)
    elif isinstance(model, MethodFile):
        tables = [*model.indicator.also.values(), model.indicator.table]
        for one in model.levels:
            tables += [*one.also.values(), one.table]
        for number, table in enumerate(tables):
            if table is not None:
                build_table(str(number), table, faults)
    elif isinstance(model, StrategyTheme):
        for goal in model.goals:
            if isinstance(goal.judged_by, PlacedMap):
                build_model(goal.judged_by.node, GoalTable, faults)
    if isinstance(model, FindingsFile):
        _read_conditions(model, faults)
    return [str(fault) for fault in faults.found]


def _read_conditions(file: FindingsFile, faults: Faults) -> None:
    """Read each `when`, with every name that it could have in mind declared."""
    for written in file.findings:
        if written.when is not None:
            names = _names(written.when)
            measures = dict.fromkeys(names, "share")
            inputs = finding_inputs(measures, names, names, names)  # type: ignore[arg-type]
            read_finding_condition(written.when.node, inputs, faults)


def _names(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [name for one in value.values() for name in _names(one)]
    if isinstance(value, tuple):
        return [name for one in value for name in _names(one)]
    return [str(value)]
