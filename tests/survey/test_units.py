"""Units: everyone in the frame, as a list; and how many each segment has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import Faults
from ekrules.survey.breakdowns import Breakdown, BreakdownSegment
from ekrules.survey.units import FrameUnit, frame_totals, read_units
from ekrules.yaml_reader.wording import Wording
from tests.answered import breakdown
from tests.made_up import made_up
from tests.real_project import real

REGION = Breakdown(
    id="region",
    label=Wording(nb="Landsdel"),
    segments=(
        BreakdownSegment(id="nord", label=Wording(nb="Nord-Norge", en="The North")),
        BreakdownSegment(id="sor", label=Wording(nb="Sørlandet", nn="Sørlandet no")),
    ),
)
SIZE = breakdown("size", {"liten": None, "stor": None})


def read(
    folder: Path, text: str, breakdowns: Sequence[Breakdown] = (REGION,)
) -> tuple[tuple[FrameUnit, ...], list[str]]:
    path = folder / "frame.csv"
    path.write_text(text, encoding="utf-8")
    faults = Faults()
    units = read_units(path, breakdowns, faults)
    return units, [str(one).removeprefix(f"{folder}/") for one in faults.found]


def test_a_list_is_read_in_its_order_whatever_the_order_of_its_columns(tmp_path: Path) -> None:
    units, faults = read(tmp_path, "size;name;id;region\nstor;Bodø;02;nord\nliten;Alta;01;nord\n",
                         (REGION, SIZE))  # fmt: skip
    assert faults == []
    assert units == (
        FrameUnit("02", "Bodø", {"region": "nord", "size": "stor"}),
        FrameUnit("01", "Alta", {"region": "nord", "size": "liten"}),
    )


@pytest.mark.parametrize(
    "cell", ["nord", "NORD", "Nord-Norge", "nord-norge", "The North", "  nord "]
)
def test_a_segment_may_be_named_by_its_id_or_a_label_in_any_case(tmp_path: Path, cell: str) -> None:
    units, faults = read(tmp_path, f"id;name;region\n1;Alta;{cell}\n")
    assert (units[0].segments["region"], faults) == ("nord", [])


def test_one_without_a_name_is_called_by_its_id(tmp_path: Path) -> None:
    units, faults = read(tmp_path, "id;name;region\n1;;nord\n2;Bodø;nord\n")
    assert ([one.name for one in units], faults) == (["1", "Bodø"], [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "id;navn;region\n1;Alta;nord\n",
            ['frame.csv:1:1: there is no column "name"; expected the columns id, name, region.'],
        ),
        (
            "nr;name;regoin\n1;Alta;nord\n",
            [
                'frame.csv:1:1: there is no column "id"; expected the columns id, name, region.',
                (
                    'frame.csv:1:1: there is no column "region"; '
                    "expected the columns id, name, region."
                    ' Did you mean "regoin"?'
                ),
            ],
        ),
        (
            "id;name;region\n1;Alta;nord\n2;Bodø;nrod\n3;Moss;\n",
            [
                (
                    'frame.csv:3:3: no segment of "region" is called "nrod"; '
                    "expected one that exists."
                    ' Did you mean "nord"?'
                ),
                'frame.csv:4:3: a blank cell in "region"; expected one of "nord", "sor".',
            ],
        ),
        (
            "id;name;region\n1;Alta;nord\n;Bodø;nord\n1;Moss;sor\n1;Moss;sor\n",
            [
                "frame.csv:3:1: a row without an id; expected one in every row.",
                'frame.csv:4:1: the id "1" again; it stands in row 2 already.',
                'frame.csv:5:1: the id "1" again; it stands in row 2 already.',
            ],
        ),
        ("", ["frame.csv: the file is empty; expected a header and a row per respondent."]),
        (
            "id;name;region\n",
            ["frame.csv: a header and no rows; expected a row per respondent."],
        ),
    ],
)
def test_every_fault_of_a_list_is_told_with_its_row_and_column(
    tmp_path: Path, text: str, told: list[str]
) -> None:
    assert read(tmp_path, text)[1] == told


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    faults = Faults()
    assert read_units(tmp_path / "ramme.csv", (REGION,), faults) == ()
    assert "there is no such file" in str(faults.found[0])


@given(st.lists(st.sampled_from(["nord", "sor"]), min_size=1, max_size=30))
def test_the_list_says_how_many_each_segment_has(segments: list[str]) -> None:
    units = [FrameUnit(str(number), "", {"region": one}) for number, one in enumerate(segments)]
    totals = frame_totals(units, REGION)
    assert totals == {one: segments.count(one) for one in ("nord", "sor")}


def test_without_a_list_the_breakdown_says_it_or_nobody_knows() -> None:
    assert frame_totals((), breakdown("region", {"nord": 9, "sor": 0})) == {"nord": 9, "sor": 0}
    assert frame_totals((), SIZE) is None


def test_the_made_up_frame_has_the_printed_number_in_each_segment() -> None:
    survey, printed = made_up().survey, real().survey.frame
    assert printed is not None
    assert len(survey.units) == 430
    for one in printed.breakdowns:
        if one.has_frame:
            totals = frame_totals(survey.units, survey.breakdown(one.id))
            assert totals == {part.id: part.frame for part in one.segments}
