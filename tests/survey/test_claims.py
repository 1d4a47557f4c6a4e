"""The percents of the source's prose as they are written down: what is read, and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.survey_files import ANSWERED_FILES, SMALL_FILES, SurveyFiles

CLAIMS = "claims.yaml"
SOUND = """\
claims:
  - id: nett
    section: "5.1"
    says: {nb: Er på nett}
    percent: 60
    share_of: all
    question: nett
    counts: [ja]
  - id: bruk
    section: "5.1"
    says: {nb: Bruker det}
    percent: 33.3
    about: true
    side: over
    share_of: {nb: de på nett}
    question: bruk
    counts: [ja]
    base: asked
    note: bruk-oddly-worded
  - id: kontorer
    section: "5.2"
    says: {nb: Åpne kontorer}
    percent: 64
    share_of: {nb: alle kontorer}
    evidence: nav_kontorer
  - id: sms
    section: "5.2"
    says: {nb: Bruker SMS}
    percent: 50
    share_of: all
    question: kanaler
    item: sms
    counts: [ja]
  - id: begge
    section: "5.2"
    says: {nb: Har begge deler}
    percent: 60
    share_of: all
    not_in_tables: {nb: Ikke trykt}
"""


@pytest.fixture
def files(tmp_path: Path) -> SurveyFiles:
    return SurveyFiles(tmp_path).write(CLAIMS, SOUND)


def test_claims_are_read_in_their_order(files: SurveyFiles) -> None:
    survey = files.survey()
    assert [one.id for one in survey.claims] == ["nett", "bruk", "kontorer", "sms", "begge"]
    assert files.folder / CLAIMS in survey.files


def test_a_survey_does_without_claims(tmp_path: Path) -> None:
    assert SurveyFiles(tmp_path, SMALL_FILES).survey().claims == ()


def test_whose_share_it_is_names_the_base_where_it_can(files: SurveyFiles) -> None:
    nett, bruk, *_ = files.survey().claims
    assert (nett.base, nett.named_base) == (None, "all")
    assert bruk.named_base == "asked"


def test_a_stated_percent_keeps_its_form(files: SurveyFiles) -> None:
    nett, bruk, *_ = files.survey().claims
    assert (repr(nett.percent), repr(bruk.percent)) == ("60", "33.3")


SLIPS = (
    ("question: bruk", "question: brukt",
     'no question is called "brukt"; expected one that exists. Did you mean "bruk"?'),
    ("question: bruk\n    counts: [ja]", "question: bruk\n    counts: [jaa]",
     'no option of "bruk" is called "jaa"; expected one that exists. Did you mean "ja"?'),
    ("item: sms", "item: smss",
     'no item of "kanaler" is called "smss"; expected one that exists. Did you mean "sms"?'),
    ("    item: sms\n", "",
     '"kanaler" is a grid and no item is named; add item: one of epost, sms.'),
    ("note: bruk-oddly-worded", "note: bruk-oddly",
     'no note is called "bruk-oddly"; expected one that exists. Did you mean "bruk-oddly-worded"?'),
    ("id: bruk\n", "id: nett\n", 'the claim "nett" again; it stands at'),
    ("percent: 33.3", "percent: 333", '"333"; expected a percent from 0 to 100.'),
    ("percent: 33.3", "percent: -1", '"-1"; expected a percent from 0 to 100.'),
    ("percent: 33.3", "percent: 33,3", "expected a number"),
    ("side: over", "side: above", '"above"; expected "over" or "under". Did you mean "over"?'),
    ("    about: true\n", "",
     'what stands here does not go together; "side" goes with about: true.'),
    ("share_of: {nb: de på nett}", "share_of: some",
     '"some"; expected "all" or "asked" or a text in each language (as {nb: some}).'),
    ("    base: asked\n", "", '"base" is needed where "share_of" is in your own words.'),
    ("share_of: {nb: de på nett}", "share_of: all",
     '"base" is asked, and "share_of" is all; leave "base" out.'),
    ("    evidence: nav_kontorer\n", "",
     'a claim has one of "question", "evidence" and "not_in_tables".'),
    ("not_in_tables:", "evidence: nav_kontorer\n    not_in_tables:",
     'a claim has one of "question", "evidence" and "not_in_tables".'),
    ("evidence: nav_kontorer", "evidence: nav_kontorer\n    base: all",
     'only a claim with a "question" has "item", "counts" and "base".'),
    ("    item: sms\n    counts: [ja]\n", "    item: sms\n",
     '"counts" is needed with "question".'),
)  # fmt: skip


@pytest.mark.parametrize(("stands", "written", "told"), SLIPS)
def test_a_slip_is_told_once(files: SurveyFiles, stands: str, written: str, told: str) -> None:
    [fault] = files.edit(CLAIMS, stands, written).faults()
    assert fault.startswith("claims.yaml:")
    assert told in fault


def test_every_fault_of_the_file_is_told(files: SurveyFiles) -> None:
    files.edit(CLAIMS, "question: nett", "question: net").edit(CLAIMS, "item: sms", "item: sm")
    assert len(files.faults()) == 2


def test_a_question_without_a_printed_table_is_told(files: SurveyFiles) -> None:
    extra = (
        "  - {id: ny, number: 5, kind: single, label: {nb: N}, asks: {nb: N?}, options: nei_ja}\n"
    )
    codes = "codebook/01-helse.yaml"
    files.write(codes, SMALL_FILES[codes] + extra).edit(CLAIMS, "question: nett", "question: ny")
    [fault] = files.faults()
    assert 'the question "ny" has no counts in this survey; expected a printed table.' in fault


def test_two_options_that_one_may_choose_both_of_are_refused(files: SurveyFiles) -> None:
    files.edit(
        CLAIMS, "question: nett\n    counts: [ja]", "question: former\n    counts: [papir, epost]"
    )
    [fault] = files.faults()
    assert "where one respondent may choose both" in fault


def test_claims_of_a_survey_with_answers_of_its_own_are_checked(tmp_path: Path) -> None:
    files = SurveyFiles(tmp_path, ANSWERED_FILES)
    files.write(CLAIMS, SOUND.replace("    note: bruk-oddly-worded\n", ""))
    assert len(files.survey().claims) == 5
    [fault] = files.edit(CLAIMS, "question: nett", "question: net").faults()
    assert 'no question is called "net"' in fault


def test_another_files_answers_are_not_what_the_claims_are_about(tmp_path: Path) -> None:
    files = SurveyFiles(tmp_path, ANSWERED_FILES)
    files.write(CLAIMS, SOUND.replace("    note: bruk-oddly-worded\n", ""))
    assert files.survey(tmp_path / "svar.csv").claims == ()
