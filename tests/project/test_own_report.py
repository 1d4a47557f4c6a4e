"""report.yaml in a project: read with the rules, told among the files, followed in each format."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pypdf
import pytest

from ekrules.errors import InputError
from ekrules.project.assessing import Outcome, run_assessment
from ekrules.project.loading import load
from ekrules.project.locating import locate
from ekrules.project.reporting import ReportOptions, document_of, write_report
from tests.real_project import RULES, STRATEGY, copied_project, outcome

OWN = """
title: {nb: Tittelen vår}
author: Seksjon for analyse
date: 2026-11-02
parts: {themes: false, rules: false, method: false}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    root = copied_project(tmp_path_factory.mktemp("own"))
    (root / RULES / "report.yaml").write_text(OWN, encoding="utf-8")
    return run_assessment(load(locate(root, STRATEGY)), "columnar")


def test_the_report_follows_the_file(own: Outcome) -> None:
    document = document_of(own)
    assert document.title == "Tittelen vår"
    assert not {"themes", "rules", "method"} & {one.anchor for one in document.sections}


def test_the_file_stands_among_those_the_report_rests_on(own: Outcome) -> None:
    [recorded] = [one for one in own.inputs if one.path == f"{RULES}/report.yaml"]
    assert recorded.sha256 == sha256(OWN.encode("utf-8")).hexdigest()


def test_no_status_hangs_on_what_the_report_shows(own: Outcome) -> None:
    assert statuses(own) == statuses(outcome())


def statuses(of: Outcome) -> list[tuple[str, str]]:
    return [(one.goal, one.status.value) for one in of.assessment.goals]


def test_the_files_bear_the_day_of_the_report(own: Outcome, tmp_path: Path) -> None:
    write_report(own, ReportOptions(("pdf",)), tmp_path)
    told = pypdf.PdfReader(tmp_path / "report.pdf").metadata
    assert told is not None
    assert told.creation_date is not None
    assert told.creation_date.date() == date(2026, 11, 2)
    assert told.author == "Seksjon for analyse"


def test_a_slip_in_the_file_is_told_with_those_of_other_files(tmp_path: Path) -> None:
    root = copied_project(tmp_path)
    (root / RULES / "report.yaml").write_text("parts: {theme: false}\n", encoding="utf-8")
    (root / RULES / "statuses.yaml").touch()
    with pytest.raises(InputError) as caught:
        load(locate(root, STRATEGY))
    told = str(caught.value)
    assert 'the key "theme"' in told
    assert 'Did you mean "themes"?' in told
    assert "statuses.yaml: this file is not read" in told
