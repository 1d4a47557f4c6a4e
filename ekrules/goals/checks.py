"""Checks: every name a goal or measure uses exists, and every base fits the routing.

In: a Strategy and the Survey it is judged by. Out: faults, each at the word that is wrong.
"""

from __future__ import annotations

from datetime import date

from ekrules.errors import Faults
from ekrules.goals.parameter_checks import check_parameters
from ekrules.goals.strategy import Goal, MeasureDefinition, Strategy
from ekrules.survey.codebook import Question
from ekrules.survey.codebook_checks import add_repeated
from ekrules.survey.counted_answers import check_counted_answers
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.wording import add_stated_shares


def check_strategy(strategy: Strategy, survey: Survey, faults: Faults) -> None:
    """Add a fault for every name that leads nowhere and every base the routing contradicts."""
    _check_unique(strategy, faults)
    for definition in strategy.measures.values():
        if definition.question is not None:
            _check_survey_measure(definition, survey, faults)
        elif definition.evidence is not None and definition.evidence not in survey.evidence:
            place, name = definition.at("evidence"), definition.evidence
            faults.add_unknown_name(place, "evidence", name, survey.evidence)
        _check_parts(definition, strategy, survey, faults)
    _check_circles(strategy, faults)
    is_in_order = _check_years(strategy, faults)
    for goal in strategy.goals.values():
        _check_goal(goal, strategy, faults)
        check_parameters(goal, faults)
        if is_in_order:
            _check_deadline(goal, strategy, faults)
    _check_wordings(strategy, faults)


def _check_unique(strategy: Strategy, faults: Faults) -> None:
    themes = strategy.themes
    goals = [(goal.id, goal.at("id")) for theme in themes for goal in theme.goals]
    measures = [(name, one.place) for theme in themes for name, one in theme.measures.items()]
    add_repeated("theme", ((one.theme, one.at("theme")) for one in themes), faults)
    add_repeated("goal", goals, faults)
    numbers = [(str(one.number), one.at("number")) for one in themes]
    add_repeated("theme number", numbers, faults)
    for theme in themes:
        # Of a goal that was pasted a second time its id tells enough.
        once = {goal.id: goal for goal in reversed(theme.goals)}.values()
        numbers = [(str(goal.number), goal.at("number")) for goal in reversed(once)]
        add_repeated("goal number", numbers, faults)
    add_repeated("measure", measures, faults)


def _check_survey_measure(definition: MeasureDefinition, survey: Survey, faults: Faults) -> None:
    question = check_counted_answers(definition, survey, faults)
    if question is not None:
        _check_base(definition, question, faults)


def _check_base(definition: MeasureDefinition, question: Question, faults: Faults) -> None:
    """A follow-up question's base is who was asked; a percent of all would name the wrong group."""
    if definition.base == "all" and question.asked_if is not None:
        found = f'base "all", but "{question.id}" was put only to some'
        expected = 'expected "asked", "answered" or "known" (for a share of all: joint_of)'
        faults.add(definition.at("base"), found, expected)


def _check_parts(
    definition: MeasureDefinition, strategy: Strategy, survey: Survey, faults: Faults
) -> None:
    combination, known = str(definition.combination), strategy.measures
    for position, part in enumerate(definition.parts):
        if part not in known:
            faults.add_unknown_name(definition.at(combination, position), "measure", part, known)
    places = [definition.at(combination, position) for position in range(len(definition.parts))]
    add_repeated("part", zip(definition.parts, places, strict=True), faults)
    if definition.combination == "joint_of" and known.keys() >= set(definition.parts):
        _check_joint(definition, strategy, survey, faults)


def _check_joint(
    definition: MeasureDefinition, strategy: Strategy, survey: Survey, faults: Faults
) -> None:
    """Each part of a joint share must be a question put to those counted by the one before."""
    parts = [strategy.measures[name] for name in definition.parts]
    for position in range(1, len(parts)):
        before, after = parts[position - 1], parts[position]
        question = survey.questions.get(after.question or "")
        routing = question.asked_if if question else None
        follows = (
            routing is not None
            and routing.question == before.question
            and set(routing.answers) == set(before.counts)
            and before.base in ("all", "asked")
            and after.base == "asked"
        )
        if not follows:
            found = f'"{definition.parts[position]}" was not put to just those in '
            found += f'"{definition.parts[position - 1]}"'
            place = definition.at("joint_of", position)
            faults.add(place, found, "joint_of follows the routing, with base asked throughout")


def _check_circles(strategy: Strategy, faults: Faults) -> None:
    for name, definition in strategy.measures.items():
        seen, waiting = set[str](), list(definition.parts)
        while waiting:
            part = waiting.pop()
            if part == name:
                found = f'the measure "{name}" is made of itself'
                faults.add(definition.place, found, "expected parts that do not lead back")
                break
            if part not in seen and part in strategy.measures:
                seen.add(part)
                waiting.extend(strategy.measures[part].parts)


def _check_goal(goal: Goal, strategy: Strategy, faults: Faults) -> None:
    known = strategy.measures
    if goal.attainment is not None and goal.attainment not in known:
        faults.add_unknown_name(goal.at("attainment"), "measure", goal.attainment, known)
    for name, measure in goal.inputs.items():
        if measure not in known:
            faults.add_unknown_name(goal.at("inputs", name), "measure", measure, known)
    for position, measure in enumerate(goal.measures):
        if measure not in known:
            faults.add_unknown_name(goal.at("measures", position), "measure", measure, known)


def _check_years(strategy: Strategy, faults: Faults) -> bool:
    """Return whether the strategy looks ahead; of one that looks back, deadlines tell nothing."""
    adopted, horizon = strategy.description.adopted, strategy.description.horizon
    if horizon.year >= adopted:
        return True
    found = f"the horizon {horizon}, but the strategy was adopted in {adopted}"
    expected = "expected a day in that year or later, or another year"
    faults.add(strategy.description.at("horizon"), found, expected)
    return False


def _check_deadline(goal: Goal, strategy: Strategy, faults: Faults) -> None:
    """Nobody promises what is over; a slip in the year is likelier."""
    adopted = strategy.description.adopted
    if isinstance(goal.deadline, date) and goal.deadline.year < adopted:
        found = f'the deadline of "{goal.id}" is {goal.deadline}'
        expected = f"the strategy was adopted in {adopted}; expected a day in that year or later"
        faults.add(goal.at("deadline"), found, expected)
    horizon = strategy.description.horizon
    if isinstance(goal.deadline, date) and goal.deadline > horizon:
        found = f'the deadline of "{goal.id}" is {goal.deadline}'
        expected = f"the strategy looks ahead to {horizon} (its horizon); expected no later day"
        faults.add(goal.at("deadline"), found, expected)


def _check_wordings(strategy: Strategy, faults: Faults) -> None:
    for theme in strategy.themes:
        add_stated_shares((theme.title, theme.about), faults)
    for definition in strategy.measures.values():
        add_stated_shares((definition.label, definition.says, definition.of), faults)
    for goal in strategy.goals.values():
        add_stated_shares((goal.text, goal.coverage_note, goal.remark), faults)
