"""Comparison words: what differs, value for value, in one language.

In: Differences and names. Out: pieces of running text for the page and for the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ekrules.assessment.assessed import SeenInput, Status
from ekrules.assessment.comparison.comparing import GoalComparison
from ekrules.assessment.comparison.differences import Difference, Overridden, Told, Written
from ekrules.narrative.numbers import date_text, decimal_text
from ekrules.narrative.phrases import read_phrases
from ekrules.narrative.values import value_text
from ekrules.report.comparison import ComparedData, ComparedName
from ekrules.report.comparison_sentences import ComparisonSentences
from ekrules.report.impact import Names
from ekrules.report.impact_values import seen_in_words
from ekrules.report.spans import Span, Text
from ekrules.tables.measure import Measure

# The worst news first: what turned red, then what fell, what can't be told any more, what rose.
_NEWS = (
    (Status.GREEN, Status.RED),
    (Status.YELLOW, Status.RED),
    (Status.GREY, Status.RED),
    (Status.GREEN, Status.YELLOW),
    (Status.GREEN, Status.GREY),
    (Status.YELLOW, Status.GREY),
    (Status.RED, Status.GREY),
)


@dataclass(frozen=True)
class ComparisonWords(ComparisonSentences):
    """Says what differs between two sides; names: of goals, themes and measures."""

    names: Names
    old: ComparedName
    new: ComparedName

    def side(self, one: ComparedData) -> str:
        """Return which side it is, and the survey that it judges by."""
        is_here = one.name.kind == "project" and one.name.typed == "."
        return self.phrases.filled(
            "about_side",
            name=self.phrases["working_tree"] if is_here else one.name.label,
            survey=one.survey,
            wave=str(one.wave),
            day=date_text(one.reference_date, self.language),
        )

    def goal(self, goal: str) -> str:
        """Return a goal's numbers and text."""
        name = self.names.goals[goal]
        return self.phrases.filled("goal_named", number=name.number, text=name.text)

    def theme(self, theme: str) -> str:
        """Return a theme's title."""
        return self.names.themes.get(theme, theme)

    def difference(self, one: Difference) -> Text:
        """Return what a thing was and became, and where it stands."""
        what = self.phrases.text(f"kind_{one.kind}", name=Span(self._named(one), weight="code"))
        place = self._places(one)
        name = "came" if one.old is None else "went" if one.new is None else "was_became"
        if one.old is None and one.new is None:
            name = "was_became"
        told = self.phrases.text(name, what=what, old=self._told(one.old), new=self._told(one.new))
        noted = [Span(f"; {self.phrases[f'note_{one.note}']}")] if one.note else []
        return (*told, *noted, *([Span(" "), *place] if place else ()))

    def _named(self, one: Difference) -> str:
        name, _, key = one.name.partition(".")
        return f"{name} {key}" if key else name

    def _places(self, one: Difference) -> Text:
        old = self.old.place(one.old_at) if one.old_at else None
        new = self.new.place(one.new_at) if one.new_at else None
        if old is None or new is None or old == new:
            known = new or old
            return self.phrases.text("at", place=Span(known, weight="code")) if known else ()
        places = {"old": Span(old, weight="code"), "new": Span(new, weight="code")}
        return self.phrases.text("at_both", **places)

    def _told(self, told: Told | None) -> Text:
        if told is None:
            return (Span(self.phrases["unknown"]),)
        if isinstance(told, Measure):
            seen = SeenInput("attainment", told.value, told.id, told.reason)
            return (Span(seen_in_words(seen, {told.id: told}, self.language)),)
        if isinstance(told, Overridden):
            until = date_text(date.fromisoformat(told.until), self.language)
            status = self.outcome(told.status)
            return self.phrases.text("overridden", status=status, by=told.by, until=until)
        return (Span(self._written(told)),)

    def _written(self, told: Written) -> str:
        if told.unit == "years" and isinstance(told.value, int | float):
            return decimal_text(Decimal(str(told.value)), self.language, decimals=2)
        if told.unit is None:
            shared = read_phrases(self.language)
            return shared.coverage.get(str(told.value), str(told.value))
        return value_text(told.value, told.unit, self.language)


def most_telling_first(goals: Iterable[GoalComparison]) -> list[GoalComparison]:
    """Return goals with the worst news first, and else in the order of the strategy."""

    def rank(one: GoalComparison) -> int:
        moved = (one.old.status, one.new.status)
        return _NEWS.index(moved) if moved in _NEWS else len(_NEWS)

    return sorted(goals, key=rank)
