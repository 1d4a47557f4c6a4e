"""Answers as figures: how those who were asked divide, a bar for each question, row or choice.

Each bar is a share of those who were asked that question. The most of a scale comes first, so that
bars can be compared from where they begin; those who gave no answer come last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from ekrules.charts.stacked_bars import Answer, Bar, Part, StackedBars
from ekrules.report.document import Figure
from ekrules.report.material import Material
from ekrules.survey.codebook import Option, Question
from ekrules.tables.tally import Tally

# More bars than a page has room for are drawn as two figures.
_MOST_BARS = 14
_MISSING = ("dont_know", "no_answer", "left_out")


def question_figure(material: Material, question: Question, says: str) -> Iterable[Figure]:
    """Return a grid's rows or a multiple-response question's choices; nothing for other kinds.

    says: what the figure shows, in words.
    """
    if question.kind == "grid":
        yield _grid_figure(material, question, says)
    elif question.kind == "multi":
        counted = material.tallies.of(question.id)
        if counted is not None and counted.base_n("asked"):
            yield _choices_figure(material, question, counted, says)


def alike_figures(
    material: Material, theme: str, questions: Sequence[Question]
) -> Iterable[Figure]:
    """Return a figure for each set of questions that share their answers, as yes and no.

    theme: what they are about, as the caption says it.
    """
    sets: dict[tuple[str, ...], list[Question]] = {}
    for question in questions:
        counted = material.tallies.of(question.id)
        if question.kind == "single" and counted is not None and counted.base_n("asked"):
            labels = tuple(material.said(one.label) for one in material.survey.options_of(question))
            sets.setdefault(labels, []).append(question)
    for alike in sets.values():
        if len(alike) > 1:
            for start in range(0, len(alike), _MOST_BARS):
                yield _alike_figure(material, theme, alike[start : start + _MOST_BARS])


def _grid_figure(material: Material, question: Question, says: str) -> Figure:
    rows = [
        (material.said(one.label), material.tallies.of(question.id, one.id))
        for one in question.items
    ]
    options = material.survey.options_of(question)
    return Figure(
        caption=material.said(question.label),
        alternative=says,
        drawing=divided_bars(material, options, [row for row in rows if row[1] is not None]),
    )


def _alike_figure(material: Material, theme: str, questions: Sequence[Question]) -> Figure:
    options = material.survey.options_of(questions[0])
    rows = [(material.said(one.label), material.tallies.of(one.id)) for one in questions]
    most = material.said(options[-1].label)
    shares = [
        (Fraction(counted.counts[options[-1].id], counted.base_n("asked")), label)
        for label, counted in rows
        if counted is not None
    ]
    (high, highest), (low, lowest) = max(shares, key=_share), min(shares, key=_share)
    says = material.phrases.filled(
        "alike_says",
        answer=most,
        highest=highest,
        high=material.share(high),
        lowest=lowest,
        low=material.share(low),
    )
    count = material.whole(len(questions))
    caption = material.phrases.filled("alike_caption", theme=theme, count=count)
    return Figure(caption, says, divided_bars(material, options, rows))


def _share(pair: tuple[Fraction, str]) -> Fraction:
    return pair[0]


def divided_bars(
    material: Material, options: Sequence[Option], rows: Iterable[tuple[str, Tally | None]]
) -> StackedBars:
    """Return bars of every answer, the last of the scale first, and every way of giving none."""
    counted = [(label, one) for label, one in rows if one is not None and one.base_n("asked")]
    missing = [name for name in _MISSING if any(getattr(one, name) for _, one in counted)]
    given = list(reversed(options))
    bars = []
    for label, one in counted:
        asked = one.base_n("asked")
        numbers = [one.counts[option.id] for option in given]
        numbers += [getattr(one, name) for name in missing]
        bars.append(_bar(material, label, numbers, asked))
    answers = [Answer(material.said(one.label)) for one in given]
    answers += [Answer(material.phrases[name], is_missing=True) for name in missing]
    return StackedBars(tuple(answers), tuple(bars), material.percent_sign)


def _choices_figure(material: Material, question: Question, counted: Tally, says: str) -> Figure:
    asked = counted.base_n("asked")
    options = material.survey.options_of(question)
    bars = tuple(
        _bar(
            material,
            material.said(one.label),
            [counted.counts[one.id], asked - counted.counts[one.id]],
            asked,
        )
        for one in options
    )
    answers = tuple(Answer(material.phrases[name]) for name in ("chosen", "not_chosen"))
    drawing = StackedBars(answers, bars, material.percent_sign)
    return Figure(material.said(question.label), says, drawing)


def _bar(material: Material, label: str, numbers: Sequence[int], asked: int) -> Bar:
    parts = tuple(
        Part(number / asked, material.whole(round(Fraction(100 * number, asked))))
        for number in numbers
    )
    return Bar(label, material.phrases.filled("n_asked", n=material.whole(asked)), parts)
