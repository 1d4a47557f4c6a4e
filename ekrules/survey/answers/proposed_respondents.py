"""Proposed respondents: the columns that say who answered, which wave, and in which segments.

In: a raw table, the survey and the columns that no question has taken. Out: ProposedColumns, by
what people call such columns and by what stands in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ekrules.survey.answer_files.table import RawTable
from ekrules.survey.answers.meanings import compared, labels_of, segment_meanings
from ekrules.survey.answers.name_matching import plain
from ekrules.survey.answers.proposed import ProposedColumn
from ekrules.survey.answers.sampling import Sample
from ekrules.survey.breakdowns import Breakdown
from ekrules.survey.survey import Survey

# The first that a column is called is taken; plain() has been at the headers.
_RESPONDENT = (
    "respondent", "respondentid", "respondent id", "respid", "kommunenr", "kommunenummer",
    "kommune nr", "komnr", "knr", "orgnr", "organisasjonsnummer", "response id", "responseid",
    "svarid", "svar id", "id", "lopenr", "lopenummer", "nr",
)  # fmt: skip
_NAME = ("name", "navn", "kommune", "kommunenavn", "kommunens navn", "municipality", "enhet")
_WAVE = ("wave", "bolge", "aar", "ar", "year", "argang", "arstall")
_WEIGHT = ("weight", "vekt", "vekter", "weights", "wt", "designvekt")
_MOSTLY = 0.8


class RespondentProposer:
    """Finds what a file says of its respondents."""

    def __init__(
        self, raw: RawTable, survey: Survey, sample: Sample, columns: Sequence[str]
    ) -> None:
        self._sample = sample
        self._labels = {one.name: one.label for one in raw.columns}
        self._free = list(columns)
        self._units = survey.units
        unit = plain(survey.description.unit.one.nb)
        self.respondent = self._take(
            self._listed() or self._identified((f"{unit}nr", f"{unit}nummer", *_RESPONDENT))
        )
        self.breakdowns = self._all_breakdowns(survey.breakdowns)
        self.name = self._take(self._called((*_NAME, unit)))
        self.wave = self._take(self._wave(str(survey.description.wave)))
        self.weight = self._take(self._called(_WEIGHT))

    def taken(self) -> Iterator[tuple[str, str]]:
        """Return the columns taken, each with what it was taken for."""
        named = {"respondent": self.respondent, "name": self.name, "wave": self.wave}
        named |= {"weight": self.weight, **self.breakdowns}
        yield from ((one.column, use) for use, one in named.items() if one is not None)

    def _take(self, found: ProposedColumn | None) -> ProposedColumn | None:
        if found is not None:
            self._free.remove(found.column)
        return found

    def _names(self, column: str) -> set[str]:
        return {plain(one) for one in (column, self._labels[column]) if one}

    def _called(self, words: Sequence[str]) -> ProposedColumn | None:
        for word in words:
            for column in self._free:
                if word in self._names(column):
                    return ProposedColumn(column, "navnet")
        return None

    def _identified(self, words: Sequence[str]) -> ProposedColumn | None:
        """One that is called an id; unsure where two rows have the same, or one has none."""
        found = self._called(words)
        if found is None:
            return None
        different = len(self._sample.values(found.column))
        return ProposedColumn(found.column, found.ground, different < self._sample.rows)

    def _listed(self) -> ProposedColumn | None:
        """The column whose texts are ids of the frame list."""
        known = {one.id.lstrip("0") or "0" for one in self._units}
        best = (_MOSTLY, "")
        for column in self._free if known else ():
            values = self._sample.values(column)
            share = sum((one.lstrip("0") or "0") in known for one in values) / max(1, len(values))
            # A column of a few codes (1, 2, 3) may look like ids.
            if share >= best[0] and 2 * len(values) > self._sample.rows and share > 0:
                best = (share + 1e-9, column)
        return ProposedColumn(best[1], "id-ene i rammelisten") if best[1] else None

    def _wave(self, wave: str) -> ProposedColumn | None:
        found = self._called(_WAVE)
        if found is None:
            return None
        values = self._sample.values(found.column)
        years = bool(values) and all(len(one) == len(wave) and one.isdigit() for one in values)
        return ProposedColumn(found.column, found.ground, wave not in values) if years else None

    def _all_breakdowns(self, breakdowns: Sequence[Breakdown]) -> dict[str, ProposedColumn]:
        found = {}
        for one in breakdowns:
            column = self._take(self._breakdown(one))
            if column is not None:
                found[one.id] = column
        return found

    def _breakdown(self, breakdown: Breakdown) -> ProposedColumn | None:
        found = self._called([plain(one) for one in (breakdown.id, *labels_of(breakdown.label))])
        if found is None:
            return None
        meanings = segment_meanings((one.id, one.label) for one in breakdown.segments)
        values = [compared(one) for one in self._sample.values(found.column)]
        unknown = [one for one in values if meanings.of(one) is None]
        return ProposedColumn(found.column, found.ground, bool(unknown))
