"""Tables of answers: number questions, and questions by a breakdown with small ones hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from pathlib import Path
from random import Random
from statistics import fmean, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.errors import InputError
from ekrules.narrative.phrases import read_phrases
from ekrules.project.number_tables import number_table
from ekrules.project.question_table import QuestionTable
from ekrules.project.tabulating import tabulate
from ekrules.report.crossing import HIDDEN, CrossedQuestion, count_by
from ekrules.survey.answer_layout import (
    CHOSEN,
    DONT_KNOW,
    GIVEN,
    LEFT_OUT,
    NO_ANSWER,
    NOT_ASKED,
    NOT_CHOSEN,
)
from ekrules.survey.codebook import Weighting
from ekrules.survey.survey import Survey
from ekrules.tables.bases import BASES, Base
from ekrules.tables.quantiles import LEVEL, two_sided_quantile
from tests.answered import Cell, answered, breakdown
from tests.made_up import wave_folder
from tests.real_project import ROOT
from tests.survey_files import ANSWERED_FILES, SurveyFiles
from tests.surveys import FORMER, NETT, question

ALDER = question("alder", "number", options=())
REGION = breakdown("region", {"nord": 20, "sor": 30, "vest": 50})
HIDES = f"{HIDDEN} {read_phrases('nb').hidden}"


def plain(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    return [
        tuple(cell.replace("\u00a0", " ").replace("\u2212", "-") for cell in row) for row in rows
    ]


def with_ages(ages: Mapping[str, Sequence[float | None]], **more: object) -> Survey:
    """Return a survey in which so many of each region gave their ages, None for no answer."""
    columns: dict[str, list[Cell]] = {"@region": [], "alder": [], "alder:reason": []}
    for region, numbers in ages.items():
        columns["@region"] += [region] * len(numbers)
        columns["alder"] += list(numbers)
        columns["alder:reason"] += [NO_ANSWER if one is None else GIVEN for one in numbers]
    return answered(columns, ALDER, breakdowns=[REGION], frame=100, **more)  # type: ignore[arg-type]


def ages_table(survey: Survey, by: str | None = None) -> QuestionTable:
    return number_table(survey, ALDER, by, "nb")


def comma(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def test_a_number_question_gives_the_mean_its_interval_and_its_ends() -> None:
    ages = [2.0, 4.0, 4.5, 8.0, 11.0, None]
    table = ages_table(with_ages({"nord": ages}))
    assert table.columns == ("Antall", "Gjennomsnitt", "Usikkerhet i utvalget", "Lavest", "Høyest")
    given_ages = [one for one in ages if one is not None]
    mean = fmean(given_ages)
    # Six of a hundred answered; five of them gave a number, and one is as if not asked.
    spread = sqrt(sum((one - mean) ** 2 for one in given_ages) * 6 / 5) / 5
    reach = two_sided_quantile(LEVEL) * spread * sqrt(1 - 6 / 100)
    assert plain(table.rows) == [
        ("Alle", "5", "5,9", f"{comma(mean - reach)} – {comma(mean + reach)}", "2,0", "11,0")
    ]
    assert table.caption == ""


def test_where_all_gave_a_number_the_interval_is_the_textbook_one() -> None:
    ages = [float(one) for one in (3, 5, 8, 9, 20, 21, 30, 31, 44, 50)]
    (row,) = plain(ages_table(with_ages({"nord": ages})).rows)
    reach = two_sided_quantile(LEVEL) * stdev(ages) / sqrt(10) * sqrt(1 - 10 / 100)
    assert row[3] == f"{comma(fmean(ages) - reach)} – {comma(fmean(ages) + reach)}"


def test_nobody_or_one_alone_gives_no_interval() -> None:
    nobody = ages_table(with_ages({"nord": [None, None]}))
    assert plain(nobody.rows) == [("Alle", "0", "–", "–", "–", "–")]
    alone = ages_table(with_ages({"nord": [7.25]}))
    assert plain(alone.rows) == [("Alle", "1", "7,3", "–", "7,3", "7,3")]


def test_by_segment_each_has_its_row_and_the_small_ones_are_hidden() -> None:
    ages = {"nord": [1.0, 2.0, 3.0], "sor": [4.0] * 6, "vest": [5.0, 6.0] * 10}
    table = ages_table(with_ages(ages), "region")
    assert [(row[0], row[1]) for row in table.rows] == [
        ("tekst", HIDDEN),
        # The total less the shown would be nord's.
        ("tekst", HIDDEN),
        ("tekst", "20"),
        ("Alle", "29"),
    ]
    assert set(table.rows[0][1:]) == {HIDDEN}
    assert table.caption == HIDES
    large = ages_table(with_ages({one: [4.0, 5.0] * 3 for one in REGION.segment_ids}), "region")
    assert not any(HIDDEN in row for row in large.rows)
    assert large.caption == ""


def test_a_segment_in_which_nobody_gave_a_number_is_shown_as_that() -> None:
    table = ages_table(with_ages({"nord": [None], "sor": [4.0] * 6, "vest": [5.0] * 6}), "region")
    assert table.rows[0] == ("tekst", "0", "–", "–", "–", "–")
    assert "6" in table.rows[1]


def test_a_mean_is_weighted_as_shares_are() -> None:
    ages = {"nord": [10.0] * 5, "sor": [20.0, 22.0] * 5, "vest": [31.0, 33.0] * 5}
    table = ages_table(with_ages(ages, weighting=Weighting(post_stratify="region")))
    # 20, 30 and 50 of the frame.
    assert plain(table.rows)[0][:3] == ("Alle", "25", comma((20 * 10 + 30 * 21 + 50 * 32) / 100))
    by = ages_table(with_ages(ages, weighting=Weighting(strata="region")), "region")
    assert [row[2] for row in by.rows] == ["10,0", "21,0", "32,0", comma(24.3)]


def test_design_weights_weigh_a_mean() -> None:
    columns: dict[str, list[Cell]] = {
        "alder": [10.0, 20.0, 30.0],
        "alder:reason": [GIVEN] * 3,
        "@weight": [1.0, 1.0, 2.0],
    }
    table = ages_table(answered(columns, ALDER, frame=30))
    assert plain(table.rows)[0][1:3] == ("3", "22,5")


ALDER_FILES = {
    **ANSWERED_FILES,
    "codebook/01-helse.yaml": ANSWERED_FILES["codebook/01-helse.yaml"]
    + """\
  - id: alder
    number: 5
    kind: number
    label: {nb: Alder}
    asks: {nb: Hvor gammelt er nettet?}
    missing: [dont_know, no_answer]
    asked_if: {question: nett, is: ja}
    asked_of: {nb: de med nett}
