"""Files of answers through the whole command line: sound ones, faulty ones and broken ones."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ekrules.cli.answers import MOST_SHOWN
from tests.cli.running import Ran, ekrules
from tests.made_up import WAVE, wave_folder

SURVEY = f"fixtures/{WAVE}"
ANSWERS = f"{SURVEY}/answers.csv"
LINES = (wave_folder() / "answers.csv").read_text(encoding="utf-8-sig").splitlines()
HEADER, ROWS = LINES[0].split(";"), LINES[1:]


def write(lines: list[str]) -> None:
    Path(ANSWERS).write_text("\n".join(lines), encoding="utf-8")


def with_cell(row: int, column: str, value: str) -> str:
    """Return one of the file's rows with another cell."""
    cells = ROWS[row].split(";")
    cells[HEADER.index(column)] = value
    return ";".join(cells)


def assess(*words: str, out: str = "ut") -> Ran:
    return ekrules("assess", "--by", "none", "--format", "md,json", "--out", out, *words)


def spaced(text: str) -> str:
    for line in "│┃─━┏┓┗┛┡┩└┘╇┳┻":
        text = text.replace(line, " ")
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.usefixtures("wave")
class TestSound:
    def test_answers_tells_who_answered_and_how_like_the_frame_they_are(self) -> None:
        ran = ekrules("answers")
        assert (ran.code, ran.err) == (0, "")
        text = spaced(ran.out)
        assert text.startswith("249 of 430 answered (synthetic). Kommunetype Svar Andel av svarene")
        assert "Nord-Norge 48 19,3 % 88 55 % innenfor tilfeldig frafall" in text
        assert "213 Spurt, men svarte ikke" in text
        assert text.endswith("Nothing was left out.")

    def test_strict_has_nothing_to_stop_for(self) -> None:
        assert ekrules("answers", "--strict").code == 0
        assert assess("--strict").code == 0

    def test_made_up_is_said_on_the_screen_in_the_reports_in_tables_and_in_the_record(self) -> None:
        assert "(synthetic)" in ekrules("answers").out
        table = ekrules("table", "epj", "--by", "region").out
        assert "Oppdiktede svar." in table
        assert "Oppdiktede svar." in ekrules("table", "epj").out
        assert ekrules("assess", "--by", "none", "--out", "ut").code == 0
        for name in ("report.html", "report.md"):
            text = Path("ut", name).read_text(encoding="utf-8")
            assert "Svarene er oppdiktet" in text
            assert "oppdiktede svar" in text
        record = json.loads(Path("ut/assessment.json").read_text(encoding="utf-8"))
        assert record["synthetic"] is True

    @pytest.mark.parametrize("name", ["survey.yaml", "answers.yaml", "breakdowns.yaml"])
    def test_made_up_is_said_in_every_file_that_a_person_opens(self, name: str) -> None:
        text = Path(SURVEY, name).read_text(encoding="utf-8")
        assert text.startswith("# Made up by ekrules synthesize (seed 2009): nobody gave these")
        assert "syntetisk" in HEADER
        assert {row.split(";")[HEADER.index("syntetisk")] for row in ROWS} == {"syntetisk"}

    def test_by_none_assesses_no_segments_and_by_one_just_those(self) -> None:
        for words, expected in ((["none"], []), (["region"], ["region"]),
                                (["size", "--by", "region"], ["size", "region"])):  # fmt: skip
            ran = ekrules("assess", "--format", "json", "--out", "ut", "--by", *words)
            assert ran.code == 0
            record = json.loads(Path("ut/assessment.json").read_text(encoding="utf-8"))
            assert [one["breakdown"] for one in record["segments"]] == expected

    def test_an_unknown_breakdown_is_told_with_the_nearest_and_nothing_written(self) -> None:
        for ran in (
            ekrules("assess", "--by", "regoin", "--out", "ut"),
            ekrules("table", "epj", "--by", "regoin"),
        ):
            assert (ran.code, ran.out) == (1, "")
            assert ran.told == [
                (
                    f'{SURVEY}: no breakdown is called "regoin"; expected one that exists. '
                    'Did you mean "region"?'
                )
            ]
        assert not Path("ut").exists()

    def test_a_file_that_is_named_is_the_one_that_is_read(self) -> None:
        other = Path(SURVEY, "noen.csv")
        other.write_text("\n".join(LINES[:101]), encoding="utf-8")
        for words, told in (
            (("answers",), "100 of 430 answered"),
            (("table", "epj"), "av 100 spurte"),
            (("explain", "helse-1"), "av 100 spurte"),
        ):
            ran = ekrules(*words, "--survey", other)
            assert (ran.code, ran.err) == (0, "")
            assert told in ran.out
        assert assess("--survey", str(other)).code == 0
        record = json.loads(Path("ut/assessment.json").read_text(encoding="utf-8"))
        assert record["measures"]["epj"]["denominator"] == 100
        paths = [one["path"] for one in record["inputs"]]
        assert f"{SURVEY}/noen.csv" in paths
        assert ANSWERS not in paths

    def test_a_file_with_nothing_beside_it_is_told_what_to_do(self, tmp_path: Path) -> None:
        alone = tmp_path / "svar.csv"
        alone.write_text("\n".join(LINES), encoding="utf-8")
        for command in ("answers", "check"):
            ran = ekrules(command, "--survey", alone)
            assert (ran.code, len(ran.told)) == (1, 1)
            assert ran.told[0].endswith("ekrules import makes one.")

    def test_answers_are_not_made_up_after_answers(self) -> None:
        ran = ekrules("synthesize", "--out", "ut")
        assert (ran.code, ran.out) == (1, "")
        assert "has answers already" in ran.told[0]
        assert not Path("ut").exists()


