from __future__ import annotations

from collections import Counter

import narwhals as nw
import polars as pl
import pytest

from ekrules.errors import InputError
from ekrules.survey.answer_layout import MISSING, NAME, RESPONDENT, breakdown_column
from ekrules.survey.synthesis.scaling import (
    answers_frame,
    scaled,
    scaled_totals,
    scaled_units,
)
from ekrules.survey.synthesis.tables import file_frame, file_table, units_table
from tests.survey_synthesis.made_up import answers_2009, survey_2009

BREAKDOWNS = ("type", "size", "county", "region")


def counts(frame: nw.DataFrame[pl.DataFrame], column: str) -> Counter[str]:
    return Counter(frame[column].cast(nw.String).to_list())


def test_the_frame_holds_the_answers_in_the_canonical_layout() -> None:
    answers = answers_2009(1)
    frame = answers_frame(answers)
    breakdowns = [breakdown_column(one) for one in BREAKDOWNS]
    assert frame.columns == [
        RESPONDENT, NAME, *breakdowns, *(column.name for column in answers.layout)
    ]  # fmt: skip
    assert frame[RESPONDENT].to_list() == [unit.id for unit in answers.respondents]
    for column in answers.layout:
        assert tuple(frame[column.name].cast(nw.String).to_list()) == answers.codes[column.name]
        assert frame.to_native().schema[column.name] == pl.Enum([*column.codes, *MISSING])


@pytest.mark.parametrize("times", [1, 3, 40])
def test_k_times_the_respondents_gives_k_times_every_count(times: int) -> None:
    answers = answers_2009(1)
    once, often = answers_frame(answers), scaled(answers, 249 * times)
    assert often.shape == (249 * times, once.shape[1])
    assert often[RESPONDENT].n_unique() == often[NAME].n_unique() == 249 * times
    names = [column.name for column in answers.layout] + [f"@{one}" for one in BREAKDOWNS]
    for name in names:
        expected = {code: count * times for code, count in counts(once, name).items()}
        assert counts(often, name) == expected


@pytest.mark.parametrize("times", [1, 3])
def test_k_times_the_respondents_stand_in_k_times_the_frame(times: int) -> None:
    answers = answers_2009(1)
    units = scaled_units(answers, 249 * times)
    assert units.columns == ["id", "name", *BREAKDOWNS]
    assert units.shape[0] == units["id"].n_unique() == 430 * times
    assert set(scaled(answers, 249 * times)[RESPONDENT].to_list()) <= set(units["id"].to_list())
    for breakdown in BREAKDOWNS:
        once = Counter(unit.segments[breakdown] for unit in answers.units)
        assert counts(units, breakdown) == {one: n * times for one, n in once.items()}


@pytest.mark.parametrize("respondents", [1, 2, 100, 248, 250, 1000])
def test_any_number_of_respondents_is_a_proportional_sample(respondents: int) -> None:
    answers = answers_2009(1)
    frame, units = scaled(answers, respondents), scaled_units(answers, respondents)
    assert frame.shape[0] == frame[RESPONDENT].n_unique() == respondents
    assert scaled_totals(answers, respondents) == (respondents, units.shape[0])
    assert units["id"].n_unique() == units.shape[0]
    assert set(frame[RESPONDENT].to_list()) <= set(units["id"].to_list())
    assert abs(units.shape[0] - respondents * 430 / 249) <= 0.5
    copies = Counter(one.split("-")[0] for one in frame[RESPONDENT].to_list())
    assert max(copies.values()) - min(copies[unit.id] for unit in answers.respondents) <= 1


def test_a_sample_keeps_the_shares_nearly() -> None:
    answers = answers_2009(1)
    sample = scaled(answers, 125)
    yes = counts(sample, "ikt_plan")["ja"] / 125
    assert abs(yes - answers.codes["ikt_plan"].count("ja") / 249) < 0.1
    assert scaled(answers, 125)[RESPONDENT].to_list() == sample[RESPONDENT].to_list()


def test_no_respondents_is_refused_with_a_sentence() -> None:
    with pytest.raises(InputError, match="0 respondents; expected 1 or more"):
        scaled(answers_2009(1), 0)


def test_a_hundred_thousand_respondents_take_little_memory() -> None:
    frame = scaled(answers_2009(1), 100_000)
    # 136 columns of one byte each, and an id and a name.
    assert frame.to_native().estimated_size() < 100_000 * 200


def test_the_file_of_a_scaled_frame_is_that_of_the_plain_table() -> None:
    answers, survey = answers_2009(1), survey_2009()
    frame = file_frame(answers, survey, answers_frame(answers))
    table = file_table(answers, survey)
    assert tuple(frame.columns) == table.header
    assert tuple(frame.to_native().cast(pl.String).rows()) == table.rows
    units = scaled_units(answers, 249).to_native().cast(pl.String)
    assert tuple(units.columns) == units_table(answers).header
    assert sorted(units.rows()) == sorted(units_table(answers).rows)
