"""SPSS child: reads one .sav in a process of its own and leaves what it found in a folder.

In: a path and a folder, from `sav_reading`. Out: in the folder, the cells as an Arrow file and the
rest as JSON, or the reason why not. The one place that calls pyreadstat to read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

FOUND, CELLS = "found.json", "cells.arrow"


def read_into(source: str, folder: str, most_columns: int, most_bytes: int) -> None:
    """Read the file and write `FOUND`, and `CELLS` where there is anything to read."""
    _bound_memory(most_bytes)
    found = _read(source, Path(folder) / CELLS, most_columns)
    (Path(folder) / FOUND).write_text(json.dumps(found), encoding="utf-8")


def _read(source: str, cells: Path, most_columns: int) -> dict[str, Any]:
    try:
        import pyreadstat
    except ImportError:
        return {"fault": "missing"}
    # The library raises its own error, and UnicodeError, TypeError and others on damaged files.
    try:
        encoding, described = _described(source)
        if described.number_columns > most_columns:
            return {"fault": "columns", "columns": described.number_columns}
        frame, described = pyreadstat.read_sav(
            source,
            encoding=encoding,
            user_missing=True,
            output_format="polars",
            disable_datetime_conversion=True,  # dates past the year 9999 would stop it
        )
    except Exception as error:
        return {"fault": "damaged", "why": " ".join(str(error).split())[:160]}
    _plain(frame).write_ipc(cells)
    return {
        "names": described.column_names,
        "labels": described.column_labels,
        "formats": [described.original_variable_types[one] for one in described.column_names],
        "value_labels": {
            name: [[code, label] for code, label in labels.items()]
            for name, labels in described.variable_value_labels.items()
        },
        "missing": described.missing_ranges,
    }


def _described(source: str) -> tuple[str | None, Any]:
    """Return the encoding to read with, None as the file says, and the file's description."""
    import pyreadstat

    try:
        _, described = pyreadstat.read_sav(
            source, metadataonly=True, user_missing=True, output_format="polars", row_limit=1
        )
        return None, described
    except pyreadstat.ReadstatError as error:
        # Files older than SPSS 15 do not say; on Windows they are in Windows-1252.
        if "encoding" not in str(error):
            raise
    encoding = "WINDOWS-1252"
    _, described = pyreadstat.read_sav(
        source, metadataonly=True, encoding=encoding, user_missing=True, output_format="polars"
    )
    return encoding, described


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with numbered columns of numbers or text: names may be amiss."""
    import polars as pl

    columns = []
    for number, series in enumerate(frame.get_columns()):
        plain = series if series.dtype.is_numeric() else series.cast(pl.String, strict=False)
        columns.append(plain.alias(str(number)))
    return pl.DataFrame(columns)


def _bound_memory(most_bytes: int) -> None:
    """Let the process take so much memory and no more, where the system can hold it to that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or hard > most_bytes:
        resource.setrlimit(resource.RLIMIT_DATA, (most_bytes, hard))
