"""Decision tables, cells and logic of the DMN Technology Compatibility Kit, on both engines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from ekrules.decision.conditions import All, AnyOf, Compare, Condition, NoneOf
from ekrules.decision.deciding import decide
from ekrules.decision.engine import Engine, EnginePreference, choose_engine
from ekrules.decision.inputs import Case, Input, InputType
from ekrules.decision.rule import Rule
from ekrules.errors import InputError
from tests.decision import dmn_kit
from tests.decision.engines import ENGINES

pytestmark = pytest.mark.skipif(not dmn_kit.KIT.is_dir(), reason=dmn_kit.WHY_ABSENT)

TYPES: dict[str, InputType] = {
    "number": "number", "string": "text", "boolean": "boolean", "date": "date",
}  # fmt: skip
GIVES_LIST = ("RULE ORDER", "OUTPUT ORDER")


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    preference: EnginePreference = request.param
    return choose_engine(preference)


def truth(engine: Engine, inputs: Mapping[str, Input], condition: Condition, case: Case) -> Any:
    """True, false or unknown, told apart by asking for the condition and for its complement."""
    rules = [Rule("true", condition), Rule("false", NoneOf((condition,)))]
    fired = {one.rule for one in engine.fire(inputs, rules, [case])}
    return {"true": True, "false": False}[fired.pop()] if fired else None


def test_every_cell_comes_out_as_the_standard_says(engine: Engine) -> None:
    cells = dmn_kit.read("condition-cells.json")["cells"]
    met, refused = 0, []
    for cell in cells:
        # The type of the value itself; the kit lists those of the bounds beside it.
        type_ = TYPES[dmn_type(cell)]
        inputs = {
            name: Input(name, type_, ordered=type_ == "text") for name in ("v", dmn_kit.NOTHING)
        }
        try:
            condition = dmn_kit.cell_condition(cell["cell"], inputs)
        except InputError:
            refused.append(cell["id"])
            continue
        value = dmn_kit.value_of(cell["value"])
        case = Case("c", {"v": value, dmn_kit.NOTHING: None})
        assert truth(engine, inputs, condition, case) == cell["expected"], cell["id"]
        met += 1
    # A bound of another type is a fault at load, and never a comparison that cannot hold.
    assert refused == [cell["id"] for cell in cells if cell.get("mixed_types")]
    assert met + len(refused) == len(cells) > 160


def dmn_type(cell: Mapping[str, Any]) -> str:
    types = [one for one in cell["types"] if one != "null"]
    return types[0] if len(types) == 1 else "boolean"


def test_and_or_and_not_come_out_as_the_standard_says(engine: Engine) -> None:
    inputs = {name: Input(name, "boolean") for name in ("A", "B")}
    a, b = (Compare(name, "is", True) for name in inputs)
    formulas: dict[str, Condition] = {
        "A and B": All((a, b)), "A or B": AnyOf((a, b)), "not(A)": NoneOf((a,)),
    }  # fmt: skip
    cases = dmn_kit.read("three-valued-logic.json")["cases"]
    for asked in cases:
        case = Case("c", {"B": None, **asked["inputs"]})
        found = truth(engine, inputs, formulas[asked["feel"]], case)
        assert found == asked["expected"], asked["id"]
    assert len(cases) > 20


def comparable(found: list[Any], kit: Mapping[str, Any]) -> Any:
    """What was found in the form of the kit's answer; a list without an order is sorted."""
    if kit["hit_policy"] in GIVES_LIST:
        return found
    if kit["hit_policy"] == "COLLECT" and not kit["aggregation"]:
        return sorted(found, key=json.dumps)
    return found[0] if found else None


def test_every_table_decides_as_the_standard_says(engine: Engine) -> None:
    decided, policies, left_out = 0, set(), 0
    for kit in dmn_kit.tables():
        if dmn_kit.is_of_times(kit):
            left_out += 1
            continue
        written = dmn_kit.KitTable(kit)
        table = written.table()
        for case in kit["cases"]:
            values = written.given(case, table)
            (decision,) = decide(table, [Case(case["id"], values)], engine)
            found = [written.named(outcome) for outcome in decision.outcomes]
            expected = case["expected"]
            if kit["hit_policy"] == "COLLECT" and not kit["aggregation"]:
                expected = sorted(expected, key=json.dumps)
            assert comparable(found, kit) == expected, case["id"]
            decided += 1
        policies.add(table.hit_policy)
    # Those over times of day and lengths of time, for which our language has no words.
    assert left_out == 3
    assert decided >= 50
    assert policies >= {"unique", "any", "priority", "rule_order", "output_order", "collect"}
