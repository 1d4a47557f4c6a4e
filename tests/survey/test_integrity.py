from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import Faults
from ekrules.survey.integrity import check_printed_tables, not_asked_count
from ekrules.survey.percents import check_percent
from ekrules.survey.printed import PrintedCell
from tests.survey_files import SurveyFiles
from tests.surveys import BRUK, NETT, small_survey, survey_of

PRINTED = "printed/01-helse.yaml"
NOTES = "source_notes.yaml"


@pytest.fixture
def files(tmp_path: Path) -> SurveyFiles:
    return SurveyFiles(tmp_path)


def test_tables_that_add_up_have_no_faults(files: SurveyFiles) -> None:
    assert files.faults() == []


BREAKS = [
    # what stands there, what a tired person makes of it, and every fault that brings
    (
        "answer: nei, count: 30", "answer: nei, count: 31",
        [('7:30: 31 as the count of "nei" in "nett", beside 30.0 %; '
          "the counts add up to 101 and the total is 100; expected 30.")],
    ),
    ("count: 60, percent: 60.0", "count: 60, percent: 60.1",
     ["8:42: percent 60.1 beside 60 of 100; expected 60.0."]),
    ("percent: 60.0, valid_percent: 60.0", "percent: 60.0, valid_percent: 6.0",
     ["8:63: valid_percent 6.0 beside 60 of 100; expected 60.0."]),
    ("cumulative_percent: 90.0", "cumulative_percent: 60.0",
     ["8:89: cumulative_percent 60.0 beside 90 of 100; expected 90.0."]),
    (
        "total, count: 100, percent: 100.0, valid_percent: 100.0", ("total, count: 10, "
        "percent: 100.0, valid_percent: 100.0"),
        [('10:32: 10 as the count of "total" in "nett", beside 100.0 %; '
          "the counts add up to 100 and the total is 10; expected 100.")],
    ),
    ("{answer: nei, count: 25, percent: 25.0}", "{answer: nie, count: 25, percent: 25.0}",
     [('14:18: no answer to "bruk" is called "nie"; expected one that exists. '
       'Did you mean "nei"?')]),
    ("      - {answer: nei, count: 25, percent: 25.0}\n", "",
     ['14:7: no cell for "nei" in "bruk"; it is needed, with 0 where nobody chose it.']),
    ("      - {item: sms, answer: total, count: 100, percent: 100.0}\n", "",
     ['29:7: no cell for "total" in "kanaler", item "sms"; it is needed.']),
    ("{answer: nei, count: 25, percent: 25.0}",
     "{answer: nei, count: 25, percent: 25.0}\n      - {answer: nei, count: 25, percent: 25.0}",
     ['15:9: "nei" a second time in "bruk"; keep one of them, or mend what it is called.']),
    (
        ("{answer: unanswered, count: 45, percent: 45.0}\n      - {answer: dont_know, count: 10, "
        "percent: 10.0}"),
        ("{answer: unanswered, count: 39, percent: 39.0}\n      - {answer: dont_know, count: 16, "
        "percent: 16.0}"),
        [('16:37: 39 unanswered in "bruk", but 40 were not asked; '
         "expected at least those who were not asked.")],
    ),
    (
        ("{answer: unanswered, count: 45, percent: 45.0}\n      - {answer: dont_know, count: 10, "
        "percent: 10.0}"), "{answer: dont_know, count: 55, percent: 55.0}",
        [('17:9: 0 unanswered in "bruk", but 40 were not asked; '
         "expected at least those who were not asked.")],
    ),
    ("papir, count: 30, percent: 54.5", "papir, count: 51, percent: 92.7",
     ['22:32: 51 chose "papir" but only 50 could; expected no more than 50.']),
    ("dont_know, count: 5, percent: 9.1", "dont_know, count: 56, percent: 101.8",
     ['24:36: 56 chose "dont_know" but only 55 could; expected no more than 55.']),
    ("total, count: 55, percent: 100.0", "total, count: 61, percent: 100.0",
     ["22:45: percent 54.5 beside 30 of 61; expected 49.2.",
      "23:45: percent 45.5 beside 25 of 61; expected 41.0.",
      "24:48: percent 9.1 beside 5 of 61; expected 8.2.",
      '25:32: 61 answered "former" but only 60 were asked; expected no more than were asked.',
      ('25:32: the counts of "former" add up to 60 but 61 answered; '
      "expected one answer from each, or more.")]),
    ("item: sms, answer: nei", "item: smss, answer: nei",
     [('34:16: no item of "kanaler" is called "smss"; expected one that exists. '
       'Did you mean "sms"?')]),
    ("{item: sms, answer: nei", "{answer: nei",
     ['34:9: no item, but "kanaler" is a grid; expected an item.']),
    ("{answer: nei, count: 25", "{item: sms, answer: nei, count: 25",
     ['14:16: the item "sms", but "bruk" is no grid; leave the item out.']),
    ("layout: grid", "layout: frequency",
     ['27:13: the layout "frequency" for the grid question "kanaler"; expected "grid".']),
    ("question: kanaler", "question: kanalene",
     [('26:15: no question is called "kanalene"; expected one that exists. '
      'Did you mean "kanaler"?')]),
    ("theme: helse", "theme: hlese",
     ['1:8: no theme is called "hlese"; expected one that exists. Did you mean "helse"?']),
    ("answer: unanswered, count: 45", "answer: unanswered, count: -45",
     ['16:37: "-45"; expected 0 or more.']),
    ("answer: unanswered, count: 45", "answer: unanswered, count: 45.0",
     ['16:37: "45.0"; expected a whole number alone (as 45).']),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "faults"), BREAKS)
