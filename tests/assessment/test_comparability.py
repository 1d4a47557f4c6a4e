"""What may be compared with an earlier wave: the same question, put to the same, counted alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from ekrules.assessment.basis import fingerprint
from ekrules.assessment.changed import Hindrance
from ekrules.assessment.comparability import comparability
from ekrules.assessment.previous import PreviousRecord
from ekrules.facts.measures import work_out_measures
from ekrules.goals.strategy import MeasureDefinition, Strategy
from ekrules.survey.codebook import Option, Routing
from ekrules.survey.survey import Survey
from ekrules.tables.measure import Measure, unknown_measure
from ekrules.yaml_reader.wording import Wording
from tests.real_project import real
from tests.waves import (
    asked_otherwise,
    earlier,
    plain_record,
    read_back,
    record_of_2009,
    survey_again,
)

OTHER = Wording(nb="Et annet spørsmål?")


def hindrance(
    name: str,
    survey: Survey | None = None,
    previous: PreviousRecord | None = None,
    strategy: Strategy | None = None,
    measures: Mapping[str, Measure] | None = None,
) -> Hindrance | None:
    """Return why a measure of a later survey is not compared with the record of 2009."""
    strategy, survey = strategy or real().strategy, survey or survey_again()
    measures = measures or work_out_measures(strategy, survey)
    return comparability(previous or record_of_2009(), measures, strategy, survey).hindrance(name)


def reason(name: str, **given: Any) -> str | None:
    found = hindrance(name, **given)
    return found.reason if found else None


def with_measure(name: str, **otherwise: Any) -> Strategy:
    """Return the strategy with one measure defined otherwise."""
    old = real().strategy
    themes = []
    for theme in old.themes:
        measures = dict(theme.measures)
        if name in measures:
            changed = measures[name].model_copy(update=otherwise)
            measures[name] = MeasureDefinition.model_validate(changed.model_dump())
        themes.append(theme.model_copy(update={"measures": measures}))
    return Strategy(old.folder, old.files, old.description, tuple(themes))


def test_a_survey_held_again_is_compared_in_every_measure() -> None:
    strategy, survey = real().strategy, survey_again()
    measures = work_out_measures(strategy, survey)
    comparing = comparability(record_of_2009(), measures, strategy, survey)
    assert [name for name in measures if comparing.hindrance(name) is not None] == []
    assert len(measures) > 100


def test_a_question_worded_otherwise_is_another_question() -> None:
    survey = asked_otherwise(survey_again(), "epj", asks=OTHER)
    assert reason("epj", survey=survey) == "wording_changed"


def test_line_breaks_in_the_codebook_are_no_other_wording() -> None:
    asks = real().survey.questions["epj"].asks.nb
    broken = Wording(nb="\n  ".join(asks.split(" ")), en="Another text, that nobody was asked.")
    assert reason("epj", survey=asked_otherwise(survey_again(), "epj", asks=broken)) is None


def test_a_label_is_ours_and_no_wording() -> None:
    assert reason("epj", survey=asked_otherwise(survey_again(), "epj", label=OTHER)) is None


def options(*changes: str) -> tuple[Option, ...]:
    survey = real().survey
    old = survey.options_of(survey.questions["epj"])
    match changes:
        case ("worded",):
            return (*old[:-1], old[-1].model_copy(update={"label": OTHER}))
        case ("order",):
            return tuple(reversed(old))
        case ("more",):
            return (*old, Option(id="kanskje", label=OTHER))
    raise AssertionError(changes)


@pytest.mark.parametrize("change", ["worded", "order", "more"])
def test_other_options_are_told_apart_from_another_wording(change: str) -> None:
    measures = work_out_measures(real().strategy, survey_again())
    survey = asked_otherwise(survey_again(), "epj", options=options(change))
    assert reason("epj", survey=survey, measures=measures) == "options_changed"


def test_a_row_of_a_grid_is_part_of_its_wording() -> None:
    name, definition = next(
        (name, one) for name, one in real().strategy.measures.items() if one.item is not None
    )
    question = real().survey.questions[definition.question or ""]
    items = tuple(
        one.model_copy(update={"label": OTHER}) if one.id == definition.item else one
        for one in question.items
    )
    survey = asked_otherwise(survey_again(), question.id, items=items)
    assert reason(name, survey=survey) == "wording_changed"


def test_a_follow_up_put_to_others_has_another_base() -> None:
    routing = Routing.model_validate({"question": "helsenett", "is": "nei"})
    survey = asked_otherwise(survey_again(), "helsenett_pleie", asked_if=routing)
    assert reason("helsenett_pleie", survey=survey) == "base_changed"
    survey = asked_otherwise(survey_again(), "helsenett_pleie", asked_if=None)
    assert reason("helsenett_pleie", survey=survey) == "base_changed"


def test_a_follow_up_to_a_question_that_changed_was_put_to_others() -> None:
    survey = asked_otherwise(survey_again(), "helsenett", asks=OTHER)
    assert reason("helsenett_pleie", survey=survey) == "base_changed"
    said = asked_otherwise(survey, "helsenett", earlier=earlier(comparable=True))
    assert reason("helsenett_pleie", survey=said) is None
    said = asked_otherwise(
        survey_again(), "helsenett", earlier=earlier(comparable=False, because={"nb": "x"})
    )
    assert reason("helsenett_pleie", survey=said) == "base_changed"


def test_another_base_and_other_counted_answers_are_another_measure() -> None:
    assert reason("epj", strategy=with_measure("epj", base="known")) == "base_changed"
    counted = with_measure("epj", counts=("ja", "delvis"))
    assert reason("epj", strategy=counted) == "counted_answers_changed"


def test_counted_answers_in_another_order_are_the_same() -> None:
    name, definition = next(
        (name, one) for name, one in real().strategy.measures.items() if len(one.counts) > 1
    )
    turned = with_measure(name, counts=tuple(reversed(definition.counts)))
    assert reason(name, strategy=turned) is None


def test_the_codebook_may_say_that_a_change_of_words_is_none() -> None:
    survey = asked_otherwise(
        survey_again(), "epj", asks=OTHER, options=options("worded"), earlier=earlier(True)
    )
    assert reason("epj", survey=survey) is None
    counted = with_measure("epj", counts=("ja", "delvis"))
    assert reason("epj", survey=survey, strategy=counted) == "counted_answers_changed"
    assert reason("epj", survey=survey, strategy=with_measure("epj", base="known")) == (
        "base_changed"
    )


def test_the_codebook_may_say_that_the_same_words_are_not_comparable() -> None:
    because = {"nb": "Ordningen er en annen"}
    survey = asked_otherwise(survey_again(), "epj", earlier=earlier(False, because=because))
    found = hindrance("epj", survey=survey)
    assert found is not None
    assert (found.reason, found.measure) == ("said_not_comparable", "epj")
    assert found.because == Wording(nb="Ordningen er en annen")


def test_what_the_codebook_says_holds_for_its_wave_only() -> None:
    said = earlier(False, because={"nb": "x"}, wave=2008)
    assert reason("epj", survey=asked_otherwise(survey_again(), "epj", earlier=said)) is None


def renamed(measure: str, old: str) -> PreviousRecord:
    """Return a record in which the measure's question bore another id."""
    record = plain_record()
    record["measures"][measure]["basis"]["question"]["question"] = old
    return read_back(json.dumps(record))


