"""Changes: what moved since an earlier survey, which statuses, and what can't be compared.

In: the changes since an earlier assessment. Out: one section; nothing where there is no such
assessment. A change is called clear only where it is larger than chance would give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from ekrules.assessment.changed import Changes, MeasureChange, StatusChange
from ekrules.assessment.changes import by_size
from ekrules.narrative.change_views import hindrance_text
from ekrules.narrative.runs import upper_first
from ekrules.report.anchors import CHANGES, theme_anchor
from ekrules.report.document import (
    Block,
    BulletList,
    Column,
    DataTable,
    Disclosure,
    Notice,
    Paragraph,
    Row,
    Section,
)
from ekrules.report.material import Material
from ekrules.report.moved_goals import goal_table, said_of, year_columns
from ekrules.report.spans import Span, Text
from ekrules.survey.indicator_series import SHARE


def changes_section(material: Material) -> Iterable[Section]:
    """Return what changed since the earlier assessment; nothing without one."""
    changes = material.changes
    if changes is None:
        return
    blocks: list[Block] = [
        *_synthetic(material, changes),
        Paragraph(summary_text(material, changes), "lead"),
        *_other_goals(material, changes),
        _roll_ups(material, changes),
        *_moved_goals(material, changes),
        *_measures(material, changes),
        *_not_compared(material, changes),
    ]
    yield Section(CHANGES, said_of(material, changes, "changes_heading"), tuple(blocks))


def _synthetic(material: Material, changes: Changes) -> Iterable[Notice]:
    if changes.previous.synthetic or material.survey.is_synthetic:
        text = Paragraph((Span(said_of(material, changes, "changes_synthetic")),))
        yield Notice(material.phrases["synthetic_heading"], (text,))


def summary_text(material: Material, changes: Changes) -> Text:
    """How the goals stand, and beside them the figures: a status also moves as time goes."""
    goals = Counter(one.outcome for one in changes.goals.values())
    compared = by_size(changes.measures)
    clear = [one.points or 0 for one in compared if one.is_clear]
    counts = {
        "total": len(changes.goals),
        "better": goals["better"],
        "worse": goals["worse"],
        "same": goals["same"],
        "not_comparable": goals["not_comparable"],
        "compared": len(compared),
        "up": sum(points > 0 for points in clear),
        "down": sum(points < 0 for points in clear),
    }
    places = {name: material.whole(count) for name, count in counts.items()}
    return (Span(said_of(material, changes, "changes_summary", **places)),)


def _other_goals(material: Material, changes: Changes) -> Iterable[BulletList]:
    """Goals that stand in one of the two assessments only."""
    lines: list[Text] = []
    if changes.new_goals:
        links = [(material.goal_link(name),) for name in changes.new_goals]
        lines.append(material.phrases.text("changes_new_goals", goals=_listed(links)))
    if changes.dropped_goals:
        names = [(Span(name, weight="code"),) for name in changes.dropped_goals]
        lines.append(material.phrases.text("changes_dropped_goals", goals=_listed(names)))
    if lines:
        yield BulletList(tuple(lines))


def _listed(texts: Sequence[Text]) -> Text:
    spans: list[Span] = []
    for position, text in enumerate(texts):
        spans += [Span(", "), *text] if position else text
    return tuple(spans)


def _roll_ups(material: Material, changes: Changes) -> DataTable:
    """The whole, and the themes whose status is another one."""
    moved = [one for one in changes.themes if one.then is not one.now]
    whole = (Span(material.phrases["changes_whole"]),)
    rows = [
        Row(((Span(_theme_title(material, one), to=theme_anchor(one.id)),), *_both(material, one)))
        for one in moved
    ]
    rows.append(Row((whole, *_both(material, changes.overall)), is_total=True))
    name = "changes_themes_footnote" if moved else "changes_no_theme"
    return DataTable(
        caption=said_of(material, changes, "changes_themes_caption"),
        columns=(Column(material.phrases["theme"]), *year_columns(material, changes)),
        rows=tuple(rows),
        footnote=(Span(said_of(material, changes, name)),),
    )


def _theme_title(material: Material, change: StatusChange) -> str:
    return material.said(material.themes[change.id].title)


def _both(material: Material, change: StatusChange) -> tuple[Text, Text]:
    if change.then is None:
        return (Span(material.phrases["changes_not_there"]),), (material.status(change.now),)
    return (material.status(change.then),), (material.status(change.now),)


def _moved_goals(material: Material, changes: Changes) -> Iterable[Block]:
    moved = [one for one in changes.goals.values() if one.moved]
    if not moved:
        yield Paragraph((Span(said_of(material, changes, "changes_none_moved")),))
        return
    yield goal_table(material, changes, "changes_goals_caption", moved)


def _measures(material: Material, changes: Changes) -> Iterable[Block]:
    """Every measure that is compared, the clear changes open and the others folded."""
    compared = by_size(changes.measures)
    clear = [one for one in compared if one.is_clear]
    unclear = [one for one in compared if not one.is_clear]
    if clear:
        yield _measure_table(material, changes, "changes_clear_caption", clear)
    elif compared:
        yield Paragraph((Span(said_of(material, changes, "changes_none_clear")),))
    if unclear:
        count = material.whole(len(unclear))
        summary = (Span(said_of(material, changes, "changes_unclear_heading", count=count)),)
        table = _measure_table(material, changes, "changes_unclear_caption", unclear)
        yield Disclosure(summary, (table,))
    yield from _in_own_unit(material, changes)


def _in_own_unit(material: Material, changes: Changes) -> Iterable[DataTable]:
    """The measures that are compared in a unit of their own; nothing where there is none."""
    held = [one for one in changes.measures.values() if one.is_compared and one.unit != SHARE]
    if not held:
        return
    then, now = year_columns(material, changes)
    words = material.own_words
    yield DataTable(
        caption=words.filled("changes_indicators_caption", wave=str(changes.previous.wave)),
        columns=(
            Column(material.phrases["measure"]),
            Column(then.title, is_number=True),
            Column(now.title, is_number=True),
            Column(words["changes_moved"], is_number=True),
        ),
        rows=tuple(_own_row(material, one) for one in held),
    )


def _own_row(material: Material, change: MeasureChange) -> Row:
    values = (
        "–" if one is None else material.measured(change.measure, one)
        for one in (change.then, change.now)
    )
    moved = change.change or Fraction(0)
    sign = "+" if moved > 0 else "\u2212" if moved < 0 else ""
    told = f"{sign}{material.measured(change.measure, abs(moved))}"
    return Row(
        (_measure_name(material, change.measure), *((Span(one),) for one in (*values, told)))
    )


def _measure_table(
    material: Material, changes: Changes, caption: str, measures: Sequence[MeasureChange]
) -> DataTable:
    phrases = material.phrases
    then, now = year_columns(material, changes)
    return DataTable(
        caption=said_of(material, changes, caption),
        columns=(
            Column(phrases["measure"]),
            Column(then.title, is_number=True),
            Column(now.title, is_number=True),
            Column(phrases["changes_points"], is_number=True),
            Column(phrases["interval"], is_number=True),
            Column(phrases["changes_judged"]),
        ),
        rows=tuple(_measure_row(material, one) for one in measures),
        footnote=(Span(phrases["changes_footnote"]),),
    )


def _measure_row(material: Material, change: MeasureChange) -> Row:
    phrases = material.phrases
    if change.low is None or change.high is None:
        interval = phrases["no_interval_short"]
    else:
        interval = material.span_of_points(change.low, change.high)
    judged = "changes_clear" if change.is_clear else "changes_unclear"
    if change.points == 0:
        judged = "changes_same"
    cells = (
        _share(material, change.then),
        _share(material, change.now),
        material.signed_points(change.points or 0),
        interval,
        phrases[judged],
    )
    return Row((_measure_name(material, change.measure), *((Span(cell),) for cell in cells)))


def _share(material: Material, share: Fraction | None) -> str:
    return "–" if share is None else material.share(share)


def _measure_name(material: Material, name: str) -> Text:
    """Return a measure's label as a link to its counts; the id of one that is no longer there."""
    if name not in material.strategy.measures:
        return (Span(name, weight="code"),)
    label = upper_first(material.said(material.definition(name).label))
    return (Span(label, to=material.anchors.of_measure(name)),)


