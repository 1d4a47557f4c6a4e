from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import Faults
from ekrules.survey.crosswalk import Crosswalk, check_crosswalk, follow
from ekrules.survey.crosswalk_reading import read_crosswalk
from tests.survey.made_frames import crosswalk

HEADER = "year;old;new;old_name;new_name"


def read(folder: Path, text: str, name: str = "crosswalk.csv") -> tuple[Crosswalk | None, str]:
    """Return the crosswalk in a file of this text, and its faults."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    faults = Faults()
    found = read_crosswalk(path, faults)
    return found, "\n".join(str(one) for one in faults.found).replace(str(folder) + "/", "")


def test_a_csv_file_gives_its_changes_with_their_places(tmp_path: Path) -> None:
    text = f"{HEADER}\n2012;1723;1756;Mosvik;Inderøy\n2012;1729;1756;Inderøy;Inderøy\n"
    found, faults = read(tmp_path, text)
    assert not faults
    assert found is not None
    assert [(one.year, one.old, one.new) for one in found.changes] == [
        (2012, "1723", "1756"),
        (2012, "1729", "1756"),
    ]
    assert found.changes[0].old_name == "Mosvik"
    assert found.changes[1].place.line == 3


def test_ids_keep_their_leading_zeros_and_shares_their_decimal_comma(tmp_path: Path) -> None:
    text = f"{HEADER};share\n2020;0101;3001;A;B;0,62\n2020;0101;3002;A;C;38 %\n"
    found, faults = read(tmp_path, text)
    assert not faults
    assert found is not None
    assert [one.share for one in found.changes] == [Fraction(62, 100), Fraction(38, 100)]
    assert {one.old for one in found.changes} == {"0101"}


def test_yaml_says_the_same_as_csv(tmp_path: Path) -> None:
    rows = f"{HEADER};share\n2020;0101;3001;A;B;0.6\n2020;0101;3002;A;C;0.4\n"
    written = (
        "changes:\n"
        '  - {year: 2020, old: "0101", new: "3001", old_name: A, new_name: B, share: 0.6}\n'
        '  - {year: 2020, old: "0101", new: "3002", old_name: A, new_name: C, share: 40%}\n'
    )
    from_csv, faults = read(tmp_path, rows)
    from_yaml, more = read(tmp_path, written, "crosswalk.yaml")
    assert not faults + more
    assert from_csv is not None
    assert from_yaml is not None
    for one, other in zip(from_csv.changes, from_yaml.changes, strict=True):
        assert (one.year, one.old, one.new, one.share) == (
            other.year,
            other.old,
            other.new,
            other.share,
        )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["2020;1;2;a;b", "2020;1;2;a;b"], 'crosswalk.csv:3:1: "1" becomes "2" in 2020 again'),
        (["2020;1;;a;"], 'crosswalk.csv:2:3: "1" leads nowhere'),
        (["2020;;2;;b"], "crosswalk.csv:2:2: a row without an old unit"),
        (["2020;1;2;a;b", "2018;3;4;c;d"], "crosswalk.csv:3:1: a change of 2018 below one of 2020"),
        (["2020;1;2;a;b", "2020;2;1;b;a"], 'crosswalk.csv:2:1: "1" becomes "2", which becomes "1"'),
        (["2020;1;1;a;a"], 'crosswalk.csv:2:1: "1" becomes itself'),
        (["20;1;2;a;b"], 'crosswalk.csv:2:1: "20" is no year'),
        ([";1;2;a;b"], "crosswalk.csv:2:1: a row without a year"),
        (["2018;1;2;a;b", "2020;1;3;a;c"], '"1" changes in 2020, but was gone in 2018'),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_row(
    tmp_path: Path, rows: list[str], said: str
) -> None:
    _, faults = read(tmp_path, "\n".join([HEADER, *rows, ""]))
    assert said in faults
    assert len(faults.splitlines()) == (2 if "which becomes" in said else 1)


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (("0,5", "0,4"), 'the shares of "1" add up to 0.9'),
        (("0,5", ""), '"1" has 1 shares for 2 new units'),
        (("half", "0,5"), 'the share "half"'),
        (("0", "1"), 'the share "0"'),
        (("1,5", "0,5"), 'the share "1,5"'),
        (("1e400", "0,5"), 'the share "1e400"'),
    ],
)
def test_shares_that_do_not_add_up_to_one_are_told(
    tmp_path: Path, shares: tuple[str, str], said: str
) -> None:
    rows = [f"2020;1;{new};a;b;{share}" for new, share in zip("23", shares, strict=True)]
    _, faults = read(tmp_path, "\n".join([f"{HEADER};share", *rows, ""]))
    assert said in faults


def test_shares_may_be_rounded(tmp_path: Path) -> None:
    rows = [f"2020;1;{new};a;b;0,333" for new in "234"]
    _, faults = read(tmp_path, "\n".join([f"{HEADER};share", *rows, ""]))
    assert not faults


def test_a_missing_and_a_misspelt_column_are_told_with_the_nearest(tmp_path: Path) -> None:
    found, faults = read(tmp_path, "year;old;neww;old_name;new_name\n2020;1;2;a;b\n")
    assert found is None
    assert 'there is no column "new"' in faults
    assert 'there is a column "neww"' in faults
    assert 'Did you mean "new"?' in faults


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    _, faults = read(tmp_path, f"{HEADER}\nx;1;2;a;b\n2020;3;;c;\n2020;4;5;d;e\n2020;4;5;d;e\n")
    assert len(faults.splitlines()) == 3


@pytest.mark.parametrize("text", ["", "\n", HEADER, "\0\1", "a\tb\n1\t2\n", HEADER + "\n2020;1\n"])
def test_a_file_that_is_no_crosswalk_gives_faults_and_no_traceback(
    tmp_path: Path, text: str
) -> None:
    _, faults = read(tmp_path, text)
    assert faults


@pytest.mark.parametrize("text", ["", "changes: []", "changes: 3", "changes: [{year: 2020}]"])
def test_a_yaml_file_that_is_no_crosswalk_gives_faults(tmp_path: Path, text: str) -> None:
    found, faults = read(tmp_path, text, "crosswalk.yaml")
    assert found is None
    assert faults


def test_a_change_of_a_unit_that_the_frame_does_not_lead_to_is_told_with_the_nearest() -> None:
    faults = Faults()
    changes = crosswalk((2018, "0101", "0102"), (2020, "103", "3001"), (2020, "0102", "3002"))
    check_crosswalk(changes, ["0101", "0103", "0301"], faults, 2009)
    (said,) = (str(one) for one in faults.found)
    assert said.startswith('crosswalk.csv:3:1: no unit of 2019 is called "103"')
    assert said.endswith('Did you mean "0103"?')


def test_a_merged_unit_leads_to_the_new_one_through_every_later_change() -> None:
    changes = crosswalk((2012, "1723", "1756"), (2012, "1729", "1756"), (2018, "1756", "5053"))
    assert follow(["1723", "1729"], changes, 2009, 2020) == {
        "1723": {"5053": Fraction(1)},
        "1729": {"5053": Fraction(1)},
    }
    assert follow(["1723"], changes, 2009, 2012) == {"1723": {"1756": Fraction(1)}}
    assert follow(["1756"], changes, 2012, 2017) == {"1756": {"1756": Fraction(1)}}


def test_shares_of_a_split_unit_multiply_and_add_up() -> None:
    changes = crosswalk(
        (2018, "a", "b", "0.5"),
        (2018, "a", "c", "0.5"),
        (2020, "b", "d", "0.2"),
        (2020, "b", "e", "0.8"),
        (2020, "c", "d"),
    )
    assert follow(["a"], changes)["a"] == {"d": Fraction(6, 10), "e": Fraction(4, 10)}


def test_a_split_without_shares_has_parts_of_unknown_size() -> None:
    changes = crosswalk((2020, "a", "b"), (2020, "a", "c"), (2024, "b", "x"), (2024, "c", "x"))
    assert follow(["a"], changes, None, 2020)["a"] == {"b": None, "c": None}
    assert follow(["a"], changes)["a"] == {"x": Fraction(1)}


def test_changes_of_one_year_happen_at_once() -> None:
    # b becomes c the same year that a becomes b: a is not carried on to c.
    changes = crosswalk((2020, "a", "b"), (2020, "b", "c"))
    assert follow("ab", changes) == {"a": {"b": Fraction(1)}, "b": {"c": Fraction(1)}}


@given(st.lists(st.tuples(st.integers(2010, 2013), *[st.sampled_from("abcdef")] * 2), max_size=9))
def test_no_unit_is_lost_and_known_shares_add_up(rows: list[tuple[int, str, str]]) -> None:
    changes = crosswalk(*sorted(set(rows)))
    for after in follow("abcdef", changes).values():
        assert after
        known = [share for share in after.values() if share is not None]
        if len(known) == len(after):
            assert sum(known) == 1
