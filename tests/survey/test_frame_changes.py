from __future__ import annotations

from ekrules.errors import Faults, Place
from ekrules.survey.crosswalk import follow
from ekrules.survey.frame_changes import (
    CarriedAnswer,
    add_frame_faults,
    carry_answers_forward,
    compare_frames,
)
from tests.survey.made_frames import crosswalk, unit


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
