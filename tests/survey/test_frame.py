from __future__ import annotations

from pathlib import Path

import pytest

from tests.survey_files import SurveyFiles

BREAKS = [
    ("frame.yaml", "Nord}, respondents: 40", "Nord}, respondents: 41",
     ['3:5: the segments of "region" hold 101 respondents; expected 100.',
      "7:65: percent 40.0 beside 41 of 100; expected 41.0.",
      "7:86: valid_percent 40.0 beside 41 of 100; expected 41.0.",
      "8:36: response_rate 44 beside 41 of 90; expected 46."]),
    ("frame.yaml", "frame: 90", "frame: 91",
     ['3:5: the segments of "region" hold a frame of 201; expected 200.']),
    ("frame.yaml", "frame: 90, response_rate: 44", "frame: 30, response_rate: 133",
     ['3:5: the segments of "region" hold a frame of 140; expected 200.',
      '7:52: 40 answered of 30 in "nord"; expected no more than the frame.']),
    ("frame.yaml", "response_rate: 44", "response_rate: 45",
     ["8:36: response_rate 45 beside 40 of 90; expected 44."]),
    ("frame.yaml", "frame: 200", "frame: 210",
     ['11:76: the total of "region" is a frame of 210; expected 200.',
      "11:96: response_rate 50 beside 100 of 210; expected 48."]),
    ("frame.yaml", "total: {respondents: 100, percent: 100.0, valid_percent: 100.0}",
     "total: {respondents: 99, percent: 100.0, valid_percent: 100.0}",
     ['20:26: the total of "size" is 99 respondents; expected 100.']),
    ("frame.yaml", "cumulative_percent: 70.0", "cumulative_percent: 71.0",
     ["17:30: cumulative_percent 71.0 beside 70 of 100; expected 70.0."]),
    ("frame.yaml", "id: sor", "id: nord", ['9:14: the segment "nord" again; it stands at ']),
    ("frame.yaml", "id: size", "id: region", ['12:9: the breakdown "region" again; it stands at ']),
    ("reference.yaml", "respondents: 40", "respondents: 41",
     ['5:5: the segments of "region" hold 101 respondents; expected 100.']),
    ("reference.yaml", "mean: 50, respondents: 40", "mean: 81, respondents: 40",
     ['8:45: the mean 81 of "nord"; expected one from 10 to 80.']),
    ("reference.yaml", "id: sor", "id: nord", ['9:14: the segment "nord" again; it stands at ']),
    ("evidence.yaml", "numerator: 293", "numerator: 458",
     [('6:5: "numerator" is 458, but "denominator" is 457; '
       "the numerator counts some of the denominator, so no more.")]),
    ("evidence.yaml", "denominator: 457", "denominator: 0", ['7:18: "0"; expected 1 or more.']),
    ("evidence.yaml", "unit: share", "unit: percent",
     ['8:11: "percent"; expected "share". Did you mean "share"?']),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "faults"), BREAKS)
def test_segments_that_do_not_add_up_are_told_where_they_stand(
    tmp_path: Path, name: str, old: str, new: str, faults: list[str]
) -> None:
    told = SurveyFiles(tmp_path).edit(name, old, new).faults()
    assert len(told) == len(faults), told
    for one, fault in zip(told, faults, strict=True):
        assert one.startswith(f"{name}:{fault}")


def test_evidence_stands_once(tmp_path: Path) -> None:
    files = SurveyFiles(tmp_path)
    one = (tmp_path / "evidence.yaml").read_text(encoding="utf-8").removeprefix("evidence:\n")
    [told] = files.write("evidence.yaml", f"evidence:\n{one}{one}").faults()
    assert told.startswith('evidence.yaml:10:9: the evidence "nav_kontorer" again; ')


def test_a_breakdown_stands_once_among_the_scores(tmp_path: Path) -> None:
    files = SurveyFiles(tmp_path)
    text = (tmp_path / "reference.yaml").read_text(encoding="utf-8")
    again = text[text.index("  - id: region") :]
    [told] = files.write("reference.yaml", text + again).faults()
    assert told.startswith('reference.yaml:10:9: the breakdown "region" again; ')


def test_a_frame_that_one_segment_leaves_out_is_not_whole(tmp_path: Path) -> None:
    files = SurveyFiles(tmp_path).edit("frame.yaml", ",\n         frame: 90, response_rate: 44", "")
    assert files.faults() == [
        'frame.yaml:3:5: the segments of "region" hold a frame of 110; expected 200.'
    ]


def test_a_segment_where_everyone_answered_is_fine(tmp_path: Path) -> None:
    files = SurveyFiles(tmp_path)
    files.edit("frame.yaml", "frame: 90, response_rate: 44", "frame: 40, response_rate: 100")
    files.edit("frame.yaml", "frame: 110, response_rate: 55", "frame: 160, response_rate: 38")
    assert files.faults() == []


@pytest.mark.parametrize("mean", [10, 80])
def test_a_mean_may_be_the_lowest_or_the_highest_score(tmp_path: Path, mean: int) -> None:
    files = SurveyFiles(tmp_path)
    files.edit("reference.yaml", "mean: 50, respondents: 40", f"mean: {mean}, respondents: 40")
    assert files.faults() == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "numerator:",
            "teller:",
            'the key "teller"; no such key is used here. Did you mean "numer',
        ),
        ("numerator: 293", "numerator: 1 293", '"1 293"; expected a whole number alone (as 1293).'),
        ("id: nav_kontorer", "id: NAV kontorer", 'Did you mean "nav-kontorer"?'),
        ("unit: share", "unit: share\n    link: www.nav.no", "expected a web address without"),
    ],
)
def test_a_slip_in_a_figure_is_told_how_to_write_it(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    [fault] = SurveyFiles(tmp_path).edit("evidence.yaml", old, new).faults()
    assert told in fault


def test_a_figure_of_a_time_far_after_the_survey_is_told(tmp_path: Path) -> None:
    text = (SurveyFiles(tmp_path).folder / "evidence.yaml").read_text(encoding="utf-8")
    day = next(line for line in text.splitlines() if "date:" in line).split()[-1]
    [fault] = SurveyFiles(tmp_path).edit("evidence.yaml", day, "2019-01-01").faults()
    assert "is of 2019-01-01, and the survey of 2009-04-01; expected a year no later" in fault
