"""Front: the first screens of a report: the judgement, the overview, the key figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ekrules.assessment.assessed import GoalAssessment, Status
from ekrules.goals.strategy import StrategyTheme
from ekrules.narrative.measure_views import is_published
from ekrules.narrative.phrases import joined
from ekrules.narrative.runs import upper_first
from ekrules.report.anchors import (
    FIGURES,
    OVERALL,
    OVERVIEW,
    goal_anchor,
    theme_anchor,
)
from ekrules.report.answers import synthetic_notice
from ekrules.report.document import Block, BulletList, Fact, FactList, Notice, Paragraph, Section
from ekrules.report.evidence import told
from ekrules.report.figures.board import status_board_figures
from ekrules.report.grounds import override_text, roll_up_grounds
from ekrules.report.indicators import publishers
from ekrules.report.key_figures import KeyFigure, KeyFigures
from ekrules.report.material import Material
from ekrules.report.spans import Span, Text
from ekrules.report.status_blocks import (
    OverviewRow,
    StatusCount,
    StatusLine,
    StatusOverview,
    StatusShares,
)
from ekrules.report.untranslated import untranslated


def about_report(material: Material) -> FactList:
    """Return what is assessed, on which survey, by whom and when, as one line of facts."""
    about, phrases = material.survey.description, material.phrases
    strategy = material.strategy.description
    return FactList(
        (
            Fact(phrases["about_survey"], (Span(material.said(about.title)),)),
            Fact(phrases["about_publisher"], (Span(about.publisher),)),
            *_indicators_from(material),
            *_who_and_when(material),
            Fact(phrases["about_date"], (Span(material.day(about.reference_date)),)),
            Fact(phrases["about_owner"], (Span(strategy.owner),)),
            Fact(phrases["about_horizon"], (Span(material.day(strategy.horizon)),)),
        ),
        inline=True,
    )


def _indicators_from(material: Material) -> Iterable[Fact]:
    """Who published the indicators; nothing where there are none, or nobody says who did."""
    names = publishers(material)
    if names:
        listed = joined(names, material.words.and_word)
        yield Fact(material.own_words["about_indicators"], (Span(listed),))


def _who_and_when(material: Material) -> Iterable[Fact]:
    """Who gives the report out, who wrote it and when, as far as the agency says so."""
    settings, phrases = material.settings, material.phrases
    if settings.publisher is None:
        yield Fact(phrases["about_assessed_by"], (Span(phrases["assessed_by"]),))
    else:
        publisher = material.said(settings.publisher)
        yield Fact(phrases["about_published_by"], (Span(publisher),))
    if settings.author is not None:
        yield Fact(phrases["about_author"], (Span(settings.author),))
    if settings.date is not None:
        yield Fact(phrases["about_report_date"], (Span(material.day(settings.date)),))


def kicker(material: Material) -> str:
    """Return the line above the title; it always says where answers are made up."""
    own, phrases = material.settings.kicker, material.phrases
    if own is None:
        return phrases["synthetic_kicker" if material.survey.is_synthetic else "kicker"]
    said = material.said(own)
    if material.survey.is_synthetic:
        return phrases.filled("own_synthetic_kicker", kicker=said)
    return said


def notices(material: Material) -> tuple[Notice, ...]:
    """Return what a reader should know before the first part, whichever it is."""
    return (*synthetic_notice(material), *_untranslated(material))


def overall_section(material: Material) -> Section:
    """Return the judgement of the whole, how it came about, and what was judged by hand."""
    overall, phrases = material.assessment.overall, material.phrases
    phrase = material.words.status[overall.status.value]
    says = overall.decided_by.says if overall.decided_by else None
    why = upper_first(material.said(says) if says else material.reason(overall.reason))
    blocks: list[Block] = [
        StatusLine(overall.status, phrase.word, phrase.meaning, (Span(why),)),
        told(material, material.narrative.overall, tone="lead"),
        told(material, material.narrative.outlook, tone="lead"),
        *_shares(material),
        *_overridden(material),
        roll_up_grounds(material, overall, OVERALL, "themes"),
    ]
    return Section(OVERALL, phrases["overall_heading"], tuple(blocks))


def _untranslated(material: Material) -> Iterable[Notice]:
    shown = (material.strategy, material.survey.description, material.survey.questions)
    count = untranslated((*shown, material.rules, material.settings), material.language)
    if count:
        text = material.phrases.filled("untranslated", count=material.whole(count))
        heading = material.phrases["untranslated_heading"]
        yield Notice(heading, (Paragraph((Span(text),), "note"),))


def _shares(material: Material) -> Iterable[StatusShares]:
    goals = [one.status for one in material.assessment.goals]
    themes = [one.status for one in material.assessment.themes]
    for name, statuses in (("themes", themes), ("goals", goals)):
        total = material.whole(len(statuses))
        parts = tuple(
            StatusCount(one, material.status_word(one, statuses.count(one)), statuses.count(one))
            for one in Status
        )
        listed = ", ".join(f"{material.whole(part.count)} {part.word}" for part in parts)
        label = material.phrases.filled(f"shares_{name}", total=total)
        yield StatusShares(label, parts, f"{label}: {listed}")


def _overridden(material: Material) -> Iterable[Notice]:
    changed = [one for one in material.assessment.goals if one.override is not None]
    if changed:
        lines = tuple(_overridden_line(material, one) for one in changed)
        yield Notice(material.phrases["overridden_heading"], (BulletList(lines),))


def _overridden_line(material: Material, one: GoalAssessment) -> Text:
    if one.override is None:
        return ()
    computed = material.phrases.text("was_computed", status=material.status(one.computed))
    override = override_text(material, one.status, one.override)
    return (material.goal_link(one.goal), Span(": "), *override, Span(" "), *computed)


def overview_section(material: Material) -> Section:
    """Return every theme and goal with its status, and which goals are derived here."""
    phrases = material.phrases
    rows = tuple(_overview_row(material, theme) for theme in material.strategy.themes)
    overview = StatusOverview(
        theme_heading=phrases["theme"],
        status_heading=phrases["status"],
        goals_heading=phrases["goals"],
        goal_word=phrases["goal"],
        rows=rows,
    )
    return Section(
        OVERVIEW,
        phrases["overview_heading"],
        (
            _legend(material),
            overview,
            *status_board_figures(material),
            *_derived_notice(material),
        ),
    )


def _legend(material: Material) -> Paragraph:
    spans: list[Span] = []
    for status in Status:
        meaning = material.words.status[status.value].meaning
        spans += [Span(" · ")] if spans else []
        spans += [material.status(status), Span(f": {meaning}")]
    return Paragraph(tuple(spans), "note")


def _overview_row(material: Material, theme: StrategyTheme) -> OverviewRow:
    rolled = material.rolled[theme.theme]
    goals = []
    for goal in theme.goals:
        assessed = material.assessment.goal(goal.id)
        hint = material.said(goal.text)
        if assessed.override is not None:
            hint += f" ({material.phrases['set_by_person']})"
        span = material.status(assessed.status, goal_anchor(goal.id), hint)
        goals.append((str(goal.number), span))
    status = material.status(rolled.status, theme_anchor(theme.theme))
    return OverviewRow(str(theme.number), material.said(theme.title), status, tuple(goals))


def _derived_notice(material: Material) -> Iterable[Notice]:
    goals = material.strategy.goals.values()
    derived = [goal for goal in goals if goal.source == "derived"]
    if derived:
        text = material.phrases.filled(
            "derived_notice",
            derived=material.whole(len(derived)),
            total=material.whole(len(goals)),
            themes=_derived_themes(material),
        )
        yield Notice(material.phrases["derived_heading"], (Paragraph((Span(text),)),))


def _derived_themes(material: Material) -> str:
    """The numbers of the themes whose every goal is derived, and whether others hold some."""
    numbers = [
        str(theme.number)
        for theme in material.strategy.themes
        if any(goal.source == "derived" for goal in theme.goals)
    ]
    if len(numbers) < 2:
        return "".join(numbers)
    return f"{', '.join(numbers[:-1])} {material.words.and_word} {numbers[-1]}"


def key_figures_section(material: Material) -> Section:
    """Return the figures a reader remembers, each with what it counts."""
    phrases = material.phrases
    goals = material.assessment.goals
    derived = sum(one.source == "derived" for one in material.strategy.goals.values())
    probed = [one.robust for one in goals if one.robust is not None]
    firm = sum(one.same_in_interval for one in probed)
    safe = sum(one.same_in_bounds for one in probed)
    by_survey = len(goals) - sum(_judged_elsewhere(material))
    sources = phrases.filled(
        "figure_sources",
        total=material.whole(len(goals)),
        published=material.whole(len(goals) - derived),
        derived=material.whole(derived),
    )
    figures = (
        *_answers_figure(material),
        KeyFigure(
            material.whole(by_survey),
            phrases["figure_goals"],
            ". ".join([*_judged_otherwise(material), sources]),
        ),
        KeyFigure(
            _out_of(material, firm, len(probed)), phrases["figure_firm"], phrases["firm_note"]
        ),
        KeyFigure(
            _out_of(material, safe, len(probed)), phrases["figure_safe"], phrases["safe_note"]
        ),
    )
    return Section(FIGURES, phrases["figures_heading"], (KeyFigures(figures),))


def _answers_figure(material: Material) -> Iterator[KeyFigure]:
    """How many answered; nothing where nobody was asked, and there are only figures of others."""
    survey, phrases = material.survey, material.phrases
    if survey.frame_size:
        yield KeyFigure(
            _out_of(material, survey.respondents, survey.frame_size),
            phrases.filled("figure_answers", **material.unit),
            phrases.filled(
                "figure_rate", rate=material.ratio(survey.respondents, survey.frame_size)
            ),
        )


def _judged_elsewhere(material: Material) -> tuple[int, int, int]:
    """How many goals are judged by indicators, by other outside figures, and by no figure."""
    goals = [one for one in material.strategy.goals.values() if one.attainment is not None]
    by_indicators = [one for one in goals if is_published(one.attainment or "", material.strategy)]
    outside = sum(one.coverage == "none" and one not in by_indicators for one in goals)
    return len(by_indicators), outside, len(material.strategy.goals) - len(goals)


def _judged_otherwise(material: Material) -> Iterable[str]:
    by_indicators, *others = _judged_elsewhere(material)
    if by_indicators:
        count = material.whole(by_indicators)
        yield material.own_words.filled("figure_by_indicators", count=count)
    for name, number in zip(("outside", "not_at_all"), others, strict=True):
        if number:
            yield material.phrases.filled(f"figure_{name}", count=material.whole(number))


def _out_of(material: Material, part: int, whole: int) -> str:
    return material.phrases.filled(
        "fraction", numerator=material.whole(part), denominator=material.whole(whole)
    )