""",
    "answers.yaml": ANSWERED_FILES["answers.yaml"].replace(
        "not_used: [merknad]", '  alder: {column: merknad, codes: {"99": dont_know}}'
    ),
    "svar.csv": """\
nr;nett;bruk;papir;epost;k1;k2;merknad
1;ja;ja;1;0;ja;nei;2,5
2;ja;ja;1;0;nei;nei;99
3;ja;nei;1;1;ja;ja;1 000
4;nei;;;;ja;ja;
""",
}


def test_a_table_of_numbers_from_a_file_says_who_was_asked(tmp_path: Path) -> None:
    files = SurveyFiles(tmp_path, ALDER_FILES)
    (table,) = tabulate(tmp_path, tmp_path, "alder")
    assert table.title == "Hvor gammelt er nettet?"
    assert plain(table.rows)[0][:3] == ("Alle", "2", "501,3")
    assert table.caption == "Stilt til: de med nett (3). Kilde, kapittel 3.1."
    files.edit("survey.yaml", "language: nb", "language: nb\nsynthetic: true")
    (table,) = tabulate(tmp_path, tmp_path, "alder", by="region")
    assert table.caption.startswith("Oppdiktede svar. Stilt til: de med nett (3).")
    assert table.caption.endswith(HIDES)
    with pytest.raises(InputError, match='no breakdown is called "size"'):
        tabulate(tmp_path, tmp_path, "alder", by="size")
    files.edit(
        "survey.yaml", "synthetic: true", "synthetic: true\nweighting: {post_stratify: region}"
    )
    (table,) = tabulate(tmp_path, tmp_path, "alder")
    assert "Gjennomsnittet er vektet, antallet er det ikke." in table.caption


def crossed(survey: Survey, name: str, base: Base = "asked") -> list[tuple[str, ...]]:
    counts = count_by(survey, "region")
    return plain(CrossedQuestion(survey, survey.questions[name], None, counts, "nb", base).rows())


def nett_survey(
    groups: Mapping[str, Mapping[str, int]], smallest_base: int = 5, smallest_cell: int = 0
) -> Survey:
    """Return answers to nett: region -> code -> how many."""
    columns: dict[str, list[Cell]] = {"@region": [], "nett": []}
    for region, codes in groups.items():
        for code, number in codes.items():
            columns["@region"] += [region] * number
            columns["nett"] += [code] * number
    return answered(
        columns, NETT, breakdowns=[REGION], frame=200,
        smallest_base=smallest_base, smallest_cell=smallest_cell,
    )  # fmt: skip


def test_a_crossed_table_has_counts_and_percents_of_those_asked_in_each_segment() -> None:
    survey = nett_survey(
        {
            "nord": {"ja": 6, "nei": 2, DONT_KNOW: 2},
            "sor": {"ja": 10, "nei": 10, NO_ANSWER: 5},
            "vest": {"ja": 30, LEFT_OUT: 10},
        }
    )
    assert crossed(survey, "nett") == [
        ("tekst", "2 (20,0 %)", "10 (40,0 %)", "0 (0,0 %)", "12 (16,0 %)"),
        ("tekst", "6 (60,0 %)", "10 (40,0 %)", "30 (75,0 %)", "46 (61,3 %)"),
        ("Vet ikke", "2", "0", "0", "2"),
        ("Spurt, men svarte ikke", "0", "5", "0", "5"),
        ("Svaret kunne ikke leses", "0", "0", "10", "10"),
        ("Spurte", "10", "25", "40", "75"),
    ]
    one = CrossedQuestion(survey, NETT, None, count_by(survey, "region"), "nb")
    assert one.columns == ("tekst", "tekst", "tekst", "Alle")


@pytest.mark.parametrize(
    ("base", "sizes", "word"),
    [
        ("all", ("10", "25", "40", "75"), "Deltakere"),
        ("asked", ("10", "25", "40", "75"), "Spurte"),
        ("answered", ("10", "20", "30", "60"), "Svar"),
        ("known", ("8", "20", "30", "58"), "Kjente svar"),
    ],
)
def test_percents_are_of_the_base_asked_for(base: Base, sizes: tuple[str, ...], word: str) -> None:
    survey = nett_survey(
        {
            "nord": {"ja": 6, "nei": 2, DONT_KNOW: 2},
            "sor": {"ja": 10, "nei": 10, NO_ANSWER: 5},
            "vest": {"ja": 30, LEFT_OUT: 10},
        }
    )
    *answers, last = crossed(survey, "nett", base)
    assert last == (word, *sizes)
    percents = [
        f"{count} ({comma(100 * count / int(size))} %)"
        for count, size in zip((6, 10, 30, 46), sizes, strict=True)
    ]
    assert list(answers[1][1:]) == percents


def test_a_small_segment_is_hidden_with_its_base_and_so_is_one_more() -> None:
    rows = crossed(
        nett_survey({"nord": {"ja": 2, "nei": 1}, "sor": {"ja": 4, "nei": 4}, "vest": {"ja": 30}}),
        "nett",
    )
    assert [row[1:3] for row in rows] == [(HIDDEN, HIDDEN)] * 3
    assert [row[3] for row in rows] == ["0 (0,0 %)", "30 (100,0 %)", "30"]
    assert [row[4] for row in rows] == ["5 (12,2 %)", "36 (87,8 %)", "41"]


def test_a_segment_of_nobody_has_noughts_without_percents() -> None:
    rows = crossed(nett_survey({"nord": {"ja": 9}, "sor": {"nei": 9}}), "nett")
    assert [row[3] for row in rows] == ["0", "0", "0"]


def test_small_cells_are_hidden_where_the_survey_says_so() -> None:
    groups = {"nord": {"ja": 9, "nei": 1}, "sor": {"ja": 9, "nei": 9}, "vest": {"ja": 9, "nei": 9}}
    shown = crossed(nett_survey(groups), "nett")
    assert not any(HIDDEN in row for row in shown)
    hidden = crossed(nett_survey(groups, smallest_cell=3), "nett")
    assert hidden[0][1] == hidden[1][1] == HIDDEN
    assert sum(row.count(HIDDEN) for row in hidden) >= 4


CODES = ("nei", "ja", DONT_KNOW, NO_ANSWER)
GROUPS = st.fixed_dictionaries(
    {one: st.fixed_dictionaries({code: st.integers(0, 6) for code in CODES})
     for one in REGION.segment_ids}
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(GROUPS, st.integers(0, 4), st.sampled_from(BASES))
def test_what_is_hidden_is_not_the_rest_of_its_row_or_of_its_column(
    groups: dict[str, dict[str, int]], smallest_cell: int, whose: Base
) -> None:
    if not any(sum(codes.values()) for codes in groups.values()):
        return
    rows = crossed(nett_survey(groups, 5, smallest_cell), "nett", whose)
    for row in rows:
        hidden = [at for at, cell in enumerate(row[1:4]) if cell == HIDDEN]
        shown_total = row[4] != HIDDEN
        # One hidden cell of a row is its total less the others; of a total of 0 there is no secret.
        assert len(hidden) != 1 or not shown_total or row[4].split(" ")[0] == "0"
    *answers, base = rows
    for at in (1, 2, 3):
        unshown = sum(row[at] == HIDDEN for row in answers)
        assert unshown != 1 or base[at] == HIDDEN
        if base[at] == HIDDEN:
            # A percent would give the base away.
            assert not any("%" in row[at] for row in answers)


def test_totals_are_hidden_where_nothing_else_helps() -> None:
    """All who answered are of one segment: its counts are the totals."""
    rows = crossed(nett_survey({"nord": {"ja": 2, "nei": 5}}, 3, 3), "nett")
    assert [(row[0], row[1], row[4]) for row in rows] == [
        ("tekst", "5 (71,4 %)", "5 (71,4 %)"),
        ("tekst", HIDDEN, HIDDEN),
        # Nobody said so; a row of noughts would tell what is left for the other.
        ("Vet ikke", HIDDEN, HIDDEN),
        ("Spurte", "7", "7"),
    ]
    rows = crossed(nett_survey({"nord": {"ja": 2}}, 3, 3), "nett")
    assert {row[1] for row in rows} == {HIDDEN}
    assert [row[4] for row in rows] == [HIDDEN, HIDDEN, "2"]


def several(
    groups: Mapping[str, Sequence[tuple[str, str]]], smallest_base: int = 5, smallest_cell: int = 0
) -> Survey:
    """Return answers to former: region -> each respondent's papir and epost."""
    columns: dict[str, list[Cell]] = {"@region": [], "former:papir": [], "former:epost": []}
    for region, answers in groups.items():
        for papir, epost in answers:
            columns["@region"].append(region)
            columns["former:papir"].append(papir)
            columns["former:epost"].append(epost)
    columns["nett"] = ["nei" if one == NOT_ASKED else "ja" for one in columns["former:papir"]]
    return answered(
        columns, NETT, FORMER, breakdowns=[REGION], frame=200,
        smallest_base=smallest_base, smallest_cell=smallest_cell,
    )  # fmt: skip