def test_a_broken_table_is_told_cell_by_cell(
    files: SurveyFiles, old: str, new: str, faults: list[str]
) -> None:
    told = files.edit(PRINTED, old, new).faults()
    assert [one.removeprefix(f"{PRINTED}:") for one in told] == faults


def test_the_faults_of_several_tables_are_told_at_once(files: SurveyFiles) -> None:
    files.edit(PRINTED, "count: 60, percent: 60.0", "count: 60, percent: 61.0")
    files.edit(
        PRINTED,
        "{answer: nei, count: 25, percent: 25.0}",
        "{answer: nie, count: 25, percent: 25.0}",
    )
    files.edit(PRINTED, "question: kanaler", "question: kanalene")
    assert len(files.faults()) == 3


def test_a_table_whose_total_is_not_the_respondents_is_told(files: SurveyFiles) -> None:
    old = "nei, count: 30, percent: 30.0, valid_percent: 30.0, cumulative_percent: 30.0"
    new = "nei, count: 29, percent: 29.0, valid_percent: 29.0, cumulative_percent: 29.0"
    files.edit(PRINTED, old, new)
    files.edit(
        PRINTED,
        "total, count: 100, percent: 100.0, valid_percent: 100.0",
        "total, count: 99, percent: 99.0",
    )
    assert any(
        'the total of "nett" is 99 but 100 answered the survey' in one for one in files.faults()
    )


@pytest.mark.parametrize("wrong", ["94", "101", "1"])
def test_respondents_that_no_printed_total_bears_out_are_told_once(
    files: SurveyFiles, wrong: str
) -> None:
    [told] = files.edit("survey.yaml", "respondents: 100", f"respondents: {wrong}").faults()
    found = f"respondents {wrong}, but every printed table adds up to 100"
    assert told == f"survey.yaml:7:14: {found}; expected 100, or other tables."


def test_a_single_total_that_differs_is_told_where_it_stands(files: SurveyFiles) -> None:
    files.edit("frame.yaml", "total: {respondents: 100, percent: 100.0, valid_percent: 100.0}",
               "total: {respondents: 94, percent: 100.0, valid_percent: 100.0}")  # fmt: skip
    told = files.edit("survey.yaml", "respondents: 100", "respondents: 94").faults()
    assert not any("every printed table" in one for one in told)


def test_a_question_has_one_table(files: SurveyFiles) -> None:
    text = (files.folder / PRINTED).read_text(encoding="utf-8")
    files.write("printed/02-helse.yaml", text)
    told = files.faults()
    assert len(told) == 4
    assert told[0].startswith('printed/02-helse.yaml:4:15: the table of "nett" again; ')


def test_a_follow_up_is_not_blamed_for_names_that_are_wrong_in_the_question_before(
    files: SurveyFiles,
) -> None:
    told = files.edit(PRINTED, "answer: ja, count: 60", "answer: jaa, count: 60").faults()
    assert [one.split(";")[0] for one in told] == [
        f'{PRINTED}:8:18: no answer to "nett" is called "jaa"',
    ]


def test_a_follow_up_needs_the_table_of_the_question_that_led_to_it(files: SurveyFiles) -> None:
    text = (files.folder / PRINTED).read_text(encoding="utf-8")
    start, end = text.index("  - question: nett"), text.index("  - question: bruk")
    told = files.write(PRINTED, text[:start] + text[end:]).faults()
    assert told == [
        f'{PRINTED}:4:15: "bruk" was put to some, by "nett"; expected that question\'s table too.',
        (f'{PRINTED}:12:15: "former" was put to some, by "nett"; '
        "expected that question's table too."),
    ]  # fmt: skip


def test_a_table_that_a_note_excuses_is_kept_as_printed(files: SurveyFiles) -> None:
    files.edit(PRINTED, "answer: nei, count: 25", "answer: nei, count: 26")
    assert files.faults() != []
    files.edit(NOTES, "question: bruk", "question: bruk\n    does_not_add_up: true")
    assert files.survey().printed["bruk"].counts()["nei"] == 26


