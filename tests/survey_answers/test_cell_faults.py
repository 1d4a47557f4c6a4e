from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

import pytest

from ekrules.survey.answer_files.table import RawCell
from ekrules.survey.answers import coding
from ekrules.survey.answers.cell_faults import (
    HEADER,
    CellFault,
    CellFaultKind,
    fault_rows,
    left_out_rows,
    stopping_counts,
)
from ekrules.survey.coded_answers import CodedAnswers
from ekrules.survey.units import FrameUnit
from tests.survey_answers.tables import (
    ALDER,
    BRUK,
    FORMER,
    KANALER,
    KINDS,
    NETT,
    REGION,
    UNITS,
    Cells,
    coded,
    raw_table,
    survey,
)

YAML = """\
respondent: id
name: navn
wave: aar
weight: vekt
breakdowns: {region: landsdel}
questions:
  nett: {column: q1, codes: {1: nei, 2: ja, 8: no_answer}}
  bruk: {column: q2}
  former: {columns: {papir: f1, epost: f2, annet: f3, dont_know: f4}}
  kanaler: {columns: {sms: k1, chat: k2}}
  alder: {column: a}
"""
# One row without fault; the tests put theirs in.
ROW: dict[str, str | None] = {
    "id": "0301", "navn": "Oslo", "aar": "2009", "vekt": "1", "landsdel": "Sørlandet", "q1": "2",
    "q2": "mye", "f1": "1", "f2": "0", "f3": None, "f4": None, "k1": "ikke", "k2": "stor", "a": "7",
}  # fmt: skip
SECOND: dict[str, str | None] = ROW | {"id": "1902", "navn": "Tromsø", "landsdel": "nord"}


def answers(
    *rows: dict[str, str | None],
    kind: str = "polars",
    odd: tuple[RawCell, ...] = (),
    units: Sequence[FrameUnit] = UNITS,
) -> CodedAnswers:
    cells: Cells = {name: [row[name] for row in rows] for name in ROW}
    asked = survey(NETT, BRUK, FORMER, KANALER, ALDER, units=units, breakdowns=[REGION])
    return coded(YAML, raw_table(cells, kind, odd_cells=odd), asked)


def the_fault(*rows: dict[str, str | None]) -> CellFault:
    found = answers(*rows)
    assert len(found.faults) == 1
    fault = found.faults[0]
    assert isinstance(fault, CellFault)
    assert dict(found.counts) == {fault.kind: 1}
    return fault


def test_a_file_without_faults_has_none() -> None:
    found = answers(ROW, SECOND)
    assert (found.respondents, found.faults, dict(found.counts)) == (2, (), {})


# What is put into the second row, and what is said of it.
Case = tuple[dict[str, str | None], str]
CELL_FAULTS: list[Case] = [
    ({"q1": "22", "q2": None, "f1": None, "a": None},
     ('row 3, respondent "1902", column "q1": "22" is no answer to "nett"; expected one of "1", '
     '"2", "8". Did you mean "2"?')),
    ({"q2": "My"},
     ('row 3, respondent "1902", column "q2": "My" is no answer to "bruk"; expected one of "Nei", '
     '"Ja, noe", "Ja, mye". Did you mean "mye"?')),
    ({"f2": "chozen"},
     ('row 3, respondent "1902", column "f2": "chozen" is no answer to "former"; expected one of '
     '"chosen", "not_chosen"; the question is left out for this respondent. '
     'Did you mean "chosen"?')),
    ({"f4": "1"},
     ('row 3, respondent "1902", column "f4": "1" stands beside a choice in "former"; expected '
     "choices or a reason why there are none; the question is left out.")),
    ({"a": "ti"},
     'row 3, respondent "1902", column "a": "ti" is no number; expected a number (as 12 or 12,5).'),
    ({"q1": "1", "f1": "0", "a": None},
     ('row 3, respondent "1902", column "q2": "mye" answers "bruk", which was not asked; it is '
     'asked where "nett" is "ja".')),
    ({"q2": None},
     ('row 3, respondent "1902", column "q2": "bruk" was asked and not answered; the codebook lets '
     "it be.")),
    ({"k2": None},
     ('row 3, respondent "1902", column "k2": "kanaler" was asked and not answered; the codebook '
     "has an answer from everyone who was asked.")),
    ({"landsdel": "Nordlandet"},
     ('row 3, respondent "1902", column "landsdel": "Nordlandet" is no segment of "region"; '
     'expected one of "nord", "sor". Did you mean "Sørlandet"?')),
    ({"landsdel": "sor"},
     ('row 3, respondent "1902", column "landsdel": "sor" is another segment of "region" than the '
     "frame list has; the frame list's stands.")),
    ({"id": "0301"},
     ('row 3, respondent "0301", column "id": "0301" has answered already; row 2 stands, and this '
     "one is left out.")),
    ({"id": "9902"},
     ('row 3, respondent "9902", column "id": "9902" is not in the frame list; expected one that '
     'is; the row is left out. Did you mean "1902 Tromsø"?')),
    ({"aar": "2010"},
     ('row 3, respondent "1902", column "aar": "2010" is another wave; the survey is of "2009"; '
     "the row is left out.")),
    ({"aar": None},
     ('row 3, respondent "1902", column "aar": a blank cell is another wave; the survey is of '
     '"2009"; the row is left out.')),
    ({"id": None},
     'row 3, column "id": nothing says who answered; expected an id; the row is left out.'),
    ({"vekt": None},
     ('row 3, respondent "1902", column "vekt": a blank cell is no weight; expected a number above '
     "0 (as 1 or 1,25); the row is left out.")),
]  # fmt: skip


