"""Introduction: what the report asks, of which strategy and survey, and where to read on."""

from __future__ import annotations

from ekrules.report.anchors import (
    INTRODUCTION,
    JUDGEMENT,
    METHOD,
    OVERVIEW,
    RULES,
    SWOT,
    TABLES,
    THEMES,
)
from ekrules.report.document import Block, BulletList, Paragraph, Section
from ekrules.report.material import Material
from ekrules.report.spans import Span, Text

# The parts that a reader is led to: part -> where it begins.
_LED_TO = {
    "overview": OVERVIEW,
    "swot": SWOT,
    "method": METHOD,
    "tables": TABLES,
    "themes": THEMES,
    "judgement": JUDGEMENT,
    "rules": RULES,
}


def introduction_section(material: Material) -> Section:
    """Return what is asked, what the strategy is for, and the parts that follow."""
    phrases = material.phrases
    strategy, survey = material.strategy.description, material.survey.description
    asked = phrases.filled(
        "introduction_asks",
        strategy=material.said(strategy.title),
        survey=material.said(survey.title),
        publisher=survey.publisher,
        wave=str(survey.wave),
    )
    blocks: list[Block] = [
        Paragraph((Span(asked),), "lead"),
        Paragraph((Span(_strategy(material)),)),
    ]
    if strategy.about is not None:
        blocks.append(Paragraph((Span(material.said(strategy.about)),)))
    shown = material.settings.parts.shown
    parts = tuple(_part(material, one, to) for one, to in _LED_TO.items() if one in shown)
    if parts:
        blocks += [Paragraph((Span(phrases["introduction_parts"]),)), BulletList(parts)]
    return Section(INTRODUCTION, phrases["introduction_heading"], tuple(blocks))


def _strategy(material: Material) -> str:
    strategy = material.strategy
    many = "introduction_strategy" if len(strategy.themes) > 1 else "introduction_strategy_of_one"
    return material.phrases.filled(
        many,
        strategy=material.said(strategy.description.title),
        adopted=str(strategy.description.adopted),
        horizon=material.day(strategy.description.horizon),
        owner=strategy.description.owner,
        goals=material.whole(len(strategy.goals)),
        themes=material.whole(len(strategy.themes)),
    )


def _part(material: Material, part: str, to: str) -> Text:
    heading = Span(material.phrases[f"{part}_heading"], to=to)
    return (heading, Span(f": {material.phrases[f'introduction_{part}']}"))
