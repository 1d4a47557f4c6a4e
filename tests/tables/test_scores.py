from __future__ import annotations

from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.errors import Faults, InputError
from ekrules.facts.scoring import scoring_of
from ekrules.goals.weight_checks import check_weights
from ekrules.goals.weights import read_weights
from ekrules.survey.answer_layout import (
    DONT_KNOW,
    LEFT_OUT,
    NAME,
    NO_ANSWER,
    NOT_ASKED,
    RESPONDENT,
    part_column,
)
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey
from ekrules.tables.points import question_frame, score_frame
from ekrules.tables.ranks import rank_scores
from ekrules.tables.scores import Score, Scores, score_answers
from ekrules.tables.scoring import Scoring
from tests.surveys import STRATEGY_2012, SURVEY_2009
from tests.tables.made_answers import UNANSWERED, Row, answer_columns, answer_row
from tests.tables.scored_survey import (
    BEST,
    WEIGHTS,
    WORST,
    columns,
    score_rows,
    small_scored_survey,
    small_scoring,
)


def score_one(**cells: Any) -> Score:
    """Return the score of one who answers best throughout but for these cells."""
    row = BEST | {name.replace("__", ":"): value for name, value in cells.items()}
    return score_rows({"a": row}).score("a")


@cache
def survey_2009() -> Survey:
    survey = read_survey(SURVEY_2009, Faults())
    assert survey is not None
    return survey


@cache
def scoring_2012() -> Scoring:
    faults, warnings = Faults(), Faults()
    weights = read_weights(STRATEGY_2012, faults)
    assert weights is not None
    check_weights(weights, survey_2009(), faults, warnings)
    assert [*faults.found, *warnings.found] == []
    return scoring_of(weights, survey_2009())


def test_the_best_answers_give_all_there_is() -> None:
    best = score_rows({"a": BEST}).score("a")
    # 2 x (3 + 1.5 x 2 + 1 + 3), 10 + 4, and 6 at half, since it is a plan.
    assert [one.points for one in best.themes] == [20, 14, 3]
    assert best.total == best.most == best.highest == best.lowest == 37


def test_the_worst_answers_give_nothing_and_are_known() -> None:
    worst = score_rows({"a": WORST}).score("a")
    assert [worst.total, worst.lowest, worst.highest, worst.unknown] == [0, 0, 0, 0]


def test_an_item_counts_by_its_weight() -> None:
    assert BEST["kanaler:sms"] == "ja"
    assert score_one(kanaler__sms="nei").total == 37 - Fraction(10, 3)
    assert score_one(kanaler__epost="nei").total == 37 - Fraction(20, 3)


def test_items_may_be_summed() -> None:
    scoring = small_scoring(WEIGHTS.replace("combine: mean", "combine: sum"))
    assert scoring.points(scoring.theme_most["kanaler"]) == 30 + 4


def test_what_is_chosen_adds_up_to_the_most() -> None:
    # Email 1 and app 2.5 are 3.5, of which 3 count; the theme weighs 2.
    assert score_one(former__epost="not_chosen").total == 37 - 2 * Fraction(1, 2)
    assert score_one(former__app="not_chosen").total == 37 - 2 * 2


@pytest.mark.parametrize(("age", "points"), [(20, 0), (25, 0), (15, 2), (10, 4), (3, 4), (12.5, 3)])
def test_a_number_gives_points_evenly_between_its_ends(age: float, points: int) -> None:
    assert score_one(alder=float(age)).themes[1].points == 10 + points


@pytest.mark.parametrize("missing", UNANSWERED)
def test_an_unknown_answer_gives_nothing_and_is_counted(missing: str) -> None:
    score = score_one(plan=missing)
    assert [score.total, score.unknown] == [34, 1]
    assert [score.lowest, score.highest] == [34, 37]
    assert score.unknown_share == Fraction(3, 37)


def test_an_unknown_item_leaves_open_only_its_own_points() -> None:
    score = score_one(kanaler__sms=DONT_KNOW)
    assert (score.unknown, score.highest - score.total) == (1, Fraction(10, 3))


def test_an_unknown_option_leaves_open_no_more_than_the_most() -> None:
    every = {f"former__{one}": NO_ANSWER for one in ("papir", "epost", "app")}
    assert score_one(**every).highest == 37
    assert score_one(former__epost=LEFT_OUT).highest == 37
    assert score_one(former__epost=LEFT_OUT).total == 37 - 1


def test_an_unknown_number_leaves_its_points_open() -> None:
    score = score_one(alder=None, alder__reason=DONT_KNOW)
    assert [score.total, score.highest, score.unknown] == [33, 37, 1]


def test_an_answer_that_is_always_worth_something_is_so_at_its_worst() -> None:
    scoring = small_scoring(WEIGHTS.replace("noen: 3", "noen: 4").replace("plan: 0.5", "plan: 1"))
    raised = small_scoring(
        WEIGHTS.replace("{nei: 0, noen: 3, alle: 6}", "{nei: 2, noen: 4, alle: 6}")
    )
    row = {"a": BEST | {"plan": DONT_KNOW}}
    assert score_rows(row, scoring).score("a").lowest == 34
    score = score_rows(row, raised).score("a")
    assert [score.total, score.lowest, score.highest] == [34, 35, 37]


