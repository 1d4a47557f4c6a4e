"""What a method came to, as files: the same rows in both, each with what decided it."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from ekrules.methods.running import MethodResult, run_method
from ekrules.project.judging import json_text, write_judged
from tests.methods.made_methods import indicator, indicators, method

VALUES = """\
A,2020,x,25
B,2020,x,12
"""


def judged(folder: Path) -> MethodResult:
    source = indicators(folder, indicator("x", "parameters: {red: 10, green: 20}"), VALUES)
    return run_method(method(folder), source)


def test_json_is_written_as_python_indents_it(tmp_path: Path) -> None:
    result = judged(tmp_path)
    (level,) = result.levels
    nobody = dataclasses.replace(level, frame=level.frame.clear())
    for one in (result, dataclasses.replace(result, levels=(level, nobody))):
        text = json_text(one)
        found = json.loads(text)
        assert text == json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        assert [len(its["cases"]) for its in found["levels"]] == [
            its.frame.height for its in one.levels
        ]


def test_each_case_tells_the_line_that_decided_it_in_both_files(tmp_path: Path) -> None:
    result = judged(tmp_path)
    table, whole = write_judged(result, ("csv", "json"), tmp_path / "out")
    cases = json.loads(whole.read_text(encoding="utf-8"))["levels"][0]["cases"]
    assert [one["row"] for one in cases] == ["good", "poor", None]
    decided_by = result.levels[0].table
    assert decided_by is not None
    places = {row.id: f"{row.place.file}:{row.place.line}" for row in decided_by.rows}
    expected = [places.get(one["row"]) for one in cases]
    assert [one["decided_by"] for one in cases] == expected
    header, *lines = table.read_text(encoding="utf-8-sig").splitlines()
    assert header.split(";")[0] == "entity"
    assert header.split(";")[-1] == "decided_by"
    assert [line.split(";")[-1] or None for line in lines] == expected
