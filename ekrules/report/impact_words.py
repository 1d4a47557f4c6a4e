"""Words: an Impact's goals, statuses, rows and cases as spans in the report's language.

In: an Impact. Out: pieces of running text for impact_document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ekrules.assessment.assessed import GoalAssessment, RollUp, Status
from ekrules.decision.conditions import Value
from ekrules.decision.inputs import InputType
from ekrules.decision.outputs import STATUSES
from ekrules.narrative.phrases import Phrases, read_phrases
from ekrules.narrative.values import value_text
from ekrules.report.impact import CaseImpact, CaseOutcome, Impact, SideName
from ekrules.report.impact_sentences import Piece
from ekrules.report.impact_values import seen_in_words
from ekrules.report.phrases import ReportPhrases, read_impact_phrases
from ekrules.report.spans import Span, Text
from ekrules.tables.measure import Measure

_Assessed = GoalAssessment | RollUp


@dataclass(frozen=True)
class ImpactWords:
    """Says what an Impact holds, in its language."""

    impact: Impact

    @property
    def phrases(self) -> ReportPhrases:
        """The page's own headings and words."""
        return read_impact_phrases(self.impact.language)

    @property
    def shared(self) -> Phrases:
        """The words of the narrative and the report."""
        return read_phrases(self.impact.language)

    def side(self, name: SideName) -> str:
        """Return the name of a side."""
        is_here = name.typed == "." and name.commit is None
        return self.phrases["working_tree"] if is_here else name.label

    def status(self, status: Status) -> Span:
        """Return a status as its word; the writer adds shape and colour."""
        return Span(self.shared.status[status.value].word, status=status)

    def goal(self, goal: str) -> Text:
        """Return a goal's numbers and text."""
        name = self.impact.names.goals[goal]
        return (Span(self.phrases.filled("goal_named", number=name.number, text=name.text)),)

    def theme(self, theme: str) -> str:
        """Return a theme's title."""
        return self.impact.names.themes.get(theme, theme)

    def decided(self, one: _Assessed | None, measures: Mapping[str, Measure]) -> Text:
        """Return a status, what decided it and on which numbers; that it is not there."""
        if one is None:
            return (Span(self.phrases["not_there"], weight="muted"),)
        spans = [self.status(one.status), Span(", "), *self._row(one)]
        if isinstance(one, GoalAssessment) and one.override is not None:
            told = self.phrases.text("computed", status=self.status(one.computed))
            spans += [Span("; "), *told]
        seen = [
            f"{self._input(seen.name)} {seen_in_words(seen, measures, self.impact.language)}"
            for seen in one.inputs
        ]
        return (*spans, Span(f": {', '.join(seen)}")) if seen else tuple(spans)

    def _row(self, one: _Assessed) -> Text:
        decided = one.decided_by
        if decided is None:
            code = one.reason or ""
            return self.phrases.text("no_row", reason=self.shared.reason.get(code, code))
        return self.phrases.text(
            "by_row",
            row=Span(decided.row, weight="code"),
            table=Span(decided.table, weight="code"),
            place=Span(f"{decided.place.file}:{decided.place.line}", weight="code"),
        )

    def _input(self, name: str) -> str:
        return self.shared.input.get(name, name.replace("_", " "))

    def pieces(self, pieces: Iterable[Piece]) -> Text:
        """Return running text in which what is removed or added is marked, for ears too."""
        spans: list[Span] = []
        for piece in pieces:
            if piece.kind == "same":
                spans.append(Span(piece.text))
                continue
            before = Span(self.phrases[f"spoken_{piece.kind}"], weight="spoken")
            after = Span(self.phrases["spoken_end"], weight="spoken")
            spans += [before, Span(piece.text, weight=piece.kind), after]
        return tuple(spans) or (Span(self.phrases["no_text"], weight="muted"),)

    def case(self, case: CaseImpact) -> Text:
        """Return a case: each input that it hangs on, with its value."""
        told = [self._told(name, value, case.units[name]) for name, value in case.values.items()]
        return (Span(", ".join(told) or self.phrases["case_any"]),)

    def _told(self, name: str, value: Value | None, unit: InputType) -> str:
        kind, _, of = name.partition(":")
        called = self._called(kind, of) if of else self._input(name)
        if value is None:
            return self.phrases.filled("case_unknown", name=called)
        if kind == "finding":
            return f"{called} {self.phrases['holds' if value else 'does_not_hold']}"
        if kind in ("goal", "theme") and value in STATUSES:
            said = self.shared.status[str(value)].word
        else:
            said = value_text(value, unit, self.impact.language)
        return self.phrases.filled("case_value", name=called, value=said)

    def _called(self, kind: str, of: str) -> str:
        names = self.impact.names
        if kind == "measure":
            return self.phrases.filled("case_measure", label=names.measures.get(of, of))
        if kind == "goal" and of in names.goals:
            return self.phrases.filled("case_goal", number=names.goals[of].number)
        if kind == "theme":
            return self.phrases.filled("case_theme", title=self.theme(of))
        return self.phrases.filled("case_finding", id=of)

    def outcome(self, outcome: CaseOutcome, *, of_finding: bool) -> Text:
        """Return what a case comes to: the conclusion and its row."""
        if of_finding:
            holds = outcome.concludes == "holds"
            return (Span(self.phrases["holds" if holds else "does_not_hold"]),)
        if outcome.concludes is None or outcome.row is None:
            return (Span(self.phrases["case_no_row"]),)
        concludes = outcome.concludes
        said = self.status(Status(concludes)) if concludes in STATUSES else Span(concludes)
        row = Span(outcome.row, weight="code")
        return self.phrases.text("case_row", concludes=said, row=row)
