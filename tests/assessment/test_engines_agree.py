"""Both engines end to end, on answers that nobody gave."""

from __future__ import annotations

from hypothesis import given, settings

from ekrules.assessment.assessed import Assessment
from ekrules.assessment.assessing import assess
from ekrules.decision.engine import EnginePreference
from ekrules.facts.measures import work_out_measures
from tests.decision.engines import needs_rete
from tests.real_project import Cell, nobody_asked, other_counts, real, with_counts


def assessed(counts: dict[Cell, int], engine: EnginePreference) -> Assessment:
    loaded = real()
    survey = with_counts(loaded.survey, counts)
    measures = work_out_measures(loaded.strategy, survey)
    return assess(loaded.strategy, survey.description, measures, loaded.rules, (), engine)


@needs_rete
@settings(max_examples=25, deadline=None)
@given(other_counts())
def test_both_engines_conclude_the_same_on_the_same_grounds(counts: dict[Cell, int]) -> None:
    rete, columnar = assessed(counts, "rete"), assessed(counts, "columnar")
    assert rete.goals == columnar.goals
    assert rete.themes == columnar.themes
    assert rete.findings == columnar.findings
    assert rete.overall == columnar.overall


@settings(max_examples=15, deadline=None)
@given(other_counts())
def test_a_goal_is_grey_just_where_its_attainment_is_unknown(counts: dict[Cell, int]) -> None:
    # Every table of the strategy has a row for every known attainment.
    assessment = assessed(counts, "columnar")
    for one in assessment.goals:
        goal = real().strategy.goals[one.goal]
        measure = assessment.measures[goal.attainment or ""]
        assert (one.status == "grey") == (measure.value is None)
        assert (one.reason is None) == (measure.value is not None)


def test_follow_ups_that_nobody_was_asked_leave_their_goals_grey_with_the_reason() -> None:
    assessment = assessed(nobody_asked(real().survey, "selvbetjening"), "columnar")
    for goal_id in ("tjenester-1", "tjenester-2", "tjenester-3"):
        one = assessment.goal(goal_id)
        assert (one.status, one.reason) == ("grey", "base_is_zero")
    theme = next(one for one in assessment.themes if one.id == "tjenester")
    assert (theme.status, theme.reason) == ("grey", "nothing_assessed")
