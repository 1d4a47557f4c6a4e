"""Writing: the narrative of one assessment, paragraph by paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ekrules.assessment.assessed import Assessment, Status
from ekrules.errors import Faults
from ekrules.goals.strategy import Strategy
from ekrules.narrative.runs import Paragraph, figure
from ekrules.narrative.template_compiling import (
    NarrativeFile,
    compile_templates,
    shipped_templates,
)
from ekrules.narrative.template_rendering import NarrativeTemplate
from ekrules.narrative.view_shapes import FINDINGS_NAMED
from ekrules.narrative.views import Views
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.files import read_text
from ekrules.yaml_reader.models import read_model
from ekrules.yaml_reader.wording import Language

if TYPE_CHECKING:
    from ekrules.assessment.changed import Changes
    from ekrules.assessment.what_if.calendar import Turn


@dataclass(frozen=True)
class Narrative:
    """The text of a report: paragraphs on the whole, and one for each theme and goal by id."""

    language: Language
    method: Paragraph
    response: Paragraph
    overall: Paragraph
    swot: Paragraph
    themes: Mapping[str, Paragraph]
    goals: Mapping[str, Paragraph]


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
) -> Narrative:
    """Return the narrative; raise UntracedFigureError at a figure that no measure gives.

    changes: since an earlier assessment, where there is one to hold this against. turns: goal id ->
    when time alone changes its colour.
    """
    views = Views(assessment, strategy, survey, language, changes, turns or {})
    common = {"survey": views.survey_view(), "strategy": views.strategy_view()}
    rolled = {theme.id: theme for theme in assessment.themes}
    return Narrative(
        language=language,
        method=templates["method"].render(common),
        response=templates["response"].render(common),
        overall=templates["overall"].render({**common, **_overall_view(views)}),
        swot=templates["swot"].render({**common, "findings": _findings(views)}),
        themes={
            theme.theme: templates["theme"].render(
                {**common, "theme": views.roll_up(rolled[theme.theme])}
            )
            for theme in strategy.themes
        },
        goals={
            one.goal: templates["goal"].render({**common, "goal": views.goal(one)})
            for one in assessment.goals
        },
    )


def _overall_view(views: Views) -> dict[str, object]:
    goals = views.assessment.goals
    robust = [goal.robust for goal in goals if goal.robust is not None]
    firm = sum(one.same_in_interval for one in robust)
    firm_in_bounds = sum(one.same_in_bounds for one in robust)
    ref = "rollup:goals"
    return {
        "overall": views.roll_up(views.assessment.overall),
        "goals": {
            "total": _counted(len(goals), ref),
            "colours": _colours(views, "published", "derived"),
            "published_colours": _colours(views, "published"),
            "derived_colours": _colours(views, "derived"),
            "uncertain": _counted(len(robust), ref),
            "any_uncertain": bool(robust),
            "one_uncertain": len(robust) == 1,
            "firm": _counted(firm, ref),
            "all_firm": firm == len(robust),
            "firm_in_bounds": _counted(firm_in_bounds, ref),
            "all_firm_in_bounds": firm_in_bounds == len(robust),
        },
        "themes": {one.value: views.theme_titles(one) for one in Status},
    }


def _colours(views: Views, *sources: str) -> str:
    """How many goals of these sources have each colour, in words."""
    written = views.strategy.goals
    counted = Counter(
        goal.status for goal in views.assessment.goals if written[goal.goal].source in sources
    )
    return views.colours(counted, "rollup:goals")


def _findings(views: Views) -> dict[str, object]:
    """How many findings of each kind hold: "2", and "2 styrker"."""
    held = [one.kind for one in views.assessment.findings if one.holds]
    told: dict[str, object] = {"any": bool(held)}
    for kind, several in FINDINGS_NAMED.items():
        number = sum(one == kind for one in held)
        phrase = views.phrases.finding[kind]
        word = phrase.one if number == 1 else phrase.many[:1].lower() + phrase.many[1:]
        told[kind] = _counted(number, "findings")
        told[several] = f"{told[kind]} {word}"
    return told


def _counted(number: int, ref: str) -> str:
    return figure(str(number), ref)
