"""Parameters of entities: a number that each entity has its own of, as a national target.

In: a parameter that says `from_indicator`, an attribute of indicators that names another indicator.
Out: the newest value of that one, for the same entity. An indicator that stands for a parameter of
another is not judged itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ekrules.errors import Faults
from ekrules.indicators.indicators import Indicators
from ekrules.methods.columns import ENTITY, MEMBER, VALUE
from ekrules.methods.method import Method

if TYPE_CHECKING:
    import polars as pl

# Parameter -> indicator -> the indicator whose value it is.
Named = Mapping[str, Mapping[str, str]]
_OTHER = "other indicator"


def named_indicators(method: Method, indicators: Indicators, faults: Faults) -> Named:
    """Return which indicators stand for parameters of which; a name of none is in `faults`."""
    found: dict[str, dict[str, str]] = {}
    for name, entry in method.file.parameters.items():
        if entry.from_indicator is None:
            continue
        found[name] = {}
        for one in indicators.catalogue.values():
            other = one.attributes.get(entry.from_indicator)
            if other is not None and other not in indicators.catalogue:
                place = one.at("attributes", entry.from_indicator)
                faults.add_unknown_name(place, "indicator", other, indicators.catalogue)
            elif other is not None:
                found[name][one.id] = other
    return found


def stand_for_others(named: Named) -> frozenset[str]:
    """Return the indicators that are a parameter of another."""
    return frozenset(other for each in named.values() for other in each.values())


def with_their_values(frame: pl.DataFrame, named: Named, newest: pl.DataFrame) -> pl.DataFrame:
    """Return the cases with a column for each such parameter, called by `column_of`."""
    import polars as pl

    values = newest.select(
        pl.col("entity").cast(pl.String).alias(ENTITY),
        pl.col("indicator").cast(pl.String).alias(_OTHER),
        pl.col(VALUE).cast(pl.Float64),
    )
    for name, others in named.items():
        other = pl.col(MEMBER).replace_strict(others, default=None, return_dtype=pl.String)
        frame = (
            frame.with_columns(other.alias(_OTHER))
            .join(
                values.rename({VALUE: column_of(name)}),
                on=[ENTITY, _OTHER],
                how="left",
                maintain_order="left",
            )
            .drop(_OTHER)
        )
    return frame


def column_of(name: str) -> str:
    """Return what the column of a parameter that is another's value is called."""
    return f"parameter of entity {name}"
