"""Changes since an earlier assessment: figures with their interval, statuses with their cause."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.assessment.assessed import Assessment, Status
from ekrules.assessment.assessing import assess
from ekrules.assessment.change_record import changes_of
from ekrules.assessment.changed import Cause, Changes, GoalChange, Outcome
from ekrules.assessment.changes import changes_since, measure_change
from ekrules.assessment.overrides import Override
from ekrules.assessment.previous import PreviousRecord
from ekrules.assessment.record import record_of, record_text
from ekrules.decision.tables import DecisionTable
from ekrules.facts.measures import work_out_measures
from ekrules.goals.strategy import Strategy
from ekrules.survey.printed import TOTAL
from ekrules.survey.survey import Survey
from ekrules.tables.intervals import score_interval
from ekrules.tables.measure import Measure, counted_share
from ekrules.tables.quantiles import two_sided_quantile
from ekrules.yaml_reader.wording import Wording
from tests.assessment.builders import goal, rules, share, strategy, table
from tests.real_project import ROOT, other_counts, outcome, real
from tests.surveys import question, survey_of
from tests.waves import (
    NEXT_DAY,
    asked_otherwise,
    assessed_again,
    changes_in,
    read_back,
    record_of_2009,
    survey_again,
)

FAR, SOON, PAST = date(2019, 12, 31), date(2010, 12, 31), date(2009, 12, 31)
RISING = """\
  - decision: t
    asks: How far?
    hit_policy: unique
    inputs: {{attainment: {{unit: share, better: up}}, years_left: {{unit: years, better: up}}}}
    rows:
      - {{id: eg, when: {{attainment: {{at_least: {0} %}}, years_left: {{at_least: 1}}}}, status: green}}
      - {{id: ey, when: {{attainment: {{at_least: 20 %, below: {0} %}}, years_left: {{at_least: 1}}}}, status: yellow}}
      - {{id: er, when: {{attainment: {{below: 20 %}}, years_left: {{at_least: 1}}}}, status: red}}
      - {{id: lg, when: {{attainment: {{at_least: 90 %}}, years_left: {{below: 1}}}}, status: green}}
      - {{id: ly, when: {{attainment: {{at_least: 50 %, below: 90 %}}, years_left: {{below: 1}}}}, status: yellow}}
      - {{id: lr, when: {{attainment: {{below: 50 %}}, years_left: {{below: 1}}}}, status: red}}
"""  # noqa: E501


def rising(green_from: int = 60) -> DecisionTable:
    """Return a table that asks for less while there is a year left or more."""
    return table(RISING.format(green_from))


def held(yes: int | None, on: date) -> Survey:
    """Return a survey of one question, that `yes` of 100 answered yes to, or nobody was asked."""
    asked = question("q")
    counts = {"nei": 100 - yes, "ja": yes, TOTAL: 100} if yes is not None else {}
    survey = survey_of((asked, counts))
    about = survey.description.model_copy(update={"wave": on.year, "reference_date": on})
    return replace(survey, description=about)


@dataclass(frozen=True)
class Year:
    """One year's answers and rules, and what they give."""

    yes: int | None
    on: date
    deadline: date = FAR
    by: DecisionTable | None = None
    override: Status | None = None
    goals: tuple[str, ...] = ("a-1",)

    @property
    def survey(self) -> Survey:
        return held(self.yes, self.on)

    @property
    def strategy(self) -> Strategy:
        return strategy(
            a=[
                goal(name, number=number, deadline=self.deadline)
                for number, name in enumerate(self.goals, start=1)
            ]
        )

    @property
    def table(self) -> DecisionTable:
        return self.by or rising()

    @property
    def assessment(self) -> Assessment:
        computed = self._assessed(())
        if self.override is None:
            return computed
        set_by_hand = Override(
            goal="a-1",
            replaces=computed.goal("a-1").computed.value,
            status=self.override.value,
            by="KS",
            because=Wording(nb="Se notat"),
            on=self.on,
            until=self.on,
        )
        return self._assessed((set_by_hand,))

    def _assessed(self, overrides: tuple[Override, ...]) -> Assessment:
        measures = work_out_measures(self.strategy, self.survey)
        about = self.survey.description
        return assess(self.strategy, about, measures, rules(self.table), overrides, "columnar")

    @property
    def record(self) -> PreviousRecord:
        made = record_of(self.assessment, self.strategy, self.survey, (), "0", ROOT)
        return read_back(record_text(made))

    def since(self, before: Year | PreviousRecord) -> Changes:
        previous = before.record if isinstance(before, Year) else before
        return changes_since(
            previous, self.assessment, self.strategy, self.survey, rules(self.table), "columnar"
        )


