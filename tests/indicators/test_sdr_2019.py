"""A published catalogue as it is: 114 indicators of 61 countries, from YAML alone.

Source: Sustainable Development Report 2019 (Sachs, Schmidt-Traub, Kroll, Lafortune, Fuller), its
data at github.com/sdsna/2019GlobalIndex. Nothing of it is kept here.
"""

from __future__ import annotations

import pytest

from ekrules.indicators.indicators import NO_ROW, Indicators
from tests.indicators.made_files import read
from tests.methods.published import FILES, FOLDER, WHY_ABSENT, lay_out, rows


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Indicators:
    if not all((FOLDER / name).is_file() for name in FILES):
        pytest.skip(WHY_ABSENT)
    return read(lay_out(tmp_path_factory.mktemp("sdr2019")))


def test_every_country_indicator_and_value_is_read(published: Indicators) -> None:
    assert len(published.entities) == 61
    assert len(published.catalogue) == 114
    assert published.frame.height == 4738


def test_each_value_is_the_published_one_and_leads_to_its_line(published: Indicators) -> None:
    for line, row in enumerate(rows("values.csv"), start=2):
        (value,) = published.series(row["country"], row["code"])
        assert value.value == float(row["value"])
        assert (value.place.line, value.place.column) == (line, 3)


def test_each_indicator_has_the_numbers_of_its_row(published: Indicators) -> None:
    for row in rows("rules_codebook.csv"):
        one = published.catalogue[row["code"]]
        keys = {"green": "green_threshold", "red": "red_threshold"} | {
            key: key for key in ("best", "worst")
        }
        assert one.parameters == {name: float(row[column]) for name, column in keys.items()}
        assert one.better == {"lower_is_better": "down", "higher_is_better": "up"}[row["direction"]]
        assert (one.group, one.unit) == (row["goal"], row["units"].strip())


def test_members_of_the_oecd_have_a_set_of_their_own(published: Indicators) -> None:
    for row in rows("rules_codebook.csv"):
        for country, entity in published.entities.items():
            column = "set_oecd" if entity.attributes["oecd"] == "1" else "set_global"
            assert published.applies(row["code"], country) == (row[column] == "yes")


def test_a_gap_is_an_indicator_for_a_country_that_no_row_gives(published: Indicators) -> None:
    given = {(row["country"], row["code"]) for row in rows("values.csv")}
    wanted = {
        (country, code)
        for country in published.entities
        for code in published.catalogue
        if published.applies(code, country)
    }
    gaps = list(published.gaps())
    assert {(gap.entity, gap.indicator) for gap in gaps} == wanted - given
    assert {gap.reason for gap in gaps} == {NO_ROW}
