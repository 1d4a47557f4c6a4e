from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from ekrules.errors import Faults
from ekrules.survey.answer_files.table import RawColumn, RawTable
from ekrules.survey.answer_layout import AnswerColumn, columns_of
from ekrules.survey.answers.proposed_text import mapping_text
from ekrules.survey.answers.proposing import propose_mapping
from ekrules.survey.codebook import Question
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey
from tests.survey_answers.tables import (
    FORMER,
    KINDS,
    NETT,
    REGION,
    UNITS,
    Cells,
    cells_of,
    coded,
    mapping_faults,
    raw_table,
    read_text,
    survey,
)
from tests.surveys import SURVEY_2009

Header = Callable[[Question, AnswerColumn, int], str]


@cache
def survey_2009() -> Survey:
    found = read_survey(SURVEY_2009, Faults())
    assert found is not None
    return found


def label_of(asked: Survey, question: Question, part: str | None) -> str:
    named = {one.id: one.label.nb for one in question.items}
    named |= {one.id: one.label.nb for one in asked.options_of(question)}
    return named.get(part or "", "")


def file_2009(header: Header, cell: Callable[[Question, str], str]) -> RawTable:
    """Return a file that holds each code of every question once, and a blank."""
    asked = survey_2009()
    cells: dict[str, list[str | None]] = {}
    for question in asked.questions.values():
        for at, column in enumerate(columns_of(asked, question), 1):
            texts: list[str | None] = [cell(question, code) for code in column.codes]
            cells[header(question, column, at)] = [*texts, *[None] * 9][:9]
    ids: list[str | None] = [f"{one:04}" for one in range(101, 110)]
    return raw_table({"kommunenr": ids, **cells})


def proposed_text(raw: RawTable, asked: Survey) -> str:
    return mapping_text(propose_mapping(raw, asked))


def in_ids(_: Question, code: str) -> str:
    return code


def in_labels(question: Question, code: str) -> str:
    if question.kind == "multi":
        return "Valgt" if code == "chosen" else "Ikke valgt"
    return label_of(survey_2009(), question, code)


def whole_and_part(between: str, after: str = "", *, asks: bool = False) -> Header:
    def header(question: Question, column: AnswerColumn, _: int) -> str:
        whole = question.asks.nb if asks else question.label.nb
        if column.part is None:
            return whole
        return f"{whole}{between}{label_of(survey_2009(), question, column.part)}{after}"

    return header


COMPLETE: dict[str, tuple[Header, Callable[[Question, str], str]]] = {
    "the layout": (lambda _q, column, _at: column.name, in_ids),
    "the layout, with labels": (lambda _q, column, _at: column.name, in_labels),
    "underscores": (lambda _q, column, _at: column.name.replace(":", "_"), in_ids),
    "LimeSurvey": (whole_and_part(" [", "]"), in_labels),
    "SurveyXact": (whole_and_part(" - "), in_labels),
    "questions as asked": (whole_and_part(": ", asks=True), in_labels),
    "capitals": (lambda q, c, at: whole_and_part(" - ")(q, c, at).upper(), in_labels),
    "numbered": (lambda q, c, at: f"{q.number}. {whole_and_part(' [', ']')(q, c, at)}", in_labels),
}


@pytest.mark.parametrize("name", COMPLETE)
def test_a_file_with_the_codebook_s_names_is_mapped_without_a_word_from_a_person(name: str) -> None:
    raw = file_2009(*COMPLETE[name])
    asked = survey_2009()
    proposed = propose_mapping(raw, asked)
    text = mapping_text(proposed)
    assert (proposed.unsure, proposed.not_found, proposed.not_used) == (0, (), ())
    assert mapping_faults(text, raw, asked) == []
    if name in ("the layout", "LimeSurvey"):
        assert "unknown_code" not in coded(text, raw, asked).counts
    assert "sjekk:" not in text