def test_a_question_with_another_id_is_compared_where_the_codebook_names_it() -> None:
    previous = renamed("epj", "journal")
    assert reason("epj", previous=previous) == "measured_otherwise"
    known = asked_otherwise(survey_again(), "epj", earlier=earlier(True, question="journal"))
    assert reason("epj", previous=previous, survey=known) is None
    wrong = asked_otherwise(survey_again(), "epj", earlier=earlier(True, question="dagbok"))
    assert reason("epj", previous=previous, survey=wrong) == "measured_otherwise"


def test_a_combination_is_hindered_by_its_parts_and_says_by_which() -> None:
    survey = asked_otherwise(survey_again(), "helsenett", asks=OTHER)
    assert hindrance("helse_samhandling", survey=survey) == Hindrance(
        "wording_changed", "helsenett"
    )


def test_a_combination_of_other_parts_is_made_otherwise() -> None:
    definition = real().strategy.measures["helse_samhandling"]
    fewer = with_measure("helse_samhandling", lowest_of=tuple(reversed(definition.parts)))
    assert reason("helse_samhandling", strategy=fewer) == "measured_otherwise"
    mean = with_measure("helse_samhandling", lowest_of=(), mean_of=definition.parts)
    assert reason("helse_samhandling", strategy=mean) == "measured_otherwise"


def test_a_figure_that_another_published_is_another_figure() -> None:
    survey = survey_again()
    evidence = {
        name: one.model_copy(update={"publisher": "SSB"}) for name, one in survey.evidence.items()
    }
    again = replace(survey, evidence=evidence)
    assert reason("nav_kontorer_apnet", survey=again) == "measured_otherwise"
    assert reason("nav_kontorer_apnet", survey=survey) is None


def test_what_was_or_is_not_there_is_told_so() -> None:
    record = plain_record()
    del record["measures"]["epj"]
    previous = read_back(json.dumps(record))
    assert reason("epj", previous=previous) == "not_asked_then"
    record["measures"]["borte"] = {"value": 0.5, "basis": None}
    assert reason("borte", previous=read_back(json.dumps(record))) == "not_asked_now"


@pytest.mark.parametrize(
    ("unknown_because", "told"), [("not_in_survey", "not_asked"), ("base_is_zero", "unknown")]
)
def test_what_was_or_is_unknown_is_told_so(unknown_because: str, told: str) -> None:
    measures = dict(work_out_measures(real().strategy, survey_again()))
    measures["epj"] = unknown_measure("epj", unknown_because)  # type: ignore[arg-type]
    assert reason("epj", measures=measures) == f"{told}_now"
    record = plain_record()
    record["measures"]["epj"] |= {"value": None, "reason": unknown_because}
    assert reason("epj", previous=read_back(json.dumps(record))) == f"{told}_then"


def test_a_record_that_does_not_say_what_its_figures_rest_on_is_not_compared() -> None:
    record = plain_record()
    for measure in record["measures"].values():
        measure["basis"] = None
    previous = read_back(json.dumps(record))
    assert {reason(name, previous=previous) for name in ("epj", "helse_samhandling")} == {
        "basis_unknown"
    }


def test_fingerprints_tell_texts_and_their_order_apart() -> None:
    assert fingerprint(["a", "b"]) != fingerprint(["b", "a"])
    assert fingerprint(["ab"]) != fingerprint(["a", "b"])
    assert fingerprint(["é"]) == fingerprint(["e\u0301"])
    assert fingerprint(["Ja"]) != fingerprint(["ja"])
