"""Checking methods: every file in rules/methods/ is read, tried and proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.decision.proof.search import is_available
from ekrules.project.checking import check_project
from tests.broken_files.breaking import sound_project
from tests.real_project import replaced

METHOD = "rules/methods/avstand.yaml"
needs_prover = pytest.mark.skipif(not is_available(), reason="z3 is not installed")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return sound_project(tmp_path)


def told(project: Path, *, proofs: bool = True) -> list[tuple[str, str, str]]:
    every = check_project(project, proofs=proofs).told
    return [(one.level, one.code, str(one.fault)) for one in every]


def test_how_many_methods_were_read_is_counted(project: Path) -> None:
    counted = check_project(project).counted
    assert counted is not None
    assert counted.methods == 1


def test_a_method_that_no_goal_names_is_read(project: Path) -> None:
    replaced(project / METHOD, "pace: pace_linear", "pace: pace_liner")
    ((level, code, fault),) = told(project)
    assert (level, code) == ("error", "fault")
    assert fault.startswith(f"{METHOD}:")


def test_a_method_is_told_beside_what_is_wrong_elsewhere(project: Path) -> None:
    replaced(project / METHOD, "pace: pace_linear", "pace: pace_liner")
    replaced(project / "goals/plan2012/01-helse.yaml", "attainment: journal", "attainment: jurnal")
    places = {fault.split(":")[0] for _, _, fault in told(project)}
    assert places == {METHOD, "goals/plan2012/01-helse.yaml"}


def test_a_file_that_is_not_read_among_methods_is_a_fault(project: Path) -> None:
    (project / "rules/methods/avstand.yml").write_text("method: avstand\n", encoding="utf-8")
    ((_, code, fault),) = told(project)
    assert code == "fault"
    assert 'Did you mean "avstand.yaml"?' in fault


def test_a_row_that_no_example_reaches_is_a_warning(project: Path) -> None:
    example = "      - {name: far off, given: {position: 1.4}, expect: {then: {colour: poor},"
    replaced(project / METHOD, f"{example} row: past-red}}}}\n", "")
    assert [one[:2] for one in told(project)] == [("warning", "row-without-example")]


def test_an_input_that_no_row_reads_is_a_warning(project: Path) -> None:
    read = "        mean_position: {unit: number, better: up}\n        lowest:"
    highest = "      highest: {of: position, take: max}\n    table:"
    replaced(project / METHOD, "    table:\n      asks: How", f"{highest}\n      asks: How")
    replaced(project / METHOD, read, f"        highest: {{unit: number}}\n{read}")
    assert [one[:2] for one in told(project)] == [("warning", "unused-input")]


@needs_prover
def test_a_gap_is_proved_and_left_out_without_proofs(project: Path) -> None:
    row = "        when: {position: {below: 1.5}}"
    replaced(project / METHOD, row, row.replace("1.5", "1.45"))
    ((_, code, fault),) = told(project)
    assert code == "proof"
    assert "at_least: 1.45, below: 1.5" in fault
    assert told(project, proofs=False) == []


@needs_prover
def test_a_colour_of_its_own_is_ranked_by_the_common_one(project: Path) -> None:
    replaced(project / METHOD, "{good: green, fair: yellow,", "{good: green, fair: red,")
    replaced(project / METHOD, "poor: red,", "poor: yellow,")
    ((_, code, fault),) = told(project)
    assert code == "proof"
    assert "a better answer gives a worse colour" in fault


@needs_prover
def test_rows_that_clash_on_an_example_are_told_once(project: Path) -> None:
    row = "{mean_position: {at_least: 1.5}, lowest: {below: 1.5}}"
    replaced(project / METHOD, row, "{mean_position: {at_least: 1.5}}")
    errors = [fault for level, _, fault in told(project) if level == "error"]
    (clash,) = errors
    assert 'both "all-well"' in clash


@needs_prover
def test_a_bound_that_a_clipped_scale_never_reaches_is_an_error(project: Path) -> None:
    replaced(project / METHOD, "when: {position: {at_least: 2}}", "when: {position: {at_least: 3}}")
    assert any(
        code == "proof" and "expected 2 or less" in fault for _, code, fault in told(project)
    )