BOTH, PAPER, NEITHER = (CHOSEN, CHOSEN), (CHOSEN, NOT_CHOSEN), (NOT_CHOSEN, NOT_CHOSEN)


def test_each_option_of_several_is_counted_by_itself_of_those_asked() -> None:
    survey = several(
        {
            "nord": [BOTH] * 4 + [PAPER] * 4,
            "sor": [PAPER] * 5 + [(DONT_KNOW, DONT_KNOW)] * 5 + [(NOT_ASKED, NOT_ASKED)] * 2,
            "vest": [NEITHER] * 8 + [(NO_ANSWER, NO_ANSWER)] * 2,
        }
    )
    assert crossed(survey, "former") == [
        ("tekst", "8 (100,0 %)", "5 (50,0 %)", "0 (0,0 %)", "13 (46,4 %)"),
        ("tekst", "4 (50,0 %)", "0 (0,0 %)", "0 (0,0 %)", "4 (14,3 %)"),
        ("Vet ikke", "0", "5", "0", "5"),
        ("Spurt, men svarte ikke", "0", "0", "2", "2"),
        ("Ikke spurt", "0", "2", "0", "2"),
        ("Spurte", "8", "10", "10", "28"),
    ]


def test_options_of_several_hide_a_small_segment_in_every_row() -> None:
    survey = several({"nord": [BOTH] * 2, "sor": [PAPER] * 6, "vest": [NEITHER] * 9})
    rows = crossed(survey, "former")
    assert {row[1] for row in rows} == {HIDDEN}
    assert {row[2] for row in rows} == {HIDDEN}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 5))
