from __future__ import annotations

from statistics import correlation, mean

import pytest

from ekrules.survey.answer_layout import CHOSEN, MISSING, answer_columns
from ekrules.survey.synthesis.answers import SyntheticAnswers
from ekrules.survey.synthesis.tables import file_table, units_table
from tests.survey_synthesis.made_up import (
    SEEDS,
    answers_2009,
    segment_counts,
    survey_2009,
    unlike_printed,
    wrongly_routed,
)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_printed_cell_of_2009_is_counted_from_the_made_up_answers(seed: int) -> None:
    survey = survey_2009()
    assert len(survey.printed) == 71
    assert sum(len(table.cells) for table in survey.printed.values()) == 545
    assert unlike_printed(answers_2009(seed), survey) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_exactly_those_whose_earlier_answer_leads_on_are_asked(seed: int) -> None:
    assert wrongly_routed(answers_2009(seed), survey_2009()) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_every_cell_holds_a_code_that_its_column_may_hold(seed: int) -> None:
    answers = answers_2009(seed)
    assert answers.layout == answer_columns(survey_2009())
    for column in answers.layout:
        assert len(answers.codes[column.name]) == 249
        assert set(answers.codes[column.name]) <= {*column.codes, *MISSING} - {"left_out"}


@pytest.mark.parametrize("seed", SEEDS)
def test_who_answers_a_question_with_several_choices_chooses_one_or_more(seed: int) -> None:
    answers = answers_2009(seed)
    for question in survey_2009().questions.values():
        if question.kind == "multi":
            columns = [one.name for one in answers.layout if one.question == question.id]
            for row in zip(*(answers.codes[name] for name in columns), strict=True):
                one_reason = row[0] in MISSING and len(set(row)) == 1
                assert one_reason or (CHOSEN in row and not set(row) & set(MISSING))


@pytest.mark.parametrize("seed", SEEDS)
def test_only_missing_kinds_that_the_codebook_allows_are_used(seed: int) -> None:
    answers, questions = answers_2009(seed), survey_2009().questions
    for column in answers.layout:
        kinds = {*questions[column.question].missing, "not_asked"}
        assert set(answers.codes[column.name]) & set(MISSING) <= kinds


@pytest.mark.parametrize("seed", SEEDS)
def test_every_printed_margin_holds_for_respondents_and_for_the_frame(seed: int) -> None:
    answers, survey = answers_2009(seed), survey_2009()
    assert survey.frame is not None
    assert survey.reference is not None
    for framed in survey.frame.breakdowns:
        respondents = segment_counts(answers.respondents, framed.id)
        assert respondents == {one.id: one.respondents for one in framed.segments}
        if framed.has_frame:
            frame = segment_counts(answers.units, framed.id)
            assert frame == {one.id: one.frame for one in framed.segments}
    for scored in survey.reference.breakdowns:
        respondents = segment_counts(answers.respondents, scored.id)
        assert respondents == {one.id: one.respondents for one in scored.segments}


def test_the_frame_by_county_is_that_of_2009_and_oslo_is_in_it_without_an_answer() -> None:
    answers = answers_2009(1)
    frame = segment_counts(answers.units, "county")
    assert len(frame) == 19
    assert sum(frame.values()) == 430
    assert (frame["oslo"], frame["akershus"], frame["nordland"]) == (1, 22, 44)
    assert "oslo" not in segment_counts(answers.respondents, "county")
    labels = {one.id: one.label.nb for b in answers.breakdowns for one in b.segments}
    assert labels["oslo"] == "Oslo"


def test_only_the_four_that_the_printed_tables_force_lie_outside_their_region() -> None:
    answers = answers_2009(1)
    regions: dict[str, list[str]] = {}
    for unit in answers.units:
        regions.setdefault(unit.segments["county"], []).append(unit.segments["region"])
    away = {
        (county, region)
        for county, found in regions.items()
        for region in set(found)
        if found.count(region) == 1 and len(found) > 1
    }
    assert away == {
        ("akershus", "sorostlandet"),
        ("ostfold", "oslo_akershus"),
        ("nordland", "trondelag"),
        ("sor_trondelag", "nord_norge"),
    }
    answered = {(one.segments["county"], one.segments["region"]) for one in answers.respondents}
    assert away & answered == {("akershus", "sorostlandet"), ("nordland", "trondelag")}


@pytest.mark.parametrize("seed", SEEDS)
def test_respondents_are_distinct_and_in_the_frame(seed: int) -> None:
    answers = answers_2009(seed)
    frame = [unit.id for unit in answers.units]
    respondents = [unit.id for unit in answers.respondents]
    assert (len(frame), len(set(frame))) == (430, 430)
    assert (len(respondents), len(set(respondents))) == (249, 249)
    assert tuple(answers.respondents[0].segments) == ("type", "size", "county", "region")
    assert set(respondents) <= set(frame)
    assert respondents == sorted(respondents)


def test_ids_and_names_cannot_be_taken_for_real_municipalities() -> None:
    for unit in answers_2009(1).units:
        assert unit.id.startswith("9")
        assert unit.name == f"Syntetisk kommune {unit.id[1:]}"


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    survey = survey_2009()
    first = answers_2009(1)
    answers_2009.cache_clear()
    again, other = answers_2009(1), answers_2009(2)
    assert again is not first
    assert file_table(again, survey) == file_table(first, survey)
    assert units_table(again) == units_table(first)
    assert file_table(other, survey).header == file_table(first, survey).header
    assert file_table(other, survey).rows != file_table(first, survey).rows


def scores(answers: SyntheticAnswers) -> list[float]:
    """A plain score: each answer's rank among its options, from 0 to 1."""
    total = [0.0] * len(answers.respondents)
    for column in answers.layout:
        last = len(column.codes) - 1
        points = {code: rank / last for rank, code in enumerate(column.codes)}
        if CHOSEN in points:
            points = {CHOSEN: 1.0}
        for index, code in enumerate(answers.codes[column.name]):
            total[index] += points.get(code, 0.0)
    return total


@pytest.mark.parametrize("seed", SEEDS)
def test_segments_that_scored_high_in_the_report_score_high_here(seed: int) -> None:
    answers, survey = answers_2009(seed), survey_2009()
    assert survey.reference is not None
    score = scores(answers)
    for breakdown in survey.reference.breakdowns:
        published, here = [], []
        for segment in breakdown.segments:
            inside = [
                score[index]
                for index, unit in enumerate(answers.respondents)
                if unit.segments[breakdown.id] == segment.id
            ]
            published.append(float(segment.mean))
            here.append(mean(inside))
        assert correlation(published, here) > 0.8, breakdown.id


def test_larger_municipalities_score_higher_class_by_class() -> None:
    answers = answers_2009(1)
    score = scores(answers)
    sizes = next(one for one in answers.breakdowns if one.id == "size").segment_ids
    means = [
        mean(
            score[index]
            for index, unit in enumerate(answers.respondents)
            if unit.segments["size"] == size
        )
        for size in sizes
    ]
    assert means == sorted(means)


def test_two_answers_of_one_respondent_hang_together_but_loosely() -> None:
    answers = answers_2009(1)
    yes = {
        name: [float(code == "ja") for code in answers.codes[name]]
        for name in ("ikt_plan", "risikoanalyse", "efaktura_mottak", "innkjopssystem", "arkitektur")
    }
    pairs = [(a, b) for a in yes for b in yes if a < b]
    found = [correlation(yes[a], yes[b]) for a, b in pairs]
    assert 0.05 < mean(found) < 0.5
