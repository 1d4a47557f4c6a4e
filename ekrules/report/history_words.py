"""History words: a History's goals, statuses, figures and changes in the report's language.

In: a History, and what goals are called where a project at hand says so. Out: words and spans for
the table, the picture, the page and the screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ekrules.assessment.history.history import Cell, GoalHistory, History, Step, Wave
from ekrules.narrative.amounts import UnitName, amount_text
from ekrules.narrative.numbers import date_text, percent_of, percent_text
from ekrules.narrative.phrases import Phrases, joined, read_phrases
from ekrules.report.phrases import ReportPhrases, read_history_phrases
from ekrules.report.spans import Span, Text
from ekrules.yaml_reader.wording import Language


@dataclass(frozen=True)
class GoalNames:
    """What a strategy and its goals are called; empty where no project at hand has the strategy.

    numbers: goal id -> "3.2". texts: goal id -> its text.
    """

    title: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class HistoryWords:
    """Says what a History holds, in its language."""

    history: History
    language: Language
    names: GoalNames = GoalNames()

    @property
    def phrases(self) -> ReportPhrases:
        """The history's own headings and words."""
        return read_history_phrases(self.language)

    @property
    def shared(self) -> Phrases:
        """The words of the narrative and the report."""
        return read_phrases(self.language)

    @property
    def title(self) -> str:
        """The strategy's title, or its id."""
        return self.names.title or self.history.strategy

    def number(self, goal: str) -> str:
        """Return a goal's number; nothing where it is not known."""
        return self.names.numbers.get(goal, "")

    def text(self, goal: str) -> str:
        """Return a goal's text, or its id."""
        return self.names.texts.get(goal, goal)

    def goal(self, goal: str) -> str:
        """Return a goal's number and text."""
        number = self.number(goal)
        named = self.phrases.filled("goal_named", number=number, text=self.text(goal))
        return named if number else self.text(goal)

    def status_word(self, cell: Cell) -> str:
        """Return a cell's status as a word, or that the goal is not there."""
        if cell.status is None:
            return self.phrases["missing"]
        return self.shared.status[cell.status.value].word

    def status(self, cell: Cell) -> Text:
        """Return a status as its word, to which a writer adds shape and colour."""
        word = self.status_word(cell)
        if cell.status is None:
            return (Span(word, weight="muted"),)
        own = (Span(f" ({self.phrases['overridden']})"),) if cell.is_overridden else ()
        return (Span(word, status=cell.status), *own)

    def attainment(self, cell: Cell) -> str:
        """Return how far a goal had come, in percent or its unit; nothing where it is not known."""
        measure = cell.attainment
        if measure is None or measure.value is None:
            return ""
        if not measure.is_share:
            return amount_text(measure.exact, UnitName(measure.unit), self.language)
        return percent_text(percent_of(measure), self.language)

    def change(self, step: Step) -> str:
        """Return what a change is called, and what made it where that is known."""
        name = self.phrases[f"change_{step.change}"]
        if step.because is None:
            return name
        because = self.phrases[f"because_{step.because}"]
        return self.phrases.filled("change_because", change=name, because=because)

    def why(self, step: Step) -> str:
        """Return why two statuses are not compared; nothing where they are."""
        if step.unlike is None:
            return ""
        shared = self.shared.not_compared.get(step.unlike)
        return shared or self.phrases[f"unlike_{step.unlike}"]

    def day(self, day: date | None) -> str:
        """Return a day in words."""
        return self.phrases["no_day"] if day is None else date_text(day, self.language)

    def waves(self, waves: list[Wave]) -> str:
        """Return waves as a list in running text."""
        return joined([one.name for one in waves], self.shared.and_word)

    def summary(self) -> str:
        """Return the last step in a sentence."""
        waves, phrases = self.history.waves, self.phrases
        if len(waves) < 2:
            return phrases.filled("one_wave", wave=waves[0].name)
        counted = self.history.counted(len(waves) - 1)
        better, worse = counted.get("better", 0), counted.get("worse", 0)
        return phrases.filled(
            "since_last",
            then=waves[-2].name,
            now=waves[-1].name,
            better=self._went("went_better", better),
            worse=self._went("went_worse", worse),
        )

    def _went(self, name: str, count: int) -> str:
        ending = "one" if count == 1 else "many"
        return self.phrases.filled(f"{name}_{ending}", count=str(count))

    def moved(self, at: int) -> list[tuple[GoalHistory, Cell, Cell, Step]]:
        """Return the goals that changed to a record from the one before, or are not compared."""
        found = []
        for one in self.history.goals:
            then, now = one.cells[at - 1], one.cells[at]
            if now.since is not None and now.since.change not in ("same", "not_assessed"):
                found.append((one, then, now, now.since))
        return found
