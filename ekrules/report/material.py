"""Material: what a report is composed of, and how each kind of fact is put in words.

In: an assessment, its narrative, and the strategy and survey they rest on.
Out: texts: statuses, shares with their counts, values of inputs, references to files.
How a number is written is for written_numbers.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from ekrules.assessment.assessed import Assessment, RollUp, SeenInput, Status
from ekrules.assessment.changed import Changes
from ekrules.assessment.rules import Rules
from ekrules.errors import Place
from ekrules.goals.parameters import NOT_IN_FORCE
from ekrules.goals.strategy import NO_TARGET, Goal, MeasureDefinition, Strategy, StrategyTheme
from ekrules.narrative.amounts import UnitName, amount_text, unit_name
from ekrules.narrative.measure_views import is_published
from ekrules.narrative.numbers import decimal_text
from ekrules.narrative.phrases import Phrases, read_phrases
from ekrules.narrative.references import References
from ekrules.narrative.runs import Paragraph as NarrativeParagraph
from ekrules.narrative.runs import Run
from ekrules.narrative.values import value_text
from ekrules.narrative.views import Views
from ekrules.narrative.writing import Narrative
from ekrules.report.anchors import Anchors, goal_anchor
from ekrules.report.phrases import ReportPhrases, read_indicator_phrases, read_report_phrases
from ekrules.report.settings import AS_SHIPPED, ReportSettings
from ekrules.report.spans import Span, Text
from ekrules.report.written_numbers import WrittenNumbers
from ekrules.survey.indicator_series import SHARE
from ekrules.survey.survey import Survey
from ekrules.tables.measure import Measure
from ekrules.tables.tallies import Tallies, tallies_of
from ekrules.yaml_reader.wording import Language, Wording

YEARS = ("years_left",)
COUNTS = ("goals_assessed", "themes_assessed")


@dataclass(frozen=True)
class Material(WrittenNumbers):
    """An assessment with its narrative, strategy and survey, spoken in the narrative's language."""

    assessment: Assessment
    narrative: Narrative
    strategy: Strategy
    survey: Survey
    rules: Rules | None = None
    changes: Changes | None = None
    settings: ReportSettings = AS_SHIPPED

    @property
    def language(self) -> Language:
        """The language of the report."""
        return self.narrative.language

    @property
    def words(self) -> Phrases:
        """The words that narrative and report share."""
        return read_phrases(self.language)

    @property
    def phrases(self) -> ReportPhrases:
        """The report's own headings and words."""
        return read_report_phrases(self.language)

    @property
    def own_words(self) -> ReportPhrases:
        """The report's words for indicators and methods."""
        return read_indicator_phrases(self.language)

    @cached_property
    def anchors(self) -> Anchors:
        """Where each thing stands."""
        return Anchors(self.strategy)

    @cached_property
    def rolled(self) -> dict[str, RollUp]:
        """Theme id -> its status."""
        return {theme.id: theme for theme in self.assessment.themes}

    @cached_property
    def themes(self) -> dict[str, StrategyTheme]:
        """Theme id -> theme."""
        return {theme.theme: theme for theme in self.strategy.themes}

    @cached_property
    def tallies(self) -> Tallies:
        """The tallies of all respondents."""
        return tallies_of(self.survey)

    @cached_property
    def references(self) -> References:
        """What every figure of the narrative rests on."""
        return References(self.assessment, self.strategy, self.survey, self.tallies)

    @cached_property
    def _views(self) -> Views:
        return Views(self.assessment, self.strategy, self.survey, self.language)

    def said(self, wording: Wording) -> str:
        """Return a text in the report's language."""
        return wording.in_language(self.language)

    def narrated(self, paragraph: NarrativeParagraph, goal: str | None = None) -> Text:
        """Return a paragraph in which every figure leads to where its counts stand.

        The first figure with digits of those in a row that lead to one place is the link; its
        neighbours say in a hint what they belong to.
        """
        spans: list[Span] = []
        linked: str | None = None
        for run in paragraph.runs:
            if run.kind != "figure" or run.ref is None:
                spans.append(Span(run.text))
                continue
            has_digits = any(letter.isdigit() for letter in run.text)
            to = self.anchors.of_reference(run.ref, goal) if has_digits else None
            if to is not None and linked != to:
                spans.append(Span(run.text, to=to))
                linked = to
            else:
                spans.append(Span(run.text, hint=self._hint(run)))
        return tuple(spans)

    def _hint(self, run: Run) -> str | None:
        kind, _, name = (run.ref or "").partition(":")
        if kind == "measure" and name in self.strategy.measures:
            return self.said(self.strategy.measures[name].label)
        words = self.own_words if kind in ("indicator", "method") else self.phrases
        return words["hint_" + kind] if "hint_" + kind in words.phrases else None

    @property
    def unit(self) -> dict[str, str]:
        """What a respondent is called, one and many, as places of a phrase."""
        unit = self.survey.description.unit
        return {"one": self.said(unit.one), "many": self.said(unit.many)}

    def status(self, status: Status, to: str | None = None, hint: str | None = None) -> Span:
        """Return a status as its word, with a link where it has one."""
        return Span(self.words.status[status.value].word, to=to, hint=hint, status=status)

    def status_word(self, status: Status, count: int) -> str:
        """Return a status as one or as many have it."""
        return (
            self.words.status[status.value].word if count == 1 else self.phrases[f"many_{status}"]
        )

    def statuses(self, statuses: tuple[Status, ...]) -> Text:
        """Return statuses as a list in running text."""
        spans: list[Span] = []
        for position, status in enumerate(statuses):
            if position:
                last = position == len(statuses) - 1
                spans.append(Span(f" {self.words.or_word} " if last else ", "))
            spans.append(self.status(status))
        return tuple(spans)

    def target(self, goal: Goal) -> str:
        """Return what a goal asks for in its measure's unit, of dated targets the survey day's."""
        if goal.target == NO_TARGET:
            return self.own_words["origin_none"]
        wanted = goal.target_on(self.survey.description.reference_date)
        return self.reason(NOT_IN_FORCE) if wanted is None else self.bound(wanted, goal.attainment)

    def bound(self, number: float, measure: str | None) -> str:
        """Return a number that a measure is held against, as it was written, in its unit."""
        if self.is_share(measure):
            return self.exact_share(number)
        return amount_text(number, self.unit_of(measure), self.language)

    def measured(self, measure: str, value: Fraction) -> str:
        """Return a measure's value, also an earlier one, as it is told: 65,1 %, 19 dager."""
        held = self.assessment.measures.get(measure)
        if held is None or (held.is_share and not is_published(measure, self.strategy)):
            return self.share(value)
        return amount_text(value, self.unit_of(measure), self.language)

    def unit_of(self, measure: str | None) -> UnitName:
        """Return the unit of a measure's value; a share where there is none."""
        held = self.assessment.measures.get(measure or "")
        return UnitName(SHARE) if held is None else unit_name(held, self.assessment.measures)

    def is_share(self, measure: str | None) -> bool:
        """Whether a measure is a share, as what is not measured counts."""
        held = self.assessment.measures.get(measure or "")
        return held is None or held.is_share

    def percent(self, measure: Measure) -> str:
        """Return a known measure in percent, and the word for it where that is weighted."""
        return self._views.percent(measure)

    def time_to(self, day: date) -> str:
        """Return how far a day is from the survey's: "om 9 måneder", "for 2 år siden"."""
        on = self.survey.description.reference_date
        name = "deadlines_passed" if day < on else "deadlines_ahead"
        return self.phrases.filled(name, time=self._views.time_text(on, day))

    def counts(self, measure: Measure) -> str:
        """Return "161 av 249 spurte"."""
        return self._views.counts(measure)

    def reason(self, reason: str | None) -> str:
        """Return why something is unknown or not assessed."""
        return self.words.reason.get(reason or "", self.phrases["unknown"])

    def value(self, seen: SeenInput, measure: str | None = None) -> str:
        """Return what a decision saw: a percent, years, a count or a word; or why it is unknown.

        measure: the attainment of the goal that it saw it of.
        """
        if seen.value is None:
            reason = self.reason(seen.reason)
            return self.phrases.filled("unknown_because", reason=reason)
        if seen.in_force is not None:
            return value_text(seen.value, seen.in_force.unit, self.language)
        if isinstance(seen.value, str):
            return self.words.coverage.get(seen.value, seen.value)
        assert not isinstance(seen.value, date)
        if seen.measure is not None:
            return self.percent(self.assessment.measures[seen.measure])
        if seen.name == "target" and not self.is_share(measure):
            return self.bound(seen.value, measure)
        if seen.name in YEARS:
            years = Decimal(str(seen.value)).quantize(Decimal("0.01"))
            return self.phrases.filled(
                "years", years=decimal_text(years, self.language, decimals=2)
            )
        return self.whole(int(seen.value)) if seen.name in COUNTS else self.share(seen.value)

    def place(self, place: Place) -> Span:
        """Return a file and a line as a reader would look them up."""
        text = f"{place.file}:{place.line}" if place.line else place.file
        return Span(text, weight="code")

    def goal_label(self, goal: Goal) -> str:
        """Return "Mål 3.2": the theme's number and the goal's."""
        theme = self.strategy.theme_of_goal[goal.id]
        return self.phrases.filled("goal_number", theme=str(theme.number), goal=str(goal.number))

    def goal_link(self, goal_id: str) -> Span:
        """Return the goal's label as a link, its text as the hint."""
        goal = self.strategy.goals[goal_id]
        return Span(self.goal_label(goal), to=goal_anchor(goal_id), hint=self.said(goal.text))

    def goal_named(self, goal_id: str) -> Text:
        """Return the goal's label as a link, and in a few words what it is measured by."""
        name = self.strategy.goals[goal_id].attainment
        if name is None:
            return (self.goal_link(goal_id),)
        label = self.said(self.strategy.measures[name].label)
        return (self.goal_link(goal_id), Span(f" {label}", weight="muted"))

    def measure_text(self, name: str, goal: str | None = None) -> Text:
        """Return "Label: 65,1 % (162 av 249 spurte)", the percent leading to its counts."""
        measure, definition = self.assessment.measures[name], self.strategy.measures[name]
        label = self.said(definition.label)
        if measure.value is None:
            return self.phrases.text(
                "measure_unknown", label=label, reason=self.reason(measure.reason)
            )
        percent = Span(self.percent(measure), to=self.anchors.of_measure(name, goal))
        if not self.counts(measure):
            return self.phrases.text("measure_without_counts", label=label, percent=percent)
        return self.phrases.text(
            "measure_stated", label=label, percent=percent, counts=self.counts(measure)
        )

    def definition(self, name: str) -> MeasureDefinition:
        """Return how a measure is defined."""
        return self.strategy.measures[name]
