"""Who is ahead and who lags: said of a goal where the difference is clear, with traced figures."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache

import narwhals as nw
import pytest

from ekrules.assessment.assessed import Tendency
from ekrules.narrative.runs import Run
from ekrules.project.assessing import Outcome, run_assessment
from ekrules.survey.survey import Survey
from tests.made_up import made_up, made_up_outcome
from tests.real_project import outcome

GOAL, QUESTION = "helse-1", "epj"
SPACE = "\u00a0"


def with_answers(told: nw.Expr) -> Survey:
    """Return the made-up survey with other answers to the question."""
    survey = made_up().survey
    assert survey.answers is not None
    changed = survey.answers.frame.with_columns(told.alias(QUESTION))
    return replace(survey, answers=replace(survey.answers, frame=changed))


def answer(code: str) -> nw.Expr:
    answers = made_up().survey.answers
    assert answers is not None
    return nw.lit(code, dtype=answers.frame[QUESTION].dtype)


@cache
def planted() -> Outcome:
    """All of the south have electronic journals, and of the north none; of the rest about half."""
    half = nw.col("@respondent").str.slice(-1).is_in(["0", "2", "4", "6", "8"])
    rest = nw.when(half).then(answer("ja")).otherwise(answer("nei"))
    north = nw.when(nw.col("@region") == NORTH).then(answer("nei")).otherwise(rest)
    told = nw.when(nw.col("@region") == SOUTH).then(answer("ja")).otherwise(north)
    return run_assessment(replace(made_up(), survey=with_answers(told)), "columnar", by=["region"])


REGIONS = [one.id for one in made_up().survey.breakdown("region").segments]
NORTH = next(one for one in REGIONS if "nord" in one)
SOUTH = next(one for one in REGIONS if one != NORTH)


def tendencies(of: Outcome, goal: str) -> dict[str, Tendency]:
    return {
        one.segment: one
        for breakdown in of.assessment.segments
        for one in breakdown.tendencies
        if one.goal == goal and one.direction != "unclear"
    }


def in_percent(counts: tuple[int, int]) -> str:
    tenths = int(Fraction(1000 * counts[0], counts[1]) + Fraction(1, 2))
    return f"{tenths // 10},{tenths % 10}{SPACE}%"


def test_the_furthest_ahead_and_the_furthest_behind_are_named_with_their_counts() -> None:
    clear = tendencies(planted(), GOAL)
    assert (clear[SOUTH].direction, clear[NORTH].direction) == ("ahead", "behind")
    text = planted().narrative.goals[GOAL].text
    labels = {one.id: one.label.nb for one in made_up().survey.breakdown("region").segments}
    ahead, behind = clear[SOUTH], clear[NORTH]
    (own, of), (others, of_others) = ahead.counts, ahead.other_counts
    assert (
        f"Etter landsdel ligger gruppen «{labels[SOUTH]}» klart foran de andre "
        f"({in_percent(ahead.counts)}, {own} av {of}, mot "
        f"{in_percent(ahead.other_counts)}, {others} av {of_others})."
    ) in text
    (own, of), (others, of_others) = behind.counts, behind.other_counts
    assert (
        f"Klart svakest etter landsdel står «{labels[NORTH]}», med "
        f"{in_percent(behind.counts)} ({own} av {of}) mot "
        f"{in_percent(behind.other_counts)} ({others} av {of_others})."
    ) in text


def test_nothing_is_said_where_all_are_alike() -> None:
    loaded = replace(made_up(), survey=with_answers(answer("ja")))
    alike = run_assessment(loaded, "columnar", by=["region", "size"])
    assert tendencies(alike, GOAL) == {}
    assert "klart" not in alike.narrative.goals[GOAL].text


def test_printed_tables_say_nothing_of_segments() -> None:
    texts = [one.text for one in outcome().narrative.goals.values()]
    assert not any("ligger gruppen" in one or "Klart svakest etter" in one for one in texts)


@pytest.mark.parametrize("goal", sorted(outcome().loaded.strategy.goals))
def test_the_sentence_stands_just_where_a_difference_is_clear(goal: str) -> None:
    clear = {
        one.direction
        for breakdown in made_up_outcome().assessment.segments
        for one in breakdown.tendencies
        if one.goal == goal
    }
    text = made_up_outcome().narrative.goals[goal].text
    assert ("klart foran de andre" in text) == ("ahead" in clear)
    behind = "klart bak de andre" in text or "Klart svakest etter" in text
    assert behind == ("behind" in clear)


def segment_runs(of: Outcome) -> list[tuple[str, Run]]:
    return [
        (goal, run)
        for goal, paragraph in of.narrative.goals.items()
        for run in paragraph.runs
        if (run.ref or "").startswith("segment:")
    ]


def test_every_figure_of_a_segment_is_that_of_its_tendency() -> None:
    for result in (planted(), made_up_outcome()):
        known = {
            (one.goal, f"segment:{breakdown.breakdown}:{one.segment}"): one
            for breakdown in result.assessment.segments
            for one in breakdown.tendencies
        }
        runs = segment_runs(result)
        for goal, run in runs:
            of_others = (run.ref or "").endswith(":others")
            one = known[goal, (run.ref or "").removesuffix(":others")]
            assert one.direction != "unclear"
            numerator, denominator = one.other_counts if of_others else one.counts
            told = {in_percent((numerator, denominator)), f"{numerator} av {denominator}"}
            assert run.text in told
    assert segment_runs(planted())


def test_no_digit_of_the_narrative_stands_outside_a_figure_or_a_quotation() -> None:
    for paragraph in planted().narrative.goals.values():
        words = "".join(run.text for run in paragraph.runs if run.kind == "words")
        assert re.search(r"\d", words) is None
