"""Scaling: made-up answers as a frame, for any number of respondents.

In: one wave of made-up answers. Out: a Narwhals frame (Polars) in the canonical layout. Everyone is
repeated as many times as fit, each time with an id of its own, and a proportional sample fills up;
so with k times the respondents every count is k times the printed one. The frame list grows or
shrinks alongside. The only file of the room that loads Polars.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ekrules.errors import Fault, InputError, Place
from ekrules.survey.answer_layout import MISSING, NAME, RESPONDENT, breakdown_column
from ekrules.survey.synthesis.answers import SyntheticAnswers
from ekrules.survey.synthesis.draws import Draws
from ekrules.survey.units import ID, FrameUnit
from ekrules.survey.units import NAME as UNIT_NAME

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl


def answers_frame(answers: SyntheticAnswers) -> nw.DataFrame[pl.DataFrame]:
    """Return the answers, one row per respondent, in the canonical layout."""
    return scaled(answers, len(answers.respondents))


def scaled(answers: SyntheticAnswers, respondents: int) -> nw.DataFrame[pl.DataFrame]:
    """Return `respondents` rows in the canonical layout, repeated or sampled in proportion.

    The first copy of a respondent keeps its id, the next is "<id>-2" and so on. Code columns are
    pl.Enum. Raises InputError below one respondent.
    """
    import narwhals as nw
    import polars as pl

    _check_respondents(respondents)
    once = _unit_columns(answers, answers.respondents, RESPONDENT, NAME, "@")
    for column in answers.layout:
        if column.kind == "number":
            blank = [None] * len(answers.respondents)
            once.append(pl.Series(column.name, blank, dtype=pl.Float64))
        else:
            codes = pl.Enum([*column.codes, *MISSING])
            once.append(pl.Series(column.name, answers.codes[column.name], dtype=codes))
    sample = _sample(answers, answers.respondents, respondents)
    made = _repeated(pl.DataFrame(once), sample, respondents, RESPONDENT, NAME)
    return nw.from_native(made, eager_only=True)


def scaled_units(answers: SyntheticAnswers, respondents: int) -> nw.DataFrame[pl.DataFrame]:
    """Return the frame list for `respondents` respondents: id, name and a column per breakdown.

    It begins with the respondents that `scaled` gives; those who did not answer are in proportion.
    """
    import narwhals as nw
    import polars as pl

    _check_respondents(respondents)
    answered = {unit.id for unit in answers.respondents}
    others = [unit for unit in answers.units if unit.id not in answered]
    parts = []
    for units, count in (
        (answers.respondents, respondents),
        (others, scaled_totals(answers, respondents)[1] - respondents),
    ):
        once = pl.DataFrame(_unit_columns(answers, units, ID, UNIT_NAME, ""))
        if units:
            parts.append(_repeated(once, _sample(answers, units, count), count, ID, UNIT_NAME))
    return nw.from_native(pl.concat(parts), eager_only=True)


def scaled_totals(answers: SyntheticAnswers, respondents: int) -> tuple[int, int]:
    """Return how many respond and how many there are in the frame, when scaled."""
    once = len(answers.respondents)
    others = len(answers.units) - once
    return respondents, respondents + (2 * others * respondents + once) // (2 * once)


def _check_respondents(respondents: int) -> None:
    if respondents < 1:
        found = f"{respondents} respondents"
        raise InputError([Fault(Place("respondents"), found, "expected 1 or more")])


def _unit_columns(
    answers: SyntheticAnswers, units: Sequence[FrameUnit], identity: str, name: str, mark: str
) -> list[pl.Series]:
    import polars as pl

    columns = [
        pl.Series(identity, [unit.id for unit in units], dtype=pl.String),
        pl.Series(name, [unit.name for unit in units], dtype=pl.String),
    ]
    for one in answers.breakdowns:
        header = breakdown_column(one.id) if mark else one.id
        segments = [unit.segments[one.id] for unit in units]
        columns.append(pl.Series(header, segments, dtype=pl.Enum(one.segment_ids)))
    return columns


def _sample(answers: SyntheticAnswers, units: Sequence[FrameUnit], count: int) -> list[int]:
    """Return whom the rest of `count` falls on: evenly spread from the least ready to the most."""
    rest = count % len(units) if units else 0
    if not rest:
        return []
    order = sorted(range(len(units)), key=lambda i: (answers.readiness[units[i].id], i))
    start = Draws(answers.seed, "sample", count).below(len(units))
    return sorted(order[(step * len(units) + start) // rest] for step in range(rest))


def _repeated(
    once: pl.DataFrame, sample: Sequence[int], count: int, identity: str, name: str
) -> pl.DataFrame:
    """Return all rows as often as they fit in `count`, then those of the sample."""
    import polars as pl

    copies = count // once.height
    whole = pl.int_range(copies * once.height, eager=True, dtype=pl.UInt32)
    rows = pl.concat([whole % once.height, pl.Series(sample, dtype=pl.UInt32)])
    copy = pl.int_range(count, eager=True, dtype=pl.UInt32) // once.height + 1
    ending = pl.when(copy > 1).then("-" + copy.cast(pl.String)).otherwise(pl.lit(""))
    return once[rows].with_columns(pl.col(identity) + ending, pl.col(name) + ending)
