"""Proposing: a mapping guessed from headers, labels and cells, for a person to correct.

In: a raw table and the survey. Out: a ProposedMapping that says of each entry why, and whether it
is sure. Looks at the first rows only; never writes a file, and never codes an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from ekrules.survey.answer_files.table import RawColumn, RawTable
from ekrules.survey.answer_layout import reason_column
from ekrules.survey.answers.code_evidence import CodeEvidence
from ekrules.survey.answers.mapping_names import is_synthetic_mark
from ekrules.survey.answers.name_matching import SURE, Match, NameMatcher
from ekrules.survey.answers.proposed import ProposedColumn, ProposedMapping, ProposedQuestion
from ekrules.survey.answers.proposed_codes import propose_codes
from ekrules.survey.answers.proposed_respondents import RespondentProposer
from ekrules.survey.answers.sampling import Sample
from ekrules.survey.codebook import Question
from ekrules.survey.survey import Survey

# Nearly equal texts are looked for one by one, which takes long.
_MOST_NEAR = 300

Slot = tuple[str, str | None]


def propose_mapping(raw: RawTable, survey: Survey, sheet: str | None = None) -> ProposedMapping:
    """Return what the columns of a file most likely hold."""
    sample = Sample(raw)
    slots = _Slots(survey)
    matcher = NameMatcher(survey)
    reasons = {reason_column(one.id) for one in survey.questions.values() if one.kind == "number"}
    columns = [
        one for one in raw.columns if not is_synthetic_mark(one.name) and one.name not in reasons
    ]
    matches = {one.name: matcher.matches(one) for one in columns}
    slots.fill(matches, at_least=SURE)
    respondents = RespondentProposer(raw, survey, sample, [c.name for c in slots.left(columns)])
    kept = {name for name, _ in respondents.taken()}
    columns = [one for one in columns if one.name not in kept]
    slots.fill({one.name: matches[one.name] for one in columns}, at_least=0)
    left = slots.left(columns)
    if slots.open and len(left) <= _MOST_NEAR:
        slots.fill({one.name: matcher.near(one) for one in left}, at_least=0)
    found = slots.questions(raw, sample)
    return ProposedMapping(
        file=PurePath(raw.source).name,
        sheet=sheet,
        respondent=respondents.respondent,
        name=respondents.name,
        wave=respondents.wave,
        weight=respondents.weight,
        breakdowns=respondents.breakdowns,
        questions=found,
        not_found=tuple(
            name for name in survey.questions if name not in {one.question for one in found}
        ),
        not_used=tuple(one.name for one in slots.left(columns)),
        repeated=tuple(one.name for one in raw.columns if one.name in reasons),
        without_segments=tuple(
            one.id
            for one in survey.breakdowns
            if not survey.units and one.id not in respondents.breakdowns
        ),
    )


class _Slots:
    """The places that columns are looked for: one per question, or per item or option of it."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._taken: dict[Slot, ProposedColumn] = {}
        self._columns: set[str] = set()

    def fill(self, matches: Mapping[str, list[Match]], at_least: int) -> None:
        """Give each slot the column that matches it best; a column fills one slot."""
        ranked = [
            (-match.score, order, name, match)
            for order, (name, found) in enumerate(matches.items())
            for match in found
            if match.score >= at_least
        ]
        for _, _, name, match in sorted(ranked, key=lambda one: one[:2]):
            slot = (match.question, match.part)
            if name in self._columns or slot in self._taken or not self._fits(slot):
                continue
            self._taken[slot] = ProposedColumn(name, match.ground, match.score < SURE)
            self._columns.add(name)

    def _fits(self, slot: Slot) -> bool:
        """A grid needs parts, a single-answer question has none, and a multi has all or one."""
        question, part = self._survey.questions[slot[0]], slot[1]
        if question.kind == "multi":
            others = {key[1] is None for key in self._taken if key[0] == question.id}
            return not others or others == {part is None}
        return (question.kind == "grid") == (part is not None)

    @property
    def open(self) -> bool:
        """Whether any question has no column yet."""
        return len({name for name, _ in self._taken}) < len(self._survey.questions)

    def left(self, columns: Iterable[RawColumn]) -> list[RawColumn]:
        """Return the columns that fill no slot."""
        return [one for one in columns if one.name not in self._columns]

    def questions(self, raw: RawTable, sample: Sample) -> tuple[ProposedQuestion, ...]:
        """Return the questions that have a column, with what their cells mean."""
        by_name = {one.name: one for one in raw.columns}
        columns = {
            name: found
            for name, question in self._survey.questions.items()
            if (found := self._columns_of(question))
        }
        read = {
            name: {part: by_name[one.column] for part, one in found.items()}
            for name, found in columns.items()
        }
        evidence = CodeEvidence(self._survey, read, sample)
        proposed = []
        for name, found in columns.items():
            question = self._survey.questions[name]
            codes = propose_codes(self._survey, question, read[name], sample, evidence)
            absent = self._absent(question, found)
            proposed.append(ProposedQuestion(name, found, codes, absent))
        return tuple(proposed)

    def _columns_of(self, question: Question) -> dict[str | None, ProposedColumn]:
        parts = [None, *self._parts(question)]
        others = [part for name, part in self._taken if name == question.id and part not in parts]
        return {
            part: self._taken[question.id, part]
            for part in [*parts, *sorted(one or "" for one in others)]
            if (question.id, part) in self._taken
        }

    def _parts(self, question: Question) -> list[str]:
        if question.kind == "grid":
            return [one.id for one in question.items]
        return list(self._survey.option_ids(question)) if question.kind == "multi" else []

    def _absent(
        self, question: Question, columns: Mapping[str | None, ProposedColumn]
    ) -> tuple[str, ...]:
        if None in columns:
            return ()
        return tuple(part for part in self._parts(question) if part not in columns)