def test_numbers_are_proposed_and_marked_to_be_looked_at() -> None:
    def header(question: Question, column: AnswerColumn, at: int) -> str:
        return f"Q{question.number}" if column.part is None else f"Q{question.number}_{at}"

    def cell(question: Question, code: str) -> str:
        if question.kind == "multi":
            return "1" if code == "chosen" else "0"
        return str(survey_2009().option_ids(question).index(code) + 1)

    raw, asked = file_2009(header, cell), survey_2009()
    proposed = propose_mapping(raw, asked)
    assert (proposed.not_found, proposed.not_used) == ((), ())
    assert proposed.unsure == len(asked.questions)
    text = mapping_text(proposed)
    assert mapping_faults(text, raw, asked) == []
    assert (
        '  epj: {column: Q12, codes: {"1": nei, "2": delvis, "3": ja}}'
        "  # sjekk: nummeret; sjekk: kodene er gjettet etter rekkefølgen på svarene\n"
    ) in text
    found = coded(text, raw, asked)
    assert cells_of(found)["epj"][:3] == ["nei", "delvis", "ja"]


def columns_found(raw: RawTable, asked: Survey) -> dict[str, dict[str | None, str]]:
    return {
        one.question: {part: column.column for part, column in one.columns.items()}
        for one in propose_mapping(raw, asked).questions
    }


@pytest.mark.parametrize(
    ("headers", "sure"),
    [
        (("Q4_1", "Q4_2"), False),
        (("q4r1", "q4r2"), False),
        (("spm_4.1", "spm_4.2"), False),
        (("kanaler_sms", "kanaler_chat"), True),
        (("kanaler[sms]", "kanaler[chat]"), True),
        (("4: SMS", "4: Chat"), False),
        (("Kanaler til folk – SMS", "Kanaler til folk – Chat"), True),
        (("Hvor mye brukes kanalene? [SMS]", "Hvor mye brukes kanalene? [Chat]"), True),
        (("Q4[SQ001]", "Q4[SQ002]"), False),
        (("Hvor mye brukes kanalene?.SMS", "Hvor mye brukes kanalene?.Chat"), True),
        (("SMS", "Chat"), False),
        (("Hvor mye bruker dere kanalene? [SMS]", "Hvor mye bruker dere kanalene? [Chat]"), False),
    ],
)
def test_grids_are_known_in_the_layouts_of_survey_tools(
    headers: tuple[str, str], *, sure: bool
) -> None:
    raw = raw_table({"id": ["a"], headers[0]: ["ikke"], headers[1]: ["stor"]})
    proposed = propose_mapping(raw, survey())
    grid = next(one for one in proposed.questions if one.question == "kanaler")
    assert {part: one.column for part, one in grid.columns.items()} == {
        "sms": headers[0],
        "chat": headers[1],
    }
    assert grid.is_unsure is not sure


def test_variable_labels_say_what_names_do_not() -> None:
    columns = [
        RawColumn("v1", label="Har dere nett?", value_labels={"1": "Ja", "2": "Nei"}),
        RawColumn("q4_1", label="Chat"),
        RawColumn("q4_2", label="SMS"),
    ]
    raw = raw_table({"id": ["a"], "v1": ["1"], "q4_1": ["ikke"], "q4_2": ["stor"]}, columns=columns)
    found = columns_found(raw, survey())
    assert found["nett"] == {None: "v1"}
    assert found["kanaler"] == {"sms": "q4_2", "chat": "q4_1"}


def test_choices_in_one_cell_and_their_separator_are_known() -> None:
    raw = raw_table({"id": ["a", "b"], "Former for svar": ["Papir;E-post;", "E-post;"]})
    text = proposed_text(raw, survey())
    assert '  former: {column: "Former for svar", separator: ";"}  # etiketten\n' in text


def test_options_as_headers_hold_ones_and_zeros_or_themselves() -> None:
    raw = raw_table(
        {
            "id": ["a", "b"],
            "Former for svar [Papir]": ["1", "0"],
            "Former for svar [E-post]": ["0", "0"],
            "Former for svar [På annen måte, som SMS]": ["0", "1"],
            "Former for svar [Vet ikke]": ["0", "0"],
        }
    )
    text = proposed_text(raw, survey())
    assert '      dont_know: "Former for svar [Vet ikke]"  # etiketten\n' in text
    assert '    chosen: ["1"]\n    not_chosen: ["0"]\n' in text


