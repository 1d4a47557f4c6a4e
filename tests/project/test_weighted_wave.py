"""A weighted wave, all the way from its file: values by hand, counts as they are, and said so."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

from ekrules.errors import InputError
from ekrules.narrative.numbers import percent_text, rounded_percent
from ekrules.project.assessing import Outcome, run_assessment
from ekrules.project.explaining import explain
from ekrules.project.loading import load
from ekrules.project.locating import locate
from ekrules.project.tabulating import tabulate
from ekrules.report.composing import compose
from ekrules.report.html import html_text
from ekrules.report.markdown import markdown_text
from tests.made_up import copied_wave, made_up_outcome
from tests.real_project import ROOT, STRATEGY, replaced

SPACE = "\u00a0"


def assessed(folder: Path) -> Outcome:
    return run_assessment(load(replace(locate(ROOT, STRATEGY), survey=folder)), "columnar", by=[])


def weighted_by(folder: Path, weighting: str) -> Path:
    copied_wave(folder)
    path = folder / "survey.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}weighting: {weighting}\n", encoding="utf-8")
    return folder


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@cache
def post_stratified(home: Path) -> tuple[Path, Outcome]:
    folder = weighted_by(home / "etter_landsdel", "{post_stratify: region}")
    return folder, assessed(folder)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("vektet")


def test_a_share_is_weighted_to_the_regions_of_the_frame_and_its_counts_are_not(
    home: Path,
) -> None:
    folder, outcome = post_stratified(home)
    answers, frame = rows_of(folder / "answers.csv"), rows_of(folder / "frame.csv")
    held = Counter(row["region"] for row in answers)
    there = Counter(row["region"] for row in frame)
    weights = [there[row["region"]] / held[row["region"]] for row in answers]
    assert sum(weights) == pytest.approx(430)
    yes = sum(weight for row, weight in zip(answers, weights, strict=True) if row["epj"] == "ja")
    epj = outcome.assessment.measures["epj"]
    assert epj.value == pytest.approx(yes / 430)
    plain = made_up_outcome().assessment.measures["epj"]
    assert (epj.numerator, epj.denominator) == (plain.numerator, plain.denominator)
    assert epj.weighted
    assert epj.value != plain.value
    both = sum(
        weight
        for row, weight in zip(answers, weights, strict=True)
        if row["meldinger_fastleger"] == "ja"
    )
    assert outcome.assessment.measures["helsenett_og_fastleger"].value == pytest.approx(both / 430)


def test_the_narrative_says_of_every_weighted_percent_that_it_is(home: Path) -> None:
    outcome = post_stratified(home)[1]
    told = 0
    for paragraph in outcome.narrative.goals.values():
        percents = [
            run
            for run in paragraph.runs
            if (run.ref or "").startswith("measure:") and f"{SPACE}%" in run.text
        ]
        for run in percents:
            measure = outcome.assessment.measures[(run.ref or "").removeprefix("measure:")]
            assert measure.value is not None
            if not run.text.startswith(percent_text(rounded_percent(measure.value), "nb")):
                continue  # how far it should come, which is nobody's estimate
            assert run.text.endswith(f"{SPACE}%, vektet") == measure.weighted
            told += measure.weighted
    assert told > 40
    assert not any(
        "vektet" in paragraph.text for paragraph in made_up_outcome().narrative.goals.values()
    )


def test_the_reports_say_it_beside_the_counts(home: Path) -> None:
    outcome = post_stratified(home)[1]
    document = compose(
        outcome.assessment,
        outcome.narrative,
        outcome.loaded.strategy,
        outcome.loaded.survey,
        outcome.loaded.rules,
    )
    for text in (html_text(document), markdown_text(document)):
        assert f"{SPACE}%, vektet" in text
        assert "Andeler og intervaller er vektet" in text
    plain = made_up_outcome()
    unweighted = compose(
        plain.assessment, plain.narrative, plain.loaded.strategy, plain.loaded.survey
    )
    assert "vektet" not in html_text(unweighted).replace("uvektet", "").replace(
        "vektet poengsum", ""
    )


def test_an_explanation_says_it_too(home: Path) -> None:
    outcome = post_stratified(home)[1]
    (step,) = (step.rests_on[0] for step in explain(outcome, "helse-1").steps if step.rests_on)
    assert f"{SPACE}%, vektet (" in step.text
    assert " av 249 spurte) [epj]" in step.text


def test_tables_are_counts_and_say_that_they_are_not_weighted(home: Path) -> None:
    folder = post_stratified(home)[0]
    for by in (None, "region"):
        (table,) = tabulate(ROOT, folder, "epj", by=by)
        assert "Antall og prosent er uvektet." in table.caption
    (plain,) = tabulate(ROOT, None, "epj")
    assert "uvektet" not in plain.caption


def test_the_record_holds_the_weighted_value_and_the_plain_counts(home: Path) -> None:
    outcome = post_stratified(home)[1]
    told = json.loads(outcome.record)["measures"]["epj"]
    measure = outcome.assessment.measures["epj"]
    assert (told["value"], told["numerator"], told["denominator"]) == (
        measure.value,
        measure.numerator,
        measure.denominator,
    )
    assert told["value"] != told["numerator"] / told["denominator"]


def test_strata_narrow_the_interval_by_what_they_explain(home: Path) -> None:
    folder = weighted_by(home / "strata", "{strata: region}")
    measures, plain = assessed(folder).assessment.measures, made_up_outcome().assessment.measures
    assert measures["epj"].weighted
    assert measures["epj"].low != plain["epj"].low
    # Strata without post-strata give the same value: both weigh each region as the frame has it.
    assert measures["epj"].value == pytest.approx(
        post_stratified(home)[1].assessment.measures["epj"].value or 0
    )


def test_a_stratum_without_respondents_is_told_and_nothing_assessed(home: Path) -> None:
    with pytest.raises(InputError) as caught:
        assessed(weighted_by(home / "fylke", "{strata: county}"))
    assert 'the stratum "oslo" has no respondents; expected it merged with another' in str(
        caught.value
    )


def test_design_weights_come_with_the_answers(home: Path) -> None:
    folder = copied_wave(home / "vekter")
    draw = Random(1)
    lines = (folder / "answers.csv").read_text(encoding="utf-8-sig").splitlines()
    weights = [round(draw.uniform(0.5, 3), 2) for _ in lines[1:]]
    text = "\n".join(
        [
            f"{lines[0]};vekt",
            *(
                f"{line};{weight}".replace(".", ",")
                for line, weight in zip(lines[1:], weights, strict=True)
            ),
        ]
    )
    (folder / "answers.csv").write_text(text, encoding="utf-8")
    replaced(folder / "answers.yaml", "name: kommune\n", "name: kommune\nweight: vekt\n")
    answers = rows_of(folder / "answers.csv")
    yes = sum(weight for row, weight in zip(answers, weights, strict=True) if row["epj"] == "ja")
    found = assessed(folder).assessment.measures["epj"]
    assert found.value == pytest.approx(yes / sum(weights))
    assert found.weighted
    assert found.denominator == 249


def test_a_row_with_a_weight_that_is_none_is_left_out_and_told(home: Path) -> None:
    folder = copied_wave(home / "uten_vekt")
    lines = (folder / "answers.csv").read_text(encoding="utf-8-sig").splitlines()
    cells = ["1"] * (len(lines) - 1)
    cells[:4] = ["", "0", "-1", "tung"]
    text = "\n".join(
        [f"{lines[0]};vekt", *(f"{line};{one}" for line, one in zip(lines[1:], cells, strict=True))]
    )
    (folder / "answers.csv").write_text(text, encoding="utf-8")
    replaced(folder / "answers.yaml", "name: kommune\n", "name: kommune\nweight: vekt\n")
    survey = load(replace(locate(ROOT, STRATEGY), survey=folder)).survey
    assert survey.answers is not None
    assert survey.answers.counts["bad_weight"] == 4
    assert survey.respondents == 245
