"""Goals: what it takes to give one goal another colour, told line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ekrules.assessment.assessed import GoalAssessment, Status
from ekrules.assessment.probing import ATTAINMENT
from ekrules.assessment.what_if.asking import Band
from ekrules.assessment.what_if.other_inputs import OtherWay, Together
from ekrules.assessment.what_if.outlook import BetterStatus, Change, Outlook, outlook
from ekrules.project.explained import Step as Line
from ekrules.project.what_if.asking import Asked
from ekrules.project.what_if.words import (
    LANGUAGE,
    REASONS,
    WayWords,
    day_text,
    edge_text,
    row_text,
    value_text,
)


@dataclass(frozen=True)
class Told:
    """A goal's answer: its status and text, and lines below it."""

    goal: str
    status: Status
    text: str
    lines: tuple[Line, ...]


def ask_goal(asked: Asked, goal_id: str) -> Outlook:
    """Return the outlook of a goal of the project."""
    loaded = asked.loaded
    return outlook(
        loaded.strategy.goals[goal_id],
        loaded.strategy,
        asked.assessment.measures,
        loaded.rules.status,
        asked.on,
        asked.engines,
    )


def tell_goal(asked: Asked, found: Outlook) -> Told:
    """Return a goal's outlook in lines."""
    goal = found.case.goal
    assessed = asked.assessment.goal(goal.id)
    words = WayWords(asked.loaded, asked.assessment.measures)
    lines = [Line(f"Now {found.now.status}, {row_text(found.now)}"), *_grey(found)]
    lines += _override(assessed)
    for better in found.better:
        lines.append(Line(f"To {better.status}", _better(better, found, words)))
    lines.append(_margin(found, words))
    lines.append(_turns(found))
    return Told(goal.id, assessed.status, goal.text.in_language(LANGUAGE), tuple(lines))


def _grey(found: Outlook) -> list[Line]:
    if found.attainment_unknown is None:
        return []
    why = REASONS.get(found.attainment_unknown, found.attainment_unknown)
    line = Line(f"Its attainment is unknown: {why}; so no change of it can be counted")
    line.rests_on += [Line(_band(one)) for one in found.scale]
    return [line]


def _band(band: Band) -> str:
    ends = []
    if band.lowest > 0:
        ends.append(edge_text(band.lowest, up=True))
    if band.highest < 1:
        ends.append(edge_text(band.highest, up=False))
    status = band.concluded.status
    return f"Were it {' and '.join(ends) or 'anything'}: {status}, {row_text(band.concluded)}"


def _override(assessed: GoalAssessment) -> list[Line]:
    override = assessed.override
    if override is None:
        return []
    text = (
        f"Overridden: {override.by} has set it to {assessed.status}; what follows starts from what "
        f"the rules give, {assessed.computed}"
    )
    return [Line(text)]


def _better(better: BetterStatus, found: Outlook, words: WayWords) -> list[Line]:
    if not better.given:
        return [Line(f"No row of {found.case.table.id} gives {better.status}")]
    lines = []
    if better.by_attainment is not None:
        lines += words.lines(better.by_attainment.way)
        lines.append(Line(f"It is then {row_text(better.by_attainment.concluded)}"))
    elif found.attainment_unknown is None and ATTAINMENT in found.case.table.inputs:
        lines.append(Line("No change of the attainment alone does it"))
    lines += [_other(one, words) for one in better.others]
    lines += [_together(one) for one in better.together]
    return lines


def _other(one: OtherWay, words: WayWords) -> Line:
    start = value_text(one.input, one.start)
    name, row = one.input.name, row_text(one.concluded)
    text = f"Or, the rest unchanged: {name} {_wanted(one)}, not {start} ({row})"
    if one.deadline is not None:
        text += f"; as with a deadline on {day_text(one.deadline)}"
    return Line(text, words.lines(one.way) if one.way else [])


def _wanted(one: OtherWay) -> str:
    """The values of an input that do, from the side that they are come to."""
    if one.lowest is None or one.highest is None:
        return value_text(one.input, one.to)
    up = not isinstance(one.start, int | float) or one.start < one.lowest
    edge = one.lowest if up else one.highest
    if one.input.type == "share":
        return edge_text(edge, up=up)
    return f"{'at least' if up else 'at most'} {value_text(one.input, edge)}"


def _together(one: Together) -> Line:
    to = value_text(one.input, one.to)
    edge = edge_text(one.attainment.lowest, up=True)
    return Line(f"Together: {one.input.name} {to}, and the attainment {edge}")


def _margin(found: Outlook, words: WayWords) -> Line:
    margin = found.margin
    if margin is not None:
        return Line(f"What turns it {margin.status}", _lost(margin, words))
    if found.now.status is Status.GREY:
        return Line("No loss of attainment: it has no colour to lose")
    return Line("No loss of attainment alone gives it a worse colour")


def _lost(margin: Change, words: WayWords) -> list[Line]:
    return [*words.lines(margin.way), Line(f"It is then {row_text(margin.concluded)}")]


def _turns(found: Outlook) -> Line:
    if not found.turns:
        return Line(f"By the calendar alone, answers unchanged, it stays {found.now.status}")
    said: Sequence[str] = [
        f"{one.status} on {day_text(one.day)}{f' (row {one.row.id})' if one.row else ''}"
        for one in found.turns
    ]
    return Line(f"By the calendar alone, answers unchanged, it turns {', then '.join(said)}")
