"""Roll-up relations: whatever the members are, what is said to hold between roll-ups holds."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.decision.proof.relations import AlwaysKnown, KnownIfCounted, KnownWith, NeverAbove
from ekrules.errors import Faults
from ekrules.methods.level_file import RollUpEntry
from ekrules.methods.roll_up_relations import relations
from ekrules.methods.roll_ups import roll_up

# Decimals that no sum misses by more than roll-ups round away.
NUMBERS = st.integers(-40, 40).map(lambda number: number / 8)
MEMBERS = st.lists(
    st.tuples(NUMBERS | st.none(), st.sampled_from(["red", "green"]) | st.none()),
    min_size=1,
    max_size=6,
)
WEIGHTS = {f"m{number}": weight for number, weight in enumerate((1, 2, 0.5, 1, 3, 1))}


def entries() -> dict[str, RollUpEntry]:
    """Return a roll-up of each kind, several of those that have settings."""
    written: dict[str, dict[str, Any]] = {
        **{
            take: {"take": take}
            for take in (
                "mean",
                "geometric_mean",
                "harmonic_mean",
                "median",
                "min",
                "max",
                "sum",
                "sd_of_sample",
            )
        },
        **{take: {"take": take} for take in ("members", "known", "share_known")},
        "half_known": {"take": "mean", "at_least_known": "50 %"},
        "median_of_most": {"take": "median", "at_least_known": "75 %"},
        "most_known": {"take": "known", "at_least_known": "75 %"},
        "three_known": {"take": "mean", "at_least_known": 3},
        "two_known": {"take": "min", "at_least_known": 2},
        "reds": {"take": "count_where", "of": "colour", "values": ("red",)},
        "both": {"take": "count_where", "of": "colour", "values": ("red", "green")},
        "share_red": {"take": "share_where", "of": "colour", "values": ("red",)},
        "share_both": {"take": "share_where", "of": "colour", "values": ("red", "green")},
        "coloured": {"take": "known", "of": "colour"},
    }
    for take in ("mean_of_worst", "least_of_worst", "greatest_of_worst"):
        for end in ("lowest", "highest"):
            for k in (1, 2, 3):
                written[f"{take}_{end}_{k}"] = {"take": take, "k": k, "worst_is": end}
    return {
        name: RollUpEntry.model_validate({"of": "number", **one}) for name, one in written.items()
    }


ENTRIES = entries()
RELATIONS = tuple(relations(ENTRIES))


def frame(members: list[tuple[float | None, str | None]]) -> pl.DataFrame:
    rows = {
        "entity": ["e"] * len(members),
        "member": [f"m{number}" for number in range(len(members))],
        "below": ["g"] * len(members),
        "applies": [True] * len(members),
        "number": [number for number, _ in members],
        "colour": [colour for _, colour in members],
    }
    return pl.DataFrame(rows, schema_overrides={"number": pl.Float64, "colour": pl.String})


def rolled(members: list[tuple[float | None, str | None]]) -> dict[str, float | None]:
    made, faults = frame(members), Faults()
    found = {name: roll_up(made, name, one, faults)[name].item() for name, one in ENTRIES.items()}
    assert not faults.found
    return found


@settings(max_examples=150, deadline=None)
@given(MEMBERS)
def test_every_relation_holds_whatever_the_members_are(
    members: list[tuple[float | None, str | None]],
) -> None:
    values = rolled(members)
    for one in RELATIONS:
        if isinstance(one, AlwaysKnown):
            assert values[one.name] is not None, one
        elif isinstance(one, KnownWith):
            assert values[one.one] is None or values[one.other] is not None, one
        elif isinstance(one, KnownIfCounted):
            count = values[one.count]
            assert count is not None
            assert (values[one.value] is not None) == (count >= 1), one
        else:
            low, high = values[one.lower], values[one.upper]
            assert low is None or high is None or low <= high, one


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        *pairwise(["min", "mean_of_worst_lowest_2", "mean_of_worst_lowest_3", "mean"]),
        *pairwise(["mean", "mean_of_worst_highest_3", "mean_of_worst_highest_2", "max"]),
        ("mean_of_worst_lowest_2", "greatest_of_worst_lowest_2"),
        ("greatest_of_worst_lowest_2", "greatest_of_worst_lowest_3"),
        ("least_of_worst_highest_3", "least_of_worst_highest_2"),
        ("least_of_worst_highest_2", "mean_of_worst_highest_2"),
        ("min", "median"),
        ("median", "max"),
        ("known", "members"),
        ("reds", "both"),
        ("both", "coloured"),
        ("share_red", "share_both"),
        ("half_known", "max"),
        ("min", "geometric_mean"),
        ("harmonic_mean", "max"),
    ],
)
def test_what_a_reader_expects_is_said(lower: str, upper: str) -> None:
    assert NeverAbove(lower, upper) in RELATIONS
    assert NeverAbove(upper, lower) not in RELATIONS


def test_what_may_not_hold_is_not_said() -> None:
    fill = {"of": "number", "take": "mean", "fill": {"value": 0}}
    written: list[dict[str, Any]] = [
        {"of": "number", "take": "min"},
        {"of": "other", "take": "max"},
        {**fill, "take": "max"},
        {"of": "number", "take": "max", "members": {"set": ("a",)}},
        {"of": "number", "take": "mean", "weights": "weight"},
        {"of": "number", "take": "mean", "weights": {"a": -1, "b": 3}},
        {"of": "number", "take": "sum"},
    ]
    made = {f"r{n}": RollUpEntry.model_validate(one) for n, one in enumerate(written)}
    found = [one for one in relations(made) if isinstance(one, NeverAbove)]
    assert found == []


def test_a_mean_with_weights_that_are_not_below_zero_lies_between_the_ends() -> None:
    made = {
        "low": RollUpEntry.model_validate({"of": "number", "take": "min"}),
        "mean": RollUpEntry.model_validate({"of": "number", "take": "mean", "weights": WEIGHTS}),
    }
    assert NeverAbove("low", "mean") in tuple(relations(made))


def test_what_is_filled_in_alike_is_known_together_and_by_no_count() -> None:
    fill = {"value": 0}
    made = {
        "low": RollUpEntry.model_validate({"of": "number", "take": "min", "fill": fill}),
        "high": RollUpEntry.model_validate({"of": "number", "take": "max", "fill": fill}),
        "known": RollUpEntry.model_validate({"of": "number", "take": "known"}),
        "bare": RollUpEntry.model_validate({"of": "number", "take": "max"}),
    }
    found = tuple(relations(made))
    assert {NeverAbove("low", "high"), KnownWith("low", "high")} <= {*found}
    assert KnownWith("low", "bare") not in found
    assert KnownWith("bare", "low") in found
    assert KnownIfCounted("low", "known") not in found
    assert KnownIfCounted("bare", "known") in found
