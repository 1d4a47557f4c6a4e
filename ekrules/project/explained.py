"""Explained: why something has its status, as steps, and the lines that every explanation has."""

from __future__ import annotations

from dataclasses import dataclass, field

from ekrules.assessment.assessed import DecidedBy, GoalAssessment, Status
from ekrules.assessment.statuses import NO_ROW_APPLIES
from ekrules.narrative.numbers import date_text
from ekrules.narrative.phrases import read_phrases
from ekrules.yaml_reader.wording import Language


@dataclass
class Step:
    """One line of an explanation, and what it rests on."""

    text: str
    rests_on: list[Step] = field(default_factory=list)


@dataclass(frozen=True)
class Explanation:
    """A goal, a theme or the whole: its text, status, the steps down, the report's paragraph."""

    title: str
    status: Status
    steps: tuple[Step, ...]
    paragraph: str


def decided_step(decided: DecidedBy | None, reason: str | None, language: Language) -> Step:
    """Return which row decided, where it stands and what it says; or why none did."""
    words = read_phrases(language)
    if decided is None:
        return Step(f"{words.no_row}: {words.reason[reason or NO_ROW_APPLIES]}")
    says = f" – {decided.says.in_language(language)}" if decided.says else ""
    where = f"{decided.table}, {decided.place.file}:{decided.place.line}"
    return Step(f"{words.row}: {decided.row} ({where}){says}")


def override_steps(assessed: GoalAssessment, language: Language) -> list[Step]:
    """Return what the rules give, and who set another status, when and why; nothing without."""
    override, words = assessed.override, read_phrases(language)
    if override is None:
        return []
    because = override.because.in_language(language)
    computed = words.status[assessed.computed.value].word
    signed = f"{override.by}, {date_text(override.on, language)}"
    signed += f" ({words.until} {date_text(override.until, language)})"
    return [Step(f"{words.overridden}: {computed} – {signed}: {because}")]
