"""How far a gap reaches, as the cell that would fill it, and what the cell then asks."""

from __future__ import annotations

from datetime import date

import pytest

from ekrules.decision.inputs import Input
from ekrules.decision.proof.proofs import Extent
from ekrules.decision.sheets.notation import cell_text, read_cell
from ekrules.decision.sheets.proved import extent_as_cell
from ekrules.errors import Faults, Place

SHARE, YEARS = Input("attainment", "share"), Input("years_left", "years")
KIND, DAY = Input("kind", "text"), Input("opened", "date")
VOTED = Input("voted", "boolean")
EXTENTS = [
    (SHARE, Extent(0.4, True, 0.9, False), ">= 40 %; < 90 %"),
    (SHARE, Extent(0.4, False, None, False), "> 40 %"),
    (SHARE, Extent(None, False, 0.9, True), "<= 90 %"),
    (SHARE, Extent(0.6, True, 0.6, True), "60 %"),
    (YEARS, Extent(None, False, None, False), "kjent"),
    (YEARS, Extent(is_unknown=True), "ukjent"),
    (KIND, Extent("ikke svart", True, "ikke svart", True), '"ikke svart"'),
    (VOTED, Extent(True, True, True, True), "ja"),
    (VOTED, Extent(False, True, False, True), "nei"),
    (DAY, Extent(date(2010, 1, 1), True, None, False), ">= 2010-01-01"),
]


@pytest.mark.parametrize(("declared", "extent", "cell"), EXTENTS)
def test_a_gap_is_told_as_the_cell_that_fills_it(
    declared: Input, extent: Extent, cell: str
) -> None:
    assert extent_as_cell(declared, extent) == cell
    faults = Faults()
    read = read_cell(declared, cell, Place("Tabell!B2"), faults)
    assert not faults.found
    assert cell_text(declared, read) == cell
