from __future__ import annotations

from collections.abc import Sequence

import pytest

from ekrules.survey.coded_answers import CodedAnswers
from ekrules.survey.units import FrameUnit
from tests.survey_answers.tables import (
    KINDS,
    NETT,
    REGION,
    UNITS,
    cells_of,
    coded,
    raw_table,
    survey,
)

YAML = "respondent: id\nquestions:\n  nett: {column: q1}\n"


def answers(
    ids: Sequence[str | None],
    kind: str = "polars",
    units: Sequence[FrameUnit] = UNITS,
    more: str = "",
    **columns: Sequence[str | None],
) -> CodedAnswers:
    cells = {"id": ids, "q1": ["ja"] * len(ids), **columns}
    return coded(
        YAML + more, raw_table(cells, kind), survey(NETT, units=units, breakdowns=[REGION])
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_frame_list_says_name_and_segments(kind: str) -> None:
    found = answers(["1902", "301", "00904", "1804"], kind)
    assert cells_of(found) == {
        "@respondent": ["0301", "0904", "1804", "1902"],
        "@name": ["Oslo", "Grimstad", "Bodø", "Tromsø"],
        "@region": ["sor", "sor", "nord", "nord"],
        "nett": ["ja"] * 4,
    }
    assert found.counts == {}


def test_the_file_s_own_name_goes_before_the_list_s() -> None:
    found = answers(["0301", "1902"], more="name: navn\n", navn=["Oslo kommune", None])
    assert cells_of(found)["@name"] == ["Oslo kommune", "Tromsø"]


def test_an_id_with_and_without_zeros_is_one_respondent() -> None:
    found = answers(["0301", "301"])
    assert (dict(found.counts), found.respondents) == ({"duplicate_respondent": 1}, 1)


def test_zeros_count_where_two_units_differ_in_them_alone() -> None:
    units = [FrameUnit(one, one, {"region": "nord"}) for one in ("12", "012", "7")]
    found = answers(["12", "012", "0012", "007"], units=units)
    assert cells_of(found)["@respondent"] == ["012", "12", "7"]
    assert dict(found.counts) == {"outside_frame": 1}


def test_one_outside_the_frame_is_told_who_was_meant_by_name_before_id() -> None:
    found = answers(["1903", "0302", "xx", "yy"], more="name: navn\n",
                    navn=["Grimstad", "Ukjent", "Bodo", None])  # fmt: skip
    assert [one.nearest for one in found.faults] == [
        "0904 Grimstad", "0301 Oslo", "1804 Bodø", None,
    ]  # fmt: skip
    assert (dict(found.counts), found.respondents) == ({"outside_frame": 4}, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_list_the_file_says_the_segment_by_id_or_label(kind: str) -> None:
    found = answers(["a", "b", "c", "d"], kind, (), "breakdowns: {region: r}\n",
                    r=["NORD-NORGE", "sor", "vest", None])  # fmt: skip
    assert cells_of(found)["@region"] == ["nord", "sor", None, None]
    assert dict(found.counts) == {"unknown_segment": 2}
    assert {one.value for one in found.faults} == {"vest", ""}


@pytest.mark.parametrize("kind", KINDS)
def test_weights_are_numbers(kind: str) -> None:
    found = answers(["0301", "1902"], kind, more="weight: w\n", w=["1,25", "2"])
    assert cells_of(found)["@weight"] == [1.25, 2.0]


def test_a_row_left_out_does_not_stand_in_for_a_later_one() -> None:
    found = answers(["0301", "0301", "0301"], more="weight: w\n", w=["0", "2", "3"])
    assert cells_of(found)["@weight"] == [2.0]
    assert dict(found.counts) == {"bad_weight": 1, "duplicate_respondent": 1}
    assert found.faults[1].expected == "row 3 stands, and this one is left out"


def test_in_a_database_one_of_two_rows_stands_whatever_their_order() -> None:
    rows = [("a", "ja"), ("a", "nei"), ("b", "ja")]
    for order in (rows, rows[::-1]):
        cells = {"id": [one for one, _ in order], "q1": [one for _, one in order]}
        found = coded(YAML, raw_table(cells, "duckdb"), survey(NETT))
        assert cells_of(found)["nett"] == ["ja", "ja"]
        assert dict(found.counts) == {"duplicate_respondent": 1}


def test_many_respondents_in_pyarrow_are_each_themselves() -> None:
    # PyArrow keeps no order beyond 65,536 rows where it joins.
    many = [str(one) for one in range(70_000)]
    cells = {"id": many, "q1": ["ja"] * len(many)}
    found = coded(YAML, raw_table(cells, "pyarrow"), survey(NETT))
    assert (found.respondents, found.counts) == (70_000, {})


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_only_one_has_says_who_it_is(kind: str) -> None:
    found = answers(["Oslo", "TROMSØ", "1804", "Lillesand"], kind)
    assert cells_of(found)["@respondent"] == ["0301", "1804", "1902"]
    assert dict(found.counts) == {"outside_frame": 1}


def test_a_name_that_two_have_is_told_with_their_ids() -> None:
    units = [FrameUnit(one, "Bø", {"region": "nord"}) for one in ("0821", "1867")]
    found = answers(["Bø", "1867"], units=units)
    assert str(found.faults[0]) == (
        'row 2, respondent "Bø", column "id": "Bø" is not in the frame list; '
        '2 are called so; expected an id, one of "0821", "1867".'
    )


@pytest.mark.parametrize("gap", [" ", "\u00a0", "\u202f"])
def test_digits_in_groups_are_one_number(gap: str) -> None:
    found = answers([f"1{gap}902", "0301"])
    assert cells_of(found)["@respondent"] == ["0301", "1902"]


def test_only_so_many_are_compared_with_the_whole_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ekrules.survey.answers.frame_matching._MOST_COMPARED", 2)
    found = answers(["03011", "19022", "18044"])
    assert [one.nearest for one in found.faults] == ["0301 Oslo", "1902 Tromsø", None]
