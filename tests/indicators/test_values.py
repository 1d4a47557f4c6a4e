"""Values: what is read, in what order, and why one is not known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from ekrules.indicators.indicators import NO_ROW, Gap, Value
from ekrules.indicators.indicators_file import MISSING
from ekrules.indicators.period_cells import Period
from tests.indicators.made_files import VALUES, YAML, read, write


def known(values: Sequence[Value]) -> dict[Period | None, float | None]:
    return {one.period: one.value for one in values}


def test_series_is_oldest_first_with_the_line_of_each_value(tmp_path: Path) -> None:
    values = "entity,period,indicator,value\nA,2020,online,74\nA,2019,online,71.5\n"
    first, second = read(write(tmp_path, values=values)).series("A", "online")
    assert (first.period, first.value, first.place.line) == (2019, 71.5, 3)
    assert (second.period, second.value, second.place.line) == (2020, 74.0, 2)
    assert second.place.file.endswith("values.csv")


def test_entity_without_a_row_has_an_empty_series(tmp_path: Path) -> None:
    assert read(write(tmp_path)).series("C", "wait") == ()


def test_blank_cell_is_missing_and_never_a_number(tmp_path: Path) -> None:
    _, blank = read(write(tmp_path)).series("B", "online")
    assert (blank.value, blank.reason, blank.is_known) == (None, MISSING, False)


def test_declared_texts_numbers_and_flags_each_give_their_own_reason(tmp_path: Path) -> None:
    yaml = 'missing: {":": not_available, "-999": not_asked, c: confidential}\n' + YAML
    values = """\
        entity,period,indicator,value,flags
        A,2014,online,:,c
        A,2015,online,:,
        A,2016,online,-999.0,
        A,2017,online,,c
        A,2018,online,33.25,e
        A,2019,online,,
        A,2020,online,40,c
        """
    series = read(write(tmp_path, yaml, values)).series("A", "online")
    assert [(one.value, one.reason, one.flags) for one in series] == [
        (None, "not_available", "c"),
        (None, "not_available", None),
        (None, "not_asked", None),
        (None, "confidential", "c"),
        (33.25, None, "e"),
        (None, MISSING, None),
        (None, "confidential", "c"),
    ]


def test_texts_declared_in_a_list_are_all_missing(tmp_path: Path) -> None:
    values = VALUES + "A,2018,online,n/a\nA,2017,online,-9\n"
    path = write(tmp_path, 'missing: ["n/a", -9]\n' + YAML, values)
    older = read(path).series("A", "online")[:2]
    assert [one.reason for one in older] == [MISSING, MISSING]


def test_latest_is_the_newest_known_value_until_then(tmp_path: Path) -> None:
    indicators = read(write(tmp_path))
    assert indicators.latest("A", "online").period == 2020
    assert indicators.latest("A", "online", until=2019).value == 71.5
    assert indicators.latest("A", "online", until=date(2019, 3, 1)).value == 71.5
    assert indicators.newest(until=date(2019, 3, 1))["value"].to_list() == [71.5, 80, 12]
    assert indicators.latest("B", "online").period == 2019, "2020 is blank"


def test_latest_says_why_nothing_is_known(tmp_path: Path) -> None:
    indicators = read(write(tmp_path, values=VALUES + "C,2019,online,\n"))
    assert indicators.latest("C", "online").reason == MISSING
    absent = indicators.latest("C", "wait")
    assert (absent.period, absent.value, absent.reason) == (None, None, NO_ROW)
    assert indicators.latest("A", "online", until=2018).reason == NO_ROW


def test_dates_are_ordered_and_asked_for_by_date_or_year(tmp_path: Path) -> None:
    values = """\
        entity,period,indicator,value
        A,2020-06-30,wait,3
        A,2019-12-31,wait,2
        A,2020-01-31,wait,4
        """
    indicators = read(write(tmp_path, values=values))
    dates = [date(2019, 12, 31), date(2020, 1, 31), date(2020, 6, 30)]
    assert [one.period for one in indicators.series("A", "wait")] == dates
    assert indicators.latest("A", "wait", until=2019).value == 2
    assert indicators.latest("A", "wait", until=date(2020, 3, 1)).value == 4
    assert indicators.newest()["value"].to_list() == [3]
    assert indicators.newest(until=2019)["value"].to_list() == [2]
    assert indicators.newest(until=date(2020, 3, 1))["value"].to_list() == [4]
    assert indicators.latest("A", "wait", until=date(2020, 1, 31)).value == 4
    assert indicators.newest(until=date(2020, 1, 31))["value"].to_list() == [4]


def test_years_that_programs_write_with_decimals_are_years(tmp_path: Path) -> None:
    values = "entity,period,indicator,value\nA,2019.0,online,1\nA,2018,online,2\n"
    assert known(read(write(tmp_path, values=values)).series("A", "online")) == {2018: 2, 2019: 1}


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1,5", 1.5),
        ("12 345,25", 12345.25),
        ("12\u00a0345\u202f678", 12345678),
        ("\u22122,5", -2.5),
        (",5", 0.5),
        ("1,25e2", 125),
        ("+7,0", 7),
    ],
)
def test_numbers_are_read_as_norwegians_write_them(
    written: str, number: float, tmp_path: Path
) -> None:
    values = f"entity;period;indicator;value\nA;2019;wait;{written}\nA;2018;wait;0,1\n"
    assert read(write(tmp_path, values=values)).latest("A", "wait").value == number


@pytest.mark.parametrize("mark", [",", "."])
def test_stated_decimal_mark_settles_what_a_comma_is(mark: str, tmp_path: Path) -> None:
    values = f"entity;period;indicator;value\nA;2019;wait;1{mark}234\n"
    path = write(tmp_path, f'decimal: "{mark}"\n{YAML}', values)
    assert read(path).latest("A", "wait").value == 1.234


def test_base_and_flags_stand_beside_the_value(tmp_path: Path) -> None:
    values = "entity,period,indicator,value,base,flags\nA,2019,online,71.5,812,e\n"
    value = read(write(tmp_path, values=values)).latest("A", "online")
    assert (value.base, value.flags) == (812, "e")


def test_what_a_whole_file_is_of_is_stated_once(tmp_path: Path) -> None:
    yaml = 'entity: A\nindicator: wait\nperiod: 2019\ncolumns: {value: "2019"}\n' + YAML
    path = write(tmp_path, yaml, "2019\n4.5\n")
    assert known(read(path).series("A", "wait")) == {2019: 4.5}


def test_filters_choose_the_rows_that_are_read(tmp_path: Path) -> None:
    values = """\
        entity,period,indicator,value,sex,age
        A,2019,online,1,T,
        A,2019,online,2,F,
        A,2018,online,3,T,15-24
        A,2017,online,4,T,
        """
    path = write(tmp_path, 'where: {sex: T, age: "", period: [2019, 2017]}\n' + YAML, values)
    assert known(read(path).series("A", "online")) == {2017: 4, 2019: 1}


def test_filters_are_written_as_what_they_are(tmp_path: Path) -> None:
    values = """\
        entity,period,indicator,value,final,day,kind
        A,2019,online,1,true,2019-12-31,1.5
        A,2019,online,2,false,2019-12-31,1.5
        A,2019,online,3,true,2020-12-31,x
        """
    where = "where: {final: true, day: 2019-12-31, kind: 1.5}\n"
    path = write(tmp_path, where + YAML, values)
    assert known(read(path).series("A", "online")) == {2019: 1}


def test_a_list_of_files_each_with_keys_of_its_own(tmp_path: Path) -> None:
    listed = """\
