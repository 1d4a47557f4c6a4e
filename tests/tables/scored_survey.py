"""A small survey with one question of each kind in three themes, and weights for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from ekrules.errors import Faults
from ekrules.facts.scoring import scoring_of
from ekrules.goals.weight_checks import check_weights
from ekrules.goals.weights import Weights
from ekrules.survey.answer_layout import NOT_ASKED, RESPONDENT
from ekrules.survey.codebook import CodebookTheme, Question
from ekrules.survey.survey import Survey
from ekrules.tables.points import HIGHEST, LOWEST, TOTAL, UNKNOWN, theme_column
from ekrules.tables.scores import Scores, score_answers
from ekrules.tables.scoring import ScoredColumn, ScoredQuestion, Scoring
from ekrules.yaml_reader.models import build_model
from ekrules.yaml_reader.parsing import parse
from tests.surveys import TEXT, question, survey_of
from tests.tables.made_answers import Row

NETT = question("nett", options=("nei", "delvis", "ja"))
BRUK = question("bruk", asked_if=("nett", "ja"))
DYBDE = question("dybde", options=("liten", "stor"), asked_if=("bruk", "ja"))
FORMER = question("former", "multi", ("papir", "epost", "app"), asked_if=("nett", "ja"))
KANALER = question("kanaler", "grid", items=("epost", "sms"))
ALDER = question("alder", "number", options=())
PLAN = question("plan", options=("nei", "noen", "alle"))
FORM = question("form", options=("iks", "as"))

WEIGHTS = """\
published: false
note: {nb: Våre egne}
kinds: {action: 1, plan: 0.5}
most_unknown: 30 %
themes:
  nett:
    weight: 2
    questions:
      nett: {kind: action, points: {nei: 0, delvis: 1, ja: 3}}
      bruk: {kind: action, weight: 1.5, points: {nei: 0, ja: 2}}
      dybde: {kind: action, points: {liten: 0, stor: 1}}
      former: {kind: action, points: {papir: 0, epost: 1, app: 2.5}, most: 3}
  kanaler:
    weight: 1
    questions:
      kanaler: {kind: action, points: {nei: 0, ja: 10}, combine: mean, items: {epost: 2, sms: 1}}
      alder: {kind: action, scale: {nothing_at: 20, full_at: 10, points: 4}}
  plan:
    weight: 1
    questions:
      plan: {kind: plan, points: {nei: 0, noen: 3, alle: 6}}
not_scored:
  form: {nb: Verken bra eller dårlig}
"""


def themed_survey(**themes: tuple[Question, ...]) -> Survey:
    """Return a survey of these themes, in order."""
    flat = survey_of(*((one, {}) for questions in themes.values() for one in questions))
    return replace(
        flat,
        themes=tuple(
            CodebookTheme(theme=name, number=number, section="3", title=TEXT, questions=questions)
            for number, (name, questions) in enumerate(themes.items(), start=1)
        ),
    )


def small_scored_survey() -> Survey:
    return themed_survey(
        nett=(NETT, BRUK, DYBDE, FORMER), kanaler=(KANALER, ALDER), plan=(PLAN, FORM)
    )


def weights_of(text: str = WEIGHTS, faults: Faults | None = None) -> Weights | None:
    """Return weights written as YAML, or None with the reasons added to `faults`."""
    told = Faults() if faults is None else faults
    node = parse(text, "weights.yaml", told)
    return None if node is None else build_model(node, Weights, told)


def small_scoring(text: str = WEIGHTS) -> Scoring:
    """Return the scoring of sound weights for the small survey."""
    faults, survey = Faults(), small_scored_survey()
    weights = weights_of(text, faults)
    assert weights is not None, faults.found
    check_weights(weights, survey, faults, Faults())
    assert faults.found == []
    return scoring_of(weights, survey)


# Best answers to everything.
BEST: Row = {
    "nett": "ja", "bruk": "ja", "dybde": "stor", "former:papir": "chosen",
    "former:epost": "chosen", "former:app": "chosen", "kanaler:epost": "ja", "kanaler:sms": "ja",
    "alder": 10.0, "alder:reason": "given", "plan": "alle", "form": "iks",
}  # fmt: skip
# Not on the net, so not asked the rest.
WORST: Row = BEST | {
    "nett": "nei", "bruk": NOT_ASKED, "dybde": NOT_ASKED, "former:papir": NOT_ASKED,
    "former:epost": NOT_ASKED, "former:app": NOT_ASKED, "kanaler:epost": "nei",
    "kanaler:sms": "nei", "alder": 20.0, "plan": "nei",
}  # fmt: skip


def columns(rows: Mapping[str, Row]) -> dict[str, list[Any]]:
    """Return respondents' rows as columns."""
    names = next(iter(rows.values()))
    return {RESPONDENT: list(rows), **{one: [row[one] for row in rows.values()] for one in names}}


def score_rows(rows: Mapping[str, Row], scoring: Scoring | None = None) -> Scores:
    """Return the scores of respondents in the small survey."""
    import polars as pl

    frame = pl.DataFrame(columns(rows), schema_overrides={"alder": pl.Float64})
    return score_answers(frame, scoring or small_scoring())


def scores_of(**units: tuple[int, ...]) -> Scores:
    """Return scores by theme as they are: respondent -> points in themes t1, t2 ..."""
    import polars as pl

    themes = tuple(f"t{number}" for number, _ in enumerate(next(iter(units.values())), start=1))
    most = max(10, *(one for own in units.values() for one in own))
    codes = {str(one): one for one in range(most + 1)}
    questions = tuple(
        ScoredQuestion(theme, theme, (ScoredColumn(theme, None, codes),)) for theme in themes
    )
    totals = [sum(own) for own in units.values()]
    frame = pl.DataFrame(
        {
            RESPONDENT: list(units),
            **{
                theme_column(theme): [own[place] for own in units.values()]
                for place, theme in enumerate(themes)
            },
            **dict.fromkeys((TOTAL, LOWEST, HIGHEST), totals),
            UNKNOWN: [0] * len(totals),
        }
    )
    return Scores(Scoring(1, themes, questions, Fraction(1)), frame.sort(RESPONDENT))
