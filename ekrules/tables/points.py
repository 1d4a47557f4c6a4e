"""Points: each respondent's answers as units, in expressions over the frame of answers.

In: any frame that Narwhals takes, in the layout of survey.answer_layout, and a Scoring. Out: a
Polars frame, one row per respondent, in the order of their ids. An unknown answer gives nothing
here; how far it could have moved the total is told beside it. Only a number's place on its scale
is rounded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ekrules.errors import Faults, Place
from ekrules.survey.answer_layout import GIVEN, NAME, NOT_ASKED, RESPONDENT, breakdown_column
from ekrules.tables.scoring import NUMBER_STEPS, NumberPoints, RoutingStep, ScoredQuestion, Scoring

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl

TOTAL, LOWEST, HIGHEST, UNKNOWN = "total", "lowest", "highest", "unknown"
# What a question's state column holds.
IS_KNOWN, IS_UNKNOWN, IS_NOT_ASKED = 0, 1, 2
# The cells of a question that the answers do not hold: no code, so unknown.
NOT_IN_ANSWERS = "not_in_answers"


def theme_column(theme: str) -> str:
    """Return the column of a theme's units."""
    return f"theme:{theme}"


def units_column(question: str) -> str:
    """Return the column of a question's units."""
    return f"units:{question}"


def state_column(question: str) -> str:
    """Return the column that says whether a question's answer is known, unknown or not asked."""
    return f"state:{question}"


def open_column(question: str) -> str:
    """Return the column of the units that a question's unknown answers would add at their best."""
    return f"open:{question}"


def score_frame(answers: Any, scoring: Scoring, breakdowns: Sequence[str] = ()) -> pl.DataFrame:
    """Return respondent, name and segments with units by theme and in all (64-bit integers).

    lowest and highest: the total had every unknown answer been the worst, and the best, question
    by question. unknown: questions whose answer is unknown, in whole or in part, or that were not
    asked because the answer that decides it is unknown. A question that the answers do not hold is
    unknown to everyone. Raises InputError for a question that lacks some of its columns only,
    and for a respondent who stands twice.
    """
    frame = _checked(answers, scoring, breakdowns)
    every = scoring.questions
    units = {theme: [_units(q) for q in every if q.theme == theme] for theme in scoring.themes}
    summed = frame.select(
        *_identity(frame, breakdowns),
        *(_sum(parts).alias(theme_column(theme)) for theme, parts in units.items()),
        _sum(_fallen(question) for question in every).alias(LOWEST),
        _sum(_risen(question) for question in every).alias(HIGHEST),
        _sum(_is_unknown(question) for question in every).alias(UNKNOWN),
    )
    return _totalled(_collected(summed), scoring)


def question_frame(answers: Any, scoring: Scoring) -> pl.DataFrame:
    """Return respondent, and each scored question's units, open units, state and cells."""
    import narwhals as nw

    frame = _checked(answers, scoring, ())
    every = scoring.questions
    cells = dict.fromkeys(name for one in every for name in one.column_names)
    numbers = {one.number.column for one in every if one.number}
    return _collected(
        frame.select(
            *_identity(frame, ()),
            *(_units(question).alias(units_column(question.id)) for question in every),
            *(_risen(question).alias(open_column(question.id)) for question in every),
            *(_state(question).alias(state_column(question.id)) for question in every),
            *(nw.col(one) if one in numbers else nw.col(one).cast(nw.String) for one in cells),
        )
    )


def _totalled(units: pl.DataFrame, scoring: Scoring) -> pl.DataFrame:
    import polars as pl

    themes = [pl.col(theme_column(theme)) for theme in scoring.themes]
    with_total = units.with_columns(pl.sum_horizontal(themes).alias(TOTAL))
    return with_total.with_columns(pl.col(LOWEST, HIGHEST) + pl.col(TOTAL))


def _collected(frame: Any) -> pl.DataFrame:
    import narwhals as nw

    eager = frame.collect("polars") if isinstance(frame, nw.LazyFrame) else frame
    # One order, whatever the frame's own (DuckDB promises none).
    polars: pl.DataFrame = eager.to_polars().sort(RESPONDENT)
    _refuse_repeated(polars)
    return polars


def _refuse_repeated(frame: pl.DataFrame) -> None:
    faults, respondents = Faults(), frame.get_column(RESPONDENT)
    if respondents.null_count():
        found = f"{respondents.null_count()} rows say no respondent"
        faults.add(Place("answers"), found, "expected an id in every row")
    for name in respondents.filter(respondents.is_duplicated()).drop_nulls().unique().sort():
        faults.add(Place("answers"), f'the respondent "{name}" again', "expected one row for each")
    faults.stop_if_any()


def absent_questions(answers: Any, scoring: Scoring) -> tuple[str, ...]:
    """Return the scored questions that the frame has no column of: unknown to everyone."""
    there = _columns_of(answers)
    return tuple(one.id for one in scoring.questions if there.isdisjoint(one.column_names))


def _columns_of(answers: Any) -> frozenset[str]:
    import narwhals as nw

    return frozenset(nw.from_native(answers).collect_schema().names())


