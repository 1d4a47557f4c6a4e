"""Integrity: printed counts held against their totals, percents and routing.

In: a Survey whose codebook is sound. Out: faults, each at the cell that does not add up.
A table that the source itself prints wrong is kept as printed only where source_notes.yaml says
of its question that it does_not_add_up; then it is known, and explained, instead of a fault.
"""

from __future__ import annotations

from ekrules.errors import Faults
from ekrules.survey.codebook import Question, QuestionKind
from ekrules.survey.codebook_checks import add_repeated
from ekrules.survey.percents import check_percent
from ekrules.survey.printed import (
    DONT_KNOW,
    NOT_OPTIONS,
    TOTAL,
    UNANSWERED,
    Layout,
    PrintedCell,
    PrintedTable,
)
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.meant.words import add_unknown_name

LAYOUTS: dict[QuestionKind, Layout] = {
    "single": "frequency",
    "multi": "multiple_response",
    "grid": "grid",
}


def check_respondents(survey: Survey, faults: Faults) -> bool:
    """Return whether the printed totals bear out `respondents`; add one fault where none does.

    A total that stands alone may be wrong itself; that several agree on another is told once.
    """
    respondents, tables = survey.respondents, survey.printed.values()
    asked_of_all = [
        cell for one in tables if one.layout != "multiple_response" for cell in one.cells
    ]
    totals = [cell.count for cell in asked_of_all if cell.answer == TOTAL]
    totals += [one.total.respondents for one in (survey.frame.breakdowns if survey.frame else ())]
    if len(totals) < 2 or len(set(totals)) > 1 or totals[0] == respondents:
        return True
    found = f"respondents {respondents}, but every printed table adds up to {totals[0]}"
    place = survey.description.at("respondents")
    faults.add(place, found, f"expected {totals[0]}, or other tables")
    return False


def tables_bear_names(survey: Survey) -> bool:
    """Whether each table is of a question of its own; where not, that one is told, and enough."""
    names = [table.question for theme in survey.printed_themes for table in theme.tables]
    return len(set(names)) == len(names) and survey.questions.keys() >= set(names)


def check_printed_tables(survey: Survey, faults: Faults) -> None:
    """Add a fault for each table that names what is not in the codebook or does not add up."""
    themes = {theme.theme for theme in survey.themes}
    for theme in survey.printed_themes:
        if theme.theme not in themes:
            faults.add_unknown_name(theme.at("theme"), "theme", theme.theme, themes)
    tables = [table for theme in survey.printed_themes for table in theme.tables]
    add_repeated("table of", ((one.question, one.at("question")) for one in tables), faults)
    once = {table.question: table for table in reversed(tables)}.values()
    sound = {table.question for table in once if _check_names(survey, table, faults)}
    excused = {note.question for note in survey.notes if note.does_not_add_up}
    for name in survey.questions:  # a follow-up question after the one that leads to it
        question, table = survey.questions[name], survey.printed.get(name)
        parent = question.asked_if.question if question.asked_if else None
        if table is None or name not in sound - excused or not (parent is None or parent in sound):
            continue
        before = len(faults.found)
        _check_sums(survey, table, faults)
        if len(faults.found) > before:
            sound.discard(name)


def _check_names(survey: Survey, table: PrintedTable, faults: Faults) -> bool:
    before = len(faults.found)
    if table.question not in survey.questions:
        place = table.at("question")
        faults.add_unknown_name(place, "question", table.question, survey.questions)
        return False
    question = survey.questions[table.question]
    _check_layout(survey, table, question, faults)
    seen: set[tuple[str | None, str]] = set()
    for cell in table.cells:
        _check_cell_names(survey, question, cell, faults)
        if (cell.item, cell.answer) in seen:
            found = f'"{cell.answer}" a second time in {_name(question, cell.item)}'
            faults.add(cell.place, found, "keep one of them, or mend what it is called")
        seen.add((cell.item, cell.answer))
    if len(faults.found) == before:  # else a name that is wrong would be told as missing too
        for item in question.item_ids:
            _check_complete(survey, table, item, faults)
    return len(faults.found) == before


def _check_layout(survey: Survey, table: PrintedTable, question: Question, faults: Faults) -> None:
    expected = LAYOUTS.get(question.kind)
    if table.layout != expected:
        found = f'the layout "{table.layout}" for the {question.kind} question "{question.id}"'
        faults.add(table.at("layout"), found, f'expected "{expected}"')
    is_missing = question.asked_if is not None and question.asked_if.question not in survey.printed
    if is_missing and tables_bear_names(survey):
        leads = question.asked_if.question if question.asked_if else ""
        found = f'"{question.id}" was put to some, by "{leads}"'
        faults.add(table.at("question"), found, "expected that question's table too")


def _check_cell_names(
    survey: Survey, question: Question, cell: PrintedCell, faults: Faults
) -> None:
    answers = (*survey.option_ids(question), *NOT_OPTIONS)
    if cell.answer not in answers:
        kind = f'answer to "{question.id}"'
        add_unknown_name(faults, cell.at("answer"), kind, cell.answer, answers)
    if cell.item in question.item_ids:
        return
    if not question.items:
        found = f'the item "{cell.item}", but "{question.id}" is no grid'
        faults.add(cell.at("item"), found, "leave the item out")
    elif cell.item is None:
        faults.add(cell.place, f'no item, but "{question.id}" is a grid', "expected an item")
    else:
        kind = f'item of "{question.id}"'
        faults.add_unknown_name(cell.at("item"), kind, cell.item, map(str, question.item_ids))


