"""Themes: one section for each theme, and in it one for each goal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ekrules.assessment.assessed import GoalAssessment
from ekrules.goals.strategy import Goal, StrategyTheme
from ekrules.report.anchors import THEMES, goal_anchor, theme_anchor
from ekrules.report.counts import is_counted
from ekrules.report.document import Block, Fact, FactList, Figure, Paragraph, Section
from ekrules.report.evidence import told
from ekrules.report.figures.deadlines import deadline_figures
from ekrules.report.figures.segments import attainment_figure
from ekrules.report.figures.series import series_figure
from ekrules.report.grounds import goal_grounds, other_measures, override_text, roll_up_grounds
from ekrules.report.material import Material
from ekrules.report.spans import Span, Text
from ekrules.report.status_blocks import MeasureBar, Threshold


def themes_section(material: Material) -> Section:
    """Return all themes, one section each."""
    sections = tuple(_theme(material, theme) for theme in material.strategy.themes)
    legend = Paragraph((Span(material.phrases["bar_legend"]),), "picture")
    blocks = (*deadline_figures(material), legend, *sections)
    return Section(THEMES, material.phrases["themes_heading"], blocks)


def _theme(material: Material, theme: StrategyTheme) -> Section:
    home, rolled = theme_anchor(theme.theme), material.rolled[theme.theme]
    blocks: list[Block] = [
        Paragraph((Span(material.said(theme.about)),), "lead"),
        told(material, material.narrative.themes[theme.theme]),
        roll_up_grounds(material, rolled, home, "goals"),
        *(_goal(material, goal) for goal in theme.goals),
        *other_measures(material, theme.theme, home),
    ]
    return Section(
        anchor=home,
        title=material.said(theme.title),
        blocks=tuple(blocks),
        kind="theme",
        label=str(theme.number),
        status=material.status(rolled.status),
    )


def _goal(material: Material, goal: Goal) -> Section:
    assessed = material.assessment.goal(goal.id)
    narrative = material.narrative.goals[goal.id]
    blocks: list[Block] = [
        FactList(tuple(_goal_facts(material, goal)), inline=True),
        *_override_line(material, assessed),
        told(material, narrative, goal.id),
        *_picture(material, goal, assessed),
        *attainment_figure(material, goal.id),
        goal_grounds(material, assessed),
    ]
    return Section(
        anchor=goal_anchor(goal.id),
        title=material.said(goal.text),
        blocks=tuple(blocks),
        kind="goal",
        label=material.goal_label(goal),
        status=material.status(assessed.status),
    )


def _goal_facts(material: Material, goal: Goal) -> Iterable[Fact]:
    phrases = material.phrases
    due = goal.deadline
    deadline = material.day(due) if isinstance(due, date) else phrases["no_deadline"]
    yield Fact(phrases["deadline"], (Span(deadline),))
    yield Fact(phrases["target"], (Span(material.target(goal)),))
    source = material.words.source[goal.source]
    name = f"source_{goal.source}"
    if goal.source == "derived" and due == material.strategy.description.horizon:
        name = "source_derived_with_deadline"
    text: Text = phrases.text(
        name,
        source=Span(source, weight="strong" if goal.source == "derived" else "plain"),
        section=goal.section,
    )
    yield Fact(phrases["goal_source"], text)


def _override_line(material: Material, assessed: GoalAssessment) -> Iterable[Paragraph]:
    if assessed.override is not None:
        computed = material.phrases.text("was_computed", status=material.status(assessed.computed))
        override = override_text(material, assessed.status, assessed.override)
        yield Paragraph((*override, Span(" "), *computed), "note")


def _picture(
    material: Material, goal: Goal, assessed: GoalAssessment
) -> Iterable[MeasureBar | Figure]:
    """How far it has come: a line through the years where they are known, else a bar."""
    lines = tuple(series_figure(material, assessed))
    yield from lines or _bar(material, goal, assessed)


def _bar(material: Material, goal: Goal, assessed: GoalAssessment) -> Iterable[MeasureBar]:
    measure = material.assessment.measures.get(goal.attainment or "")
    # A number of days is no part of a whole, as a bar would show it.
    if measure is None or measure.value is None or not measure.is_share:
        return
    label = material.said(material.definition(measure.id).label)
    step, phrases = assessed.to_next, material.phrases
    interval = material.span_of_shares(measure.low, measure.high)
    percent = Span(material.percent(measure), weight="strong")
    name = "bar_key_counted" if is_counted(material, measure) else "bar_key"
    key = phrases.text(name, label=label, percent=percent, interval=interval)
    if step is not None:
        next_status = material.status(step.status)
        needed = material.share(step.needed)
        key += phrases.text("bar_next", status=next_status, needed=needed)
    yield MeasureBar(
        share=measure.value,
        low=measure.low,
        high=measure.high,
        threshold=Threshold(step.status, step.needed) if step else None,
        status=assessed.status,
        key=key,
        alternative="".join(span.text for span in key),
    )
