"""Scoring: a strategy's weights on a survey's answers: scores, ranks and what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ekrules.assessment.input_files import InputFile, hash_inputs
from ekrules.errors import Fault, Faults, Place, listed, nearest_name
from ekrules.facts.scoring import scoring_of
from ekrules.goals.reading import WEIGHTS
from ekrules.goals.weight_checks import check_weights
from ekrules.goals.weights import Weights, read_weights
from ekrules.project.assessing import installed_version
from ekrules.project.locating import ProjectFolders, locate
from ekrules.report.score_material import ScoreMaterial
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey
from ekrules.tables.ranks import Ranking, RankInterval, rank_intervals, rank_scores
from ekrules.tables.reference import ReferenceScores, reference_table
from ekrules.tables.scores import Scores, score_answers
from ekrules.tables.standing import Standing
from ekrules.tables.standings import Standings
from ekrules.tables.unseating import Firmness, winners_firmness
from ekrules.yaml_reader.files import shown_path
from ekrules.yaml_reader.wording import Language

# Every two are held against each other: a country's municipalities take a moment, so many as this
# some eight seconds, and twice as many four times that.
MOST_TRIED = 5000


@dataclass(frozen=True)
class Scored:
    """One finished run.

    warnings: of weights that work but may not mean what was meant. intervals: empty, and firmness
    None, where more than MOST_TRIED are scored, or nobody is ranked. inputs: the files and their
    hashes.
    """

    folders: ProjectFolders
    weights: Weights
    warnings: tuple[Fault, ...]
    survey: Survey
    scores: Scores
    ranking: Ranking
    intervals: Mapping[str, RankInterval]
    firmness: Firmness | None
    reference: ReferenceScores
    inputs: tuple[InputFile, ...]
    version: str = field(default_factory=installed_version)

    @cached_property
    def standings(self) -> Standings:
        """Everyone's standing beside their peers, worked out for one at a time."""
        assert self.survey.answers is not None
        hidden = {
            breakdown: [row.segment for row in rows if row.hidden]
            for breakdown, rows in self.reference.breakdowns.items()
        }
        return Standings(
            self.scores,
            self.survey.answers.frame,
            [one.id for one in self.survey.breakdowns],
            self.survey.description.smallest_base,
            hidden,
            self.intervals,
        )

    def standing(self, respondent: str) -> Standing:
        """Return one respondent's standing; InputError where there is no such respondent."""
        return self.standings.of(respondent)

    def material(
        self, pages: Mapping[str, str] | None = None, language: Language = "nb"
    ) -> ScoreMaterial:
        """Return what reports are composed of; pages: respondent -> the path of its page."""
        return ScoreMaterial(
            survey=self.survey,
            weights=self.weights,
            scores=self.scores,
            ranking=self.ranking,
            intervals=self.intervals,
            firmness=self.firmness,
            reference=self.reference,
            inputs=tuple((one.path, one.sha256) for one in self.inputs),
            version=self.version,
            pages=pages or {},
            language=language,
        )

    def respondents_called(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of those named by id, or by a name that only one of them bears.

        Raises InputError with each that is none, and the nearest id or name.
        """
        faults = Faults()
        found = [self._called(name, faults) for name in names]
        faults.stop_if_any()
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def _called(self, name: str, faults: Faults) -> str | None:
        if name in self.scores.rows:
            return name
        bearing = self._bearing.get(name.casefold(), ())
        if len(bearing) == 1:
            return bearing[0]
        place = Place(shown_path(self.survey.folder))
        if bearing:
            found = f'{len(bearing)} respondents are called "{name}"'
            faults.add(place, found, f"name one by its id: {listed(bearing)}")
            return None
        known = (*self.scores.respondents, *(one for one in self.scores.names if one))
        found = f'no respondent is called "{name}"'
        expected = "expected the id or the name of one that answered"
        faults.add(place, found, expected, nearest_name(name, known))
        return None

    @cached_property
    def _bearing(self) -> Mapping[str, tuple[str, ...]]:
        """Name in lower case -> the respondents so called."""
        bearing: dict[str, list[str]] = {}
        for respondent, name in zip(self.scores.respondents, self.scores.names, strict=True):
            bearing.setdefault((name or "").casefold(), []).append(respondent)
        return {name: tuple(those) for name, those in bearing.items() if name}


def score(
    root: Path,
    strategy: str | None = None,
    survey: Path | None = None,
    doing: Callable[[str], None] = lambda _: None,
) -> Scored:
    """Return everyone's score by the strategy's weights; the same input gives the same result.

    survey: a folder with answers, or the file of answers itself. doing: told what goes on. Raises
    InputError with every fault of every file.
    """
    doing("Reading")
    folders = locate(root, strategy, survey)
    weights, read, warnings = _read(folders)
    doing("Scoring")
    assert read.answers is not None
    breakdowns = {one.id: one.segment_ids for one in read.breakdowns}
    scores = score_answers(read.answers.frame, scoring_of(weights, read), list(breakdowns))
    doing("Trying other weights")
    is_tried = len(scores.respondents) <= MOST_TRIED
    return Scored(
        folders=folders,
        weights=weights,
        warnings=warnings,
        survey=read,
        scores=scores,
        ranking=rank_scores(scores),
        intervals=rank_intervals(scores, weights.variation) if is_tried else {},
        firmness=winners_firmness(scores, weights.variation) if is_tried else None,
        reference=reference_table(scores, breakdowns, read.description.smallest_base),
        inputs=hash_inputs((folders.goals / WEIGHTS, *read.files), root),
    )


def _read(folders: ProjectFolders) -> tuple[Weights, Survey, tuple[Fault, ...]]:
    """Return weights that fit the survey, and a survey with answers."""
    faults, warnings = Faults(), Faults()
    weights = read_weights(folders.goals, faults)
    read = read_survey(folders.survey, faults, folders.answers)
    if weights is not None and read is not None:
        check_weights(weights, read, faults, warnings)
    if read is not None and read.answers is None and read.printed_themes:
        found = "printed tables, which have no respondents to score"
        expected = "expected a survey with a file of answers; ekrules synthesize makes up some"
        faults.add(Place(shown_path(folders.survey)), found, expected)
    faults.stop_if_any()
    assert weights is not None
    assert read is not None
    return weights, read, tuple(sorted(warnings.found, key=lambda one: one.order))
