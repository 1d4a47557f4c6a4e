"""The report says why statuses have moved, where the earlier record's files are at hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.changed_rules import STATUS_FILE, lower_bound
from tests.cli.running import ekrules
from tests.real_project import RULES, SURVEY, copied_project

HEADING = "Vedlegg – hvorfor statusen er endret"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped project with its record, and a survey of the next year."""
    root = copied_project(tmp_path / "prosjekt")
    monkeypatch.chdir(root)
    ran = ekrules("assess", "--format", "json", "--out", "2009")
    assert ran.code == 0
    later = root / "fixtures" / "later"
    shutil.copytree(root / "fixtures" / SURVEY, later)
    about = later / "survey.yaml"
    text = about.read_text(encoding="utf-8").replace("wave: 2009", "wave: 2010")
    about.write_text(text.replace("2009-04-01", "2010-04-01"), encoding="utf-8")
    return root


def reported(*more: str) -> str:
    ran = ekrules(
        "assess", "--survey", "later", "--previous", "2009/assessment.json", "--format", "md",
        "--out", "2010", *more,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    return Path("2010/report.md").read_text(encoding="utf-8")


def test_the_report_has_a_part_on_why_statuses_moved(project: Path) -> None:
    del project
    text = reported()
    assert HEADING in text
    part = text[text.rindex(HEADING) :]
    assert "Dette kommer av tiden som er gått alene." in part
    first = Path("2010/assessment.json").read_bytes()
    assert HEADING in reported()
    assert Path("2010/assessment.json").read_bytes() == first


def test_without_an_earlier_record_there_is_no_such_part(project: Path) -> None:
    del project
    ran = ekrules("assess", "--survey", "later", "--format", "md", "--out", "2010")
    assert ran.code == 0
    assert HEADING not in Path("2010/report.md").read_text(encoding="utf-8")


def test_where_the_records_files_have_changed_the_part_says_so(project: Path) -> None:
    lower_bound(project, "45 %")
    part = reported().rpartition(HEADING)[2]
    assert "laget av andre filer enn de som er her" in part
    assert STATUS_FILE in part


def test_a_record_that_does_not_say_how_it_was_made_is_told_so(project: Path) -> None:
    record = project / "2009" / "assessment.json"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace('"ekrules":', '"was_ekrules":'), encoding="utf-8")
    assert "sier ikke hvordan den er laget" in reported().rpartition(HEADING)[2]


def test_the_part_is_left_out_where_report_yaml_says_so(project: Path) -> None:
    path = project / RULES / "report.yaml"
    text = path.read_text(encoding="utf-8")
    if "\nparts:" in text:
        text = text.replace("\nparts:", "\nparts:\n  causes: false", 1)
    else:
        text += "\nparts: {causes: false}\n"
    path.write_text(text, encoding="utf-8")
    (project / "2009" / "assessment.json").rename(project / "2009" / "kept.json")
    shutil.copy(project / "2009" / "kept.json", project / "2009" / "assessment.json")
    assert HEADING not in reported()
