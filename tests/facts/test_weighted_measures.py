"""Weighted measures: each share worked out a second time, respondent by respondent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import fsum
from pathlib import Path
from random import Random

import pytest

from ekrules.errors import InputError
from ekrules.facts.measures import work_out_measures, work_out_segment_measures
from ekrules.survey.answer_layout import (
    CHOSEN,
    DONT_KNOW,
    LEFT_OUT,
    MISSING,
    NO_ANSWER,
    NOT_ASKED,
)
from ekrules.survey.codebook import Weighting
from ekrules.survey.survey import Survey
from ekrules.tables.bases import Base
from ekrules.tables.measure import Measure
from ekrules.tables.tallies import segment_tallies, tallies_of
from ekrules.tables.weighing import is_weighed
from tests.answered import Cell, answered, breakdown
from tests.strategies import StrategyFiles
from tests.surveys import BRUK, FORMER, KANALER, NETT, small_survey
from tests.tables.made_answers import answer_columns

QUESTIONS = (NETT, BRUK, FORMER, KANALER)
REGION = {"nord": 60, "sor": 100, "vest": 40}
SIZE = {"liten": 150, "stor": 50}
FRAMES: dict[str, Mapping[str, int]] = {"region": REGION, "size": SIZE}
BREAKDOWNS = (breakdown("region", REGION), breakdown("size", SIZE))
# How the answers are weighted: by which strata, which post-strata, and with weights in the file.
DESIGNS = [
    (None, "region", False),
    ("region", None, False),
    ("size", "region", False),
    ("region", "region", False),
    (None, None, True),
    (None, "size", True),
    ("region", None, True),
    ("region", "size", True),
]
OF_BASE: dict[Base, tuple[str, ...]] = {
    "known": (),
    "answered": (DONT_KNOW,),
    "asked": (DONT_KNOW, NO_ANSWER, LEFT_OUT),
    "all": MISSING,
}


@pytest.fixture
def files(tmp_path: Path) -> StrategyFiles:
    return StrategyFiles(tmp_path)


def columns_of(respondents: int, seed: int, *, weighted: bool) -> dict[str, list[Cell]]:
    empty = answered({"nett": ["ja"]}, *QUESTIONS)
    segments = {name: list(frame) for name, frame in FRAMES.items()}
    columns = answer_columns(empty, respondents, seed, 0.2, segments)
    if weighted:
        draw = Random(seed)
        columns["@weight"] = [round(draw.uniform(0.2, 5), 2) for _ in range(respondents)]
    return columns


def survey_of_columns(
    columns: Mapping[str, Sequence[Cell]], strata: str | None, post: str | None
) -> Survey:
    weighting = Weighting(strata=strata, post_stratify=post) if strata or post else None
    survey = answered(columns, *QUESTIONS, breakdowns=BREAKDOWNS, frame=200, weighting=weighting)
    return replace(survey, evidence=small_survey().evidence)


def weights_of(
    columns: Mapping[str, Sequence[Cell]], strata: str | None, post: str | None
) -> list[float]:
    """Return what each respondent weighs, by the definition and not by sums."""
    n = len(columns["@region"])
    weights = [1.0] * n
    if "@weight" in columns:
        weights = [float(one or 0) for one in columns["@weight"]]
    elif strata:
        own = list(columns[f"@{strata}"])
        weights = [FRAMES[strata][str(one)] / own.count(one) for one in own]
    if post:
        own = list(columns[f"@{post}"])
        held = {
            group: fsum(w for w, one in zip(weights, own, strict=True) if one == group)
            for group in set(own)
        }
        weights = [
            w * FRAMES[post][str(one)] / held[one] for w, one in zip(weights, own, strict=True)
        ]
    return weights


def share_by_hand(
    cells: Sequence[Cell], weights: Sequence[float], yes: str, base: Base, options: Sequence[str]
) -> float:
    counts = (*options, *OF_BASE[base])
    pairs = list(zip(cells, weights, strict=True))
    numerator = fsum(weight for cell, weight in pairs if cell == yes)
    return numerator / fsum(weight for cell, weight in pairs if cell in counts)


@pytest.mark.parametrize(("strata", "post", "weighted"), DESIGNS)
@pytest.mark.parametrize("base", list(OF_BASE))
def test_a_weighted_share_is_weight_of_yes_by_weight_of_the_base(
    files: StrategyFiles, strata: str | None, post: str | None, weighted: bool, base: Base
) -> None:
    files.edit("item: epost\n    counts: [ja]\n    base: asked",
               f"item: epost\n    counts: [ja]\n    base: {base}")  # fmt: skip
    columns = columns_of(60, 7, weighted=weighted)
    measures = work_out_measures(files.strategy(), survey_of_columns(columns, strata, post))
    plain = work_out_measures(files.strategy(), survey_of_columns(columns_without(columns), "", ""))
    weights = weights_of(columns, strata, post)
    by_hand = share_by_hand(columns["kanaler:epost"], weights, "ja", base, ("ja", "nei"))
    found = measures["epost"]
    assert found.value == pytest.approx(by_hand, rel=1e-12)
    assert found.weighted
    assert found.value != plain["epost"].value
    assert counts(found) == counts(plain["epost"])
    assert found.low is not None
    assert found.high is not None
    assert found.low < by_hand < found.high


def columns_without(columns: Mapping[str, Sequence[Cell]]) -> dict[str, Sequence[Cell]]:
    return {name: cells for name, cells in columns.items() if name != "@weight"}


def counts(measure: Measure) -> tuple[int | None, int | None]:
    return measure.numerator, measure.denominator


@pytest.mark.parametrize(("strata", "post", "weighted"), DESIGNS)
def test_a_joint_share_is_weighted_as_one_share_of_the_first_base(
    files: StrategyFiles, strata: str | None, post: str | None, weighted: bool
) -> None:
    columns = columns_of(80, 11, weighted=weighted)
    measures = work_out_measures(files.strategy(), survey_of_columns(columns, strata, post))
    weights = weights_of(columns, strata, post)
    both = fsum(w for w, one in zip(weights, columns["bruk"], strict=True) if one == "ja")
    asked = fsum(w for w, one in zip(weights, columns["nett"], strict=True) if one != NOT_ASKED)
    joint = measures["begge"]
    assert joint.value == pytest.approx(both / asked, rel=1e-12)
    assert joint.weighted
    assert counts(joint) == (list(columns["bruk"]).count("ja"), 80)


def test_an_option_of_several_and_combinations_are_weighted_too(files: StrategyFiles) -> None:
    columns = columns_of(60, 3, weighted=False)
    measures = work_out_measures(files.strategy(), survey_of_columns(columns, None, "region"))
    weights = weights_of(columns, None, "region")
    pairs = list(zip(columns["former:papir"], weights, strict=True))
    asked = fsum(weight for cell, weight in pairs if cell != NOT_ASKED)
    chosen = fsum(weight for cell, weight in pairs if cell == CHOSEN)
    assert measures["papir"].value == pytest.approx(chosen / asked, rel=1e-12)
    nett, epost = measures["nett"].value, measures["epost"].value
    assert nett is not None
    assert epost is not None
    assert measures["svakest"].value == min(nett, epost)
    assert measures["sterkest"].value == max(nett, epost)
    assert measures["snitt"].value == pytest.approx((nett + epost) / 2)
    assert all(measures[one].weighted for one in ("papir", "svakest", "sterkest", "snitt"))
    # Someone else counted it.
    assert not measures["kontorer"].weighted


def test_a_segment_is_weighted_by_the_weights_of_the_whole(files: StrategyFiles) -> None:
    columns = columns_of(80, 5, weighted=False)
    survey = survey_of_columns(columns, None, "size")
    found = work_out_segment_measures(files.strategy(), survey, segment_tallies(survey, "region"))
    weights = weights_of(columns, None, "size")
    for segment in REGION:
        here = [one == segment for one in columns["@region"]]
        pairs = [
            (cell, weight)
            for cell, weight, is_here in zip(columns["nett"], weights, here, strict=True)
            if is_here
        ]
        whole = fsum(weight for _, weight in pairs)
        by_hand = fsum(weight for cell, weight in pairs if cell == "ja") / whole
        assert found[segment].own["nett"].value == pytest.approx(by_hand, rel=1e-12)


def test_weights_that_are_all_alike_change_no_share(files: StrategyFiles) -> None:
    columns = columns_of(60, 9, weighted=False)
    plain = work_out_measures(files.strategy(), survey_of_columns(columns, None, None))
    alike: dict[str, Sequence[str | float | None]] = {**columns, "@weight": [2.5] * 60}
    weighted = work_out_measures(files.strategy(), survey_of_columns(alike, None, None))
    for name in ("nett", "epost", "papir", "begge"):
        assert weighted[name].value == pytest.approx(plain[name].value)
        assert weighted[name].low == pytest.approx(plain[name].low)
        assert weighted[name].weighted
        assert not plain[name].weighted


def test_weighting_that_names_nothing_is_no_weighting() -> None:
    survey = survey_of_columns(columns_of(20, 1, weighted=False), None, None)
    empty = survey.description.model_copy(update={"weighting": Weighting()})
    assert not is_weighed(replace(survey, description=empty))
    assert not is_weighed(small_survey())


def test_those_asked_may_weigh_nothing_together(files: StrategyFiles) -> None:
    columns: dict[str, list[Cell]] = {
        "@region": ["nord", "nord", "sor", "vest"],
        "@weight": [0.0, 1.0, 1.0, 1.0],
        "nett": ["ja", "nei", "nei", "nei"],
        "bruk": ["ja", NOT_ASKED, NOT_ASKED, NOT_ASKED],
        "former:papir": [NOT_ASKED] * 4,
        "former:epost": [NOT_ASKED] * 4,
    }
    survey = survey_of_columns(columns, None, None)
    measures = work_out_measures(files.strategy(), survey)
    assert (measures["bruk"].value, measures["bruk"].reason) == (None, "weight_is_zero")
    assert (measures["papir"].value, measures["papir"].reason) == (None, "base_is_zero")
    assert measures["begge"].value == 0
    # The first part's base weighs nothing either where only that respondent answers.
    alone: dict[str, list[Cell]] = {name: cells[:1] for name, cells in columns.items()}
    measures = work_out_measures(files.strategy(), survey_of_columns(alone, None, None))
    assert measures["begge"].reason == "part_is_unknown"


@pytest.mark.parametrize("key", ["strata", "post_stratify"])
def test_a_group_of_the_frame_without_respondents_is_told(key: str) -> None:
    columns: dict[str, list[Cell]] = {
        name: cells[:2] for name, cells in columns_of(40, 1, weighted=False).items()
    }
    columns["@region"] = ["nord", "sor"]
    named = {"strata": None, "post": None, key.removesuffix("_stratify"): "region"}
    with pytest.raises(InputError, match='"vest" has'):
        tallies_of(survey_of_columns(columns, named["strata"], named["post"]))
