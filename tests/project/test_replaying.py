"""A record is made anew to the byte, or what differs is said, to the last value."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.project.assessing import read_earlier, run_assessment
from ekrules.project.loading import load
from ekrules.project.locating import locate
from ekrules.project.replaying.as_json import replay_as_json
from ekrules.project.replaying.as_text import replay_as_text
from ekrules.project.replaying.comparing import NOT_THERE, differences
from ekrules.project.replaying.replaying import Replay, replay
from tests.many_waves import Record, changed, goal, keep, text_of
from tests.real_project import RULES, copied_project

REPORT = "report"
STATUS = f"{RULES}/status.yaml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = copied_project(tmp_path / "prosjekt")
    monkeypatch.chdir(root)
    return root


def replayed(project: Path, text: str) -> Replay:
    return replay(keep(project, REPORT, text))


def edited(change: Callable[[Record], object]) -> str:
    return changed(2009, change)


def test_a_record_of_the_project_as_it_is_is_the_same_to_the_byte(project: Path) -> None:
    found = replayed(project, text_of(2009))
    assert (found.result, found.files, found.values) == ("same", (), ())
    assert replay_as_text(found) == "report/assessment.json: the same, to the byte.\n"


def test_the_project_is_the_one_the_record_stands_in_from_wherever_it_is_asked(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = keep(project, f"{REPORT}/2009/first", text_of(2009))
    monkeypatch.chdir(tmp_path)
    assert replay(path).result == "same"


@pytest.mark.usefixtures("project")
def test_a_record_that_stands_in_no_project_is_of_the_current_folders(tmp_path: Path) -> None:
    assert replay(keep(tmp_path, "elsewhere", text_of(2009))).result == "same"


def test_one_byte_more_is_not_the_same(project: Path) -> None:
    found = replayed(project, text_of(2009) + "\n")
    assert (found.result, found.values) == ("differs", ())
    assert "the same values, but the file is written otherwise" in replay_as_text(found)


def test_a_changed_rule_shows_its_file_and_each_status_it_moves(project: Path) -> None:
    path = project / STATUS
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("final-year-moving", "last-year-moving"), encoding="utf-8")
    found = replayed(project, text_of(2009))
    assert [(one.path, one.change) for one in found.files] == [(STATUS, "changed")]
    told = replay_as_text(found)
    assert 'decided by, row "final-year-moving" → "last-year-moving"' in told


def test_an_edited_status_is_told_in_shape_and_word(project: Path) -> None:
    found = replayed(project, edited(lambda one: goal(one, "helse-2").update(status="green")))
    assert found.result == "differs"
    assert "helse-2: status ● green → ▲ yellow" in replay_as_text(found)


def test_a_goal_that_the_record_lacks_is_told_as_not_there(project: Path) -> None:
    def edit(record: Record) -> None:
        record["goals"] = [one for one in record["goals"] if one["id"] != "helse-2"]

    told = replay_as_text(replayed(project, edited(edit)))
    assert "helse-2: not there → ▲ yellow" in told


def test_an_edited_figure_is_told_in_percent(project: Path) -> None:
    def edit(record: Record) -> None:
        record["measures"]["epost_i_bruk"].update(value=0.9639, low=0.9, numerator=None)

    told = replay_as_text(replayed(project, edited(edit)))
    assert "value 96.4 % → 97.6 %" in told
    assert "count none → 243" in told


def test_figures_that_look_alike_are_told_with_all_their_digits(project: Path) -> None:
    def edit(record: Record) -> None:
        record["measures"]["epost_i_bruk"].update(value=0.9759036144578315)

    told = replay_as_text(replayed(project, edited(edit)))
    assert "value 0.9759036144578315 → 0.9759036144578314" in told


def test_an_edited_sentence_is_told_old_and_new(project: Path) -> None:
    def edit(record: Record) -> None:
        record["sentences"][0]["text"] = "Noe helt annet."

    found = replayed(project, edited(edit))
    [one] = found.values
    assert (one.part, one.name, one.old) == ("sentence", "method", "Noe helt annet.")


def test_another_version_and_engine_are_told(project: Path) -> None:
    def edit(record: Record) -> None:
        record.update(ekrules="0.0.1")

    found = replayed(project, edited(edit))
    assert (found.version or ("", ""))[0] == "0.0.1"
    assert "version: 0.0.1 → " in replay_as_text(found)


def test_files_that_are_new_and_no_longer_read_are_told_apart(project: Path) -> None:
    def edit(record: Record) -> None:
        inputs = record["inputs"]
        inputs[:] = [one for one in inputs if not one["path"].endswith("claims.yaml")]
        gone = {"path": f"{RULES}/old.yaml", "sha256": "0" * 64}
        kept = {"path": f"{RULES}/narrative.en.yaml", "sha256": "0" * 64}
        inputs += [gone, kept]

    found = replayed(project, edited(edit))
    assert {(one.path.rpartition("/")[2], one.change) for one in found.files} == {
        ("claims.yaml", "new"),
        ("old.yaml", "gone"),
        ("narrative.en.yaml", "not_read"),
    }


def test_a_project_that_cannot_be_run_says_why_and_which_file_is_gone(project: Path) -> None:
    (project / RULES / "swot.yaml").write_text("findings: [", encoding="utf-8")
    (project / "fixtures/ekommune2009/evidence.yaml").unlink()
    found = replayed(project, text_of(2009))
    assert found.result == "not_replayed"
    assert found.reasons
    assert {(one.path, one.change) for one in found.files} == {
        (f"{RULES}/swot.yaml", "changed"),
        ("fixtures/ekommune2009/evidence.yaml", "gone"),
    }


def test_a_record_that_was_held_against_another_finds_it_by_its_hash(project: Path) -> None:
    old = keep(project, "old/deep", _earlier())
    outcome = run_assessment(load(locate(project)), "columnar", read_earlier(old))
    path = keep(project, REPORT, outcome.record)
    assert replay(path).result == "same"
    old.write_text(_earlier() + " ", encoding="utf-8")
    found = replay(path)
    assert found.result == "not_replayed"
    assert "held against an earlier record" in str(found.reasons[0])


def _earlier() -> str:
    return edited(lambda one: one.update(wave=2008, reference_date="2008-04-01"))


HOSTILE: dict[str, str] = {
    "no JSON": "{",
    "a list": "[]",
    "another version": edited(lambda one: one.update(schema_version=9)),
    "the first version": edited(lambda one: one.update(schema_version=1)),
    "no language": edited(lambda one: one.pop("language")),
    "another engine": edited(lambda one: one.update(engine="magic")),
    "no inputs": edited(lambda one: one.update(inputs=[])),
    "a hash that is none": edited(lambda one: one["inputs"][0].update(sha256="../x")),
    "paths that lead out": edited(
        lambda one: one.update(inputs=[{"path": "../../etc/passwd", "sha256": "0" * 64}])
    ),
    "a project above": edited(
        lambda one: one.update(
            inputs=[
                {"path": "goals/../strategy.yaml", "sha256": "0" * 64},
                {"path": "fixtures/../survey.yaml", "sha256": "0" * 64},
            ]
        )
    ),
    "a name longer than a system takes": edited(
        lambda one: one["inputs"].append({"path": f"{'x' * 3000}/survey.yaml", "sha256": "0" * 64})
    ).replace('"fixtures/ekommune2009/survey.yaml"', '"fixtures/lost/other.yaml"'),
    "a number of 5000 digits": edited(lambda one: one.update(wave=1)).replace(
        '"synthetic": false', '"synthetic": false, "x": ' + "9" * 5000
    ),
    "nested without end": '{"schema_version": 2, "x": ' + "[" * 100_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_record_of_this_kind_is_refused_in_one_sentence(
    project: Path, kind: str
) -> None:
    found = replayed(project, HOSTILE[kind])
    assert found.result == "not_replayed"
    assert len(found.reasons) == 1
    assert json.loads(replay_as_json(found))["result"] == "not_replayed"


def test_no_text_of_a_record_reaches_the_screen_as_a_command_to_it(project: Path) -> None:
    def edit(record: Record) -> None:
        record["sentences"][0]["text"] = "\x1b[2J\u202eabc\n" + "x" * 5000

    told = replay_as_text(replayed(project, edited(edit)))
    assert not {"\x1b", "\u202e"} & set(told)
    assert max(map(len, told.splitlines())) < 1000


PARTS = ["measures", "overall", "changes", "wave", "new"]
values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(0, 1) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(PARTS), values))
def test_a_record_does_not_differ_from_itself(record: dict[str, Any]) -> None:
    assert differences(record, json.loads(json.dumps(record))) == ()


@given(st.sampled_from(PARTS), values, values)
def test_no_difference_goes_unsaid(key: str, old: Any, new: Any) -> None:
    if key == "measures":
        old, new = {"m": old}, {"m": new}
    same = json.dumps(old, sort_keys=True) == json.dumps(new, sort_keys=True)
    assert (differences({key: old}, {key: new}) == ()) is same


def test_what_one_record_lacks_is_told_as_not_there() -> None:
    [one] = differences({"goals": [{"id": "a", "status": "red"}]}, {"goals": []})
    assert (one.part, one.name, one.new) == ("goal", "a", NOT_THERE)
