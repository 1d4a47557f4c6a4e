"""Opening files in tests: a table that must be there, or the sentences that say why not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ekrules.errors import Faults
from ekrules.survey.answer_files.reading import read_answer_file
from ekrules.survey.answer_files.table import RawTable


def table_of(path: Path, sheet: str | None = None) -> RawTable:
    """The table of a file that has no faults."""
    faults = Faults()
    table = read_answer_file(path, faults, sheet)
    assert [str(fault) for fault in faults.found] == []
    assert table is not None
    assert tuple(table.frame.columns) == table.names
    return table


def rows_of(table: RawTable) -> list[tuple[Any, ...]]:
    """The table's rows, blanks as None."""
    return table.frame.lazy().collect("polars").rows()


def faults_of(path: Path, sheet: str | None = None) -> str:
    """The sentences about a file that cannot be read, one a line; the folder left out."""
    faults = Faults()
    assert read_answer_file(path, faults, sheet) is None
    assert faults.found
    return "\n".join(str(fault) for fault in faults.found).replace(f"{path.parent.as_posix()}/", "")


def csv_file(folder: Path, content: str | bytes, name: str = "svar.csv") -> Path:
    """A file with this content; texts are written as UTF-8, line ends as they are."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
