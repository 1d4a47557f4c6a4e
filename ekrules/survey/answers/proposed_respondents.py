"""Proposed respondents: the columns that say who answered, which wave, and in which segments.

In: a raw table, the survey and the columns that no question has taken. Out: ProposedColumns, by
what people call such columns and by what stands in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ekrules.errors import listed
from ekrules.survey.answer_files.table import RawTable
from ekrules.survey.answers.meanings import labels_of, segment_meanings
from ekrules.survey.answers.name_matching import plain
from ekrules.survey.answers.proposed import ProposedColumn
from ekrules.survey.answers.sampling import Sample
from ekrules.survey.breakdowns import Breakdown
from ekrules.survey.survey import Survey

# The first that a column is called is taken; plain() has been at the headers.
_RESPONDENT = (
    "respondent", "kommunenr", "kommunenummer", "kommune nr", "komnr", "knr", "orgnr",
    "organisasjonsnummer",
)  # fmt: skip
# What survey tools number their answers by: it tells two respondents apart, not who they are.
_ANSWER = (
    "respondentid", "respondent id", "respid", "response id", "responseid", "svarid", "svar id",
    "id", "lopenr", "lopenummer", "nr",
)  # fmt: skip
_NAME = ("name", "navn", "kommune", "kommunenavn", "kommunens navn", "municipality", "enhet")
_WAVE = ("wave", "bolge", "aar", "ar", "year", "argang", "arstall")
_WEIGHT = ("weight", "vekt", "vekter", "weights", "wt", "designvekt")
_MOSTLY, _ENOUGH_TO_COUNT = 0.8, 20


class RespondentProposer:
    """Finds what a file says of its respondents."""

    def __init__(
        self, raw: RawTable, survey: Survey, sample: Sample, columns: Sequence[str]
    ) -> None:
        self._sample = sample
        self._columns = {one.name: one for one in raw.columns}
        self._free = list(columns)
        self._units = survey.units
        unit = plain(survey.description.unit.one.nb)
        words = (f"{unit}nr", f"{unit}nummer", f"{unit} nr", *_RESPONDENT)
        self.respondent = self._take(
            self._listed() or self._identified(words) or self._named() or self._numbered(unit)
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
        return {plain(one) for one in (column, self._columns[column].label) if one}

    def _called(self, words: Sequence[str]) -> ProposedColumn | None:
        """One of these names that holds anything."""
        for word in words:
            for column in self._free:
                if word in self._names(column) and self._sample.values(column):
                    return ProposedColumn(column, "navnet")
        return None

    def _identified(self, words: Sequence[str]) -> ProposedColumn | None:
        """One that is called an id; unsure where two rows have the same, or one has none."""
        found = self._called(words)
        if found is None:
            return None
        return ProposedColumn(found.column, found.ground, not self._tells_apart(found.column))

    def _numbered(self, unit: str) -> ProposedColumn | None:
        """The tool's own number of each answer, unless a question asks who answers."""
        found = self._identified(_ANSWER)
        asking = next(
            (
                column
                for column in self._free
                if {unit, f"{unit}nr", f"{unit}nummer"} & {*plain(column).split()}
                and self._tells_apart(column)
            ),
            None,
        )
        if asking is not None and (found is None or self._is_count(found.column)):
            return ProposedColumn(asking, "navnet", unsure=True)
        if found is not None and self._is_count(found.column):
            return ProposedColumn(found.column, "bare et løpenummer", unsure=True)
        return found

    def _tells_apart(self, column: str) -> bool:
        return len(self._sample.values(column)) >= self._sample.rows

    def _is_count(self, column: str) -> bool:
        """Whether a column counts the rows: 1, 2, 3; of a few rows nobody can tell."""
        values = {*self._sample.values(column)}
        rows = self._sample.rows
        return rows >= _ENOUGH_TO_COUNT and values == {str(n) for n in range(1, rows + 1)}

    def _listed(self) -> ProposedColumn | None:
        """The column whose texts are ids of the frame list."""
        known = {one.id.lstrip("0") or "0" for one in self._units}
        return self._holding(known, lambda text: text.lstrip("0") or "0", "id-ene i rammelisten")

    def _named(self) -> ProposedColumn | None:
        """The column whose texts are names in the frame list."""
        known = {one.name.lower() for one in self._units}
        return self._holding(known, str.lower, "navnene i rammelisten")

    def _holding(
        self, known: set[str], compared: Callable[[str], str], ground: str
    ) -> ProposedColumn | None:
        best = (_MOSTLY, "")
        for column in self._free if known else ():
            values = self._sample.values(column)
            share = sum(compared(one) in known for one in values) / max(1, len(values))
            # A column of a few codes (1, 2, 3) may look like ids.
            if share >= best[0] and 2 * len(values) > self._sample.rows and share > 0:
                best = (share + 1e-9, column)
        return ProposedColumn(best[1], ground) if best[1] else None

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
        column = self._columns[found.column]
        meanings = segment_meanings(((one.id, one.label) for one in breakdown.segments), column)
        values = self._sample.values(found.column)
        unknown = [one for one in values if meanings.of(one) is None]
        ground = f"{found.ground}; ukjent: {listed(unknown, most=4)}" if unknown else found.ground
        return ProposedColumn(found.column, ground, bool(unknown))
