"""Codebook checks: names that exist, once each; routing and crosswalk that lead backwards."""

from __future__ import annotations

from collections.abc import Iterable

from ekrules.errors import Faults, Place
from ekrules.survey.answer_layout import CHOSEN, MISSING, NOT_CHOSEN
from ekrules.survey.codebook import Question, Routing
from ekrules.survey.printed import TOTAL, UNANSWERED
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.meant.words import add_unknown_name
from ekrules.yaml_reader.wording import add_stated_shares

# What an option may not be called: words for what is no answer, in answers and in printed tables.
TAKEN = (*MISSING, CHOSEN, NOT_CHOSEN, UNANSWERED, TOTAL)


def check_codebook(survey: Survey, faults: Faults) -> None:
    """Add a fault for every name that is unknown or used twice, and for routing that can't work."""
    every = [question for theme in survey.themes for question in theme.questions]
    add_repeated("question", ((one.id, one.at("id")) for one in every), faults)
    add_repeated("theme", ((one.theme, one.at("theme")) for one in survey.themes), faults)
    for theme in survey.themes:
        once = {one.id: one for one in reversed(theme.questions)}.values()
        numbers = ((str(one.number), one.at("number")) for one in reversed(once))
        add_repeated("question number", numbers, faults)
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


def has_sound_options(survey: Survey, question: Question) -> bool:
    """Whether names can be held against the options: what is wrong with them is told already."""
    options = survey.option_ids(question)
    return bool(options) and len(set(options)) == len(options) and not set(options) & set(TAKEN)


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
        _add_not_earlier(survey, question, routing, earlier, faults)
        return
    parent = earlier[routing.question]
    options = survey.option_ids(parent)
    for position, answer in enumerate(routing.answers):
        if has_sound_options(survey, parent) and answer not in options:
            place = routing.at("is_one_of", position) if routing.is_ is None else routing.at("is")
            add_unknown_name(faults, place, f'answer to "{parent.id}"', answer, options)
    if parent.kind != "single":
        found = f'"{parent.id}" is a {parent.kind} question'
        faults.add(routing.at("question"), found, "routing rests on a single-answer question")


def _add_not_earlier(
    survey: Survey,
    question: Question,
    routing: Routing,
    earlier: dict[str, Question],
    faults: Faults,
) -> None:
    place, name = routing.at("question"), routing.question
    if name == question.id:
        found = f'"{name}" depends on the answers to itself'
        faults.add(place, found, "expected an earlier question")
    elif name in survey.questions:
        found = f'"{question.id}" depends on the answers to "{name}", which stands later'
        faults.add(place, found, "expected an earlier question")
    else:
        faults.add_unknown_name(place, "earlier question", name, earlier)


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
