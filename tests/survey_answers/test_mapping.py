from __future__ import annotations

import pytest

from ekrules.errors import Faults
from tests.survey_answers.tables import (
    REGION,
    UNITS,
    mapping_faults,
    raw_table,
    read_text,
    survey,
)

HEADERS = ("id", "q1", "q2", "f1", "f2", "f3", "k1", "k2", "a", "tid")
RAW = raw_table({name: ["1"] for name in HEADERS})
WHOLE = """\
respondent: id
questions:
  nett: {column: q1}
  bruk: {column: q2}
  former: {columns: {papir: f1, epost: f2, annet: f3}}
  kanaler: {columns: {sms: k1, chat: k2}}
  alder: {column: a}
not_used: [tid]
"""


def faults(old: str = "", new: str = "") -> list[str]:
    assert WHOLE.count(old) == 1 or not old
    return mapping_faults(WHOLE.replace(old, new) if old else WHOLE, RAW, survey())


def test_a_mapping_that_names_all_there_is_has_no_faults() -> None:
    assert faults() == []


def test_what_stands_in_cells_may_be_written_without_quotes() -> None:
    text = (
        "respondent: 1\n"
        "questions:\n"
        "  nett: {column: 2, codes: {1: nei, 02: ja, true: dont_know}}\n"
        "  former: {columns: {papir: 3}, chosen: [1, 1.5, true, 2009-01-01], not_chosen: [0]}\n"
    )
    read = read_text(text, Faults())
    assert read is not None
    assert (read.respondent, read.questions["nett"].column) == ("1", "2")
    assert dict(read.questions["nett"].codes) == {"1": "nei", "02": "ja", "true": "dont_know"}
    assert read.questions["former"].chosen == ("1", "1.5", "true", "2009-01-01")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "column: q1",
            "column: q11",
            [
                (
                    'answers.yaml:1:1: nothing is said of the column "q1" of svar.csv; expected '
                    'each under "questions", or under "not_used" where nobody reads it.'
                ),
                (
                    'answers.yaml:3:18: no column of svar.csv is called "q11"; expected one that '
                    'exists. Did you mean "q1"?'
                ),
            ],
        ),
        (
            "respondent: id",
            "respondent: idd",
            [
                (
                    'answers.yaml:1:1: nothing is said of the column "id" of svar.csv; expected '
                    'each under "questions", or under "not_used" where nobody reads it.'
                ),
                (
                    'answers.yaml:1:13: no column of svar.csv is called "idd"; expected one that '
                    'exists. Did you mean "id"?'
                ),
            ],
        ),
        (
            "[tid]",
            "[tid, tud]",
            [
                (
                    'answers.yaml:8:17: no column of svar.csv is called "tud"; expected one that '
                    'exists. Did you mean "tid"?'
                )
            ],
        ),
        (
            "[tid]",
            "[tid, q1]",
            [
                'answers.yaml:8:17: the column "q1" under not_used; it is read; take it out here.',
            ],
        ),
        (
            "chat: k2",
            "chat: k1",
            [
                (
                    'answers.yaml:1:1: nothing is said of the column "k2" of svar.csv; expected '
                    'each under "questions", or under "not_used" where nobody reads it.'
                ),
                (
                    'answers.yaml:6:38: the column "k1" again; it is read at answers.yaml:6:28 '
                    "already."
                ),
            ],
        ),
        (
            "not_used: [tid]\n",
            "",
            [
                (
                    'answers.yaml:1:1: nothing is said of the column "tid" of svar.csv; expected '
                    'each under "questions", or under "not_used" where nobody reads it.'
                )
            ],
        ),
        (
            "  alder: {column: a}\n",
            "  aldr: {column: a}\n",
            [
                (
                    'answers.yaml:1:1: nothing is said of the question "alder"; expected each '
                    'under "questions", or under "not_in_file" where the file lacks it.'
                ),
                (
                    'answers.yaml:7:9: no question is called "aldr"; expected one that exists. '
                    'Did you mean "alder"?'
                ),
            ],
        ),
        (
            "{column: q1}",
            "{column: q1, codes: {1: jaa}}",
            [
                (
                    'answers.yaml:3:33: no answer to "nett" is called "jaa"; expected one that '
                    'exists. Did you mean "ja"?'
                )
            ],
        ),
        (
            "{column: a}",
            "{column: a, codes: {1: ja}}",
            [
                (
                    'answers.yaml:7:33: no answer to "alder" is called "ja"; expected one of '
                    '"dont_know", "no_answer", "not_asked".'
                )
            ],
        ),
        (
            "epost: f2",
            "epst: f2",
            [
                (
                    'answers.yaml:5:21: "former": no column for the option "epost"; expected one '
                    'for each, or the question under "not_in_file".'
                ),
                (
                    'answers.yaml:5:39: no option of "former" is called "epst"; expected one that '
                    'exists. Did you mean "epost"?'
                ),
            ],
        ),
        (
            "{sms: k1, chat: k2}",
            "{sms: k1, chatt: k2}",
            [
                (
                    'answers.yaml:6:22: "kanaler": no column for the item "chat"; expected one '
                    'for each, or the question under "not_in_file".'
                ),
                (
                    'answers.yaml:6:39: no item of "kanaler" is called "chatt"; expected one that '
                    'exists. Did you mean "chat"?'
                ),
            ],
        ),
        (
            "{column: q1}",
            "{columns: {ja: q1}}",
            ['answers.yaml:3:19: "nett": columns for a single question; expected one "column".'],
        ),
        (
            "{column: q1}",
            "{column: q1, separator: ;}",
            ['answers.yaml:3:33: "nett": a separator for a single question; take it out.'],
        ),
        (
            "{columns: {papir: f1, epost: f2, annet: f3}}",
            "{columns: {papir: f1, epost: f2, annet: f3}, chosen: [1], not_chosen: [0, 1]}",
            [
                (
                    'answers.yaml:5:64: "1" means two things; expected each in one of "chosen", '
                    '"not_chosen" and "codes".'
                )
            ],
        ),
        (
            "not_used: [tid]\n",
            "not_used: [tid]\nnot_in_file: [alder, aldr]\n",
            [
                (
                    'answers.yaml:9:15: the question "alder" under not_in_file; it stands under '
                    '"questions" too; take one out.'
                ),
                (
                    'answers.yaml:9:22: no question is called "aldr"; expected one that exists. '
                    'Did you mean "alder"?'
                ),
            ],
        ),
    ],
)
def test_a_fault_says_where_what_and_the_nearest_name(old: str, new: str, told: list[str]) -> None:
    assert faults(old, new) == told


