"""The record: all of it, the same bytes every time, and nothing of the machine it was made on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ekrules.assessment.record import record_of, record_text
from ekrules.goals.reading import WEIGHTS
from ekrules.project.assessing import run_assessment
from ekrules.project.loading import load
from ekrules.project.locating import locate
from ekrules.tables.measure import unknown_measure
from ekrules.yaml_reader.wording import LANGUAGES
from tests.real_project import GOALS, ROOT, RULES, STRATEGY, copied_project, outcome, real

# design: keys that readers of the record may rely on.
TOP_LEVEL = [
    "schema_version",
    "ekrules",
    "strategy",
    "survey",
    "wave",
    "reference_date",
    "synthetic",
    "engine",
    "answers",
    "inputs",
    "measures",
    "goals",
    "themes",
    "findings",
    "overall",
    "segments",
    "changes",
    "language",
    "sentences",
]
OF_A_MEASURE = {
    "value",
    "numerator",
    "denominator",
    "base",
    "low",
    "high",
    "unit",
    "source",
    "reason",
    "basis",
}
OF_A_GOAL = {
    "id",
    "theme",
    "status",
    "computed_status",
    "reason",
    "decided_by",
    "inputs",
    "override",
    "robust",
    "to_next",
}
PRINT_RECORD = """
from pathlib import Path
from ekrules.goals.reading import WEIGHTS
from ekrules.project.assessing import run_assessment
from ekrules.project.loading import load
from ekrules.project.locating import locate
import sys
record = run_assessment(load(locate(Path(sys.argv[1]))), "columnar").record
sys.stdout.buffer.write(record.encode())
"""


def record() -> dict[str, Any]:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    read: dict[str, Any] = json.loads(outcome().record, parse_constant=refuse)
    return read


def printed_apart(root: Path, cwd: Path, seed: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-c", PRINT_RECORD, str(root)],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        check=True,
        timeout=60,
    )
    return done.stdout


def test_the_record_has_the_promised_keys() -> None:
    read = record()
    assert list(read) == TOP_LEVEL
    assert (read["strategy"], read["survey"], read["wave"]) == (STRATEGY, "ekommune2009", 2009)
    for measure in read["measures"].values():
        assert measure.keys() >= OF_A_MEASURE
    for goal in read["goals"]:
        assert goal.keys() >= OF_A_GOAL
        assert goal["decided_by"].keys() >= {"file", "line", "row"}
    for finding in read["findings"]:
        assert finding.keys() >= {"id", "kind", "theme", "because"}
    assert len(read["goals"]) == 47
    assert (read["schema_version"], read["reference_date"]) == (3, "2009-04-01")
    assert read["synthetic"] is False
    assert read["changes"] is None


def test_every_value_in_the_record_is_its_numerator_over_its_denominator() -> None:
    for measure in record()["measures"].values():
        if measure["numerator"] is not None:
            assert measure["value"] == measure["numerator"] / measure["denominator"]


def test_inputs_are_sorted_and_their_hashes_are_those_of_the_files() -> None:
    inputs = record()["inputs"]
    paths = [one["path"] for one in inputs]
    assert paths == sorted(set(paths))
    assert len(paths) == len({path.resolve() for path in real().files})
    for one in inputs:
        assert one["sha256"] == sha256((ROOT / one["path"]).read_bytes()).hexdigest()


def test_every_file_of_the_project_that_could_change_the_result_is_among_the_inputs() -> None:
    paths = {one["path"] for one in record()["inputs"]}
    folders = (ROOT / "goals", ROOT / "rules", ROOT / "fixtures")
    there = {path.relative_to(ROOT).as_posix() for one in folders for path in one.rglob("*.yaml")}
    # Published methods judge indicators, and no goal of a strategy.
    there = {one for one in there if not one.startswith("rules/methods/")}
    # Scores are no part of the assessment, nor are sentences in another language.
    others = {f"{RULES}/narrative.{language}.yaml" for language in LANGUAGES if language != "nb"}
    assert paths == there - {f"{GOALS}/{WEIGHTS}"} - others


def test_two_runs_give_the_same_bytes() -> None:
    again = run_assessment(load(locate(ROOT, STRATEGY)), "columnar")
    assert again.record == outcome().record


def test_other_processes_and_other_folders_give_the_same_bytes(tmp_path: Path) -> None:
    project = copied_project(tmp_path / "et annet sted")
    here = printed_apart(Path(), project, seed="0")
    there = printed_apart(project, tmp_path, seed="4711")
    assert here == there
    assert here.decode("utf-8") == outcome().record


def test_the_record_names_no_absolute_path() -> None:
    text = outcome().record
    assert str(ROOT) not in text
    assert str(Path.home()) not in text
    files = [one["decided_by"]["file"] for one in record()["goals"]]
    files += [one["path"] for one in record()["inputs"]]
    assert [path for path in files if Path(path).is_absolute()] == []


def test_a_survey_outside_the_project_is_named_as_seen_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copied_project(tmp_path / "project")
    survey = (project / "fixtures").rename(tmp_path / "fixtures") / "ekommune2009"
    monkeypatch.chdir(project)
    made = json.loads(run_assessment(load(locate(Path(), None, survey)), "columnar").record)
    paths = [one["path"] for one in made["inputs"]]
    assert "../fixtures/ekommune2009/survey.yaml" in paths
    assert [path for path in paths if Path(path).is_absolute()] == []


def test_an_unknown_measure_stands_in_the_record_as_null_with_its_reason() -> None:
    assessment = replace(outcome().assessment, measures={"m": unknown_measure("m", "base_is_zero")})
    made = record_of(assessment, real().strategy, real().survey, (), "0", ROOT)
    read = json.loads(record_text(made))
    assert read["measures"]["m"]["value"] is None
    assert read["measures"]["m"]["reason"] == "base_is_zero"


def test_the_basis_of_a_measure_names_its_question_its_answers_and_who_was_asked() -> None:
    basis = record()["measures"]["helsenett_pleie"]["basis"]
    assert (basis["counts"], basis["base"], basis["combination"]) == (["ja"], "asked", None)
    question = basis["question"]
    assert (question["question"], question["options"]) == ("helsenett_pleie", ["nei", "ja"])
    assert question["asked_if"]["answers"] == ["ja"]
    assert question["asked_if"]["of"]["question"] == "helsenett"
    assert question["asks"] != question["asked_if"]["of"]["asks"]


def test_the_basis_of_a_measure_that_is_no_question_of_its_own_says_what_it_is_made_of() -> None:
    measures = record()["measures"]
    basis = measures["helse_samhandling"]["basis"]
    assert (basis["question"], basis["combination"]) == (None, "lowest_of")
    assert basis["parts"] == measures["helse_samhandling"]["parts"]
    evidence = measures["nav_kontorer_apnet"]["basis"]
    assert evidence["evidence"]
    assert evidence["publisher"]