def then(yes: int | None, **more: Any) -> Year:
    return Year(yes, date(2009, 4, 1), **more)


def now(yes: int | None, **more: Any) -> Year:
    return Year(yes, NEXT_DAY, **more)


def moved(before: Year, after: Year) -> GoalChange:
    return after.since(before).goals["a-1"]


MOVES: dict[str, tuple[Year, Year, Cause | None, Outcome]] = {
    "more said yes": (then(30), now(70), "answers", "better"),
    "fewer said yes": (then(70), now(30), "answers", "worse"),
    "time went": (then(70, deadline=SOON), now(70, deadline=SOON), "time", "worse"),
    "time would do": (then(45, deadline=SOON), now(40, deadline=SOON), "time", "worse"),
    "neither would do": (then(70, deadline=SOON), now(30, deadline=SOON), "both", "worse"),
    "each would do": (then(65, deadline=SOON), now(55, deadline=SOON), "both", "worse"),
    "milder rules": (then(55), now(55, by=rising(50)), "rules", "not_comparable"),
    "earlier deadline": (then(70), now(70, deadline=PAST), "rules", "not_comparable"),
    "set by hand now": (then(70), now(70, override=Status.RED), "override", "worse"),
    "set by hand then": (then(70, override=Status.RED), now(70), "override", "better"),
    "hand and answers": (then(70, override=Status.RED), now(30), "override", "better"),
    "not asked then": (then(None), now(70), "coverage", "not_comparable"),
    "not asked now": (then(70), now(None), "coverage", "not_comparable"),
    "no other colour": (then(70), now(80), None, "same"),
    "never asked": (then(None), now(None), None, "same"),
    "by hand both years": (
        then(70, override=Status.RED),
        now(30, override=Status.RED),
        None,
        "same",
    ),
}


@pytest.mark.parametrize(("before", "after", "cause", "outcome"), MOVES.values(), ids=MOVES)
def test_a_status_moves_for_a_reason_of_its_own(
    before: Year, after: Year, cause: Cause | None, outcome: Outcome
) -> None:
    change = moved(before, after)
    assert (change.cause, change.outcome) == (cause, outcome)
    assert change.moved == (cause is not None)


def test_what_would_have_been_is_asked_of_the_same_table() -> None:
    neither = moved(then(70, deadline=SOON), now(30, deadline=SOON)).what_if
    assert neither is not None
    assert (neither.then, neither.time_alone, neither.answers_alone) == (
        Status.GREEN,
        Status.YELLOW,
        Status.YELLOW,
    )
    each = moved(then(65, deadline=SOON), now(55, deadline=SOON)).what_if
    assert each is not None
    assert (each.time_alone, each.answers_alone) == (Status.YELLOW, Status.YELLOW)


def test_rules_that_hide_a_move_leave_nothing_to_compare() -> None:
    change = moved(then(55), now(65, by=rising(70)))
    assert (change.moved, change.rules_changed, change.outcome) == (False, False, "same")
    hidden = moved(then(65), now(75, by=rising(70)))
    assert (hidden.moved, hidden.rules_changed, hidden.outcome) == (False, True, "not_comparable")


def test_a_goal_that_was_grey_says_why() -> None:
    change = moved(then(None), now(70))
    assert (change.then, change.grey_because) == (Status.GREY, "not_in_survey")
    assert moved(then(70), now(None)).grey_because == "not_in_survey"


def test_a_status_never_moves_by_answers_that_are_not_comparable() -> None:
    after = now(70)
    survey = asked_otherwise(after.survey, "q", asks=Wording(nb="Noe annet?"))
    changes = changes_since(
        then(30).record, after.assessment, after.strategy, survey, rules(after.table), "columnar"
    )
    change = changes.goals["a-1"]
    assert (change.cause, change.outcome) == ("not_comparable", "not_comparable")
    assert change.hindrance is not None
    assert change.hindrance.reason == "wording_changed"
    assert changes.measures["m"].points is None


def test_a_status_that_stayed_over_other_figures_is_not_called_the_same() -> None:
    after = now(30)
    survey = asked_otherwise(after.survey, "q", asks=Wording(nb="Noe annet?"))
    changes = changes_since(
        then(30).record, after.assessment, after.strategy, survey, rules(after.table), "columnar"
    )
    change = changes.goals["a-1"]
    assert (change.moved, change.cause, change.outcome) == (False, None, "not_comparable")


