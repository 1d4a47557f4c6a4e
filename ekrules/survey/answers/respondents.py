"""Respondents: which rows stand, who they are, and which segments they are in.

In: a frame of texts with the mapping's columns. Out: the same frame with the columns of the layout
that begin with "@", and with one that says why a row is left out: of another wave, without an id,
outside the frame, without a weight, or a second row of one respondent. Every row stays in the frame
until it is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ekrules.survey.answer_files.table import RawColumn
from ekrules.survey.answer_layout import NAME, RESPONDENT, WEIGHT, breakdown_column
from ekrules.survey.answers.cell_checks import CellCheck
from ekrules.survey.answers.frame_matching import FrameList
from ekrules.survey.answers.meanings import Meanings, segment_meanings
from ekrules.survey.answers.numbers import numbers_in
from ekrules.survey.breakdowns import Breakdown
from ekrules.survey.survey import Survey

if TYPE_CHECKING:
    import narwhals as nw

# Row: counted from 0 in the file's order. Why left out: a kind of fault, null where the row stands.
ROW, WHY_LEFT_OUT = "row:", "row:left_out"
_PLACE, _KEY = "row:place", "row:key"


@dataclass(frozen=True)
class RespondentColumns:
    """The working names of the columns that say who answered; breakdowns: id -> name and column."""

    respondent: str
    name: str | None = None
    wave: str | None = None
    weight: str | None = None
    breakdowns: dict[str, tuple[str, RawColumn]] = field(default_factory=dict)


def with_respondents(
    frame: Any, columns: RespondentColumns, survey: Survey, every: Sequence[str]
) -> Any:
    """Return the frame with who each row is and why it is left out.

    every: the working names of all columns read; where rows have no order, they say which of two
    rows of one respondent comes first.
    """
    import narwhals as nw

    listed = FrameList(survey.units) if survey.units else None
    identity = nw.col(columns.respondent)
    matched = listed.matched(identity) if listed else identity
    frame = frame.with_columns(matched.cast(nw.String()).alias(RESPONDENT))
    named = [] if columns.name is None else [nw.col(columns.name)]
    if listed:
        named.append(listed.name(nw.col(RESPONDENT)))
    frame = frame.with_columns(
        nw.coalesce(*named, nw.col(RESPONDENT)).alias(NAME),
        *_weights(columns),
        *_segments(columns, survey, listed),
    )
    frame = frame.with_columns(_left_out(columns, survey).alias(WHY_LEFT_OUT))
    return _without_second_rows(frame, every)


def _weights(columns: RespondentColumns) -> list[nw.Expr]:
    import narwhals as nw

    if columns.weight is None:
        return []
    return [numbers_in(nw.col(columns.weight)).alias(WEIGHT)]


def _left_out(columns: RespondentColumns, survey: Survey) -> nw.Expr:
    import narwhals as nw

    identity, reasons = nw.col(columns.respondent), []
    if columns.wave is not None:
        wave = nw.col(columns.wave)
        other = wave.is_null() | (wave != str(survey.description.wave))
        reasons.append((other, "other_wave"))
    reasons.append((identity.is_null(), "no_respondent"))
    if survey.units:
        reasons.append((nw.col(RESPONDENT).is_null(), "outside_frame"))
    if columns.weight is not None:
        weight = nw.col(WEIGHT)
        reasons.append((weight.is_null() | ~(weight > 0) | ~weight.is_finite(), "bad_weight"))
    return nw.coalesce(
        *(nw.when(holds).then(nw.lit(kind, dtype=nw.String())) for holds, kind in reasons)
    )


def _without_second_rows(frame: Any, every: Sequence[str]) -> Any:
    """Mark all rows of a respondent but the first that is not left out for another reason."""
    import narwhals as nw

    stands = nw.col(WHY_LEFT_OUT).is_null()
    frame = frame.with_columns(nw.when(stands).then(nw.col(RESPONDENT)).alias(_KEY))
    if isinstance(frame, nw.DataFrame):
        # Not over(): PyArrow joins for it, and keeps no order beyond 65,536 rows.
        second = stands & ~nw.col(_KEY).is_first_distinct()
    elif has_order(frame):
        first = nw.when(stands).then(nw.col(ROW)).alias(_PLACE)
        frame = frame.with_columns(first).with_columns(nw.col(_PLACE).min().over(_KEY))
        second = stands & (nw.col(ROW) != nw.col(_PLACE))
    else:
        place = nw.col(_KEY).cum_count().over(_KEY, order_by=list(every))
        frame = frame.with_columns(place.alias(_PLACE))
        second = stands & (nw.col(_PLACE) > 1)
    kind = nw.lit("duplicate_respondent", dtype=nw.String())
    marked = nw.when(second).then(kind).otherwise(nw.col(WHY_LEFT_OUT))
    return frame.with_columns(marked.alias(WHY_LEFT_OUT)).drop(_KEY)


def has_order(frame: Any) -> bool:
    """Whether the rows are numbered: a database's are not."""
    return ROW in frame.collect_schema().names()


def _segments(
    columns: RespondentColumns, survey: Survey, listed: FrameList | None
) -> Iterator[nw.Expr]:
    """The frame list says which segment a respondent is in; without one the file does."""
    import narwhals as nw

    for one in survey.breakdowns:
        if listed is not None:
            yield listed.segment(nw.col(RESPONDENT), one.id).alias(breakdown_column(one.id))
        elif one.id in columns.breakdowns:
            named = _named_segment(one, *columns.breakdowns[one.id])
            yield named.alias(breakdown_column(one.id))


def _meanings(breakdown: Breakdown, column: RawColumn) -> Meanings:
    return segment_meanings(((one.id, one.label) for one in breakdown.segments), column)


def _named_segment(breakdown: Breakdown, raw: str, column: RawColumn) -> nw.Expr:
    import narwhals as nw

    text, known = nw.col(raw), dict(_meanings(breakdown, column).by_text)
    folded = text.str.strip_chars().str.to_lowercase()
    found = folded.replace_strict(known, default=None, return_dtype=nw.String())
    return nw.when(~text.is_null()).then(found)


def segment_checks(columns: RespondentColumns, survey: Survey) -> Iterator[CellCheck]:
    """Return the checks of the columns that say which segment a respondent is in."""
    import narwhals as nw

    for one in survey.breakdowns:
        if one.id not in columns.breakdowns:
            continue
        raw, column = columns.breakdowns[one.id]
        header = column.name
        found, meanings = _named_segment(one, raw, column), _meanings(one, column)
        # Where a list says it, the file need not.
        unknown = found.is_null() if not survey.units else found.is_null() & ~nw.col(raw).is_null()
        shown = ", ".join(f'"{name}"' for name in one.segment_ids[:12])
        expected, known = f"expected one of {shown}", meanings.written
        yield CellCheck("unknown_segment", one.id, header, raw, unknown, expected, known)
        if survey.units:
            own = nw.col(breakdown_column(one.id))
            differs = ~found.is_null() & ~own.is_null() & (found != own)
            expected = "the frame list's stands"
            yield CellCheck("segment_differs", one.id, header, raw, differs, expected)