def test_who_gave_no_answer_is_hidden_in_all_options_or_in_none(
    seed: int, smallest_cell: int
) -> None:
    draw = Random(seed)
    kinds = [BOTH, PAPER, NEITHER, (DONT_KNOW, DONT_KNOW), (NO_ANSWER, NO_ANSWER)]
    groups = {one: draw.choices(kinds, k=draw.randint(1, 15)) for one in REGION.segment_ids}
    rows = crossed(several(groups, 3, smallest_cell), "former")
    for row in rows:
        hidden = row[1:4].count(HIDDEN)
        assert hidden != 1 or row[4] == HIDDEN or row[4].split(" ")[0] == "0"


def test_grids_are_crossed_item_by_item(tmp_path: Path) -> None:
    SurveyFiles(tmp_path, ANSWERED_FILES)
    tables = tabulate(tmp_path, tmp_path, "kanaler", by="region")
    assert [one.title for one in tables] == ["Kanaler? E-post", "Kanaler? SMS"]
    assert [one.columns for one in tables] == [("Nord-Norge", "Sørlandet", "Alle")] * 2
    assert all(one.caption.endswith(HIDES) for one in tables)
    with pytest.raises(InputError, match='no breakdown is called "size"'):
        tabulate(tmp_path, tmp_path, "kanaler", by="size")
    with pytest.raises(InputError, match='no question is called "kanal"'):
        tabulate(tmp_path, tmp_path, "kanal", by="region")


@pytest.mark.parametrize("name", ["epj", "kanaler", "postliste_innhold"])
def test_the_last_column_of_a_crossed_table_is_the_table_itself(name: str) -> None:
    plain_tables = tabulate(ROOT, wave_folder(), name)
    for whole, parts in zip(
        plain_tables, tabulate(ROOT, wave_folder(), name, by="type"), strict=True
    ):
        counts = {row[0]: row[1] for row in whole.rows}
        for label, *_, last in parts.rows[:-1]:
            assert last.split(" ")[0] == counts[label]
