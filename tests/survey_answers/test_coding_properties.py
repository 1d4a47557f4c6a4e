from __future__ import annotations

import json
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.survey.answer_layout import DONT_KNOW, LEFT_OUT, MISSING, NO_ANSWER, NOT_ASKED
from tests.survey_answers.tables import QUESTIONS, cells_of, coded, raw_table, survey

SURVEY = survey()
OPTIONS = {one.id: SURVEY.option_ids(one) for one in QUESTIONS}
SILENT = (DONT_KNOW, NO_ANSWER)
FOLLOW_UPS = ("bruk", "former", "alder")

# Codes as files have them: never with blanks around, and not told apart by capitals alone.
code_texts = st.text(st.sampled_from("0123456789abcæøå._ -|"), min_size=1, max_size=6).filter(
    lambda text: text == text.strip()
)


@st.composite
def respondents(draw: st.DrawFn) -> dict[str, object]:
    """One respondent's answers in the layout, as the routing allows them."""
    nett = draw(st.sampled_from([*OPTIONS["nett"], *SILENT]))
    asked = nett == "ja"
    row: dict[str, object] = {"nett": nett}
    row["bruk"] = draw(st.sampled_from([*OPTIONS["bruk"], *SILENT])) if asked else NOT_ASKED
    for item in ("sms", "chat"):
        row[f"kanaler:{item}"] = draw(st.sampled_from([*OPTIONS["kanaler"], *SILENT]))
    silent = draw(st.sampled_from([None, *SILENT])) if asked else NOT_ASKED
    for option in OPTIONS["former"]:
        chosen = "chosen" if draw(st.booleans()) else "not_chosen"
        row[f"former:{option}"] = silent or chosen
    row["alder"] = draw(st.integers(-99, 99)) / 4 if asked and draw(st.booleans()) else None
    reason = draw(st.sampled_from(SILENT)) if asked else NOT_ASKED
    row["alder:reason"] = reason if row["alder"] is None else "given"
    return row


@st.composite
def codings(draw: st.DrawFn) -> dict[str, dict[str, str]]:
    """Question -> code -> the text that stands for it in a file; None is a blank."""
    found = {}
    for question, options in {**OPTIONS, "former": ("chosen", "not_chosen"), "alder": ()}.items():
        meanings = [*options, *SILENT, NOT_ASKED]
        texts = draw(
            st.lists(code_texts, min_size=len(meanings), max_size=len(meanings), unique=True)
        )
        if question == "alder":  # a code must be no number that is an answer
            texts = [f"k{text}" for text in texts]
        found[question] = dict(zip(meanings, texts, strict=True))
    return found


def mapping_of(coding: Mapping[str, Mapping[str, str]], headers: Mapping[str, str]) -> str:
    """Return a mapping that reads these texts from these columns (layout column -> header)."""
    lines = [f"respondent: {json.dumps(headers['@respondent'])}", "questions:"]
    for question, codes in coding.items():
        said = {text: code for code, text in codes.items() if code not in ("chosen", "not_chosen")}
        parts = [name for name in headers if name.startswith(f"{question}:")]
        if parts:
            columns = {name.partition(":")[2]: headers[name] for name in parts}
            more = ""
            if question == "former":
                words = {word: json.dumps([codes[word]]) for word in ("chosen", "not_chosen")}
                more = "".join(f", {word}: {text}" for word, text in words.items())
            place = f"columns: {json.dumps(columns, ensure_ascii=False)}{more}"
        else:
            place = f"column: {json.dumps(headers[question])}"
        lines.append(f"  {question}: {{{place}, codes: {json.dumps(said, ensure_ascii=False)}}}")
    return "\n".join(lines) + "\n"