def test_a_record_without_bases_or_a_day_compares_no_status() -> None:
    record = replace(then(30).record, bases={}, reference_date=None)
    change = now(70).since(record).goals["a-1"]
    assert (change.cause, change.what_if, change.outcome) == (
        "not_comparable",
        None,
        "not_comparable",
    )


def test_new_and_dropped_goals_are_named() -> None:
    changes = now(70, goals=("a-2", "a-3")).since(then(70, goals=("a-1", "a-2")))
    assert changes.new_goals == ("a-3",)
    assert changes.dropped_goals == ("a-1",)
    assert list(changes.goals) == ["a-2"]


def test_themes_and_the_whole_are_told_then_and_now() -> None:
    changes = now(30).since(then(70))
    assert [(one.id, one.then, one.now) for one in changes.themes] == [
        ("a", Status.GREEN, Status.YELLOW)
    ]
    assert (changes.overall.then, changes.overall.now) == (Status.GREEN, Status.YELLOW)
    unknown = replace(then(70).record, themes={})
    assert now(30).since(unknown).themes[0].then is None


def plain(yes: int, asked: int) -> Measure:
    """Return a share with Wilson's interval, as Newcombe has it: without an end to the frame."""
    low, high = score_interval(yes / asked, asked, two_sided_quantile(0.95))
    return replace(share(yes, asked), low=low, high=high)


def test_a_change_in_points_is_exact_and_has_newcombes_interval() -> None:
    # Newcombe (1998), table II: 56/70 less 48/80 by method 10 is 0.0524 to 0.3339.
    change = measure_change("m", plain(48, 80), plain(56, 70), None)
    assert change.points == 20
    assert (change.low, change.high) == pytest.approx((5.24, 33.39), abs=0.005)
    assert change.is_clear
    assert measure_change("m", share(1, 3), share(2, 3), None).points == Fraction(100, 3)


def test_when_all_were_asked_both_years_any_change_is_clear() -> None:
    before, after = share(200, 430, respondents=430), share(201, 430, respondents=430)
    assert measure_change("m", before, after, None).is_clear
    assert not measure_change("m", before, before, None).is_clear


def test_a_figure_counted_by_others_changes_without_an_interval() -> None:
    change = measure_change(
        "m", counted_share("m", 1, 4, "NAV"), counted_share("m", 2, 4, "NAV"), None
    )
    assert change.points == 25
    assert (change.low, change.high, change.is_clear) == (None, None, True)


def test_a_small_change_among_few_is_not_clear() -> None:
    assert not measure_change("m", share(5, 10), share(6, 10), None).is_clear


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 249), st.integers(1, 249), st.data())
def test_the_interval_holds_the_change_and_turns_with_it(
    asked: int, again: int, data: st.DataObject
) -> None:
    before = share(data.draw(st.integers(0, asked)), asked)
    after = share(data.draw(st.integers(0, again)), again)
    forth, back = (
        measure_change("m", before, after, None),
        measure_change("m", after, before, None),
    )
    assert forth.points is not None
    assert forth.low is not None
    assert forth.high is not None
    assert -100 <= forth.low <= forth.points <= forth.high <= 100
    assert back.points == -forth.points
    assert back.low == pytest.approx(-forth.high, abs=1e-9)
    assert back.high == pytest.approx(-forth.low, abs=1e-9)
    assert back.is_clear == forth.is_clear
    assert forth.is_clear == (forth.low > 0 or forth.high < 0)


def held_again(counts: dict[Any, int], on: date) -> tuple[Survey, Assessment]:
    loaded = real()
    survey = survey_again(counts, on.year, on)
    measures = work_out_measures(loaded.strategy, survey)
    return survey, assess(
        loaded.strategy, survey.description, measures, loaded.rules, (), "columnar"
    )


def record_made_of(survey: Survey, assessment: Assessment) -> PreviousRecord:
    made = record_of(assessment, real().strategy, survey, (), "0", ROOT)
    return read_back(record_text(made))


def since(previous: PreviousRecord, survey: Survey, assessment: Assessment) -> Changes:
    loaded = real()
    return changes_since(previous, assessment, loaded.strategy, survey, loaded.rules, "columnar")


