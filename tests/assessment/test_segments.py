"""Segments: the same rules on each part of a breakdown, and what of it is not told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from ekrules.assessment.assessed import SegmentAssessment, SegmentSize, Status
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.rollup import assess_overall, assess_themes
from ekrules.assessment.segment_record import segments_record
from ekrules.assessment.segments import assess_breakdown
from ekrules.assessment.statuses import assess_goals
from ekrules.facts.measures import SegmentMeasures
from ekrules.tables.measure import Measure, unknown_measure
from tests.assessment.builders import goal, judged, rising_table, rules, share, strategy
from tests.made_up import made_up, made_up_outcome

BREAKDOWNS = [one.id for one in made_up().survey.breakdowns]
DAY = date(2009, 4, 1)


def segments_of(breakdown: str) -> tuple[SegmentAssessment, ...]:
    (found,) = (one for one in made_up_outcome().assessment.segments if one.breakdown == breakdown)
    return found.segments


def test_every_breakdown_is_assessed_in_the_order_written() -> None:
    found = made_up_outcome().assessment.segments
    assert [one.breakdown for one in found] == BREAKDOWNS == ["type", "size", "county", "region"]
    for one in found:
        assert [part.segment for part in one.segments] == list(
            made_up().survey.breakdown(one.breakdown).segment_ids
        )


@pytest.mark.parametrize("breakdown", BREAKDOWNS)
def test_segments_hold_all_who_answered_and_all_who_could(breakdown: str) -> None:
    sizes = [one.size for one in segments_of(breakdown)]
    assert sum(one.respondents for one in sizes) == 249
    assert sum(one.frame or 0 for one in sizes) == 430


@pytest.mark.parametrize("breakdown", BREAKDOWNS)
def test_a_segment_is_judged_by_the_rules_on_its_own_measures(breakdown: str) -> None:
    loaded = made_up()
    for one in segments_of(breakdown):
        engines = EngineRoom("columnar")
        goals = assess_goals(loaded.strategy, one.measures, loaded.rules.status, DAY, engines)
        themes = assess_themes(
            [theme.theme for theme in loaded.strategy.themes], goals, loaded.rules.theme, engines
        )
        overall = assess_overall("ekommune2012", themes, loaded.rules.overall, engines)
        assert [(two.goal, two.status, two.reason) for two in one.goals] == [
            (two.goal, two.status, two.reason) for two in goals
        ]
        assert one.themes == themes
        assert one.overall == overall


@pytest.mark.parametrize("breakdown", BREAKDOWNS)
def test_what_is_unknown_of_a_segment_is_grey_with_its_reason(breakdown: str) -> None:
    strategy, reasons = made_up().strategy, set()
    for one in segments_of(breakdown):
        for two in one.goals:
            name = strategy.goals[two.goal].attainment
            measure = one.measures[name] if name else None
            if measure is not None and measure.value is None:
                assert two.status is Status.GREY
                assert two.reason == measure.reason
                reasons.add(two.reason)
    assert reasons <= {"base_too_small", "part_is_unknown", "not_by_segment", "base_is_zero"}


@pytest.mark.parametrize("goal_id", ["geodata-1", "geodata-3", "nav-1"])
def test_a_goal_judged_by_figures_from_outside_is_grey_in_every_segment(goal_id: str) -> None:
    """In nav-1 it is not the attainment that comes from outside, but what it is held against."""
    found = {(one.goal(goal_id).status, one.goal(goal_id).reason) for one in segments_of("region")}
    assert found == {(Status.GREY, "not_by_segment")}


def test_overrides_of_the_whole_are_not_applied_to_its_parts() -> None:
    assert all(
        two.override is None and two.status is two.computed
        for one in segments_of("type")
        for two in one.goals
    )


def small(own: Measure, size: SegmentSize) -> SegmentAssessment:
    """Return the assessment of one segment of one goal."""
    one = strategy(a=[goal("a-1")])
    measures = {"nord": SegmentMeasures({"m": own, "n": own}, {"m": own, "n": own})}
    by = rules(rising_table(0.5, 0.9))
    found = assess_breakdown("region", one, DAY, {"nord": size}, measures, by, "columnar")
    return found.segments[0]


def test_a_hidden_measure_makes_its_goal_theme_and_whole_grey() -> None:
    found = small(unknown_measure("m", "base_too_small"), SegmentSize(3, 9))
    assert found.goal("a-1").reason == "base_too_small"
    assert {found.goal("a-1").status, found.themes[0].status, found.overall.status} == {Status.GREY}


def test_the_record_has_nothing_of_what_is_hidden() -> None:
    record = json.loads(json.dumps(segments_record(made_up_outcome().assessment.segments)))
    assert [one["breakdown"] for one in record] == BREAKDOWNS
    hidden = shown = 0
    for breakdown in record:
        for segment in breakdown["segments"]:
            for measure in segment["measures"].values():
                if measure["reason"] in ("base_too_small", "part_is_unknown", "not_by_segment"):
                    assert {measure[name] for name in measure if name != "reason"} == {None}
                    hidden += 1
                elif measure["reason"] is None:
                    assert measure["denominator"] is None or measure["denominator"] >= 5
                    assert measure["low"] <= measure["value"] <= measure["high"]
                    shown += 1
    assert hidden > 0
    assert shown > 1000


def test_the_record_tells_each_segment_goal_by_goal() -> None:
    record = segments_record(made_up_outcome().assessment.segments)
    (region,) = (one for one in record if one["breakdown"] == "region")
    told = json.loads(json.dumps(region))
    for one, plain in zip(segments_of("region"), told["segments"], strict=True):
        assert (plain["id"], plain["respondents"], plain["frame"]) == (
            one.segment,
            one.size.respondents,
            one.size.frame,
        )
        assert plain["status"] == one.overall.status.value
        assert {name: two["status"] for name, two in plain["goals"].items()} == {
            two.goal: two.status.value for two in one.goals
        }
        assert {name: two["status"] for name, two in plain["themes"].items()} == {
            two.id: two.status.value for two in one.themes
        }
    assert {one["direction"] for one in told["tendencies"]} <= {"ahead", "behind", "unclear"}


def test_how_many_more_it_takes_is_not_told_of_a_weighted_share() -> None:
    by = rising_table(0.5, 0.9)
    plain = share(100, 200)
    told = judged(plain, by).to_next
    assert told is not None
    assert told.more == 80
    weighted = judged(replace(plain, weighted=True, value=0.55), by).to_next
    assert weighted is not None
    assert (weighted.more, round(weighted.points)) == (None, 35)
