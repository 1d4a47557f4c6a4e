"""SWOT: the findings in four fields, then each with the facts it rests on or the name behind it."""

from __future__ import annotations

from collections.abc import Iterable

from ekrules.assessment.assessed import (
    FINDING_KINDS,
    FindingAssessment,
    FindingKind,
    Ground,
    SignedJudgement,
)
from ekrules.report.anchors import SWOT, SWOT_GROUNDS, finding_anchor, goal_anchor, theme_anchor
from ekrules.report.conditions import ConditionWords
from ekrules.report.document import (
    Block,
    BulletList,
    Disclosure,
    Entry,
    Paragraph,
    Quadrant,
    Quadrants,
    Section,
)
from ekrules.report.evidence import told
from ekrules.report.figures.findings import finding_figures
from ekrules.report.four_fields import Field, FieldLine, FourFields
from ekrules.report.material import Material
from ekrules.report.spans import Span, Text


def swot_section(material: Material) -> Section:
    """Return the findings that hold at a glance, and under them what each of them rests on.

    Those that do not hold stand last, in a fold-out.
    """
    phrases = material.phrases
    held = {kind: _held(material, kind) for kind in FINDING_KINDS}
    fields = tuple(_field(material, kind, findings) for kind, findings in held.items())
    quadrants = tuple(
        Quadrant(
            kind,
            material.words.finding[kind].many,
            tuple(_entry(material, one) for one in findings),
            phrases["no_finding"],
        )
        for kind, findings in held.items()
    )
    grounds: tuple[Block, ...] = (Quadrants(quadrants), *_not_holding(material))
    return Section(
        SWOT,
        phrases["swot_heading"],
        (
            told(material, material.narrative.swot),
            FourFields(fields),
            *finding_figures(material),
            Section(SWOT_GROUNDS, phrases["swot_grounds_heading"], grounds),
        ),
    )


def _held(material: Material, kind: FindingKind) -> tuple[FindingAssessment, ...]:
    findings = material.assessment.findings
    return tuple(one for one in findings if one.kind == kind and one.holds)


def _field(material: Material, kind: FindingKind, findings: tuple[FindingAssessment, ...]) -> Field:
    lines = tuple(FieldLine(material.said(one.text), finding_anchor(one.id)) for one in findings)
    title = material.words.finding[kind].many
    return Field(kind, title, lines, material.phrases["no_finding"])


def _entry(material: Material, finding: FindingAssessment) -> Entry:
    return Entry(
        finding_anchor(finding.id),
        (Span(material.said(finding.text)),),
        _grounds(material, finding),
    )


def _grounds(material: Material, finding: FindingAssessment) -> tuple[Block, ...]:
    blocks: list[Block] = [*_when(material, finding)]
    if finding.judgement is not None:
        blocks.append(Paragraph(_signed(material, finding.judgement), "note"))
    if finding.because:
        blocks.append(BulletList(tuple(ground_text(material, one) for one in finding.because)))
    return (*blocks, Paragraph(_where(material, finding), "note"))


def _when(material: Material, finding: FindingAssessment) -> Iterable[Paragraph]:
    """When the finding holds: what its "many" and "few" come to in percent."""
    rules = material.rules.findings if material.rules else ()
    condition = next((one.condition for one in rules if one.written.finding == finding.id), None)
    if condition is not None:
        words = ConditionWords(material).text(condition)
        yield Paragraph((Span(material.phrases.filled("holds_when", condition=words)),), "note")


def _signed(material: Material, judgement: SignedJudgement) -> Text:
    return material.phrases.text(
        "signed",
        by=Span(judgement.by, weight="strong"),
        on=material.day(judgement.on),
        because=material.said(judgement.because),
    )


def _where(material: Material, finding: FindingAssessment) -> Text:
    theme = material.themes[finding.theme]
    title = Span(material.said(theme.title), to=theme_anchor(theme.theme))
    return material.phrases.text("finding_place", theme=title, place=material.place(finding.place))


def ground_text(material: Material, ground: Ground) -> Text:
    """Return one ground: a measure with its counts, a status, or another finding."""
    if ground.kind == "measure":
        return material.measure_text(ground.name)
    if ground.kind == "finding":
        found = next(one for one in material.assessment.findings if one.id == ground.name)
        link = Span(material.said(found.text), to=finding_anchor(found.id))
        return material.phrases.text("rests_on_finding", finding=link)
    if ground.kind == "theme":
        theme = material.themes[ground.name]
        name = Span(material.said(theme.title), to=theme_anchor(theme.theme))
        status = material.status(material.rolled[ground.name].status)
        return material.phrases.text("rests_on_theme", theme=name, status=status)
    goal = material.strategy.goals[ground.name]
    return material.phrases.text(
        "rests_on_goal",
        goal=Span(material.goal_label(goal), to=goal_anchor(goal.id)),
        text=material.said(goal.text),
        status=material.status(material.assessment.goal(goal.id).status),
    )


def _not_holding(material: Material) -> tuple[Disclosure, ...]:
    """What the rules looked for and the figures do not carry."""
    entries: list[Block] = []
    for finding in material.assessment.findings:
        if not finding.holds:
            kind = Span(material.words.finding[finding.kind].one, weight="muted")
            said = material.said(finding.text)
            text = material.phrases.text("not_holding", kind=kind, text=said)
            entries.append(Entry(finding_anchor(finding.id), text, _grounds(material, finding)))
    if not entries:
        return ()
    return (Disclosure((Span(material.phrases["not_holding_heading"]),), tuple(entries)),)
