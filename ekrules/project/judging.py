"""Judging: a published method on a folder of indicators, and its statuses and scores as files.

In: a method's name and the folder of indicators.yaml. Out: a MethodResult, or every fault of both;
a file for each level as CSV, or one JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ekrules.errors import Faults, Place
from ekrules.indicators.reading import INDICATORS, read_indicators
from ekrules.methods.method import INDICATOR
from ekrules.methods.reading import read_method
from ekrules.methods.running import LevelResult, MethodResult, run_method
from ekrules.project.locating import RULES
from ekrules.report.files import Content, write_all_whole
from ekrules.survey.answer_files.row_writing import csv_bytes
from ekrules.yaml_reader.files import shown_path

METHODS = "methods"
FORMATS = ("csv", "json")
_ENDING = ".yaml"
# Said by the row's place, and so not beside it.
_ROW = "row"


def judge(root: Path, name: str, indicators: Path, until: int | None = None) -> MethodResult:
    """Return what a method comes to; InputError with every fault of the method or the indicators.

    name: a method's id, or its file. indicators: the folder, or its indicators.yaml. until: the
    last year whose values count.
    """
    faults = Faults()
    path = _method_path(root, name, faults)
    method = None if path is None else read_method(path, faults)
    file = indicators / INDICATORS if indicators.is_dir() else indicators
    source = read_indicators(file, faults)
    faults.stop_if_any()
    assert method is not None
    assert source is not None
    return run_method(method, source, until)


def _method_path(root: Path, name: str, faults: Faults) -> Path | None:
    if name.endswith(_ENDING):
        return Path(name)
    folder = root / RULES / METHODS
    path = folder / f"{name}{_ENDING}"
    if path.is_file():
        return path
    known = [one.stem for one in folder.glob(f"*{_ENDING}")]
    faults.add_unknown_name(Place(shown_path(folder)), "method", name, known)
    return None


def read_formats(text: str) -> tuple[str, ...]:
    """Return the formats of a text with commas between; InputError for one there is not."""
    faults = Faults()
    names = tuple(dict.fromkeys(one.strip() for one in text.split(",")))
    for name in names:
        if name not in FORMATS:
            faults.add_unknown_name(Place("--format"), "format", name, FORMATS)
    faults.stop_if_any()
    return names


def write_judged(result: MethodResult, formats: Sequence[str], out: Path) -> tuple[Path, ...]:
    """Write a file for each level as CSV, one for all as JSON; all are written, or none."""
    contents: dict[Path, Content] = {}
    name = result.method.id
    if "csv" in formats:
        for level in result.levels:
            contents[out / f"{name}-{level.name}.csv"] = _csv(level)
    if "json" in formats:
        contents[out / f"{name}.json"] = json_text(result)
    write_all_whole(contents)
    return tuple(contents)


def _csv(level: LevelResult) -> bytes:
    rows = _rows(level)
    header = [*level.frame.columns, "decided_by"]
    return csv_bytes(header, ([_plain(row.get(name)) for name in header] for row in rows))


def _plain(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _rows(level: LevelResult) -> list[dict[str, Any]]:
    """Return the rows of a level, each with the file and line of what decided it."""
    places = {row.id: row.place for row in level.table.rows}
    rows = level.frame.to_dicts()
    for row in rows:
        place = places.get(row[_ROW])
        row["decided_by"] = None if place is None else f"{place.file}:{place.line}"
    return rows


def json_text(result: MethodResult) -> str:
    """Return the whole result as JSON."""
    file = result.method.file
    source = file.source
    told: Mapping[str, Any] = {
        "method": result.method.id,
        "source": {
            "publisher": source.publisher,
            "title": source.title,
            "year": source.year,
            "link": source.link,
            "licence": source.licence,
        },
        "levels": [
            {"level": level.name, "by": _by(result, level), "cases": _rows(level)}
            for level in result.levels
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _by(result: MethodResult, level: LevelResult) -> str:
    named = {one.name: one.by for one in result.method.levels}
    return named.get(level.name, INDICATOR)
