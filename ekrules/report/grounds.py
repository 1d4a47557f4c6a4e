"""Grounds: what a status rests on, folded out: the row, its inputs, the counts, how firm it is."""

from __future__ import annotations

from collections.abc import Sequence

from ekrules.assessment.assessed import (
    AppliedOverride,
    DecidedBy,
    GoalAssessment,
    RollUp,
    SeenInput,
    Status,
)
from ekrules.goals.strategy import FIRM, Goal, Published
from ekrules.narrative.measure_views import is_published
from ekrules.narrative.runs import upper_first
from ekrules.report.anchors import TableKind, goal_anchor, grounds_anchor, measure_anchor
from ekrules.report.answer_tables import question_tables
from ekrules.report.counts import evidence_notes, is_counted, measure_table
from ekrules.report.document import Block, Column, DataTable, Disclosure, Fact, FactList, Row
from ekrules.report.indicators import (
    counted_names,
    indicator_notes,
    indicator_table,
    published_names,
)
from ekrules.report.material import Material
from ekrules.report.method_grounds import method_facts, method_tables, next_value_text
from ekrules.report.rules import rule_link
from ekrules.report.spans import Span, Text


def goal_grounds(material: Material, assessed: GoalAssessment) -> Disclosure:
    """Return all that a goal's status rests on."""
    goal = material.strategy.goals[assessed.goal]
    home = goal_anchor(goal.id)
    names = material.anchors.measures_of_goal(goal)
    facts = [
        *_override(material, assessed),
        *_judged_by(material, assessed),
        *_firmness(material, assessed),
        _next(material, assessed, goal),
        _coverage(material, goal),
        Fact(material.phrases["published_label"], published_text(material, goal.published)),
    ]
    blocks: list[Block] = [FactList(tuple(facts))]
    if assessed.inputs and assessed.method is None:
        blocks.append(_inputs_table(material, assessed.inputs, goal))
    blocks += method_tables(material, assessed)
    blocks += _figures(material, names, home)
    return Disclosure(
        material.phrases.text("goal_grounds", status=material.status(assessed.status)),
        tuple(blocks),
        grounds_anchor(home),
    )


def _judged_by(material: Material, assessed: GoalAssessment) -> list[Fact]:
    if assessed.method is not None:
        return list(method_facts(material, assessed))
    return _decided(material, "status", assessed.decided_by, assessed.reason)


def _figures(material: Material, names: Sequence[str], home: str) -> list[Block]:
    """The tables of measures, those that are counted first, and what should be known of them."""
    counted, published = counted_names(material, names), published_names(material, names)
    blocks: list[Block] = []
    if counted:
        blocks.append(measure_table(material, counted, home))
        blocks += evidence_notes(material, counted)
    if published:
        blocks.append(indicator_table(material, published, home))
        blocks += indicator_notes(material, published)
    return [*blocks, *question_tables(material, names)]


def roll_up_grounds(material: Material, rolled: RollUp, anchor: str, of_what: str) -> Disclosure:
    """Return what a theme's or the whole's status rests on; of_what: "goals" or "themes"."""
    phrases = material.phrases
    kind: TableKind = "theme" if of_what == "goals" else "overall"
    counted: list[Span] = []
    for position, (status, count) in enumerate(rolled.counted.items()):
        separator = ", " if position else ""
        counted.append(Span(f"{separator}{material.whole(count)} "))
        counted.append(Span(material.status_word(status, count), status=status))
    facts = [
        *_decided(material, kind, rolled.decided_by, rolled.reason),
        Fact(phrases[f"counted_{of_what}"], tuple(counted)),
        *_counted_overridden(material, rolled, of_what),
    ]
    blocks: list[Block] = [FactList(tuple(facts))]
    if rolled.inputs:
        blocks.append(_inputs_table(material, rolled.inputs))
    summary = phrases.text(f"{of_what}_grounds", status=material.status(rolled.status))
    return Disclosure(summary, tuple(blocks), grounds_anchor(anchor))


