"""Parquet: a Parquet file to a RawTable, through Polars.

In: a path that holds Parquet by its first bytes. Out: a RawTable, or None with faults.
"""

from __future__ import annotations

from pathlib import Path

from ekrules.errors import Faults, Place
from ekrules.survey.answer_files.bounds import MOST_FOOTER_BYTES
from ekrules.survey.answer_files.headers import by_number, check_names
from ekrules.survey.answer_files.library_faults import library_faults
from ekrules.survey.answer_files.sizes import check_rows
from ekrules.survey.answer_files.table import RawColumn, RawTable
from ekrules.survey.answer_files.text_columns import as_text, refuse_nested, without_blank_end
from ekrules.yaml_reader.files import shown_path

_DAMAGED = "the Parquet file is cut short or damaged"
_AGAIN = "expected a whole file; save or copy it again"


def read_parquet(path: Path, faults: Faults) -> RawTable | None:
    """Return the table of a Parquet file, or None with the reasons added to `faults`."""
    import narwhals as nw
    import polars as pl

    place = Place(shown_path(path))
    if not _check_footer(path, place, faults):
        return None
    with library_faults(place, _DAMAGED, _AGAIN, faults):
        lazy = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        frame = nw.from_native(lazy)
        schema = frame.collect_schema()
        names = {name: name.strip() for name in schema}
        # Evaluated one by one so that a person sees every fault at once.
        good = [
            check_names(list(names.values()), place, by_number, faults),
            refuse_nested(schema, place, faults),
        ]
        if not all(good):
            return None
        rows = int(lazy.select(pl.len()).collect().item())
        if not check_rows(rows, len(names), place, faults):
            return None
        text = as_text(frame, schema, names).to_native().collect(engine="streaming")
        table = nw.from_native(without_blank_end(text), eager_only=True)
        return RawTable(place.file, tuple(map(RawColumn, names.values())), table, first_row=1)
    return None


def _check_footer(path: Path, place: Place, faults: Faults) -> bool:
    """Return whether the file ends as Parquet ends; its list of columns stands there."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 8))
        tail = file.read(8)
    if size < 12 or tail[4:] != b"PAR1":
        faults.add(place, _DAMAGED, _AGAIN)
        return False
    footer = int.from_bytes(tail[:4], "little")
    if footer > MOST_FOOTER_BYTES:
        found = f"a list of columns of {footer} bytes"
        faults.add(place, found, f"at most {MOST_FOOTER_BYTES} are read; is this the right file")
        return False
    return True