def unknown_code() -> list[str]:
    return [LINES[0], with_cell(0, "epj", "kanskje"), *ROWS[1:]]


def misspelt_codes() -> list[str]:
    return [LINES[0], *(with_cell(row, "epj", "jaa") for row in range(30)), *ROWS[30:]]


def not_asked() -> list[str]:
    index = next(
        number
        for number, row in enumerate(ROWS)
        if row.split(";")[HEADER.index("helsenett_pleie")] == "not_asked"
    )
    return [LINES[0], *ROWS[:index], with_cell(index, "helsenett_pleie", "ja"), *ROWS[index + 1 :]]


def twice() -> list[str]:
    return [*LINES, ROWS[0]]


def outside() -> list[str]:
    return [*LINES, with_cell(0, "kommunenr", "1234")]


def nobody() -> list[str]:
    return [*LINES, with_cell(0, "kommunenr", "")]


# What each file holds, the row that is told of, what is said, and the kind in the method section.
FAULTY: list[tuple[Callable[[], list[str]], int, str, str]] = [
    (unknown_code, 2, '"kanskje" is no answer to "epj"', "Celle med en kode som ikke er et svar"),
    (misspelt_codes, 2, 'Did you mean "Ja"?', "Celle med en kode som ikke er et svar"),
    (not_asked, 0, '"ja" answers "helsenett_pleie", which was not asked', "som ikke ble stilt"),
    (twice, 251, "has answered already; row 2 stands", "Samme deltaker en gang til"),
    (outside, 251, '"1234" is not in the frame list', "Deltaker utenfor utvalgsrammen"),
    (nobody, 251, "nothing says who answered; expected an id", "Rad uten deltaker"),
]