# All of them in one file, each of a respondent of its own. Which of two rows stands, a database
# can't tell.
MANY_UNITS = [FrameUnit(str(5000 + at), f"nr. {at}", {"region": "sor"}) for at in range(40)]
NO_CASE: Case = ({}, "")
MANY: list[dict[str, str | None]] = [
    ROW | {"id": str(5000 + at)} | cells
    for at, (cells, _) in enumerate([NO_CASE, *CELL_FAULTS])
    if cells.get("id") != "0301"
] + [ROW | {"id": "5039", "landsdel": "nord"}]


@pytest.mark.parametrize("weight", ["-1", "0", "inf", "mye", "nan", "1e999"])
def test_a_weight_is_a_number_above_zero(weight: str) -> None:
    fault = the_fault(ROW, SECOND | {"vekt": weight})
    assert (fault.kind, fault.column, fault.value) == ("bad_weight", "vekt", weight)


@pytest.mark.parametrize(("cells", "told"), CELL_FAULTS)
def test_each_kind_says_row_column_value_what_was_expected_and_the_nearest(
    cells: dict[str, str | None], told: str
) -> None:
    assert str(the_fault(ROW, SECOND | cells)) == told


def test_every_kind_of_fault_is_tried_here() -> None:
    tried = {*answers(*MANY, units=MANY_UNITS).counts, "duplicate_respondent"}
    assert tried | {"odd_cell"} == {*get_args(CellFaultKind)}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_frame_finds_the_same(kind: str) -> None:
    ours, theirs = (answers(*MANY, kind=one, units=MANY_UNITS) for one in ("polars", kind))
    assert dict(theirs.counts) == dict(ours.counts)
    assert theirs.respondents == ours.respondents
    assert len(theirs.faults) == sum(theirs.counts.values())
    if kind != "duckdb":
        assert theirs.faults == ours.faults
    else:  # a database's rows have no order, so no numbers either
        assert {one.row for one in theirs.faults} == {None}


def test_a_code_for_no_answer_is_a_missing_answer_too() -> None:
    fault = the_fault(ROW, SECOND | {"q1": "8", "q2": None, "f1": None, "f2": None, "a": None})
    assert (fault.kind, fault.value, fault.is_notice) == ("missing", "8", True)


def test_one_who_was_asked_and_is_said_not_to_have_been_has_not_answered() -> None:
    fault = the_fault(ROW, SECOND | {"q2": "not_asked"})
    assert (fault.kind, fault.value) == ("missing", "not_asked")


def test_a_multiple_response_question_is_missing_once() -> None:
    fault = the_fault(ROW, SECOND | {"f1": None, "f2": None})
    assert (fault.kind, fault.column) == ("missing", "f1")


def test_not_chosen_where_nobody_was_asked_is_no_answer() -> None:
    none = {"q1": "1", "q2": None, "f1": "0", "f2": "0", "f3": "0", "a": None}
    assert answers(ROW | none).counts == {}


def test_a_missing_answer_that_the_codebook_allows_stops_nobody() -> None:
    counts = answers(ROW, SECOND | {"q2": None, "k2": None}).counts
    assert dict(counts) == {"missing": 1, "unexpected_missing": 1}
    assert stopping_counts(counts) == {"unexpected_missing": 1}


