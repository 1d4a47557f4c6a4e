"""Findings over measures in a unit of their own: proved, and compared, as numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.project.checking import check_project
from ekrules.project.impact.comparing import impact_of
from tests.indicator_project import goal, project

FINDING = """
  - finding: slow
    kind: weakness
    theme: nett
    text: {{nb: Svartiden er lang}}
    when: {{measure: svartid, at_least: {bound}}}
"""


def with_finding(into: Path, bound: str) -> Path:
    made_up = project(into, goal("nett-1", attainment="bredbaand"))
    path = made_up / "rules/plan2012/swot.yaml"
    path.write_text(
        path.read_text(encoding="utf-8") + FINDING.format(bound=bound), encoding="utf-8"
    )
    return made_up


def test_a_number_of_days_is_no_share_to_the_prover(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = check_project(with_finding(tmp_path, "20")).told
    assert [one for one in told if '"slow"' in one.fault.found] == []


def test_a_moved_bound_in_days_has_its_case(tmp_path: Path) -> None:
    pytest.importorskip("z3")
    old, new = with_finding(tmp_path / "old", "20"), with_finding(tmp_path / "new", "30")
    (table,) = impact_of(str(old), str(new)).moved_tables
    assert table.cases[0].words == "measure svartid 25"
