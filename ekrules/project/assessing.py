"""Assessing: from what was loaded to an assessment, its narrative and its record."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from ekrules.assessment.assessed import Assessment
from ekrules.assessment.assessing import assess
from ekrules.assessment.record import InputFile, hash_inputs, record_of, record_text
from ekrules.decision.engine import EnginePreference
from ekrules.facts.measures import work_out_measures
from ekrules.narrative.writing import Narrative, write_narrative
from ekrules.project.loading import Loaded


@dataclass(frozen=True)
class Outcome:
    """One finished run: the assessment, its text, and what it was made from."""

    loaded: Loaded
    assessment: Assessment
    narrative: Narrative
    inputs: tuple[InputFile, ...]
    version: str

    @property
    def record(self) -> str:
        """The record as JSON text."""
        root = self.loaded.folders.root
        return record_text(record_of(self.assessment, self.inputs, self.version, root))


def run_assessment(loaded: Loaded, engine: EnginePreference = "auto") -> Outcome:
    """Return the outcome; raise InputError or UntracedFigureError, and write nothing."""
    measures = work_out_measures(loaded.strategy, loaded.survey)
    assessment = assess(
        loaded.strategy,
        loaded.survey.description,
        measures,
        loaded.rules,
        loaded.overrides,
        engine,
    )
    narrative = write_narrative(
        assessment, loaded.strategy, loaded.survey, loaded.templates, loaded.language
    )
    inputs = hash_inputs(loaded.files, loaded.folders.root)
    return Outcome(loaded, assessment, narrative, inputs, installed_version())


def installed_version() -> str:
    """Return the version of ekrules that runs; "unknown" where it is not installed."""
    try:
        return version("ekrules")
    except PackageNotFoundError:
        return "unknown"
