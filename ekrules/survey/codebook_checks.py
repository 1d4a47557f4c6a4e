"""Codebook checks: names that exist, once each; routing and crosswalk that lead backwards."""

from __future__ import annotations

from collections.abc import Iterable

from ekrules.errors import Faults, Place
from ekrules.survey.answer_layout import CHOSEN, MISSING, NOT_CHOSEN
from ekrules.survey.codebook import Question
from ekrules.survey.printed import TOTAL, UNANSWERED
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.wording import add_stated_shares

# What an option may not be called: words for what is no answer, in answers and in printed tables.
TAKEN = (*MISSING, CHOSEN, NOT_CHOSEN, UNANSWERED, TOTAL)


def check_codebook(survey: Survey, faults: Faults) -> None:
    """Add a fault for every name that is unknown or used twice, and for routing that can't work."""
    every = [question for theme in survey.themes for question in theme.questions]
    add_repeated("question", ((one.id, one.at("id")) for one in every), faults)
    add_repeated("theme", ((one.theme, one.at("theme")) for one in survey.themes), faults)
    earlier: dict[str, Question] = {}
    for question in every:
        _check_options(survey, question, faults)
        _check_routing(survey, question, earlier, faults)
        _check_crosswalk(survey, question, faults)
        earlier[question.id] = question


def add_repeated(kind: str, names: Iterable[tuple[str, Place]], faults: Faults) -> None:
    """Add a fault for each name that stands a second time."""
    first: dict[str, Place] = {}
    for name, place in names:
        if name in first:
            faults.add(place, f'the {kind} "{name}" again', f"it stands at {first[name]} already")
        first.setdefault(name, place)


def _check_options(survey: Survey, question: Question, faults: Faults) -> None:
    lists = survey.description.option_lists
    if isinstance(question.options, str) and question.options not in lists:
        faults.add_unknown_name(question.at("options"), "option list", question.options, lists)
        return
    options = survey.options_of(question)
    if not options and question.kind != "number":
        faults.add(question.place, f'the question "{question.id}" has no options', "it needs some")
    add_repeated("option", ((one.id, one.at("id")) for one in options), faults)
    add_repeated("item", ((one.id, one.at("id")) for one in question.items), faults)
    for option in options:
        if option.id in TAKEN:
            found, expected = f'an option called "{option.id}"', "that word is taken; use another"
            faults.add(option.at("id"), found, expected)


def _check_routing(
    survey: Survey, question: Question, earlier: dict[str, Question], faults: Faults
) -> None:
    routing = question.asked_if
    if routing is None:
        return
    if routing.question not in earlier:
        place = routing.at("question")
        faults.add_unknown_name(place, "earlier question", routing.question, earlier)
        return
    parent = earlier[routing.question]
    for answer in routing.answers:
        if answer not in survey.option_ids(parent):
            kind = f'answer to "{parent.id}"'
            faults.add_unknown_name(routing.place, kind, answer, survey.option_ids(parent))
    if parent.kind != "single":
        found = f'"{parent.id}" is a {parent.kind} question'
        faults.add(routing.at("question"), found, "routing rests on a single-answer question")


def _check_crosswalk(survey: Survey, question: Question, faults: Faults) -> None:
    this = survey.description.wave
    add_repeated("wave", ((str(one.wave), one.at("wave")) for one in question.earlier), faults)
    for one in question.earlier:
        if one.wave >= this:
            expected = f"expected a wave before this survey's, {this}"
            faults.add(one.at("wave"), f"the wave {one.wave}", expected)
        if not one.comparable and one.because is None:
            found = f'"{question.id}" is not comparable with {one.wave}, and nothing says why'
            faults.add(one.at("comparable"), found, 'say it in "because"')
    add_stated_shares((one.because for one in question.earlier), faults)
