"""Comparison text: why each status differs, for a terminal: a line a goal, the worst news first.

In: a SurveyComparison. Out: lines of plain text, the same for the same comparison.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from ekrules.assessment.comparison.attribution import Attribution
from ekrules.assessment.comparison.comparing import (
    FindingComparison,
    GoalComparison,
    RollUpComparison,
)
from ekrules.assessment.comparison.differences import Difference
from ekrules.report.comparison import ComparedData, SurveyComparison
from ekrules.report.comparison_sentences import moving_causes
from ekrules.report.comparison_words import ComparisonWords, most_telling_first
from ekrules.report.spans import Text
from ekrules.report.status_shapes import SHAPES

WIDTH = 100
MOST_DIFFERENCES = 6


def comparison_text(told: SurveyComparison) -> str:
    """Return the comparison as text, closed by a newline."""
    return "\n".join(_Writer(told).lines()) + "\n"


def summary_text(told: SurveyComparison) -> str:
    """Return in one sentence how much differs."""
    found = told.comparison
    if not told.differs:
        return "No status differs."
    return (
        f"{many(len(found.goals), 'goal')} of another status, "
        f"{many(len(found.same_though), 'goal')} of the same though a part would have moved it, "
        f"{many(len(found.new_goals) + len(found.gone_goals), 'goal')} new or gone, "
        f"{many(len(found.themes), 'theme')} and {many(len(found.findings), 'finding')}."
    )


class _Writer:
    def __init__(self, told: SurveyComparison) -> None:
        self._told = told
        self._words = ComparisonWords("en", told.names, told.old.name, told.new.name)

    def lines(self) -> Iterator[str]:
        told, found = self._told, self._told.comparison
        yield f"{told.title}: from {told.old.name.label} to {told.new.name.label}"
        yield f"{_data(told.old)} → {_data(told.new)}"
        moved = most_telling_first(found.goals)
        yield from self._group("Goals of another status", map(self._goal, moved))
        yield from self._group("The same, though", map(self._goal, found.same_though))
        yield from self._group("Themes and the whole", map(self._rolled, self._above()))
        yield from self._group("Findings", map(self._finding, found.findings))
        others = [(one, "new") for one in found.new_goals]
        others += [(one, "gone") for one in found.gone_goals]
        lines = (
            [f"{self._name(one.goal)} is {word}: {_status(one.status)}"] for one, word in others
        )
        yield from self._group("New goals and goals that are gone", lines)
        yield ""
        yield from wrapped(f"{summary_text(told)} {many(found.alike, 'goal')} as before.", "")
        for note in told.notes:
            yield from wrapped(f"Note: {note}.", "")

    def _above(self) -> Iterator[RollUpComparison]:
        found = self._told.comparison
        if found.overall is not None:
            yield found.overall
        yield from found.themes

    def _group(self, title: str, entries: Iterable[list[str]]) -> Iterator[str]:
        told = list(entries)
        if told:
            yield ""
            yield f"{title} ({len(told)})"
        for first, *rest in told:
            yield from wrapped(first, "  ")
            for line in rest:
                yield from wrapped(line, "      ")

    def _name(self, goal: str) -> str:
        return f"{self._told.names.goals[goal].number} {goal}"

    def _goal(self, one: GoalComparison) -> list[str]:
        statuses = _moved(one.attribution, one.old.status, one.new.status)
        first = f"{self._name(one.goal)}: {statuses}. {self._why(one.attribution)}"
        return [first, *self._because(one.attribution, one.differences)]

    def _rolled(self, one: RollUpComparison) -> list[str]:
        name = self._told.title if one.kind == "overall" else self._words.theme(one.id)
        statuses = _moved(one.attribution, one.old.status, one.new.status)
        first = f"{name}: {statuses}. {self._why(one.attribution)}"
        return [first, *self._because(one.attribution, one.differences)]

    def _finding(self, one: FindingComparison) -> list[str]:
        outcome = self._words.outcome(one.attribution.new).text
        first = f"{one.id} {outcome}. {self._why(one.attribution)}"
        return [first, *self._because(one.attribution, one.differences)]

    def _why(self, found: Attribution) -> str:
        return flat(self._words.why(found))

    def _because(self, found: Attribution, differences: Iterable[Difference]) -> Iterator[str]:
        """Yield what differs, of the causes that move something; the others by their names."""
        still = self._words.without_effect(found)
        moving = moving_causes(found)
        told = [one for one in differences if one.cause in moving]
        for one in told[:MOST_DIFFERENCES]:
            yield f"{one.cause.replace('_', ' ')}: {flat(self._words.difference(one))}"
        if len(told) > MOST_DIFFERENCES:
            yield f"and {len(told) - MOST_DIFFERENCES} more"
        if still is not None:
            yield still


def _data(one: ComparedData) -> str:
    return f"{one.survey} {one.wave}, {one.reference_date.isoformat()}"


def _moved(found: Attribution, old: str, new: str) -> str:
    return f"{_status(old)} → {_status(new)}" if found.moved else _status(new)


def _status(status: str) -> str:
    shapes = {str(one.value): shape for one, shape in SHAPES.items()}
    return f"{shapes[status]} {status}"


def flat(text: Text) -> str:
    """Return running text as a line, a status with its shape."""
    return "".join(
        f"{SHAPES[span.status]} {span.text}" if span.status is not None else span.text
        for span in text
    )


def wrapped(line: str, indent: str) -> list[str]:
    """Return a line as lines that fit a terminal."""
    # A word is never cut: it may be a file and its line. Only plain spaces may break.
    return wrap(
        line,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def many(count: int, one: str) -> str:
    """Return how many there are: 1 goal, 2 goals."""
    return f"{count} {one if count == 1 else one + 's'}"
