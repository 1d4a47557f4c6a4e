from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.errors import Faults
from ekrules.survey.codebook_checks import TAKEN
from ekrules.survey.reading import read_survey
from tests.survey_files import SurveyFiles
from tests.surveys import BRUK, NETT, question, small_survey

SURVEY = "survey.yaml"
CODEBOOK = "codebook/01-helse.yaml"


@pytest.fixture
def files(tmp_path: Path) -> SurveyFiles:
    return SurveyFiles(tmp_path)


def test_a_survey_is_read_with_all_its_parts(files: SurveyFiles) -> None:
    survey = files.survey()
    assert list(survey.questions) == ["nett", "bruk", "former", "kanaler"]
    assert list(survey.printed) == ["nett", "bruk", "former", "kanaler"]
    assert list(survey.evidence) == ["nav_kontorer"]
    assert [note.id for note in survey.notes] == ["bruk-oddly-worded"]
    assert survey.section_of("bruk") == "3.1"


def test_the_files_of_a_survey_are_those_that_were_read(files: SurveyFiles) -> None:
    files.write("overrides.yaml", "overrides: []").write("codebook/notes.txt", "x")
    names = [path.relative_to(files.folder).as_posix() for path in files.survey().files]
    assert names == [
        "survey.yaml",
        "frame.yaml",
        "reference.yaml",
        "evidence.yaml",
        "source_notes.yaml",
        "codebook/01-helse.yaml",
        "printed/01-helse.yaml",
    ]


@pytest.mark.parametrize(
    "name", ["frame.yaml", "reference.yaml", "evidence.yaml", "source_notes.yaml"]
)
def test_a_survey_does_without_what_is_optional(files: SurveyFiles, name: str) -> None:
    (files.folder / name).unlink()
    assert files.survey().questions.keys() == {"nett", "bruk", "former", "kanaler"}


def test_themes_come_in_the_order_of_their_numbers(files: SurveyFiles) -> None:
    first = 'theme: nav\nnumber: 0\nsection: "3.0"\ntitle: {nb: NAV}\nquestions: []\n'
    files.write("codebook/99-nav.yaml", first.replace("number: 0", "number: 2"))
    assert [theme.theme for theme in files.survey().themes] == ["helse", "nav"]


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    faults = Faults()
    assert read_survey(tmp_path / "nowhere", faults) is None
    assert str(faults.found[0]).endswith(
        "nowhere: there is no such folder; expected a survey's folder."
    )


def test_an_empty_folder_is_told_all_that_it_needs(tmp_path: Path) -> None:
    faults = Faults()
    assert read_survey(tmp_path, faults) is None
    assert [fault.place.file.removeprefix(f"{tmp_path}/") for fault in faults.found] == [
        "survey.yaml",
        "codebook",
        "printed",
    ]


def test_a_question_has_the_options_of_the_list_it_names(files: SurveyFiles) -> None:
    survey = files.survey()
    assert survey.option_ids(survey.questions["nett"]) == ("nei", "ja")
    assert survey.option_ids(survey.questions["former"]) == ("papir", "epost")


def test_who_was_asked_is_known_from_the_routing() -> None:
    assert NETT.asked_if is None
    assert BRUK.asked_if is not None
    assert BRUK.asked_if.answers == ("ja",)


def test_a_question_that_is_no_grid_has_one_nameless_row() -> None:
    assert NETT.item_ids == (None,)
    assert question("g", "grid", items=("a", "b")).item_ids == ("a", "b")


