"""Explaining: a goal from its status to the row, to the facts, to the counts; or what is above."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from ekrules.assessment.assessed import GoalAssessment, SeenInput
from ekrules.errors import Faults, Place, listed
from ekrules.goals.parameters import InForce
from ekrules.goals.strategy import Strategy
from ekrules.narrative.numbers import (
    date_text,
    decimal_text,
    percent_text,
    rounded_percent,
)
from ekrules.narrative.phrases import read_phrases
from ekrules.narrative.values import value_text
from ekrules.narrative.views import Views
from ekrules.project.assessing import Outcome
from ekrules.project.explained import Explanation, Step, decided_step, override_steps
from ekrules.project.explaining_methods import method_steps, next_value_step, series_steps
from ekrules.project.explaining_rollups import explain_theme, explain_whole
from ekrules.project.loading import Loaded
from ekrules.tables.tallies import tallies_of
from ekrules.yaml_reader.files import shown_path
from ekrules.yaml_reader.units import Value


def explain(outcome: Outcome, name: str) -> Explanation:
    """Return why a goal, a theme or the whole has its status; InputError where nothing is so named.

    name: the id of any of them, or its number, as 3 or 3.1.
    """
    strategy = outcome.loaded.strategy
    goal = _goal_named(strategy, name)
    if goal is not None:
        return _Explainer(outcome).goal(outcome.assessment.goal(goal))
    for theme in strategy.themes:
        if name in (theme.theme, str(theme.number)):
            return explain_theme(outcome, theme)
    if name != strategy.description.strategy:
        faults = Faults()
        known = [*strategy.goals, *(one.theme for one in strategy.themes)]
        place = Place(shown_path(outcome.loaded.folders.goals))
        faults.add_unknown_name(place, "goal or theme", name, known)
        faults.stop_if_any()
    return explain_whole(outcome)


def goal_named(loaded: Loaded, name: str) -> str:
    """Return the id of the goal that is called so: by its id, or by its numbers, as 3.1.

    Raises InputError where there is none, with the nearest, or with the goals of a theme so called.
    """
    strategy, faults = loaded.strategy, Faults()
    found = _goal_named(strategy, name)
    if found is None:
        place = Place(shown_path(loaded.folders.goals))
        theme = next((one for one in strategy.themes if one.theme == name), None)
        if theme is not None:
            expected = f"expected one of {listed(goal.id for goal in theme.goals)}"
            faults.add(place, f'"{name}" is a theme', expected)
        else:
            faults.add_unknown_name(place, "goal", name, strategy.goals)
    faults.stop_if_any()
    return found or name


def _goal_named(strategy: Strategy, name: str) -> str | None:
    """Return the id of the goal that is called so: by its id, or by its numbers, as 3.1."""
    if name in strategy.goals:
        return name
    numbered = {
        f"{theme.number}.{goal.number}": goal.id
        for theme in strategy.themes
        for goal in theme.goals
    }
    return numbered.get(name)


class _Explainer:
    """Explains goals of one outcome in its language."""

    def __init__(self, outcome: Outcome) -> None:
        self._strategy = outcome.loaded.strategy
        self._survey = outcome.loaded.survey
        self._tallies = tallies_of(outcome.loaded.survey)
        self._measures = outcome.assessment.measures
        self._narrative = outcome.narrative
        self._language = outcome.loaded.language
        self._words = read_phrases(self._language)
        self._views = Views(outcome.assessment, self._strategy, self._survey, self._language)

    def goal(self, assessed: GoalAssessment) -> Explanation:
        """Return the explanation of one goal."""
        goal = self._strategy.goals[assessed.goal]
        words = self._words
        # First, since the row that decided gave the status that a person has set aside.
        steps = override_steps(assessed, self._language)
        steps.append(decided_step(assessed.decided_by, assessed.reason, self._language))
        if assessed.method is None:
            steps += [self._input(one, assessed) for one in assessed.inputs]
        else:
            own = self.measure(goal.attainment) if goal.attainment else None
            steps += method_steps(assessed, own, self._language)
        steps += self._firmness(assessed) + self._next(assessed)
        published = goal.published
        if published.status is not None:
            colour = words.status[published.status].word
            firmness = words.firmness[published.firmness]
            steps.append(Step(f"{words.published}: {colour} ({firmness})"))
        text = goal.text.in_language(self._language)
        paragraph = self._narrative.goals[assessed.goal].text
        return Explanation(text, assessed.status, tuple(steps), paragraph)

    def _input(self, one: SeenInput, assessed: GoalAssessment) -> Step:
        own = self._strategy.goals[assessed.goal].parameters.get(one.name)
        name = self._words.input.get(one.name, one.name)
        if own is not None and own.label is not None:
            name = own.label.in_language(self._language)
        if one.value is None:
            return Step(f"{name}: {self._words.reason[one.reason or 'not_in_survey']}")
        if one.measure is not None:
            return Step(name, [self.measure(one.measure)])
        if one.in_force is not None:
            return self._own_bound(one.in_force, one.value, name)
        if one.name == "years_left":
            deadline = self._strategy.goals[assessed.goal].deadline
            years = Decimal(str(one.value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
            number = decimal_text(years, self._language, decimals=2)
            day = "" if isinstance(deadline, str) else f" ({date_text(deadline, self._language)})"
            return Step(f"{name}: {number}{day}")
        if isinstance(one.value, float) and self._is_of_own_unit(assessed):
            return Step(f"{name}: {one.value:g}")
        if isinstance(one.value, float):
            return Step(f"{name}: {self._share(one.value)}")
        return Step(f"{name}: {self._words.coverage.get(str(one.value), str(one.value))}")

    def _is_of_own_unit(self, assessed: GoalAssessment) -> bool:
        """Whether the goal's attainment, and so its target, is no share."""
        measure = self._measures.get(self._strategy.goals[assessed.goal].attainment or "")
        return measure is not None and not measure.is_share

    def _own_bound(self, own: InForce, value: Value, name: str) -> Step:
        """A bound of the goal's own: what it is, since when, and where it comes from."""
        words, language = self._words, self._language
        step = Step(f"{name}: {value_text(value, own.unit, language)}")
        since = f"{words.since} {date_text(own.since, language)}"
        step.rests_on.append(Step(since))
        link = f" ({own.link})" if own.link else ""
        source = f"{words.source_label}: {own.source.in_language(language)}{link}"
        step.rests_on.append(Step(source))
        return step

    def measure(self, measure_id: str) -> Step:
        """Return a measure with its counts, and what it is made of."""
        measure, definition = self._measures[measure_id], self._strategy.measures[measure_id]
        label = definition.label.in_language(self._language)
        if measure.value is None:
            unknown = Step(f"{label}: {self._words.reason[measure.reason or 'not_in_survey']}")
            unknown.rests_on += series_steps(measure, self._language)
            return unknown
        amount = self._views.percent(measure)
        counts = self._views.counts(measure)
        step = Step(f"{label}: {amount}{f' ({counts})' if counts else ''} [{measure_id}]")
        step.rests_on += [self.measure(part) for part in definition.parts]
        if definition.evidence is not None:
            step.rests_on.append(Step(f"{self._words.source_label}: {measure.source}"))
        elif definition.indicator is not None:
            step.rests_on += series_steps(measure, self._language)
        elif definition.question is not None:
            step.rests_on.append(self._question(definition.question, definition.item))
        return step

    def _question(self, question_id: str, item: str | None) -> Step:
        question = self._survey.questions[question_id]
        counted = self._tallies.of(question_id, item)
        if counted is None:
            return Step(f"{question.asks.in_language(self._language)} [{question_id}]")
        options = {one.id: one.label for one in self._survey.options_of(question)}
        counts = [
            f"{options[option].in_language(self._language)} {number}"
            for option, number in counted.counts.items()
        ]
        missing = {
            "dont_know": counted.dont_know,
            "no_answer": counted.no_answer,
            "not_asked": counted.not_asked,
        }
        if counted.left_out:
            missing["left_out"] = counted.left_out
        counts += [f"{self._words.missing[kind]} {number}" for kind, number in missing.items()]
        section = f"{self._words.section_label} {self._survey.section_of(question_id)}"
        asks = question.asks.in_language(self._language)
        return Step(f"{asks} {'; '.join(counts)}. {section} [{question_id}]")

    def _firmness(self, assessed: GoalAssessment) -> list[Step]:
        goal = self._strategy.goals[assessed.goal]
        measure = self._measures.get(goal.attainment or "")
        robust = assessed.robust
        if robust is None or measure is None:
            return []
        steps = []
        for label, low, high, statuses in (
            (self._words.interval, measure.low, measure.high, robust.interval),
            (self._words.bounds, measure.lowest, measure.highest, robust.bounds),
        ):
            if low is not None and high is not None:
                colours = self._views.words_of(statuses)
                text = f"{label}: {self._share(low)} – {self._share(high)}: {colours}"
                steps.append(Step(text))
        return steps

    def _next(self, assessed: GoalAssessment) -> list[Step]:
        if assessed.next_value is not None:
            return [next_value_step(assessed.next_value, self._language)]
        step = assessed.to_next
        if step is None:
            return []
        word = self._words.status[step.status.value].word
        points = decimal_text(rounded_percent(Fraction(step.points) / 100), self._language)
        away = f"+{points} {self._words.points}"
        if step.more is not None:
            units = self._survey.description.unit.many.in_language(self._language)
            away += f", +{decimal_text(step.more, self._language)} {units}"
        return [Step(f"{self._words.next_status} {word}: {self._share(step.needed)} ({away})")]

    def _share(self, share: float) -> str:
        return percent_text(rounded_percent(share), self._language)
