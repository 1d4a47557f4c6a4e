"""An output that can't be written: one sentence, exit code 2, and what was there stands."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from ekrules.report.unwritable import told_in_words
from tests.cli.running import ekrules

# Nobody can make a file in it, not even the administrator.
NOWHERE = "/proc/ekrules/report"
_on_linux = pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc here")


@_on_linux
@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "words",
    [
        ("assess", "--out", NOWHERE),
        ("score", "--out", NOWHERE),
        ("impact", ".", ".", "--out", NOWHERE),
        ("synthesize", "--out", NOWHERE),
        ("schema", "--out", NOWHERE),
        ("whatif", "--threshold", "--picture", f"{NOWHERE}/picture.svg"),
        ("sheet", "out", "attainment-by-deadline", "--out", f"{NOWHERE}/table.xlsx"),
    ],
    ids=lambda words: words[0],
)
def test_a_place_that_cannot_be_written_to_is_told_in_one_sentence(words: tuple[str, ...]) -> None:
    ran = ekrules(*words)
    assert ran.code == 2
    [told] = ran.told
    assert told.startswith(NOWHERE)
    assert told.endswith("nothing can be written here; choose another folder.")
    assert ran.out == ""


def refused(folder: Path) -> None:
    with told_in_words(folder):
        raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize("command", ["assess", "score", "impact"])
@pytest.mark.usefixtures("project")
def test_the_folder_is_tried_before_the_work_begins(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"ekrules.cli.{command}.refuse_unwritable", refused)
    for work in (
        "ekrules.cli.assess.load",
        "ekrules.cli.score.score",
        "ekrules.cli.impact.impact_of",
    ):
        monkeypatch.setattr(work, lambda *_, **__: pytest.fail("the work has begun"))
    words = {"impact": (".", ".")}.get(command, ())
    ran = ekrules(command, *words, "--out", "ut")
    assert ran.code == 2
    [told] = ran.told
    assert told.startswith("ut: you may not write here; close the file where a program has it open")


def test_ctrl_c_while_a_report_is_written_leaves_the_earlier_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ekrules("assess", "--format", "md", "--out", "ut").code == 0
    (project / "ut" / "report.md").write_text("mitt", encoding="utf-8")
    settled = os.fsync

    def stopped(number: int) -> None:
        settled(number)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(os, "fsync", stopped)
    ran = ekrules("assess", "--format", "md", "--out", "ut")
    assert (ran.code, ran.err) == (130, "")
    assert (project / "ut" / "report.md").read_text(encoding="utf-8") == "mitt"
    assert sorted(one.name for one in (project / "ut").iterdir()) == [
        "assessment.json",
        "report.md",
    ]