def _check_complete(survey: Survey, table: PrintedTable, item: str | None, faults: Faults) -> None:
    question = survey.questions[table.question]
    counts = table.counts(item)
    if not counts:
        found = f'no cells for the item "{item}" of "{question.id}"'
        faults.add(table.at("cells"), found, "every row of the grid is needed")
        return
    for answer in (*survey.option_ids(question), TOTAL):
        if answer not in counts:
            where = _name(question, item)
            found = f'no cell for "{answer}" in {where}'
            with_0 = "" if answer == TOTAL else ", with 0 where nobody chose it"
            faults.add(table.at("cells"), found, f"it is needed{with_0}")


def _check_sums(survey: Survey, table: PrintedTable, faults: Faults) -> None:
    question = survey.questions[table.question]
    for item in question.item_ids:
        cells = [cell for cell in table.cells if cell.item == item]
        if table.layout == "multiple_response":
            total = table.counts(item)[TOTAL]
            _check_multiple_response(survey, question, cells, total, faults)
            _check_percents(cells, total, faults)
        else:
            before = len(faults.found)
            _check_column(survey, question, cells, faults)
            if len(faults.found) == before or not _odd_cell(survey, cells):
                _check_percents(cells, survey.respondents, faults)


def _check_column(
    survey: Survey, question: Question, cells: list[PrintedCell], faults: Faults
) -> None:
    counted = sum(cell.count for cell in cells if cell.answer != TOTAL)
    total_cell = next(cell for cell in cells if cell.answer == TOTAL)
    total, respondents = total_cell.count, survey.respondents
    name = _name(question, total_cell.item)
    if counted != total and (odd := _odd_cell(survey, cells)):
        cell, fitting = odd
        found = f'{cell.count} as the count of "{cell.answer}" in {name}, beside {cell.percent} %'
        expected = f"the counts add up to {counted} and the total is {total}; expected {fitting}"
        faults.add(cell.at("count"), found, expected)
    elif counted != total:
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


def _odd_cell(survey: Survey, cells: list[PrintedCell]) -> tuple[PrintedCell, int] | None:
    """Return the one cell whose percent bears out another count, by which the sum is right."""
    lacking = sum(-cell.count if cell.answer != TOTAL else cell.count for cell in cells)
    odd = []
    for cell in cells:
        fitting = cell.count + (lacking if cell.answer != TOTAL else -lacking)
        if _fits(survey, cell, fitting) and not _fits(survey, cell, cell.count):
            odd.append((cell, fitting))
    return odd[0] if len(odd) == 1 and lacking else None


def _fits(survey: Survey, cell: PrintedCell, count: int) -> bool:
    silent = Faults()
    check_percent(cell, "percent", count, survey.respondents, silent)
    return count >= 0 and not silent.found


def _check_multiple_response(
    survey: Survey, question: Question, cells: list[PrintedCell], total: int, faults: Faults
) -> None:
    """Counts overlap: each is at most the total, and together they are at least the total."""
    asked = survey.respondents - not_asked_count(survey, question)
    total_cell = next(cell for cell in cells if cell.answer == TOTAL)
    without_answer = sum(cell.count for cell in cells if cell.answer in (DONT_KNOW, UNANSWERED))
    if total > asked:
        found = f'{total} answered "{question.id}" but only {asked} were asked'
        faults.add(total_cell.at("count"), found, "expected no more than were asked")
    for cell in cells:
        least = total if cell.answer in NOT_OPTIONS else total - min(without_answer, total)
        if cell.count > least:
            if cell.answer not in NOT_OPTIONS and without_answer > total:
                continue  # what is too many is told at the missing answers
            found = f'{cell.count} chose "{cell.answer}" but only {least} could'
            faults.add(cell.at("count"), found, f"expected no more than {least}")
    counted = sum(cell.count for cell in cells if cell.answer != TOTAL)
    if counted < total:
        found = f'the counts of "{question.id}" add up to {counted} but {total} answered'
        faults.add(total_cell.at("count"), found, "expected one answer from each, or more")


def _check_percents(cells: list[PrintedCell], everyone: int, faults: Faults) -> None:
    so_far = 0
    for cell in cells:
        so_far += cell.count
        check_percent(cell, "percent", cell.count, everyone, faults)
        check_percent(cell, "valid_percent", cell.count, everyone, faults)
        check_percent(cell, "cumulative_percent", so_far, everyone, faults)


def not_asked_count(survey: Survey, question: Question) -> int:
    """Return how many respondents the routing kept from the question (0 when all were asked)."""
    if question.asked_if is None:
        return 0
    counts = survey.printed[question.asked_if.question].counts()
    asked = sum(counts[answer] for answer in question.asked_if.answers)
    return survey.respondents - asked


def _name(question: Question, item: str | None) -> str:
    return f'"{question.id}"' + (f', item "{item}"' if item else "")


def check_notes(survey: Survey, faults: Faults) -> None:
    """Add a fault for a note with another's id, or on a question that has no printed table."""
    add_repeated("note", ((note.id, note.at("id")) for note in survey.notes), faults)
    for note in survey.notes:
        if note.question is not None and note.question not in survey.printed:
            place = note.at("question")
            faults.add_unknown_name(place, "printed table", note.question, survey.printed)
