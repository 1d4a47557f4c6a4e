from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import Faults, Place
from ekrules.survey.crosswalk import Crosswalk, UnitChange, check_crosswalk, follow
from ekrules.survey.crosswalk_reading import read_crosswalk
from ekrules.survey.frame_changes import (
    CarriedAnswer,
    add_frame_faults,
    carry_answers_forward,
    compare_frames,
)
from ekrules.survey.units import FrameUnit

HEADER = "year;old;new;old_name;new_name"


def crosswalk(*rows: tuple[int, str, str] | tuple[int, str, str, str]) -> Crosswalk:
    """Rows of year, old, new and perhaps a share; names are the ids in words."""
    changes = tuple(
        UnitChange(
            year=row[0],
            old=row[1],
            new=row[2],
            old_name=f"Old {row[1]}",
            new_name=f"New {row[2]}",
            share=Fraction(row[3]) if len(row) == 4 else None,
            place=Place("crosswalk.csv", line),
        )
        for line, row in enumerate(rows, 2)
    )
    return Crosswalk("crosswalk.csv", changes)


def read(folder: Path, text: str, name: str = "crosswalk.csv") -> tuple[Crosswalk | None, str]:
    """Return the crosswalk in a file of this text, and its faults."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    faults = Faults()
    found = read_crosswalk(path, faults)
    return found, "\n".join(str(one) for one in faults.found).replace(str(folder) + "/", "")


def unit(identity: str, region: str = "nord", name: str | None = None) -> FrameUnit:
    return FrameUnit(identity, name or f"Name {identity}", {"region": region})


# Reading.


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
    changes = crosswalk((2018, "0101", "0102"), (2020, "101", "3001"), (2020, "0102", "3002"))
    check_crosswalk(changes, ["0101", "0301"], faults, 2009)
    assert [str(one) for one in faults.found] == [
        'crosswalk.csv:3:1: no unit of 2019 is called "101"; expected one that exists. '
        'Did you mean "0301"?'
    ] or [one.place.line for one in faults.found] == [3]


# Following.


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


# Comparing.


def test_every_unit_is_told_by_what_became_of_it() -> None:
    old = [unit(one) for one in ("same", "name", "number", "m1", "m2", "s", "lost")]
    new = [
        unit("same"),
        unit("name", name="Other"),
        unit("renumbered"),
        unit("merged"),
        unit("s1"),
        unit("s2"),
        unit("new"),
    ]
    changes = crosswalk(
        (2020, "number", "renumbered"),
        (2020, "m1", "merged"),
        (2020, "m2", "merged"),
        (2020, "s", "s1"),
        (2020, "s", "s2"),
    )
    found = compare_frames(old, new, changes)
    assert (found.old_total, found.new_total) == (7, 7)
    assert found.unchanged == ("same",)
    assert found.renamed == {"name": ("Name name", "Other")}
    assert found.renumbered == {"number": "renumbered"}
    assert found.merged == {"merged": ("m1", "m2")}
    assert found.split == {"s": ("s1", "s2")}
    assert found.added == ("new",)
    assert found.gone == ("lost",)
    assert not found.astray


def test_only_changes_between_the_two_years_count() -> None:
    changes = crosswalk((2012, "a", "b"), (2020, "b", "c"))
    found = compare_frames([unit("b")], [unit("b")], changes, 2012, 2019)
    assert found.unchanged == ("b",)


def test_a_unit_that_is_merged_with_a_part_of_a_split_one_is_merged() -> None:
    changes = crosswalk((2020, "s", "x"), (2020, "s", "y"), (2020, "a", "x"), (2020, "b", "y"))
    found = compare_frames([unit(one) for one in "sab"], [unit("x"), unit("y")], changes)
    assert found.merged == {"x": ("s", "a"), "y": ("s", "b")}
    assert found.split == {"s": ("x", "y")}
    assert not found.renumbered


def test_a_unit_gone_without_a_word_and_one_led_astray_are_faults() -> None:
    changes = crosswalk((2020, "a", "x"))
    found = compare_frames([unit("a"), unit("b")], [unit("c")], changes)
    faults = Faults()
    add_frame_faults(found, Place("old/frame.csv"), Place("new/frame.csv"), faults)
    said = [str(one) for one in faults.found]
    assert said[0].startswith('old/frame.csv: "b" is in this frame and not in new/frame.csv')
    assert said[1].startswith('new/frame.csv: the crosswalk leads from "a" to "x"')
    assert len(said) == 2


def test_a_breakdown_tells_how_many_units_each_segment_had_and_has() -> None:
    old = [unit("a", "nord"), unit("b", "vest"), unit("c", "vest"), unit("d", "sor")]
    new = [unit("x", "vest"), unit("c", "midt"), unit("d", "sor")]
    found = compare_frames(old, new, crosswalk((2020, "a", "x"), (2020, "b", "x")))
    (region,) = found.breakdowns
    assert [(one.segment, one.old, one.new) for one in region.segments] == [
        ("nord", 1, 0),
        ("vest", 2, 1),
        ("sor", 1, 1),
        ("midt", 0, 1),
    ]
    assert region.straddling == {"x": ("nord", "vest")}
    assert region.moved == {"c": ("vest", "midt")}


# Carrying answers forward.


def carried(answers: dict[str, str], *rows: tuple[int, str, str]) -> dict[str, CarriedAnswer]:
    old = {row[1] for row in rows} | set(answers)
    changes = crosswalk(*rows)
    new = {one for after in follow(old, changes).values() for one in after} - {"lost"}
    compared = compare_frames(
        [unit(one) for one in sorted(old)], [unit(one) for one in new], changes
    )
    return carry_answers_forward(answers, compared)


def test_an_answer_stands_for_a_unit_that_goes_on_or_gets_a_new_number() -> None:
    assert carried({"a": "ja", "b": "nei"}, (2020, "a", "x")) == {
        "a": CarriedAnswer("x", None),
        "b": CarriedAnswer("b", None),
    }


def test_parts_that_answered_alike_stand_for_the_merged_unit() -> None:
    found = carried({"a": "ja", "b": "ja"}, (2020, "a", "x"), (2020, "b", "x"))
    assert set(found.values()) == {CarriedAnswer("x", None)}


def test_parts_that_answered_differently_stand_for_nothing() -> None:
    found = carried({"a": "ja", "b": "nei"}, (2020, "a", "x"), (2020, "b", "x"))
    assert set(found.values()) == {CarriedAnswer(None, "parts_differ")}


def test_a_part_without_an_answer_leaves_the_merged_unit_without_one() -> None:
    found = carried({"a": "ja"}, (2020, "a", "x"), (2020, "b", "x"))
    assert found == {"a": CarriedAnswer(None, "part_without_answer")}


def test_a_split_unit_stands_for_none_of_its_parts() -> None:
    rows = [(2020, "s", "x"), (2020, "s", "y"), (2020, "a", "x")]
    found = carried({"s": "ja", "a": "ja"}, *rows)
    assert found == {"s": CarriedAnswer(None, "split"), "a": CarriedAnswer("x", None)}
    found = carried({"s": "nei", "a": "ja"}, *rows)
    assert found["a"] == CarriedAnswer(None, "parts_differ")


def test_a_unit_that_is_gone_stands_for_nothing() -> None:
    assert carried({"lost": "ja"}) == {"lost": CarriedAnswer(None, "gone")}
