"""Impact: all that a change to goals and rules does, as plain shapes for the writers.

Out of project.impact, into the writers (impact_text, impact_record, impact_document). Files of a
revision are named as git names them, "HEAD:rules/x/status.yaml"; nothing hangs on where they were
unpacked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ekrules.assessment.impact import AssessmentImpact
from ekrules.assessment.impact_definitions import DefinitionChange
from ekrules.decision.conditions import Value
from ekrules.decision.inputs import InputType
from ekrules.report.impact_methods import MethodImpact
from ekrules.report.impact_sentences import SentenceImpact
from ekrules.yaml_reader.wording import Language

SideKind = Literal["project", "goals", "rules", "revision"]
TableKind = Literal["goal", "theme", "overall", "finding", "method"]
TableState = Literal["same", "differs", "added", "removed", "open"]


@dataclass(frozen=True)
class SideName:
    """One of the two rule sets as it was named; commit: of a revision, in full."""

    typed: str
    kind: SideKind
    commit: str | None = None

    @property
    def label(self) -> str:
        """The name in a few words."""
        if self.commit is not None:
            return f"{self.typed} ({self.commit[:10]})"
        return "the working tree" if self.typed == "." else self.typed


@dataclass(frozen=True)
class CaseOutcome:
    """What a table makes of a case: the row that decides and what it concludes.

    Both None where no row decides. A finding has no row: it holds, or does not.
    """

    row: str | None
    concludes: str | None


@dataclass(frozen=True)
class CaseImpact:
    """A case on which the two decide differently, by the inputs that it hangs on, and in words.

    units: input name -> what its value is, as "share".
    """

    values: Mapping[str, Value | None]
    units: Mapping[str, InputType]
    words: str
    old: CaseOutcome
    new: CaseOutcome


@dataclass(frozen=True)
class TableImpact:
    """A table, or the rule of a finding, on every case there is.

    same: proved that no case differs. open: nothing found, and not proved either. is_complete:
    every pair of rows between which a case can move is among the cases. undecided: why not.
    """

    kind: TableKind
    id: str
    state: TableState
    cases: tuple[CaseImpact, ...] = ()
    is_complete: bool = True
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True)
class SurveyImpact:
    """What differs on one survey; goals: how many the new side has."""

    survey: str
    wave: int
    title: str
    folder: str
    goals: int
    assessment: AssessmentImpact
    sentences: tuple[SentenceImpact, ...]

    @property
    def differs(self) -> bool:
        """Whether anything that a reader of the report sees, or that decided it, is another."""
        return self.assessment.differs or bool(self.sentences)


@dataclass(frozen=True)
class GoalName:
    """A goal's numbers ("3.2") and its text."""

    number: str
    text: str


@dataclass(frozen=True)
class Names:
    """What goals, themes, measures and segments are called, by id; of both sides."""

    goals: Mapping[str, GoalName]
    themes: Mapping[str, str]
    measures: Mapping[str, str]


@dataclass(frozen=True)
class Impact:
    """The whole comparison. tables: None where there is no prover. notes: what to know of it.

    methods: those whose file differs, or that judge a catalogue which does.
    """

    language: Language
    strategy: str
    title: str
    old: SideName
    new: SideName
    names: Names
    definitions: tuple[DefinitionChange, ...]
    surveys: tuple[SurveyImpact, ...]
    tables: tuple[TableImpact, ...] | None
    notes: tuple[str, ...] = ()
    methods: tuple[MethodImpact, ...] = ()

    @property
    def moved_tables(self) -> tuple[TableImpact, ...]:
        """The tables and findings that are not proved to be the same."""
        return tuple(one for one in self.tables or () if one.state != "same")

    @property
    def differs(self) -> bool:
        """Whether a survey, a definition or a case differs, or may for all that was proved."""
        on_data = any(one.differs for one in self.surveys)
        of_methods = any(
            one.state != "same" or any(each.differs for each in one.indicators)
            for one in self.methods
        )
        return on_data or of_methods or bool(self.definitions) or bool(self.moved_tables)
