"""How many cases a decision table decides in a second: columnar, and zen-engine as the peer.

    python benchmarks/decisions.py

A table of 10 rows and 4 inputs on a million made-up cases, some with an unknown. Both engines
conclude a status and the row for each case, from the same rows, and every conclusion is compared.
zen-engine is asked in each way it offers that is quick, with its decision compiled beforehand, and
gets its cases ready in the shape it takes. What is counted stands on each line. Told are the time
on the clock and the processor's own, which says the same on a busy machine. Not a test: machines
differ, so the ratios are what to compare.
"""

from __future__ import annotations

import importlib
import json
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from ekrules.decision.columnar import ColumnarEngine
from ekrules.decision.conditions import All, Compare, Condition, Operator
from ekrules.decision.deciding import decide
from ekrules.decision.inputs import Case, Input
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults
from ekrules.methods.frame_deciding import decide_frame

CASES, SAMPLE, SEED = 1_000_000, 100_000, 2009
RUNS, PEER_RUNS = 9, 3
# How many times the peer's decisions per second the project aims at.
AIM = 50
# The peer goes through a list in one evaluation; it is quickest with lists of about this length.
IN_ONE_EVALUATION = 10_000
INSTALL = "zen-engine is not installed: pip install zen-engine, and run this again for the peer."
COVERAGE = ("full", "partial", "indirect", "none")
INPUTS = {
    one.name: one
    for one in (
        Input("attainment", "share", "up"),
        Input("years_left", "years", "up"),
        Input("coverage", "text", values=COVERAGE),
        Input("firm", "boolean"),
    )
}
Answer = tuple[str | None, str | None]


def row(name: str, status: str, **tests: dict[Operator, Any]) -> Row:
    """A row that concludes a status where all the tests hold."""
    parts = [
        Compare(input_name, operator, bound)
        for input_name, said in tests.items()
        for operator, bound in said.items()
    ]
    return Row(name, All(tuple(parts)), {"status": status})


FULL: dict[Operator, Any] = {"is": "full"}
HALF: dict[Operator, Any] = {"at_least": 0.6, "below": 0.9}
THIRD: dict[Operator, Any] = {"at_least": 0.3, "below": 0.6}
TABLE = DecisionTable(
    "attainment-by-deadline",
    "How far has the goal come, given the time left?",
    "first",
    INPUTS,
    (
        row("reached", "green", coverage=FULL, attainment={"at_least": 0.9}),
        row("closing", "green", coverage=FULL, attainment=HALF, years_left={"at_least": 1}),
        row("short", "yellow", coverage=FULL, attainment=HALF, firm={"is": True}),
        row("shorter", "red", coverage=FULL, attainment=HALF, firm={"is": False}),
        row("begun", "yellow", coverage=FULL, attainment=THIRD, years_left={"at_least": 2}),
        row("late", "red", coverage=FULL, attainment=THIRD, years_left={"below": 2}),
        row("hardly", "red", coverage=FULL, attainment={"below": 0.3}),
        row("part", "green", coverage={"is": "partial"}, attainment={"at_least": 0.8}),
        row("small-part", "yellow", coverage={"is": "partial"}, attainment={"below": 0.8}),
        row("hint", "grey", coverage={"is": "indirect"}),
    ),
)


@dataclass(frozen=True)
class Taken:
    """Decisions a second, on the clock and of the processor."""

    clock: float
    processor: float


def taken(run: Callable[[], object], cases: int, runs: int) -> Taken:
    """Return the medians of the runs; one that is not counted went before."""
    clock, processor = [], []
    for _ in range(runs):
        start, worked = time.perf_counter(), time.process_time()
        run()
        processor.append(cases / (time.process_time() - worked))
        clock.append(cases / (time.perf_counter() - start))
    return Taken(statistics.median(clock), statistics.median(processor))


def made_up_cases() -> list[dict[str, Any]]:
    """Cases with values of one or two decimals, so that many lie on a bound; some unknown."""
    drawn = random.Random(SEED)
    return [
        {
            "attainment": None if drawn.random() < 0.02 else drawn.randrange(101) / 100,
            "years_left": drawn.randrange(80) / 10,
            "coverage": drawn.choice(COVERAGE),
            "firm": drawn.random() < 0.5,
        }
        for _ in range(CASES)
    ]


def frame_of(cases: Sequence[dict[str, Any]]) -> pl.DataFrame:
    schema = {"attainment": pl.Float64, "years_left": pl.Float64, "coverage": pl.String}
    return pl.DataFrame(cases, schema=schema | {"firm": pl.Boolean})


def decided(frame: pl.DataFrame) -> pl.DataFrame:
    return decide_frame(TABLE, frame, Faults(), ())


