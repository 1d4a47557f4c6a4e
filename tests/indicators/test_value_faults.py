"""Value faults: each slip is one fault, with the line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.indicators import value_reading
from ekrules.indicators.bounds import MOST_TOLD
from tests.indicators.made_files import VALUES, YAML, faults_of, write

HEAD = "entity,period,indicator,value\n"

# What is added to the values -> what is said of it.
ADDED = {
    "the same value twice": (
        "A,2019,online,72",
        ('values.csv:7:4: the value of "online" for "A" in 2019 again (72); '
        "it stands in line 2 already (71.5): keep one of them."),
    ),
    "the same value twice, unknown": (
        "B,2020.0,online,",
        ('values.csv:7:4: the value of "online" for "B" in 2020 again; '
        "it stands in line 5 already: keep one of them."),
    ),
    "the same value four times": (
        "A,2019,online,1\nA,2019,online,2\nA,2019,online,3",
        ('values.csv:7:4: the value of "online" for "A" in 2019 again (1); '
        "it stands in line 2 already (71.5), and in lines 8, 9: keep one of them."),
    ),
    "an entity that is not listed": (
        "AA,2019,online,72\nAA,2020,online,72",
        ('values.csv:7:1: no entity is called "AA", and so in 2 rows; '
        'expected it in places.csv, or under "not_used". Did you mean "A"?'),
    ),
    "an indicator that is not in the catalogue": (
        "A,2018,onlin,72",
        ('values.csv:7:3: no indicator is called "onlin"; '
        'expected it in the catalogue, or under "not_used". Did you mean "online"?'),
    ),
    "an infinite value": (
        "A,2011,online,-inf",
        ('values.csv:7:4: column "value": "-inf" is infinite; '
        'expected a number, or name it under "missing".'),
    ),
    "no number": (
        "A,2011,online,NaN",
        ('values.csv:7:4: column "value": "NaN" is what programs write for no number; '
        'expected a number, or name it under "missing".'),
    ),
    "the same text in many cells": (
        "\n".join(f"A,{year},online,n/a" for year in range(2001, 2010)),
        ('values.csv:7:4: column "value": "n/a" (also in lines 8, 9, 10, 11, 12 and 3 more); '
        'expected a number, or name it under "missing".'),
    ),
    "a number that no float can hold": (
        "A,2011,online,1e400",
        ('values.csv:7:4: column "value": "1e400" is too large for a number; '
        "mend it; no number has more than 308 digits."),
    ),
    "a percent sign": (
        "A,2011,online,60 %",
        'values.csv:7:4: column "value": "60 %" with a percent sign; expected the number alone.',
    ),
    "marks between thousands": (
        'A,2011,wait,"1.234,5"',
        ('values.csv:7:4: column "value": "1.234,5" with both a comma and a point; '
        "leave out the marks between thousands."),
    ),
    "a comma among points": (
        'A,2011,online,"12,5"',
        ('values.csv:7:4: column "value": "12,5" with a comma; '
        "the others have a point before decimals, so expected that here."),
    ),
    "past the end of the scale": (
        "A,2011,online,101",
        ('values.csv:7:4: 101 for "online"; the scale goes from 0 to 100: '
        'mend it, or "limits" at indicators.yaml:11:13.'),
    ),
    "not to be believed": (
        "A,2011,wait,-2e18",
        ('values.csv:7:4: -2e+18 for "wait"; no value is past 1e+18: '
        'mend it, or say what is "plausible".'),
    ),
    "half a year": (
        "A,2019.5,online,1",
        ('values.csv:7:2: column "period": "2019.5"; '
        "expected a year (as 2019), a quarter (as 2019Q1), a month (as 2019-03) or a date "
        "(as 2019-12-31)."),
    ),
    "a year before all years": (
        "A,0019,online,1",
        ('values.csv:7:2: column "period": "0019"; '
        "expected a year (as 2019), a quarter (as 2019Q1), a month (as 2019-03) or a date "
        "(as 2019-12-31)."),
    ),
    "a day that is not": (
        "A,2019-02-30,online,1",
        ('values.csv:7:2: column "period": "2019-02-30"; '
        "expected a year (as 2019), a quarter (as 2019Q1), a month (as 2019-03) or a date "
        "(as 2019-12-31)."),
    ),
    "a row without a period": (
        "A,,online,1",
        ('values.csv:7:2: column "period": a blank cell; '
        "expected a year (as 2019), a quarter (as 2019Q1), a month (as 2019-03) or a date "
        "(as 2019-12-31)."),
    ),
    "a row without an entity": (
        ",2019,online,1",
        "values.csv:7:1: column \"entity\": a blank cell; expected an entity's id.",
    ),
    "a row without an indicator": (
        "A,2019,,1",
        "values.csv:7:3: column \"indicator\": a blank cell; expected an indicator's id.",
    ),
    "dates beside years": (
        "A,2018-12-31,online,1",
        ('values.csv:7:4: "online" has dates here; '
        "it has years in line 2: expected one of them throughout."),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "fault"), ADDED.values(), ids=ADDED)
def test_slip_in_a_row_is_one_fault(rows: str, fault: str, tmp_path: Path) -> None:
    assert faults_of(write(tmp_path, values=f"{VALUES}{rows}\n")) == [fault]


# The whole file of values, what is added to indicators.yaml -> what is said.
WHOLE = {
    "a comma that may be either": (
        f'{HEAD}A,2019,wait,"1,234"\nB,2019,wait,"2,345"\n', "",
        ('values.csv:2:4: column "value": "1,234" may be 1234, or 1.234 (and 1 more with a comma); '
        'write decimal: "," in indicators.yaml, or take out the commas between thousands.'),
    ),
    "one comma that may be either": (
        f'{HEAD}A,2019,wait,"1,234"\n', "",
        ('values.csv:2:4: column "value": "1,234" may be 1234, or 1.234; '
        'write decimal: "," in indicators.yaml, or take out the commas between thousands.'),
    ),
    "a point among commas": (
        f'{HEAD}A,2017,wait,"1,2"\nA,2018,wait,"1,3"\nA,2019,wait,1.4\n', "",
        ('values.csv:4:4: column "value": "1.4" with a point; '
        "the others have a comma before decimals, so expected that here."),
    ),
    "another mark than was stated": (
        f'{HEAD}A,2019,wait,"1,4"\n', 'decimal: "."',
        'values.csv:2:4: column "value": "1,4" with a comma; expected a point, as "decimal" says.',
    ),
    "another mark than was stated, in a file of points": (
        f"{HEAD}A,2019,wait,1.4\n", 'decimal: ","',
        'values.csv:2:4: column "value": "1.4" with a point; expected a comma, as "decimal" says.',
    ),
    "a unit that changes": (
        ("entity,period,indicator,value,unit\nA,2018,online,1,%\nA,2019,online,0.5,\n"
        "B,2019,online,0.5,share\n"), "",
        ('values.csv:4:4: "online" is in "share" here; '
        'it is in "%" in line 2: expected one unit in every year, so convert one of them.'),
    ),
    "a base below zero": (
        "entity,period,indicator,value,base\nA,2018,online,1,-4\n", "",
        'values.csv:2:5: column "base": -4; expected how many the value rests on, 0 or more.',
    ),
    "a base that is no number": (
        "entity,period,indicator,value,base\nA,2018,online,1,many\n", "",
        'values.csv:2:5: column "base": "many"; expected a number, or name it under "missing".',
    ),
    "an empty file": (
        "", "", "values.csv: the file is empty; expected a header and at least one row.",
    ),
    "a header alone": (
        HEAD, "", "values.csv: a header and no rows; expected at least one row.",
    ),
    "a column that is not there": (
        "entity,perod,indicator,value\nA,2018,online,1\n", "",
        ('indicators.yaml:1:9: values.csv has no column "period"; expected its name under '
        '"columns" (it has "entity", "perod", "indicator", "value"), or "period" for the whole '
        'file. Did you mean "perod"?'),
    ),
    "no header": (
        "A,2018,online,1\nA,2019,online,2\n", "",
        ('indicators.yaml:1:9: values.csv has none of the columns "entity", "period", '
        '"indicator", "value"; expected them in its header, or their names under "columns" '
        '(it has "A", "2018", "online", "1").'),
    ),
    "no column of values": (
        "entity,period,indicator,verdi\nA,2018,online,1\n", "columns: {entity: entity}",
        ('indicators.yaml:2:1: values.csv has no column "value"; expected its name under "columns" '
        '(it has "entity", "period", "indicator", "verdi").'),
    ),
    "a named column that is not there": (
        VALUES, "columns: {value: valeu}",
        ('indicators.yaml:2:18: values.csv has no column "valeu"; '
        'expected one of "entity", "period", "indicator", "value". Did you mean "value"?'),
    ),
    "a period stated beside its column": (
        VALUES, "period: 2019",
        ('indicators.yaml:2:1: "period", and values.csv has a column of that name; '
        'leave out "period" here, or take the column out of the file.'),
    ),
    "a filter on a value that no row has": (
        VALUES, "where: {indicator: onlin}",
        ('indicators.yaml:2:9: no row of values.csv has "onlin" in the column "indicator"; '
        'expected one of "online", "wait". Did you mean "online"?'),
    ),
    "a filter on a year that no row has": (
        VALUES, "where: {period: 2018}",
        ('indicators.yaml:2:9: no row of values.csv has "2018" in the column "period"; '
        'expected one of "2019", "2020".'),
    ),
    "a filter on blank cells where there are none": (
        VALUES, 'where: {period: ""}',
        ('indicators.yaml:2:9: no row of values.csv has a blank cell in the column "period"; '
        'expected one of "2019", "2020".'),
    ),
    "a filter on a blank column": (
        "entity,period,indicator,value,sex\nA,2018,online,1,\n", "where: {sex: F}",
        ('indicators.yaml:2:9: no row of values.csv has "F" in the column "sex"; '
        "expected a value that is there."),
    ),
    "filters that no row passes together": (
        VALUES, "where: {period: [2020, 2020], indicator: wait}",
        ('indicators.yaml:2:9: no row of values.csv has "2020" or "2020" in "period" '
        'and "wait" in "indicator" at once; expected at least one row that has.'),
    ),
    "a filter on a column that is not there": (
        VALUES, "where: {perod: 2019}",
        ('indicators.yaml:2:9: values.csv has no column "perod"; '
        'expected one of "entity", "period", "indicator", "value". Did you mean "period"?'),
    ),
    "an entity for the whole file that is not listed": (
        "period,indicator,value\n2018,online,1\n2019,online,1\n", "entity: Askim",
        ('indicators.yaml:2:1: no entity is called "Askim"; '
        'expected it in places.csv, or under "not_used".'),
    ),
    "ids that are not used and not there": (
        VALUES, "not_used: {entities: [Z], indicators: [waits]}",
        'indicators.yaml:2:23: no value is of the entity "Z"; leave it out here, or mend its name.',
        ('indicators.yaml:2:40: no value is of the indicator "waits"; '
        'leave it out here, or mend its name. Did you mean "wait"?'),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("values", "key", "faults"), [
    (values, key, faults) for values, key, *faults in WHOLE.values()
], ids=WHOLE)  # fmt: skip
def test_slip_in_the_file_or_in_how_it_is_read_is_told_where_it_stands(
    values: str, key: str, faults: list[str], tmp_path: Path
) -> None:
    first, _, rest = YAML.partition("\n")
    yaml = f"{first}\n{key}\n{rest}" if key else YAML
    assert faults_of(write(tmp_path, yaml, values)) == faults


@pytest.mark.parametrize(
    ("joined", "said"), [(1, "again here;"), (3, "again here, and in lines 8, 9;")]
)
def test_header_that_stands_again_is_one_fault(joined: int, said: str, tmp_path: Path) -> None:
    assert faults_of(write(tmp_path, values=VALUES + HEAD * joined)) == [
        f"values.csv:7:1: the header stands {said} delete it; were files joined."
    ]


def test_value_outside_what_is_plausible_is_taken_for_a_slip(tmp_path: Path) -> None:
    yaml = YAML.replace("better: down", "better: down\n    plausible: {high: 100}")
    (fault,) = faults_of(write(tmp_path, yaml, VALUES + "A,2011,wait,1010\n"))
    assert fault == (
        'values.csv:7:4: 1010 for "wait"; a plausible value is 100 or less: '
        'mend it, or "plausible" at indicators.yaml:18:16.'
    )


def test_plausible_lifts_the_bound_on_very_large_numbers(tmp_path: Path) -> None:
    yaml = YAML.replace("better: down", "better: down\n    plausible: {low: 0}")
    assert faults_of(write(tmp_path, yaml, VALUES + "A,2011,wait,1e19\n")) == []


def test_value_past_an_open_scale_is_told_so(tmp_path: Path) -> None:
    yaml = YAML.replace("better: down", "better: down\n    limits: {low: 0}")
    (fault,) = faults_of(write(tmp_path, yaml, VALUES + "A,2011,wait,-1\n"))
    assert "the scale is 0 or more" in fault


def test_share_is_from_zero_to_one_unless_it_says_otherwise(tmp_path: Path) -> None:
    path = write(tmp_path, YAML.replace("unit: days", "unit: share"), VALUES)
    (fault,) = faults_of(path)
    assert fault == 'values.csv:6:4: 12 for "wait"; the scale goes from 0 to 1: mend it.'


def test_value_that_stands_in_two_files_names_the_other_file(tmp_path: Path) -> None:
    yaml = YAML.replace("values: values.csv", "values: [values.csv, more.csv]")
    more = HEAD + "C,2019,wait,1\nA,2020,online,74\n"
    (fault,) = faults_of(write(tmp_path, yaml, **{"more.csv": more}))
    assert fault.startswith("more.csv:3:4: ")
    assert f"it stands in {tmp_path.as_posix()}/values.csv:3:4 already (74)" not in fault
    assert "it stands in values.csv:3:4 already (74)" in fault


def test_value_that_stands_in_three_files_names_them_all(tmp_path: Path) -> None:
    yaml = YAML.replace("values: values.csv", "values: [values.csv, b.csv, c.csv]")
    again = HEAD + "A,2020,online,74\n"
    (fault,) = faults_of(write(tmp_path, yaml, **{"b.csv": again, "c.csv": again}))
    assert fault.startswith("b.csv:2:4: ")
    assert "it stands in values.csv:3:4 already (74), and in c.csv:2:4: keep one" in fault


def test_blank_id_is_told_also_where_some_ids_are_not_used(tmp_path: Path) -> None:
    yaml = YAML + "not_used: {entities: [EU], indicators: [other]}\n"
    values = VALUES + "EU,2019,other,1\n,2019,wait,1\nA,2019,,1\n"
    assert [fault.split(";")[0] for fault in faults_of(write(tmp_path, yaml, values))] == [
        'values.csv:8:1: column "entity": a blank cell',
        'values.csv:9:3: column "indicator": a blank cell',
    ]


def test_many_slips_of_a_kind_are_counted(tmp_path: Path) -> None:
    years = range(1900, 1900 + MOST_TOLD + 5)
    rows = {
        "cells with faults": [f"A,{year},online,x{year}" for year in years],
        "values that stand more than once": [f"A,{year},online,1\n" * 2 for year in years],
        "values that can't be": [f"A,{year},online,999" for year in years],
        "entities that the catalogue lacks": [f"Z{year},2019,online,1" for year in years],
    }
    for said, added in rows.items():
        faults = faults_of(write(tmp_path, values=VALUES + "\n".join(added) + "\n"))
        assert len(faults) == MOST_TOLD + 1
        assert f"values.csv: {len(years)} {said}" in faults[0]


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        YAML.replace("coast: [1]", "coast: [7]"),
        VALUES + "A,2019,online,72\nA,2011,online,x\nX,2011,online,3\n",
    )
    assert [fault.split(": ")[0] for fault in faults_of(path)] == [
        "indicators.yaml:18:18", "values.csv:7:4", "values.csv:8:4", "values.csv:9:1",
    ]  # fmt: skip


def test_faults_of_the_catalogue_do_not_hide_those_of_the_values(tmp_path: Path) -> None:
    places = "code,name,coast\nA,Askim,0\nA,Bodø,1\n"
    yaml = YAML + "  - {id: wait, label: {nb: Igjen}, unit: number, better: up}\n"
    faults = faults_of(write(tmp_path, yaml, VALUES + "A,2019,online,72\n", places))
    assert [fault.split(": ")[0] for fault in faults] == [
        "indicators.yaml:20:10", "places.csv:3:1", "values.csv:7:4",
    ]  # fmt: skip


def test_values_of_nobody_known_are_told_and_nothing_else(tmp_path: Path) -> None:
    (fault,) = faults_of(write(tmp_path, values=HEAD + "X,2019,online,72\n"))
    assert 'no entity is called "X"' in fault


def test_more_values_than_can_be_held_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(value_reading, "MOST_VALUES", 4)
    assert faults_of(write(tmp_path)) == ["indicators.yaml:1:9: 5 values; at most 4 are read."]


def test_file_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    (fault,) = faults_of(write(tmp_path, values=None))
    assert fault.startswith("values.csv: there is no such file; expected a file.")


def test_indicators_without_values_say_what_to_add(tmp_path: Path) -> None:
    assert faults_of(write(tmp_path, YAML.replace("values: values.csv\n", ""))) == [
        (
            'indicators.yaml:1:1: there is no "values"; '
            "expected the file that they stand in (as values: values.csv)."
        )
    ]


@pytest.mark.parametrize("name", ["../values.csv", "/etc/passwd", "a\\\\..\\\\b.csv", "c:x.csv"])
def test_file_outside_the_folder_is_not_read(name: str, tmp_path: Path) -> None:
    (fault,) = faults_of(write(tmp_path, YAML.replace("values.csv", f'"{name}"')))
    assert "leads out of the folder of this file" in fault
