from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ekrules.errors import Faults
from ekrules.goals.reading import read_strategy
from tests.strategies import StrategyFiles

WORDS = "label: {nb: N}, says: {nb: n}"


@pytest.fixture
def files(tmp_path: Path) -> StrategyFiles:
    return StrategyFiles(tmp_path)


def test_a_strategy_is_read_theme_by_theme(files: StrategyFiles) -> None:
    files.write_theme("nav", 3, "", "nett").write_theme("arkiv", 2, "", "nett")
    strategy = files.strategy()
    assert [theme.theme for theme in strategy.themes] == ["helse", "arkiv", "nav"]
    assert list(strategy.goals) == ["helse-1", "arkiv-1", "nav-1"]
    assert strategy.theme_of_goal["nav-1"].theme == "nav"
    assert [path.name for path in strategy.files] == [
        "strategy.yaml",
        "01-helse.yaml",
        "02-arkiv.yaml",
        "03-nav.yaml",
    ]


def test_a_measure_knows_how_it_is_put_together(files: StrategyFiles) -> None:
    measures = files.strategy().measures
    assert (measures["nett"].combination, measures["nett"].parts) == (None, ())
    assert (measures["begge"].combination, measures["begge"].parts) == (
        "joint_of",
        ("nett", "bruk"),
    )


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("100 %", 1.0),
        ("0 %", 0.0),
        ("60%", 0.6),
        ("12,5 %", 0.125),
        ("100\u00a0%", 1.0),
        ("100.0 %", 1.0),
        ("33.3 %", 0.333),
    ],
)
def test_a_target_is_a_share_of_its_decimal_text(
    files: StrategyFiles, text: str, share: float
) -> None:
    strategy = files.edit("target: 100 %", f"target: {text}").strategy()
    assert strategy.goals["helse-1"].target_on(date(2009, 4, 1)) == share


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("100", "100 %"), ('"100"', "100 %"), ("60", "60 %"), ("0.6", "60 %"), ("0,6", "60 %"),
        ("60.5", "60.5 %"), ("60,5", "60.5 %"), ("1", "100 %, or 1 %"), ("60%%", "60 %"),
        ("80 prosent", "80 %"), ("80pst", "80 %"), ("80 percent", "80 %"), ("ca. 80 %", "80 %"),
        ("all", "60 %"), ("1e2 %", "60 %"), ("१० %", "60 %"), ('" 5%"', "5 %"),
    ],
)  # fmt: skip
def test_a_target_that_is_no_percent_is_told_how_to_write_one(
    files: StrategyFiles, text: str, advice: str
) -> None:
    [told] = files.edit("target: 100 %", f"target: {text}").faults()
    assert told.endswith(f'; a share is written with "%" (as {advice}).')


@pytest.mark.parametrize("text", ["101 %", "250 %", "-5 %"])
def test_a_target_is_from_none_to_all(files: StrategyFiles, text: str) -> None:
    [told] = files.edit("target: 100 %", f"target: {text}").faults()
    assert told.endswith("; expected a share from 0 % to 100 %.")


def test_a_target_is_one_share_and_no_list(files: StrategyFiles) -> None:
    [told] = files.edit("target: 100 %", "target: [100 %]").faults()
    assert told.endswith("a list of 1; expected one value, not a list.")


def test_a_deadline_is_a_date_or_none(files: StrategyFiles) -> None:
    assert files.strategy().goals["helse-1"].deadline == date(2011, 12, 31)
    files.edit("deadline: 2011-12-31", "deadline: none")
    assert files.strategy().goals["helse-1"].deadline == "none"


