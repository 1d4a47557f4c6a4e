"""From a project's folder to scores and files: what is read, told, written, and left alone."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from ekrules.errors import InputError, OutputError
from ekrules.project import scoring
from ekrules.project.score_writing import write_score
from ekrules.project.scoring import score
from tests.made_up_scores import made_up_scores
from tests.real_project import ROOT, SURVEY
from tests.small_scores import BEST, ROWS, small, small_project, small_scored
from tests.small_scores import SURVEY as SMALL_SURVEY
from tests.tables.scored_survey import WEIGHTS


def told(error: pytest.ExceptionInfo[InputError]) -> str:
    return error.value.text()


def csv_rows(path: Path) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return [line.split(";") for line in text.splitlines()]


def test_printed_tables_have_nobody_to_score_and_the_message_says_what_does() -> None:
    with pytest.raises(InputError) as error:
        score(ROOT, None, Path(SURVEY))
    assert "printed tables, which have no respondents to score" in told(error)
    assert "ekrules synthesize makes up some" in told(error)


def test_faults_of_the_weights_and_of_the_survey_are_told_together(tmp_path: Path) -> None:
    weights = WEIGHTS.replace("{nei: 0, delvis: 1, ja: 3}", "{nei: 0, ja: 3}")
    root = small_project(tmp_path, weights=weights)
    mapping = root / "fixtures" / "liten2009" / "answers.yaml"
    text = mapping.read_text(encoding="utf-8")
    mapping.write_text(text.replace("column: plan}", "column: plann}"), encoding="utf-8")
    with pytest.raises(InputError) as error:
        score(root)
    assert 'nothing is said of "delvis"' in told(error)
    assert "plann" in told(error)


def test_weights_that_look_odd_are_warned_of_and_used(tmp_path: Path) -> None:
    odd = WEIGHTS.replace("{nei: 0, delvis: 1, ja: 3}", "{nei: 0, delvis: 4, ja: 3}")
    found = small_scored(tmp_path, weights=odd)
    (warning,) = found.warnings
    assert warning.found == '"ja" gives 3 points'
    assert found.scores.score("05").total == 19 + 2 * 3


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    root = small_project(tmp_path)
    written = []
    for name in ("first", "second"):
        out = tmp_path / name
        paths = write_score(score(root), ("html", "md", "csv", "xlsx"), out, list(ROWS))
        written.append({path.relative_to(out): path.read_bytes() for path in paths})
    assert len(written[0]) == 4 + len(ROWS)
    assert written[0] == written[1]


def test_every_respondent_of_the_made_up_wave_is_scored() -> None:
    found = made_up_scores()
    assert len(found.scores.respondents) == 249
    assert len(found.ranking.rank) + len(found.ranking.not_ranked) == 249
    assert found.intervals.keys() == found.ranking.rank.keys()
    assert found.firmness is not None
    assert found.warnings == ()


def test_what_is_unknown_of_each_question_adds_up_to_what_is_unknown_of_the_score() -> None:
    found = made_up_scores()
    for respondent in found.scores.respondents[::9]:
        standing = found.standing(respondent)
        risen = sum(one.open for one in standing.questions)
        assert risen == standing.score.highest - standing.score.total
        assert {one.question for one in standing.unknown()} == {
            one.question for one in standing.questions if one.open
        }


def test_a_segment_that_the_reference_table_hides_is_hidden_on_the_pages(tmp_path: Path) -> None:
    survey = SMALL_SURVEY.replace("smallest_base: 3", "smallest_base: 4")
    found = small_scored(tmp_path, survey=survey)
    assert [one.hidden for one in found.reference.breakdowns["type"]] == [
        "would_reveal_another",
        "below_smallest_base",
    ]
    (group, everybody) = found.standing("01").groups
    assert (group.segment, group.not_shown) == ("by", "hidden_segment")
    assert everybody.not_shown is None


@pytest.mark.parametrize(("typed", "found"), [("03", "03"), ("Dal", "03"), ("dal", "03")])
def test_a_respondent_is_found_by_id_and_by_name(typed: str, found: str) -> None:
    assert small().respondents_called([typed, typed]) == (found,)


def test_respondents_that_are_not_there_are_told_all_at_once() -> None:
    with pytest.raises(InputError) as error:
        small().respondents_called(["Bergh", "09", "01"])
    assert len(error.value.faults) == 2
    assert 'no respondent is called "Bergh"' in told(error)
    assert 'Did you mean "Berg"?' in told(error)


def test_a_name_that_two_bear_needs_an_id(tmp_path: Path) -> None:
    rows = {**ROWS, "09": {**BEST, "navn": "Aas"}}
    with pytest.raises(InputError, match='2 respondents are called "Aas"; name one by its id'):
        small_scored(tmp_path, rows).respondents_called(["Aas"])


def test_too_many_are_scored_but_not_held_against_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "MOST_TRIED", len(ROWS) - 1)
    found = small_scored(tmp_path)
    assert (found.intervals, found.firmness) == ({}, None)
    (report,) = write_score(found, ("md",), tmp_path / "out")
    text = report.read_text(encoding="utf-8")
    assert "Det er for mange kommuner til at rangeringen er prøvd med andre vekter" in text
    assert "Hvor sikker førsteplassen er" not in text


def test_the_table_has_a_row_for_each_and_themes_that_add_up(tmp_path: Path) -> None:
    (path,) = write_score(small(), ("csv",), tmp_path / "out")
    header, *rows = csv_rows(path)
    assert header[:4] == ["Nummer", "Kommune", "Kommunetype", "Plass"]
    assert [row[0] for row in rows] == list(ROWS)
    total, themes = header.index("Poeng"), header.index("Poeng: På nett")
    for row in rows:
        points = [float(cell.replace(",", ".")) for cell in row[themes:]]
        assert sum(points) == pytest.approx(float(row[total].replace(",", ".")), abs=0.002)
    by_id = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert by_id["02"]["Poeng"] == "32,167"
    assert by_id["02"]["Kommunetype"] == "Bykommuner"
    unranked = by_id["07"]
    assert (unranked["Plass"], unranked["Hvorfor uten plass"]) == ("", "for mye er ukjent")
    assert (unranked["Lavest mulig"], unranked["Høyest mulig med det ukjente"]) == ("14", "37")


def test_no_name_starts_a_formula_in_a_table_file(tmp_path: Path) -> None:
    rows = {**ROWS, "+1": {**BEST, "navn": "=1+1"}}
    found = small_scored(tmp_path, rows)
    csv, xlsx = write_score(found, ("csv", "xlsx"), tmp_path / "out")
    assert ["+1", "'=1+1"] in [row[:2] for row in csv_rows(csv)]
    sheet = openpyxl.load_workbook(BytesIO(xlsx.read_bytes())).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_a_made_up_table_file_says_so_in_its_sheet(tmp_path: Path) -> None:
    (path,) = write_score(made_up_scores(), ("xlsx",), tmp_path)
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    assert book.sheetnames == ["Poengsummer (oppdiktede svar)"]


def test_pages_are_written_and_counted_and_the_report_leads_to_them(tmp_path: Path) -> None:
    counts: list[int] = []
    hostile = {**ROWS, "../x": {**BEST, "navn": "Ond"}}
    found, out = small_scored(tmp_path, hostile), tmp_path / "out"
    paths = write_score(found, ("html",), out, ["01", "../x"], counts.append)
    assert counts == [1, 2]
    assert {path.parent for path in paths[1:]} == {out / "pages"}
    report = (out / "score.html").read_text(encoding="utf-8")
    for path in paths[1:]:
        assert f'href="pages/{path.name}"' in report
        assert 'href="../score.html"' in path.read_text(encoding="utf-8")


def test_a_page_without_a_report_beside_it_leads_nowhere(tmp_path: Path) -> None:
    (_, page) = write_score(small(), ("csv",), tmp_path / "out", ["01"])
    assert "score.html" not in page.read_text(encoding="utf-8")


def test_where_a_page_cannot_be_written_nothing_is(tmp_path: Path) -> None:
    found, out = small(), tmp_path / "out"
    out.mkdir()
    (out / "pages").write_text("a file, where a folder should be", encoding="utf-8")
    with pytest.raises(OutputError, match="a file stands where a folder should be"):
        write_score(found, ("html", "csv"), out, ["01"])
    assert [path.name for path in out.iterdir()] == ["pages"]