def test_all_choices_in_one_column_need_a_separator() -> None:
    told = faults("{columns: {papir: f1, epost: f2, annet: f3}}", "{column: f1}")
    assert any('"former": all choices in one column' in one for one in told)
    assert any('"f2", "f3"' in one for one in told)


def test_a_grid_needs_a_column_for_each_item() -> None:
    told = faults("{columns: {sms: k1, chat: k2}}", "{column: k1}")
    assert any('"kanaler": one column for a grid question' in one for one in told)


def test_questions_and_columns_that_nobody_mentions_are_named_in_one_fault_each() -> None:
    told = mapping_faults("respondent: id\nquestions: {}\n", RAW, survey())
    assert len(told) == 2
    assert '"nett", "bruk", "former", "kanaler", "alder"' in told[1]
    assert '"q1", "q2", "f1", "f2", "f3", "k1", "k2", "a", "tid"' in told[0]


def test_a_question_may_be_said_not_to_be_in_the_file() -> None:
    text = WHOLE.replace("  alder: {column: a}\n", "") + "not_in_file: [alder]\n"
    assert mapping_faults(text.replace("[tid]", "[tid, a]"), RAW, survey()) == []


def test_a_follow_up_needs_the_question_that_it_follows() -> None:
    text = WHOLE.replace("  nett: {column: q1}\n", "") + "not_in_file: [nett]\n"
    told = mapping_faults(text.replace("[tid]", "[tid, q1]"), RAW, survey())
    assert [one.split(";")[0] for one in told] == [
        f'answers.yaml:{line}: "{name}" follows "nett", which is not in the file'
        for line, name in (("3:9", "bruk"), ("4:11", "former"), ("6:10", "alder"))
    ]


def test_a_column_that_marks_rows_as_made_up_need_not_be_named() -> None:
    raw = raw_table({name: ["1"] for name in (*HEADERS, "Syntetisk")})
    assert mapping_faults(WHOLE, raw, survey()) == []


def test_a_breakdown_needs_a_column_or_a_list_of_the_frame() -> None:
    told = mapping_faults(WHOLE, RAW, survey(breakdowns=[REGION]))
    assert told == [
        (
            'answers.yaml:1:1: nothing says which segment of "region" a respondent is in; expected '
            'a column under "breakdowns", or a list of everyone in the frame under "units" in '
            "breakdowns.yaml; where there is neither, take it out there."
        )
    ]
    assert mapping_faults(WHOLE, RAW, survey(breakdowns=[REGION], units=UNITS)) == []


def test_an_unknown_breakdown_is_a_fault() -> None:
    text = WHOLE.replace("not_used: [tid]", "breakdowns: {regionen: tid}")
    told = mapping_faults(text, RAW, survey(breakdowns=[REGION], units=UNITS))
    assert told == [
        (
            'answers.yaml:8:24: no breakdown is called "regionen"; expected one that exists. '
            'Did you mean "region"?'
        )
    ]


def test_a_name_and_a_breakdown_may_share_a_column_with_the_id() -> None:
    text = WHOLE + "name: id\nbreakdowns: {region: id}\n"
    assert mapping_faults(text, RAW, survey(breakdowns=[REGION])) == []


def test_two_codes_that_differ_in_blanks_alone_are_one() -> None:
    told = faults("nett: {column: q1}", 'nett: {column: q1, codes: {"1": ja, " 1 ": nei}}')
    assert len(told) == 1
    assert 'the code " 1 " again; blanks around it do not count; it stands at ' in told[0]
