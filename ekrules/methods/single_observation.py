"""Single observation: a figure that is no indicator, as Indicators of one entity in one year.

In: a measure's value, or why it is unknown, its unit and year. Out: Indicators that a method can be
asked about. So a method that judges a level works on it, and one that needs growth says that there
is a single observation.
"""

from __future__ import annotations

from typing import Any

from ekrules.indicators.entity import Entity
from ekrules.indicators.indicator import Better, Indicator
from ekrules.indicators.indicators import NO_ROW, Indicators
from ekrules.indicators.value_rows import COLUMNS, ValueSource
from ekrules.yaml_reader.wording import Wording

ENTITY = "all"


def single_observation(
    name: str, unit: str, better: Better, year: int, value: float | None, reason: str | None
) -> Indicators:
    """Return Indicators in which the indicator is called `name`, and the entity ENTITY."""
    label = Wording(nb=name)
    row: dict[str, Any] = dict.fromkeys((*COLUMNS, "file"))
    row |= {"entity": ENTITY, "indicator": name, "year": year, "value": value}
    row |= {"reason": None if value is not None else reason or NO_ROW, "line": 0, "column": 0}
    frame = _frame({**row, "file": 0})
    return Indicators(
        source=name,
        catalogue={name: Indicator(id=name, label=label, unit=unit, better=better)},
        entities={ENTITY: Entity(id=ENTITY, label=label)},
        frame=frame,
        replaced=frame.clear(),
        sources=(ValueSource(name, None),),
        files=(),
    )


def _frame(row: dict[str, Any]) -> Any:
    import polars as pl

    texts = ("part", "reason", "flags")
    types: dict[str, Any] = dict.fromkeys(texts, pl.String)
    types |= {"entity": pl.Enum([row["entity"]]), "indicator": pl.Enum([row["indicator"]])}
    types |= {"year": pl.Int32, "date": pl.Date, "value": pl.Float64, "base": pl.Float64}
    whole = {name: pl.Int64 for name in row if name not in types}
    return pl.DataFrame({name: [value] for name, value in row.items()}, schema={**types, **whole})
