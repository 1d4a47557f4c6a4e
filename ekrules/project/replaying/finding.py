"""Finding: the project, the strategy, the survey and the earlier record that a record names.

In: a record's own list of files. Out: folders to run on. A path that leads out of the project is
never followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from ekrules.assessment.previous import MOST_BYTES, PreviousRecord, read_previous
from ekrules.errors import Faults
from ekrules.project.locating import GOALS, RULES, SURVEYS, ProjectFolders, locate
from ekrules.project.record_files import json_files
from ekrules.project.replaying.files_held import is_own
from ekrules.project.replaying.reading import Given, GivenRecord
from ekrules.survey.answer_reading import ANSWERS, BREAKDOWNS
from ekrules.yaml_reader.files import read_bytes, read_map
from ekrules.yaml_reader.nodes import ScalarNode


def find_root(record: Path) -> Path:
    """Return the project that a record stands in; the current folder where it stands in none."""
    for folder in record.resolve().parents:
        if all((folder / part).is_dir() for part in (GOALS, RULES, SURVEYS)):
            here = Path.cwd().resolve()
            # As a person there would write it, so that messages are short.
            return Path() if folder == here else folder
    return Path()


def find_folders(record: GivenRecord, root: Path, faults: Faults) -> ProjectFolders | None:
    """Return the folders of the run that made a record, or None with the reason in `faults`."""
    paths = [PurePosixPath(one.path) for one in record.given.inputs if is_own(one.path)]
    strategies = [
        one.parts[1]
        for one in paths
        if one.name == "strategy.yaml" and len(one.parts) == 3 and one.parts[0] == GOALS
    ]
    surveys = [one.parent for one in paths if one.name == "survey.yaml"]
    if len(strategies) != 1 or len(surveys) != 1:
        found = 'its "inputs" do not name one strategy.yaml and one survey.yaml'
        faults.add(record.place, found, "a record from a project's own folders can be replayed")
        return None
    folders = locate(root, strategies[0], root / surveys[0])
    return _with_answers(record, folders, surveys[0], faults)


def _with_answers(
    record: GivenRecord, folders: ProjectFolders, survey: PurePosixPath, faults: Faults
) -> ProjectFolders | None:
    """The file of answers that was named, where it is another than answers.yaml names."""
    if record.given.answers is None:
        return folders
    usual, units = _named_in(folders.survey, ANSWERS), _named_in(folders.survey, BREAKDOWNS)
    own = _files_beside(record.given, survey)
    named = [one for one in own if one != units]
    if usual in named:
        return folders
    if len(named) != 1:
        found = "no file of answers is among its inputs"
        faults.add(record.place, found, "answers handed over from Python can't be read again")
        return None
    return replace(folders, answers=folders.survey / named[0])


def _files_beside(given: Given, survey: PurePosixPath) -> Iterator[str]:
    """The files in the survey's folder that are no YAML, by their path in it."""
    for one in given.inputs:
        path = PurePosixPath(one.path)
        if is_own(one.path) and path.is_relative_to(survey) and path.suffix != ".yaml":
            yield path.relative_to(survey).as_posix()


def _named_in(survey: Path, name: str) -> str | None:
    """The file that answers.yaml or breakdowns.yaml names; faults in it are told by the run."""
    node = read_map(survey / name, Faults()) if (survey / name).is_file() else None
    value = node.values.get({ANSWERS: "file", BREAKDOWNS: "units"}[name]) if node else None
    return value.text if isinstance(value, ScalarNode) else None


def find_previous(record: GivenRecord, root: Path, faults: Faults) -> PreviousRecord | None:
    """Return the earlier record by its hash, from the project or from beside the record."""
    wanted = record.given.previous_hash
    if wanted is None:
        return None
    unheard = Faults()
    for folder in (record.path.resolve().parent, root):
        for path in json_files(folder, unheard):
            if _hash(path) == wanted:
                return read_previous(path, faults)
    found = f"it was held against an earlier record ({wanted[:12]}…) that is not in the project"
    faults.add(record.place, found, "put that assessment.json back, in any folder of the project")
    return None


def _hash(path: Path) -> str | None:
    raw = read_bytes(path, Faults(), MOST_BYTES)
    return None if raw is None else sha256(raw).hexdigest()