NAMES = [
    "nett", "bruk", "former:papir", "former:epost", "former:annet", "kanaler:sms", "kanaler:chat",
    "alder",
]  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(st.lists(respondents(), min_size=1, max_size=6), codings(), st.permutations(NAMES))
def test_what_was_written_by_any_mapping_is_read_back(
    rows: list[dict[str, object]], coding: dict[str, dict[str, str]], order: list[str]
) -> None:
    def text(name: str, row: Mapping[str, object]) -> str | None:
        codes, value = coding[name.partition(":")[0]], row[name]
        if name == "alder":
            reason = str(row["alder:reason"])
            return codes[reason] if value is None else str(value).replace(".", ",")
        return codes[str(value)]

    headers = {"@respondent": "hvem", **{name: f"k{at}" for at, name in enumerate(order)}}
    cells: dict[str, list[str | None]] = {"hvem": [str(at) for at in range(10, 10 + len(rows))]}
    cells |= {headers[name]: [text(name, row) for row in rows] for name in order}
    answers = coded(mapping_of(coding, headers), raw_table(cells), SURVEY)
    found = cells_of(answers)
    assert {name: found[name] for name in rows[0]} == {
        name: [row[name] for row in rows] for name in rows[0]
    }
    assert set(answers.counts) <= {"missing", "unexpected_missing"}


# What may stand in a cell: answers, missing kinds, blanks and rubbish.
TEXTS = {
    "q1": ["ja", "nei", "Vet ikke", "no_answer", "not_asked", "left_out", "x", None],
    "q2": ["mye", "nei", "dont_know", "Ubesvart", "not_asked", "8", None],
    "k1": ["ikke", "stor", "vet ikke", "-", None],
    "a": ["12", "1 000,5", "x", "vet ikke", "not_asked", None],
    "f": ["1", "0", "Papir", "vet ikke", "not_asked", "7", None],
}
COLUMNS = {
    "q1": "nett", "q2": "bruk", "k1": "kanaler:sms", "k2": "kanaler:chat", "a": "alder:reason",
    "f1": "former:papir", "f2": "former:epost", "f3": "former:annet",
}  # fmt: skip
YAML = """\
respondent: id
questions:
  nett: {column: q1}
  bruk: {column: q2}
  former: {columns: {papir: f1, epost: f2, annet: f3}}
  kanaler: {columns: {sms: k1, chat: k2}}
  alder: {column: a}
"""
messy_rows = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["a", "b", "c", "d", None]),
        **{
            name: st.sampled_from(TEXTS[name] if name in TEXTS else TEXTS[name[0] + "1"])
            if name[0] != "f"
            else st.sampled_from(TEXTS["f"])
            for name in COLUMNS
        },
    }
)


@settings(max_examples=25, deadline=None)
@given(st.lists(messy_rows, min_size=1, max_size=8))
def test_nothing_is_dropped_unseen_and_no_answer_stands_where_none_was_asked(
    rows: list[dict[str, str | None]],
) -> None:
    cells = {name: [row[name] for row in rows] for name in ("id", *COLUMNS)}
    answers = coded(YAML, raw_table(cells), SURVEY)
    eager = answers.frame
    found = {str(row["@respondent"]): row for row in eager.iter_rows(named=True)}
    told = {(one.row, one.column) for one in answers.faults}
    assert len(answers.faults) == sum(answers.counts.values())
    for number, row in enumerate(rows, 2):
        if (number, "id") in told:
            continue  # the row was left out, and that was told
        became = found[str(row["id"])]
        for column, name in COLUMNS.items():
            if row[column] is None or (number, column) in told:
                continue
            question = name.partition(":")[0]
            others = [one for one in COLUMNS if COLUMNS[one].partition(":")[0] == question]
            tolerated = row[column] in ("no_answer", "Ubesvart", "not_asked")
            if question == "former":
                tolerated |= row[column] == "0"
                tolerated |= any((number, one) in told for one in others)
            assert became[name] not in (NO_ANSWER, NOT_ASKED, LEFT_OUT) or tolerated
    for row in found.values():
        for name in COLUMNS.values():
            if name.partition(":")[0] in FOLLOW_UPS:
                assert (row[name] == NOT_ASKED) == (row["nett"] != "ja")
        former = [row[f"former:{option}"] for option in OPTIONS["former"]]
        assert len({*former}) == 1 or not {*former} & {*MISSING}
        assert (row["alder"] is None) == (row["alder:reason"] != "given")
        assert all(value is not None for name, value in row.items() if name != "alder")