def test_the_place_of_a_cell_is_that_of_its_count(files: SurveyFiles) -> None:
    printed = files.survey().printed
    assert str(printed["nett"].place_of(None, "ja")).endswith("printed/01-helse.yaml:8:29")
    assert str(printed["kanaler"].place_of("sms", "ja")).endswith("printed/01-helse.yaml:35:40")
    assert printed["nett"].place_of(None, "kanskje") == printed["nett"].place
    assert small_survey().printed["nett"].counts() == {
        "nei": 30, "ja": 60, "dont_know": 10, "total": 100,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        (
            CODEBOOK, "asks: {nb: Nett?}, options: nei_ja", "asks: {nb: Nett?}, options: nei_jo",
            ('6:88: no option list is called "nei_jo"; expected one that exists. '
            'Did you mean "nei_ja"?'),
        ),
        (
            CODEBOOK,
            "options: [{id: papir, label: {nb: Papir}}, {id: epost, label: {nb: E-post}}]",
            "options: []", '15:5: the question "former" has no options; it needs some.',
        ),
        (CODEBOOK, "{id: epost, label: {nb: E-post}}]\n    asked",
         "{id: papir, label: {nb: E-post}}]\n    asked", '20:53: the option "papir" again; '),
        (CODEBOOK, "{id: sms, ", "{id: epost, ", '29:52: the item "epost" again; '),
        (CODEBOOK, "id: bruk", "id: nett", '7:9: the question "nett" again; it stands at '),
        (
            CODEBOOK, "{question: nett, is: ja}", "{question: net, is: ja}",
            ('13:26: no earlier question is called "net"; expected one that exists. '
            'Did you mean "nett"?'),
        ),
        (CODEBOOK, "{question: nett, is: ja}", "{question: kanaler, is: ja}",
         '13:26: "bruk" depends on the answers to "kanaler", which stands later; '),
        (CODEBOOK, "{question: nett, is: ja}", "{question: bruk, is: ja}",
         '13:26: "bruk" depends on the answers to itself; '),
        (
            CODEBOOK, "{question: nett, is: ja}", "{question: nett, is: jaa}",
            ('13:36: no answer to "nett" is called "jaa"; expected one that exists. '
            'Did you mean "ja"?'),
        ),
        (CODEBOOK, "{question: nett, is: ja}", "{question: nett}",
         '13:16: no answer beside "question"; add the one that leads here (as is: ja).'),
        (CODEBOOK, "{question: nett, is: ja}", "{question: nett, is: ja, is_one_of: [ja]}",
         '13:32: "is" and "is_one_of" together; keep one of them.'),
        (CODEBOOK, "    asked_if: {question: nett, is: ja}\n", "",
         '13:5: "asked_of" without "asked_if"; say there which answer leads here.'),
        (CODEBOOK, "kind: grid", "kind: single",
         '29:5: "items" in a single question; only a grid has them.'),
        (CODEBOOK, "kind: multi", "kind: grid",
         '17:5: "kind" is grid, and there are no "items"; list the rows'),
        (CODEBOOK, "kind: multi", "kind: mulit", ('17:11: "mulit"; expected "single", "multi", '
         '"grid" or "number". Did you mean "multi"?')),
        (CODEBOOK, "id: former", "id: Former", '15:9: "Former"; expected a name of small letters'),
        (SURVEY, "frame: 200", "frame: 99", '8:1: "frame" is 99, but 100 answered; '),
        (SURVEY, "respondents: 100", "respondents: 0", '7:14: "0"; expected 1 or more.'),
        (SURVEY, "reference_date: 2009-04-01", "reference_date: 2009-04-31",
         '4:17: "2009-04-31"; expected a day that exists: month 4 of 2009 has 30'),
        (SURVEY, "- {id: ja, label: {nb: Ja}}", "- {id: ja, label: {bm: Ja}}",
         'the key "bm"; no such key is used here. Did you mean "nb"?'),
    ],
)  # fmt: skip
def test_a_slip_in_the_codebook_is_told_where_it_stands(
    files: SurveyFiles, name: str, old: str, new: str, fault: str
) -> None:
    told = files.edit(name, old, new).faults()
    assert any(one.startswith(f"{name}:") and fault in one for one in told), told


def test_routing_rests_on_one_answer_only(files: SurveyFiles) -> None:
    files.edit(CODEBOOK, "{id: nett, number: 1, kind: single", "{id: nett, number: 1, kind: multi")
    assert [one.split(";")[0] for one in files.faults()] == [
        'codebook/01-helse.yaml:13:26: "nett" is a multi question',
        'codebook/01-helse.yaml:21:26: "nett" is a multi question',
    ]


