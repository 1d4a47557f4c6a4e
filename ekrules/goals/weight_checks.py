"""Weight checks: every question of the codebook is scored or left out for a reason, rightly.

In: Weights and the Survey they are for. Out: faults, each at the word that is wrong; and apart
from them, warnings of weights that work but may not mean what was meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from ekrules.errors import Faults, Place
from ekrules.goals.weights import QuestionWeight, ThemeWeight, Weights
from ekrules.survey.codebook import CodebookTheme, Question
from ekrules.survey.survey import Survey


def check_weights(weights: Weights, survey: Survey, faults: Faults, warnings: Faults) -> None:
    """Add a fault for each name or number that can't be scored by; warn of what looks odd."""
    themes = {theme.theme: theme for theme in survey.themes}
    for name, theme in weights.themes.items():
        if name in themes:
            _check_theme(themes[name], theme, survey, faults, warnings)
        else:
            faults.add_unknown_name(weights.key_place("themes", name), "theme", name, themes)
    _check_not_scored(weights, survey, faults)
    _check_every_question_is_named(weights, survey, faults)
    if len(faults.found) == 0 and not _can_give_points(weights):
        expected = "a theme, a kind, a question and an answer that all weigh more than 0"
        faults.add(weights.place, "no answer gives any points", f"expected {expected}")
    if weights.kinds.plan > weights.kinds.action:
        found = f"plans weigh {_shown(weights.kinds.plan)}, actions {_shown(weights.kinds.action)}"
        warnings.add(weights.kinds.at("plan"), found, "what is in place usually counts for more")


def _check_theme(
    theme: CodebookTheme, weighed: ThemeWeight, survey: Survey, faults: Faults, warnings: Faults
) -> None:
    here = {question.id for question in theme.questions}
    for name, weight in weighed.questions.items():
        if name in here:
            _check_question(survey.questions[name], weight, survey, faults, warnings)
        elif name in survey.questions:
            home = next(
                one.theme for one in survey.themes if survey.questions[name] in one.questions
            )
            found = f'the question "{name}" under "{theme.theme}"'
            faults.add(weighed.key_place(name), found, f'it belongs to the theme "{home}"')
        else:
            faults.add_unknown_name(weighed.key_place(name), "question", name, survey.questions)


def _check_not_scored(weights: Weights, survey: Survey, faults: Faults) -> None:
    scored = {name for theme in weights.themes.values() for name in theme.questions}
    for name in weights.not_scored:
        place = weights.key_place("not_scored", name)
        if name not in survey.questions:
            faults.add_unknown_name(place, "question", name, survey.questions)
        elif name in scored:
            found = f'the question "{name}" is scored and not scored'
            faults.add(place, found, "expected it in one of the two places")


def _check_every_question_is_named(weights: Weights, survey: Survey, faults: Faults) -> None:
    named = {name for theme in weights.themes.values() for name in theme.questions}
    named |= set(weights.not_scored)
    for theme in survey.themes:
        for question in theme.questions:
            if question.id in named:
                continue
            weighed = weights.themes.get(theme.theme)
            place = weighed.place if weighed else weights.at("themes")
            found = f'the question "{question.id}" of the theme "{theme.theme}" is not named'
            faults.add(place, found, 'score it, or say under "not_scored" why not')


def _check_question(
    question: Question, weight: QuestionWeight, survey: Survey, faults: Faults, warnings: Faults
) -> None:
    before = len(faults.found)
    _check_keys(question, weight, faults)
    if question.kind == "number":
        return
    options = survey.option_ids(question)
    place = weight.at("points")
    _check_names(
        f'option of "{question.id}"', weight.points, options, weight, "points", place, faults
    )
    if question.kind == "grid" and weight.items:
        items = [item.id for item in question.items]
        place = weight.at("items")
        _check_names(
            f'item of "{question.id}"', weight.items, items, weight, "items", place, faults
        )
    if len(faults.found) == before:
        _check_amounts(question, weight, faults)
        _warn(question, weight, options, warnings)


def _check_keys(question: Question, weight: QuestionWeight, faults: Faults) -> None:
    """Each kind of question is scored by its own keys."""
    fitting = {
        "single": {"points"},
        "multi": {"points", "most"},
        "grid": {"points", "items", "combine"},
        "number": {"scale"},
    }[question.kind]
    given = {
        "points": bool(weight.points),
        "items": bool(weight.items),
        "combine": weight.combine is not None,
        "most": weight.most is not None,
        "scale": weight.scale is not None,
    }
    for key, is_given in given.items():
        if is_given and key not in fitting:
            found = f'"{key}" for "{question.id}", a {question.kind} question'
            wanted = " and ".join(f'"{one}"' for one in sorted(fitting))
            faults.add(weight.at(key), found, f"it is scored by {wanted}")
    if question.kind == "grid" and weight.combine is None:
        found = f'"{question.id}" is a grid, and "combine" is not given'
        faults.add(weight.place, found, 'expected "sum" or "mean" of its items')


def _check_names(
    kind: str,
    given: Mapping[str, float],
    expected: Collection[str],
    weight: QuestionWeight,
    part: str,
    place: Place,
    faults: Faults,
) -> None:
    for name in given:
        if name not in expected:
            faults.add_unknown_name(weight.key_place(part, name), kind, name, expected)
    if part == "points" and not given:
        return  # a scale stands where points should; that is told already
    for name in expected:
        if name not in given:
            faults.add(place, f'nothing is said of "{name}", an {kind}', "give it a number, or 0")


def _check_amounts(question: Question, weight: QuestionWeight, faults: Faults) -> None:
    if not any(weight.points.values()):
        found = f'no answer to "{question.id}" gives any points'
        faults.add(weight.at("points"), found, 'list it under "not_scored" instead')
    if weight.items and not any(weight.items.values()):
        found = f'no item of "{question.id}" weighs anything'
        faults.add(weight.at("items"), found, "expected one that does")


def _warn(
    question: Question, weight: QuestionWeight, options: Iterable[str], warnings: Faults
) -> None:
    if question.kind == "multi":
        most = sum(weight.points.values())
        if weight.most is not None and weight.most > most:
            found = f'the most for "{question.id}" is {_shown(weight.most)}'
            warnings.add(weight.at("most"), found, f"all its options give {_shown(most)}")
        return
    ordered = list(options)
    for worse, better in pairwise(ordered):
        if weight.points[better] < weight.points[worse]:
            found = f'"{better}" gives {_shown(weight.points[better])} points'
            expected = f'"{worse}", which the codebook lists as worse, gives '
            expected += _shown(weight.points[worse])
            warnings.add(weight.at("points", better), found, expected)
    if min(weight.points.values()) > 0:
        found = f'every answer to "{question.id}" gives points'
        expected = "an unknown answer gives none, so it costs more than the worst answer"
        warnings.add(weight.at("points"), found, expected)


def _can_give_points(weights: Weights) -> bool:
    factors = {"action": weights.kinds.action, "plan": weights.kinds.plan}
    return any(
        theme.weight and question.weight and factors[question.kind]
        for theme in weights.themes.values()
        for question in theme.questions.values()
    )


def _shown(amount: float) -> str:
    return f"{amount:.10g}"
