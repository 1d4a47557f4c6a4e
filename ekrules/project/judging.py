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
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.period_cells import PERIOD_EXPECTED, Period, period_of
from ekrules.indicators.reading import read_indicators
from ekrules.methods.method import INDICATOR, Method
from ekrules.methods.reading import read_method
from ekrules.methods.running import LevelResult, MethodResult, run_method
from ekrules.project.locating import METHODS, RULES
from ekrules.report.files import Written, write_all_whole
from ekrules.survey.answer_files.row_writing import csv_bytes
from ekrules.survey.reading import INDICATORS
from ekrules.yaml_reader.files import shown_path

FORMATS = ("csv", "json")
_ENDING = ".yaml"
# Said by the row's place, and so not beside it.
_ROW, _DECIDED_BY = "row", "decided_by"


def judge(root: Path, name: str, indicators: Path, until: Period | None = None) -> MethodResult:
    """Return what a method comes to; InputError with every fault of the method or the indicators.

    name: a method's id, or its file. indicators: the folder, or its indicators.yaml. until: the
    last period whose values count.
    """
    method, source = read_both(root, name, indicators)
    return run_method(method, source, until)


def read_both(
    root: Path, name: str, indicators: Path, edition: str | None = None
) -> tuple[Method, Indicators]:
    """Return a method and the indicators it is to judge; InputError with every fault of either.

    edition: only what was published until then counts, as 2015; all where it is None.
    """
    faults = Faults()
    path = _method_path(root, name, faults)
    method = None if path is None else read_method(path, faults)
    file = indicators / INDICATORS if indicators.is_dir() else indicators
    source = read_indicators(file, faults, edition=edition)
    faults.stop_if_any()
    assert method is not None
    assert source is not None
    return method, source


def editions_told(indicators: Indicators) -> str | None:
    """Return which editions the values are of and how much they revised; None without any."""
    editions = indicators.editions
    if not editions:
        return None
    replaced, revised = indicators.replaced.height, indicators.revisions().height
    counted = f"{replaced} values given anew, {revised} of them changed"
    between = editions[0] if len(editions) == 1 else f"{editions[0]} to {editions[-1]}"
    return f"Editions: {len(editions)} ({between}); {counted}"


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


def read_until(text: str | None) -> Period | None:
    """Return the period of a text, None where there is none; InputError where it is no period."""
    faults = Faults()
    period = None if text is None else period_of(text)
    if text is not None and period is None:
        faults.add(Place("--until"), f'"{text}"', PERIOD_EXPECTED)
    faults.stop_if_any()
    return period


def read_formats(text: str) -> tuple[str, ...]:
    """Return the formats of a text with commas between; InputError for one there is not."""
    faults = Faults()
    names = tuple(dict.fromkeys(one.strip() for one in text.split(",")))
    for name in names:
        if name not in FORMATS:
            faults.add_unknown_name(Place("--format"), "format", name, FORMATS)
    faults.stop_if_any()
    return names


def write_judged(
    result: MethodResult,
    formats: Sequence[str],
    out: Path,
    beside: Mapping[Path, Written] | None = None,
) -> tuple[Path, ...]:
    """Write a file for each level as CSV, one for all as JSON, and what goes beside; or nothing."""
    contents: dict[Path, Written] = {}
    name = result.method.id
    if "csv" in formats:
        for level in result.levels:
            contents[out / f"{name}-{level.name}.csv"] = _csv(level)
    if "json" in formats:
        contents[out / f"{name}.json"] = json_text(result)
    contents |= beside or {}
    write_all_whole(contents)
    return tuple(contents)


def _csv(level: LevelResult) -> bytes:
    places, at = _places(level), level.frame.get_column_index(_ROW)
    rows = ((*row, places.get(row[at])) for row in level.frame.iter_rows())
    return csv_bytes([*level.frame.columns, _DECIDED_BY], rows)


def _places(level: LevelResult) -> dict[str, str]:
    """Return the file and line of each row of the level's table."""
    written = [] if level.table is None else level.table.rows
    return {row.id: f"{row.place.file}:{row.place.line}" for row in written}


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
    }
    levels = ",\n".join(_level_text(result, level) for level in result.levels)
    return f'{_json(told)[:-2]},\n "levels": [\n{levels}\n ]\n}}\n'


def _level_text(result: MethodResult, level: LevelResult) -> str:
    """Return a level as `_json` would write it inside the whole: its many cases many times faster.

    Python writes quickly only what it needn't indent; so what separates two entries holds it.
    """
    encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",\n     ", ": "))
    places = _places(level)
    cases = [
        f"    {{\n     {encoder.encode(row | {_DECIDED_BY: places.get(row[_ROW])})[1:-1]}\n    }}"
        for row in level.frame.iter_rows(named=True)
    ]
    listed = "[\n{}\n   ]".format(",\n".join(cases)) if cases else "[]"
    named = f'   "level": {_json(level.name)},\n   "by": {_json(_by(result, level))}'
    return f'  {{\n{named},\n   "cases": {listed}\n  }}'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)


def _by(result: MethodResult, level: LevelResult) -> str:
    named = {one.name: one.by for one in result.method.levels}
    return named.get(level.name, INDICATOR)
