"""Builders: small surveys with answers, as columns in the shared layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import narwhals as nw
import polars as pl

from ekrules.survey.answer_layout import answer_columns
from ekrules.survey.breakdowns import Breakdown, BreakdownSegment
from ekrules.survey.codebook import Question, Weighting
from ekrules.survey.coded_answers import CodedAnswers
from ekrules.survey.survey import Survey
from tests.surveys import TEXT, survey_of

Cell = str | float | None


def breakdown(name: str, frame: Mapping[str, int | None]) -> Breakdown:
    """Return a breakdown; frame: segment -> how many could have answered, or None."""
    segments = (BreakdownSegment(id=one, label=TEXT, frame=number) for one, number in frame.items())
    return Breakdown(id=name, label=TEXT, segments=tuple(segments))


def answered(
    columns: Mapping[str, Sequence[Cell]],
    *questions: Question,
    breakdowns: Sequence[Breakdown] = (),
    frame: int | None = None,
    weighting: Weighting | None = None,
    **of_description: Any,
) -> Survey:
    """Return a survey of one theme whose answers stand in `columns`, as the layout has them.

    frame: how many could have answered; twice as many as did where None.
    """
    respondents = len(next(iter(columns.values())))
    survey = survey_of(*((one, {}) for one in questions))
    update = {
        "respondents": None,
        "frame": 2 * respondents if frame is None else frame,
        "weighting": weighting,
        **of_description,
    }
    held = tuple(one for one in answer_columns(survey) if one.name in columns)
    numbers = [one.name for one in held if one.kind == "number"]
    schema = {name: pl.Float64 if name in (*numbers, "@weight") else pl.String for name in columns}
    native = pl.DataFrame({name: list(cells) for name, cells in columns.items()}, schema=schema)
    return replace(
        survey,
        description=survey.description.model_copy(update=update),
        answers=CodedAnswers(nw.from_native(native), respondents, held),
        breakdowns=tuple(breakdowns),
        printed_themes=(),
    )