def test_a_theme_stands_once(files: SurveyFiles) -> None:
    files.write(
        "codebook/02-helse.yaml",
        'theme: helse\nnumber: 2\nsection: "3.2"\ntitle: {nb: Mer}\nquestions: []\n',
    )
    [told] = files.faults()
    assert told.startswith('codebook/02-helse.yaml:1:8: the theme "helse" again; it stands at ')
    assert told.endswith("codebook/01-helse.yaml:1:8 already.")


def test_a_number_question_needs_no_options(files: SurveyFiles) -> None:
    asked = "{id: antall, number: 5, kind: number, label: {nb: Antall}, asks: {nb: Antall?}}"
    files.edit(CODEBOOK, "  - id: bruk", f"  - {asked}\n  - id: bruk")
    assert files.survey().option_ids(files.survey().questions["antall"]) == ()


def test_the_faults_of_every_file_are_told_at_once(files: SurveyFiles) -> None:
    files.edit(SURVEY, "wave: 2009", "wave: i fjor")
    files.edit(CODEBOOK, "kind: multi", "kind: mulit")
    files.edit("frame.yaml", "has_frame: true", "has_frame: ja")
    files.edit("evidence.yaml", "numerator: 293", "numerator: 457.5")
    assert [one.split(":")[0] for one in files.faults()] == [
        "codebook/01-helse.yaml",
        "evidence.yaml",
        "frame.yaml",
        "survey.yaml",
    ]


@pytest.mark.parametrize("folder", ["codebook", "printed"])
def test_a_file_with_the_other_ending_is_told_instead_of_passed_over(
    files: SurveyFiles, folder: str
) -> None:
    files.write(f"{folder}/02-nav.yml", "theme: nav")
    assert files.faults() == [
        (f"{folder}/02-nav.yml: a file with the ending .yml, which is not read; "
        "expected the ending .yaml.")
    ]  # fmt: skip


@pytest.mark.parametrize("name", TAKEN)
def test_an_option_may_not_be_called_what_says_that_there_is_no_answer(
    files: SurveyFiles, name: str
) -> None:
    files.edit(CODEBOOK, "{id: papir, label", f"{{id: {name}, label")
    found = f'an option called "{name}"; that word is taken; use another.'
    assert files.faults() == [f"{CODEBOOK}:20:20: {found}"]


def test_an_option_of_a_list_may_not_either(files: SurveyFiles) -> None:
    files.edit(SURVEY, "- {id: nei,", "- {id: no_answer,")
    found = 'an option called "no_answer"; that word is taken; use another.'
    assert f"{SURVEY}:12:12: {found}" in files.faults()


def test_two_questions_of_a_theme_have_two_numbers(files: SurveyFiles) -> None:
    [told] = files.edit(CODEBOOK, "number: 3", "number: 2").faults()
    assert told.startswith(f'{CODEBOOK}:16:13: the question number "2" again; it stands at ')


def test_what_is_wrong_with_options_is_told_once_and_not_where_they_are_named(
    files: SurveyFiles,
) -> None:
    [told] = set(files.edit(SURVEY, "{id: ja, label", "{id: nei, label").faults())
    assert 'the option "nei" again' in told


def test_a_wave_of_another_year_than_its_date_is_told(files: SurveyFiles) -> None:
    [told] = files.edit(SURVEY, "wave: 2009", "wave: 2019").faults()
    assert told == (
        f'{SURVEY}:3:1: "wave" is 2019, but the reference date is 2009-04-01; '
        "expected the year of that date, or one beside it."
    )


@pytest.mark.parametrize("year", ["209", "20009", "0"])
def test_a_year_that_nobody_can_mean_is_told(files: SurveyFiles, year: str) -> None:
    [told] = files.edit(SURVEY, "wave: 2009", f"wave: {year}").faults()
    assert told.startswith(f'{SURVEY}:3:7: "{year}"; expected ')


def test_printed_tables_are_not_weighted(files: SurveyFiles) -> None:
    files.edit(SURVEY, "language: nb", "language: nb\nweighting: {post_stratify: region}")
    assert files.faults() == [
        f'{SURVEY}:7:1: "weighting" beside printed tables; only answers are weighted here.'
    ]
