"""Locating: what is alone needs no name, what is not is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.errors import InputError
from ekrules.project.locating import locate, locate_survey, named_answers


def made(root: Path, *files: str) -> Path:
    for file in files:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).touch()
    return root


def told(root: Path, strategy: str | None = None) -> list[str]:
    with pytest.raises(InputError) as caught:
        locate(root, strategy)
    return [str(fault).removeprefix(f"{root.as_posix()}/") for fault in caught.value.faults]


def test_the_only_strategy_and_survey_need_no_naming(tmp_path: Path) -> None:
    root = made(tmp_path, "goals/a/strategy.yaml", "fixtures/s/survey.yaml")
    found = locate(root)
    assert (found.goals, found.rules, found.survey) == (
        root / "goals/a",
        root / "rules/a",
        root / "fixtures/s",
    )
    assert locate_survey(root) == root / "fixtures/s"


def test_of_several_one_is_named(tmp_path: Path) -> None:
    root = made(
        tmp_path, "goals/a/strategy.yaml", "goals/b/strategy.yaml", "fixtures/s/survey.yaml"
    )
    assert locate(root, "b").goals.name == "b"
    assert told(root) == ['goals: more than one strategy is here; name one of "a", "b".']


def test_what_is_missing_is_told_all_at_once(tmp_path: Path) -> None:
    assert told(made(tmp_path, "rules/a/status.yaml")) == [
        "fixtures: no survey is here; run ekrules where there is a fixtures/<name>/survey.yaml.",
        "goals: no strategy is here; run ekrules where there is a goals/<name>/strategy.yaml.",
    ]


def test_a_folder_that_is_no_project_is_one_fault(tmp_path: Path) -> None:
    (one,) = told(tmp_path)
    assert one.endswith(
        ": this folder is no project; run ekrules in a folder with goals/, rules/ and fixtures/."
    )


def test_in_a_folder_of_a_project_one_is_told_where_the_project_is(tmp_path: Path) -> None:
    ours = made(
        tmp_path / "ours", "goals/a/strategy.yaml", "rules/a/status.yaml", "fixtures/s/survey.yaml"
    )
    (one,) = told(ours / "rules/a")
    assert one.endswith('; run ekrules in the folder "ours" above it, which is one.')


@pytest.mark.parametrize("name", ["../goals/a", "", ".", "a/", "A"])
def test_a_strategy_is_one_of_the_folders_and_no_path(tmp_path: Path, name: str) -> None:
    root = made(tmp_path, "goals/a/strategy.yaml", "fixtures/s/survey.yaml")
    assert told(root, name)[0].startswith(f'goals: there is no strategy called "{name}"')


def test_a_folder_without_its_marker_is_no_strategy(tmp_path: Path) -> None:
    root = made(tmp_path, "goals/a/strategy.yaml", "goals/b/x.yaml", "fixtures/s/survey.yaml")
    assert locate(root).goals.name == "a"


def test_a_survey_may_be_named_without_its_path(tmp_path: Path) -> None:
    root = made(
        tmp_path, "goals/a/strategy.yaml", "fixtures/s/survey.yaml", "fixtures/t/survey.yaml"
    )
    assert locate(root, None, Path("t")).survey == root / "fixtures/t"
    assert locate_survey(root, Path("s")) == root / "fixtures/s"


def test_a_survey_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    root = made(tmp_path, "fixtures/ekommune2009/survey.yaml")
    with pytest.raises(InputError) as caught:
        locate_survey(root, Path("ekommune2010"))
    assert str(caught.value) == (
        "ekommune2010: there is no such folder; expected a survey's folder, or one of "
        '"ekommune2009". Did you mean "ekommune2009"?'
    )


def test_a_survey_that_is_named_may_lie_anywhere(tmp_path: Path) -> None:
    root = made(tmp_path, "goals/a/strategy.yaml")
    assert locate(root, None, Path("/elsewhere/s")).survey == Path("/elsewhere/s")


def test_a_survey_may_be_named_by_its_file_of_answers(tmp_path: Path) -> None:
    root = made(
        tmp_path, "goals/a/strategy.yaml", "fixtures/s/survey.yaml", "fixtures/s/answers.yaml",
        "fixtures/s/svar.csv", "fixtures/t/survey.yaml", "fixtures/t/svar.csv",
    )  # fmt: skip
    file = root / "fixtures/s/svar.csv"
    found = locate(root, survey=file)
    assert (found.survey, found.answers) == (root / "fixtures/s", file)
    assert locate(root, survey=root / "fixtures/s").answers is None
    assert locate_survey(root, file) == root / "fixtures/s"
    assert (named_answers(file), named_answers(root / "fixtures/s"), named_answers(None)) == (
        file,
        None,
        None,
    )
    with pytest.raises(InputError, match=r"expected answers\.yaml in its folder; ekrules import"):
        locate(root, survey=root / "fixtures/t/svar.csv")