values:
  - {file: old.csv, period: 2017, columns: {value: verdi}}
  - values.csv
  - {file: wait.csv, indicator: wait, columns: {period: year, entity: who, value: days}}
"""
    path = write(
        tmp_path,
        YAML.replace("values: values.csv\n", listed),
        **{
            "old.csv": "entity,indicator,verdi\nA,online,60\n",
            "wait.csv": "who,year,days\nC,2021,9\n",
        },
    )
    indicators = read(path)
    assert known(indicators.series("A", "online")) == {2017: 60, 2019: 71.5, 2020: 74}
    wait = indicators.latest("C", "wait")
    assert (wait.value, wait.place.line, wait.place.column) == (9, 2, 3)
    assert wait.place.file.endswith("wait.csv")
    names = [one.name for one in indicators.files]
    assert names == ["indicators.yaml", "places.csv", "old.csv", "values.csv", "wait.csv"]


def test_what_one_file_states_stands_over_a_column_named_for_all(tmp_path: Path) -> None:
    listed = "columns: {entity: who}\nvalues:\n  - {file: values.csv, entity: C}\n"
    values = "period,indicator,value\n2019,wait,3\n"
    path = write(tmp_path, YAML.replace("values: values.csv\n", listed), values)
    assert read(path).latest("C", "wait").value == 3


def test_ids_that_are_not_used_are_left_out(tmp_path: Path) -> None:
    values = VALUES + "EU,2019,online,x\nA,2019,other,\n"
    yaml = YAML + "not_used: {entities: [EU], indicators: [other]}\n"
    assert read(write(tmp_path, yaml, values)).frame.height == 5


def test_blank_rows_are_passed_over_and_lines_still_counted(tmp_path: Path) -> None:
    values = """\
        entity,period,indicator,value,note
        A,2018,online,1,"two
        lines"

        A,2019,online,2,
        """
    series = read(write(tmp_path, values=values)).series("A", "online")
    assert [one.place.line for one in series] == [2, 5]


def test_gaps_are_periods_that_others_have_a_value_for(tmp_path: Path) -> None:
    assert list(read(write(tmp_path)).gaps()) == [
        Gap("B", "online", 2020, MISSING),
        Gap("C", "online", 2019, NO_ROW),
        Gap("C", "online", 2020, NO_ROW),
        Gap("C", "wait", 2019, NO_ROW),
    ]


def test_indicator_that_nobody_has_a_value_for_has_no_gaps(tmp_path: Path) -> None:
    values = "entity,period,indicator,value\nA,2019,online,3\n"
    assert {gap.indicator for gap in read(write(tmp_path, values=values)).gaps()} == {"online"}


def test_indicator_is_for_those_whose_attributes_it_names(tmp_path: Path) -> None:
    indicators = read(write(tmp_path))
    assert [indicators.applies("wait", one) for one in "ABC"] == [False, True, True]
    assert all(indicators.applies("online", one) for one in "ABC")


def test_indicator_for_several_groups_is_for_all_in_any_of_them(tmp_path: Path) -> None:
    groups = "[{coast: 0}, {coast: 1, code: [C, D]}]"
    yaml = YAML.replace("{coast: [1]}", groups).replace(
        "coast: coast}", "coast: coast, code: kode}"
    )
    places = "code,name,coast,kode\nA,Askim,0,X\nB,Bodø,1,X\nC,Cirkel,1,C\nD,Dal,0,D\n"
    indicators = read(write(tmp_path, yaml, places=places))
    assert [indicators.applies("wait", one) for one in "ABCD"] == [True, False, True, True]
