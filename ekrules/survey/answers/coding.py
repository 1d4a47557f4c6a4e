"""Coding: a file's answers to the one layout that everything counts.

In: a raw table, a mapping that mapping_checks.py has passed, and the survey with its frame list.
Out: CodedAnswers. A cell that is no answer becomes left_out, and every such cell is counted and the
first are told in detail; nothing is dropped unseen. A lazy frame stays lazy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ekrules.survey.answer_files.table import RawTable
from ekrules.survey.answer_layout import NAME, RESPONDENT, WEIGHT, breakdown_column
from ekrules.survey.answers.cell_checks import cell_checks
from ekrules.survey.answers.cell_faults import MOST_CELL_FAULTS, CellFault, left_out_rows
from ekrules.survey.answers.fault_collecting import CellFaultCollector, collected, count_rows
from ekrules.survey.answers.mapping import AnswerMapping
from ekrules.survey.answers.mapping_checks import read_columns
from ekrules.survey.answers.mapping_names import is_synthetic_mark
from ekrules.survey.answers.read_columns import raw_name, read_questions
from ekrules.survey.answers.reading_cells import read_cells
from ekrules.survey.answers.respondents import (
    ROW,
    WHY_LEFT_OUT,
    RespondentColumns,
    has_order,
    segment_checks,
    with_respondents,
)
from ekrules.survey.answers.routing import route
from ekrules.survey.answers.row_faults import row_faults
from ekrules.survey.coded_answers import CodedAnswers
from ekrules.survey.survey import Survey


def code_answers(raw: RawTable, mapping: AnswerMapping, survey: Survey) -> CodedAnswers:
    """Return the answers in their layout, and what of the file could not be read as answers.

    The mapping has no faults (check_mapping). survey.units, where there are any, say who could have
    answered and in which segments they are. The frame is of the kind that raw.frame is; in Polars
    codes are Enums.
    """
    import narwhals as nw

    questions = read_questions(raw, mapping, survey)
    columns = _respondent_columns(raw, mapping)
    every = [raw_name(raw.names.index(name)) for name in dict.fromkeys(_names(mapping))]
    frame = with_respondents(_worked_on(raw, every), columns, survey, every)
    frame = route(read_cells(frame, questions), questions)
    counts = count_rows(frame)
    rows = row_faults(frame, columns, mapping, survey, raw.first_row, counts, MOST_CELL_FAULTS)
    odd = _odd_cells(raw, mapping, frame)
    checks = [*cell_checks(questions), *segment_checks(columns, survey)]
    collector = CellFaultCollector(frame, checks, raw.first_row)
    seen = frozenset((one.row or 0, one.column or "") for one in odd)
    cells = collector.collect(seen, MOST_CELL_FAULTS - min(len(rows) + len(odd), MOST_CELL_FAULTS))
    layout = tuple(column for one in questions for column in one.layout)
    names = [*_who(frame, survey), *(column.name for column in layout)]
    respondents = counts.pop("", 0)
    if odd:
        counts["odd_cell"] = len(odd)
    stands = frame.filter(nw.col(WHY_LEFT_OUT).is_null()) if left_out_rows(counts) else frame
    return CodedAnswers(
        frame=stands.select(*names),
        respondents=respondents,
        columns=layout,
        faults=_in_order((*rows, *odd, *cells.faults)[:MOST_CELL_FAULTS]),
        counts=dict(counts + Counter(cells.counts)),
        synthetic=_is_synthetic(raw),
    )


def _in_order(faults: Sequence[CellFault]) -> tuple[CellFault, ...]:
    """Return the faults in the order of the file; what is of the whole file first."""
    return tuple(sorted(faults, key=lambda one: one.row or 0))


def _names(mapping: AnswerMapping) -> list[str]:
    return [name for name, _ in read_columns(mapping)]


def _worked_on(raw: RawTable, every: list[str]) -> Any:
    """Return the columns that are read under their working names, and numbered rows.

    The rows of a database have no order, and so no numbers.
    """
    import narwhals as nw

    wanted_names = {*every}
    wanted = [
        nw.col(name).alias(raw_name(index))
        for index, name in enumerate(raw.names)
        if raw_name(index) in wanted_names
    ]
    frame = raw.frame.select(*wanted)
    if isinstance(frame, nw.DataFrame):
        return frame.with_row_index(ROW)
    if frame.implementation.is_polars():
        return nw.from_native(frame.to_native().with_row_index(ROW))
    return frame


def _respondent_columns(raw: RawTable, mapping: AnswerMapping) -> RespondentColumns:
    def working(name: str | None) -> str | None:
        return None if name is None else raw_name(raw.names.index(name))

    breakdowns = {
        key: (raw_name(raw.names.index(name)), raw.columns[raw.names.index(name)])
        for key, name in mapping.breakdowns.items()
    }
    return RespondentColumns(
        respondent=raw_name(raw.names.index(mapping.respondent)),
        name=working(mapping.name),
        wave=working(mapping.wave),
        weight=working(mapping.weight),
        breakdowns=breakdowns,
    )


def _who(frame: Any, survey: Survey) -> list[str]:
    """Return the columns of the layout that say who answered."""
    known = frame.collect_schema().names()
    segments = (breakdown_column(one.id) for one in survey.breakdowns)
    return [name for name in (RESPONDENT, NAME, WEIGHT, *segments) if name in known]


def _odd_cells(raw: RawTable, mapping: AnswerMapping, frame: Any) -> list[CellFault]:
    """Return the odd cells that the file's reader saw, of the columns that are read."""
    import narwhals as nw

    read = {name for name, _ in read_columns(mapping)}
    odd = [one for one in raw.odd_cells if one.column in read]
    if not odd:
        return []
    respondents: dict[int, str] = {}
    if has_order(frame):
        rows = sorted({one.row - raw.first_row for one in odd})
        here = frame.filter(nw.col(ROW).is_in(rows)).select(ROW, RESPONDENT, WHY_LEFT_OUT)
        told = list(collected(here).iter_rows())
        respondents = {row + raw.first_row: who for row, who, _ in told if isinstance(who, str)}
        # A row that is left out whole is told as such: a formula in it matters where it is why.
        gone = {row + raw.first_row for row, _, why in told if isinstance(why, str)}
        why = {mapping.respondent, mapping.wave, mapping.weight}
        odd = [one for one in odd if one.row not in gone or one.column in why]
    question = {
        column: name for name, one in mapping.questions.items() for column in one.parts.values()
    }
    return [
        CellFault(
            one.row,
            respondents.get(one.row),
            one.column,
            question.get(one.column),
            one.value,
            "odd_cell",
            f"it is {one.found}; {one.expected}",
        )
        for one in odd
    ]


def _is_synthetic(raw: RawTable) -> bool:
    """Whether a column marks any row as made up."""
    import narwhals as nw

    marks = [name for name in raw.names if is_synthetic_mark(name)]
    if not marks:
        return False
    counts = collected(raw.frame.select(*(nw.col(name).count() for name in marks))).rows()[0]
    return any(counts)