@settings(max_examples=5, deadline=None)
@given(other_counts())
def test_a_record_held_against_itself_has_no_change(counts: dict[Any, int]) -> None:
    survey, assessment = held_again(counts, date(2009, 4, 1))
    changes = since(record_made_of(survey, assessment), survey, assessment)
    assert not any(one.is_clear for one in changes.measures.values())
    assert {one.points for one in changes.measures.values()} <= {0, None}
    assert not any(one.moved for one in changes.goals.values())
    assert {one.outcome for one in changes.goals.values()} <= {"same", "not_comparable"}
    assert all(one.then is one.now for one in (*changes.themes, changes.overall))


@settings(max_examples=5, deadline=None)
@given(other_counts())
def test_a_change_turns_its_sign_when_the_years_change_places(counts: dict[Any, int]) -> None:
    one, other = held_again({}, date(2009, 4, 1)), held_again(counts, date(2010, 4, 1))
    forth = since(record_made_of(*one), *other)
    back = since(record_made_of(*other), *one)
    turn: dict[Outcome, Outcome] = {"better": "worse", "worse": "better"}
    for name, change in forth.measures.items():
        turned = back.measures[name]
        assert (change.points is None) == (turned.points is None)
        assert (change.points or 0) == -(turned.points or 0)
        assert change.is_clear == turned.is_clear
    for name, moved_goal in forth.goals.items():
        assert back.goals[name].outcome == turn.get(moved_goal.outcome, moved_goal.outcome)


def test_the_record_of_a_run_without_an_earlier_one_has_no_changes() -> None:
    assert outcome().changes is None
    assert json.loads(outcome().record)["changes"] is None


def test_the_record_tells_every_change() -> None:
    survey = survey_again({("epj", None, "ja"): 192, ("epj", None, "delvis"): 5})
    made = assessed_again(survey)
    read = json.loads(made.record)["changes"]
    assert read == json.loads(json.dumps(changes_of(changes_in(made))))
    assert read["previous"] == {
        "survey": "ekommune2009",
        "wave": 2009,
        "reference_date": "2009-04-01",
        "synthetic": False,
        "sha256": record_of_2009().sha256,
    }
    epj = read["measures"]["epj"]
    assert (epj["then"], epj["now"], epj["clear"]) == (162 / 249, 192 / 249, True)
    assert epj["points"] == 3000 / 249
    assert epj["low"] < epj["points"] < epj["high"]
    assert epj["not_compared"] is None
    assert len(read["goals"]) == 47
    helse = next(one for one in read["goals"] if one["id"] == "helse-1")
    assert (helse["then"], helse["now"], helse["cause"]) == ("yellow", "red", "time")
    assert helse["what_if"] == {"then": "yellow", "time_alone": "red", "answers_alone": "yellow"}


def test_both_engines_tell_the_same_changes() -> None:
    survey, assessment = held_again(
        {("epj", None, "ja"): 192, ("epj", None, "delvis"): 5}, NEXT_DAY
    )
    loaded = real()
    given_rules = (record_of_2009(), assessment, loaded.strategy, survey, loaded.rules)
    assert changes_since(*given_rules, "auto") == changes_since(*given_rules, "columnar")


def test_a_synthetic_record_is_known_as_one() -> None:
    previous = replace(record_of_2009(), synthetic=True)
    assert changes_in(assessed_again(survey_again(), previous)).previous.synthetic


def test_what_a_figure_of_this_year_alone_would_have_said_is_nothing() -> None:
    record = replace(then(70).record, measures={})
    change = now(70).since(record).goals["a-1"]
    assert change.what_if is not None
    assert (change.what_if.then, change.what_if.time_alone) == (Status.GREY, Status.GREY)
    assert change.what_if.answers_alone is Status.GREEN


def test_a_goal_judged_by_time_alone_is_compared_where_the_day_is_known() -> None:
    by = table("""\
  - decision: t
    asks: Is there time?
    hit_policy: unique
    inputs: {years_left: {unit: years, better: up}}
    rows:
      - {id: time, when: {years_left: {at_least: 1}}, status: green}
      - {id: late, when: {years_left: {below: 1}}, status: red}
""")
    before, after = then(70, by=by, deadline=SOON), now(70, by=by, deadline=SOON)
    assert (moved(before, after).cause, moved(before, after).hindrance) == ("time", None)
    change = after.since(replace(before.record, reference_date=None)).goals["a-1"]
    assert change.cause == "not_comparable"
    assert change.hindrance is not None
    assert (change.hindrance.reason, change.hindrance.measure) == ("basis_unknown", "a-1")
