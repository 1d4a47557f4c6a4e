"""Reading: indicators.yaml and the files it names to Indicators.

In: the path of indicators.yaml, and a dataframe where the values stand in one. Out: Indicators, or
None with every fault of every file. Reads; judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ekrules.errors import Faults, Place
from ekrules.indicators.catalogue_reading import read_catalogue
from ekrules.indicators.editions import POSITION, check_kinds, divided, until_edition
from ekrules.indicators.entity import Entity
from ekrules.indicators.entity_reading import read_entities
from ekrules.indicators.group_checks import check_groups
from ekrules.indicators.indicator import Indicator
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.indicators_file import IndicatorsFile
from ekrules.indicators.value_checks import ValueChecks
from ekrules.indicators.value_reading import read_values
from ekrules.indicators.value_rows import COLUMNS, Known
from ekrules.yaml_reader.files import shown_path
from ekrules.yaml_reader.models import read_model

if TYPE_CHECKING:
    import polars as pl

# More than the last period as a number: 29991231.
_PERIODS = 30_000_000


def read_indicators(
    path: Path, faults: Faults, values: Any = None, edition: str | None = None
) -> Indicators | None:
    """Return the indicators of an indicators.yaml, or None with every reason added to `faults`.

    values: a dataframe (pandas, Polars, PyArrow, DuckDB or PySpark) in place of the files. edition:
    only what was published until this year, month or date counts, as 2015 or 2015-06.
    """
    file = read_model(path, IndicatorsFile, faults)
    if file is None:
        return None
    before = len(faults.found)
    entities = read_entities(path.parent, file, faults)
    catalogue = read_catalogue(path.parent, file, faults)
    if entities is not None and catalogue is not None:
        check_groups(catalogue[0], entities[0], faults)
    known = Known(_ids(entities), _ids(catalogue))
    read = read_values(path.parent, file, known, faults, values)
    frame = None if read is None else _in_order(read[0], known)
    if frame is not None:
        check_kinds(frame, file.key_at("values"), faults)
        if edition is not None:
            frame = until_edition(frame, edition, Place("--edition"), faults)
    if read is None or frame is None:
        return None
    newest, replaced = divided(frame)
    indicators = {one.id: one for one in catalogue[0]} if catalogue else {}
    ValueChecks(frame, newest, read[1], indicators, faults).check()
    if len(faults.found) > before or not (entities and catalogue):
        return None
    beside = (entities[1], catalogue[1], *(one.path for one in read[1]))
    return Indicators(
        source=shown_path(path),
        catalogue={one.id: one for one in catalogue[0]},
        entities={one.id: one for one in entities[0]},
        frame=newest.select(*COLUMNS, "file"),
        replaced=replaced.select(*COLUMNS, "file"),
        sources=read[1],
        files=(path, *dict.fromkeys(one for one in beside if one is not None)),
    )


def _ids(read: tuple[Sequence[Indicator | Entity], Path | None] | None) -> frozenset[str] | None:
    return None if read is None else frozenset(one.id for one in read[0])


def _in_order(frame: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Return the rows by indicator, entity and period, whatever order the file has."""
    import polars as pl

    def names(kind: str) -> Iterable[str]:
        ids = known.ids(kind)
        return sorted(frame[kind].unique() if ids is None else ids)

    enums = [pl.col(kind).cast(pl.Enum(names(kind))) for kind in ("entity", "indicator")]
    known_ids = frame.with_columns(enums)
    codes = [pl.col(kind).to_physical().cast(pl.Int64) for kind in ("indicator", "entity")]
    of_year = pl.col("year").cast(pl.Int64) * 10_000
    date = pl.col("date").dt
    # Cast first: a month is a number of one byte, and 100 times it is not.
    year, month, day = (one.cast(pl.Int64) for one in (date.year(), date.month(), date.day()))
    of_date = year * 10_000 + month * 100 + day
    # One number sorts many times as fast as six columns, and no two periods share one.
    entities = known_ids.schema["entity"].categories.len()  # type: ignore[attr-defined]
    position = (codes[0] * entities + codes[1]) * _PERIODS + pl.coalesce(of_year, of_date)
    ordered = known_ids.with_columns(position.alias(POSITION))
    # Most have no editions, and two columns sort more slowly than one.
    has_editions = frame["edition"].is_not_null().any()
    by = (POSITION, "edition") if has_editions else (POSITION,)
    return ordered.sort(by, maintain_order=True, nulls_last=False)
