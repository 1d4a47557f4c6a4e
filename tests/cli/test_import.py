"""Import: a proposed mapping for a person to correct, and the folder of a new wave."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from ekrules.project.new_wave import wave_text
from ekrules.survey.answer_layout import CHOSEN, DONT_KNOW, NO_ANSWER, NOT_ASKED, NOT_CHOSEN
from tests.cli.running import Ran, ekrules
from tests.made_up import WAVE, made_up_outcome, wave_folder
from tests.real_project import SURVEY, real, replaced

LABEL = real().survey.questions["epj"].label.nb
INTO = "fixtures/ekommune2010"
Row = dict[str, str]
TEXT = (wave_folder() / "answers.csv").read_text(encoding="utf-8-sig")
# The column that marks the rows as made up is left out: this is a file as a survey tool gives it.
ROWS: list[Row] = [
    {name: cell for name, cell in row.items() if name != "syntetisk"}
    for row in csv.DictReader(StringIO(TEXT), delimiter=";")
]
BLANK = dict.fromkeys((NO_ANSWER, NOT_ASKED), "")


def labelled(row: Row) -> Row:
    """Return a row with labels for ids, as a survey tool writes them."""
    return dict(_labelled(row))


def _labelled(row: Row) -> Iterator[tuple[str, str]]:
    survey = real().survey
    for name, cell in row.items():
        question = survey.questions.get(name.split(":")[0])
        words = {DONT_KNOW: "Vet ikke", **BLANK}
        if question is not None and question.kind == "multi":
            words |= {CHOSEN: "1", NOT_CHOSEN: "0"}
        elif question is not None:
            words |= {one.id: one.label.nb for one in survey.options_of(question)}
        yield name, words.get(cell, cell) if question is not None else cell


def write(rows: list[Row], name: str = "svar2010.csv") -> Path:
    path = Path(name)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def imported(path: Path, *words: str) -> Ran:
    return ekrules("import", path, "--into", INTO, "--date", "2010-04-01", *words)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("with_labels", [False, True])
def test_a_new_wave_is_made_whose_answers_can_be_read_and_assessed(with_labels: bool) -> None:
    ran = imported(write([labelled(row) if with_labels else row for row in ROWS]))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("71 of 71 questions were found in the file.\n")
    assert "Not found" not in ran.out
    assert f"Now look through {INTO}/answers.yaml, and run:" in ran.out
    written = {line.removeprefix("Written: ") for line in ran.out.splitlines() if "Written" in line}
    assert written == {path.as_posix() for path in Path(INTO).rglob("*") if path.is_file()}
    read = ekrules("answers", "--survey", INTO)
    assert (read.code, read.err) == (0, "")
    assert read.out.startswith("249 of 430 answered.\n")
    assert "Nothing was left out." in read.out
    assert ekrules("assess", "--survey", INTO, "--by", "region", "--format", "json",
                   "--out", "ut").code == 0  # fmt: skip
    record = json.loads(Path("ut/assessment.json").read_text(encoding="utf-8"))
    assert (record["survey"], record["wave"], record["synthetic"]) == ("ekommune2010", 2010, False)
    theirs = made_up_outcome().assessment.measures
    assert {
        name: (one["value"], one["numerator"], one["denominator"])
        for name, one in record["measures"].items()
    } == {name: (one.value, one.numerator, one.denominator) for name, one in theirs.items()}
    assert [one["breakdown"] for one in record["segments"]] == ["region"]


@pytest.mark.usefixtures("project")
def test_a_new_wave_has_its_own_id_year_and_date_and_the_old_questionnaire() -> None:
    assert imported(write(ROWS)).code == 0
    text = Path(INTO, "survey.yaml").read_text(encoding="utf-8")
    assert text.startswith("survey: ekommune2010\ntitle:\n  nb: Kommunenes bruk av IKT 2010\n")
    assert (
        "  en: ICT use in Norwegian municipalities 2010\nwave: 2010\nreference_date: 2010-04-01\n"
        in text
    )
    assert "respondents:" not in text
    assert "#" not in text
    for path in Path("fixtures", SURVEY, "codebook").iterdir():
        assert Path(INTO, "codebook", path.name).read_bytes() == path.read_bytes()
    breakdowns = Path(INTO, "breakdowns.yaml").read_text(encoding="utf-8")
    assert '{id: nord_norge, label: {nb: "Nord-Norge"' in breakdowns
    assert "frame: 88}" in breakdowns
    assert Path(INTO, "svar2010.csv").read_bytes() == Path("svar2010.csv").read_bytes()


@pytest.mark.parametrize(
    "title",
    [
        " {nb: Bruk av IKT 2009, en: Use of ICT 2009}",
        "\n  nb: Bruk av IKT 2009\n  en: Use of ICT 2009",
    ],
)
def test_the_year_in_a_title_is_the_new_one_on_one_line_or_several(title: str) -> None:
    text = f"survey: ikt2009\ntitle:{title}\nwave: 2009\npublisher: Avtale av 2009\n"
    made = wave_text(text, real().survey.description, "ikt2010", date(2010, 4, 1))
    new = title.replace("2009", "2010")
    assert made == f"survey: ikt2010\ntitle:{new}\nwave: 2010\npublisher: Avtale av 2009\n"


@pytest.mark.usefixtures("project")
def test_a_column_with_another_name_is_told_as_not_found_and_one_nobody_reads_as_not_used() -> None:
    rows = [
        {("journal" if name == "epj" else name): cell for name, cell in row.items()}
        | {"merknad": "fint"}
        for row in ROWS
    ]
    ran = imported(write(rows))
    assert ran.code == 0
    assert "70 of 71 questions were found in the file." in ran.out
    assert "\nNot found: epj.\n" in ran.out
    assert "\nColumns that are not used: journal, merknad.\n" in ran.out
    read = ekrules("answers", "--survey", INTO)
    assert read.code == 1
    assert any('nothing is said of the question "epj"' in one for one in read.told)
    # A person says which it is, and then the answers can be read.
    replaced(Path(INTO, "answers.yaml"), "  # epj: ...", "  epj: {column: journal}")
    replaced(Path(INTO, "answers.yaml"), "  - journal  # sjekk: leses ikke\n", "")
    assert ekrules("answers", "--survey", INTO).code == 0


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("name", [LABEL[:-2], f"{LABEL} (kopi)"])
def test_a_column_that_is_nearly_called_so_is_found_and_marked_as_unsure(name: str) -> None:
    rows = [{(name if one == "epj" else one): cell for one, cell in row.items()} for row in ROWS]
    ran = imported(write(rows))
    assert ran.code == 0
    assert "71 of 71 questions were found in the file." in ran.out
    assert "\nLook at, marked with # sjekk: epj.\n" in ran.out
    lines = Path(INTO, "answers.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "sjekk:" in line and "epj" in line]


@pytest.mark.usefixtures("project")
def test_a_column_of_respondents_that_holds_some_twice_is_to_be_looked_at() -> None:
    ran = imported(write([*ROWS, ROWS[0]]))
    assert ran.code == 0
    assert "\nLook at, marked with # sjekk: respondent.\n" in ran.out


@pytest.mark.usefixtures("project")
def test_a_mapping_that_a_person_corrected_is_not_written_over() -> None:
    path = write(ROWS)
    assert imported(path).code == 0
    mapping = Path(INTO, "answers.yaml")
    mapping.write_text("file: min.csv\n", encoding="utf-8")
    ran = imported(path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.told == [
        f"{INTO}/answers.yaml: the mapping is there already; expected --replace to write it anew.",
        (
            f"{INTO}/svar2010.csv: a file of that name is there already; "
            "expected --replace, or a file of another name."
        ),
    ]
    assert mapping.read_text(encoding="utf-8") == "file: min.csv\n"
    again = imported(path, "--replace")
    assert (again.code, again.err) == (0, "")
    assert "file: svar2010.csv" in mapping.read_text(encoding="utf-8")
    # What else is of the wave stays as a person left it.
    assert again.out.count("Written: ") == 2


@pytest.mark.usefixtures("project")
def test_a_wave_that_is_there_is_read_by_its_own_questionnaire() -> None:
    path = write(ROWS)
    assert imported(path).code == 0
    codebook = Path(INTO, "codebook/03-helse.yaml")
    replaced(codebook, "  - id: epj\n", "  - id: epj_ny\n")
    ran = imported(path, "--replace")
    assert "Not found: epj_ny." in ran.out


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "this survey has printed tables; expected --into FOLDER for the new wave"),
        (("--into", INTO), "a new wave without a date; expected the day it was asked for"),
        (
            ("--into", "goals", "--date", "2010-04-01"),
            "goals: the folder is not empty, and is no survey; expected a new folder",
        ),
    ],
)
def test_an_import_to_no_place_is_told_and_writes_nothing(
    words: tuple[str, ...], told: str
) -> None:
    path = write(ROWS)
    before = sorted(Path().rglob("*"))
    ran = ekrules("import", path, *words)
    assert (ran.code, ran.out) == (1, "")
    assert told in ran.told[0]
    assert sorted(Path().rglob("*")) == before


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("text", ["", "a;b;c\n", "a;a\n1;2\n"])
def test_a_file_that_cannot_be_read_is_told_and_nothing_is_written(text: str) -> None:
    Path("svar.csv").write_text(text, encoding="utf-8")
    ran = imported(Path("svar.csv"))
    assert (ran.code, ran.out) == (1, "")
    assert ran.told[0].startswith("svar.csv")
    assert not Path(INTO).exists()
    assert imported(Path("borte.csv")).code == 1


@pytest.mark.usefixtures("project")
def test_a_file_of_something_else_is_imported_with_all_that_was_not_found() -> None:
    Path("svar.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    ran = imported(Path("svar.csv"))
    assert ran.code == 0
    assert ran.out.startswith("0 of 71 questions were found in the file.\n")
    assert " and 59 more." in ran.out
    assert "No column says who answered: name it under respondent." in ran.out
    read = ekrules("answers", "--survey", INTO)
    assert read.code == 1
    assert all(one.startswith(f"{INTO}/answers.yaml") for one in read.told)


@pytest.mark.usefixtures("project")
def test_a_mistyped_date_is_refused() -> None:
    path = write(ROWS)
    ran = ekrules("import", path, "--into", INTO, "--date", "1. april")
    assert ran.code == 2
    assert not Path(INTO).exists()


@pytest.mark.usefixtures("wave")
def test_a_wave_after_answers_takes_over_the_list_of_the_frame() -> None:
    path = write([{**row, "aar": "2010"} for row in ROWS])
    ran = imported(path)
    assert (ran.code, ran.err) == (0, "")
    for name in ("breakdowns.yaml", "frame.csv"):
        assert Path(INTO, name).read_bytes() == Path("fixtures", WAVE, name).read_bytes()
    mapping = Path(INTO, "answers.yaml").read_text(encoding="utf-8")
    # The year is that of the new wave, so it needs no second look.
    assert [line for line in mapping.splitlines() if line.startswith("wave:")] == [
        "wave: aar  # navnet"
    ]
    read = ekrules("answers", "--survey", INTO)
    assert (read.code, read.err) == (0, "")
    assert "249 of 430 answered" in read.out


@pytest.mark.usefixtures("wave")
def test_the_survey_itself_may_get_its_mapping_anew() -> None:
    file = f"fixtures/{WAVE}/answers.csv"
    ran = ekrules("import", file)
    assert (ran.code, len(ran.told)) == (1, 1)
    ran = ekrules("import", file, "--replace")
    assert (ran.code, ran.err) == (0, "")
    assert [line for line in ran.out.splitlines() if "Written" in line] == [
        f"Written: fixtures/{WAVE}/answers.yaml"
    ]
    assert ekrules("answers").code == 0