@pytest.mark.usefixtures("wave")
@pytest.mark.parametrize(
    ("lines", "row", "says", "kind"), FAULTY, ids=[one[0].__name__ for one in FAULTY]
)
class TestFaulty:
    def test_answers_tells_what_was_left_out_on_the_screen_and_as_csv(
        self, lines: Callable[[], list[str]], row: int, says: str, kind: str
    ) -> None:
        write(lines())
        ran = ekrules("answers", "--csv", "feil.csv")
        assert (ran.code, ran.err) == (0, "")
        told = next(line for line in ran.out.splitlines() if says in line)
        assert told.startswith(f"row {row}, " if row else "row ")
        assert kind in ran.out
        assert "Nothing was left out." not in ran.out
        with Path("feil.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = [one for one in csv.DictReader(file, delimiter=";") if one["kind"] != "missing"]
        assert rows
        if row:
            assert rows[0]["row"] == str(row)
        assert len(rows) == (30 if lines is misspelt_codes else 1)
        assert ("... and 10 more (--csv FILE)" in ran.out) == (len(rows) > MOST_SHOWN)

    def test_strict_stops_with_the_row_and_writes_nothing(
        self, lines: Callable[[], list[str]], row: int, says: str, kind: str
    ) -> None:
        del kind
        write(lines())
        ran = assess("--strict")
        assert (ran.code, ran.out) == (1, "")
        assert says in ran.told[0]
        assert ran.told[0].startswith(f"{ANSWERS}:{row}:1: " if row else f"{ANSWERS}:")
        assert not Path("ut").exists()
        assert ekrules("answers", "--strict").code == 1

    def test_without_it_the_report_counts_what_was_left_out(
        self, lines: Callable[[], list[str]], row: int, says: str, kind: str
    ) -> None:
        del row, says
        write(lines())
        assert assess().code == 0
        report = Path("ut/report.md").read_text(encoding="utf-8")
        assert kind in report
        measure = json.loads(Path("ut/assessment.json").read_text(encoding="utf-8"))["measures"]
        # What was left out is no answer, and was asked all the same.
        assert measure["epj"]["denominator"] == 249


def empty() -> list[str]:
    return []


def header_only() -> list[str]:
    return LINES[:1]


def wrong_delimiter() -> list[str]:
    return [line.replace(";", "^") for line in LINES]


def cut_short() -> list[str]:
    return LINES[:100]


def all_outside() -> list[str]:
    return [LINES[0], *(f"x{row}" for row in ROWS)]


def other_columns() -> list[str]:
    return ["a;b;c", "1;2;3"]


BROKEN: list[tuple[Callable[[], list[str]], str]] = [
    (empty, f"{ANSWERS}: the file is empty; expected a header and a row per respondent."),
    (header_only, f"{ANSWERS}: a header and no rows; expected a row per respondent."),
    (wrong_delimiter, ANSWERS),
    (cut_short, f"{SURVEY}/survey.yaml:9:14: 249 respondents, but {ANSWERS} holds 99; "),
    (all_outside, f"{ANSWERS}: no row of the file stands as a respondent; "),
    (other_columns, f"{SURVEY}/answers.yaml:3:13: no column of {ANSWERS} is called "),
]


@pytest.mark.usefixtures("wave")
@pytest.mark.parametrize(("lines", "beginning"), BROKEN, ids=[one[0].__name__ for one in BROKEN])
def test_a_broken_file_is_told_by_every_command_and_nothing_is_written(
    lines: Callable[[], list[str]], beginning: str
) -> None:
    write(lines())
    for ran in (ekrules("answers", "--csv", "feil.csv"), assess(), ekrules("check"),
                ekrules("table", "epj")):  # fmt: skip
        assert (ran.code, ran.out) == (1, "")
        told = ran.err.splitlines()
        assert any(one.startswith(beginning) for one in told), told[:3]
        assert not any("has no counts" in one or "is not read" in one for one in told)
    assert not Path("ut").exists()
    assert not Path("feil.csv").exists()


@pytest.mark.usefixtures("wave")
def test_a_file_of_another_wave_is_told_as_that() -> None:
    mapping = Path(SURVEY, "answers.yaml")
    text = mapping.read_text(encoding="utf-8").replace(
        "name: kommune\n", "name: kommune\nwave: aar\n"
    )
    mapping.write_text(text, encoding="utf-8")
    write([f"{LINES[0]};aar", *(f"{row};2010" for row in ROWS)])
    ran = assess()
    assert (ran.code, ran.out) == (1, "")
    assert 'every row is of another wave ("2010"' in ran.err.replace("(2010)", '("2010"')
    assert 'the survey is of "2009"' in ran.err
    assert not Path("ut").exists()
    # Some rows of another wave are left out.
    write([f"{LINES[0]};aar", *(f"{row};{2009 if n else 2010}" for n, row in enumerate(ROWS))])
    assert assess().code == 0
    assert "Rad fra en annen undersøkelse; utelatt" in Path("ut/report.md").read_text("utf-8")


@pytest.mark.usefixtures("wave")
@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        ("survey.yaml", "wave: 2009", "wavee: 2009", "survey.yaml:"),
        ("codebook/03-helse.yaml", "theme: helse", "thema: helse", "codebook/03-helse.yaml:"),
        ("answers.yaml", "respondent: kommunenr", "respondant: kommunenr", "answers.yaml:"),
        ("breakdowns.yaml", "units: frame.csv", "unit: frame.csv", "breakdowns.yaml:"),
        ("breakdowns.yaml", "units: frame.csv", "units: ramme.csv", "ramme.csv:"),
    ],
)
def test_a_fault_in_a_file_of_the_wave_is_told_without_what_follows_from_it(
    name: str, old: str, new: str, place: str
) -> None:
    path = Path(SURVEY, name)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    ran = ekrules("check")
    assert (ran.code, ran.out) == (1, "")
    ours = [one for one in ran.told if one.startswith(SURVEY)]
    assert all(one.startswith(f"{SURVEY}/{place}") for one in ours), ours
    assert not any("is not read" in one for one in ran.told)