def test_a_follow_up_is_unknown_where_what_decides_it_is() -> None:
    unasked = dict.fromkeys(("bruk", "dybde"), NOT_ASKED)
    unasked |= {f"former__{one}": NOT_ASKED for one in ("papir", "epost", "app")}
    known = score_one(nett="nei", **unasked)
    unknown = score_one(nett=DONT_KNOW, **unasked)
    assert [known.unknown, known.highest] == [0, 17]
    # nett, bruk, dybde (decided by bruk, itself unknown) and former.
    assert [unknown.unknown, unknown.total, unknown.highest] == [4, 17, 37]


def test_a_cell_that_is_no_answer_is_unknown_and_never_zero() -> None:
    score = score_one(plan="misspelt")
    assert [score.unknown, score.highest] == [1, 37]


def test_a_score_that_rests_too_much_on_unknown_answers_is_not_ranked() -> None:
    unasked: Row = {"nett": DONT_KNOW, "bruk": NOT_ASKED, "dybde": NOT_ASKED}
    unasked |= {f"former:{one}": NOT_ASKED for one in ("papir", "epost", "app")}
    scores = score_rows({"a": BEST | unasked, "b": WORST, "c": BEST})
    assert scores.score("a").unknown_share == Fraction(20, 37)
    assert scores.score("a").not_ranked == "too_much_unknown"
    assert scores.score("b").not_ranked is None
    ranking = rank_scores(scores)
    assert (dict(ranking.rank), ranking.not_ranked) == ({"c": 1, "b": 2}, ("a",))


def test_a_share_unknown_that_is_just_the_most_is_ranked() -> None:
    row = {"a": BEST | {"plan": DONT_KNOW}}
    # 3 of 30 points: the number is not scored here.
    without = "alder: {kind: action, weight: 0, scale: {nothing_at: 20, full_at: 10, points: 4}}"
    text = WEIGHTS.replace(
        "alder: {kind: action, scale: {nothing_at: 20, full_at: 10, points: 4}}", without
    ).replace("{nei: 0, ja: 10}", "{nei: 0, ja: 7}")
    for bound, is_ranked in (("10 %", True), ("9.9 %", False)):
        scores = score_rows(row, small_scoring(text.replace("30 %", bound)))
        assert scores.score("a").unknown_share == Fraction(1, 10)
        assert scores.is_ranked == (is_ranked,)


def test_a_question_that_the_answers_do_not_hold_is_unknown_to_everyone() -> None:
    held = {
        name: cells for name, cells in columns({"a": BEST, "b": WORST}).items() if name != "plan"
    }
    scores = score_answers(pl.DataFrame(held), small_scoring())
    assert scores.absent == ("plan",)
    assert [scores.score(one).unknown for one in "ab"] == [1, 1]
    assert scores.score("a").highest == 37


def test_follow_ups_of_a_question_that_is_not_held_are_unknown_where_not_asked() -> None:
    held = columns({"b": WORST})
    del held["nett"]
    score = score_answers(pl.DataFrame(held), small_scoring()).score("b")
    assert [score.unknown, score.highest] == [4, 20]


def test_a_question_with_some_of_its_columns_only_is_a_fault() -> None:
    held = columns({"a": BEST})
    held["kanaler:smss"] = held.pop("kanaler:sms")
    with pytest.raises(InputError, match=r'no column is called "kanaler:sms".*"kanaler:smss"'):
        score_answers(pl.DataFrame(held), small_scoring())


def test_a_frame_without_any_scored_question_is_a_fault() -> None:
    with pytest.raises(InputError, match="no scored question stands here"):
        score_answers(pl.DataFrame({RESPONDENT: ["a"]}), small_scoring())


def test_a_respondent_who_stands_twice_is_a_fault() -> None:
    twice = columns({"a": BEST, "b": BEST})
    twice[RESPONDENT] = ["a", "a"]
    with pytest.raises(InputError, match='the respondent "a" again'):
        score_answers(pl.DataFrame(twice), small_scoring())


def test_someone_who_did_not_answer_is_told_with_the_nearest_who_did() -> None:
    with pytest.raises(InputError, match=r'no respondent is called "0102".*Did you mean "0101"'):
        score_rows({"0101": BEST}).score("0102")


def native_frames() -> dict[str, Any]:
    made = answer_columns(small_scored_survey(), 60, breakdowns={"type": ["x", "y"]})
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    table = arrow.table(made)
    polars = pl.DataFrame(made, schema_overrides={"alder": pl.Float64})
    codes = [name for name in polars.columns if name[0] != "@" and name != "alder"]
    every = ["nei", "ja", "delvis", "noen", "alle", "liten", "stor", "iks", "as", "chosen"]
    enum = pl.Enum([*every, "not_chosen", "given", *UNANSWERED, NOT_ASKED])
    return {
        "polars": polars,
        "polars enum": polars.with_columns(pl.col(codes).cast(enum)),
        "polars lazy": polars.lazy(),
        "pandas": pandas.DataFrame(made),
        "pandas category": pandas.DataFrame(made).astype(dict.fromkeys(codes, "category")),
        "pyarrow": table,
        "duckdb": duckdb.from_arrow(table),
    }