def _counted_overridden(material: Material, rolled: RollUp, of_what: str) -> list[Fact]:
    """The goals that count with a status that a person has set; nothing where none does."""
    if not rolled.overridden:
        return []
    spans: list[Span] = []
    for name in rolled.overridden:
        assessed = material.assessment.goal(name)
        spans += [Span(" ")] if spans else []
        spans += material.phrases.text(
            "counted_as",
            goal=material.goal_link(name),
            status=material.status(assessed.status),
            by=assessed.override.by if assessed.override else "",
            computed=material.status(assessed.computed),
        )
    return [Fact(material.phrases[f"counted_overridden_{of_what}"], tuple(spans))]


def _decided(
    material: Material, kind: TableKind, decided: DecidedBy | None, reason: str | None
) -> list[Fact]:
    phrases = material.phrases
    if decided is None:
        text = phrases.text("no_row_decided", reason=material.reason(reason))
        return [Fact(phrases["decided_by"], text)]
    by = phrases.text(
        "row_of_table",
        row=rule_link(material, kind, decided),
        table=Span(decided.table, weight="code"),
        place=material.place(decided.place),
    )
    facts = [Fact(phrases["decided_by"], by)]
    if decided.says is not None:
        said = phrases.text("quoted", text=material.said(decided.says))
        facts.append(Fact(phrases["row_says"], said))
    return facts


def _override(material: Material, assessed: GoalAssessment) -> list[Fact]:
    phrases, override = material.phrases, assessed.override
    if override is None:
        return []
    return [
        Fact(phrases["overridden_status"], override_text(material, assessed.status, override)),
        Fact(phrases["computed_status"], (material.status(assessed.computed),)),
    ]


def override_text(material: Material, status: Status, override: AppliedOverride) -> Text:
    """Return who set the status over the computed one, when, why and until when."""
    return material.phrases.text(
        "override",
        status=material.status(status),
        by=override.by,
        on=material.day(override.on),
        until=material.day(override.until),
        because=material.said(override.because).removesuffix("."),
    )


def _firmness(material: Material, assessed: GoalAssessment) -> list[Fact]:
    robust, phrases = assessed.robust, material.phrases
    if robust is None:
        goal = material.strategy.goals[assessed.goal]
        measure = material.assessment.measures.get(goal.attainment or "")
        if measure is None or not is_counted(material, measure):
            return []
        published = is_published(measure.id, material.strategy)
        why = material.own_words["published_no_interval"] if published else phrases["no_interval"]
        return [Fact(phrases["in_interval"], (Span(why),))]
    of_whom = "computed" if assessed.override else "status"
    interval = _same_or(material, of_whom, robust.interval)
    bounds = _same_or(material, of_whom, robust.bounds)
    return [Fact(phrases["in_interval"], interval), Fact(phrases["in_bounds"], bounds)]


def _same_or(material: Material, of_whom: str, statuses: tuple[Status, ...]) -> Text:
    """of_whom: "computed" where a person has set another status over the one that is firm."""
    name = f"{'same' if len(statuses) == 1 else 'other'}_{of_whom}"
    return material.phrases.text(name, statuses=material.statuses(statuses))


def _next(material: Material, assessed: GoalAssessment, goal: Goal) -> Fact:
    phrases, step = material.phrases, assessed.to_next
    if assessed.next_value is not None and assessed.override is None:
        return Fact(phrases["to_next"], next_value_text(material, assessed))
    if step is None:
        name = "no_next_overridden" if assessed.override else f"no_next_{assessed.status}"
        why = phrases[name if name in phrases.phrases else "no_next"]
        if name not in phrases.phrases and _is_in_own_unit(material, assessed, goal):
            why = material.own_words["no_next_value"]
        return Fact(phrases["to_next"], (Span(why),))
    measure = material.assessment.measures.get(goal.attainment or "")
    places: dict[str, str | Span | Text] = {
        "status": material.status(step.status),
        "needed": material.share(step.needed),
        "points": material.points(step.points),
    }
    if step.more is None or measure is None or measure.denominator is None:
        return Fact(phrases["to_next"], phrases.text("next_in_points", **places))
    places |= {"more": material.whole(step.more), "of": material.whole(measure.denominator)}
    return Fact(phrases["to_next"], phrases.text("next_in_counts", **places))


