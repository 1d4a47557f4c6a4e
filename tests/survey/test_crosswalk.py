"""The crosswalk in the codebook: what a question was in an earlier wave, and slips in saying so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.survey_files import SurveyFiles

CODEBOOK = "codebook/01-helse.yaml"
NETT = "{id: nett, number: 1, kind: single, label: {nb: Nett}, asks: {nb: Nett?}, options: nei_ja"


@pytest.fixture
def files(tmp_path: Path) -> SurveyFiles:
    return SurveyFiles(tmp_path)


def saying(files: SurveyFiles, earlier: str) -> SurveyFiles:
    return files.edit(CODEBOOK, NETT, f"{NETT}, earlier: [{earlier}]")


def test_a_question_knows_what_it_was_in_earlier_waves(files: SurveyFiles) -> None:
    said = (
        "{wave: 2007, comparable: false, because: {nb: Bare fylker ble spurt}}, "
        "{wave: 2008, question: internett, comparable: true}"
    )
    survey = saying(files, said).survey()
    before, last = survey.questions["nett"].earlier
    assert (before.wave, before.comparable, before.question) == (2007, False, None)
    assert before.because is not None
    assert before.because.nb == "Bare fylker ble spurt"
    assert (last.question, last.comparable, last.because) == ("internett", True, None)
    assert survey.questions["bruk"].earlier == ()


@pytest.mark.parametrize(
    ("earlier", "fault"),
    [
        ("{wave: 2008, comparable: true}, {wave: 2008, comparable: true}",
         'the wave "2008" again; '),
        ("{wave: 2009, comparable: true}",
         "the wave 2009; expected a wave before this survey's, 2009."),
        ("{wave: 2010, comparable: true}", "the wave 2010; expected a wave before"),
        ("{wave: 2008, comparable: false}",
         '"nett" is not comparable with 2008, and nothing says why; say it in "because".'),
        ("{wave: 2008}", 'there is no "comparable" here; it is required.'),
        ("{wave: 2008, comparable: nei}", '"nei"; expected true or false'),
        ("{wave: 2008, comparable: true, question: Nett}", '"Nett"; expected a name of small '),
        ("{wave: 2008, comparable: true, questions: nett}", 'Did you mean "question"?'),
        ("{wave: 2008, comparable: false, because: {nb: Bare 10 % ble spurt}}",
         'the share "10 %"; '),
    ],
)  # fmt: skip
def test_a_slip_in_the_crosswalk_is_told_where_it_stands(
    files: SurveyFiles, earlier: str, fault: str
) -> None:
    [told] = saying(files, earlier).faults()
    assert told.startswith(f"{CODEBOOK}:6:")
    assert fault in told
