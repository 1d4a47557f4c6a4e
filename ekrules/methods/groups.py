"""Groups: who has the attributes that a method asks for.

In: attributes with the values that belong. Out: an expression for each row of a frame of cases, or
a fault where nobody has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ekrules.errors import Faults, Place
from ekrules.methods.columns import SIGN

if TYPE_CHECKING:
    import polars as pl

    from ekrules.indicators.indicators import Indicators


def check_somebody(
    group: Mapping[str, tuple[str, ...]], indicators: Indicators, place: Place, faults: Faults
) -> None:
    """Add a fault where no entity (or indicator, by its own attributes) has what a group asks."""
    for name, values in group.items():
        of_entities = {one.attributes.get(name) for one in indicators.entities.values()}
        of_indicators = {one.attributes.get(name) for one in indicators.catalogue.values()}
        every = (of_entities | of_indicators) - {None}
        for value in values:
            if value not in every:
                found = f'nobody has "{name}" of "{value}"'
                known = ", ".join(f'"{one}"' for one in sorted(map(str, every))[:8])
                faults.add(place, found, f"expected one of {known}")


def belongs(group: Mapping[str, tuple[str, ...]]) -> pl.Expr:
    """Return whether a row has all the attributes of a group."""
    import polars as pl

    fits = [pl.col(SIGN + name).is_in(list(values)) for name, values in group.items()]
    return pl.all_horizontal(*fits).fill_null(value=False)
