"""Number tables: how many gave a number, its mean and interval, by segment where asked."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ekrules.narrative.numbers import decimal_text
from ekrules.narrative.phrases import read_phrases
from ekrules.project.question_table import QuestionTable
from ekrules.survey.codebook import Question
from ekrules.survey.survey import Survey
from ekrules.tables.estimation import NoEstimate
from ekrules.tables.intervals import mean_interval
from ekrules.tables.number_means import estimate_number
from ekrules.tables.suppression import suppress_sizes
from ekrules.tables.tallies import Tallies, segment_tallies, tallies_of
from ekrules.yaml_reader.wording import Language

HIDDEN = ":"


def number_table(
    survey: Survey, question: Question, by: str | None, language: Language, about: str = ""
) -> QuestionTable:
    """Return one row for all respondents, and one for each segment of a breakdown.

    about: what the caption begins with: who was asked, and what kind of answers these are.
    """
    words = read_phrases(language)
    groups: dict[str, tuple[str, Tallies]] = {}
    hidden: set[str] = set()
    if by is not None:
        labels = {one.id: one.label.in_language(language) for one in survey.breakdown(by).segments}
        segments = segment_tallies(survey, by)
        groups = {name: (labels[name], one.own) for name, one in segments.items()}
        sizes = {name: _given(one, question) for name, (_, one) in groups.items()}
        hidden = set(suppress_sizes(sizes, survey.description.smallest_base).segments)
    rows = [
        (label, *([HIDDEN] * 5)) if name in hidden else (label, *_cells(one, question, language))
        for name, (label, one) in groups.items()
    ]
    rows.append((words.all_word, *_cells(tallies_of(survey), question, language)))
    columns = (words.count, words.mean, words.interval, words.lowest, words.highest)
    captions = [about, f"{HIDDEN} {words.hidden}" if hidden else ""]
    caption = " ".join(one for one in captions if one)
    return QuestionTable(question.asks.in_language(language), columns, tuple(rows), caption)


def _given(tallies: Tallies, question: Question) -> int:
    sums = tallies.numbers.get(question.id)
    return sums.n if sums else 0


def _cells(tallies: Tallies, question: Question, language: Language) -> tuple[str, ...]:
    sums = tallies.numbers.get(question.id)
    if sums is None or not sums.n:
        return (decimal_text(0, language), "–", "–", "–", "–")
    estimate = estimate_number(tallies, question.id)
    interval = None if isinstance(estimate, NoEstimate) else mean_interval(estimate)
    mean = "–" if isinstance(estimate, NoEstimate) else _number(estimate.value, language)
    return (
        decimal_text(sums.n, language),
        mean,
        "–"
        if interval is None
        else f"{_number(interval[0], language)} – {_number(interval[1], language)}",
        "–" if sums.lowest is None else _number(sums.lowest, language),
        "–" if sums.highest is None else _number(sums.highest, language),
    )


def _number(value: float, language: Language) -> str:
    rounded = Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return decimal_text(rounded, language, decimals=1)
