from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ekrules.errors import Faults
from ekrules.survey.answer_files.reading import read_answer_file
from ekrules.survey.answers.mapping import AnswerMapping
from ekrules.survey.answers.mapping_checks import check_mapping
from ekrules.survey.breakdowns import BreakdownsFile
from ekrules.survey.codebook import SurveyDescription
from ekrules.survey.synthesis.answers import synthesize_answers
from ekrules.survey.synthesis.moving import move_on
from ekrules.survey.synthesis.tables import file_headers, file_table, units_table
from ekrules.survey.synthesis.texts import (
    breakdowns_text,
    mapping_text,
    wave_description_text,
    wave_folder,
)
from ekrules.yaml_reader.models import Model, read_model
from ekrules.yaml_reader.nodes import ScalarNode
from ekrules.yaml_reader.parsing import parse
from tests.survey_synthesis.made_up import answers_2009, survey_2009
from tests.surveys import NETT, question, small_survey, survey_of


def read_back(folder: Path, text: str, model: type[Model]) -> Model:
    path = folder / "made.yaml"
    path.write_text(text, encoding="utf-8")
    faults = Faults()
    found = read_model(path, model, faults)
    faults.stop_if_any()
    assert found is not None
    return found


def test_the_description_says_in_every_language_that_the_wave_is_made_up(tmp_path: Path) -> None:
    survey = survey_2009()
    wave = move_on(answers_2009(1), survey, 1, 2010)
    about = read_back(tmp_path, wave_description_text(survey, wave), SurveyDescription)
    assert about.synthetic
    assert (about.survey, about.wave) == ("ekommune2010_syntetisk", 2010)
    assert about.title.nb.startswith("Kommunenes bruk av IKT 2010 (syntetiske svar")
    assert "syntetiske svar" in (about.title.nn or "")
    assert "synthetic answers" in (about.title.en or "")
    assert about.publisher == "ekrules (syntetiske svar)"
    assert about.reference_date == date(2010, 4, 1)
    assert (about.respondents, about.frame) == (262, 430)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ekommune2009", "ekommune2010_syntetisk"),
        ("ekommune", "ekommune_2010_syntetisk"),
        ("panel12009", "panel12009_2010_syntetisk"),
    ],
)
def test_two_waves_never_have_the_same_folder(name: str, expected: str) -> None:
    survey = small_survey()
    about = survey.description.model_copy(update={"survey": name})
    survey = replace(survey, description=about)
    answers = synthesize_answers(survey, 1)
    assert wave_folder(survey, move_on(answers, survey, 1, 2010)) == expected
    assert wave_folder(survey, answers) != expected


def test_the_description_keeps_the_unit_and_the_option_lists(tmp_path: Path) -> None:
    survey = survey_2009()
    text = wave_description_text(survey, answers_2009(1), totals=(498, 860))
    about = read_back(tmp_path, text, SurveyDescription)
    original = survey.description
    assert about.unit.every.en == original.unit.every.en
    lists = {name: [one.model_dump() for one in of] for name, of in about.option_lists.items()}
    assert lists == {
        name: [one.model_dump() for one in of] for name, of in original.option_lists.items()
    }
    assert (about.respondents, about.frame) == (498, 860)


def test_the_breakdowns_keep_labels_in_every_language(tmp_path: Path) -> None:
    answers = answers_2009(1)
    found = read_back(tmp_path, breakdowns_text(answers), BreakdownsFile)
    assert found.units == "frame.csv"
    assert [one.model_dump() for one in found.breakdowns] == [
        one.model_dump() for one in answers.breakdowns
    ]


def test_a_leap_day_becomes_the_day_before() -> None:
    survey = small_survey()
    about = survey.description.model_copy(update={"reference_date": date(2008, 2, 29)})
    answers = replace(synthesize_answers(survey, 1), wave=2009)
    text = wave_description_text(replace(survey, description=about), answers)
    assert "reference_date: 2009-02-28\n" in text


def test_every_row_of_the_answer_file_says_that_it_is_made_up() -> None:
    table = file_table(answers_2009(1), survey_2009())
    assert table.header[:7] == (
        "kommunenr", "kommune", "syntetisk", "type", "size", "county", "region"
    )  # fmt: skip
    assert {row[2] for row in table.rows} == {"syntetisk"}
    assert all(len(row) == len(table.header) for row in table.rows)
    assert units_table(answers_2009(1)).header == ("id", "name", "type", "size", "county", "region")


def test_no_cell_of_a_made_up_file_starts_a_formula() -> None:
    answers, survey = answers_2009(1), survey_2009()
    for table in (file_table(answers, survey), units_table(answers)):
        for row in (table.header, *table.rows):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_the_mapping_names_every_column_of_the_file_once() -> None:
    answers, survey = answers_2009(1), survey_2009()
    faults = Faults()
    node = parse(mapping_text(answers, survey, "svar-2009.csv"), "answers.yaml", faults)
    assert (node is not None, faults.found) == (True, [])
    text = mapping_text(answers, survey, "svar-2009.csv")
    header = file_table(answers, survey).header
    for name in header[7:]:
        written = f'"{name}"' if ":" in name else f": {name}}}"
        assert text.count(written) == 1, name


def test_a_header_that_a_question_has_already_gets_an_underscore() -> None:
    survey = survey_of((question("tekst"), {"nei": 40, "ja": 60, "total": 100}))
    headers = file_headers(synthesize_answers(survey, 1), survey)
    assert (headers.respondent, headers.name) == ("tekstnr", "tekst_")


@pytest.mark.parametrize("word", ["nei", "no", "0101", "2009", "true", "a: b", 'a "b"', "-", ""])
def test_any_word_is_read_back_as_the_text_it_was(word: str) -> None:
    survey = survey_of((NETT, {"nei": 40, "ja": 60, "total": 100}))
    answers = synthesize_answers(survey, 1)
    faults = Faults()
    node = parse(mapping_text(answers, survey, word), "answers.yaml", faults)
    assert faults.found == []
    assert node is not None
    written = node.values["file"]
    assert isinstance(written, ScalarNode)
    assert written.value == word


def test_the_mapping_fits_the_file_it_is_written_for(tmp_path: Path) -> None:
    answers, survey = answers_2009(1), survey_2009()
    table = file_table(answers, survey)
    with (tmp_path / "svar.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([table.header, *table.rows])
    faults = Faults()
    raw = read_answer_file(tmp_path / "svar.csv", faults)
    mapping = read_back(tmp_path, mapping_text(answers, survey, "svar.csv"), AnswerMapping)
    assert raw is not None
    check_mapping(mapping, raw, replace(survey, breakdowns=answers.breakdowns), faults)
    assert faults.found == []
    assert list(mapping.questions) == list(survey.questions)
    assert raw.names[:3] == ("kommunenr", "kommune", "syntetisk")
