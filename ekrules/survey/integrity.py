"""Integrity: printed counts held against their totals, percents, routing and the frame.

In: a Survey whose names are sound. Out: faults, each at the cell that does not add up.
A deviation that the source itself prints is kept as printed only where source_notes.yaml
names the question (kind: table); then it is known, and explained, instead of a fault.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ekrules.errors import Faults
from ekrules.survey.codebook import Question
from ekrules.survey.frame import FrameBreakdown
from ekrules.survey.printed import NOT_OPTIONS, TOTAL, UNANSWERED, PrintedCell, PrintedTable
from ekrules.survey.survey import Survey

# Printed percents have one decimal; a count fits when it rounds to what is printed. A twentieth
# of a percent either way allows for both ways of rounding a half.
ROUNDING = Decimal("0.05")


def check_printed_tables(survey: Survey, faults: Faults) -> None:
    """Add a fault for each table that names what is not in the codebook or does not add up."""
    known = {note.question for note in survey.notes if note.kind == "table" and note.question}
    for theme in survey.printed_themes:
        for table in theme.tables:
            if table.question not in survey.questions:
                place = table.at("question")
                faults.add_unknown_name(place, "question", table.question, survey.questions)
            elif _check_names(survey, table, faults) and table.question not in known:
                _check_sums(survey, table, faults)


def _check_names(survey: Survey, table: PrintedTable, faults: Faults) -> bool:
    before = len(faults.found)
    question = survey.questions[table.question]
    answers = (*survey.option_ids(question), *NOT_OPTIONS)
    seen: set[tuple[str | None, str]] = set()
    for cell in table.cells:
        if cell.answer not in answers:
            kind = f'answer to "{question.id}"'
            faults.add_unknown_name(cell.at("answer"), kind, cell.answer, answers)
        if cell.item not in question.item_ids:
            items = [one.id for one in question.items]
            faults.add_unknown_name(cell.at("item"), "item", str(cell.item), items)
        if (cell.item, cell.answer) in seen:
            faults.add(cell.place, f'"{cell.answer}" a second time', "keep one of them")
        seen.add((cell.item, cell.answer))
    for item in question.item_ids:
        _check_complete(survey, table, item, faults)
    return len(faults.found) == before


def _check_complete(survey: Survey, table: PrintedTable, item: str | None, faults: Faults) -> None:
    question = survey.questions[table.question]
    counts = table.counts(item)
    for answer in (*survey.option_ids(question), TOTAL):
        if answer not in counts:
            where = f'"{question.id}"' + (f', item "{item}"' if item else "")
            faults.add(table.place, f'no count for "{answer}" in {where}', "it is needed")


def _check_sums(survey: Survey, table: PrintedTable, faults: Faults) -> None:
    question = survey.questions[table.question]
    for item in question.item_ids:
        cells = [cell for cell in table.cells if cell.item == item]
        total = table.counts(item)[TOTAL]
        if table.layout == "multiple_response":
            _check_multiple_response(survey, question, cells, total, faults)
        else:
            _check_column(survey, question, cells, total, faults)
        for cell in cells:
            _check_percents(cell, total, faults)


def _check_column(
    survey: Survey, question: Question, cells: list[PrintedCell], total: int, faults: Faults
) -> None:
    counted = sum(cell.count for cell in cells if cell.answer != TOTAL)
    total_cell = next(cell for cell in cells if cell.answer == TOTAL)
    respondents = survey.description.respondents
    name = _name(question, total_cell)
    if counted != total:
        found = f"the counts of {name} add up to {counted} but the total is {total}"
        faults.add(total_cell.at("count"), found, "expected the two to be the same")
    elif total != respondents:
        found = f"the total of {name} is {total} but {respondents} answered the survey"
        faults.add(total_cell.at("count"), found, "expected everyone, missing answers included")
    unanswered = next((cell for cell in cells if cell.answer == UNANSWERED), None)
    not_asked = not_asked_count(survey, question)
    printed = unanswered.count if unanswered else 0
    if printed < not_asked:
        where = unanswered.at("count") if unanswered else total_cell.place
        found = f"{printed} unanswered in {name}, but {not_asked} were not asked"
        faults.add(where, found, "expected at least those who were not asked")


def _check_multiple_response(
    survey: Survey, question: Question, cells: list[PrintedCell], total: int, faults: Faults
) -> None:
    asked = survey.description.respondents - not_asked_count(survey, question)
    for cell in cells:
        if cell.answer == TOTAL and total > asked:
            found = f'{total} answered "{question.id}" but only {asked} were asked'
            faults.add(cell.at("count"), found, "expected no more than were asked")
        elif cell.count > total:
            found = f'{cell.count} chose "{cell.answer}" but only {total} answered'
            faults.add(cell.at("count"), found, "expected no more than answered")


def _check_percents(cell: PrintedCell, total: int, faults: Faults) -> None:
    for key in ("percent", "valid_percent"):
        printed = getattr(cell, key)
        if printed is None:
            continue
        exact = Decimal(100 * cell.count) / Decimal(total) if total else Decimal(0)
        if abs(exact - Decimal(str(printed))) > ROUNDING:
            rounded = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
            found = f'{key} {printed} beside count {cell.count} of {total} in "{cell.answer}"'
            faults.add(cell.at(key), found, f"expected {rounded}")


def not_asked_count(survey: Survey, question: Question) -> int:
    """Return how many respondents the routing kept from the question (0 when all were asked)."""
    if question.asked_if is None:
        return 0
    parent = survey.printed.get(question.asked_if.question)
    if parent is None:
        return 0
    counts = parent.counts()
    asked = sum(counts.get(answer, 0) for answer in question.asked_if.answers)
    return survey.description.respondents - asked


def _name(question: Question, cell: PrintedCell) -> str:
    return f'"{question.id}"' + (f', item "{cell.item}"' if cell.item else "")


def check_frame(survey: Survey, faults: Faults) -> None:
    """Add a fault where the segments of a breakdown do not add up to the respondents or frame."""
    for breakdown in survey.frame.breakdowns if survey.frame else ():
        _check_breakdown(survey, breakdown, faults)


def _check_breakdown(survey: Survey, breakdown: FrameBreakdown, faults: Faults) -> None:
    answered = sum(segment.respondents for segment in breakdown.segments)
    expected = survey.description.respondents
    if answered != expected or breakdown.total.respondents != expected:
        found = f'the segments of "{breakdown.id}" hold {answered} respondents'
        faults.add(breakdown.place, found, f"expected {expected}")
    framed = sum(segment.frame or 0 for segment in breakdown.segments)
    if breakdown.has_frame and framed != survey.description.frame:
        found = f'the segments of "{breakdown.id}" hold a frame of {framed}'
        faults.add(breakdown.place, found, f"expected {survey.description.frame}")
    for segment in breakdown.segments:
        if segment.frame is not None and segment.respondents > segment.frame:
            found = f'{segment.respondents} answered of {segment.frame} in "{segment.id}"'
            faults.add(segment.at("respondents"), found, "expected no more than the frame")
