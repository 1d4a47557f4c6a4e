"""The DMN Technology Compatibility Kit's decision tables, turned into our own YAML.

The kit's subset is data that is not ours to carry. It is read from shared/dmn_tck beside the
project, or from the folder that EKRULES_DMN_TCK names. A null as a bound is an input that is
never known, since our language has no word for one.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ekrules.decision.conditions import Condition, Value
from ekrules.decision.from_yaml.conditions import read_condition
from ekrules.decision.from_yaml.entries import TableEntry
from ekrules.decision.from_yaml.tables import build_table
from ekrules.decision.inputs import Input
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults
from ekrules.yaml_reader.models import build_model
from ekrules.yaml_reader.nodes import MapNode
from ekrules.yaml_reader.parsing import parse

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "dmn_tck"
KIT = Path(os.environ.get("EKRULES_DMN_TCK", BESIDE))
WHY_ABSENT = "the DMN TCK's decision tables do not lie beside the project"

WORDS = {
    "equal": "is", "not_equal": "is_not", "below": "below", "at_most": "at_most",
    "above": "more_than", "at_least": "at_least",
}  # fmt: skip
# Our language has dates, but no time of day and no length of time.
LEFT_OUT = ("time", "dateTime", "yearMonthDuration", "dayTimeDuration")
NOTHING = "nothing"


def read(name: str) -> Any:
    return json.loads((KIT / name).read_text(encoding="utf-8"))


def tables() -> Iterator[dict[str, Any]]:
    for path in sorted((KIT / "tables").glob("*.json")):
        yield read(f"tables/{path.name}")


def is_of_times(kit: Mapping[str, Any]) -> bool:
    return any(one["type"] in LEFT_OUT for one in kit["inputs"])


def value_of(written: Any) -> Value | None:
    """A date, or the plain value."""
    value: Value | None
    value = date.fromisoformat(written["date"]) if isinstance(written, dict) else written
    return value


def unit_of(values: list[Any]) -> str:
    """The unit of an input or output, by the values that the kit gives it."""
    known = [value for value in values if value is not None]
    if any(isinstance(one, dict) for one in known):
        return "date"
    if any(isinstance(one, bool) for one in known):
        return "boolean"
    return "text" if any(isinstance(one, str) for one in known) else "number"


def flow(value: Any) -> str:
    """YAML on one line: texts in quotes, dates bare."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


class Renamed:
    """The kit's names, which hold spaces and points, as names of ours."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        bare = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "x"
        return self.names.setdefault(name, f"{bare}-{len(self.names)}")


def comparison(name: str, test: Mapping[str, Any], names: Renamed) -> dict[str, Any]:
    """One of the kit's tests as a condition on the input."""
    if "from" in test:
        low = "at_least" if test["from_inclusive"] else "more_than"
        high = "at_most" if test["to_inclusive"] else "below"
        return {name: {low: bound(test["from"], names), high: bound(test["to"], names)}}
    ((word, written),) = test.items()
    if written is None and word in ("equal", "not_equal"):
        return {name: {"unknown": word == "equal"}}
    return {name: {WORDS[word]: bound(written, names)}}


def bound(written: Any, names: Renamed) -> Any:
    if written is None:
        return {"input": NOTHING}
    if isinstance(written, dict) and "ref" in written:
        return {"input": names[written["ref"]]}
    return value_of(written)


def condition(name: str, cell: Mapping[str, Any], names: Renamed) -> list[dict[str, Any]]:
    """A cell as a list of conditions that must all hold."""
    if cell.get("any"):
        return []
    if "none_of" in cell:
        return [{"none": [comparison(name, one, names) for one in cell["none_of"]]}]
    return [{"any": [comparison(name, one, names) for one in cell["one_of"]]}]


def parsed(text: str) -> MapNode:
    faults = Faults()
    node = parse(text, "kit.yaml", faults)
    faults.stop_if_any()
    assert node is not None
    return node


def cell_condition(cell: Mapping[str, Any], inputs: Mapping[str, Input]) -> Condition:
    """A cell on the input "v", read as staff's conditions are; InputError where it is refused."""
    faults = Faults()
    written = {"all": condition("v", cell, Renamed())}
    read_from = read_condition(parsed(flow(written)), inputs, faults)
    faults.stop_if_any()
    return read_from


