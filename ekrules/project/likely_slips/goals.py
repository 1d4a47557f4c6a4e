"""Goals: what a goal says of itself held against itself: its figures and its coverage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ekrules.errors import Fault
from ekrules.goals.strategy import Goal, Strategy
from ekrules.project.loading import Loaded
from ekrules.project.told import Told, told

Looked = Callable[[Goal], Iterator[Fault]]


def odd_goals(loaded: Loaded) -> list[Told]:
    """Return the goals whose own words do not go well together."""
    strategy = loaded.strategy
    goals = list(strategy.goals.values())
    return [
        *told("warning", "same-input", _each(goals, _same_inputs)),
        *told("warning", "coverage-in-doubt", (*_each(goals, _full), *_uncovered(strategy))),
        *told("note", "coverage-unexplained", _each(goals, _unexplained)),
        *told("warning", "measures-in-doubt", _each(goals, _odd_list)),
        *told("note", "attainment-elsewhere", _elsewhere(strategy)),
        *told("note", "attainment-of-others", _of_others(loaded)),
    ]


def _each(goals: Iterable[Goal], look: Looked) -> list[Fault]:
    return [fault for goal in goals for fault in look(goal)]


def _same_inputs(goal: Goal) -> Iterator[Fault]:
    """A figure that is held against itself."""
    first: dict[str, str] = {} if goal.attainment is None else {goal.attainment: "attainment"}
    for name, measure in goal.inputs.items():
        other = first.setdefault(measure, name)
        if other != name:
            found = f'"{other}" and "{name}" of "{goal.id}" are both the measure "{measure}"'
            expected = "it is held against itself: name another measure for one of them"
            yield Fault(goal.at("inputs", name), found, expected)


def _full(goal: Goal) -> Iterator[Fault]:
    if goal.coverage == "full" and goal.coverage_note is not None:
        found = f'"{goal.id}" is covered in full, and a note says why not'
        yield Fault(goal.at("coverage"), found, "expected partial or indirect, or no coverage_note")


def _unexplained(goal: Goal) -> Iterator[Fault]:
    if goal.coverage in ("partial", "indirect") and goal.coverage_note is None:
        found = f'the coverage of "{goal.id}" is {goal.coverage}, and nothing says why'
        yield Fault(goal.at("coverage"), found, "add a coverage_note, or write coverage: full")


def _uncovered(strategy: Strategy) -> Iterator[Fault]:
    for goal in strategy.goals.values():
        if goal.coverage == "none" and goal.attainment is not None:
            question = _question_of(goal.attainment, strategy)
            if question is not None:
                found = f'the coverage of "{goal.id}" is none, and its attainment '
                found += f'"{goal.attainment}" is of the survey\'s question "{question}"'
                expected = "expected partial or indirect, or an attainment from outside the survey"
                yield Fault(goal.at("coverage"), found, expected)


def _question_of(measure: str, strategy: Strategy) -> str | None:
    """The first question that a measure comes from, itself or by its parts."""
    definition = strategy.measures[measure]
    if not definition.parts:
        return definition.question
    questions = (_question_of(part, strategy) for part in definition.parts)
    return next((one for one in questions if one is not None), None)


def _odd_list(goal: Goal) -> Iterator[Fault]:
    """What its paragraph states: the attainment among it, and each once."""
    if goal.measures and goal.attainment is not None and goal.attainment not in goal.measures:
        found = f'"measures" of "{goal.id}" leaves out its attainment, "{goal.attainment}"'
        expected = "the report would not state the figure that it is judged by; add it"
        yield Fault(goal.at("measures"), found, expected)
    for position, measure in enumerate(goal.measures):
        if measure in goal.measures[:position]:
            found = f'"{measure}" stands a second time in "measures" of "{goal.id}"'
            place = goal.at("measures", position)
            yield Fault(place, found, "take it out, or name the measure that was meant")


def _elsewhere(strategy: Strategy) -> Iterator[Fault]:
    home = {name: theme.theme for theme in strategy.themes for name in theme.measures}
    for goal in strategy.goals.values():
        theme = strategy.theme_of_goal[goal.id].theme
        if goal.attainment is not None and home[goal.attainment] != theme:
            found = f'the attainment of "{goal.id}", "{goal.attainment}", '
            found += f'stands in the theme "{home[goal.attainment]}"'
            expected = f'see that it was meant: "{goal.id}" belongs to "{theme}"'
            yield Fault(goal.at("attainment"), found, expected)


def _of_others(loaded: Loaded) -> Iterator[Fault]:
    """Judged by a figure of others, beside figures of those who answered."""
    strategy, every = loaded.strategy, loaded.survey.description.unit.every
    for goal in strategy.goals.values():
        definition = strategy.measures.get(goal.attainment or "")
        if definition is None or definition.of is None:
            continue
        beside = [one for one in goal.measures if strategy.measures[one].of is None]
        if beside:
            found = f'the attainment of "{goal.id}" is of {definition.of.nb}, '
            found += f'and "{beside[0]}" beside it is of {every.nb}'
            expected = "see that the goal is about the first, and the two have not changed places"
            yield Fault(goal.at("attainment"), found, expected)
