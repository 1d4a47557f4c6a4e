"""How far the pages have come is shown on a terminal, and nowhere else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.made_up import wave_folder
from tests.made_up_scores import made_up_scores
from tests.real_project import ROOT

pty = pytest.importorskip("pty", reason="this system has no terminals of its own to open")
PAGES = 12


def command(out: Path) -> list[str]:
    words = [sys.executable, "-m", "ekrules", "score", "--survey", str(wave_folder())]
    words += ["--format", "csv", "--out", str(out)]
    for respondent in list(made_up_scores().scores.respondents)[:PAGES]:
        words += ["--respondent", respondent]
    return words


def read_all(terminal: int) -> Iterator[bytes]:
    """What is written to a terminal, until nobody can write to it any more."""
    while True:
        try:
            written = os.read(terminal, 65536)
        except OSError:  # as Linux says that the other end is closed
            return
        if not written:
            return
        yield written


def test_on_a_terminal_a_bar_shows_how_many_pages_are_made(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    shown = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    ran = subprocess.Popen(
        command(tmp_path), cwd=ROOT, env=shown, stdout=subprocess.DEVNULL, stderr=theirs
    )
    os.close(theirs)
    written = b"".join(read_all(ours)).decode("utf-8", errors="replace")
    os.close(ours)
    assert ran.wait() == 0
    told = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", written)
    assert "Writing pages" in told
    assert f"{PAGES}/{PAGES}" in told
    assert "━" in told
    # The bar is taken away when it is done: the last thing written clears its line.
    assert written.rstrip("\r\n").endswith("\x1b[2K")


def test_in_a_file_no_bar_is_written(tmp_path: Path) -> None:
    ran = subprocess.run(command(tmp_path), cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    assert "\x1b" not in ran.stdout
    assert "Writing" not in ran.stdout
    assert ran.stdout.rstrip().endswith(f"({PAGES} pages)")
