"""The shipped methods: their examples hold on both engines, and their tables are proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.decision.engine import EnginePreference, choose_engine
from ekrules.decision.examples import run_examples
from ekrules.decision.proof.faults import proof_faults
from ekrules.decision.proof.proving import prove_table
from ekrules.decision.proof.search import is_available
from ekrules.decision.rete import is_available as is_installed
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults
from ekrules.methods.reading import read_method
from tests.methods.published import METHODS


def tables(path: Path) -> tuple[DecisionTable, ...]:
    faults = Faults()
    method = read_method(path, faults)
    faults.stop_if_any()
    assert method is not None
    return method.tables


SHIPPED = sorted(METHODS.glob("*.yaml"))
TABLES = [pytest.param(table, id=table.id) for path in SHIPPED for table in tables(path)]


def test_the_shipped_methods_are_these() -> None:
    assert [path.stem for path in SHIPPED] == [
        "ekommune-2009-points",
        "ekommune-2009",
        "progress-to-target",
        "sdg-dashboard",
        "un-progress-chart",
        "weighted-index",
    ]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_an_example_and_every_example_holds(table: DecisionTable) -> None:
    preferences: tuple[EnginePreference, ...] = ("rete", "columnar")
    for name in preferences if is_installed() else preferences[1:]:
        outcome = run_examples(table, choose_engine(name, table.rules, len(table.examples)))
        assert [str(fault) for fault in outcome.failures] == []
        assert [row.id for row in outcome.rows_without_example] == []


@pytest.mark.skipif(not is_available(), reason="z3 is not installed")
@pytest.mark.parametrize("table", TABLES)
def test_every_table_covers_every_case_and_no_rows_clash(table: DecisionTable) -> None:
    proof = prove_table(table)
    assert [str(fault) for fault in proof_faults(table, proof)] == []
    assert proof.undecided == ()
