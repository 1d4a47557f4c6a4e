"""The page on derived inputs says what the code has: every name, need, reason, case and step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from fnmatch import fnmatchcase
from fractions import Fraction
from typing import get_args

import pytest

from ekrules.facts.derived.derived_input import DerivedUnit, Need
from ekrules.facts.derived.options import Options
from ekrules.facts.derived.reasons import REASONS, DerivedReason
from ekrules.facts.derived.registry import DERIVED_INPUTS
from ekrules.facts.derived.score_pieces import WITH_TARGET, WITHOUT_TARGET
from ekrules.facts.derived.sentences import SENTENCES
from ekrules.facts.derived.series import BaseKind, Otherwise
from tests.docs.pages import ROOT, MarkedTable, code_words, tables
from tests.facts.derived.made_series import CASES

PAGE = ROOT / "docs" / "reference" / "derived-inputs.md"


def table_of(about: str) -> MarkedTable:
    (found,) = (one for one in tables(PAGE) if one.mark.about == about)
    return found


INPUT_ROWS = {code_words(row[0])[0]: row for row in table_of("inputs").rows}


def test_page_lists_every_input_in_order() -> None:
    assert tuple(INPUT_ROWS) == tuple(DERIVED_INPUTS) == tuple(SENTENCES)


@pytest.mark.parametrize("name", DERIVED_INPUTS)
def test_page_tells_the_unit_needs_and_options_of_the_input(name: str) -> None:
    _, unit, formula, needs, heeds, _ = INPUT_ROWS[name]
    one = DERIVED_INPUTS[name]
    assert unit.replace(" ", "_") == one.unit
    assert needs == ", ".join(one.needs)
    assert code_words(heeds) == one.heeds
    assert formula


def test_page_lists_every_reason_with_its_sentence() -> None:
    rows = {code_words(row[0])[0]: row[1] for row in table_of("reasons").rows}
    assert rows == REASONS
    assert tuple(REASONS) == get_args(DerivedReason)


def test_page_lists_every_option() -> None:
    assert table_of("options").names == tuple(one.name for one in fields(Options))


def test_page_lists_every_base_rule() -> None:
    assert set(table_of("base rules").names) == set(get_args(BaseKind))
    assert set(table_of("otherwise").names) == set(get_args(Otherwise))


def test_page_tells_the_score_pieces_of_open_sdg() -> None:
    told = [tuple(row) for row in table_of("scores").rows]
    pieces = [("R", one) for one in WITH_TARGET] + [("G", one) for one in WITHOUT_TARGET]
    written = [
        (
            letter,
            "" if one.at_least is None else f"{float(one.at_least):g}",
            f"{float(one.slope):g} {letter} − {float(-one.constant):g}",
        )
        for letter, one in pieces
    ]
    assert told == written


def test_every_need_and_unit_is_used() -> None:
    assert {one for each in DERIVED_INPUTS.values() for one in each.needs} == set(get_args(Need))
    assert {one.unit for one in DERIVED_INPUTS.values()} == set(get_args(DerivedUnit))


def case_rows(case: str) -> Iterator[tuple[str, str]]:
    for name, reason, cell in table_of("cases").rows:
        if name == case and reason:
            yield code_words(reason)[0], cell


def named(cell: str) -> set[str]:
    """Return the inputs that a cell names; "*" is any part of a name."""
    patterns = code_words(cell)
    found = {name for name in DERIVED_INPUTS if any(fnmatchcase(name, one) for one in patterns)}
    unused = [one for one in patterns if not any(fnmatchcase(name, one) for name in found)]
    assert unused == []
    return set(DERIVED_INPUTS) - found if cell.startswith("all but ") else found


def test_page_tells_of_every_case_once_for_each_reason() -> None:
    rows = [row[:2] for row in table_of("cases").rows]
    assert len(rows) == len(set(rows))
    assert list(dict.fromkeys(row[0] for row in rows)) == list(CASES)


@pytest.mark.parametrize("case", CASES)
def test_odd_case_gives_the_reasons_that_the_page_tells(case: str) -> None:
    answers = CASES[case].answers()
    told = {name: reason for reason, cell in case_rows(case) for name in named(cell)}
    assert {name: one.reason for name, one in answers.items() if one.reason} == told


@pytest.mark.parametrize("case", CASES)
def test_an_answer_is_a_number_or_a_reason_and_never_both(case: str) -> None:
    for answer in CASES[case].answers().values():
        assert (answer.value is None) == (answer.reason is not None)
        assert (answer.value is None) == (answer.exact is None)
        if answer.exact is not None:
            assert answer.value == float(answer.exact)


def test_every_reason_is_given_in_some_case() -> None:
    given = {one.reason for case in CASES.values() for one in case.answers().values()}
    assert given - {None} == set(REASONS)


def test_page_tells_of_every_step() -> None:
    told = table_of("steps").names
    steps = {
        step
        for case in CASES.values()
        for answer in case.answers().values()
        for step, _ in answer.steps
    }
    assert set(told) == steps


def test_rounded_factors_of_the_score_all_but_meet_where_the_lines_do() -> None:
    # The source rounds them; the page and the code keep them so.
    assert WITH_TARGET[1].slope * Fraction("0.6") + WITH_TARGET[1].constant == Fraction("0.00004")