def test_a_cell_that_the_file_s_reader_saw_is_odd_is_reported_once() -> None:
    odd = (
        RawCell(3, "q2", "=A1", "a formula", "expected the answer itself"),
        RawCell(3, "a", "2009-01-01", "a date", "expected a number"),
    )
    found = answers(ROW, SECOND | {"q2": "=A1", "a": "2009-01-01"}, odd=odd)
    assert dict(found.counts) == {"odd_cell": 2}
    assert [str(one) for one in found.faults] == [
        (
            'row 3, respondent "1902", column "q2": "=A1" is no plain answer; it is a formula; '
            "expected the answer itself."
        ),
        (
            'row 3, respondent "1902", column "a": "2009-01-01" is no plain answer; it is a date; '
            "expected a number."
        ),
    ]


def test_an_odd_cell_of_a_column_that_nobody_reads_is_no_fault() -> None:
    yaml = "respondent: id\nquestions:\n  nett: {column: q1}\nnot_used: [x]\n"
    odd = (RawCell(2, "x", "=A1", "a formula", "expected a value"),)
    raw = raw_table({"id": ["a"], "q1": ["ja"], "x": ["=A1"]}, odd_cells=odd)
    assert coded(yaml, raw, survey(NETT)).counts == {}


def test_a_file_of_another_wave_is_one_fault_and_every_row_is_counted() -> None:
    found = answers(ROW | {"aar": "2010"}, SECOND | {"aar": "2011"}, ROW | {"aar": None})
    assert [str(one) for one in found.faults] == [
        ('column "aar": every row is of another wave (blank, 2010, 2011); the survey is of "2009".')
    ]
    assert (dict(found.counts), found.respondents) == ({"other_wave": 3}, 0)
    assert left_out_rows(found.counts) == 3


def test_rows_are_left_out_for_one_reason_each() -> None:
    nobody = dict.fromkeys(ROW)
    found = answers(ROW, nobody, SECOND | {"aar": "2010", "vekt": "-1"}, ROW | {"vekt": "0"})
    assert dict(found.counts) == {"other_wave": 2, "bad_weight": 1}
    assert (left_out_rows(found.counts), found.respondents) == (3, 1)


def test_only_the_first_faults_are_told_and_all_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(coding, "MOST_CELL_FAULTS", 7)
    yaml = "respondent: id\nquestions:\n  nett: {column: q1}\n"
    cells: list[str | None] = [None if at % 2 else "x" for at in range(40)]
    raw = raw_table({"id": [str(at) for at in range(40)], "q1": cells})
    found = coded(yaml, raw, survey(NETT))
    assert dict(found.counts) == {"unknown_code": 20, "missing": 20}
    # Errors go before notices.
    assert [(one.row, one.kind) for one in found.faults] == [
        (2 * at + 2, "unknown_code") for at in range(7)
    ]


def test_faults_are_told_in_the_order_of_the_file() -> None:
    rows = [ROW, SECOND | {"q2": None}, ROW, SECOND | {"id": "1804", "k1": "x"}]
    found = answers(*rows).faults
    assert [one.row for one in found] == [3, 4, 5]


def test_faults_as_rows_hold_what_their_sentences_say() -> None:
    header, rows = fault_rows(answers(ROW, SECOND | {"q2": "My"}, ROW).faults)
    assert header == HEADER
    assert rows == [
        ("3", "1902", "q2", "bruk", "My", "unknown_code",
         'expected one of "Nei", "Ja, noe", "Ja, mye"', "mye"),
        ("4", "0301", "id", "", "0301", "duplicate_respondent",
         "row 2 stands, and this one is left out", ""),
    ]  # fmt: skip


def test_row_numbers_are_the_file_s() -> None:
    yaml = "respondent: id\nquestions:\n  nett: {column: q1}\n"
    raw = raw_table({"id": ["a", "b"], "q1": ["ja", "x"]}, first_row=4)
    found = coded(yaml, raw, survey(NETT)).faults
    assert Counter(one.row for one in found) == {5: 1}


def test_odd_cells_of_a_row_that_is_left_out_are_told_where_they_are_why() -> None:
    odd = (
        RawCell(2, "id", "=A1", "a formula", "expected a value"),
        RawCell(2, "q2", "=A2", "a formula", "expected a value"),
    )
    found = answers(ROW | {"id": "=A1", "q2": "=A2"}, SECOND, odd=odd)
    assert dict(found.counts) == {"outside_frame": 1, "odd_cell": 1}
    assert {one.column for one in found.faults} == {"id"}


def test_signs_that_nobody_sees_are_written_out() -> None:
    found = answers(ROW | {"q2": "m\ufeffye"})
    assert '"m<U+FEFF>ye" is no answer' in str(found.faults[0])
    assert found.faults[0].value == "m\ufeffye"
