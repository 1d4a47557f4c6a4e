"""Tables: an attainment of which no table says which way is better.

The proof that a better answer never gives a worse colour looks only at inputs with a direction.
"""

from __future__ import annotations

from ekrules.errors import Fault
from ekrules.goals.strategy import GIVEN_INPUTS
from ekrules.project.loading import Loaded
from ekrules.project.told import Told, told

ATTAINMENT = GIVEN_INPUTS[0]


def without_direction(loaded: Loaded) -> list[Told]:
    """Return the tables whose attainment is better in neither direction."""
    found = []
    for table in loaded.rules.status.values():
        declared = table.inputs.get(ATTAINMENT)
        if declared is not None and declared.better == "neither":
            what = f'the input "{ATTAINMENT}" of "{table.id}" has no better: up'
            expected = "add it: without it nobody proves that a better answer gives no worse colour"
            found.append(Fault(table.place, what, expected))
    return told("warning", "better-left-out", found)
