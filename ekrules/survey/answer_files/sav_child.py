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


def read_into(source: str, folder: str, most_bytes: int) -> None:
    """Read the file and write `FOUND`, and `CELLS` where there is anything to read."""
    _bound_memory(most_bytes)
    found = _read(source, Path(folder) / CELLS)
    (Path(folder) / FOUND).write_text(json.dumps(found), encoding="utf-8")


def _read(source: str, cells: Path) -> dict[str, Any]:
    try:
        import pyreadstat
    except ImportError:
        return {"fault": "missing"}
    # The library raises its own error, and UnicodeError, TypeError and others on damaged files.
    try:
        return _read_in(None, source, cells)
    except pyreadstat.ReadstatError as error:
        # Files older than SPSS 15 do not say; on Windows they are in Windows-1252.
        if "encoding" not in str(error):
            return _damaged(error)
    except Exception as error:
        return _damaged(error)
    try:
        return _read_in("WINDOWS-1252", source, cells)
    except Exception as error:
        return _damaged(error)


def _damaged(error: Exception) -> dict[str, Any]:
    return {"fault": "damaged", "why": " ".join(str(error).split())[:160]}


def _read_in(encoding: str | None, source: str, cells: Path) -> dict[str, Any]:
    """Return what the file holds; encoding: None reads it as the file says."""
    import pyreadstat

    frame, described = pyreadstat.read_sav(
        source,
        encoding=encoding,
        user_missing=True,
        output_format="polars",
        disable_datetime_conversion=True,  # dates past the year 9999 would stop it
    )
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
