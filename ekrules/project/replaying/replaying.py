"""Replaying: a record's run made again, and the two held against each other.

In: the file of a record. Out: a Replay. Writes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ekrules.decision.engine import EnginePreference
from ekrules.errors import EkrulesError, Fault, Faults
from ekrules.project.assessing import Outcome, run_assessment
from ekrules.project.loading import load
from ekrules.project.replaying.comparing import Difference, differences
from ekrules.project.replaying.files_held import FileDifference, file_differences, files_lost
from ekrules.project.replaying.finding import find_folders, find_previous, find_root
from ekrules.project.replaying.reading import GivenRecord, read_record
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.files import shown_path

Result = Literal["same", "differs", "not_replayed"]
# What the command ends with.
EXIT_CODES: dict[Result, int] = {"same": 0, "differs": 1, "not_replayed": 2}


@dataclass(frozen=True)
class Replay:
    """What a record says against what the project gives now.

    version, engine: then and now. is_same_bytes: the record made anew is the file, to the byte.
    reasons: why it could not be made anew; then nothing but files is compared.
    """

    path: str
    is_same_bytes: bool = False
    version: tuple[str, str] | None = None
    engine: tuple[str, str] | None = None
    files: tuple[FileDifference, ...] = ()
    values: tuple[Difference, ...] = ()
    reasons: tuple[Fault, ...] = ()

    @property
    def result(self) -> Result:
        """Whether it is the same, differs, or can't be replayed."""
        if self.reasons:
            return "not_replayed"
        return "same" if self.is_same_bytes else "differs"


def replay(path: Path, doing: Callable[[str], None] = lambda _: None) -> Replay:
    """Return what differs; what stops the run is among the reasons, and is not raised."""
    faults = Faults()
    record = read_record(path, faults)
    if record is None:
        return Replay(shown_path(path), reasons=tuple(faults.found))
    root = find_root(path)
    doing("Assessing")
    try:
        outcome = _run_again(record, root)
    except EkrulesError as error:
        lost = files_lost(record.given.hashes, root)
        return Replay(shown_path(path), files=lost, reasons=error.faults)
    doing("Comparing")
    return _compared(record, outcome, root)


def _run_again(record: GivenRecord, root: Path) -> Outcome:
    faults, given = Faults(), record.given
    folders = find_folders(record, root, faults)
    previous = find_previous(record, root, faults)
    faults.stop_if_any()
    assert folders is not None  # no faults means it was found
    loaded = load(folders, given.language)
    # Where rete ran, or both did, auto comes to the same on the same rules.
    engine: EnginePreference = "columnar" if given.engine == "columnar" else "auto"
    return run_assessment(loaded, engine, previous, by=_breakdowns(given.breakdowns, loaded.survey))


def _breakdowns(of_record: tuple[str, ...], survey: Survey) -> tuple[str, ...]:
    """The breakdowns of the record that there still are; one that is gone shows as a difference."""
    known = {one.id for one in survey.breakdowns} if survey.answers is not None else set()
    return tuple(one for one in of_record if one in known)


def _compared(record: GivenRecord, outcome: Outcome, root: Path) -> Replay:
    text, given = outcome.record, record.given
    new = json.loads(text)
    engine = (given.engine, outcome.assessment.engine)
    version = (given.ekrules, outcome.version)
    now = {one.path: one.sha256 for one in outcome.inputs}
    return Replay(
        shown_path(record.path),
        is_same_bytes=text.encode("utf-8") == record.raw,
        version=version if version[0] != version[1] else None,
        engine=engine if engine[0] != engine[1] else None,
        files=file_differences(given.hashes, now, root),
        values=differences(record.values, new),
    )
