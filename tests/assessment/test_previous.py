"""An earlier record read back: what it says is taken, and what is no record is told in words."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.assessment.assessed import Status
from ekrules.assessment.previous import check_previous, previous_of, read_previous
from ekrules.errors import Faults, InputError
from ekrules.project.assessing import run_assessment
from tests.real_project import outcome, real
from tests.waves import (
    HERE,
    plain_record,
    record_of_2009,
    record_text_of_2009,
    survey_again,
)


def told(text: str) -> list[str]:
    faults = Faults()
    assert previous_of(text, HERE, "", faults) is None
    return [str(fault) for fault in faults.found]


def told_of_file(path: Path) -> list[str]:
    faults = Faults()
    assert read_previous(path, faults) is None
    return [str(fault).replace(f"{path}", "FILE") for fault in faults.found]


def test_a_record_says_again_what_was_assessed() -> None:
    made, read = outcome().assessment, record_of_2009()
    assert {one.goal: one.status for one in made.goals} == {
        name: one.status for name, one in read.goals.items()
    }
    assert {one.id: one.status for one in made.themes} == read.themes
    assert read.overall is made.overall.status
    assert (read.wave, read.reference_date, read.synthetic) == (2009, date(2009, 4, 1), False)
    for name, measure in made.measures.items():
        kept = read.measures[name]
        assert (kept.value, kept.low, kept.high) == (measure.value, measure.low, measure.high)
        if measure.value is not None and not measure.combined:
            assert kept.exact == measure.exact


def test_a_record_is_known_by_the_hash_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "assessment.json"
    path.write_bytes(b"\xef\xbb\xbf" + record_text_of_2009().encode("utf-8"))
    faults = Faults()
    read = read_previous(path, faults)
    assert faults.found == []
    assert read is not None
    assert read.sha256 == sha256(path.read_bytes()).hexdigest()
    assert read.measures == record_of_2009().measures


def test_a_record_from_before_overrides_and_bounds_were_told_in_full_is_read_the_same() -> None:
    record = plain_record()
    for rolled in (*record["themes"], record["overall"]):
        del rolled["overridden"]
    assert previous_of(json.dumps(record), HERE, "", Faults()) == previous_of(
        json.dumps(plain_record()), HERE, "", Faults()
    )


def test_a_record_of_the_first_schema_is_read_without_bases() -> None:
    record = plain_record() | {"schema_version": 1}
    for key in ("reference_date", "synthetic", "changes"):
        del record[key]
    for measure in record["measures"].values():
        del measure["basis"]
    read = previous_of(json.dumps(record), HERE, "", Faults())
    assert read is not None
    assert (read.bases, read.reference_date) == ({}, None)
    assert read.goals == record_of_2009().goals


def test_counts_that_do_not_give_the_value_are_not_used() -> None:
    record = plain_record()
    record["measures"]["epj"]["numerator"] = 1
    read = previous_of(json.dumps(record), HERE, "", Faults())
    assert read is not None
    assert (read.measures["epj"].numerator, read.measures["epj"].denominator) == (None, None)
    assert float(read.measures["epj"].exact) == record["measures"]["epj"]["value"]


NO_RECORD = "expected an assessment.json, as ekrules assess writes it."


DEEP = "the file is no JSON (recursion limit exceeded"
NOT_RECORDS = {
    "nothing": ("", "the file is no JSON"),
    "cut short": ('{"schema_version": 2', "the file is no JSON (EOF"),
    "yaml": ("strategy: ekommune2012\n", "the file is no JSON"),
    "open lists": ("[" * 100_000, DEEP),
    "deep lists": ("[" * 100_000 + "]" * 100_000, DEEP),
    "deep maps": ('{"a":' * 100_000, DEEP),
    "a list": ("[1, 2]", "the file is no record of an assessment"),
    "null": ("null", "the file is no record of an assessment"),
    "not a number": ("NaN", "the file is no record of an assessment"),
    "an empty map": ("{}", "the file is no record of an assessment"),
    "a version in quotes": ('{"schema_version": "2"}', "the file is no record of an assessment"),
}


@pytest.mark.parametrize(("text", "found"), NOT_RECORDS.values(), ids=NOT_RECORDS)
def test_what_is_no_record_is_told_so_in_one_fault(text: str, found: str) -> None:
    [fault] = told(text)
    assert fault.startswith(f"assessment.json: {found}")
    assert NO_RECORD in fault


def test_a_record_that_is_cut_short_is_no_json() -> None:
    text = record_text_of_2009()
    for length in (1, 100, len(text) // 2, len(text) - 3):
        [fault] = told(text[:length])
        assert "the file is no JSON" in fault


def test_a_record_of_a_later_schema_is_told_as_such() -> None:
    assert told(json.dumps(plain_record() | {"schema_version": 4})) == [
        "assessment.json: a record of schema version 4; this ekrules reads version 1 or 2 or 3."
    ]


def put(*path: str | int, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(record: dict[str, Any]) -> None:
        inner: Any = record
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (put("measures", "epj", "value", to="0.5"),
         '"measures.epj.value" is "0.5"; expected a valid number.'),
        (put("measures", "epj", "value", to=float("nan")),
         '"measures.epj.value" is "nan"; expected'),
        (put("measures", "epj", "value", to=float("inf")), '"measures.epj.value" is "inf"; '),
        (put("measures", "epj", "value", to=1.5),
         '"measures.epj.value" is "1.5"; expected less than or equal to 1.'),
        (put("measures", "epj", "low", to=0.99),
         'what stands in "measures.epj" does not go together; "value" lies between'),
        (put("measures", "epj", "denominator", to=-4), '"measures.epj.denominator" is "-4"; '),
        (put("measures", "epj", "numerator", to=10**400), '"measures.epj.numerator" is "1000'),
        (put("measures", "epj", "basis", to=[]), '"measures.epj.basis" is a list of 0; '),
        (put("measures", "epj", "basis", "question", "asked_if", to=7),
         '"measures.epj.basis.question.asked_if" is "7"; '),
        (put("measures", "epj", "basis", "base", to="alle"),
         '"measures.epj.basis.base" is "alle"; expected '),
        (put("measures", to=[]), '"measures" is a list of 0; '),
        (put("measures", "<b>", to={"value": None}), '"measures.<b>" is "<b>"; '),
        (put("goals", 0, "status", to="blue"), '"goals.0.status" is "blue"; expected '),
        (put("goals", 0, "id", to="lokaldemokrati-2"), 'each id stands once in "goals".'),
        (put("goals", to={}), '"goals" is a map; '),
        (put("overall", to=None), '"overall" is "None"; '),
        (put("wave", to="2009"), '"wave" is "2009"; '),
        (put("wave", to=2009.5), '"wave" is "2009.5"; '),
        (put("wave", to=True), '"wave" is "True"; '),
        (put("reference_date", to="1. april"), '"reference_date" is "1. april"; '),
        (put("reference_date", to=None), '"reference_date" stands in every record of schema'),
        (put("strategy", to="../../etc"), '"strategy" is "../../etc"; '),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_record_is_told_with_its_path(
    change: Callable[[dict[str, Any]], None], fault: str
) -> None:
    record = plain_record()
    change(record)
    [found] = told(json.dumps(record))
    assert found.startswith("assessment.json: ")
    assert fault in found


@pytest.mark.parametrize(
    "change",
    [
        put("measures", "epj", "value", to=None),
        put("measures", "epj", "denominator", to=0),
        put("measures", "epj", "new_key", to={"deep": []}),
        put("findings", to=float("nan")),
    ],
    ids=["unknown value", "nothing to divide by", "new key", "what nobody reads back"],
)
def test_what_is_odd_and_does_no_harm_is_read(change: Callable[[dict[str, Any]], None]) -> None:
    record = plain_record()
    change(record)
    assert previous_of(json.dumps(record), HERE, "", Faults()) is not None


def test_every_fault_of_a_record_is_told_at_once() -> None:
    record = plain_record()
    del record["themes"]
    record["goals"] = [{"id": "a-1"}]
    assert told(json.dumps(record)) == [
        'assessment.json: there is no "goals.0.status"; it stands in every record.',
        'assessment.json: there is no "goals.0.computed_status"; it stands in every record.',
        'assessment.json: there is no "themes"; it stands in every record.',
    ]


def test_a_basis_nested_without_end_is_told_and_not_followed() -> None:
    record = plain_record()
    question = record["measures"]["epj"]["basis"]["question"]
    nested: dict[str, Any] = question
    for _ in range(120):
        nested = {**question, "asked_if": {"of": nested, "answers": []}}
    record["measures"]["epj"]["basis"]["question"] = nested
    [fault] = told(json.dumps(record))
    assert "the file is no JSON (recursion limit exceeded" in fault


def test_a_file_too_large_to_be_a_record_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "assessment.json"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    [fault] = told_of_file(path)
    assert "the file holds 100000000 bytes, and at most 50000000 are read; " in fault


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "assessment.json").write_text("{}", encoding="utf-8")
    near = tmp_path / "asessment.json"
    assert told_of_file(near) == [
        'FILE: there is no such file; it is needed. Did you mean "assessment.json"?'
    ]
    assert told_of_file(tmp_path)[0].startswith("FILE: this is a folder")
    os.mkfifo(tmp_path / "pipe")
    assert told_of_file(tmp_path / "pipe")[0].startswith("FILE: this is not an ordinary file")


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "assessment.json"
    path.write_text(record_text_of_2009(), encoding="utf-16")
    assert "FILE: the file is saved as UTF-16 (" in told_of_file(path)[0]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
KEYS = ("measures", "goals", "themes", "overall", "wave", "strategy", "reference_date")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(KEYS), JSON)
def test_whatever_stands_in_a_record_it_is_read_or_told(key: str, value: Any) -> None:
    faults = Faults()
    read = previous_of(json.dumps(plain_record() | {key: value}), HERE, "", faults)
    assert (read is None) == bool(faults.found)


def refused(**other: Any) -> list[str]:
    faults = Faults()
    previous = replace(record_of_2009(), **other)
    check_previous(previous, "ekommune2012", survey_again().description, faults)
    return [str(fault) for fault in faults.found]


def test_a_record_of_an_earlier_wave_of_the_same_strategy_stands() -> None:
    assert refused() == []
    assert refused(reference_date=None, survey="en_annen") == []


def test_a_record_of_another_strategy_or_a_later_wave_is_refused() -> None:
    assert refused(strategy="annen", wave=2011) == [
        'assessment.json: a record of the strategy "annen"; expected one of "ekommune2012".',
        "assessment.json: a record of the wave 2011; expected one from before 2010.",
    ]
    assert refused(wave=2010)
    assert refused(reference_date=date(2010, 4, 1)) == [
        "assessment.json: a record as of 2010-04-01; expected one from before 2010-04-01."
    ]


def test_an_assessment_is_not_held_against_its_own_record() -> None:
    with pytest.raises(InputError, match="expected one from before 2009"):
        run_assessment(real(), "columnar", record_of_2009())


def test_what_is_read_of_an_unknown_figure_is_only_whether_it_was_asked() -> None:
    record = plain_record()
    for name, reason in (("epj", "not_in_survey"), ("selvbetjening", "something-new")):
        record["measures"][name] |= {"value": None, "reason": reason}
    read = previous_of(json.dumps(record), HERE, "", Faults())
    assert read is not None
    assert read.measures["epj"].reason == "not_in_survey"
    assert read.measures["selvbetjening"].reason == "part_is_unknown"
    assert read.goals["helse-1"].status is Status.YELLOW