@pytest.mark.parametrize("text", ["9999-12-31", "3000-01-01", "1899-12-31", "0001-01-01"])
def test_a_deadline_that_nobody_can_mean_is_refused(files: StrategyFiles, text: str) -> None:
    [told] = files.edit("deadline: 2011-12-31", f"deadline: {text}").faults()
    end = "2999-12-31 or earlier" if text > "2011" else "1900-01-01 or later"
    assert told == f'01-helse.yaml:30:15: "{text}"; expected {end}.'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2011-02-30", "a day that exists: month 2 of 2011 has 28 days"),
        ("31.02.2011", "a day that exists: month 2 of 2011 has 28 days"),
        ("2011", "a whole date (as 2011-12-31)"),
        ("innen 2011", "a whole date (as 2011-12-31)"),
        ("desember 2011", "a day too (as 2011-12-31)"),
        ("12/31/2011", "a month from 01 to 12 in the middle (as 2011-12-31)"),
        ("snart", 'a date (as 2011-12-31) or "none"'),
        ("", 'a date (as 2011-12-31) or "none"'),
    ],
)
def test_a_deadline_that_is_no_date_is_refused(
    files: StrategyFiles, text: str, expected: str
) -> None:
    [told] = files.edit("deadline: 2011-12-31", f"deadline: {text}").faults()
    assert told.endswith(f"; expected {expected}.")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (f"x: {{{WORDS}}}", "nothing says where the figure comes from; a measure has one"),
        (f"x: {{{WORDS}, question: nett, evidence: y, counts: [ja], base: asked}}",
         '"question" and "evidence" together; a measure has one of '),
        (f"x: {{{WORDS}, mean_of: [nett, bruk], lowest_of: [nett, bruk]}}",
         '"lowest_of" and "mean_of" together; a measure has one of '),
        (f"x: {{{WORDS}, lowest_of: []}}", "nothing says where the figure comes from; a measure"),
        (f"x: {{{WORDS}, question: nett, counts: [ja]}}",
         'nothing under "base"; write all, asked, answered or known'),
        (f"x: {{{WORDS}, question: nett, base: asked}}",
         'nothing under "counts"; name the answers that count (as [ja])'),
        (f"x: {{{WORDS}, evidence: nav_kontorer, base: asked}}", "only a measure of a question"),
        (f"x: {{{WORDS}, evidence: nav_kontorer, counts: [ja]}}", "only a measure of a question"),
        (f"x: {{{WORDS}, mean_of: [nett, bruk], item: a}}", "only a measure of a question"),
        (f"x: {{{WORDS}, mean_of: [nett]}}", '"mean_of" with one measure; two or more'),
        (f"x: {{{WORDS}, jont_of: [nett, bruk]}}", 'Did you mean "joint_of"?'),
        (f"Min måling: {{{WORDS}, mean_of: [nett, bruk]}}", "expected a name of small letters"),
        ("x: nett", "expected keys with values"),
    ],
)  # fmt: skip
def test_a_measure_without_one_clear_origin_is_refused(
    files: StrategyFiles, line: str, fault: str
) -> None:
    told = files.add_measure(line).faults()
    assert told[0].startswith("01-helse.yaml:6:")
    assert any(fault in one for one in told)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("{status: red, firmness: inferred", "{firmness: inferred", 'nothing under "status"; name'),
        ("{status: red, firmness: inferred", "{status: red, firmness: none", '"status" beside'),
        ("status: red", "status: amber", 'expected "green", "yellow", "red" or "grey"'),
        ("    attainment: nett\n", "", 'nothing under "attainment"; name a measure, or write'),
        ("    judged_by", "    inputs: {target: nett, years_left: nett}\n    judged_by",
         'every table has "target" and "years_left" already'),
        ("    judged_by", "    inputs: {attainment: nett}\n    judged_by", "already; name the"),
        ("coverage: full", "coverage: fully", 'Did you mean "full"?'),
        ("source: published", "source: publisert", 'Did you mean "published"?'),
        ("id: helse-1", "id: Helse 1", "expected a name of small letters"),
        ("    judged_by", "    judgedby", 'Did you mean "judged_by"?'),
    ],
)  # fmt: skip
def test_a_goal_that_contradicts_itself_is_refused(
    files: StrategyFiles, old: str, new: str, fault: str
) -> None:
    told = files.edit(old, new).faults()
    assert any(fault in one for one in told), told


def test_a_deadline_with_the_day_first_is_told_how_to_write_it(files: StrategyFiles) -> None:
    [told] = files.edit("deadline: 2011-12-31", "deadline: 31.12.2011").faults()
    assert told.endswith('"31.12.2011"; expected a date written 2011-12-31.')


def test_a_goal_that_nothing_covers_needs_no_measure(files: StrategyFiles) -> None:
    files.edit("    attainment: nett\n", "").edit("coverage: full", "coverage: none")
    assert files.strategy().goals["helse-1"].attainment is None


def test_a_theme_without_goals_is_refused(files: StrategyFiles) -> None:
    text = (files.folder / "01-helse.yaml").read_text(encoding="utf-8")
    files.write("01-helse.yaml", text[: text.index("goals:")] + "goals: []\n")
    [told] = files.faults()
    assert told.endswith("an empty list; expected at least one in the list.")


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    faults = Faults()
    assert read_strategy(tmp_path / "nowhere", faults) is None
    assert "there is no such folder; expected a strategy's folder" in str(faults.found[0])


def test_a_folder_with_nothing_in_it_is_told_what_it_needs(tmp_path: Path) -> None:
    faults = Faults()
    assert read_strategy(tmp_path, faults) is None
    assert [fault.found for fault in faults.found] == [
        "there is no such file",
        "there are no theme files",
    ]


def test_a_theme_file_with_the_other_ending_is_told_instead_of_passed_over(
    files: StrategyFiles,
) -> None:
    (files.folder / "01-helse.yaml").rename(files.folder / "01-helse.yml")
    assert any("01-helse.yml: a file with the ending .yml" in fault for fault in files.faults())


def test_the_faults_of_all_theme_files_are_told_at_once(files: StrategyFiles) -> None:
    files.write_theme("nav", 2, "", "nett").edit("coverage: full", "coverage: ful", "02-nav.yaml")
    files.edit("coverage: full", "coverage: ful").edit("owner: KS", "ower: KS", "strategy.yaml")
    assert [fault.split(":")[0] for fault in files.faults()] == [
        "01-helse.yaml",
        "02-nav.yaml",
        "strategy.yaml",
    ]
