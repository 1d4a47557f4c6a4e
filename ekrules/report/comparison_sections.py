"""Comparison sections: why each status differs, as tables for a page or a part of the report.

In: a SurveyComparison. Out: Sections, what a reader asks first in front, the mixes that were
judged last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ekrules.assessment.assessed import GoalAssessment
from ekrules.assessment.comparison.attribution import Attribution, Verdict
from ekrules.assessment.comparison.causes import Cause
from ekrules.assessment.comparison.differences import Difference
from ekrules.report.comparison import SurveyComparison
from ekrules.report.comparison_words import ComparisonWords, most_telling_first
from ekrules.report.document import Block, Column, DataTable, Paragraph, Row, Section
from ekrules.report.spans import Span, Text

_Item = tuple[Text, Attribution, tuple[Difference, ...]]


def comparison_sections(
    words: ComparisonWords, told: SurveyComparison, *, mixes: bool = True
) -> tuple[Section, ...]:
    """Return all sections that have something to tell; mixes: whether every mix is listed."""
    return tuple(_sections(words, told, mixes=mixes))


def _sections(words: ComparisonWords, told: SurveyComparison, *, mixes: bool) -> Iterator[Section]:
    found, phrases = told.comparison, words.phrases
    goals: list[_Item] = [
        ((Span(words.goal(one.goal)),), one.attribution, one.differences)
        for one in most_telling_first(found.goals)
    ]
    though: list[_Item] = [
        ((Span(words.goal(one.goal)),), one.attribution, one.differences)
        for one in found.same_though
    ]
    above: list[_Item] = [
        (
            (Span(phrases["whole"] if one.kind == "overall" else words.theme(one.id)),),
            one.attribution,
            one.differences,
        )
        for one in (*([found.overall] if found.overall else []), *found.themes)
    ]
    findings: list[_Item] = []
    for one in found.findings:
        known = one.new or one.old
        text = known.text.in_language(words.language) if known else one.id
        named = (Span(f"{text} "), Span(one.id, weight="code"))
        findings.append((named, one.attribution, one.differences))
    yield from _section(words, "goals", "goal", goals)
    about = Paragraph((Span(phrases["same_about"]),))
    yield from _section(words, "same", "goal", though, about)
    yield from _section(words, "above", "what", above)
    yield from _section(words, "findings", "finding", findings)
    yield from _others(words, found.new_goals, found.gone_goals)
    if mixes:
        yield from _mixes(words, [*goals, *though, *above, *findings])


def _section(
    words: ComparisonWords, name: str, heading: str, items: list[_Item], *first: Block
) -> Iterator[Section]:
    if not items:
        return
    title = words.phrases[f"{name}_heading"]
    columns = tuple(Column(words.phrases[one]) for one in (heading, "old", "new", "why", "differs"))
    rows = tuple(
        Row(
            (
                named,
                (words.outcome(found.old),),
                (words.outcome(found.new),),
                words.why(found),
                _differences(words, differences),
            )
        )
        for named, found, differences in items
    )
    table = DataTable(title, columns, rows, stacks=True)
    yield Section(f"comparison.{name}", title, (*first, table))


def _differences(words: ComparisonWords, differences: Iterable[Difference]) -> Text:
    spans: list[Span] = []
    for one in differences:
        cause = words.cause(one.cause)
        spans += [Span("; ")] if spans else []
        spans += [Span(f"{cause}: "), *words.difference(one)]
    return tuple(spans) or (Span(words.phrases["no_differences"], weight="muted"),)


def _others(
    words: ComparisonWords, new: Iterable[GoalAssessment], gone: Iterable[GoalAssessment]
) -> Iterator[Section]:
    told = [(one, "is_new") for one in new] + [(one, "is_gone") for one in gone]
    if not told:
        return
    title = words.phrases["others_heading"]
    rows = tuple(
        Row(
            (
                (Span(words.goal(one.goal)),),
                (Span(words.phrases[name]),),
                (words.outcome(one.status.value),),
            )
        )
        for one, name in told
    )
    columns = tuple(Column(words.phrases[one]) for one in ("goal", "differs", "comes_to"))
    yield Section("comparison.others", title, (DataTable(title, columns, rows, stacks=True),))


def _mixes(words: ComparisonWords, items: Iterable[_Item]) -> Iterator[Section]:
    rows = [
        Row((named, (Span(_taken(words, run.causes)),), _came(words, run.verdict)))
        for named, found, _ in items
        for run in found.runs
    ]
    if not rows:
        return
    title = words.phrases["mixes_heading"]
    columns = tuple(Column(words.phrases[one]) for one in ("what", "mix", "comes_to"))
    about = Paragraph((Span(words.phrases["mixes_about"]),))
    table = DataTable(title, columns, tuple(rows), stacks=True)
    yield Section("comparison.mixes", title, (about, table))


def _taken(words: ComparisonWords, causes: tuple[Cause, ...]) -> str:
    named = [words.cause(one) for one in causes]
    return ", ".join(named) or words.phrases["mix_none"]


def _came(words: ComparisonWords, verdict: Verdict) -> Text:
    outcome = words.outcome(verdict.comes_to)
    if verdict.comes_to is not None:
        return (outcome,)
    return (outcome, Span(f": {words.phrases['reason_does_not_fit']}"))