class KitTable:
    """One of the kit's tables in our YAML, and its cases with our names."""

    def __init__(self, kit: Mapping[str, Any]) -> None:
        self.kit = kit
        self.names = Renamed()
        self.outputs = [one["name"] or "result" for one in kit["outputs"]]

    def table(self) -> DecisionTable:
        faults = Faults()
        entry = build_model(parsed(flow(self.written())), TableEntry, faults)
        table = build_table(entry.decision, entry, faults) if entry else None
        faults.stop_if_any()
        assert table is not None
        return table

    def written(self) -> dict[str, Any]:
        """The table as a map that stands in a file of tables."""
        kit = self.kit
        written = {
            "decision": re.sub(r"[^a-z0-9]+", "-", kit["id"].lower()).strip("-"),
            "asks": kit["decision"],
            "hit_policy": kit["hit_policy"].lower().replace(" ", "_"),
            "rows": [self.row(number, rule) for number, rule in enumerate(kit["rules"])],
        }
        if kit.get("aggregation"):
            written["collect"] = kit["aggregation"].lower()
        written["outputs"] = {
            self.names[name]: self.output(number) for number, name in enumerate(self.outputs)
        }
        written["inputs"] = self.inputs()
        return written

    def inputs(self) -> dict[str, Any]:
        names = [one["name"] for one in self.kit["inputs"]]
        values: dict[str, list[Any]] = {name: [] for name in names}
        for case in self.kit["cases"]:
            for name, value in {**case["inputs"], **case.get("refs", {})}.items():
                values.setdefault(name, []).append(value)
        for rule in self.kit["rules"]:
            for name, cell in zip(names, rule["when"], strict=True):
                tests = cell.get("one_of", cell.get("none_of", []))
                values[name] += [
                    one
                    for test in tests
                    for one in test.values()
                    if not (isinstance(one, dict) and "ref" in one) and not isinstance(one, bool)
                ]
        units = {name: unit_of(held) for name, held in values.items()}
        return {
            self.names[name]: {"unit": unit} | ({"ordered": True} if unit == "text" else {})
            for name, unit in units.items()
        }

    def output(self, number: int) -> dict[str, Any]:
        output = self.kit["outputs"][number]
        written = [rule["then"][number] for rule in self.kit["rules"]]
        references = [one["ref"] for one in written if isinstance(one, dict) and "ref" in one]
        known = [one for one in written if not (isinstance(one, dict) and "ref" in one)]
        known += [case["refs"][name] for case in self.kit["cases"] for name in references]
        held: dict[str, Any] = {"unit": unit_of(known)}
        if output["priority"]:
            held["values"] = output["priority"]
        if output["default"] is not None:
            held["default"] = output["default"]
        return held

    def row(self, number: int, rule: Mapping[str, Any]) -> dict[str, Any]:
        names = [one["name"] for one in self.kit["inputs"]]
        when = [
            one
            for name, cell in zip(names, rule["when"], strict=True)
            for one in condition(self.names[name], cell, self.names)
        ]
        then = {
            self.names[name]: {"input": self.names[one["ref"]]}
            if isinstance(one, dict) and "ref" in one
            else value_of(one)
            for name, one in zip(self.outputs, rule["then"], strict=True)
        }
        # A row without conditions holds always.
        return {"id": f"row-{number}", "when": {"all": when} if when else {}, "then": then}

    def given(self, case: Mapping[str, Any], table: DecisionTable) -> dict[str, Value | None]:
        values = {**case["inputs"], **case.get("refs", {})}
        named = {self.names[name]: value_of(value) for name, value in values.items()}
        return {name: named.get(name) for name in table.inputs}

    def named(self, outcome: Mapping[str, Any]) -> Any:
        """An outcome as the kit writes it: a value, or a map where there are several outputs."""
        if len(self.outputs) == 1:
            return outcome[self.names[self.outputs[0]]]
        return {name: outcome[self.names[name]] for name in self.outputs}
