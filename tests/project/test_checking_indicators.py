"""Checking indicators: each indicators.yaml is read whole, and what is likely a slip is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.project.checking import check_project
from tests.broken_files.breaking import sound_project
from tests.real_project import replaced

FILE, VALUES = "fixtures/tall/indicators.yaml", "fixtures/tall/verdier.csv"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return sound_project(tmp_path)


def told(project: Path) -> list[tuple[str, str, str]]:
    every = check_project(project).told
    return [(one.level, one.code, str(one.fault)) for one in every]


def test_every_folder_with_indicators_is_read(project: Path) -> None:
    other = project / "fixtures/andre"
    other.mkdir()
    (other / "indicators.yaml").write_text("values: values.csv\n", encoding="utf-8")
    replaced(project / VALUES, "0301,2020,fiber,88", "0301,2020,fiber,88 %")
    places = {fault.split(":")[0] for _, _, fault in told(project)}
    assert places == {"fixtures/andre/indicators.yaml", VALUES}


@pytest.mark.parametrize(
    ("old", "new", "level", "code", "line"),
    [
        ("{red: 30, green: 10}", "{red: 10, green: 30}", "warning", "thresholds-out-of-order", 22),
        ("{red: 30, green: 10}", "{worst: 9, red: 30}", "warning", "thresholds-out-of-order", 22),
        ("{red: 50, green: 90", "{red: 95, green: 90", "warning", "thresholds-out-of-order", 14),
        ("{red: 30, green: 10}", "{red: 10, green: 10}", "note", "thresholds-coincide", 22),
        ("target: 95", "target: 101", "warning", "parameter-outside-limits", 14),
        ("target: 95", "target: 30.5", "warning", "target-passed-at-start", 14),
    ],
)
def test_a_slip_of_the_catalogue_is_told_at_its_number(
    project: Path, old: str, new: str, level: str, code: str, line: int
) -> None:
    replaced(project / FILE, old, new)
    ((its_level, its_code, fault),) = told(project)
    assert (its_level, its_code) == (level, code)
    assert fault.startswith(f"{FILE}:{line}:")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # Somebody was at the target, and not past it.
        ("target: 95", "target: 31"),
        ("{red: 30, green: 10}", "{worst: 40, red: 30, green: 10, best: 10}"),
        # A year is no value of the indicator's.
        ("target: 95", "deadline: 2030"),
        ("better: down", "better: neither"),
    ],
)
def test_what_may_well_be_meant_is_not_told(project: Path, old: str, new: str) -> None:
    replaced(project / FILE, old, new)
    assert told(project) == []


def test_a_parameter_is_in_the_unit_that_the_methods_give_it(project: Path) -> None:
    replaced(project / FILE, "target: 95", "share_wanted: 101")
    assert told(project) == []
    own = "  share_wanted:\n    means: {nb: det som ønskes}\n    default: none\nseries:"
    replaced(project / "rules/methods/avstand.yaml", "series:\n", f"{own}\n")
    assert [one[1] for one in told(project)] == ["parameter-outside-limits"]


def test_a_value_of_an_attribute_that_nobody_has_is_told(project: Path) -> None:
    lines = (project / FILE).read_text(encoding="utf-8").splitlines(keepends=True)
    table = """\
entities:
  file: steder.csv
  columns: {id: id, label: navn}
  attributes: {kyst: {values: [ja, nei, delvis]}}
"""
    (project / FILE).write_text("".join([lines[0], table, *lines[5:]]), encoding="utf-8")
    (project / "fixtures/tall/steder.csv").write_text(
        "id,navn,kyst\n0301,Oslo,ja\n1804,Bodø,ja\n3442,Østre Toten,nei\n", encoding="utf-8"
    )
    ((level, code, fault),) = told(project)
    assert (level, code) == ("warning", "attribute-of-nobody")
    assert 'no entity has "delvis" in "kyst" (they have "ja", "nei")' in fault
    assert fault.startswith(f"{FILE}:5:")


def test_percents_that_all_lie_from_0_to_1_are_told_at_the_unit(project: Path) -> None:
    lines = (project / VALUES).read_text(encoding="utf-8").splitlines()
    halved = [
        f"{line.rpartition(',')[0]},{float(line.rpartition(',')[2]) / 100:g}"
        if "fiber" in line
        else line
        for line in lines
    ]
    (project / VALUES).write_text("\n".join(halved) + "\n", encoding="utf-8")
    ((level, code, fault),) = told(project)
    assert (level, code) == ("warning", "percent-as-share")
    assert fault.startswith(f"{FILE}:9:")


def test_of_many_alike_the_first_are_told_and_how_many_more(project: Path) -> None:
    many = "".join(
        f'  - {{id: "9{number:03}", label: {{nb: Sted}}, attributes: {{kyst: ja}}}}\n'
        for number in range(9)
    )
    replaced(project / FILE, "indicators:\n", f"{many}indicators:\n")
    every = told(project)
    assert [one[1] for one in every] == ["entity-without-value"] * 5
    assert "(and 4 more like it)" in every[-1][2]


def test_files_of_indicators_are_no_strays_where_the_goals_can_not_be_read(project: Path) -> None:
    for name in ("indicators.yaml", "verdier.csv"):
        text = (project / "fixtures/tall" / name).read_text(encoding="utf-8")
        (project / "fixtures/liten2009" / name).write_text(text, encoding="utf-8")
    assert told(project) == []
    replaced(project / "goals/plan2012/01-helse.yaml", "theme: helse\n", "tema: helse\n")
    assert {fault.split(":")[0] for _, _, fault in told(project)} == {
        "goals/plan2012/01-helse.yaml"
    }
