"""Suggested examples in a project: shown by table, written beside the others, tried again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent

import pytest

from ekrules.decision.engine import choose_engine
from ekrules.decision.examples import run_examples
from ekrules.decision.from_yaml.tables import read_tables
from ekrules.decision.suggesting import suggest_examples
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults, InputError
from ekrules.project.proving import ROLLED_UP
from ekrules.project.suggesting import suggest, write_suggestions
from tests.real_project import GOALS, RULES, copied_project, replaced

STATUS = f"{RULES}/status.yaml"
# How a table may be written, with its examples, without any, and on one line.
HEAD = """\
# What this file is for.
tables:
  - decision: fees
    asks: How much?   # by age
    hit_policy: first
    inputs: {age: {unit: number, lowest: 0}, member: {unit: boolean}}
    outputs: {fee: {unit: number}, kind: {unit: text}}
    rows:
      - {id: young, when: {age: {below: 18}}, then: {fee: 0, kind: "none, yet"}}
      - {id: grown, when: {age: {at_least: 18}}, then: {fee: 12.5, kind: full}}
"""
OWN = "      - {name: a child, given: {age: 3}, expect: {row: young}}  # the first\n"
FLOW = (
    "tables: [{decision: one, asks: q, hit_policy: first, inputs: {n: {unit: count}},"
    " rows: [{id: r, when: {n: {at_least: 3}}, status: green}]}]\n"
)
LAYOUTS = {
    "examples": f"{HEAD}    examples:\n{OWN}\n# The end.\n",
    "no examples": HEAD,
    "an empty list": f"{HEAD}    examples: []\n",
    "examples above the rows": HEAD.replace("    rows:", f"    examples:\n{OWN}    rows:"),
    "brackets": HEAD + "    examples: [{name: child, given: {age: 3}, expect: {row: young}}]\n",
    "all in brackets": FLOW,
    "no line end last": HEAD.removesuffix("\n"),
    "windows": f"{HEAD}    examples:\n{OWN}# The end.\n".replace("\n", "\r\n"),
    "windows, no examples": HEAD.replace("\n", "\r\n"),
    "a mark": f"\ufeff{HEAD}    examples:\n{OWN}",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def project(folder: Path) -> Path:
    return copied_project(folder)


def written(folder: Path, text: str) -> Path:
    path = folder / "rules/s/status.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(text.encode("utf-8"))
    return path


def tables_of(path: Path) -> tuple[DecisionTable, ...]:
    faults = Faults()
    tables = read_tables(path, faults)
    assert faults.found == []
    return tables


def without(lines: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the lines that are left when the others are taken away, in their order."""
    rest = iter(lines)
    return [line for line in others if line not in rest]


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_what_is_written_is_read_again_and_lacks_nothing(folder: Path, text: str) -> None:
    path = written(folder, text)
    found = suggest(folder)
    assert len(found) == 1
    assert len(found[0].examples) >= 4
    write_suggestions(found)
    (table,) = tables_of(path)
    assert len(table.examples) == len(found[0].table.examples) + len(found[0].examples)
    assert run_examples(table, choose_engine("columnar")).failures == ()
    assert suggest(folder) == ()


@pytest.mark.parametrize(
    "text", [LAYOUTS[one] for one in ("examples", "no examples", "windows", "a mark")]
)
def test_every_line_that_was_there_is_there_still(folder: Path, text: str) -> None:
    path = written(folder, text)
    write_suggestions(suggest(folder))
    new = path.read_bytes().decode("utf-8")
    assert without(new.splitlines(keepends=True), text.splitlines(keepends=True)) == []
    assert ("\r\n" in text) == ("\r\n" in new)
    assert new.count("\n") == new.count("\r\n") or "\r\n" not in text
    assert all(line == line.rstrip() for line in new.splitlines())


def test_a_new_list_of_examples_stands_below_the_rows(folder: Path) -> None:
    path = written(folder, HEAD)
    write_suggestions(suggest(folder))
    added = path.read_text(encoding="utf-8").removeprefix(HEAD)
    assert added == indented(
        """\
        examples:
          - name: age just below 18
            given: {age: 17.99}
            expect: {then: {fee: 0, kind: 'none, yet'}, row: young}
          - name: age exactly 18
            given: {age: 18}
            expect: {then: {fee: 12.5, kind: full}, row: grown}
          - name: age just above 18
            given: {age: 18.01}
            expect: {then: {fee: 12.5, kind: full}, row: grown}
          - name: age unknown
            given: {}
            expect: {row: none}
        """
    )


