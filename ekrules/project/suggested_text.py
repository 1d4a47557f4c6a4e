"""Suggested text: suggested examples as the YAML that stands under a table's `examples`.

In: a table and its suggested examples. Out: keys with values, each on one line. Writes no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from ekrules.decision.conditions import Value
from ekrules.decision.inputs import Input
from ekrules.decision.outputs import STATUS
from ekrules.decision.rows import NO_ROW
from ekrules.decision.suggesting import SuggestedExample
from ekrules.decision.tables import DecisionTable
from ekrules.yaml_reader.flow import quoted

Entries = tuple[tuple[str, str], ...]


def example_entries(
    table: DecisionTable, example: SuggestedExample, *, sentences: bool = False
) -> Entries:
    """Return the example's keys, each with its value as YAML on one line.

    sentences: the row's sentence is expected as well.
    """
    expects = [*_outcome(table, example), *_rows(example)]
    if sentences and example.says is not None:
        expects.append(f"says: {quoted(example.says)}")
    given = _pairs(example.given, table.inputs)
    return (
        ("name", quoted(example.name)),
        ("given", "{" + ", ".join(given) + "}"),
        ("expect", "{" + ", ".join(expects) + "}"),
    )


def _outcome(table: DecisionTable, example: SuggestedExample) -> Iterable[str]:
    if example.then is None:
        return []
    declared = {name: output.as_input for name, output in table.outputs.items()}
    known = {name: value for name, value in example.then.items() if value is not None}
    pairs = _pairs(known, declared)
    if list(table.outputs) == [STATUS]:
        return pairs
    return ["then: {" + ", ".join(pairs) + "}"] if pairs else []


def _rows(example: SuggestedExample) -> Iterable[str]:
    if len(example.rows) > 1:
        return [f"rows: [{', '.join(example.rows)}]"]
    return [f"row: {example.rows[0] if example.rows else NO_ROW}"]


def _pairs(values: Mapping[str, Value], declared: Mapping[str, Input]) -> list[str]:
    return [f"{name}: {value_text(declared[name], value)}" for name, value in values.items()]


def value_text(declared: Input, value: Value) -> str:
    """Return a value as YAML writes it for its input.

    >>> value_text(Input("attainment", "share"), 0.599), value_text(Input("years", "years"), 1e-05)
    ('59.9 %', '0.00001')
    """
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    # In decimals, for 1e-05 would be read as a text; a share by its exponent, which is exact.
    exact = Decimal(repr(value))
    if declared.type == "share":
        return f"{_plain(exact.scaleb(2))} %"
    return f"{exact:f}"


def _plain(number: Decimal) -> str:
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
