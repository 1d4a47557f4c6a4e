"""Surveys of one question, its counts given as numbers, told by the shipped sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ekrules.goals.strategy import Strategy, StrategyDescription, StrategyTheme
from ekrules.narrative.measure_views import MeasureViews
from ekrules.narrative.question_views import question_view
from ekrules.narrative.runs import Paragraph
from ekrules.narrative.template_compiling import shipped_templates
from ekrules.narrative.template_slips import View
from ekrules.survey.codebook import Item, Option, Question, QuestionKind, Routing, Unit
from ekrules.survey.survey import Survey
from ekrules.tables.tallies import tallies_of
from ekrules.yaml_reader.wording import Language, Wording
from tests.real_project import outcome
from tests.surveys import survey_of

YES_NO = {"nei": "Nei", "ja": "Ja"}
DEGREES = {"ikke": "Ikke i bruk", "liten": "Liten grad", "noen": "Noen grad", "stor": "Stor grad"}
RESPONDENTS, FRAME = 200, 430
Counts = Mapping[str, int] | Mapping[str, Mapping[str, int]]
UNIT = Unit(
    one=Wording(nb="skole", nn="skule", en="school"),
    many=Wording(nb="skoler", nn="skular", en="schools"),
    every=Wording(nb="skolene", nn="skulane", en="the schools"),
)
# Whoever is asked the question of a test: those who said yes to this one.
FIRST = Question(
    id="forst",
    number=1,
    kind="single",
    label=Wording(nb="Først"),
    asks=Wording(nb="Har dere det?"),
    options=tuple(Option(id=one, label=Wording(nb=label)) for one, label in YES_NO.items()),
)


def asked(
    kind: QuestionKind = "single",
    options: Mapping[str, str] = YES_NO,
    items: Mapping[str, str] | None = None,
    *,
    routed: bool = False,
) -> Question:
    """Return the question "sak"; options and items: id -> label."""
    return Question(
        id="sak",
        number=2,
        kind=kind,
        label=Wording(nb="Saken"),
        asks=Wording(nb="Hvordan er det med saken?"),
        options=tuple(Option(id=one, label=Wording(nb=label)) for one, label in options.items()),
        items=tuple(Item(id=one, label=Wording(nb=label)) for one, label in (items or {}).items()),
        asked_if=Routing(question="forst", is_one_of=("ja",)) if routed else None,
        asked_of=Wording(nb="skolene som har det") if routed else None,
    )


def survey(question: Question, counts: Counts, frame: int = FRAME, passed: int = 50) -> Survey:
    """Return a survey of it; counts as they are printed. passed: how many it was put to if routed.

    What does not add up to all respondents is put down as unanswered.
    """
    first = {"nei": RESPONDENTS - passed, "ja": passed, "total": RESPONDENTS}
    made = survey_of(
        (FIRST, first),
        (question, _whole(question, counts)),
        respondents=RESPONDENTS,
        frame=frame,
    )
    return replace(made, description=made.description.model_copy(update={"unit": UNIT}))


def _whole(question: Question, counts: Counts) -> Counts:
    if not counts:
        return counts
    if question.kind == "multi":
        return {"total": RESPONDENTS, **counts}  # type: ignore[return-value]
    if question.kind == "grid":
        return {item: _frequency(one) for item, one in counts.items()}  # type: ignore[arg-type]
    return _frequency(counts)  # type: ignore[arg-type]


def _frequency(counts: Mapping[str, int]) -> dict[str, int]:
    unanswered = RESPONDENTS - sum(counts.values())
    return {**counts, "unanswered": unanswered, "total": RESPONDENTS}


def strategy(themes: Sequence[StrategyTheme] = ()) -> Strategy:
    """Return a strategy of these themes; of none where none are given."""
    description = StrategyDescription(
        strategy="plan",
        title=Wording(nb="Planen"),
        adopted=2008,
        horizon=date(2012, 12, 31),
        owner="Skoleeieren",
    )
    return Strategy(Path("goals/plan"), (), description, tuple(themes))


def view_of(of: Survey, language: Language = "nb", by: Strategy | None = None) -> View:
    """Return what a template is given to tell of the question "sak"."""
    views = MeasureViews(outcome().assessment, by or strategy(), of, language)
    return question_view(views, tallies_of(of), of.questions["sak"])


def told(of: Survey, language: Language = "nb", by: Strategy | None = None) -> Paragraph:
    """Return what the shipped sentences say of it."""
    return shipped_templates(language)["question"].render({"question": view_of(of, language, by)})


def text(of: Survey, language: Language = "nb", by: Strategy | None = None) -> str:
    """Return the same as a reader sees it, with plain blanks."""
    return told(of, language, by).text.replace("\u00a0", " ")