def indented(text: str) -> str:
    return "".join(f"    {line}" for line in dedent(text).splitlines(keepends=True))


def test_the_text_can_be_pasted_below_examples(folder: Path) -> None:
    path = written(folder, HEAD)
    (found,) = suggest(folder)
    path.write_text(f"{HEAD}    examples:\n{found.text}", encoding="utf-8")
    assert suggest(folder) == ()


def test_the_real_project_takes_its_suggestions(project: Path) -> None:
    before = {path: path.read_text(encoding="utf-8") for path in (project / RULES).glob("*.yaml")}
    found = suggest(project)
    names = [one.table.id for one in found]
    assert "attainment-by-deadline" in names
    paths = write_suggestions(found)
    assert Path(STATUS) in paths
    for path, text in before.items():
        assert without(path.read_text(encoding="utf-8").splitlines(), text.splitlines()) == []
    assert suggest(project) == ()


def test_a_table_that_is_written_in_a_goal_gets_its_examples_there(project: Path) -> None:
    text = """judged_by:
      asks: Is it done?
      hit_policy: unique
      inputs: {attainment: {unit: share, better: up}}
      rows:
        - {id: done, when: {attainment: {at_least: 90 %}}, status: green}
        - {id: not-yet, when: {attainment: {below: 90 %}}, status: red}"""
    file = f"{GOALS}/08-arkiv.yaml"
    lines = (project / file).read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines) if line.strip().startswith("judged_by:"))
    lines[number] = f"    {text}\n"
    (project / file).write_text("".join(lines), encoding="utf-8")
    found = [one for one in suggest(project) if one.table.place.file == file]
    assert [len(one.examples) for one in found] == [4]
    assert write_suggestions(found) == (Path(file),)
    assert [one for one in suggest(project) if one.table.place.file == file] == []


def test_sentences_are_expected_only_where_asked_for(project: Path) -> None:
    plain = [text for one in suggest(project) for text in one.text.splitlines()]
    told = [text for one in suggest(project, sentences=True) for text in one.text.splitlines()]
    assert not any("says:" in line for line in plain)
    assert any("says:" in line for line in told)
    write_suggestions(suggest(project, sentences=True))
    assert suggest(project, sentences=True) == ()


def test_nothing_is_suggested_while_an_example_fails(project: Path) -> None:
    line = replaced(
        project / STATUS,
        "given: {attainment: 33 %}\n        expect: {status: red",
        "given: {attainment: 33 %}\n        expect: {status: green",
    )
    with pytest.raises(InputError) as caught:
        suggest(project)
    (fault,) = caught.value.faults
    assert fault.place.file == STATUS
    assert fault.place.line in (line - 1, line)


def test_a_folder_without_rules_says_so(folder: Path) -> None:
    with pytest.raises(InputError, match="no decision table is here"):
        suggest(folder)


def test_a_file_that_has_changed_since_is_not_written(folder: Path) -> None:
    path = written(folder, HEAD)
    found = suggest(folder)
    path.write_text(HEAD.replace("below: 18", "below: 17"), encoding="utf-8")
    with pytest.raises(InputError, match="age just below 18"):
        write_suggestions(found)
    assert "examples" not in path.read_text(encoding="utf-8")


def test_a_table_that_is_no_longer_where_it_was_is_told(folder: Path) -> None:
    path = written(folder, HEAD)
    found = suggest(folder)
    path.write_text(f"# One line more.\n{HEAD}", encoding="utf-8")
    with pytest.raises(InputError, match="the file has changed"):
        write_suggestions(found)


def test_suggestions_for_themes_and_the_whole_are_cases_that_can_be(tmp_path: Path) -> None:
    found = {one.table.id: one.table for one in suggest(copied_project(tmp_path))}
    counts = {"theme-status": "goals_assessed", "overall-status": "themes_assessed"}
    for table_id, count in counts.items():
        suggested = suggest_examples(found[table_id], ROLLED_UP)
        assert len(suggested) >= 5
        for one in suggested:
            shares = [one.given[name] for name in ("share_green", "share_red")]
            known = [part for part in shares if isinstance(part, float)]
            assert len(known) == 2
            assert sum(known) <= 1
            number = one.given[count]
            assert isinstance(number, int)
            assert all(abs(part * number - round(part * number)) < 1e-6 for part in known)