def test_a_note_on_a_question_does_not_excuse_its_table(files: SurveyFiles) -> None:
    files.edit(
        PRINTED, "answer: nei, count: 25, percent: 25.0", "answer: nei, count: 25, percent: 26.0"
    )
    assert len(files.faults()) == 1


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("question: bruk", "question: brukk",
         '8:15: no printed table is called "brukk"; expected one that exists. Did you mean "bruk"'),
        ("kind: table", "kind: prose\n    does_not_add_up: true",
         'is said of the table (kind: table) of a "question".'),
        ("question: bruk", "does_not_add_up: true",
         'is said of the table (kind: table) of a "question".'),
    ],
)  # fmt: skip
def test_a_note_that_leads_nowhere_is_told(
    files: SurveyFiles, old: str, new: str, fault: str
) -> None:
    [told] = files.edit(NOTES, old, new).faults()
    assert told.startswith(f"{NOTES}:")
    assert fault in told


def test_a_note_stands_once(files: SurveyFiles) -> None:
    note = (files.folder / NOTES).read_text(encoding="utf-8").removeprefix("notes:\n")
    [told] = files.write(NOTES, f"notes:\n{note}{note}").faults()
    assert told.startswith(f'{NOTES}:9:9: the note "bruk-oddly-worded" again; ')


def test_those_not_asked_are_those_whose_answer_led_past() -> None:
    survey = small_survey()
    assert not_asked_count(survey, NETT) == 0
    assert not_asked_count(survey, BRUK) == 40


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_percent_rounded_either_way_is_right_and_the_next_one_wrong(
    count: int, everyone: int
) -> None:
    tenths = 1000 * count / everyone
    for printed in {round(tenths) / 10, int(tenths + 0.5) / 10}:
        cell = PrintedCell(answer="ja", count=count, percent=printed)
        faults = Faults()
        check_percent(cell, "percent", count, everyone, faults)
        assert faults.found == []
    for wrong in (round(tenths) / 10 + 0.2, round(tenths) / 10 - 0.2):
        cell = PrintedCell(answer="ja", count=count, percent=wrong)
        faults = Faults()
        check_percent(cell, "percent", count, everyone, faults)
        assert len(faults.found) == 1


@pytest.mark.parametrize(("printed", "faults"), [(6.2, 0), (6.3, 0), (6.1, 1), (6.4, 1)])
def test_a_half_may_be_rounded_up_or_to_the_even_digit(printed: float, faults: int) -> None:
    told = Faults()
    check_percent(PrintedCell(answer="ja", count=1, percent=printed), "percent", 1, 16, told)
    assert len(told.found) == faults


def test_a_percent_of_nobody_is_zero() -> None:
    faults = Faults()
    check_percent(PrintedCell(answer="ja", count=0, percent=0.0), "percent", 0, 0, faults)
    assert faults.found == []
    check_percent(PrintedCell(answer="ja", count=0, percent=1.0), "percent", 0, 0, faults)
    assert [fault.expected for fault in faults.found] == ["expected 0.0"]


@given(st.lists(st.integers(0, 40), min_size=3, max_size=3), st.data())
def test_a_count_changed_by_one_is_always_told(counts: list[int], data: st.DataObject) -> None:
    total = sum(counts) or 1
    every = {"nei": counts[0] or total - sum(counts[1:]), "ja": counts[1], "dont_know": counts[2]}
    changed = data.draw(st.sampled_from(list(every)))
    by = data.draw(st.sampled_from([1, -1] if every[changed] else [1]))
    broken = {**every, changed: every[changed] + by, "total": total}
    faults = Faults()
    check_printed_tables(survey_of((NETT, broken), respondents=total, frame=total), faults)
    assert any("add up to" in str(fault) for fault in faults.found)


@pytest.mark.parametrize(
    ("meant", "beside", "written"),
    [("unanswered", ", count: 45", "ubesvart"), ("total", ", count: 55", "totalt")],
)
def test_the_norwegian_word_for_what_is_no_option_is_told_the_english_one(
    files: SurveyFiles, meant: str, beside: str, written: str
) -> None:
    files.edit(PRINTED, f"answer: {meant}{beside}", f"answer: {written}{beside}")
    [told] = files.faults()
    assert told.endswith(f'Did you mean "{meant}"?')


def test_a_count_with_percents_that_bear_it_out_is_not_blamed_for_the_sum(
    files: SurveyFiles,
) -> None:
    old = "nei, count: 25, percent: 25.0"
    [told] = files.edit(PRINTED, old, "nei, count: 26, percent: 26.0").faults()
    assert told.endswith("but the total is 100; expected the two to be the same.")


def test_a_follow_up_is_not_blamed_for_counts_that_are_wrong_in_the_question_before(
    files: SurveyFiles,
) -> None:
    [told] = files.edit(PRINTED, "answer: ja, count: 60", "answer: ja, count: 6").faults()
    assert '6 as the count of "ja" in "nett", beside 60.0 %' in told


def test_an_item_without_any_cell_is_told_once(files: SurveyFiles) -> None:
    text = (files.folder / PRINTED).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "item: sms" not in line]
    [told] = files.write(PRINTED, "\n".join(lines) + "\n").faults()
    assert 'no cells for the item "sms" of "kanaler"; every row of the grid is needed.' in told