@pytest.mark.usefixtures("project")
def test_printed_tables_have_no_segments_and_no_answers() -> None:
    for words in (("assess", "--by", "region", "--out", "ut"), ("table", "epj", "--by", "region")):
        ran = ekrules(*words)
        assert (ran.code, ran.out) == (1, "")
        assert ran.told == [
            (
                'fixtures/ekommune2009: no answers to divide by "region"; '
                "printed tables have no segments; --by needs a file of answers."
            )
        ]
    assert not Path("ut").exists()
    ran = ekrules("answers")
    assert (ran.code, len(ran.told)) == (1, 1)
    assert ran.told[0].startswith("fixtures/ekommune2009: printed tables, and no file of answers; ")
    assert ekrules("assess", "--by", "none", "--format", "json", "--out", "ut").code == 0


@pytest.mark.usefixtures("project")
def test_synthesize_writes_two_waves_that_can_be_assessed() -> None:
    ran = ekrules("synthesize", "--out", "laget", "--format", "sav")
    assert (ran.code, ran.err) == (0, "")
    first, second, then = ran.out.splitlines()
    assert first == f"laget/{WAVE}: 249 made-up answers of 430"
    assert second.startswith("laget/ekommune2010_syntetisk: 2")
    assert then == f"Try it: ekrules assess --survey laget/{WAVE}"
    for wave in (WAVE, "ekommune2010_syntetisk"):
        assert "(synthetic)" in ekrules("answers", "--survey", f"laget/{wave}").out
    again = ekrules("synthesize", "--out", "igjen", "--format", "sav", "--seed", "2009")
    assert again.code == 0
    for path in Path("laget").rglob("*"):
        if path.is_file():
            assert path.read_bytes() == Path("igjen", path.relative_to("laget")).read_bytes()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("words", [("--format", "ods"), ("--respondents", "0"), ("--seed", "x")])
def test_a_mistyped_option_of_synthesize_writes_nothing(words: tuple[str, str]) -> None:
    ran = ekrules("synthesize", "--out", "laget", *words)
    assert ran.code == 2
    assert words[0] in ran.err
    assert not Path("laget").exists()
