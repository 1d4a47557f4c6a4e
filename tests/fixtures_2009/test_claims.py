"""The percents of the source's prose: all of them are there, and what they are held against is so.

The arithmetic is the tests' own. Where EKRULES_SOURCE_2009 names a file with the text of the source
report, the percents are looked up in it as well.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from ekrules.errors import Faults
from ekrules.facts.claims import CheckedClaim, check_each
from ekrules.survey.claims import Claim
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey
from ekrules.tables.tallies import tallies_of
from tests.fixtures_2009.test_printed_tables import ASKED, rounded
from tests.surveys import ROOT, SURVEY_2009

SOURCE = os.environ.get("EKRULES_SOURCE_2009", "")
# Section -> how often each percent is printed there, the axes of figures left out; counted in the
# source paragraph by paragraph.
PRINTED: dict[str, dict[str, int]] = {
    "5.1": {"87": 1, "98": 2, "60": 1, "43": 1, "16": 1, "9": 1, "15": 1},
    "5.2": {"81": 3, "19": 1, "15": 1, "21": 1, "2,2": 1, "1,1": 1, "80": 3, "90": 1, "75": 1},
    "5.3": {"65": 2, "13": 1},
    "5.4": {"65": 2, "64": 1},
    "5.5": {"37": 1, "67": 2, "80": 2, "60": 1, "11": 2, "7": 1},
    "5.6": {"80": 1},
    "5.7": {"50": 1, "35": 1, "34": 1, "43": 1, "13": 1},
    "5.8": {"70": 2, "93,5": 1, "85,8": 1, "29,6": 1, "35,5": 1, "90": 1, "10": 1, "35,9": 1,
            "59,4": 1, "83,9": 1, "80": 1, "60": 1, "94": 1},
    "5.9": {"100": 1, "10": 2, "93": 1, "80": 1, "6": 1},
    "5.10": {"70": 1},
}  # fmt: skip
# A section says these again without claiming more, so one claim stands for several signs ...
SAID_AGAIN = {("5.2", "81"): 3, ("5.3", "65"): 2, ("5.4", "65"): 2, ("5.5", "67"): 2,
              ("5.5", "11"): 2, ("5.8", "70"): 2, ("5.9", "10"): 2}  # fmt: skip
# ... and these are said of several rows at once, so one sign stands for several claims.
OF_SEVERAL_ROWS = {("5.8", "90"): 3, ("5.8", "10"): 2, ("5.8", "35,9"): 2}
CLAIMS_BY_SECTION = {
    "5.1": 8, "5.2": 11, "5.3": 2, "5.4": 2, "5.5": 7, "5.6": 1, "5.7": 5, "5.8": 17, "5.9": 5,
    "5.10": 1,
}  # fmt: skip
# Those that do not follow: claim -> (counted, of the named base, which other base gives it).
WRONG: dict[str, tuple[int, int, dict[str, int]]] = {
    "text-messages": (157, 249, {}),
    "minside": (48, 202, {"all": 249}),
    "altinn": (37, 202, {"all": 249}),
    "level-4-up-to-10": (40, 202, {"answered": 186}),
    "level-4-11-to-20": (4, 202, {"answered": 186}),
    "level-4-over-20": (2, 202, {"answered": 186}),
    "level-1": (156, 202, {"answered": 190}),
    "level-2": (169, 202, {}),
    "level-3": (160, 202, {"answered": 196, "known": 181}),
    "satisfaction": (36, 202, {}),
    "integrated-forms": (161, 202, {"answered": 200}),
    "messages-hospitals": (32, 161, {"all": 249}),
    "teachers-per-computer": (202, 249, {}),
    "pupils-per-computer": (145, 249, {}),
    "geodata": (202, 249, {}),
    "e-invoice-use": (110, 249, {}),
    "post-list": (178, 249, {}),
    "post-list-journal-in": (158, 178, {"answered": 169}),
    "post-list-journal-out": (145, 178, {"answered": 169}),
    "post-list-full-text-in": (50, 178, {"answered": 169}),
    "post-list-full-text-out": (60, 178, {"answered": 169}),
    "registers-visits": (89, 249, {}),
    "registers-telephone": (89, 249, {}),
    "case-archive": (204, 249, {}),
    "security-routines-nearly-all": (231, 249, {}),
    "datatilsynet": (197, 249, {}),
}


@pytest.fixture(scope="module")
def survey() -> Survey:
    faults = Faults()
    read = read_survey(SURVEY_2009, faults)
    assert faults.found == []
    assert read is not None
    return read


@pytest.fixture(scope="module")
def checked(survey: Survey) -> dict[str, CheckedClaim]:
    found = check_each(survey.claims, tallies_of(survey), survey.evidence)
    return {one.claim.id: one for one in found}


def as_printed(claim: Claim) -> str:
    return str(claim.percent).replace(".", ",")


def test_each_section_has_as_many_claims_as_it_makes(survey: Survey) -> None:
    assert Counter(one.section for one in survey.claims) == CLAIMS_BY_SECTION


def test_every_printed_percent_is_a_claim_and_every_claim_is_printed(survey: Survey) -> None:
    claims = Counter((one.section, as_printed(one)) for one in survey.claims)
    expected = Counter[tuple[str, str]]()
    for section, percents in PRINTED.items():
        for percent, times in percents.items():
            one = (section, percent)
            expected[one] = times // SAID_AGAIN.get(one, 1) * OF_SEVERAL_ROWS.get(one, 1)
    assert claims == expected


def test_a_claim_is_told_without_its_percent_in_both_languages(survey: Survey) -> None:
    for one in survey.claims:
        for text in (one.says.nb, one.says.en):
            assert text is not None, one.id
            assert "%" not in text, one.id
            assert len(text) > 10, one.id


def test_those_that_do_not_follow_are_these(checked: dict[str, CheckedClaim]) -> None:
    held = {name: one for name, one in checked.items() if one.figure is not None}
    assert {name for name, one in held.items() if not one.follows} == set(WRONG)
    assert len(held) == 58
    assert len(checked) == 59


@pytest.mark.parametrize("name", WRONG)
def test_one_that_does_not_follow_has_the_right_figure_and_the_base_that_gives_it(
    checked: dict[str, CheckedClaim], name: str
) -> None:
    one, (counted, of, instead) = checked[name], WRONG[name]
    assert one.figure is not None
    assert (one.figure.numerator, one.figure.denominator) == (counted, of)
    assert {figure.base: figure.denominator for figure in one.instead} == instead


def test_the_habitual_slip_is_a_share_of_all_told_of_a_group(
    checked: dict[str, CheckedClaim],
) -> None:
    slips = [name for name, one in checked.items() if one.is_share_of_all]
    assert slips == ["minside", "altinn", "messages-hospitals"]


def test_a_plain_percent_that_follows_is_the_rounded_share(
    survey: Survey, checked: dict[str, CheckedClaim]
) -> None:
    plain = [one for one in checked.values() if one.follows and not one.claim.about]
    assert len(plain) > 10
    for one in plain:
        assert one.claim.question is not None
        counts = survey.printed[one.claim.question].counts(one.claim.item)
        counted = sum(counts[option] for option in one.claim.counts)
        asked = 249 if one.claim.named_base == "all" else ASKED[one.claim.question]
        unit = "1" if isinstance(one.claim.percent, int) else "0.1"
        assert one.claim.percent in rounded(counted, asked, unit), one.claim.id


def test_each_that_does_not_follow_leads_to_a_note_on_the_same(
    survey: Survey, checked: dict[str, CheckedClaim]
) -> None:
    notes = {note.id: note for note in survey.notes}
    for one in checked.values():
        if not one.follows:
            assert one.claim.note is not None, one.claim.id
        if one.claim.note is not None:
            assert notes[one.claim.note].section == one.claim.section, one.claim.id


def test_the_page_on_bases_counts_them_as_they_come_out(checked: dict[str, CheckedClaim]) -> None:
    page = (ROOT / "docs" / "explanation" / "bases.md").read_text(encoding="utf-8")
    follow = sum(one.follows for one in checked.values())
    of_all = sum(one.is_share_of_all for one in checked.values())
    answered = sum("answered" in instead for _, _, instead in WRONG.values())
    told = f"Of the {len(checked)}, one can't be checked by any table, {follow} follow and "
    told += f"{len(WRONG)} don't. Of those {len(WRONG)}, {of_all} are a share of all told of a "
    told += f"group, and {answered} follow from those who answered."
    assert told in " ".join(page.split())


def sections_of(text: str) -> dict[str, str]:
    """Section of chapter 5 -> its text, the axes of figures left out; and chapter 2 whole."""
    lines = text.splitlines()
    (second,) = (n for n, line in enumerate(lines) if re.match(r"\s*2\.\s+SAMMENDRAG", line))
    (third,) = (n for n, line in enumerate(lines) if re.match(r"\s*3\.\s+RESULTATER", line))
    (fifth,) = (n for n, line in enumerate(lines) if re.match(r"\s*5\.\s+ANALYSE", line))
    found = {"2": " ".join(lines[second:third])}
    here = "5"
    for line in lines[fifth:]:
        heading = re.match(r"\s*(5\.\d+)\s\s\S", line)
        here = heading[1] if heading else here
        if not re.match(r"\s*0 %\s*10 %", line):
            found[here] = f"{found.get(here, '')} {line}"
    return found


def percents_in(text: str) -> Counter[str]:
    """Percent as printed -> how often. Letters of a number may stand apart: "1 6 %", "59, 4 %"."""
    printed = re.findall(r"(\d(?: ?\d){0,2}(?:, ?\d)?)\s*%", text)
    return Counter(one.replace(" ", "") for one in printed)


@pytest.mark.skipif(not Path(SOURCE).is_file(), reason="the source report is not here")
def test_the_percents_are_those_of_the_source() -> None:
    found = sections_of(Path(SOURCE).read_text(encoding="utf-8"))
    assert percents_in(found.pop("2")) == {}
    assert percents_in(found.pop("5")) == {}
    assert {section: dict(percents_in(text)) for section, text in found.items()} == PRINTED
    assert {section: text.count("%") for section, text in found.items()} == {
        section: sum(percents.values()) for section, percents in PRINTED.items()
    }


@pytest.mark.skipif(not Path(SOURCE).is_file(), reason="the source report is not here")
def test_the_word_for_percent_states_no_share_but_the_goal_itself() -> None:
    found = sections_of(Path(SOURCE).read_text(encoding="utf-8"))
    words = {section: re.findall(r"(\S+) prosent\b", text) for section, text in found.items()}
    # "A hundred per cent" is the goal; the other stands for "a rather high percent".
    assert {one: said for one, said in words.items() if said} == {
        "5.3": ["høy", "hundre", "hundre"]
    }
