from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from ekrules.survey.answer_files.table import RawColumn
from ekrules.survey.codebook import Question
from tests.survey_answers.tables import (
    ALDER,
    BRUK,
    FORMER,
    KANALER,
    KINDS,
    NETT,
    Cells,
    cells_of,
    coded,
    native,
    raw_table,
    survey,
    text,
)

EVERY = """\
respondent: id
name: navn
questions:
  nett: {column: q1, codes: {1: nei, 2: ja, 9: dont_know, 8: no_answer}}
  bruk: {column: q2}
  former: {columns: {papir: f1, epost: f2, annet: f3}, chosen: [1], not_chosen: [0]}
  kanaler: {columns: {sms: k1, chat: k2}}
  alder: {column: a, codes: {999: dont_know}}
"""
CELLS: Cells = {
    "id": ["a", "b", "c", "d", "e", "f"],
    "navn": ["A", None, "C", "D", "E", "F"],
    "q1": ["1", "2", "2", "9", "2", None],
    "q2": [None, "Ja, noe", " JA, MYE", None, "Vet ikke", None],
    "f1": ["0", "1", "0", None, None, None],
    "f2": ["0", None, "0", None, None, None],
    "f3": ["0", "0", "0", None, None, None],
    "k1": ["ikke", "stor grad", "Ikke i bruk", "don't know", "stor", "STOR"],
    "k2": ["ikke", "ikke", "ikke", "ikke", "ikke", "ikke"],
    "a": [None, "1\u00a0000,5", "999", None, "-3", None],
}
_OTHERS = ["not_chosen", "not_asked", "no_answer", "not_asked"]
CODED = {
    "@respondent": ["a", "b", "c", "d", "e", "f"],
    "@name": ["A", "b", "C", "D", "E", "F"],
    "nett": ["nei", "ja", "ja", "dont_know", "ja", "no_answer"],
    "bruk": ["not_asked", "noe", "mye", "not_asked", "dont_know", "not_asked"],
    "former:papir": ["not_asked", "chosen", *_OTHERS],
    "former:epost": ["not_asked", "not_chosen", *_OTHERS],
    "former:annet": ["not_asked", "not_chosen", *_OTHERS],
    "kanaler:sms": ["ikke", "stor", "ikke", "dont_know", "stor", "stor"],
    "kanaler:chat": ["ikke"] * 6,
    "alder": [None, 1000.5, None, None, -3.0, None],
    "alder:reason": ["not_asked", "given", "dont_know", "not_asked", "given", "not_asked"],
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_frame_gives_the_same_cells(kind: str) -> None:
    answers = coded(EVERY, raw_table(CELLS, kind), survey())
    assert cells_of(answers) == CODED
    assert answers.respondents == 6
    assert dict(answers.counts) == {"missing": 2}


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_stays_of_its_kind(kind: str) -> None:
    answers = coded(EVERY, raw_table(CELLS, kind), survey())
    assert type(answers.frame.to_native()) is type(native(CELLS, kind))


def test_codes_are_enums_in_polars() -> None:
    frame = coded(EVERY, raw_table(CELLS), survey()).frame.to_native()
    missing = ["dont_know", "no_answer", "not_asked", "left_out"]
    assert frame.schema["bruk"] == pl.Enum(["nei", "noe", "mye", *missing])
    assert frame.schema["former:papir"] == pl.Enum(["chosen", "not_chosen", *missing])
    assert frame.schema["alder"] == pl.Float64()
    assert frame.schema["alder:reason"] == pl.Enum(["given", *missing])


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_without_rows_gives_no_respondents(kind: str) -> None:
    answers = coded(EVERY, raw_table({name: [] for name in CELLS}, kind), survey())
    assert answers.respondents == 0
    assert answers.counts == {}
    assert cells_of(answers) == {name: [] for name in CODED}


def one_column(
    question: Question,
    cells: list[str | None],
    mapped: str = "",
    column: RawColumn | None = None,
    kind: str = "polars",
) -> list[Any]:
    """Return what the cells of one question's only column became."""
    raw = raw_table(
        {"id": [str(n) for n in range(10, 10 + len(cells))], "x": cells},
        kind,
        [column] if column else [],
    )
    yaml = f"respondent: id\nquestions:\n  {question.id}: {{column: x{mapped}}}\n"
    answers = coded(yaml, raw, survey(question))
    return cells_of(answers)[question.id]


def test_without_codes_ids_labels_and_words_for_missing_are_understood() -> None:
    cells: list[str | None] = ["ja", "JA", "Yes", "no", " Nei ", "Usikker/Vet ikke", "not_asked"]
    assert one_column(NETT, cells) == ["ja", "ja", "ja", "nei", "nei", "dont_know", "not_asked"]


def test_capitals_count_only_where_two_codes_differ_in_them_alone() -> None:
    codes = ", codes: {a: nei, A: ja}"
    assert one_column(NETT, ["a", "A", " A"], codes) == ["nei", "ja", "ja"]
    assert one_column(NETT, ["b", "B"], ", codes: {b: nei}") == ["nei", "nei"]


def test_letters_taken_apart_are_the_same_letters() -> None:
    pa = Question(
        id="q", number=1, kind="single", label=text("q"), asks=text("q"),
        options=(FORMER.options[2],) if not isinstance(FORMER.options, str) else (),
    )  # fmt: skip
    assert one_column(pa, ["Pa\u030a annen ma\u030ate, som SMS"]) == ["annet"]


def test_with_codes_nothing_else_is_understood() -> None:
    assert one_column(NETT, ["1", "Ja", "ja"], ", codes: {1: ja}") == ["ja", "left_out", "left_out"]


def test_a_label_that_two_options_share_means_neither() -> None:
    both = NETT.options
    assert not isinstance(both, str)
    same = NETT.model_copy(
        update={"options": tuple(one.model_copy(update={"label": text("Ja")}) for one in both)}
    )
    # "ja" is an option's id, which goes before a label; so both read as that option.
    assert one_column(same, ["nei", "ja"]) == ["nei", "ja"]
    shared = NETT.model_copy(
        update={"options": tuple(one.model_copy(update={"label": text("X")}) for one in both)}
    )
    assert one_column(shared, ["x", "ja"]) == ["left_out", "ja"]


def test_value_labels_of_spss_say_what_codes_mean() -> None:
    column = RawColumn("x", value_labels={"1": "Ja", "2": "NEI", "3": "Vet ikke", "4": "Annet"})
    found = one_column(NETT, ["1", "2", "3", "4"], column=column)
    assert found == ["ja", "nei", "dont_know", "left_out"]


def test_user_missing_codes_are_no_answer_unless_their_label_says_dont_know() -> None:
    column = RawColumn(
        "x",
        value_labels={"8": "Vet ikke", "9": "Ubesvart", "1": "Ja"},
        user_missing=frozenset({"7", "8", "9"}),
    )
    found = one_column(NETT, ["7", "8", "9", "1"], column=column)
    assert found == ["no_answer", "dont_know", "no_answer", "ja"]
    # A mapping's own word goes first.
    found = one_column(NETT, ["7", "8", "1"], ", codes: {1: ja, 7: dont_know}", column=column)
    assert found == ["dont_know", "dont_know", "ja"]


NUMBERS: dict[str, float | None] = {
    "12": 12.0, "12,5": 12.5, "12.5": 12.5, "1 000": 1000.0, "-3": -3.0, "\u22127": -7.0,
    "1\u00a0234\u00a0567,25": 1234567.25, "1e3": 1000.0, "0301": 301.0, "12 34": None,
    "1,234,567": None, "1.234,5": None, "tolv": None, "1e999": None, "nan": None, "inf": None,
    "=1+1": None, "12 år": None, "2009-01-01": None,
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_are_read_as_norwegians_write_them(kind: str) -> None:
    free = ALDER.model_copy(update={"asked_if": None, "asked_of": None})
    assert one_column(free, [*NUMBERS, None], kind=kind) == [*NUMBERS.values(), None]


def several(cells: list[str | None], mapped: str, kind: str = "polars") -> list[list[str]]:
    """Return the options chosen in each cell, or the reason why there are none."""
    free = FORMER.model_copy(update={"asked_if": None, "asked_of": None})
    raw = raw_table({"id": [str(n) for n in range(10, 10 + len(cells))], "x": cells}, kind)
    yaml = f"respondent: id\nquestions:\n  former: {{column: x, {mapped}}}\n"
    found = cells_of(coded(yaml, raw, survey(free)))
    parts = {name.partition(":")[2]: column for name, column in found.items() if ":" in name}
    rows = []
    for at in range(len(cells)):
        states = {column[at] for column in parts.values()}
        chosen = [part for part, column in parts.items() if column[at] == "chosen"]
        rows.append(chosen if states <= {"chosen", "not_chosen"} else sorted(states))
    return rows


@pytest.mark.parametrize("kind", KINDS)
def test_choices_in_one_cell_are_told_apart(kind: str) -> None:
    cells: list[str | None] = [
        "Papir;E-post", " papir ; e-post ;", "På annen måte, som SMS", None, "Vet ikke",
        "papir;fax", "Papir;Papir", ";", "Papir;Vet ikke", "papirepost",
    ]  # fmt: skip
    assert several(cells, 'separator: ";"', kind) == [
        ["papir", "epost"], ["papir", "epost"], ["annet"], ["no_answer"], ["dont_know"],
        ["left_out"], ["papir"], ["no_answer"], ["left_out"], ["left_out"],
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_label_may_hold_the_separator(kind: str) -> None:
    cells: list[str | None] = ["Papir,På annen måte, som SMS", "På annen måte,som SMS, E-post"]
    assert several(cells, 'separator: ","', kind) == [["papir", "annet"], ["epost", "annet"]]


@pytest.mark.parametrize("separator", ["|", ".", "+", "\\n", " / ", "^", "*"])
def test_a_separator_means_itself(separator: str) -> None:
    written = separator.replace("\\n", "\n")
    found = several([f"A{written}B", "C", "AB"], f'separator: "{separator}", {ABC}')
    assert found == [["papir", "epost"], ["annet"], ["left_out"]]


ABC = "codes: {A: papir, B: epost, C: annet}"


WIDE = """\
respondent: id
questions:
  former: {columns: {papir: a, epost: b, annet: c, dont_know: d}}
"""


@pytest.mark.parametrize("kind", KINDS)
def test_one_column_per_option_says_together_what_was_answered(kind: str) -> None:
    free = FORMER.model_copy(update={"asked_if": None, "asked_of": None})
    rows = [
        ("1", None, None, None),
        ("0", "0", "0", None),
        (None, None, None, None),
        (None, None, None, "1"),
        ("0", "0", "0", "1"),
        ("Papir", None, "X", "0"),
        ("1", None, None, "1"),
        ("7", "1", None, None),
        ("not_asked", "not_asked", "not_asked", None),
        ("vet ikke", "0", None, None),
    ]
    cells = {"id": [str(n) for n in range(10, 10 + len(rows))]}
    cells |= {name: [row[at] for row in rows] for at, name in enumerate("abcd")}  # type: ignore[misc]
    found = cells_of(coded(WIDE, raw_table(cells, kind), survey(free)))
    assert [found[f"former:{part}"] for part in ("papir", "epost", "annet")] == [
        ["chosen", "not_chosen", "no_answer", "dont_know", "dont_know", "chosen", "left_out",
         "left_out", "not_asked", "dont_know"],
        ["not_chosen", "not_chosen", "no_answer", "dont_know", "dont_know", "not_chosen",
         "left_out", "left_out", "not_asked", "dont_know"],
        ["not_chosen", "not_chosen", "no_answer", "dont_know", "dont_know", "chosen", "left_out",
         "left_out", "not_asked", "dont_know"],
    ]  # fmt: skip


def test_a_question_that_is_not_in_the_file_has_no_columns() -> None:
    yaml = "respondent: id\nquestions:\n  nett: {column: q1}\nnot_in_file: [bruk, kanaler]\n"
    raw = raw_table({"id": ["a"], "q1": ["ja"]})
    answers = coded(yaml, raw, survey(NETT, BRUK, KANALER))
    assert answers.questions == {"nett"}
    assert set(cells_of(answers)) == {"@respondent", "@name", "nett"}


def test_a_column_of_the_file_may_be_called_as_one_of_the_layout() -> None:
    yaml = "respondent: bruk\nquestions:\n  nett: {column: bruk2}\n  bruk: {column: nett}\n"
    raw = raw_table({"bruk": ["a"], "bruk2": ["ja"], "nett": ["mye"]})
    found = cells_of(coded(yaml, raw, survey(NETT, BRUK)))
    assert found == {"@respondent": ["a"], "@name": ["a"], "nett": ["ja"], "bruk": ["mye"]}


@pytest.mark.parametrize(
    ("header", "cell", "is_synthetic"),
    [("syntetisk", "x", True), ("Synthetic", "1", True), ("syntetisk", None, False)],
)
def test_a_column_may_say_that_answers_are_made_up(
    header: str, cell: str | None, is_synthetic: bool
) -> None:
    yaml = "respondent: id\nquestions:\n  nett: {column: q1}\n"
    raw = raw_table({"id": ["a"], "q1": ["ja"], header: [cell]})
    assert coded(yaml, raw, survey(NETT)).synthetic is is_synthetic
