"""Basis: what a measure rests on, so that a later run can tell whether it is the same thing.

In: a strategy and the survey it is judged by. Out: measure id -> MeasureBasis, small enough for the
record: names, and fingerprints of the texts that respondents read. Never compares.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Literal
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, Field

from ekrules.goals.strategy import MeasureDefinition, Strategy
from ekrules.survey.codebook import Question, QuestionKind
from ekrules.survey.survey import Survey

Fingerprint = str
FINGERPRINT_LETTERS = 16


class _Basis(BaseModel):
    """Read back from records of other versions, so keys that are not known here may stand there."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class QuestionBasis(_Basis):
    """A question as it was put: wording and options apart, and who was asked.

    asks and labels are fingerprints of the bokmål texts: of the question (and the grid's item), and
    of the options in order. options: their ids in order.
    """

    question: str
    kind: QuestionKind
    asks: Fingerprint
    options: tuple[str, ...]
    labels: Fingerprint
    asked_if: RoutingBasis | None = None


class RoutingBasis(_Basis):
    """Who was asked: those who gave one of these answers to a question, as that was put."""

    of: QuestionBasis
    answers: tuple[str, ...]


class MeasureBasis(_Basis):
    """What one measure rests on: a question, evidence, an indicator, or other measures.

    counts: the answers counted, by name. parts: the measures a combination is made of, in order.
    publisher: who published the evidence or the indicator. unit: the catalogue's, of an indicator.
    """

    question: QuestionBasis | None = None
    item: str | None = None
    counts: tuple[str, ...] = ()
    base: Literal["all", "asked", "answered", "known"] | None = None
    evidence: str | None = None
    publisher: str | None = None
    indicator: str | None = None
    entity: str | None = None
    unit: str | None = None
    combination: Literal["lowest_of", "highest_of", "mean_of", "joint_of"] | None = None
    parts: tuple[str, ...] = Field(default=())


def measure_bases(strategy: Strategy, survey: Survey) -> dict[str, MeasureBasis]:
    """Return measure id -> what it rests on; the names in it must have been checked."""
    return {name: _basis(name, one, survey) for name, one in strategy.measures.items()}


def _basis(name: str, definition: MeasureDefinition, survey: Survey) -> MeasureBasis:
    if definition.question is not None:
        question = survey.questions[definition.question]
        return MeasureBasis(
            question=question_basis(question, survey, definition.item),
            item=definition.item,
            counts=tuple(sorted(definition.counts)),
            base=definition.base,
        )
    if definition.evidence is not None:
        publisher = survey.evidence[definition.evidence].publisher
        return MeasureBasis(evidence=definition.evidence, publisher=publisher)
    if definition.indicator is not None:
        series = survey.series[name]
        return MeasureBasis(
            publisher=series.publisher,
            indicator=series.indicator,
            entity=series.entity,
            unit=series.unit,
        )
    return MeasureBasis(combination=definition.combination, parts=definition.parts)


def question_basis(question: Question, survey: Survey, item: str | None = None) -> QuestionBasis:
    """Return how a question was put, and how those were that lead to it."""
    options = survey.options_of(question)
    items = [one.label.nb for one in question.items if one.id == item]
    return QuestionBasis(
        question=question.id,
        kind=question.kind,
        asks=fingerprint([question.asks.nb, *items]),
        options=tuple(option.id for option in options),
        labels=fingerprint(option.label.nb for option in options),
        asked_if=_routing_basis(question, survey),
    )


def _routing_basis(question: Question, survey: Survey) -> RoutingBasis | None:
    routing = question.asked_if
    if routing is None:
        return None
    before = question_basis(survey.questions[routing.question], survey)
    return RoutingBasis(of=before, answers=tuple(sorted(routing.answers)))


def fingerprint(texts: Iterable[str]) -> Fingerprint:
    """Return a short SHA-256 of texts in order; how their lines are broken does not count.

    >>> fingerprint(["Har dere EPJ?"]) == fingerprint(["Har dere\\n  EPJ?"])
    True
    """
    plain = [" ".join(normalize("NFC", text).split()) for text in texts]
    return sha256("\n".join(plain).encode("utf-8")).hexdigest()[:FINGERPRINT_LETTERS]