def test_labels_that_nearly_match_become_codes_that_a_person_looks_at() -> None:
    raw = raw_table({"id": ["a", "b", "c"], "bruk": ["Ja noe", "Ja, mye!", "Tja"]})
    text = proposed_text(raw, survey())
    assert (
        '  bruk: {column: bruk, codes: {"Ja noe": noe, "Ja, mye!": mye}}'
        '  # id-en; sjekk: ukjent: "Tja"\n'
    ) in text


def test_codes_beyond_the_options_are_never_guessed() -> None:
    raw = raw_table({"id": ["a", "b", "c"], "nett": ["1", "2", "9"]})
    proposed = propose_mapping(raw, survey())
    codes = proposed.questions[0].codes
    assert dict(codes.codes) == {"1": "nei", "2": "ja"}
    assert codes.notes[-1] == 'ukjent: "9"'


def test_what_says_who_answered_is_found_by_name_and_by_cells() -> None:
    asked = survey(units=UNITS, breakdowns=[REGION])
    raw = raw_table(
        {
            "nr": ["1", "2", "3"],
            "kode": ["301", "1902", "1804"],
            "Kommune": ["Oslo", "Tromsø", "Bodø"],
            "År": ["2009", "2009", "2009"],
            "Vekt": ["1", "2,5", "1"],
            "LANDSDEL": ["nord", "sor", "Sørlandet"],
            "syntetisk": ["x", "x", "x"],
            "tid": ["a", "b", "c"],
        }
    )
    proposed = propose_mapping(raw, asked)
    found = [proposed.respondent, proposed.name, proposed.wave, proposed.weight]
    assert [one.column if one else None for one in found] == ["kode", "Kommune", "År", "Vekt"]
    assert proposed.breakdowns["region"].column == "LANDSDEL"
    assert proposed.not_used == ("nr", "tid")
    assert not any(one.unsure for one in found if one)


def test_what_was_not_found_stands_as_a_comment() -> None:
    raw = raw_table({"x": ["1"], "kanaler:sms": ["ikke"]})
    proposed = propose_mapping(raw, survey())
    text = mapping_text(proposed)
    assert "# respondent: ...  # sjekk: fant ingen kolonne som sier hvem som svarte\n" in text
    assert "  # nett: ...  # sjekk: ikke funnet\n" in text
    assert "      # chat: ...  # sjekk: ikke funnet\n" in text
    assert "not_used:\n  - x  # sjekk: leses ikke\n" in text
    assert proposed.unsure == 6


def test_headers_of_any_kind_are_written_so_that_they_read_back() -> None:
    headers = [
        'a "b" #c',
        "æ: ø",
        "- x",
        "true",
        "12",
        "~",
        "a\tb",
        "x\u2028y",
        "{z}",
        "no",
        "\U0001f600",
    ]
    raw = raw_table({"id": ["a"], **{one: [None] for one in headers}})
    read = read_text(proposed_text(raw, survey()), Faults())
    assert read is not None
    assert [*read.not_used] == headers


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_frame_gives_the_same_proposal(kind: str) -> None:
    cells: Cells = {
        "id": ["a", "b"],
        "q1": ["1", "2"],
        "former": ["Papir", None],
        "y": [None, None],
    }
    assert proposed_text(raw_table(cells, kind), survey()) == proposed_text(
        raw_table(cells), survey()
    )


def test_the_file_and_the_sheet_are_named() -> None:
    raw = replace(raw_table({"id": ["a"]}), source="fixtures/2010/svar 2010.xlsx")
    text = mapping_text(propose_mapping(raw, survey(), sheet="Svar"))
    assert 'file: "svar 2010.xlsx"\nsheet: Svar\nrespondent: id' in text


def test_a_column_of_the_layout_that_repeats_another_needs_no_look() -> None:
    raw = raw_table({"id": ["a"], "alder": ["12"], "alder:reason": ["given"], "syntetisk": ["x"]})
    proposed = propose_mapping(raw, survey())
    assert (proposed.repeated, proposed.not_used) == (("alder:reason",), ())
    assert 'not_used:\n  - "alder:reason"\n' in mapping_text(proposed)


