"""Section 1.4 and chapter 4 held against each other."""

from __future__ import annotations

from itertools import accumulate

import pytest

from ekrules.errors import Faults
from ekrules.survey.frame import Frame, FrameSegment, FrameTotal, ReferenceTable, ScoreBreakdown
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.wording import LANGUAGES
from tests.fixtures_2009.test_printed_tables import rounded
from tests.surveys import SURVEY_2009

COUNTIES = {
    "oslo_akershus": ("akershus",),
    "hedmark_oppland": ("hedmark", "oppland"),
    "sorostlandet": ("ostfold", "buskerud", "vestfold", "telemark"),
    "agder_rogaland": ("aust_agder", "vest_agder", "rogaland"),
    "vestlandet": ("hordaland", "sogn_fjordane", "more_romsdal"),
    "trondelag": ("sor_trondelag", "nord_trondelag"),
    "nord_norge": ("nordland", "troms", "finnmark"),
}
# region: (answers by region, answers by its counties, the note that says so)
UNEVEN = {
    "oslo_akershus": (13, 14, "akershus-14-against-13"),
    "sorostlandet": (45, 44, "sorostlandet-44-against-45"),
    "trondelag": (30, 29, "trondelag-30-against-29"),
    "nord_norge": (48, 49, "nord-norge-48-against-49"),
}


@pytest.fixture(scope="module")
def survey() -> Survey:
    read = read_survey(SURVEY_2009, Faults())
    assert read is not None
    return read


@pytest.fixture(scope="module")
def frame(survey: Survey) -> Frame:
    assert survey.frame is not None
    return survey.frame


@pytest.fixture(scope="module")
def scores(survey: Survey) -> ReferenceTable:
    assert survey.reference is not None
    return survey.reference


def breakdown(scores: ReferenceTable, name: str) -> ScoreBreakdown:
    [found] = [one for one in scores.breakdowns if one.id == name]
    return found


def answers(scores: ReferenceTable, name: str) -> dict[str, int]:
    return {one.id: one.respondents for one in breakdown(scores, name).segments}


def test_the_segments_of_1_4_hold_249_answers(frame: Frame) -> None:
    assert [one.id for one in frame.breakdowns] == ["type", "size", "region"]
    for one in frame.breakdowns:
        assert sum(segment.respondents for segment in one.segments) == 249
        assert one.total.respondents == 249


def test_the_segments_of_type_and_region_hold_430_municipalities(frame: Frame) -> None:
    for one in frame.breakdowns:
        sizes = [segment.frame for segment in one.segments]
        assert one.has_frame == (one.id != "size")
        assert sum(size or 0 for size in sizes) == (430 if one.has_frame else 0)
        assert all((size is not None) == one.has_frame for size in sizes)


def test_the_percents_of_1_4_are_of_the_249(frame: Frame) -> None:
    for one in frame.breakdowns:
        for segment in one.segments:
            assert segment.percent in rounded(segment.respondents, 249)
            assert segment.valid_percent == segment.percent


def test_the_cumulative_percents_of_1_4_are_the_answers_so_far(frame: Frame) -> None:
    [size] = [one for one in frame.breakdowns if one.id == "size"]
    so_far = accumulate(segment.respondents for segment in size.segments)
    for segment, answered in zip(size.segments, so_far, strict=True):
        assert segment.cumulative_percent in rounded(answered, 249)


def test_the_response_rates_of_1_4_are_answers_of_the_frame(frame: Frame) -> None:
    rows: list[FrameSegment | FrameTotal] = []
    for one in frame.breakdowns:
        if one.has_frame:
            rows += [*one.segments, one.total]
    assert len(rows) == 16
    for row in rows:
        assert row.response_rate in rounded(row.respondents, row.frame or 0, "1")


def test_each_breakdown_of_chapter_4_holds_every_answer_once(scores: ReferenceTable) -> None:
    assert [one.id for one in scores.breakdowns] == ["type", "size", "county", "region"]
    for one in scores.breakdowns:
        assert sum(segment.respondents for segment in one.segments) == 249


def test_chapter_4_and_1_4_count_types_sizes_and_regions_alike(
    scores: ReferenceTable, frame: Frame
) -> None:
    for one in frame.breakdowns:
        told = {segment.id: segment.respondents for segment in one.segments}
        assert answers(scores, one.id) == told


def test_highest_and_lowest_agree_in_every_breakdown(scores: ReferenceTable) -> None:
    for one in scores.breakdowns:
        assert max(segment.highest for segment in one.segments) == scores.total.highest == 339
        assert min(segment.lowest for segment in one.segments) == scores.total.lowest == 46


def test_the_means_weighted_by_answers_give_the_mean_of_all(scores: ReferenceTable) -> None:
    for one in scores.breakdowns:
        weighted = sum(segment.mean * segment.respondents for segment in one.segments) / 249
        # Each printed mean is off by at most half a point.
        assert abs(weighted - scores.total.mean) <= 1


def test_there_are_18_counties_in_7_regions(scores: ReferenceTable) -> None:
    listed = [county for counties in COUNTIES.values() for county in counties]
    assert sorted(listed) == sorted(answers(scores, "county"))
    assert list(COUNTIES) == list(answers(scores, "region"))


@pytest.mark.parametrize("region", COUNTIES)
def test_a_region_and_its_counties_differ_only_where_a_note_says_so(
    scores: ReferenceTable, survey: Survey, region: str
) -> None:
    by_region = answers(scores, "region")[region]
    by_county = sum(answers(scores, "county")[county] for county in COUNTIES[region])
    if region not in UNEVEN:
        assert by_region == by_county
        return
    expected_region, expected_county, name = UNEVEN[region]
    assert (by_region, by_county) == (expected_region, expected_county)
    [note] = [one for one in survey.notes if one.id == name]
    assert note.kind == "table"
    assert note.section == "4"
    for language in LANGUAGES:
        told = f"{note.says.in_language(language)} {note.should_be.in_language(language)}"
        assert str(by_region) in told
        assert str(by_county) in told


def test_what_some_regions_gain_others_lose() -> None:
    assert sum(one - other for one, other, _ in UNEVEN.values()) == 0
