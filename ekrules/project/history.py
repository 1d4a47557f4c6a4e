"""History: a folder of records read, held beside each other, and written in each format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic_core import from_json

from ekrules.assessment.history.history import history_of
from ekrules.assessment.history.recorded import RecordedRun, recorded_run
from ekrules.assessment.previous import MOST_BYTES
from ekrules.charts.drawing import described
from ekrules.charts.pictures import png_of, svg_of
from ekrules.errors import Faults, Place
from ekrules.goals.reading import read_strategy
from ekrules.project.locating import GOALS
from ekrules.project.record_files import json_files
from ekrules.report.document import Figure
from ekrules.report.figures.timeline import timeline_figures
from ekrules.report.files import Content, write_all_whole
from ekrules.report.history_document import history_document
from ekrules.report.history_rows import HEADER, history_json, history_rows
from ekrules.report.history_text import history_text
from ekrules.report.history_words import GoalNames, HistoryWords
from ekrules.report.html import html_text
from ekrules.survey.answer_files.row_writing import csv_bytes
from ekrules.yaml_reader.files import read_bytes, shown_path
from ekrules.yaml_reader.text_slips.encodings import decoded
from ekrules.yaml_reader.wording import Language

FILE_NAMES = {
    "text": "history.txt",
    "csv": "history.csv",
    "json": "history.json",
    "html": "history.html",
    "svg": "timeline.svg",
    "png": "timeline.png",
}
# assess gives its record this name; a file so called that is no record is a fault.
_RECORD_NAME = "assessment"
_KEYS_OF_A_RECORD = {"schema_version", "goals", "measures"}


@dataclass(frozen=True)
class ReadHistory:
    """A history in words, and the .json files that are no records and were passed over."""

    words: HistoryWords
    passed_over: tuple[str, ...]


def read_history(
    folder: Path, strategy: str | None = None, language: Language = "nb"
) -> ReadHistory:
    """Return the history of a folder's records; InputError with every record that is broken.

    strategy: whose records are read; needed where the folder has those of several.
    """
    faults = Faults()
    runs: list[RecordedRun] = []
    passed_over: list[str] = []
    for path in json_files(folder, faults):
        raw = read_bytes(path, faults, MOST_BYTES)
        if raw is not None and not _is_for_a_record(path, raw):
            passed_over.append(path.relative_to(folder).as_posix())
        elif raw is not None and (run := _read(folder, path, raw, faults)) is not None:
            runs.append(run)
    faults.stop_if_any()
    chosen = _of_one_strategy(folder, runs, strategy, faults)
    history = history_of(chosen)
    names = names_from(Path(), history.strategy, language)
    return ReadHistory(HistoryWords(history, language, names), tuple(passed_over))


def _read(folder: Path, path: Path, raw: bytes, faults: Faults) -> RecordedRun | None:
    place = Place(shown_path(path))
    text = decoded(raw, place, faults)
    if text is None:
        return None
    name = path.relative_to(folder).as_posix()
    return recorded_run(text, name, sha256(raw).hexdigest(), place, faults)


def _is_for_a_record(path: Path, raw: bytes) -> bool:
    """Whether a file is a record, or bears a record's name and should be one."""
    if path.name.startswith(_RECORD_NAME):
        return True
    try:
        read = from_json(raw)
    except ValueError:
        return False
    return isinstance(read, dict) and read.keys() >= _KEYS_OF_A_RECORD


def _of_one_strategy(
    folder: Path, runs: Sequence[RecordedRun], strategy: str | None, faults: Faults
) -> list[RecordedRun]:
    place, counted = Place(shown_path(folder)), Counter(run.shape.strategy for run in runs)
    if not runs:
        found = "there is no record here"
        faults.add(place, found, "expected files as ekrules assess writes them: assessment.json")
    elif strategy is not None and strategy not in counted:
        faults.add_unknown_name(place, "strategy of these records", strategy, counted)
    elif strategy is None and len(counted) > 1:
        told = " and ".join(f'{count} of "{name}"' for name, count in sorted(counted.items()))
        expected = "their goals can't be held beside each other; name one with --strategy"
        faults.add(place, f"records of {len(counted)} strategies: {told}", expected)
    faults.stop_if_any()
    return [run for run in runs if strategy is None or run.shape.strategy == strategy]


def names_from(root: Path, strategy: str, language: Language) -> GoalNames:
    """Return what goals are called, where the project at hand has the strategy, and it is sound."""
    folder = root / GOALS / strategy
    faults = Faults()
    read = read_strategy(folder, faults) if folder.is_dir() else None
    if read is None or faults.found:
        return GoalNames()
    numbers = {
        goal.id: f"{theme.number}.{goal.number}" for theme in read.themes for goal in theme.goals
    }
    texts = {name: goal.text.in_language(language) for name, goal in read.goals.items()}
    return GoalNames(read.description.title.in_language(language), numbers, texts)


def written_as(words: HistoryWords, name: str) -> str:
    """Return the history in one of the formats that can be printed, closed by a newline."""
    if name == "csv":
        return csv_bytes(HEADER, history_rows(words)).decode("utf-8-sig")
    if name == "json":
        return history_json(words)
    return html_text(history_document(words)) if name == "html" else history_text(words)


def write_history(words: HistoryWords, formats: Sequence[str], out: Path) -> tuple[Path, ...]:
    """Write the history in each format and return the paths; all are written, or none."""
    contents: dict[Path, Content] = {}
    for name in formats:
        contents |= dict(_files(words, name, out))
    write_all_whole(contents)
    return tuple(contents)


def _files(words: HistoryWords, name: str, out: Path) -> Iterator[tuple[Path, Content]]:
    path = out / FILE_NAMES[name]
    if name == "csv":
        yield path, csv_bytes(HEADER, history_rows(words))
    elif name in ("svg", "png"):
        for part, figure in enumerate(timeline_figures(words), 1):
            ending = f"-{part}" if part > 1 else ""
            yield path.with_stem(f"{path.stem}{ending}"), _picture(figure, name)
    else:
        yield path, written_as(words, name)


def _picture(figure: Figure, name: str) -> Content:
    if name == "png":
        return png_of(figure.drawing)
    return described(svg_of(figure.drawing), figure.caption, figure.alternative)
