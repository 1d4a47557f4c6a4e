"""ekrules score on a screen: the first ten, where the files are, faults in words, progress."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from ekrules.cli.score import ScoreOptions, run
from tests.small_scores import small_project
from tests.tables.scored_survey import WEIGHTS

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(small_project(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TERM", "dumb")
    return tmp_path


def scored(formats: str = "html", **options: object) -> None:
    run(ScoreOptions(None, None, formats, Path("out"), **options))  # type: ignore[arg-type]


def test_the_first_of_the_ranking_are_shown_with_their_rank_intervals(
    project: Path, capsys: Capture
) -> None:
    scored()
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[:3] == [
        "Poengsummer: Liten undersøkelse",
        "Våre egne",
        "Plass Kommune Poeng Plass med andre vekter",
    ]
    assert lines[3] == "1 Aas 37,0 1"
    assert "5 Haug 22,0 5–6" in lines
    assert lines[-2:] == ["7 av 8 kommuner er plassert.", "out/score.html"]
    assert (project / "out" / "score.html").exists()


def test_pages_are_told_by_name_or_by_number(project: Path, capsys: Capture) -> None:
    scored("csv", respondents=["Dal"])
    assert capsys.readouterr().out.splitlines()[-1] == "out/pages/03.html"
    scored("csv", all_pages=True)
    assert capsys.readouterr().out.splitlines()[-1] == "out/pages (8 pages)"
    assert len(list((project / "out" / "pages").iterdir())) == 8


def test_a_bar_counts_the_pages_where_the_error_output_is_a_terminal(
    project: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Path.cwd() == project
    scored("csv", all_pages=True)
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    scored("csv", all_pages=True)
    told = capsys.readouterr().err
    assert "Writing pages" in told
    assert "8/8" in told


def test_faults_are_told_in_words_and_nothing_is_written(project: Path, capsys: Capture) -> None:
    with pytest.raises(typer.Exit) as ended:
        scored(respondents=["Dall"])
    assert ended.value.exit_code == 1
    fault, count = capsys.readouterr().err.splitlines()
    assert fault.startswith('fixtures/liten2009: no respondent is called "Dall"; expected the id')
    assert fault.endswith('Did you mean "Dal"?')
    assert count == "1 fault."
    assert not (project / "out").exists()


def test_an_unknown_format_is_a_fault(project: Path, capsys: Capture) -> None:
    with pytest.raises(typer.Exit):
        scored("json")
    assert '"csv", "html", "md", "xlsx"' in capsys.readouterr().err
    assert not (project / "out").exists()


def test_odd_weights_are_noted(project: Path, capsys: Capture) -> None:
    path = project / "goals" / "liten" / "weights.yaml"
    path.write_text(WEIGHTS.replace("plan: 0.5}", "plan: 2}"), encoding="utf-8")
    scored()
    assert capsys.readouterr().err.startswith("Note: goals/liten/weights.yaml:3:")
