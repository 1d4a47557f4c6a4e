"""Hostile and damaged files end in faults that say where and what to do, and in no crash."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ekrules.errors import Faults
from ekrules.indicators import bounds, value_reading
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.reading import read_indicators
from tests.indicators import made_files, test_editions, test_files_of_offices
from tests.indicators.made_files import faults_of
from tests.indicators.made_layouts import NORWAY, ONLINE, WIDE, folder
from tests.mutations import mutated

MANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LONG = f"values: values.csv\n{NORWAY}{ONLINE}"
FOLDERS: tuple[dict[str, bytes], ...] = (
    {
        "indicators.yaml": made_files.YAML.encode(),
        "values.csv": made_files.VALUES.encode(),
        "places.csv": made_files.PLACES.encode(),
    },
    {
        "indicators.yaml": dedent(test_files_of_offices.STATISTICS_NORWAY).encode(),
        "06265.csv": dedent(test_files_of_offices.DWELLINGS).encode("latin-1"),
    },
    {
        "indicators.yaml": (dedent(test_files_of_offices.EUROSTAT[0]) + NORWAY + ONLINE).encode(),
        "sdg.tsv": test_files_of_offices.EUROSTAT[1].encode(),
    },
    {
        "indicators.yaml": test_editions.YAML.encode(),
        **{
            name: (test_editions.HEADER + rows).encode()
            for name, rows in test_editions.FILES.items()
        },
    },
)


def outcome(path: Path) -> tuple[Indicators | None, Faults]:
    """Return what is read, all of it looked at; either there are indicators or there are faults."""
    faults = Faults()
    indicators = read_indicators(path, faults)
    assert (indicators is None) == bool(faults.found)
    if indicators is not None:
        assert indicators.revisions().height <= indicators.replaced.height
        for entity in indicators.entities:
            for indicator in indicators.catalogue:
                series = indicators.series(entity, indicator)
                assert all((one.value is None) != (one.reason is None) for one in series)
    return indicators, faults


@MANY
@given(st.integers(0, len(FOLDERS) - 1), st.integers(0, 2**32))
def test_slips_in_any_of_the_files_are_told_and_crash_nothing(
    tmp_path: Path, which: int, seed: int
) -> None:
    drawn = random.Random(seed)
    contents = dict(FOLDERS[which])
    name = drawn.choice(list(contents))
    contents[name] = mutated(contents[name], drawn)
    for one, content in contents.items():
        (tmp_path / one).write_bytes(content)
    _, faults = outcome(tmp_path / "indicators.yaml")
    for fault in faults.found:
        assert fault.found
        assert fault.expected
        assert fault.place.file
        # A fault is read by a person: it quotes what stands there, cut.
        assert len(str(fault)) < 3_000


@MANY
@given(
    st.binary(max_size=400),
    st.sampled_from(["values.csv", "values.tsv", "values.xlsx", "values.parquet", "values.sav"]),
    st.sampled_from(["", "header_line: 2\n", 'ends_before: ""\n', "first_column: [a, b]\n"]),
)
def test_noise_is_no_file_of_values(tmp_path: Path, noise: bytes, name: str, more: str) -> None:
    (tmp_path / name).write_bytes(noise)
    yaml = WIDE.replace("values.csv", name) + more
    (tmp_path / "indicators.yaml").write_text(yaml, encoding="utf-8")
    indicators, faults = outcome(tmp_path / "indicators.yaml")
    assert indicators is None
    assert all(fault.expected for fault in faults.found)


@MANY
@given(st.text(max_size=12), st.text(max_size=12))
def test_any_pattern_on_any_head_is_read_or_told(tmp_path: Path, pattern: str, head: str) -> None:
    quoted = "'" + "".join(pattern.split()).replace("'", "''") + "{period}'"
    yaml = WIDE.replace('"{period}"', quoted)
    values = "entity,2018," + "".join(head.split()).replace('"', "") + "\nNO,1,2\n"
    path = folder(tmp_path, "", "values.csv", values.replace("\x00", ""), "utf-8")
    path.write_text(yaml, encoding="utf-8", errors="replace")
    outcome(path)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"entity,2018\nNO,1\x002\n", "values.csv:2:1: the line holds a NUL byte"),
        ("entity,2018\nNO,Å\n".encode() + b"\xe5\n", "values.csv:3:1: two encodings are mixed"),
        (b"entity,2018\nNO," + b"x" * 3_000_000 + b"\n", 'values.csv:2:2: column "2018": "xxx'),
        (b'entity,2018\nNO,"' + b"x\n" * 1_000_000, "values.csv:2:1: the row has 1048577 bytes"),
        (b"entity," + b"," * 1_000_000 + b"\nNO\n", "values.csv:1:1: more than 20000 columns"),
        (b"entity,2018\nNO,=1+1\n", 'values.csv:2:2: column "2018": "=1+1"; expected a number'),
        (b"entity,2018\n" + b"NO,1\n" * 3, "values.csv:3:2: the value of"),
        (b"entity," + b"9" * 6_000 + b"\nNO,1\n", "values.csv:1:2: the name of column 2 has 6000"),
        (b"entity," + b"2" * 600 + b"\nNO,1\n", "indicators.yaml:3:1: no column of values.csv is"),
    ],
    ids=[
        "a NUL byte",
        "two encodings",
        "a gigantic field",
        "a quote that is never closed",
        "a million columns",
        "a formula",
        "rows thrice",
        "a name that is no name",
        "a head that is no head",
    ],
)
def test_hostile_content_is_told_where_it_stands(
    content: bytes, found: str, tmp_path: Path
) -> None:
    path = folder(tmp_path, WIDE, "values.csv", "")
    (tmp_path / "values.csv").write_bytes(content)
    fault = faults_of(path)[0]
    assert fault.startswith(found)
    assert len(fault) < 1_000


def test_workbook_that_unpacks_to_a_mountain_is_refused_unread(tmp_path: Path) -> None:
    path = folder(tmp_path, WIDE.replace("values.csv", "values.xlsx"), "x", "x")
    with zipfile.ZipFile(tmp_path / "values.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        bomb.writestr("xl/workbook.xml", "<workbook/>")
        with bomb.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(100):
                part.write(bytes(1024**2))
    (fault,) = faults_of(path)
    assert fault.startswith("values.xlsx: ")


@pytest.mark.parametrize(
    "name", ["../secret.csv", "/etc/passwd", "a/../../secret.csv", "C:\\x.csv"]
)
@pytest.mark.parametrize("layout", ["header_line: 2\n", "first_column: [a, b]\n"])
def test_file_outside_the_folder_is_not_read_whatever_the_layout(
    name: str, layout: str, tmp_path: Path
) -> None:
    (tmp_path.parent / "secret.csv").write_text("entity,2018\nNO,1\n", encoding="utf-8")
    path = folder(tmp_path, WIDE.replace("values.csv", name) + layout, "x.csv", "x")
    (fault,) = faults_of(path)
    assert "leads out of the folder of this file" in fault


def test_table_that_unfolds_to_too_many_values_is_refused_before_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(value_reading, "MOST_VALUES", 5)
    path = folder(tmp_path, WIDE, "values.csv", "entity,2016,2017,2018\nNO,1,2,3\nSE,1,2,3\n")
    assert faults_of(path) == ["values.csv: 2 rows of 3 values; at most 5 values are read."]


def test_more_files_than_are_read_are_refused(tmp_path: Path) -> None:
    files = ", ".join(["values.csv"] * (bounds.MOST_FILES + 1))
    path = folder(tmp_path, f"values: [{files}]\n{NORWAY}{ONLINE}", "values.csv", "x")
    (fault,) = faults_of(path)
    assert fault.startswith("indicators.yaml:1:")
    assert str(bounds.MOST_FILES) in fault


def test_many_unknown_ids_among_very_many_are_told_without_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ekrules.indicators import value_rows

    values = "entity,period,indicator,value\nNOR,2018,online,1\n"
    path = folder(tmp_path, LONG, "values.csv", values)
    assert 'Did you mean "NO"?' in faults_of(path)[0]
    monkeypatch.setattr(value_rows, "MOST_COMPARED", 1)
    assert "Did you mean" not in faults_of(path)[0]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("{indicator}{period}", "two follow each other"),
        ("{indicator} {period} {indicator}", '"{indicator}" stands twice'),
    ],
)
def test_pattern_that_could_be_read_in_many_ways_is_refused(
    pattern: str, found: str, tmp_path: Path
) -> None:
    yaml = WIDE.replace("{period}", pattern).replace("indicator: online\n", "")
    path = folder(tmp_path, yaml, "values.csv", "entity,online 2018\nNO,1\n")
    assert found in faults_of(path)[0]
