"""Moved goals: a goal's status then and now, and why it moved or can't be held against the other.

In: the changes since an earlier assessment. Out: tables of goals, each row with why, in words.
"""

from __future__ import annotations

from collections.abc import Sequence

from ekrules.assessment.assessed import Status
from ekrules.assessment.changed import Changes, GoalChange
from ekrules.narrative.change_views import hindrance_text
from ekrules.report.document import Column, DataTable, Row
from ekrules.report.material import Material
from ekrules.report.spans import Span, Text


def said_of(material: Material, changes: Changes, name: str, **places: str) -> str:
    """Return a phrase with the earlier wave and the words for respondents filled in."""
    wave = str(changes.previous.wave)
    return material.phrases.filled(name, wave=wave, **material.unit, **places)


def year_columns(material: Material, changes: Changes) -> tuple[Column, Column]:
    """Return the columns of the two years."""
    return Column(str(changes.previous.wave)), Column(str(material.survey.description.wave))


def goal_table(
    material: Material, changes: Changes, caption: str, goals: Sequence[GoalChange]
) -> DataTable:
    """Return goals as rows: then, now and why."""
    phrases = material.phrases
    return DataTable(
        caption=said_of(material, changes, caption),
        columns=(
            Column(phrases["goal"]),
            *year_columns(material, changes),
            Column(phrases["changes_why"]),
        ),
        rows=tuple(
            Row(
                (
                    material.goal_named(one.goal),
                    (material.status(one.then),),
                    (material.status(one.now),),
                    _why(material, changes, one),
                )
            )
            for one in goals
        ),
        stacks=True,
    )


def _why(material: Material, changes: Changes, change: GoalChange) -> Text:
    """Why a goal's status moved, or why it can't be held against the earlier one."""
    phrases, what_if = material.phrases, change.what_if
    wave = str(changes.previous.wave)
    if change.cause == "coverage":
        return _why_grey(material, change)
    if change.cause == "override":
        return phrases.text(
            "cause_override",
            wave=wave,
            then=material.status(change.computed_then),
            now=material.status(change.computed_now),
        )
    if change.hindrance is not None:
        reason = hindrance_text(change.hindrance, material.language)
        return phrases.text("cause_not_comparable", wave=wave, reason=reason)
    if what_if is not None and change.rules_changed:
        return phrases.text("cause_rules", wave=wave, status=material.status(what_if.then))
    if what_if is None or change.cause is None:
        return ()
    if change.cause == "time":
        return phrases.text("cause_time", wave=wave)
    # Each alone would have done it, or neither would: both are "both".
    alone = change.cause == "both" and what_if.time_alone is change.computed_now
    name = "cause_either" if alone else f"cause_{change.cause}"
    chance = "" if change.is_clear else phrases["cause_within_chance"]
    return phrases.text(name, wave=wave, chance=chance)


def _why_grey(material: Material, change: GoalChange) -> Text:
    """Why a goal was or is grey: by a reason of its own, or because a row said so."""
    when = "now" if change.computed_now is Status.GREY else "then"
    if change.grey_because is None:
        return (Span(material.phrases[f"cause_grey_by_row_{when}"]),)
    reason = material.reason(change.grey_because)
    return material.phrases.text(f"cause_grey_{when}", reason=reason)
