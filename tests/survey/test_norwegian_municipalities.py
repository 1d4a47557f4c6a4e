from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from ekrules.errors import Faults
from ekrules.survey.breakdowns import Breakdown, BreakdownSegment
from ekrules.survey.crosswalk import Crosswalk, check_crosswalk, follow
from ekrules.survey.crosswalk_reading import read_crosswalk
from ekrules.survey.frame_changes import FrameComparison, compare_frames
from ekrules.survey.units import FrameUnit, read_units
from ekrules.yaml_reader.wording import Wording

FOLDER = Path(__file__).parents[2] / "fixtures" / "norge"
# The regions of the survey of 2009 (fixtures/ekommune2009/frame.yaml), by the counties' numbers.
REGIONS_2009 = {
    ("02", "03"): 23,
    ("04", "05"): 48,
    ("01", "06", "07", "08"): 71,
    ("09", "10", "11"): 56,
    ("12", "14", "15"): 95,
    ("16", "17"): 49,
    ("18", "19", "20"): 88,
}
COUNTIES = (
    *("Agder", "Akershus", "Aust-Agder", "Buskerud", "Finnmark", "Hedmark", "Hordaland"),
    *("Innlandet", "Møre og Romsdal", "Nord-Trøndelag", "Nordland", "Oppland", "Oslo", "Rogaland"),
    *("Sogn og Fjordane", "Sør-Trøndelag", "Telemark", "Troms", "Troms og Finnmark", "Trøndelag"),
    *("Vest-Agder", "Vestfold", "Vestfold og Telemark", "Vestland", "Viken", "Østfold"),
)
COUNTY = Breakdown(
    id="county",
    label=Wording(nb="Fylke"),
    segments=tuple(
        BreakdownSegment(id=f"county_{number}", label=Wording(nb=name))
        for number, name in enumerate(COUNTIES)
    ),
)


@cache
def municipalities(year: int) -> tuple[FrameUnit, ...]:
    faults = Faults()
    units = read_units(FOLDER / f"kommuner{year}.csv", [COUNTY], faults)
    faults.stop_if_any()
    return units


@cache
def changes() -> Crosswalk:
    faults = Faults()
    found = read_crosswalk(FOLDER / "crosswalk.csv", faults)
    faults.stop_if_any()
    assert found is not None
    return found


@cache
def ids(year: int) -> frozenset[str]:
    """The ids of a frame that there is a list of."""
    return frozenset(one.id for one in municipalities(year))


def led_to(year: int) -> set[str]:
    """The ids that the municipalities of 2009 lead to."""
    led = follow(ids(2009), changes(), 2009, year)
    return {new for after in led.values() for new in after}


@cache
def compared(old: int, new: int) -> FrameComparison:
    return compare_frames(municipalities(old), municipalities(new), changes(), old, new)


@pytest.mark.parametrize(
    ("year", "number"),
    [
        (2009, 430),
        (2010, 430),
        (2011, 430),
        (2012, 429),
        (2013, 428),
        (2014, 428),
        (2015, 428),
        (2016, 428),
        (2017, 426),
        (2018, 422),
        (2019, 422),
        (2020, 356),
        (2021, 356),
        (2022, 356),
        (2023, 356),
        (2024, 357),
    ],
)
def test_each_year_has_as_many_municipalities_as_there_were(year: int, number: int) -> None:
    assert len(led_to(year)) == number


@pytest.mark.parametrize("year", [2009, 2020, 2024])
def test_the_municipalities_of_2009_lead_to_exactly_those_of_a_later_list(year: int) -> None:
    assert led_to(year) == ids(year)


def test_every_change_is_of_a_municipality_that_was_there() -> None:
    faults = Faults()
    check_crosswalk(changes(), ids(2009), faults, 2009)
    assert not faults.found


def test_the_names_in_the_crosswalk_are_those_of_the_lists() -> None:
    names = {2009: {one.id: one.name for one in municipalities(2009)}}
    for one in changes().changes:
        before = names.setdefault(one.year, dict(names[max(names)]))
        assert before.get(one.old, one.old_name) == one.old_name or one.old == one.new
        before[one.new] = one.new_name
    for year in (2020, 2024):
        for unit in municipalities(year):
            assert names[year][unit.id] == unit.name


def test_the_regions_of_2009_hold_as_many_municipalities_as_the_survey_prints() -> None:
    numbers = Counter(one.id[:2] for one in municipalities(2009))
    for counties, number in REGIONS_2009.items():
        assert sum(numbers[county] for county in counties) == number


def test_the_first_two_digits_are_the_county() -> None:
    for year in (2009, 2020, 2024):
        pairs = {(one.id[:2], one.segments["county"]) for one in municipalities(year)}
        assert len(pairs) == len({number for number, _ in pairs})
        assert len(pairs) == len({county for _, county in pairs})
        assert len(pairs) == {2009: 19, 2020: 11, 2024: 15}[year]


def test_the_reform_put_119_municipalities_of_2016_together_into_47() -> None:
    led = follow(led_to(2016), changes(), 2016, 2020)
    parts = {new: {old for old, after in led.items() if new in after} for new in ids(2020)}
    merged = {new: old for new, old in parts.items() if len(old) > 1}
    assert len(merged) == 47
    assert len(set().union(*merged.values())) == 119


def test_the_three_splits_are_told_as_such() -> None:
    assert compared(2009, 2020).split == {
        "1613": ("5055", "5056", "5059"),
        "1850": ("1806", "1875"),
    }
    assert compared(2020, 2024).split == {"1507": ("1508", "1580")}


def test_nothing_is_gone_or_added_without_a_word() -> None:
    for old, new in ((2009, 2020), (2009, 2024), (2020, 2024)):
        found = compared(old, new)
        assert not found.gone
        assert not found.added
        assert not found.astray


def test_merged_municipalities_that_crossed_a_county_border_straddle_two() -> None:
    (county,) = compared(2009, 2020).breakdowns
    assert set(county.straddling) == {
        "1577",  # Hornindal to Volda
        "3005",  # Svelvik to Drammen
        "3025",  # Røyken and Hurum to Asker
        "3026",  # Rømskog to Aurskog-Høland
        "5054",  # Rissa and Leksvik
        "5055",  # Halsa to Heim
        "5412",  # Tjeldsund and Skånland
    }


def test_the_municipalities_of_2020_that_kept_number_and_name_are_unchanged_in_2024() -> None:
    found = compared(2020, 2024)
    assert len(found.unchanged) == 242
    assert len(found.renumbered) == 113
    assert not found.renamed
    assert not found.merged