def test_the_same_answers_give_the_same_scores_in_every_kind_of_frame() -> None:
    frames = native_frames()
    scored = {
        name: score_frame(frame, small_scoring(), ["type"]).rows() for name, frame in frames.items()
    }
    assert len(set(scored["polars"])) == 60
    assert {name for name, rows in scored.items() if rows != scored["polars"]} == set()
    asked = {name: question_frame(frame, small_scoring()).rows() for name, frame in frames.items()}
    assert {name for name, rows in asked.items() if rows != asked["polars"]} == set()


def test_the_order_of_the_rows_does_not_matter() -> None:
    frame = pl.DataFrame(answer_columns(small_scored_survey(), 30))
    forth = score_answers(frame, small_scoring())
    back = score_answers(frame.reverse(), small_scoring())
    assert forth.frame.equals(back.frame)


def test_every_question_of_2009_is_scored_or_not_for_a_reason() -> None:
    assert len(survey_2009().questions) == 71
    assert len(scoring_2012().questions) == 69
    # Near the sizes that the source prints: a mean of 186, the highest 339.
    assert 339 < scoring_2012().points(scoring_2012().most) < 450


def scores_2009(seed: int, respondents: int, unknown: float = 0.1) -> Scores:
    made = answer_columns(survey_2009(), respondents, seed, unknown)
    return score_answers(pl.DataFrame(made), scoring_2012())


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([0.0, 0.1, 0.6]))
def test_totals_are_from_0_to_the_most_and_within_what_they_could_be(
    seed: int, unknown: float
) -> None:
    scores = scores_2009(seed, 20, unknown)
    for score in map(scores.score, scores.respondents):
        assert 0 <= score.total <= score.lowest <= score.highest <= score.most
        assert score.total == sum(one.points for one in score.themes)
        assert all(0 <= one.points <= one.most for one in score.themes)
        assert (score.unknown == 0) == (score.highest == score.lowest)


def written_total(row: dict[str, Any], scoring: Scoring) -> int:
    """Return a total added up cell by cell, as a person would."""
    total = 0
    for one in scoring.questions:
        units = sum(column.units.get(row[column.name], 0) for column in one.columns)
        total += min(units, one.most)
    return total


def test_a_total_is_what_adding_up_cell_by_cell_gives() -> None:
    random, scoring = Random(3), scoring_2012()
    rows = {f"{number:02}": answer_row(survey_2009(), random) for number in range(40)}
    scores = score_answers(pl.DataFrame(columns(rows)), scoring)
    assert list(scores.totals) == [written_total(row, scoring) for row in rows.values()]


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10**6))
def test_a_better_answer_never_lowers_a_total(seed: int) -> None:
    survey, random = survey_2009(), Random(seed)
    before = answer_row(survey, random, unknown=0.3)
    rows = {"before": before}
    for asked in survey.questions.values():
        options = survey.option_ids(asked)
        if asked.kind == "multi":
            ladder: tuple[str, ...] = ("not_chosen", "chosen")
            parts: tuple[str | None, ...] = options
        else:
            ladder, parts = options, asked.item_ids
        for part in parts:
            name = part_column(asked.id, part)
            here = before[name]
            for better in ladder[ladder.index(str(here)) + 1 if here in ladder else 0 :]:
                rows[f"{name} {better}"] = before | {name: better}
    scores = score_answers(pl.DataFrame(columns(rows)), scoring_2012())
    least = scores.totals[scores.rows["before"]]
    assert len(rows) > 50
    assert min(scores.totals) == least


def test_weights_too_finely_divided_to_add_up_exactly_are_refused() -> None:
    text = WEIGHTS
    for number, amount in enumerate(("0.997", "0.991", "0.983")):
        text = text.replace(
            ("weight: 2\n", "weight: 1.5", "action: 1,")[number],
            (f"weight: {amount}\n", f"weight: {amount}", f"action: {amount},")[number],
        )
    text = text.replace("{epost: 2, sms: 1}", "{epost: 999.989, sms: 999.961}")
    with pytest.raises(InputError, match="add up exactly; expected rounder weights"):
        small_scoring(text)


def test_rows_that_say_no_respondent_are_a_fault() -> None:
    held = columns({"a": BEST, "b": BEST, "c": WORST})
    held[RESPONDENT] = ["a", None, None]
    with pytest.raises(InputError) as error:
        score_answers(pl.DataFrame(held), small_scoring())
    assert str(error.value) == ("answers: 2 rows say no respondent; expected an id in every row.")


def test_respondents_bear_their_names_where_the_answers_hold_them() -> None:
    held = columns({"b": BEST, "a": WORST})
    assert score_answers(pl.DataFrame(held), small_scoring()).names == (None, None)
    named = score_answers(pl.DataFrame({**held, NAME: ["Bø", None]}), small_scoring())
    assert dict(zip(named.respondents, named.names, strict=True)) == {"a": None, "b": "Bø"}
    assert named.score("b").name == "Bø"
