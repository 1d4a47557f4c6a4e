"""Counted answers: the names by which a measure or a claim says which answers it counts.

In: what names a question, its item and some of its options, and the survey. Out: a fault at each
name that is not in the codebook.
"""

from __future__ import annotations

from typing import Protocol

from ekrules.errors import Faults, Place, listed
from ekrules.survey.codebook import Question
from ekrules.survey.codebook_checks import add_repeated, has_sound_options
from ekrules.survey.integrity import tables_bear_names
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.meant.words import nearest_known


class CountsAnswers(Protocol):
    """What counts some answers to a question, and knows where it says so."""

    @property
    def question(self) -> str | None:
        """The question's id."""

    @property
    def item(self) -> str | None:
        """The row's id, in a grid."""

    @property
    def counts(self) -> tuple[str, ...]:
        """Ids of the options that count."""

    def at(self, *steps: str | int) -> Place:
        """Where the value at `steps` stands."""


def check_counted_answers(one: CountsAnswers, survey: Survey, faults: Faults) -> Question | None:
    """Add a fault for each name that is unknown; return the question where it is known."""
    name = str(one.question)
    if name not in survey.questions:
        faults.add_unknown_name(one.at("question"), "question", name, survey.questions)
        return None
    question = survey.questions[name]
    options = survey.option_ids(question)
    places = [one.at("counts", position) for position in range(len(one.counts))]
    for answer, place in zip(one.counts, places, strict=True):
        if answer not in options and has_sound_options(survey, question):
            _add_unknown_option(place, answer, question, survey, faults)
    add_repeated("option", zip(one.counts, places, strict=True), faults)
    _check_item(one, question, faults)
    # Of answers that could not be read nobody knows what they hold; that is told already.
    is_printed = survey.printed_themes and tables_bear_names(survey)
    if is_printed and not survey.has_counts(name):
        found = f'the question "{name}" has no counts in this survey'
        faults.add(one.at("question"), found, "expected a printed table")
    if question.kind == "multi" and len(one.counts) > 1:
        found = f'two options of "{name}", where one respondent may choose both'
        faults.add(one.at("counts"), found, "expected one option of a multi question")
    return question


def _add_unknown_option(
    place: Place, answer: str, question: Question, survey: Survey, faults: Faults
) -> None:
    options = survey.option_ids(question)
    near = nearest_known(answer, options)
    homes = [one.id for one in survey.questions.values() if answer in survey.option_ids(one)]
    expected = "expected one that exists" if near else f"expected one of {listed(options)}"
    if homes and near is None:
        expected += f' ("{answer}" is an option of {listed(homes, most=3)})'
    faults.add(place, f'no option of "{question.id}" is called "{answer}"', expected, near)


def _check_item(one: CountsAnswers, question: Question, faults: Faults) -> None:
    if one.item in question.item_ids:
        return
    items = [item.id for item in question.items]
    if not items:
        found = f'the item "{one.item}", but "{question.id}" is no grid'
        faults.add(one.at("item"), found, "leave the item out")
    elif one.item is None:
        found = f'"{question.id}" is a grid and no item is named'
        faults.add(one.at("question"), found, f"add item: one of {', '.join(items)}")
    else:
        kind = f'item of "{question.id}"'
        faults.add_unknown_name(one.at("item"), kind, one.item, items)
