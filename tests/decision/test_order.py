from __future__ import annotations

import pytest

from ekrules.decision.conditions import AnyOf, Compare, IsKnown
from ekrules.decision.order import levels, names_after
from ekrules.errors import InputError, Place


def test_names_come_after_what_they_rest_on_and_else_keep_their_order() -> None:
    rests_on = {"d": ["b", "c"], "c": ["a"], "b": ["a"], "a": [], "e": []}
    assert levels(rests_on) == (("a", "e"), ("c", "b"), ("d",))


def test_names_that_are_no_rules_are_passed_over() -> None:
    assert levels({"a": ["measure"]}) == (("a",),)


def test_nothing_has_no_levels() -> None:
    assert levels({}) == ()


def test_a_circle_is_named_in_order_with_places() -> None:
    places = {name: Place("swot.yaml", line, 3) for line, name in enumerate("abcd", start=1)}
    with pytest.raises(InputError) as told:
        levels({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}, places)
    text = str(told.value)
    assert '"a" (swot.yaml:1:3) rests on "b" (swot.yaml:2:3)' in text
    assert '"c" (swot.yaml:3:3) rests on "a" (swot.yaml:1:3)' in text
    assert '"d"' not in text


def test_a_rule_that_rests_on_itself_is_told_also_without_places() -> None:
    with pytest.raises(InputError, match='"a" rests on itself; take that out'):
        levels({"a": ["a"]})


def test_names_after_a_prefix_are_found_in_any_part() -> None:
    condition = AnyOf((Compare("finding:x", "is", True), IsKnown("goal:x"), IsKnown("finding:x")))
    assert names_after("finding:", condition) == ("x",)
