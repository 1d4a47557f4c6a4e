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

from ekrules.errors import Faults, Place, nearest_name
from ekrules.indicators.bounds import MOST_VALUES
from ekrules.indicators.cell_faults import add_odd_cells
from ekrules.indicators.column_heads import heads_in, pattern_of
from ekrules.indicators.first_column import with_first_column
from ekrules.indicators.indicators_file import IndicatorsFile
from ekrules.indicators.source_tables import (
    chosen_rows,
    dataframe_table,
    read_table,
)
from ekrules.indicators.value_layouts import Layout, columns_in, layouts_of
from ekrules.indicators.value_rows import Known, ValueRows, ValueSource
from ekrules.indicators.value_texts import MEANT, unused_meanings, value_texts
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
    _check_meanings(good, faults)
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
        place = layout.file_place
        table = read_table(folder, layout.file, layout.sheet, place, faults, layout.part)
    if table is not None and layout.first_column is not None:
        place = layout.at("first_column")
        table = with_first_column(table, layout.first_column, place, faults)
    if table is None:
        return None
    before = len(faults.found)
    pattern = pattern_of(layout, faults)
    if len(faults.found) > before:
        return None
    columns = columns_in(table, layout, None if pattern is None else pattern.keys, faults)
    heads = None
    if columns is not None and pattern is not None:
        named = {*columns.values(), *layout.where, *file.not_used.columns}
        heads = heads_in(table, pattern, layout, named, faults)
        if heads is None:
            return None
    places = {name: layout.at("where", name) for name in layout.where}
    chosen = chosen_rows(table, layout.where, places, faults)
    if chosen is None or columns is None:
        return None
    if heads is not None and chosen.frame.height * len(heads) > MOST_VALUES:
        # Said before they are unfolded: that takes ten times the memory of the file.
        found = f"{chosen.frame.height} rows of {len(heads)} values"
        faults.add(Place(table.source), found, f"at most {MOST_VALUES} values are read")
        return None
    wanted = [*columns.values(), *(head.column for head in heads or ())]
    clean = add_odd_cells(chosen, wanted, columns.get("period"), faults)
    texts = value_texts(clean, layout, columns, heads)
    return ValueRows(clean, layout, columns, heads, texts, file)


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
    columns = {name for part in parts for name in part.table.names}
    for index, name in enumerate(unused.columns):
        if name not in columns:
            found = f'no file of values has the column "{short(name)}"'
            expected = "leave it out here, or mend its name"
            place = unused.at("columns", index)
            faults.add(place, found, expected, nearest_name(name, columns))


def _check_meanings(parts: Sequence[ValueRows], faults: Faults) -> None:
    """Add a fault for each text that is given a meaning and that no file with it has."""
    unused: dict[Place, tuple[str, str, bool]] = {}
    for part in parts:
        layout = part.layout
        amiss = set(unused_meanings(part.table, layout, part.columns, part.heads))
        for key in MEANT:
            for text in getattr(layout.meanings, key):
                place = layout.meanings.key_at(key, text)
                is_unused = (key, text) in amiss and unused.get(place, (key, text, True))[2]
                unused[place] = (key, text, is_unused)
    for place, (key, text, is_unused) in unused.items():
        if is_unused:
            found = f'no value has "{short(text)}" for its {key}'
            faults.add(place, found, "leave it out here, or mend it")
