from __future__ import annotations

from functools import cache

import pytest

from ekrules.survey.answer_layout import CHOSEN, MISSING
from ekrules.survey.synthesis.answers import SyntheticAnswers, synthesize_answers
from ekrules.survey.synthesis.moving import move_on
from ekrules.survey.synthesis.tables import file_table
from tests.survey_synthesis.made_up import SEEDS, answers_2009, survey_2009, wrongly_routed
from tests.surveys import small_survey


@cache
def answers_2010(seed: int) -> SyntheticAnswers:
    return move_on(answers_2009(seed), survey_2009(), seed, 2010)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_next_wave_respects_routing_throughout(seed: int) -> None:
    assert wrongly_routed(answers_2010(seed), survey_2009()) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_most_respond_again_some_leave_and_more_join(seed: int) -> None:
    before = {unit.id for unit in answers_2009(seed).respondents}
    after = [unit.id for unit in answers_2010(seed).respondents]
    assert len(after) == len(set(after)) == 262
    assert len(before - set(after)) == 20
    assert set(after) <= {unit.id for unit in answers_2010(seed).units}
    assert answers_2010(seed).units == answers_2009(seed).units
    assert answers_2010(seed).wave == 2010


@pytest.mark.parametrize("seed", SEEDS)
def test_attainment_moves_up_for_most_yes_answers(seed: int) -> None:
    before, after = answers_2009(seed), answers_2010(seed)
    yes = [column.name for column in before.layout if "ja" in column.codes]
    assert len(yes) > 60
    changes = [
        after.codes[name].count("ja") / 262 - before.codes[name].count("ja") / 249 for name in yes
    ]
    assert sum(change > 0.0 for change in changes) > 0.8 * len(changes)
    assert max(changes) < 0.2


@pytest.mark.parametrize("seed", SEEDS)
def test_most_answers_of_those_who_answer_again_stay_and_few_fall_back(seed: int) -> None:
    before, after = answers_2009(seed), answers_2010(seed)
    old = {unit.id: index for index, unit in enumerate(before.respondents)}
    same = better = worse = 0
    for index, unit in enumerate(after.respondents):
        for column in before.layout if unit.id in old else ():
            codes = column.codes if CHOSEN not in column.codes else tuple(reversed(column.codes))
            then = before.codes[column.name][old[unit.id]]
            now = after.codes[column.name][index]
            if then not in MISSING and now not in MISSING:
                same += then == now
                better += codes.index(now) > codes.index(then)
                worse += codes.index(now) < codes.index(then)
    assert same > 0.9 * (same + better + worse)
    assert better > 5 * worse > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_the_next_wave_holds_only_what_the_codebook_allows(seed: int) -> None:
    answers, questions = answers_2010(seed), survey_2009().questions
    for column in answers.layout:
        codes = set(answers.codes[column.name])
        assert codes <= {*column.codes, *questions[column.question].missing, "not_asked"}


@pytest.mark.parametrize("seed", SEEDS)
def test_who_still_answers_with_choices_has_one_at_least(seed: int) -> None:
    answers = answers_2010(seed)
    for question in survey_2009().questions.values():
        if question.kind == "multi":
            names = [one.name for one in answers.layout if one.question == question.id]
            for row in zip(*(answers.codes[name] for name in names), strict=True):
                assert (row[0] in MISSING and len(set(row)) == 1) or CHOSEN in row


def test_the_same_seed_moves_on_to_the_same_bytes_and_another_to_others() -> None:
    survey, answers = survey_2009(), answers_2009(1)
    first = file_table(move_on(answers, survey, 5, 2010), survey)
    assert file_table(move_on(answers, survey, 5, 2010), survey) == first
    assert file_table(move_on(answers, survey, 6, 2010), survey) != first
    assert file_table(move_on(answers, survey, 5, 2011), survey) != first


def test_a_next_wave_can_be_moved_on_again() -> None:
    survey = survey_2009()
    later = move_on(answers_2010(1), survey, 1, 2011)
    assert wrongly_routed(later, survey) == []
    assert len(later.respondents) > 262


def test_nobody_joins_where_everyone_answered_already() -> None:
    survey = small_survey()
    survey = type(survey)(**{**vars(survey), "description": survey.description.model_copy(
        update={"frame": 100})})  # fmt: skip
    answers = synthesize_answers(survey, 1)
    moved = move_on(answers, survey, 1, 2010)
    assert len(answers.units) == 100
    assert len(moved.respondents) == 92
