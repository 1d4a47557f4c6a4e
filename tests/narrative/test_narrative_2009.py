"""The narrative of 2009: every figure in it leads back to the counts it says it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings

from ekrules.assessment.assessed import AppliedOverride, Assessment, Status
from ekrules.assessment.assessing import assess
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.what_if.calendar import Turn, next_turns
from ekrules.facts.measures import work_out_measures
from ekrules.narrative.lexicon import read_lexicon
from ekrules.narrative.runs import Paragraph, Run
from ekrules.narrative.writing import Narrative, write_narrative
from ekrules.tables.measure import Measure
from ekrules.yaml_reader.wording import Wording
from tests.real_project import (
    Cell,
    nobody_asked,
    other_counts,
    outcome,
    real,
    with_counts,
)

WORDS = {word for band in read_lexicon("nb") for word in (band.words, band.words.capitalize())}
SPACE = "\u00a0"
MONTHS = "januar februar mars april mai juni juli august september oktober november desember"


def paragraphs(narrative: Narrative) -> Iterator[tuple[str, Paragraph]]:
    for name in ("method", "response", "overall", "outlook", "swot"):
        yield name, getattr(narrative, name)
    yield from narrative.judgement.items()
    yield from narrative.themes.items()
    yield from narrative.goals.items()


def in_percent(numerator: int, denominator: int) -> str:
    tenths = (2000 * numerator + denominator) // (2 * denominator)
    return f"{tenths // 10},{tenths % 10}{SPACE}%"


def whole(number: int) -> str:
    return f"{number:,}".replace(",", SPACE)


def texts_of(measure: Measure) -> set[str]:
    """Return what may be said of a measure in figures: its percent, and its counts and base."""
    assert measure.numerator is not None
    assert measure.denominator is not None
    counts = f"{whole(measure.numerator)} av {whole(measure.denominator)}"
    bases = {"asked": " spurte", "all": " deltakere", "answered": " svar", "known": " kjente svar"}
    base = bases[measure.base] if measure.base else ""
    of_a_mean = measure.parts and measure.denominator > 249
    return {
        in_percent(measure.numerator, measure.denominator),
        counts + (" mulige svar" if of_a_mean else base),
    }


def to_next(assessment: Assessment, goal_id: str) -> set[str]:
    step = assessment.goal(goal_id).to_next
    if step is None:
        return set()
    points = in_percent(round(step.points * 10**9), 100 * 10**9).removesuffix(f"{SPACE}%")
    needed = in_percent(round(step.needed * 10**9), 10**9)
    more = set() if step.more is None else {whole(step.more)}
    return {points, needed, *more}


def to_target(measure: Measure) -> set[str]:
    """Return how a measure may be held against the target, which is all of them in every goal."""
    assert measure.numerator is not None
    assert measure.denominator is not None
    missing = in_percent(measure.denominator - measure.numerator, measure.denominator)
    return {missing.removesuffix(f"{SPACE}%"), f"100{SPACE}%", whole(measure.denominator)}


def in_words(day: date) -> str:
    return f"{day.day}. {MONTHS.split()[day.month - 1]} {day.year}"


@cache
def turns() -> dict[str, Turn]:
    """Return when time alone changes the colour of a goal in the printed survey."""
    loaded = real()
    on, rules = loaded.survey.description.reference_date, loaded.rules.status
    measures = outcome().assessment.measures
    return next_turns(loaded.strategy, measures, rules, on, EngineRoom("columnar"))


def goals_judged_by(measure: str) -> Iterator[str]:
    return (one.id for one in real().strategy.goals.values() if one.attainment == measure)


def is_traced(run: Run, assessment: Assessment) -> bool:
    kind, _, rest = (run.ref or "").partition(":")
    if not any(letter.isnumeric() for letter in run.text):
        return kind != "measure" or run.text in WORDS
    if kind == "measure":
        allowed = texts_of(assessment.measures[rest])
        for goal in goals_judged_by(rest):
            allowed |= to_next(assessment, goal) | to_target(assessment.measures[rest])
        return run.text in allowed
    if kind == "question":
        return re.fullmatch(rf"\d+,\d{SPACE}%|\d+ av \d+ spurte", run.text) is not None
    if kind == "goals":
        return run.text == str(len([one for one in rest.split("+") if one]))
    if kind == "goal":
        goal, _, what = rest.partition(":")
        if what == "number":
            theme = real().strategy.theme_of_goal[goal]
            return run.text == f"{theme.number}.{real().strategy.goals[goal].number}"
        deadline = real().strategy.goals[goal].deadline
        assert not isinstance(deadline, str)
        days = [deadline, *(one.day for key, one in turns().items() if key == goal)]
        return run.text in map(in_words, days) or bool(
            re.fullmatch(r"(\d år( og )?)?(\d+ måned(er)?)?", run.text)
        )
    counted: dict[str, set[str]] = {
        "survey": {"249", "430", f"57,9{SPACE}%", "71", "18", "1. april 2009"},
        "strategy": {"47", "28", "19"},
        "findings": {str(number) for number in range(30)},
        "rollup": {str(number) for number in range(48)},
    }
    return run.text in counted[kind]


def untraced(narrative: Narrative, assessment: Assessment) -> list[tuple[str, Run]]:
    return [
        (name, run)
        for name, paragraph in paragraphs(narrative)
        for run in paragraph.runs
        if run.kind == "figure" and not is_traced(run, assessment)
    ]


def test_every_figure_of_the_narrative_leads_back_to_its_counts() -> None:
    made = outcome()
    assert untraced(made.narrative, made.assessment) == []


def test_the_narrative_states_many_figures_and_none_outside_them() -> None:
    figures = 0
    for _, paragraph in paragraphs(outcome().narrative):
        for run in paragraph.runs:
            figures += run.kind == "figure"
            assert run.kind != "words" or not any(letter.isnumeric() for letter in run.text)
    assert figures > 300


def test_no_quotation_states_a_percent() -> None:
    quoted = [
        run.text
        for _, paragraph in paragraphs(outcome().narrative)
        for run in paragraph.runs
        if run.kind == "quotation"
    ]
    assert [text for text in quoted if re.search(r"\d\s*(%|prosent)", text)] == []


def test_every_goal_and_theme_has_its_paragraph() -> None:
    narrative = outcome().narrative
    assert list(narrative.goals) == list(real().strategy.goals)
    assert list(narrative.themes) == [one.theme for one in real().strategy.themes]


@pytest.mark.parametrize(("name", "paragraph"), list(paragraphs(outcome().narrative)))
def test_paragraphs_are_whole_sentences(name: str, paragraph: Paragraph) -> None:
    text = paragraph.text
    assert text == text.strip(), name
    assert text[0].isupper() or text[0].isdigit()
    assert text.endswith(".")
    for slip in ("  ", " .", " ,", "..", ",.", "()", "( ", " )", "{", "}", "None", ": ."):
        assert slip not in text, name


def test_a_figure_of_a_follow_up_names_those_who_were_asked() -> None:
    text = outcome().narrative.goals["helse-2"].text
    said = "kommunene som er tilknyttet Norsk Helsenett, pleie- og omsorgstjenesten med"
    assert text.count(f"28,6{SPACE}%") == 1
    assert f"{said} (28,6{SPACE}%, 46 av 161 spurte)" in text


def other(counts: dict[Cell, int]) -> tuple[Assessment, Narrative]:
    loaded = real()
    survey = with_counts(loaded.survey, counts)
    measures = work_out_measures(loaded.strategy, survey)
    done = assess(loaded.strategy, survey.description, measures, loaded.rules, (), "columnar")
    return done, write_narrative(done, loaded.strategy, survey, loaded.templates, "nb")


@settings(max_examples=15, deadline=None)
@given(other_counts())
def test_every_figure_leads_back_whatever_was_answered(counts: dict[Cell, int]) -> None:
    done, narrative = other(counts)
    assert untraced(narrative, done) == []


def test_what_is_unknown_is_said_to_be_unknown_with_the_reason() -> None:
    _, narrative = other(nobody_asked(real().survey, "selvbetjening"))
    text = narrative.goals["tjenester-1"].text
    assert "Det er ukjent hvor mange som " in text
    assert "Målet er ikke vurdert: ingen fikk spørsmålet." in text
    assert "Ikke vurdert er Tjenester på nett." in narrative.overall.text
    assert "status for temaet er grå" in narrative.themes["tjenester"].text.casefold()


def with_status(goal_id: str, status: Status) -> str:
    """Return the paragraph of a goal that a person has given another status."""
    loaded, assessment = real(), outcome().assessment
    old = assessment.goal(goal_id)
    because = Wording(nb="Nytt system ble tatt i bruk")
    override = AppliedOverride("KS", because, date(2009, 5, 1), old.computed, date(2010, 12, 31))
    goals = tuple(
        replace(one, status=status, override=override) if one is old else one
        for one in assessment.goals
    )
    changed = replace(assessment, goals=goals)
    made = write_narrative(changed, loaded.strategy, loaded.survey, loaded.templates, "nb")
    return made.goals[goal_id].text


def test_an_overridden_goal_tells_both_statuses_and_no_way_to_the_next() -> None:
    text = with_status("helse-1", Status.GREEN)
    assert "Reglene gir gul, men statusen er overprøvd og satt til grønn." in text
    assert "prosentpoeng" not in text
    assert "Fram til grønn er det 24,9 prosentpoeng" in outcome().narrative.goals["helse-1"].text