def from_dicts(cases: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return decided(frame_of(cases)).select("status", "row").to_dicts()


def with_trail(cases: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Decide as an assessment does, with every row that holds and what it saw."""
    named = [Case(str(number), case) for number, case in enumerate(cases)]
    decisions = decide(TABLE, named, ColumnarEngine())
    return [{"status": one.status, "row": one.row.id if one.row else None} for one in decisions]


def cell(condition: Condition, name: str) -> str:
    """Return what a row asks of an input as the peer's unary test; empty where it asks nothing."""
    assert isinstance(condition, All)
    said = {
        one.operator: json.dumps(one.bound)
        for one in condition.parts
        if isinstance(one, Compare) and one.input == name
    }
    if "at_least" in said and "below" in said:
        return f"[{said['at_least']}..{said['below']})"
    signs = {"at_least": ">= ", "below": "< ", "is": ""}
    return next((signs[operator] + bound for operator, bound in said.items()), "")


def peer_model(**mode: str) -> dict[str, Any]:
    """Return the table in the peer's JSON; mode: how it goes through its input."""
    rules = [
        {
            "_id": one.id,
            **{name: cell(one.condition, name) for name in INPUTS},
            "status": json.dumps(one.status),
            "row": json.dumps(one.id),
        }
        for one in TABLE.rows
    ]
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": name, "name": name, "field": name} for name in INPUTS],
        "outputs": [{"id": name, "name": name, "field": name} for name in ("status", "row")],
        "rules": rules,
        "passThrough": False,
        "executionMode": "single",
        **mode,
    }
    kinds = {"in": "inputNode", "table": "decisionTableNode", "out": "outputNode"}
    nodes: list[dict[str, Any]] = [
        {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}
        for name, kind in kinds.items()
    ]
    nodes[1]["content"] = content
    edges = [
        {"id": start + end, "type": "edge", "sourceId": start, "targetId": end}
        for start, end in (("in", "table"), ("table", "out"))
    ]
    kind = "application/vnd.gorules.decision"
    return {"contentType": kind, "nodes": nodes, "edges": edges}


def peers(zen: Any, cases: list[dict[str, Any]]) -> dict[str, Callable[[], list[Any]]]:
    """Return the peer's quick ways, each to a list of what it concludes on each case."""
    listed = {"executionMode": "loop", "inputField": "cases", "outputPath": "found"}
    models = {"one": peer_model(), "list": peer_model(**listed)}
    engine = zen.ZenEngine({"loader": {"type": "static", "content": models}})
    requests = [{"key": "one", "context": case} for case in cases]
    starts = range(0, len(cases), IN_ONE_EVALUATION)
    lists = [{"cases": cases[start : start + IN_ONE_EVALUATION]} for start in starts]
    texts = [json.dumps(one).encode() for one in lists]

    def of_lists(ready: Sequence[Any]) -> list[Any]:
        return [found for one in ready for found in engine.evaluate("list", one)["result"]["found"]]

    return {
        "a dict at a time": lambda: [engine.evaluate("one", one)["result"] for one in cases],
        "its batch of dicts": lambda: [
            one["data"]["result"] for one in engine.evaluate_batch(requests)
        ],
        "lists of dicts in one evaluation": lambda: of_lists(lists),
        "the same from JSON text": lambda: of_lists(texts),
    }


def check(name: str, found: Sequence[Any], expected: Sequence[Answer]) -> None:
    """Every case is concluded alike, or there is nothing to compare."""
    answers = [(one.get("status"), one.get("row")) if one else (None, None) for one in found]
    pairs = zip(answers, expected, strict=True)
    differ = [number for number, (one, other) in enumerate(pairs) if one != other]
    assert not differ, f"{name}: {len(differ)} cases differ, the first is {differ[0]}"


def main() -> None:
    cases = made_up_cases()
    frame = frame_of(cases)
    expected: list[Answer] = decided(frame).select("status", "row").rows()
    runs: dict[str, tuple[Callable[[], Sequence[Any]], int, int]] = {
        "columnar, dicts to dicts": (lambda: from_dicts(cases), CASES, PEER_RUNS),
        "columnar, a decision with its trail": (
            lambda: with_trail(cases[:SAMPLE]),
            SAMPLE,
            PEER_RUNS,
        ),
    }
    try:
        zen = importlib.import_module("zen")
    except ImportError:
        print(INSTALL)
    else:
        ways = peers(zen, cases).items()
        runs |= {f"zen-engine, {name}": (run, CASES, PEER_RUNS) for name, run in ways}
    ours = taken(lambda: decided(frame), CASES, RUNS)
    print(f"{len(TABLE.rows)} rows, {len(INPUTS)} inputs, decisions a second (aim {AIM} x):")
    print(f"  {'columnar, frame to frame':<46}{CASES:>9,} cases{told(ours)}")
    for name, (run, number, times) in runs.items():
        check(name, run(), expected[:number])
        its = taken(run, number, times)
        ratios = f"{ours.clock / its.clock:5.0f} x, {ours.processor / its.processor:5.0f} x"
        print(f"  {name:<46}{number:>9,} cases{told(its)}   frame to frame is {ratios}")


def told(one: Taken) -> str:
    return f"{one.clock:>12,.0f}, of the processor {one.processor:>12,.0f}"


if __name__ == "__main__":
    main()
