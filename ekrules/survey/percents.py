"""Percents: a printed percent held against the count it was made from.

In: a row with printed percents. Out: a fault where a count does not round to what is printed.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ekrules.errors import Faults
from ekrules.yaml_reader.models import Placed


def check_percent(
    row: Placed, key: str, count: int, everyone: int, faults: Faults, decimals: int = 1
) -> None:
    """Add a fault when the row's percent under `key`, if printed, is not count of everyone.

    A printed percent is 0..100 with `decimals` decimals. Half a unit of the last decimal either
    way allows for both ways of rounding a half.
    """
    printed = getattr(row, key, None)
    if printed is None:
        return
    unit = Decimal(1).scaleb(-decimals)
    exact = Decimal(100 * count) / Decimal(everyone) if everyone else Decimal(0)
    if abs(exact - Decimal(str(printed))) > unit / 2:
        rounded = exact.quantize(unit, ROUND_HALF_UP)
        found = f"{key} {printed} beside {count} of {everyone}"
        faults.add(row.at(key), found, f"expected {rounded}")
