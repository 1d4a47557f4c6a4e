"""Assessing: from what was loaded to an assessment, its narrative and its record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ekrules.assessment.assessed import Assessment
from ekrules.assessment.assessing import assess
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.input_files import InputFile, hash_inputs
from ekrules.decision.engine import EnginePreference
from ekrules.errors import Faults
from ekrules.facts.measures import work_out_measures
from ekrules.narrative.writing import Narrative, write_narrative
from ekrules.project.loading import Loaded
from ekrules.project.segmenting import assess_segments
from ekrules.tables.measure import Measure
from ekrules.tables.tallies import Tallies, tallies_of

# What only a record, or an earlier record, asks for is imported there: a check needs neither.
if TYPE_CHECKING:
    from ekrules.assessment.changed import Changes
    from ekrules.assessment.previous import PreviousRecord
    from ekrules.assessment.what_if.calendar import Turn


@dataclass(frozen=True)
class Outcome:
    """One finished run: the assessment, its text, what it was made from, and what has changed.

    changes: since the earlier record that the run was given; None where it was given none. tallies:
    of all respondents, where they are at hand already.
    """

    loaded: Loaded
    assessment: Assessment
    narrative: Narrative
    inputs: tuple[InputFile, ...]
    version: str
    changes: Changes | None = None
    tallies: Tallies | None = None

    @property
    def record(self) -> str:
        """The record as JSON text."""
        from ekrules.assessment.record import record_of, record_text
        from ekrules.narrative.references import References
        from ekrules.project.sentence_record import sentences_record

        loaded = self.loaded
        record = record_of(
            self.assessment,
            loaded.strategy,
            loaded.survey,
            self.inputs,
            self.version,
            loaded.folders.root,
            self.changes,
        )
        tallies = self.tallies if self.tallies is not None else tallies_of(loaded.survey)
        references = References(self.assessment, loaded.strategy, loaded.survey, tallies)
        sentences = sentences_record(self.narrative, references)
        return record_text(record | {"language": self.narrative.language, "sentences": sentences})


def run_assessment(
    loaded: Loaded,
    engine: EnginePreference = "auto",
    previous: PreviousRecord | None = None,
    *,
    by: Sequence[str] | None = None,
) -> Outcome:
    """Return the outcome; raise InputError or UntracedFigureError, and write nothing.

    previous: an earlier record to hold the assessment against; of the same strategy, and of an
    earlier wave. by: the breakdowns whose segments are assessed too; all that the answers have
    where None.
    """
    if previous is not None:
        _refuse_other(previous, loaded)
    tallies = tallies_of(loaded.survey)
    measures = work_out_measures(loaded.strategy, loaded.survey, tallies)
    assessment = assess(
        loaded.strategy,
        loaded.survey.description,
        measures,
        loaded.rules,
        loaded.overrides,
        engine,
    )
    segments = assess_segments(loaded, by, engine)
    assessment = replace(assessment, segments=segments)
    changes = _changes(previous, assessment, loaded, engine)
    narrative = write_narrative(
        assessment,
        loaded.strategy,
        loaded.survey,
        loaded.templates,
        loaded.language,
        changes,
        _turns(loaded, measures, engine),
        tallies,
    )
    inputs = hash_inputs(loaded.files, loaded.folders.root)
    return Outcome(loaded, assessment, narrative, inputs, installed_version(), changes, tallies)


def _turns(
    loaded: Loaded, measures: Mapping[str, Measure], engine: EnginePreference
) -> dict[str, Turn]:
    """When time alone changes a goal's colour; worked out only where a template may tell it."""
    if not loaded.templates["goal"].may_read("turn"):
        return {}
    from ekrules.assessment.what_if.calendar import next_turns

    on = loaded.survey.description.reference_date
    return next_turns(loaded.strategy, measures, loaded.rules.status, on, EngineRoom(engine))


def read_earlier(path: Path | None) -> PreviousRecord | None:
    """Return an earlier record, None where none is asked for; InputError where it is none."""
    if path is None:
        return None
    from ekrules.assessment.previous import read_previous

    faults = Faults()
    previous = read_previous(path, faults)
    faults.stop_if_any()
    return previous


def _refuse_other(previous: PreviousRecord, loaded: Loaded) -> None:
    from ekrules.assessment.previous import check_previous

    faults = Faults()
    strategy = loaded.strategy.description.strategy
    check_previous(previous, strategy, loaded.survey.description, faults)
    faults.stop_if_any()


def _changes(
    previous: PreviousRecord | None,
    assessment: Assessment,
    loaded: Loaded,
    engine: EnginePreference,
) -> Changes | None:
    if previous is None:
        return None
    from ekrules.assessment.changes import changes_since

    return changes_since(previous, assessment, loaded.strategy, loaded.survey, loaded.rules, engine)


def installed_version() -> str:
    """Return the version of ekrules that runs; "unknown" where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("ekrules")
    except PackageNotFoundError:
        return "unknown"