def _is_in_own_unit(material: Material, assessed: GoalAssessment, goal: Goal) -> bool:
    """Whether no share would say what it takes: the method or the unit is another's."""
    return assessed.method is not None or not material.is_share(goal.attainment)


def _coverage(material: Material, goal: Goal) -> Fact:
    measure = material.assessment.measures.get(goal.attainment or "")
    is_asked = measure is None or measure.series is None
    words = material.words.coverage if is_asked else material.words.coverage_of_figures
    text = upper_first(words[goal.coverage])
    if goal.coverage_note is not None:
        note = material.said(goal.coverage_note)
        filled = material.phrases.text("coverage_with_note", coverage=text, note=note)
        return Fact(material.phrases["coverage"], filled)
    return Fact(material.phrases["coverage"], (Span(text),))


def published_text(material: Material, published: Published) -> Text:
    """Return what the source's prose says of a status, and how sure that reading is."""
    firmness = material.words.firmness[published.firmness]
    because = material.said(published.because)
    if published.status is None:
        return material.phrases.text("published_none", firmness=firmness, because=because)
    if published.firmness not in FIRM:
        # No chip: a colour that we read into the prose must not look published.
        read = Span(material.words.status[published.status].word)
        return material.phrases.text("published_reading", status=read, because=because)
    status = material.status(Status(published.status))
    return material.phrases.text(
        "published", status=status, firmness=Span(firmness, weight="strong"), because=because
    )


def _inputs_table(
    material: Material, inputs: tuple[SeenInput, ...], goal: Goal | None = None
) -> DataTable:
    phrases = material.phrases
    return DataTable(
        caption=phrases["inputs_caption"],
        columns=(
            Column(phrases["input"]),
            Column(phrases["value"], is_number=True),
            Column(phrases["comes_from"]),
        ),
        rows=tuple(
            Row(
                (
                    (Span(_input_label(material, seen, goal)),),
                    (Span(material.value(seen, goal.attainment if goal else None)),),
                    _origin(material, seen, goal),
                )
            )
            for seen in inputs
        ),
    )


def _input_label(material: Material, seen: SeenInput, goal: Goal | None) -> str:
    own = goal.parameters.get(seen.name) if goal else None
    if own is not None and own.label is not None:
        return material.said(own.label)
    return material.words.input.get(seen.name, seen.name)


def _origin(material: Material, seen: SeenInput, goal: Goal | None) -> Text:
    phrases = material.phrases
    if seen.measure is not None:
        label = material.said(material.definition(seen.measure).label)
        to = material.anchors.of_measure(seen.measure, goal.id if goal else None)
        return (Span(label, to=to),)
    if seen.in_force is not None:
        own = seen.in_force
        source = material.said(own.source)
        return (Span(phrases.filled("origin_own", day=material.day(own.since), source=source)),)
    name = f"origin_{seen.name}"
    return (Span(phrases[name] if name in phrases.phrases else phrases["origin_goal"]),)


def other_measures(material: Material, theme: str, home: str) -> tuple[Disclosure, ...]:
    """Return the figures of a theme that no goal rests on, as one fold-out, or nothing."""
    names = material.anchors.other_measures(theme)
    if not names:
        return ()
    summary = (Span(material.phrases["other_measures"]),)
    blocks = tuple(_figures(material, names, home))
    return (Disclosure(summary, blocks, measure_anchor(home, "all")),)
