"""What a whole file tells of its codes: who was asked what, and which questions have a code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random

from ekrules.survey.answer_layout import DONT_KNOW
from ekrules.survey.answers.proposed import ProposedQuestion
from ekrules.survey.answers.proposing import propose_mapping
from ekrules.survey.codebook import MissingKind, Question, Routing
from ekrules.survey.survey import Survey
from tests.survey_answers.tables import NEI_JA, Cells, options, raw_table, survey, text

BOTH: tuple[MissingKind, ...] = ("dont_know", "no_answer")
SCALE = options(nei="Nei", noe="Ja, noe", mye="Ja, mye")


def question(name: str, number: int, missing: tuple[MissingKind, ...] = BOTH) -> Question:
    return Question(
        id=name, number=number, kind="single", label=text(f"Om {name}"), asks=text(f"{name}?"),
        options=NEI_JA, missing=missing,
    )  # fmt: skip


def follow_up(name: str, number: int, parent: str) -> Question:
    asked = {"asked_if": Routing(question=parent, is_one_of=("ja",)), "asked_of": text("noen")}
    return question(name, number).model_copy(update=asked)


def scale(name: str, number: int) -> Question:
    return question(name, number).model_copy(update={"options": SCALE})


@cache
def routed() -> Survey:
    return survey(question("nett", 1), follow_up("bruk", 2, "nett"), question("plan", 3))


def proposed(asked: Survey, cells: Cells) -> dict[str, ProposedQuestion]:
    ids = {"id": [f"k{at}" for at, _ in enumerate(next(iter(cells.values())))]}
    found = propose_mapping(raw_table({**ids, **cells}), asked)
    return {one.question: one for one in found.questions}


PLAN = ["1", "2"] * 2


def test_codes_that_run_against_the_options_are_known_by_who_got_the_follow_up() -> None:
    cells: Cells = {"nett": ["1", "1", "2", "2"], "bruk": ["1", "2", None, None], "plan": PLAN}
    found = proposed(routed(), cells)
    assert dict(found["nett"].codes.codes) == {"1": "ja", "2": "nei"}
    assert "oppfølgingsspørsmålene viser" in found["nett"].codes.ground
    assert not found["nett"].is_unsure


def test_a_question_without_follow_ups_follows_one_of_the_same_options_and_is_marked() -> None:
    cells: Cells = {"nett": ["1", "1", "2", "2"], "bruk": ["1", "2", None, None], "plan": PLAN}
    found = proposed(routed(), cells)
    for name in ("bruk", "plan"):
        assert dict(found[name].codes.codes) == {"1": "ja", "2": "nei"}
        assert found[name].codes.notes == (
            "kodene er gjettet i omvendt rekkefølge av svarene, som i nett",
        )


def test_codes_in_the_order_of_the_options_are_confirmed_by_follow_ups_too() -> None:
    cells: Cells = {"nett": ["1", "1", "2", "2"], "bruk": [None, None, "1", "2"], "plan": PLAN}
    found = proposed(routed(), cells)
    assert dict(found["nett"].codes.codes) == {"1": "nei", "2": "ja"}
    assert not found["nett"].is_unsure
    assert found["plan"].is_unsure


def test_follow_ups_that_everyone_or_nobody_filled_in_show_nothing() -> None:
    filled: list[list[str | None]] = [["1", "2", "1", "2"], [None] * 4, ["1", None, "2", None]]
    for bruk in filled:
        cells: Cells = {"nett": ["1", "1", "2", "2"], "bruk": bruk, "plan": PLAN}
        codes = proposed(routed(), cells)["nett"].codes
        assert dict(codes.codes) == {"1": "nei", "2": "ja"}
        assert codes.notes == ("kodene er gjettet etter rekkefølgen på svarene",)


def many(missing: Sequence[tuple[MissingKind, ...]]) -> Survey:
    return survey(*(question(f"sp{at}", at, kinds) for at, kinds in enumerate(missing, 1)))


def test_a_code_in_many_questions_that_have_one_kind_of_missing_answer_is_that_kind() -> None:
    kinds: list[tuple[MissingKind, ...]] = [("dont_know",)] * 3
    asked = many([*kinds, *[BOTH] * 3, ("no_answer",)])
    cells = {f"sp{at}": ["1", "2", "9"] for at in range(1, 7)} | {"sp7": ["1", "2", "2"]}
    found = proposed(asked, cells)
    for at in range(1, 7):
        assert found[f"sp{at}"].codes.codes["9"] == DONT_KNOW
        assert '"9" er tatt som vet ikke' in found[f"sp{at}"].codes.notes
    assert "9" not in found["sp7"].codes.codes


def test_a_code_that_may_be_two_kinds_is_not_guessed() -> None:
    asked = many([BOTH] * 6)
    found = proposed(asked, {f"sp{at}": ["1", "2", "9"] for at in range(1, 7)})
    assert all(one.codes.notes[-1] == 'ukjent: "9"' for one in found.values())


def test_the_code_after_the_last_option_is_a_dont_know_where_many_questions_have_it() -> None:
    asked = survey(*(question(f"sp{at}", at) for at in range(1, 4)), scale("sp4", 4),
                   scale("sp5", 5))  # fmt: skip
    cells: dict[str, list[str | None]] = {f"sp{at}": ["A1", "A2", "A3", None] for at in range(1, 4)}
    cells |= {f"sp{at}": ["A1", "A2", "A3", "A4"] for at in (4, 5)}
    found = proposed(asked, cells)
    assert found["sp1"].codes.codes["A3"] == DONT_KNOW
    assert found["sp4"].codes.codes["A3"] == "mye"
    assert found["sp4"].codes.codes["A4"] == DONT_KNOW


def test_a_code_in_few_questions_is_not_guessed() -> None:
    found = proposed(many([("dont_know",)] * 4), {f"sp{at}": ["1", "2", "9"] for at in range(1, 5)})
    assert all("9" not in one.codes.codes for one in found.values())


def test_the_letters_and_words_of_tools_for_yes_and_no_need_no_look() -> None:
    for yes, no in (("Y", "N"), ("true", "false"), ("J", "N"), ("YES", "no")):
        found = proposed(survey(question("plan", 1)), {"plan": [yes, no, None]})
        assert dict(found["plan"].codes.codes) in ({yes: "ja", no: "nei"}, {})
        assert not found["plan"].is_unsure


def test_the_order_of_rows_does_not_change_what_is_shown() -> None:
    rows = [("1", "x"), ("1", "x"), ("1", None), ("2", None), ("2", None)] * 20
    for seed in range(5):
        Random(seed).shuffle(rows)
        cells: Cells = {"nett": [one for one, _ in rows], "bruk": [two for _, two in rows]}
        assert dict(proposed(routed(), cells)["nett"].codes.codes) == {"1": "ja", "2": "nei"}
