"""Scoring: a strategy's weights worked out on a survey's codebook, as whole units per answer.

In: Weights and Survey, both checked (goals.weight_checks). Out: a tables.scoring.Scoring.
An answer is worth theme weight x kind factor x question weight x points, and in a grid its
item's weight (over all the items' weights where they are combined by mean).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from ekrules.errors import Faults
from ekrules.goals.weights import QuestionWeight, Weights, exact
from ekrules.survey.answer_layout import (
    CHOSEN,
    NOT_CHOSEN,
    part_column,
    reason_column,
)
from ekrules.survey.codebook import Question
from ekrules.survey.survey import Survey
from ekrules.tables.scoring import (
    MOST_UNITS,
    NUMBER_STEPS,
    NumberPoints,
    RoutingStep,
    ScoredColumn,
    ScoredQuestion,
    Scoring,
)


@dataclass(frozen=True)
class _Worth:
    """One question's points, before they are units: part -> code -> points."""

    question: Question
    theme: str
    weight: QuestionWeight
    parts: dict[str | None, dict[str, Fraction]]
    cap: Fraction | None = None
    step: Fraction | None = None

    @property
    def gives(self) -> bool:
        """Whether any answer gives points, and no cap takes them all."""
        points = [one for codes in self.parts.values() for one in codes.values()]
        return any([*points, self.step or 0]) and self.cap != 0


def scoring_of(weights: Weights, survey: Survey) -> Scoring:
    """Return the scoring; questions, items and themes that weigh nothing are left out.

    Raises InputError where the weights are divided so finely that the sums would not be exact.
    """
    every = [one for one in _worths(weights, survey) if one.gives]
    amounts = [
        amount
        for one in every
        for amount in (
            *(points for codes in one.parts.values() for points in codes.values()),
            one.cap or Fraction(0),
            one.step or Fraction(0),
        )
    ]
    scale = lcm(*(amount.denominator for amount in amounts))
    questions = tuple(_scored(one, scale, survey) for one in every)
    themes = tuple(dict.fromkeys(one.theme for one in questions))
    scoring = Scoring(scale, themes, questions, weights.most_unknown_share)
    if scoring.most > MOST_UNITS:
        faults = Faults()
        found = f"a point must be divided by {scale} for these weights to add up exactly"
        faults.add(weights.place, found, "expected rounder weights")
        faults.stop_if_any()
    return scoring


def _worths(weights: Weights, survey: Survey) -> Iterable[_Worth]:
    factors = {"action": exact(weights.kinds.action), "plan": exact(weights.kinds.plan)}
    for theme in survey.themes:
        weighed = weights.themes.get(theme.theme)
        for question in theme.questions if weighed else ():
            weight = weighed.questions.get(question.id) if weighed else None
            if weighed is not None and weight is not None:
                factor = exact(weighed.weight) * factors[weight.kind] * exact(weight.weight)
                yield _worth(question, theme.theme, weight, factor)


def _worth(question: Question, theme: str, weight: QuestionWeight, factor: Fraction) -> _Worth:
    points = {option: factor * exact(amount) for option, amount in weight.points.items()}
    if weight.scale is not None:
        step = factor * exact(weight.scale.points) / NUMBER_STEPS
        return _Worth(question, theme, weight, {}, step=step)
    if question.kind == "multi":
        parts: dict[str | None, dict[str, Fraction]] = {
            option: {CHOSEN: amount, NOT_CHOSEN: Fraction(0)} for option, amount in points.items()
        }
        cap = None if weight.most is None else factor * exact(weight.most)
        return _Worth(question, theme, weight, parts, cap=cap)
    if question.kind == "grid":
        shares = _item_shares(question, weight)
        return _Worth(
            question,
            theme,
            weight,
            {
                item: {option: share * amount for option, amount in points.items()}
                for item, share in shares.items()
                if share
            },
        )
    return _Worth(question, theme, weight, {None: points})


def _item_shares(question: Question, weight: QuestionWeight) -> dict[str, Fraction]:
    """Return what each item's points are multiplied by."""
    weighed = {item.id: exact(weight.items.get(item.id, 1.0)) for item in question.items}
    whole = sum(weighed.values()) if weight.combine == "mean" else Fraction(1)
    return {item: amount / whole for item, amount in weighed.items()}


def _scored(worth: _Worth, scale: int, survey: Survey) -> ScoredQuestion:
    question, number = worth.question, None
    if worth.step is not None and worth.weight.scale is not None:
        ends = worth.weight.scale
        number = NumberPoints(
            column=question.id,
            reason_column=reason_column(question.id),
            nothing_at=ends.nothing_at,
            full_at=ends.full_at,
            step=int(worth.step * scale),
        )
    return ScoredQuestion(
        id=question.id,
        theme=worth.theme,
        columns=tuple(
            ScoredColumn(
                part_column(question.id, part),
                part,
                {code: int(points * scale) for code, points in codes.items()},
            )
            for part, codes in worth.parts.items()
        ),
        number=number,
        cap=None if worth.cap is None else int(worth.cap * scale),
        routing=_routing(question, survey),
    )


def _routing(question: Question, survey: Survey) -> tuple[RoutingStep, ...]:
    steps: list[RoutingStep] = []
    while question.asked_if is not None:
        question = survey.questions[question.asked_if.question]
        steps.append(RoutingStep(question.id, survey.option_ids(question)))
    return tuple(steps)
