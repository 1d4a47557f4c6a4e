"""A questionnaire, a file of answers and a list of the frame brought together."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ekrules.survey.answer_reading import MOST_CELLS_TOLD, TAKEN
from ekrules.tables.tallies import tallies_of
from tests.survey_files import ANSWERED_FILES, SurveyFiles

ROWS = ANSWERED_FILES["svar.csv"]
HEADER = ROWS.splitlines(keepends=True)[0]


@pytest.fixture
def files(tmp_path: Path) -> SurveyFiles:
    return SurveyFiles(tmp_path, ANSWERED_FILES)


SEGMENTED = """\
nr;nett;bruk;papir;epost;k1;k2;merknad
1;ja;ja;1;0;ja;nei;nord
2;nei;;;;nei;nei;Sørlandet
3;ja;nei;1;1;ja;ja;nord
"""


def without_list(
    files: SurveyFiles, frame: str = "", description: str = "frame: 4\n"
) -> SurveyFiles:
    """Return the files with the segments in the file of answers, and no list of the frame.

    frame: how many could have answered in the north and in the south.
    """
    files.edit("breakdowns.yaml", "units: frame.csv\n", "")
    for segment, number in zip(("nord", "sor"), frame.split(), strict=False):
        files.edit("breakdowns.yaml", f"id: {segment}, ", f"id: {segment}, frame: {number}, ")
    files.edit("answers.yaml", "not_used: [merknad]", "breakdowns: {region: merknad}")
    files.edit("survey.yaml", "language: nb\n", f"language: nb\n{description}")
    return files.write("svar.csv", SEGMENTED)


def test_the_answers_are_read_with_who_gave_them(files: SurveyFiles) -> None:
    survey = files.survey()
    assert survey.answers is not None
    assert (survey.respondents, survey.frame_size) == (3, 4)
    assert survey.answers.frame["@name"].to_list() == ["Alta", "Bodø", "Arendal"]
    assert survey.answers.frame["@region"].to_list() == ["nord", "nord", "sor"]
    assert survey.frame is not None
    assert survey.frame.section == "1.4"
    (region,) = survey.frame.breakdowns
    assert [(one.respondents, one.frame, one.response_rate) for one in region.segments] == [
        (2, 2, 100),
        (1, 2, 50),
    ]
    found = tallies_of(survey).of("former")
    assert found is not None
    assert (found.counts, found.not_asked) == ({"papir": 2, "epost": 1}, 1)


def test_every_file_that_was_read_is_named(files: SurveyFiles) -> None:
    names = {path.name for path in files.survey().files}
    assert names == {
        "survey.yaml", "01-helse.yaml", "evidence.yaml", "answers.yaml", "breakdowns.yaml",
        "frame.csv", "svar.csv",
    }  # fmt: skip


def test_segments_may_stand_in_the_file_of_answers(files: SurveyFiles) -> None:
    survey = without_list(files).survey()
    assert survey.answers is not None
    assert survey.answers.frame["@region"].to_list() == ["nord", "sor", "nord"]
    assert survey.frame is not None
    assert [one.has_frame for one in survey.frame.breakdowns] == [False]


def test_an_unknown_segment_is_told_and_the_respondent_is_in_none(files: SurveyFiles) -> None:
    without_list(files, "2 2").edit("svar.csv", "Sørlandet", "vestpå")
    survey = files.survey()
    assert survey.answers is not None
    assert survey.answers.counts == {"unknown_segment": 1}
    assert survey.frame is not None
    assert [one.respondents for one in survey.frame.breakdowns[0].segments] == [2, 0]
    assert survey.respondents == 3


def test_a_survey_without_breakdowns_is_read(files: SurveyFiles) -> None:
    (files.folder / "breakdowns.yaml").unlink()
    (files.folder / "frame.csv").unlink()
    files.edit("survey.yaml", "language: nb\n", "language: nb\nframe: 9\n")
    survey = files.survey()
    assert (survey.frame_size, survey.breakdowns) == (9, ())
    assert survey.frame is not None
    assert survey.frame.breakdowns == ()


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        (
            [("survey.yaml", "language: nb", "language: nb\nframe: 9")],
            (
                "survey.yaml:7:8: a frame of 9, but the frame list holds 4; "
                "expected the same; leave it out where there is a list."
            ),
        ),
        (
            [("survey.yaml", "language: nb", "language: nb\nrespondents: 4")],
            (
                "survey.yaml:7:14: 4 respondents, but svar.csv holds 3; "
                "expected the same; leave it out where there is a file."
            ),
        ),
        (
            [("survey.yaml", "language: nb", "language: nb\nrespondents: 2")],
            (
                "survey.yaml:7:14: 2 respondents, but svar.csv holds 3; "
                "expected the same; leave it out where there is a file."
            ),
        ),
        (
            [("answers.yaml", "file: svar.csv\n", "")],
            'answers.yaml:1:1: there is no "file"; expected the name of a file beside this one.',
        ),
        (
            [("answers.yaml", "file: svar.csv", "file: svra.csv")],
            'svra.csv: there is no such file; expected a file of answers. Did you mean "svar.csv"?',
        ),
        (
            [("breakdowns.yaml", "id: sor", "id: nord")],
            (
                'breakdowns.yaml:8:14: the segment "nord" again; '
                "it stands at breakdowns.yaml:7:14 already."
            ),
        ),
        (
            [("breakdowns.yaml", "{id: sor, ", "{id: sor, frame: 2, ")],
            (
                'breakdowns.yaml:4:5: what stands here does not go together; "frame" is given for '
                "every segment of a breakdown, or for none."
            ),
        ),
        (
            [("survey.yaml", "language: nb", "language: nb\nweighting: {strata: regoin}")],
            (
                'survey.yaml:7:21: no breakdown is called "regoin"; expected one that exists. '
                'Did you mean "region"?'
            ),
        ),
        (
            [("svar.csv", "nr;nett", "nr;nett2")],
            (
                'answers.yaml:4:18: no column of svar.csv is called "nett"; '
                "expected one that exists. "
                'Did you mean "nett2"?'
            ),
        ),
    ],
)
def test_what_does_not_fit_together_is_told_where_it_stands(
    files: SurveyFiles, edits: list[tuple[str, str, str]], told: str
) -> None:
    for edit in edits:
        files.edit(*edit)
    assert told in files.faults()


@pytest.mark.parametrize("name", TAKEN)
def test_a_breakdown_may_not_bear_a_word_that_is_taken(files: SurveyFiles, name: str) -> None:
    files.edit("breakdowns.yaml", "id: region", f"id: {name}")
    told = f'breakdowns.yaml:4:9: a breakdown called "{name}"; that word is taken; use another.'
    assert files.faults() == [told]


def test_two_breakdowns_of_one_name_are_told_once(files: SurveyFiles) -> None:
    more = "  - {id: region, label: {nb: L}, segments: [{id: a, label: {nb: A}}]}\n"
    files.write("breakdowns.yaml", ANSWERED_FILES["breakdowns.yaml"] + more)
    assert files.faults() == [
        (
            'breakdowns.yaml:9:10: the breakdown "region" again; '
            "it stands at breakdowns.yaml:4:9 already."
        )
    ]


def test_a_broken_list_is_told_without_what_follows_from_it(files: SurveyFiles) -> None:
    files.edit("breakdowns.yaml", "frame.csv", "ramme.csv")
    files.edit("survey.yaml", "language: nb", "language: nb\nweighting: {strata: size}")
    assert files.faults() == [
        'ramme.csv: there is no such file; expected a file of answers. Did you mean "frame.csv"?',
        'survey.yaml:7:21: no breakdown is called "size"; expected one of "region".',
    ]


def test_breakdowns_that_cannot_be_read_are_told_alone(files: SurveyFiles) -> None:
    files.edit("breakdowns.yaml", "units: frame.csv", "unit: frame.csv")
    (told,) = files.faults()
    assert told.startswith("breakdowns.yaml:2:1: ")


def test_a_mapping_that_cannot_be_read_is_told_alone(files: SurveyFiles) -> None:
    files.edit("answers.yaml", "respondent: nr", "respondant: nr")
    assert {one.split(":")[0] for one in files.faults()} == {"answers.yaml"}


def test_without_a_list_someone_says_how_many_could_have_answered(files: SurveyFiles) -> None:
    without_list(files, description="")
    assert files.faults() == [
        (
            "survey.yaml:1:1: nothing says how many could have answered; "
            'expected "frame" here, or "units" in breakdowns.yaml.'
        )
    ]


def test_no_more_answer_than_could(files: SurveyFiles) -> None:
    without_list(files, description="frame: 2\n")
    (told,) = files.faults()
    assert told.startswith("survey.yaml:1:1: 3 answered of 2 who could; ")


def test_no_more_of_a_segment_answer_than_could(files: SurveyFiles) -> None:
    without_list(files, "1 3")
    assert files.faults() == [
        (
            'breakdowns.yaml:6:9: 2 of "nord" answered of 1 who could; '
            "expected a frame that holds all who answered."
        )
    ]


def test_the_segments_hold_the_whole_frame(files: SurveyFiles) -> None:
    without_list(files, "2 3")
    assert files.faults() == [
        'breakdowns.yaml:3:5: 5 in the segments of "region", but a frame of 4; expected the same.'
    ]


def test_what_answers_are_weighted_by_needs_a_frame(files: SurveyFiles) -> None:
    without_list(files, description="frame: 4\nweighting: {post_stratify: region}\n")
    assert files.faults() == [
        (
            'survey.yaml:8:28: nothing says how many the segments of "region" have in all; '
            'expected "units" or "frame" in breakdowns.yaml.'
        )
    ]


@pytest.mark.parametrize("key", ["strata", "post_stratify"])
def test_what_answers_are_weighted_by_is_known_of_all(files: SurveyFiles, key: str) -> None:
    without_list(files, "2 2", f"frame: 4\nweighting: {{{key}: region}}\n")
    files.edit("svar.csv", "Sørlandet", "vestpå")
    (told,) = files.faults()
    assert told.endswith(
        ': 1 of the respondents are in no segment of "region"; '
        "expected all to be: it is what they weigh by."
    )


def test_printed_tables_and_answers_are_not_both_read(files: SurveyFiles) -> None:
    files.write("printed/01-helse.yaml", "theme: helse\n")
    (told,) = files.faults()
    assert told.endswith(
        ": both printed/ and answers.yaml; a survey has one of them; take one out."
    )


# A cell that is no answer, a second row of one respondent, one outside the frame, one without id.
FAULTY = (
    ROWS.replace(";ja;nei;fint", ";jaa;nei;fint")
    + "1;nei;;;;nei;nei;\n9;nei;;;;nei;nei;\n;nei;;;;nei;nei;\n"
)


def test_faulty_cells_and_rows_are_left_out_and_counted(files: SurveyFiles) -> None:
    survey = files.write("svar.csv", FAULTY).survey()
    assert survey.answers is not None
    assert survey.answers.counts == {
        "unknown_code": 1,
        "duplicate_respondent": 1,
        "outside_frame": 1,
        "no_respondent": 1,
    }
    found = tallies_of(survey).of("kanaler", "epost")
    assert found is not None
    assert (found.respondents, found.left_out, found.counts) == (3, 1, {"nei": 1, "ja": 1})


def test_rows_that_are_left_out_may_be_those_that_survey_yaml_counts(files: SurveyFiles) -> None:
    files.write("svar.csv", FAULTY)
    for respondents, faults in ((2, 1), (3, 0), (6, 0), (7, 1)):
        files.write("survey.yaml", f"{ANSWERED_FILES['survey.yaml']}respondents: {respondents}\n")
        assert len(files.faults()) == faults, respondents


def test_strictly_every_such_cell_is_a_fault_with_row_column_value_and_expected(
    files: SurveyFiles,
) -> None:
    assert files.write("svar.csv", FAULTY).faults(strict=True) == [
        (
            'svar.csv:2:1: column "k1": "jaa" is no answer to "kanaler"; '
            'expected one of "Nei", "Ja". Did you mean "Ja"?'
        ),
        (
            'svar.csv:5:1: column "nr": "1" has answered already; row 2 stands, and this one is '
            "left out."
        ),
        (
            'svar.csv:6:1: column "nr": "9" is not in the frame list; expected one that is; '
            "the row is left out."
        ),
        (
            'svar.csv:7:1: column "nr": nothing says who answered; expected an id; '
            "the row is left out."
        ),
    ]


def test_strictly_an_answer_that_may_be_missing_is_no_fault(files: SurveyFiles) -> None:
    files.edit(
        "codebook/01-helse.yaml", "asks: {nb: Nett?}", "asks: {nb: Nett?}, missing: [no_answer]"
    )
    files.edit("svar.csv", "2;nei;", "2;;")
    assert files.faults(strict=True) == []
    answers = files.survey().answers
    assert answers is not None
    assert answers.counts == {"missing": 1}


def test_strictly_the_first_cells_are_told_and_how_many_more(files: SurveyFiles) -> None:
    files.write("frame.csv", "id;name;region\n" + "".join(f"{n};N{n};nord\n" for n in range(200)))
    rows = "".join(f"{n};kanskje;;;;nei;nei;\n" for n in range(MOST_CELLS_TOLD + 7))
    told = files.write("svar.csv", HEADER + rows).faults(strict=True)
    assert len(told) == MOST_CELLS_TOLD + 1
    assert told[0] == (
        f"svar.csv: {MOST_CELLS_TOLD + 7} cells and rows that are no answers; "
        f"the first {MOST_CELLS_TOLD} are told here."
    )
    files.write("svar.csv", HEADER + rows.replace("kanskje", "nei", 7))
    assert len(files.faults(strict=True)) == MOST_CELLS_TOLD


def test_where_no_row_stands_each_says_why(files: SurveyFiles) -> None:
    files.write("svar.csv", HEADER + "8;ja;ja;1;0;ja;nei;\n9;nei;;;;nei;nei;\n")
    told = files.faults()
    assert len(told) == 3
    assert told[0].startswith("svar.csv: no row of the file stands as a respondent; ")
    assert told[1].startswith('svar.csv:2:1: column "nr": "8" is not in the frame list; ')


def test_a_file_of_another_wave_is_told_as_that(files: SurveyFiles) -> None:
    files.edit("answers.yaml", "not_used: [merknad]", "wave: merknad")
    text = ROWS.replace("fint", "2010").replace(";nei;nei;\n", ";nei;nei;2010\n")
    files.write("svar.csv", text.replace(";ja;ja;\n", ";ja;ja;2010\n"))
    told = files.faults()
    assert told[0].startswith('svar.csv: column "merknad": every row is of another wave')
    assert 'the survey is of "2009"' in told[0]


def test_a_dataframe_may_stand_in_for_the_file(files: SurveyFiles) -> None:
    (files.folder / "svar.csv").unlink()
    frame = pl.read_csv(ROWS.encode(), separator=";", infer_schema=False)
    survey = files.survey(frame.head(2))
    assert survey.respondents == 2
    assert "svar.csv" not in {path.name for path in survey.files}


def test_another_file_may_stand_in_and_is_the_one_that_is_named(files: SurveyFiles) -> None:
    other = files.folder / "svar-april.csv"
    other.write_text("".join(ROWS.splitlines(keepends=True)[:2]), encoding="utf-8")
    survey = files.survey(other)
    assert survey.respondents == 1
    names = {path.name for path in survey.files}
    assert "svar-april.csv" in names
    assert "svar.csv" not in names
    assert [path.name for path in survey.passed_over] == ["svar.csv"]
    assert files.survey().passed_over == ()


def test_a_mapping_without_a_file_needs_one_given(files: SurveyFiles) -> None:
    files.edit("answers.yaml", "file: svar.csv\n", "")
    assert files.survey(files.folder / "svar.csv").passed_over == ()


def test_what_is_no_dataframe_is_told(files: SurveyFiles) -> None:
    assert files.faults([1, 2]) == [
        (
            "the dataframe: list is no dataframe; "
            "expected a pandas, Polars, PyArrow, DuckDB or PySpark frame."
        )
    ]


def test_answers_may_be_said_to_be_made_up_by_the_file_or_by_survey_yaml(
    files: SurveyFiles,
) -> None:
    assert not files.survey().is_synthetic
    text = "".join(f"{line};syntetisk\n" for line in ROWS.splitlines())
    assert files.write("svar.csv", text).survey().is_synthetic
    files.write("svar.csv", ROWS).edit("survey.yaml", "language", "synthetic: true\nlanguage")
    assert files.survey().is_synthetic


@pytest.mark.parametrize("name", ["../svar.csv", "/etc/passwd", "a/../../svar.csv", "C:/svar.csv",
                                  "..\\\\svar.csv"])  # fmt: skip
@pytest.mark.parametrize(("file", "key"), [("answers.yaml", "file"), ("breakdowns.yaml", "units")])
def test_a_folder_names_no_file_outside_itself(
    files: SurveyFiles, file: str, key: str, name: str
) -> None:
    old = "svar.csv" if key == "file" else "frame.csv"
    (told,) = files.edit(file, f"{key}: {old}", f'{key}: "{name}"').faults()
    shown = name.replace("\\\\", "\\")
    place = "answers.yaml:1:7" if key == "file" else "breakdowns.yaml:2:8"
    assert told == (
        f'{place}: "{shown}" leads out of the survey\'s folder; '
        "expected a file in it; copy the file there, or move the folder to the file."
    )


def test_a_file_may_stand_further_down_in_the_folder(files: SurveyFiles) -> None:
    files.edit("answers.yaml", "file: svar.csv", "file: data/../data/svar.csv")
    assert "leads out" in files.faults()[0]
    files.edit("answers.yaml", "file: data/../data/svar.csv", "file: data/svar.csv")
    assert "there is no such file" in files.faults()[0]
