"""Of several editions the newest of each value counts, and what it replaced is kept and told."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import Faults
from ekrules.indicators.editions import edition_number, shown_edition
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.reading import read_indicators
from tests.indicators.made_files import faults_of, read

YAML = """\
values:
  - {file: 2017.csv, edition: 2017}
  - {file: 2018.csv, edition: 2018}
  - {file: 2019.csv, edition: 2019}
entities: [{id: A, label: {nb: Askim}}, {id: B, label: {nb: Bodø}}]
indicators:
  - {id: x, label: {nb: X}, unit: number, better: up}
  - {id: y, label: {nb: Y}, unit: number, better: up}
"""
HEADER = "entity,period,indicator,value\n"
FILES = {
    "2017.csv": "A,2016,x,1\nB,2016,x,5\nA,2016,y,1\n",
    "2018.csv": "A,2016,x,1.5\nA,2017,x,2\nB,2016,x,5\nA,2016,y,\n",
    "2019.csv": "A,2016,x,1.6\nA,2018,x,3\n",
}


def folder(where: Path, yaml: str = YAML, **changed: str) -> Path:
    """Write three editions, and return their indicators.yaml; changed: a file by its year."""
    for name, rows in FILES.items():
        text = HEADER + changed.get(f"of_{name[:4]}", rows)
        (where / name).write_text(text, encoding="utf-8")
    (where / "indicators.yaml").write_text(yaml, encoding="utf-8")
    return where / "indicators.yaml"


def until(path: Path, edition: str) -> tuple[Indicators | None, list[str]]:
    """Return what was known at an edition, and the faults."""
    faults = Faults()
    indicators = read_indicators(path, faults, edition=edition)
    return indicators, [str(fault).replace(f"{path.parent}/", "") for fault in faults.found]


def values_of(indicators: Indicators, entity: str, indicator: str) -> dict[object, object]:
    """Return each value and its edition by period."""
    series = indicators.series(entity, indicator)
    return {one.period: (one.value, one.edition) for one in series}


def test_newest_edition_of_each_value_counts_and_the_rest_stands(tmp_path: Path) -> None:
    indicators = read(folder(tmp_path))
    assert indicators.editions == ("2017", "2018", "2019")
    assert values_of(indicators, "A", "x") == {
        2016: (1.6, "2019"),
        2017: (2.0, "2018"),
        2018: (3.0, "2019"),
    }
    assert values_of(indicators, "B", "x") == {2016: (5.0, "2018")}
    assert str(indicators.series("A", "x")[1].place).endswith("2018.csv:3:4")


def test_value_that_a_later_edition_withdrew_is_unknown(tmp_path: Path) -> None:
    latest = read(folder(tmp_path)).latest("A", "y")
    assert (latest.value, latest.reason, latest.edition) == (None, "missing", "2018")


def test_each_step_that_changed_a_value_is_told_with_what_it_was(tmp_path: Path) -> None:
    indicators = read(folder(tmp_path))
    changed = indicators.revisions().select(
        pl.col("entity", "indicator").cast(pl.String),
        *("was_edition", "was_value", "edition", "value", "reason", "was_line", "line"),
    )
    assert changed.rows() == [
        ("A", "x", 20170000, 1.0, 20180000, 1.5, None, 2, 2),
        ("A", "x", 20180000, 1.5, 20190000, 1.6, None, 2, 2),
        ("A", "y", 20170000, 1.0, 20180000, None, "missing", 4, 5),
    ]


def test_every_value_that_was_replaced_is_kept(tmp_path: Path) -> None:
    replaced = read(folder(tmp_path)).replaced
    assert replaced["value"].to_list() == [1.0, 1.5, 5.0, 1.0]
    assert replaced.columns == read(folder(tmp_path)).frame.columns


def test_an_edition_judges_by_what_was_known_then(tmp_path: Path) -> None:
    indicators, faults = until(folder(tmp_path), "2018")
    assert faults == []
    assert indicators is not None
    assert indicators.editions == ("2017", "2018")
    assert values_of(indicators, "A", "x") == {2016: (1.5, "2018"), 2017: (2.0, "2018")}


def test_files_may_stand_in_any_order(tmp_path: Path) -> None:
    first = read(folder(tmp_path))
    lines = YAML.splitlines(keepends=True)
    turned = "".join([lines[0], *reversed(lines[1:4]), *lines[4:]])
    again = read(folder(tmp_path, turned))
    assert again.frame.drop("file").equals(first.frame.drop("file"))
    assert again.replaced.drop("file").equals(first.replaced.drop("file"))


def test_editions_may_stand_in_a_column(tmp_path: Path) -> None:
    yaml = YAML.replace(YAML[: YAML.index("entities")], "values: all.csv\ncolumns: {edition: v}\n")
    rows = "A,2016,x,1,2017-06\nA,2016,x,1.5,2018-01\nA,2017,x,2,2018-01\n"
    (tmp_path / "all.csv").write_text(f"entity,period,indicator,value,v\n{rows}", encoding="utf-8")
    path = folder(tmp_path, yaml)
    known, faults = until(path, "2017")
    assert known is not None, faults
    assert values_of(read(path), "A", "x") == {2016: (1.5, "2018-01"), 2017: (2.0, "2018-01")}
    assert values_of(known, "A", "x") == {2016: (1.0, "2017-06")}


def test_value_twice_within_an_edition_is_a_fault_with_both_lines(tmp_path: Path) -> None:
    assert faults_of(folder(tmp_path, of_2019="A,2016,x,1.6\nB,2016,x,5\nA,2016,x,1.7\n")) == [
        (
            '2019.csv:4:4: the value of "x" for "A" in 2016 again (1.7); it stands in line 2 '
            "already (1.6): keep one of them."
        )
    ]


def test_file_of_no_edition_is_no_edition_that_another_replaces(tmp_path: Path) -> None:
    yaml = YAML.replace("{file: 2018.csv, edition: 2018}", "2018.csv")
    faults = faults_of(folder(tmp_path, yaml, of_2018="A,2016,x,1.5\nB,2017,x,5\n"))
    assert faults == [
        (
            '2017.csv:2:4: the value of "x" for "A" in 2016 again (1); it stands in 2018.csv:2:4 '
            "already (1.5), and in 2019.csv:2:4: keep one of them, or say which "
            '"edition" each file is.'
        )
    ]
    known, faults = until(folder(tmp_path, yaml, of_2018="B,2017,x,5\n"), "2017")
    assert known is not None, faults
    assert values_of(known, "B", "x") == {2016: (5.0, "2017"), 2017: (5.0, None)}


def test_unit_may_change_with_an_edition_that_gives_every_value_anew(tmp_path: Path) -> None:
    columns = YAML.replace("entities:", "columns: {unit: u}\nentities:")
    header = HEADER.replace("value", "value,u")
    old, new = "A,2016,x,1,old\nA,2017,x,2,old\n", "A,2016,x,3,new\n"
    path = folder(tmp_path, columns.replace("  - {file: 2019.csv, edition: 2019}\n", ""))
    (tmp_path / "2017.csv").write_text(header + old, encoding="utf-8")
    (tmp_path / "2018.csv").write_text(header + new + "A,2017,x,4,new\n", encoding="utf-8")
    assert values_of(read(path), "A", "x") == {2016: (3.0, "2018"), 2017: (4.0, "2018")}
    (tmp_path / "2018.csv").write_text(header + new, encoding="utf-8")
    assert faults_of(path) == [
        (
            '2018.csv:2:4: "x" is in "new" here; it is in "old" in 2017.csv:3:4: expected one unit '
            "in every year, so convert one of them."
        )
    ]


@pytest.mark.parametrize(
    ("yaml", "asked", "fault"),
    [
        (YAML, "2016", "no value was published until 2016; the first edition is 2017."),
        (
            YAML,
            "soon",
            (
                'the edition "soon"; expected when it was published: a year (as 2019), a month (as '
                "2019-06) or a date (as 2019-06-30)."
            ),
        ),
        (
            YAML.replace(", edition:", ", period:"),
            "2018",
            (
                "the edition 2018 is asked for, and no value has one; expected "
                '"edition" with a file under "values", or a column of them.'
            ),
        ),
    ],
    ids=["before the first", "no edition", "nothing has one"],
)
def test_edition_that_nothing_is_of_is_a_fault(
    yaml: str, asked: str, fault: str, tmp_path: Path
) -> None:
    if "period:" in yaml:
        yaml = yaml.replace(YAML[: YAML.index("entities")], "")
        yaml = f"values: [2017.csv]\n{yaml[yaml.index('entities') :]}"
    assert until(folder(tmp_path, yaml), asked) == (None, [f"--edition: {fault}"])


def test_years_among_months_are_no_order_of_editions(tmp_path: Path) -> None:
    yaml = YAML.replace("edition: 2018", "edition: 2018-06")
    assert faults_of(folder(tmp_path, yaml)) == [
        (
            "indicators.yaml:1:1: editions of several kinds: a year (2019), a month (2018-06); "
            "expected one kind of them."
        )
    ]


def test_file_of_what_is_no_edition_is_told(tmp_path: Path) -> None:
    yaml = YAML.replace("edition: 2018", "edition: spring")
    assert faults_of(folder(tmp_path, yaml)) == [
        (
            'indicators.yaml:3:31: "spring"; expected when it was published: a year (as 2019), a '
            "month (as 2019-06) or a date (as 2019-06-30)."
        )
    ]


def test_cell_that_is_no_edition_is_a_fault(tmp_path: Path) -> None:
    yaml = YAML.replace(YAML[: YAML.index("entities")], "values: all.csv\n")
    rows = "A,2016,x,1,2017\nA,2017,x,1,first\nA,2018,x,1,\n"
    header = HEADER.replace("value", "value,edition")
    (tmp_path / "all.csv").write_text(header + rows, encoding="utf-8")
    told = "expected when it was published: a year (as 2019), a month (as 2019-06) or a date (as"
    assert faults_of(folder(tmp_path, yaml)) == [
        f'all.csv:3:5: column "edition": "first"; {told} 2019-06-30).',
        f'all.csv:4:5: column "edition": a blank cell; {told} 2019-06-30).',
    ]


@given(st.dates())
def test_editions_are_numbered_in_the_order_of_time(day: object) -> None:
    text = str(day)
    for cut in (text, text[:7], text[:4]):
        number = edition_number(cut)
        assert number is None or shown_edition(number) == cut
        assert (number is None) == (int(text[:4]) < 1000 or int(text[:4]) > 2999)


@pytest.mark.parametrize("text", ["", "19", "2019-13", "2019-02-30", "2019Q1", "0999", "x" * 10])
def test_what_is_no_edition_has_no_number(text: str) -> None:
    assert edition_number(text) is None


rows = st.dictionaries(
    st.tuples(st.sampled_from("AB"), st.integers(2010, 2013), st.sampled_from("xy")),
    st.integers(0, 3) | st.none(),
    max_size=8,
)


@given(st.lists(rows, min_size=1, max_size=4))
def test_what_counts_is_what_was_said_last(editions: list[dict[tuple[str, int, str], int]]) -> None:
    last: dict[tuple[str, int, str], int | None] = {}
    changes = 0
    given_rows = []
    for year, said in enumerate(editions, 2001):
        changes += sum(key in last and last[key] != value for key, value in said.items())
        last |= said
        given_rows += [(*key, value, str(year)) for key, value in said.items()]
    names = ["entity", "period", "indicator", "value", "edition"]
    types = dict(zip(names, [pl.String, pl.Int64, pl.String, pl.Int64, pl.String], strict=True))
    if not given_rows:
        return
    frame = pl.DataFrame(given_rows, schema=types, orient="row")
    indicators = read(COMMON, frame)
    found = {
        (one.entity, one.period, one.indicator): None if one.value is None else int(one.value)
        for entity in "AB"
        for indicator in "xy"
        for one in indicators.series(entity, indicator)
    }
    assert found == last
    assert indicators.revisions().height == changes
    assert indicators.replaced.height == len(given_rows) - len(last)


COMMON = Path()


@pytest.fixture(autouse=True, scope="module")
def _common(tmp_path_factory: pytest.TempPathFactory) -> None:
    global COMMON  # noqa: PLW0603
    COMMON = tmp_path_factory.mktemp("editions") / "indicators.yaml"
    COMMON.write_text(YAML[YAML.index("entities") :], encoding="utf-8")