def _not_compared(material: Material, changes: Changes) -> Iterable[Disclosure]:
    """What can't be compared: statuses that did not move but mean another thing, and measures."""
    goals = [
        one for one in changes.goals.values() if one.outcome == "not_comparable" and not one.moved
    ]
    measures = [one for one in changes.measures.values() if one.hindrance is not None]
    if not goals and not measures:
        return
    blocks: list[Block] = []
    if goals:
        blocks.append(goal_table(material, changes, "changes_goals_not_compared", goals))
    if measures:
        blocks.append(_reasons_table(material, changes, measures))
    counts = {
        "goals": material.whole(len(goals)),
        "measures": material.whole(len(measures)),
    }
    summary = (Span(said_of(material, changes, "changes_not_compared_heading", **counts)),)
    yield Disclosure(summary, tuple(blocks))


def _reasons_table(
    material: Material, changes: Changes, measures: Sequence[MeasureChange]
) -> DataTable:
    phrases = material.phrases
    return DataTable(
        caption=said_of(material, changes, "changes_not_compared_caption"),
        columns=(Column(phrases["measure"]), Column(phrases["changes_reason"])),
        rows=tuple(
            Row((_measure_name(material, one.measure), _reason(material, one))) for one in measures
        ),
        stacks=True,
    )


def _reason(material: Material, change: MeasureChange) -> Text:
    hindrance = change.hindrance
    if hindrance is None:
        return ()
    reason = hindrance_text(hindrance, material.language)
    if hindrance.measure == change.measure:
        return (Span(upper_first(reason)),)
    part = _measure_name(material, hindrance.measure)
    return material.phrases.text("changes_reason_of_part", part=part, reason=reason)
