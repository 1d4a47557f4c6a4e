"""The assessment of 2009: what the source's prose says, and what the rules make of the rest."""

from __future__ import annotations

import pytest

from ekrules.assessment.assessed import Assessment, Status
from ekrules.decision.engine import EnginePreference
from tests.decision.engines import ENGINES, needs_rete
from tests.real_project import outcome, real

# Every goal that the strategy publishes (chapter 5), and the status the rules give it.
PUBLISHED = {
    "lokaldemokrati-1": "yellow",
    "lokaldemokrati-2": "yellow",
    "lokaldemokrati-3": "green",
    "tjenester-1": "red",
    "tjenester-2": "red",
    "tjenester-3": "yellow",
    "helse-1": "yellow",
    "helse-2": "yellow",
    "helse-3": "yellow",
    "nav-1": "green",
    "grunnopplaering-1": "green",
    "grunnopplaering-2": "yellow",
    "grunnopplaering-3": "yellow",
    "grunnopplaering-4": "yellow",
    "geodata-1": "green",
    "geodata-2": "green",
    "geodata-3": "green",
    "ehandel-1": "red",
    "ehandel-2": "yellow",
    "ehandel-3": "yellow",
    "arkiv-1": "yellow",
    "arkiv-2": "green",
    "arkiv-3": "yellow",
    "arkiv-4": "green",
    "sikkerhet-1": "red",
    "sikkerhet-2": "red",
    "sikkerhet-3": "yellow",
    "arkitektur-1": "yellow",
}
THEMES = {
    "lokaldemokrati": "yellow",
    "tjenester": "red",
    "helse": "yellow",
    "nav": "green",
    "grunnopplaering": "yellow",
    "geodata": "green",
    "ehandel": "yellow",
    "arkiv": "yellow",
    "sikkerhet": "red",
    "arkitektur": "yellow",
    "standarder": "yellow",
    "integrasjon": "yellow",
    "fri_programvare": "yellow",
    "gronn_it": "yellow",
    "bredband": "green",
    "samarbeid": "green",
    "ledelse": "yellow",
    "kompetanse": "yellow",
}
FIRM = [
    goal.id
    for goal in real().strategy.goals.values()
    if goal.published.firmness in ("explicit", "implied")
]


def the(engine: EnginePreference) -> Assessment:
    return outcome(engine).assessment


@pytest.mark.parametrize("engine", ENGINES)
def test_every_published_goal_has_the_status_we_hold_to_be_right(engine: EnginePreference) -> None:
    published = {g.id for g in real().strategy.goals.values() if g.source == "published"}
    given = {one.goal: one.status.value for one in the(engine).goals if one.goal in published}
    assert given == PUBLISHED


@pytest.mark.parametrize("goal_id", FIRM)
def test_a_status_that_the_prose_states_or_implies_is_reached_by_rules_alone(goal_id: str) -> None:
    assessed = the("columnar").goal(goal_id)
    assert assessed.override is None
    assert assessed.computed == assessed.status
    assert assessed.status == real().strategy.goals[goal_id].published.status


def test_a_good_part_of_the_published_statuses_are_firm_in_the_prose() -> None:
    assert len(FIRM) >= 12
    assert set(FIRM) <= set(PUBLISHED)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_theme_has_the_status_that_follows_from_its_goals(engine: EnginePreference) -> None:
    assert {one.id: one.status.value for one in the(engine).themes} == THEMES


@pytest.mark.parametrize("engine", ENGINES)
def test_the_whole_is_yellow_since_two_of_eighteen_themes_are_critical(
    engine: EnginePreference,
) -> None:
    overall = the(engine).overall
    assert overall.status is Status.YELLOW
    assert overall.decided_by is not None
    assert overall.decided_by.row == "themes-too-many-critical"
    assert overall.counted == {
        Status.GREEN: 4,
        Status.YELLOW: 12,
        Status.RED: 2,
        Status.GREY: 0,
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_all_findings_of_the_summary_hold_on_its_own_figures(engine: EnginePreference) -> None:
    ruled = [one for one in the(engine).findings if one.judgement is None]
    assert len(ruled) == 28
    assert [one.id for one in ruled if not one.holds] == []
    assert [one.id for one in ruled if not one.because] == []


def test_the_one_finding_without_figures_is_signed_dated_and_explained() -> None:
    (judged,) = (one for one in the("columnar").findings if one.judgement is not None)
    assert judged.id == "learning-resources-in-use"
    assert judged.holds
    assert judged.judgement is not None
    assert judged.judgement.by
    assert judged.judgement.because.nb
    assert [ground.name for ground in judged.because] == [
        "laringsressurser_strategi",
        "larere_per_pc_god",
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_status_names_the_row_that_decided_and_where_it_stands(
    engine: EnginePreference,
) -> None:
    tables = {one.id: one for one in real().rules.tables}
    done = the(engine)
    decided = [(one.decided_by, one.status) for one in done.goals]
    decided += [(one.decided_by, one.status) for one in (*done.themes, done.overall)]
    for by, status in decided:
        assert by is not None
        rows = {row.id: row for row in tables[by.table].rows}
        assert by.place == rows[by.row].place
        assert status == rows[by.row].status


@needs_rete
def test_both_engines_give_the_same_assessment_and_say_which_they_are() -> None:
    rete, columnar = the("rete"), the("columnar")
    assert (rete.engine, columnar.engine) == ("rete", "columnar")
    assert rete.goals == columnar.goals
    assert rete.themes == columnar.themes
    assert rete.findings == columnar.findings
    assert rete.overall == columnar.overall
