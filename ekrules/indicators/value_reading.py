"""Value reading: files of values, or a dataframe, to one frame of typed rows.

In: indicators.yaml, and the ids of the catalogue. Out: a frame with a row per value (COLUMNS), and
the sources that its rows come from; or None with faults. What rows say together is checked in
value_checks.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ekrules.errors import Faults, nearest_name
from ekrules.indicators.bounds import MOST_VALUES
from ekrules.indicators.indicators_file import IndicatorsFile
from ekrules.indicators.source_tables import (
    add_odd_cells,
    chosen_rows,
    dataframe_table,
    read_table,
)
from ekrules.indicators.value_layouts import Layout, columns_in, layouts_of
from ekrules.indicators.value_rows import Known, ValueRows, ValueSource, value_texts
from ekrules.yaml_reader.nodes import short

if TYPE_CHECKING:
    import polars as pl


def read_values(
    folder: Path, file: IndicatorsFile, known: Known, faults: Faults, given: Any = None
) -> tuple[pl.DataFrame, tuple[ValueSource, ...]] | None:
    """Return COLUMNS, unit, file and line of every value, or None with the reasons.

    given: a dataframe in place of the files. file is the number of the value's source.
    """
    import polars as pl

    if file.values is None and given is None:
        expected = "expected the file that they stand in (as values: values.csv)"
        faults.add(file.place, 'there is no "values"', expected)
        return None
    read = partial(_read_file, folder, file, faults, given)
    parts = [read(layout) for layout in layouts_of(file, is_given=given is not None)]
    good = [part for part in parts if part is not None]
    if len(good) < len(parts):
        return None
    rows = sum(part.frame.height for part in good)
    if rows > MOST_VALUES:
        faults.add(file.at("values"), f"{rows} values", f"at most {MOST_VALUES} are read")
        return None
    _check_not_used(file, good, faults)
    frames = [
        part.typed(file.missing, known, faults).with_columns(
            pl.lit(number, dtype=pl.UInt16).alias("file")
        )
        for number, part in enumerate(good)
    ]
    sources = tuple(part.value_source for part in good)
    return pl.concat(frames), sources


def _read_file(
    folder: Path, file: IndicatorsFile, faults: Faults, given: Any, layout: Layout
) -> ValueRows | None:
    """Return the rows of one file that are asked for, as texts."""
    if layout.file is None:
        table = dataframe_table(given, faults)
    else:
        table = read_table(folder, layout.file, layout.sheet, layout.file_place, faults)
    if table is None:
        return None
    columns = columns_in(table, layout, faults)
    places = {name: layout.at("where", name) for name in layout.where}
    chosen = chosen_rows(table, layout.where, places, faults)
    if chosen is None or columns is None:
        return None
    clean = add_odd_cells(chosen, columns.values(), columns.get("period"), faults)
    return ValueRows(clean, layout, columns, value_texts(clean, layout, columns), file)


def _check_not_used(file: IndicatorsFile, parts: Sequence[ValueRows], faults: Faults) -> None:
    """Add a fault for each id that is named as not used, and that no value is of."""
    unused = file.not_used
    for kind, key in (("entity", "entities"), ("indicator", "indicators")):
        ids: tuple[str, ...] = getattr(unused, key)
        there = set().union(*(part.frame[kind].unique() for part in parts)) if ids else set()
        for index, identity in enumerate(ids):
            if identity not in there:
                names = [one for one in there if one is not None]
                found = f'no value is of the {kind} "{short(identity)}"'
                expected = "leave it out here, or mend its name"
                place = unused.at(key, index)
                faults.add(place, found, expected, nearest_name(identity, names))
