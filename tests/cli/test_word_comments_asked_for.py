"""ekrules assess --word-comments: the evidence beside each sentence of the Word file."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from tests.cli.running import ekrules
from tests.narrative.small_project import small_project


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = small_project(tmp_path)
    monkeypatch.chdir(made)
    return made


def test_the_word_file_has_comments_where_they_are_asked_for(project: Path) -> None:
    (project / "rules/lesing/report.yaml").write_text(
        "author: Seksjon for lesing\ndate: 2025-11-02\n", "utf-8"
    )
    assert ekrules("assess", "--format", "docx", "--word-comments").code == 0
    comments = list(docx.Document(str(project / "report/report.docx")).comments)
    assert comments
    assert {one.author for one in comments} == {"Seksjon for lesing"}
    assert {str(one.timestamp.date()) for one in comments if one.timestamp} == {"2025-11-02"}


def test_and_none_where_they_are_not(project: Path) -> None:
    assert ekrules("assess", "--format", "docx").code == 0
    with ZipFile(project / "report/report.docx") as opened:
        assert "word/comments.xml" not in opened.namelist()