def _checked(answers: Any, scoring: Scoring, breakdowns: Iterable[str]) -> Any:
    """Return the frame as Narwhals sees it, with every column that is needed."""
    import narwhals as nw

    frame: Any = nw.from_native(answers)
    if isinstance(frame, nw.DataFrame) and frame.implementation.is_polars():
        frame = frame.lazy()  # so that what several expressions share is worked out once
    there = _columns_of(frame)
    absent = absent_questions(frame, scoring)
    needed = [RESPONDENT, *(breakdown_column(one) for one in breakdowns)]
    for question in scoring.questions:
        needed += question.column_names if question.id not in absent else ()
    faults = Faults()
    for name in dict.fromkeys(needed):
        if name not in there:
            faults.add_unknown_name(Place("answers"), "column", name, there)
    if len(absent) == len(scoring.questions):
        faults.add(Place("answers"), "no scored question stands here", "expected one or more")
    faults.stop_if_any()
    return frame.with_columns(_stand_ins(scoring, there)) if absent else frame


def _stand_ins(scoring: Scoring, there: frozenset[str]) -> list[nw.Expr]:
    """Return columns without an answer for the questions that the frame does not hold."""
    import narwhals as nw

    numbers = {one.number.column for one in scoring.questions if one.number}
    names = [name for one in scoring.questions for name in one.column_names]
    names += [step.column for one in scoring.questions for step in one.routing]
    return [
        nw.lit(0.0 if name in numbers else NOT_IN_ANSWERS).alias(name)
        for name in dict.fromkeys(names)
        if name not in there
    ]


def _identity(frame: Any, breakdowns: Iterable[str]) -> list[nw.Expr]:
    import narwhals as nw

    there = frame.collect_schema().names()
    names = [RESPONDENT, *([NAME] if NAME in there else [])]
    names += [breakdown_column(one) for one in breakdowns]
    return [nw.col(name).cast(nw.String) for name in names]


def _units(question: ScoredQuestion) -> nw.Expr:
    """Return the units of the known answers; unknown ones give none."""
    if question.number is not None:
        return _number_units(question.number)
    return _capped(_sum(_coded(one.name, one.units) for one in question.columns), question)


def _risen(question: ScoredQuestion) -> nw.Expr:
    """Return the units that the unknown answers would add at their best."""
    if question.number is not None:
        return _is_unknown(question) * question.most
    unknown = [_is_unknown_in(one.name, one.units, question.routing) for one in question.columns]
    rises = _sum(
        is_unknown * column.most
        for is_unknown, column in zip(unknown, question.columns, strict=True)
    )
    if question.cap is None:
        return rises
    known = _sum(_coded(one.name, one.units) for one in question.columns)
    return _capped(known + rises, question) - _capped(known, question)


def _fallen(question: ScoredQuestion) -> nw.Expr:
    """Return the units that the unknown answers would add at their worst, had they been asked."""
    # Without a routing, not asked is known to give nothing.
    return _sum(
        _is_unknown_in(one.name, one.units, ()) * one.least for one in question.columns if one.least
    )


def _is_unknown(question: ScoredQuestion) -> nw.Expr:
    """Return 1 where the answer is unknown in whole or in part, else 0."""
    import narwhals as nw

    if question.number is not None:
        return _is_unknown_in(question.number.reason_column, (GIVEN,), question.routing)
    every = [_is_unknown_in(one.name, one.units, question.routing) for one in question.columns]
    return every[0] if len(every) == 1 else nw.max_horizontal(*every)


def _is_unknown_in(
    column: str, codes: Collection[str], routing: tuple[RoutingStep, ...]
) -> nw.Expr:
    """Return 1 where none of the codes stands in a column, and it can't be said that none should.

    Not asked is unknown where the answer that decided it is.
    """
    import narwhals as nw

    cell, nothing, one = nw.col(column), nw.lit(0, nw.Int64), nw.lit(1, nw.Int64)
    if not routing:
        return nw.when(cell.is_in([*codes, NOT_ASKED])).then(nothing).otherwise(one)
    perhaps = _is_unknown_in(routing[0].column, routing[0].codes, routing[1:])
    missing = nw.when(cell == NOT_ASKED).then(perhaps).otherwise(one)
    return nw.when(cell.is_in(list(codes))).then(nothing).otherwise(missing)


def _state(question: ScoredQuestion) -> nw.Expr:
    import narwhals as nw

    first = question.number.reason_column if question.number else question.columns[0].name
    not_asked, known = nw.lit(IS_NOT_ASKED, nw.Int64), nw.lit(IS_KNOWN, nw.Int64)
    reached = nw.when(nw.col(first) == NOT_ASKED).then(not_asked).otherwise(known)
    unknown = nw.lit(IS_UNKNOWN, nw.Int64)
    return nw.when(_is_unknown(question) == 1).then(unknown).otherwise(reached)


def _number_units(number: NumberPoints) -> nw.Expr:
    import narwhals as nw

    given = nw.col(number.reason_column) == GIVEN
    way = (nw.col(number.column) - number.nothing_at) / (number.full_at - number.nothing_at)
    steps = (way.clip(0.0, 1.0) * NUMBER_STEPS + 0.5).floor()
    return nw.when(given).then(steps).otherwise(nw.lit(0.0)).cast(nw.Int64) * number.step


def _capped(units: nw.Expr, question: ScoredQuestion) -> nw.Expr:
    return units if question.cap is None else units.clip(upper_bound=question.cap)


def _coded(column: str, units: Mapping[str, int]) -> nw.Expr:
    """Return the units of the code that stands in a column, 0 where there is none of them."""
    import narwhals as nw

    found = nw.lit(0, nw.Int64)
    for code, amount in units.items():
        if amount:
            found = nw.when(nw.col(column) == code).then(nw.lit(amount, nw.Int64)).otherwise(found)
    return found


def _sum(parts: Iterable[nw.Expr]) -> nw.Expr:
    import narwhals as nw

    every = list(parts)
    return nw.sum_horizontal(*every) if every else nw.lit(0, nw.Int64)
