"""Decision tables, cells and logic of the DMN Technology Compatibility Kit, on both engines.

The kit's subset is data that is not ours to carry. It is read from shared/dmn_tck beside the
project, or from the folder that EKRULES_DMN_TCK names. Cells that our language has no words for
(ordered texts, null as a bound) are left out.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ekrules.decision.conditions import (
    All,
    AnyOf,
    Bound,
    Compare,
    Condition,
    InputReference,
    IsUnknown,
    NoneOf,
    Operator,
    Value,
)
from ekrules.decision.engine import Engine, EnginePreference, choose_engine
from ekrules.decision.inputs import Case, Input, InputType
from ekrules.decision.rule import Rule
from ekrules.decision.tables import DecisionTable, HitPolicy, Row, decide
from tests.decision.engines import ENGINES

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "dmn_tck"
KIT = Path(os.environ.get("EKRULES_DMN_TCK", BESIDE))
pytestmark = pytest.mark.skipif(
    not KIT.is_dir(), reason="the DMN TCK's decision tables do not lie beside the project"
)

OPERATORS: dict[str, Operator] = {
    "equal": "is", "not_equal": "is_not", "below": "below", "at_most": "at_most",
    "above": "more_than", "at_least": "at_least",
}  # fmt: skip
TYPES: dict[str, InputType] = {
    "number": "number", "string": "text", "boolean": "boolean", "date": "date",
}  # fmt: skip
HIT_POLICIES: dict[str, HitPolicy] = {"UNIQUE": "unique", "ANY": "any"}


class NoWordsError(Exception):
    """The kit asks something that our rule language can't say."""


def read(name: str) -> Any:
    return json.loads((KIT / name).read_text(encoding="utf-8"))


def value_of(written: Any) -> Value | None:
    if isinstance(written, dict):
        if "date" not in written:
            raise NoWordsError
        return date.fromisoformat(written["date"])
    value: Value | None = written
    return value


def bound_of(written: Any) -> Bound:
    if isinstance(written, dict) and "ref" in written:
        return InputReference(written["ref"])
    value = value_of(written)
    if value is None:
        raise NoWordsError
    return value


def comparison_of(name: str, test: Mapping[str, Any]) -> Condition:
    if "from" in test:
        low: Operator = "at_least" if test["from_inclusive"] else "more_than"
        high: Operator = "at_most" if test["to_inclusive"] else "below"
        ends = (
            Compare(name, low, bound_of(test["from"])),
            Compare(name, high, bound_of(test["to"])),
        )
        return All(ends)
    ((word, bound),) = test.items()
    if bound is None and word == "equal":
        return IsUnknown(name)
    return Compare(name, OPERATORS[word], bound_of(bound))


def cell_of(name: str, cell: Mapping[str, Any]) -> Condition:
    if cell.get("any"):
        return All(())
    if "none_of" in cell:
        return NoneOf(tuple(comparison_of(name, one) for one in cell["none_of"]))
    return AnyOf(tuple(comparison_of(name, one) for one in cell["one_of"]))


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    preference: EnginePreference = request.param
    return choose_engine(preference)


def truth(engine: Engine, inputs: Mapping[str, Input], condition: Condition, case: Case) -> Any:
    """True, false or unknown, told apart by asking for the condition and for its complement."""
    rules = [Rule("true", condition), Rule("false", NoneOf((condition,)))]
    fired = {one.rule for one in engine.fire(inputs, rules, [case])}
    return {"true": True, "false": False}[fired.pop()] if fired else None


def cells() -> Iterator[tuple[str, InputType, Any, Condition, Any]]:
    for cell in read("condition-cells.json")["cells"]:
        types = [one for one in cell["types"] if one != "null"]
        if len(types) != 1:
            continue
        try:
            condition = cell_of("v", cell["cell"])
            value = value_of(cell["value"])
        except NoWordsError:
            continue
        ordered = "<" in cell["feel"] or ">" in cell["feel"] or ".." in cell["feel"]
        if types == ["string"] and (ordered or "between" in cell["feel"]):
            continue
        yield cell["id"], TYPES[types[0]], value, condition, cell["expected"]


def test_cells_come_out_as_the_standard_says(engine: Engine) -> None:
    asked = 0
    for id_, type_, value, condition, expected in cells():
        inputs = {"v": Input("v", type_)}
        found = truth(engine, inputs, condition, Case("c", {"v": value}))
        assert found == expected, id_
        asked += 1
    assert asked > 110


def test_and_or_and_not_come_out_as_the_standard_says(engine: Engine) -> None:
    inputs = {name: Input(name, "boolean") for name in ("A", "B")}
    a, b = (Compare(name, "is", True) for name in inputs)
    formulas: dict[str, Condition] = {
        "A and B": All((a, b)), "A or B": AnyOf((a, b)), "not(A)": NoneOf((a,)),
    }  # fmt: skip
    for asked in read("three-valued-logic.json")["cases"]:
        case = Case("c", {"B": None, **asked["inputs"]})
        assert truth(engine, inputs, formulas[asked["feel"]], case) == asked["expected"], asked[
            "id"
        ]


def table_of(kit: Mapping[str, Any]) -> DecisionTable:
    named = {one["name"]: Input(one["name"], TYPES[one["type"]]) for one in kit["inputs"]}
    types = [one.type for one in named.values()]
    references = {name for case in kit["cases"] for name in case.get("refs", {})}
    inputs = {**named, **{name: Input(name, types[0]) for name in references}}
    rows = tuple(
        Row(
            f"row {number}",
            All(tuple(cell_of(*one) for one in zip(named, rule["when"], strict=True))),
            json.dumps(rule["then"]),
        )
        for number, rule in enumerate(kit["rules"])
    )
    return DecisionTable(kit["id"], "", HIT_POLICIES[kit["hit_policy"]], inputs, rows)


def expected_of(kit: Mapping[str, Any], expected: Any) -> str | None:
    if expected is None:
        return None
    if len(kit["outputs"]) == 1:
        return json.dumps([expected])
    return json.dumps([expected[one["name"]] for one in kit["outputs"]])


def test_tables_decide_as_the_standard_says(engine: Engine) -> None:
    decided = 0
    for path in sorted((KIT / "tables").glob("*.json")):
        kit = read(f"tables/{path.name}")
        plain = all(one["type"] in TYPES for one in kit["inputs"])
        if kit["hit_policy"] not in HIT_POLICIES or not plain:
            continue
        table = table_of(kit)
        for case in kit["cases"]:
            values = {**case["inputs"], **case.get("refs", {})}
            typed = {name: value_of(values[name]) for name in table.inputs}
            (decision,) = decide(table, [Case(case["id"], typed)], engine)
            assert decision.conclusion == expected_of(kit, case["expected"]), case["id"]
            decided += 1
    assert decided > 10
