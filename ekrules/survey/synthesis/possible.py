"""Possible: whether any respondents at all could have given a printed table.

In: a survey's printed tables. Out: faults that name the question, each at the cell that cannot be.
Percents are not looked at. A table that passes can be made: columns.py does it.
"""

from __future__ import annotations

from ekrules.errors import Faults, Place
from ekrules.survey.codebook import Question
from ekrules.survey.integrity import LAYOUTS
from ekrules.survey.printed import DONT_KNOW, NOT_OPTIONS, TOTAL, UNANSWERED, PrintedTable
from ekrules.survey.survey import Survey

BESIDE = "so no respondents could have given this table"


def check_can_be_made(survey: Survey, respondents: int, faults: Faults) -> None:
    """Add a fault for each printed table that no `respondents` respondents could have given."""
    if not survey.printed:
        place = survey.description.place
        faults.add(place, "no printed tables", "made-up answers are made from them")
    sound: set[str] = set()
    for question in survey.questions.values():
        table = survey.printed.get(question.id)
        if table is None:
            continue
        before = len(faults.found)
        asked = _asked(survey, question, table, sound, respondents, faults)
        if asked is not None and table.layout == LAYOUTS.get(question.kind):
            _check_table(survey, question, table, respondents, asked, faults)
        elif asked is not None:
            found = f'the {question.kind} question "{question.id}" in the layout "{table.layout}"'
            faults.add(table.place, found, "it cannot be made from that")
        if asked is not None and len(faults.found) == before:
            sound.add(question.id)


def _asked(
    survey: Survey,
    question: Question,
    table: PrintedTable,
    sound: set[str],
    respondents: int,
    faults: Faults,
) -> int | None:
    """Return how many were asked; None where the earlier question's table is at fault already."""
    if question.asked_if is None:
        return respondents
    parent = survey.printed.get(question.asked_if.question)
    if parent is None:
        found = f'"{question.id}" was put to some, by "{question.asked_if.question}"'
        faults.add(table.place, found, "that question's table is needed too")
        return None
    if parent.question not in sound:
        return None
    counts = parent.counts()
    return sum(counts.get(answer, 0) for answer in dict.fromkeys(question.asked_if.answers))


def _check_table(
    survey: Survey,
    question: Question,
    table: PrintedTable,
    respondents: int,
    asked: int,
    faults: Faults,
) -> None:
    for cell in table.cells:
        if cell.answer not in (*survey.option_ids(question), *NOT_OPTIONS):
            found = f'"{cell.answer}" in the table of "{question.id}"'
            faults.add(cell.place, found, "expected one of its options")
    for item in question.item_ids:
        if table.layout == "multiple_response":
            _check_multiple_response(survey, question, table, respondents, asked, faults)
        else:
            _check_column(question, table, item, respondents, asked, faults)


def _check_column(
    question: Question,
    table: PrintedTable,
    item: str | None,
    respondents: int,
    asked: int,
    faults: Faults,
) -> None:
    counts = table.counts(item)
    name = f'"{question.id}"' + (f', item "{item}"' if item else "")
    place = table.place_of(item, TOTAL)
    counted = sum(count for answer, count in counts.items() if answer != TOTAL)
    if counted != counts.get(TOTAL, respondents) or counted != respondents:
        found = f"the counts of {name} add up to {counted}, the total is {counts.get(TOTAL)}"
        faults.add(place, found, f"expected {respondents}, {BESIDE}")
    elif counts.get(UNANSWERED, 0) < respondents - asked:
        found = f"{counts.get(UNANSWERED, 0)} unanswered in {name}"
        expected = f"{respondents - asked} were not asked, {BESIDE}"
        faults.add(table.place_of(item, UNANSWERED), found, expected)


def _check_multiple_response(
    survey: Survey,
    question: Question,
    table: PrintedTable,
    respondents: int,
    asked: int,
    faults: Faults,
) -> None:
    """Those who chose something are the total less don't know; each option fits among them."""
    counts, name = table.counts(), question.id
    if TOTAL not in counts:
        faults.add(table.place, f'no total in the table of "{name}"', "it says who answered")
        return
    total, unanswered = counts[TOTAL], counts.get(UNANSWERED, 0)
    chose = total - counts.get(DONT_KNOW, 0)
    chosen = {option: counts.get(option, 0) for option in survey.option_ids(question)}
    place = table.place_of(None, TOTAL)
    if total > asked:
        faults.add(place, f'{total} answered "{name}"', f"{asked} were asked, {BESIDE}")
    if unanswered not in (0, respondents - total):
        found = f'{unanswered} unanswered in "{name}", and {total} answered'
        faults.add(_place(table, UNANSWERED), found, f"expected {respondents - total}, {BESIDE}")
    if chose < 0:
        found = f'{counts[DONT_KNOW]} did not know in "{name}"'
        faults.add(_place(table, DONT_KNOW), found, f"{total} answered, {BESIDE}")
        return
    for option, count in chosen.items():
        if count > chose:
            found = f'{count} chose "{option}" in "{name}"'
            faults.add(_place(table, option), found, f"only {chose} could, {BESIDE}")
    if sum(chosen.values()) < chose:
        found = f'the options of "{name}" were chosen {sum(chosen.values())} times'
        faults.add(place, found, f"{chose} chose at least one, {BESIDE}")


def _place(table: PrintedTable, answer: str) -> Place:
    return table.place_of(None, answer)
