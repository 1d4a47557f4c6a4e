"""Writing: the narrative of one assessment, paragraph by paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING

from ekrules.assessment.assessed import Assessment, GoalAssessment, Status
from ekrules.errors import Faults
from ekrules.goals.strategy import Strategy
from ekrules.narrative.indicator_views import indicator_goal_view, rests_on_indicators
from ekrules.narrative.judgement_views import due_view, judgement_view
from ekrules.narrative.question_views import question_view
from ekrules.narrative.runs import Paragraph, figure, lower_first
from ekrules.narrative.template_compiling import (
    NarrativeFile,
    compile_templates,
    shipped_templates,
)
from ekrules.narrative.template_rendering import NarrativeTemplate
from ekrules.narrative.theme_views import theme_view
from ekrules.narrative.view_shapes import FINDINGS_NAMED
from ekrules.narrative.views import Views
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.files import read_text
from ekrules.yaml_reader.models import read_model
from ekrules.yaml_reader.wording import Language

if TYPE_CHECKING:
    from ekrules.assessment.changed import Changes
    from ekrules.assessment.what_if.calendar import Turn
    from ekrules.tables.tallies import Tallies


@dataclass(frozen=True)
class Narrative:
    """The text of a report: on the whole, and for each theme, goal and question by its id.

    judgement: by side, those of the judgement's sides that have something to say.
    """

    language: Language
    method: Paragraph
    response: Paragraph
    overall: Paragraph
    outlook: Paragraph
    swot: Paragraph
    judgement: Mapping[str, Paragraph]
    themes: Mapping[str, Paragraph]
    goals: Mapping[str, Paragraph]
    questions: Mapping[str, Paragraph] = field(default_factory=dict)

    def paragraphs(self) -> Iterator[tuple[str, str | None, Paragraph]]:
        """Yield every paragraph: its kind as a template names it, what it is about, and itself.

        What it is about is a theme's, goal's or question's id, or None where it is the whole.
        """
        for name in (one.name for one in fields(self)):
            held = getattr(self, name)
            if isinstance(held, Paragraph):
                yield name, None, held
            elif isinstance(held, Mapping):
                for one, paragraph in held.items():
                    yield name.removesuffix("s"), one, paragraph


def template_path(rules: Path, language: Language) -> Path:
    """Return where a strategy's templates stand."""
    return rules / f"narrative.{language}.yaml"


def has_own_templates(rules: Path, language: Language) -> bool:
    """Whether the strategy has sentences of its own in a language."""
    path = template_path(rules, language)
    # A link that leads nowhere was meant to be read.
    return path.exists() or path.is_symlink()


def read_templates(
    rules: Path, language: Language, faults: Faults
) -> Mapping[str, NarrativeTemplate] | None:
    """Return the templates of a language, or None with the reasons in `faults`.

    The strategy's own where it has written some, those that ship with ekrules for the rest.
    """
    before, path = len(faults.found), template_path(rules, language)
    if not has_own_templates(rules, language):
        return shipped_templates(language)
    file = read_model(path, NarrativeFile, faults)
    if file is None:
        return None
    if file.narrative != language:
        found = f'narrative: {file.narrative} in the file of "{language}"'
        faults.add(file.at("narrative"), found, "the language of its name is expected", language)
    written = read_text(path, Faults()) or ""
    templates = compile_templates(file, faults, written.splitlines())
    return templates if len(faults.found) == before else None


