"""The best answer to a question is what gives all its points, in the codebook's words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.report.answer_texts import AnswerTexts, _needed
from tests.small_scores import small_scored
from tests.tables.scored_survey import WEIGHTS


def best_of(tmp_path: Path, weights: str, question: str) -> str:
    return AnswerTexts(small_scored(tmp_path, weights=weights).material()).best(question)


@pytest.mark.parametrize(
    ("points", "best"),
    [
        ("{papir: 0, epost: 1, app: 3}, most: 3", "App"),
        ("{papir: 0, epost: 3, app: 3}, most: 3", "E-post eller App"),
        ("{papir: 0, epost: 1, app: 2.5}, most: 3", "E-post og App"),
        ("{papir: 1, epost: 1, app: 1}, most: 2", "2 av disse: Papir, E-post, App"),
        ("{papir: 1, epost: 2, app: 3}, most: 4", "Flest mulig av disse: Papir, E-post, App"),
        ("{papir: 0, epost: 1, app: 2}", "E-post og App"),
    ],
)
def test_the_best_choice_is_what_it_takes_to_have_all_points(
    tmp_path: Path, points: str, best: str
) -> None:
    weights = WEIGHTS.replace("{papir: 0, epost: 1, app: 2.5}, most: 3", points)
    assert best_of(tmp_path, weights, "former") == best


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.data())
def test_so_many_options_are_needed_as_always_do_and_fewer_never_do(
    units: list[int], data: st.DataObject
) -> None:
    most = data.draw(st.integers(1, sum(units)))
    needed = _needed(units, most)
    worst, best = sorted(units), sorted(units, reverse=True)
    if needed is None:
        counts = range(1, len(units) + 1)
        assert any(sum(best[:count]) >= most > sum(worst[:count]) for count in counts)
    else:
        assert sum(worst[:needed]) >= most > sum(best[: needed - 1])


def test_a_number_that_should_be_high_is_told_as_or_more(tmp_path: Path) -> None:
    weights = WEIGHTS.replace("nothing_at: 20, full_at: 10", "nothing_at: 10, full_at: 12.5")
    assert best_of(tmp_path, weights, "alder") == "12,5 eller mer"
