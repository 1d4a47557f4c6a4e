"""Slips of every kind in the files that staff edit are told in words; none ends in a traceback."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from ekrules.errors import EkrulesError
from ekrules.project.checking import check_project
from tests.real_project import copied_project

# What people and transmission put where something else stood.
PUT = (
    "60", '"x"', "[a]", "{a: b}", "null", "-1", "1e999", "true", "2011-02-30", "<<<<<<< HEAD",
    "\t", "“x”", "&a", "*a", "!!python/object", "60,5 %", ">=60%", "ja", "{input: attainment}",
    "{", "}", "]", ": ", "- ", "#", "%", "9" * 400, "\x00", "\u200b", "none", "unknown", "",
)  # fmt: skip
JARGON = ("Traceback", "pydantic", "NoneType", "<class", "object at 0x", "ValidationError")
IN_A_RUN, RUNS = 20, 4


def mutated(text: str, drawn: random.Random) -> str:
    """The text with one slip: a line lost, doubled, moved, shifted, or a word or sign changed."""
    lines = text.split("\n")
    at, other = drawn.randrange(len(lines)), drawn.randrange(len(lines))
    line = lines[at]
    sign = drawn.randrange(len(line) + 1)
    kind = drawn.randrange(8)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, line)
    elif kind == 2:
        lines[at], lines[other] = lines[other], line
    elif kind == 3:
        lines[at] = " " * drawn.randrange(1, 5) + line
    elif kind == 4:
        lines[at] = line[drawn.randrange(1, 4) :]
    elif kind == 5:
        lines[at] = line[:sign] + drawn.choice(PUT) + line[sign:]
    elif kind == 6:
        lines[at] = re.sub(r": .*", lambda _: f": {drawn.choice(PUT)}", line)
    else:
        lines[at] = line[:sign] + line[sign + 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize("run", range(RUNS))
def test_a_slip_in_a_file_is_told_in_words_or_does_no_harm(
    run: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    project, drawn = copied_project(tmp_path), random.Random(run)
    files = sorted((project / "rules").rglob("*.yaml"))
    files += sorted((project / "goals").rglob("*.yaml"))
    for _ in range(IN_A_RUN):
        path = drawn.choice(files)
        before = path.read_bytes()
        path.write_text(mutated(before.decode("utf-8"), drawn), encoding="utf-8")
        try:
            told = check_project(project, proofs=False).told
        except EkrulesError as error:
            sentences = [str(fault) for fault in error.faults]
        else:
            sentences = [str(one.fault) for one in told]
        assert [one for one in sentences if any(word in one for word in JARGON)] == []
        path.write_bytes(before)
    # All is as it was: no slip is left behind to be told of.
    assert check_project(project, proofs=False).is_sound()
