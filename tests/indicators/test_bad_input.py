"""Each kind of bad input is told, or is a gap with a reason; it is never a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.indicators.made_files import VALUES, YAML, faults_of, read, write


def test_gap_is_told_with_its_reason_and_is_no_fault(tmp_path: Path) -> None:
    gaps = {(one.entity, one.period): one.reason for one in read(write(tmp_path)).gaps()}
    assert gaps == {
        ("B", 2020): "missing",
        ("C", 2019): "no_row",
        ("C", 2020): "no_row",
    }


def test_same_entity_period_and_measure_twice_is_an_error_that_names_both_lines(
    tmp_path: Path,
) -> None:
    assert faults_of(write(tmp_path, values=VALUES + "A,2019,online,72\n")) == [
        (
            'values.csv:7:4: the value of "online" for "A" in 2019 again (72); it stands in line 2 '
            "already (71.5): keep one of them."
        )
    ]


def test_unit_that_changes_between_years_is_an_error_that_names_both_lines(tmp_path: Path) -> None:
    header = "entity,period,indicator,value,unit\n"
    rows = f"{header}A,2019,online,71,percent\nA,2020,online,0.7,share\n"
    assert faults_of(write(tmp_path, values=rows)) == [
        (
            'values.csv:3:4: "online" is in "share" here; it is in "percent" in line 2: expected '
            "one unit in every year, so convert one of them."
        )
    ]


@pytest.mark.parametrize("text", ["inf", "-Infinity", "∞", "1e400", "-1e999", "nan", "9" * 400])
def test_infinite_value_and_no_number_are_errors(text: str, tmp_path: Path) -> None:
    (fault,) = faults_of(write(tmp_path, values=f"{VALUES}C,2019,wait,{text}\n"))
    assert fault.startswith('values.csv:7:4: column "value": ')
    assert "missing" in fault or "mend it" in fault


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("C,2019,online,640", "the scale goes from 0 to 100: mend it"),
        ("C,2019,online,-1", "the scale goes from 0 to 100: mend it"),
        ("C,2019,wait,1e19", 'no value is past 1e+18: mend it, or say what is "plausible"'),
        ("C,2019,wait,-1e300", 'no value is past 1e+18: mend it, or say what is "plausible"'),
    ],
)
def test_absurd_value_is_an_error_with_what_it_may_be(
    row: str, expected: str, tmp_path: Path
) -> None:
    (fault,) = faults_of(write(tmp_path, values=f"{VALUES}{row}\n"))
    assert fault.startswith("values.csv:7:4: ")
    assert expected in fault


def test_entity_without_an_attribute_is_an_error(tmp_path: Path) -> None:
    (fault,) = faults_of(write(tmp_path, places="code,name,coast\nA,Askim,\nB,Bodø,1\nC,C,1\n"))
    assert fault.startswith('places.csv:2:3: column "coast": a blank cell; ')
    assert "may_be_blank: true" in fault


def test_group_nobody_belongs_to_is_an_error(tmp_path: Path) -> None:
    (fault,) = faults_of(write(tmp_path, YAML.replace("coast: [1]", "coast: [2]")))
    assert fault.startswith('indicators.yaml:18:18: no entity has "2" in "coast"; ')


@pytest.mark.parametrize("wanted", ["2031", '""', "[2030, 2031]"])
def test_filter_that_matches_no_row_is_an_error_and_never_no_filter(
    wanted: str, tmp_path: Path
) -> None:
    yaml = YAML.replace("entities:", f"where: {{period: {wanted}}}\nentities:", 1)
    faults = faults_of(write(tmp_path, yaml))
    assert faults
    assert all("no row of values.csv has" in one for one in faults)


def test_filters_that_no_row_passes_together_are_an_error(tmp_path: Path) -> None:
    yaml = YAML.replace("entities:", "where: {period: 2020, indicator: wait}\nentities:", 1)
    (fault,) = faults_of(write(tmp_path, yaml))
    assert "at once" in fault


@pytest.mark.parametrize("period", ["9999-12-31", "0001-01-01", "9999", "99999", "2019-13-01"])
def test_period_out_of_all_time_is_an_error(period: str, tmp_path: Path) -> None:
    (fault,) = faults_of(write(tmp_path, values=f"{VALUES}C,{period},online,1\n"))
    assert fault.startswith(f'values.csv:7:2: column "period": "{period}"; expected a year')


def test_base_below_zero_is_an_error(tmp_path: Path) -> None:
    rows = "entity,period,indicator,value,base\nA,2019,online,71,-5\n"
    (fault,) = faults_of(write(tmp_path, values=rows))
    assert fault.startswith('values.csv:2:5: column "base": -5; expected how many')
