"""Help: what there is, in words, and quickly."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from importlib.util import find_spec

import pytest
from typer.testing import CliRunner

from ekrules.cli.application import application
from tests.cli.running import WIDE, ekrules
from tests.real_project import ROOT

COMMANDS = {
    "assess": ["--survey", "--format", "--engine", "--out"],
    "explain": ["GOAL", "--strategy", "--survey", "--engine"],
    "table": ["QUESTION", "--survey"],
    "check": ["FOLDER", "--strategy", "--survey"],
}
HEAVY = ("polars", "narwhals", "durable", "jinja2", "babel", "pydantic", "yaml")
# The examples beside the rules run on rete where it is installed, else on columnar with these.
NOT_BESIDE_RETE = ("polars", "narwhals")
# A check of printed tables reads no answers, draws nothing and compares with no earlier record.
NOT_FOR_A_CHECK = (
    *(NOT_BESIDE_RETE if find_spec("durable") else ()),
    "rich",
    "altair",
    "ekrules.report.document",
    "ekrules.report.composing",
    "ekrules.report.material",
    "ekrules.report.html",
    "ekrules.report.markdown",
    "ekrules.report.word",
    "ekrules.report.typeset",
    "ekrules.report.workbook",
    "ekrules.assessment.previous",
)
LOADED_BY = """
import sys
from ekrules.cli.application import application
try:
    application([{word!r}], standalone_mode=True)
except SystemExit as end:
    assert not end.code
print("LOADED", *(name for name in {names!r} if name in sys.modules))
"""


def test_help_lists_every_command() -> None:
    ran = ekrules("--help")
    assert ran.code == 0
    for command in COMMANDS:
        assert command in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_what_it_does_and_takes(command: str) -> None:
    ran = ekrules(command, "--help")
    assert ran.code == 0
    for word in COMMANDS[command]:
        assert word.casefold() in ran.out.casefold()


def test_the_version_is_told() -> None:
    ran = ekrules("--version")
    assert (ran.code, ran.out) == (0, f"ekrules {version('ekrules')}\n")


def test_no_line_of_the_list_of_commands_is_cut_off() -> None:
    listed = CliRunner().invoke(application, ["--help"], env={**WIDE, "COLUMNS": "80"}).stdout
    assert "Assess a strategy's goals" in listed
    assert "..." not in listed.replace("[ARGS]...", "")


def test_no_command_gives_the_help() -> None:
    assert "Usage:" in ekrules().out + ekrules().err


@pytest.mark.parametrize(
    "words", [["asess"], ["explain"], ["table"], ["assess", "--engine", "steam"], ["check", "-x"]]
)
def test_what_is_typed_wrong_ends_with_two(words: list[str]) -> None:
    ran = ekrules(*words)
    assert ran.code == 2
    assert "Usage:" in ran.err


def lines_of(word: str, names: tuple[str, ...]) -> list[str]:
    """What a Python of its own prints that runs one command; last, which of the names it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED_BY.format(word=word, names=names)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        timeout=60,
    )
    return done.stdout.splitlines()


def test_help_loads_none_of_the_heavy_libraries() -> None:
    lines = lines_of("--help", HEAVY)
    assert any("Usage:" in line for line in lines)
    assert lines[-1].split() == ["LOADED"]


def test_a_check_loads_only_what_it_reads_and_proves_with() -> None:
    lines = lines_of("check", NOT_FOR_A_CHECK)
    assert lines[-2].startswith("Sound: ")
    assert lines[-1].split() == ["LOADED"]