def test_a_name_without_the_underscores_of_the_id_is_the_question() -> None:
    asked = survey(NETT.model_copy(update={"id": "nett_i_bruk"}))
    proposed = propose_mapping(raw_table({"id": ["a"], "nettibruk": ["ja"]}), asked)
    assert [one.columns[None].column for one in proposed.questions] == ["nettibruk"]
    assert proposed.unsure == 0


def test_the_column_after_the_options_is_that_of_dont_know() -> None:
    cells = {"id": ["a", "b"], **{f"q3_{at}": ["1", "0"] for at in range(1, 5)}}
    found = columns_found(raw_table(cells), survey())
    assert found["former"] == {
        "papir": "q3_1",
        "epost": "q3_2",
        "annet": "q3_3",
        "dont_know": "q3_4",
    }


def test_a_label_that_holds_the_separator_is_one_choice() -> None:
    cells = ["Papir, På annen måte, som SMS", "På annen måte, som SMS, E-post", "E-post"]
    raw = raw_table({"id": ["a", "b", "c"], "former": cells, "nett": ["ja"] * 3})
    text = proposed_text(raw, survey())
    assert '  former: {column: former, separator: ","}  # id-en\n' in text
    asked = survey(NETT, FORMER)
    found = cells_of(coded(proposed_text(raw, asked), raw, asked))
    assert found["former:annet"] == ["chosen", "chosen", "not_chosen"]
    assert found["former:epost"] == ["not_chosen", "chosen", "chosen"]


def test_a_tool_s_own_number_is_no_answer_to_who_it_was() -> None:
    asked, many = survey(NETT), [str(at) for at in range(1, 31)]
    raw = raw_table({"ID": many, "nett": ["ja"] * 30})
    assert "respondent: ID  # sjekk: bare et løpenummer\n" in proposed_text(raw, asked)
    names = [f"K{at}" for at in many]
    asking = f"Hvilken {asked.description.unit.one.nb} svarer du for?"
    raw = raw_table({"ID": many, "nett": ["ja"] * 30, asking: names})
    proposed = propose_mapping(raw, asked)
    assert proposed.respondent is not None
    assert proposed.respondent.column == asking
    assert proposed.respondent.unsure
    raw = raw_table({"ID": many, "nett": ["ja"] * 30, "Kommunenummer": names})
    assert "respondent: Kommunenummer  # navnet\n" in proposed_text(raw, asked)


def test_a_column_of_the_frame_list_s_names_says_who_answered() -> None:
    raw = raw_table({"nr": ["1", "2"], "Svarer": ["Oslo", "TROMSØ"], "nett": ["ja", "nei"]})
    text = proposed_text(raw, survey(NETT, units=UNITS))
    assert "respondent: Svarer  # navnene i rammelisten\n" in text


def test_a_blank_column_says_no_name() -> None:
    raw = raw_table({"id": ["a"], "Navn": [None], "Kommune": ["Oslo"]})
    assert propose_mapping(raw, survey()).not_used == ("Navn",)


def test_segments_are_known_by_what_the_file_calls_its_codes() -> None:
    column = RawColumn("landsdel", value_labels={"1": "Nord-Norge", "2": "Sørlandet"})
    cells: Cells = {"id": ["a", "b"], "landsdel": ["1", "2"], "nett": ["ja", "nei"]}
    asked = survey(NETT, breakdowns=[REGION])
    raw = raw_table(cells, columns=[column])
    assert propose_mapping(raw, asked).unsure == 0
    assert cells_of(coded(proposed_text(raw, asked), raw, asked))["@region"] == ["nord", "sor"]
    unlabelled = proposed_text(raw_table(cells), asked)
    assert '  region: landsdel  # sjekk: navnet; ukjent: "1", "2"\n' in unlabelled


def test_a_breakdown_without_a_column_stands_as_a_comment() -> None:
    asked = survey(NETT, breakdowns=[REGION])
    raw = raw_table({"id": ["a"], "nett": ["ja"]})
    text = proposed_text(raw, asked)
    assert "# breakdowns:\n#   region: ...  # sjekk: ikke funnet; skriv kolonnen her, " in text
    assert propose_mapping(raw, asked).without_segments == ("region",)
    assert read_text(text, Faults()) is not None
    assert propose_mapping(raw, survey(NETT, breakdowns=[REGION], units=UNITS)).unsure == 0