def write_narrative(
    assessment: Assessment,
    strategy: Strategy,
    survey: Survey,
    templates: Mapping[str, NarrativeTemplate],
    language: Language,
    changes: Changes | None = None,
    turns: Mapping[str, Turn] | None = None,
    tallies: Tallies | None = None,
) -> Narrative:
    """Return the narrative; raise UntracedFigureError at a figure that no measure gives.

    changes: since an earlier assessment, where there is one to hold this against. turns: goal id ->
    when time alone changes its colour. tallies: those of all respondents, where they are at hand.
    """
    views = Views(assessment, strategy, survey, language, changes, turns or {}, tallies)
    common = {"survey": views.survey_view(), "strategy": views.strategy_view()}
    rolled = {theme.id: theme for theme in assessment.themes}
    return Narrative(
        language=language,
        method=templates["method"].render(common),
        response=templates["response"].render(common),
        overall=templates["overall"].render({**common, **_overall_view(views)}),
        outlook=templates["outlook"].render(
            {**common, "goals": _goals_view(views), "due": due_view(views)}
        ),
        swot=templates["swot"].render({**common, "findings": _findings(views)}),
        judgement=_judgement(views, templates["judgement"], common),
        themes={
            theme.theme: templates["theme"].render(
                {**common, "theme": theme_view(views, theme, rolled[theme.theme])}
            )
            for theme in strategy.themes
        },
        goals={one.goal: _goal(views, one, templates, common) for one in assessment.goals},
        questions={
            name: templates["question"].render(
                {**common, "question": question_view(views, views.tallies, question)}
            )
            for name, question in survey.questions.items()
        },
    )


def _goal(
    views: Views,
    assessed: GoalAssessment,
    templates: Mapping[str, NarrativeTemplate],
    common: Mapping[str, object],
) -> Paragraph:
    if rests_on_indicators(views, assessed):
        view = indicator_goal_view(views, assessed)
        return templates["indicator_goal"].render({**common, "goal": view})
    return templates["goal"].render({**common, "goal": views.goal(assessed)})


def _judgement(
    views: Views, template: NarrativeTemplate, common: Mapping[str, object]
) -> dict[str, Paragraph]:
    sides = judgement_view(views)
    return {
        side: template.render({**common, "judgement": {**sides, "side": side}})
        for side, view in sides.items()
        if view["exists"]
    }


def _overall_view(views: Views) -> dict[str, object]:
    return {
        "overall": views.roll_up(views.assessment.overall),
        "goals": _goals_view(views),
        "themes": {one.value: views.theme_titles(one) for one in Status},
    }


def _goals_view(views: Views) -> dict[str, object]:
    goals = views.assessment.goals
    robust = [goal.robust for goal in goals if goal.robust is not None]
    firm = sum(one.same_in_interval for one in robust)
    firm_in_bounds = sum(one.same_in_bounds for one in robust)
    ref = "rollup:goals"
    return {
        "total": _counted(len(goals), ref),
        "one": len(goals) == 1,
        "colours": _colours(views, "published", "derived"),
        "published_colours": _colours(views, "published"),
        "derived_colours": _colours(views, "derived"),
        "uncertain": _counted(len(robust), f"{ref}:uncertain"),
        "any_uncertain": bool(robust),
        "one_uncertain": len(robust) == 1,
        "firm": _counted(firm, f"{ref}:firm"),
        "all_firm": firm == len(robust),
        "firm_in_bounds": _counted(firm_in_bounds, f"{ref}:firm_in_bounds"),
        "all_firm_in_bounds": firm_in_bounds == len(robust),
    }


def _colours(views: Views, *sources: str) -> str:
    """How many goals of these sources have each colour, in words."""
    written = views.strategy.goals
    counted = Counter(
        goal.status for goal in views.assessment.goals if written[goal.goal].source in sources
    )
    of_what = sources[0] if len(sources) == 1 else "goals"
    return views.colours(counted, f"rollup:{of_what}")


def _findings(views: Views) -> dict[str, object]:
    """How many findings of each kind hold: "2", and "2 styrker"."""
    held = [one.kind for one in views.assessment.findings if one.holds]
    told: dict[str, object] = {"any": bool(held)}
    for kind, several in FINDINGS_NAMED.items():
        number = sum(one == kind for one in held)
        phrase = views.phrases.finding[kind]
        word = phrase.one if number == 1 else lower_first(phrase.many)
        told[kind] = _counted(number, f"findings:{kind}")
        told[several] = f"{told[kind]} {word}"
    return told


def _counted(number: int, ref: str) -> str:
    return figure(str(number), ref)
