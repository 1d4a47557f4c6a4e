from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import Faults
from ekrules.goals.weight_checks import check_weights
from ekrules.goals.weights import exact, read_weights, share_of
from tests.surveys import STRATEGY_2012
from tests.tables.scored_survey import WEIGHTS, small_scored_survey, weights_of


def told(old: str = "", new: str = "") -> tuple[list[str], list[str]]:
    """Return the faults and warnings of the weights with `new` for `old`, without their places."""
    assert not old or WEIGHTS.count(old) == 1, f'"{old}" stands {WEIGHTS.count(old)} times'
    faults, warnings = Faults(), Faults()
    weights = weights_of(WEIGHTS.replace(old, new) if old else WEIGHTS, faults)
    if weights is not None:
        check_weights(weights, small_scored_survey(), faults, warnings)
    ordered = [sorted(one.found, key=lambda fault: fault.order) for one in (faults, warnings)]
    texts = [[str(fault).split(": ", 1)[1] for fault in one] for one in ordered]
    return texts[0], texts[1]


def places(old: str, new: str) -> list[str]:
    """Return what stands at each fault's place, to the next punctuation."""
    text, faults = WEIGHTS.replace(old, new), Faults()
    weights = weights_of(text, faults)
    assert weights is not None
    check_weights(weights, small_scored_survey(), faults, Faults())
    lines = text.splitlines()
    at = sorted(fault.place for fault in faults.found)
    return [lines[one.line - 1][one.column - 1 :].split(":")[0].split(",")[0] for one in at]


def test_sound_weights_have_no_faults_and_no_warnings() -> None:
    assert told() == ([], [])


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  plan:\n    weight", "  planer:\n    weight",
         'no theme is called "planer"; expected one that exists. Did you mean "plan"?'),
        ("bruk: {kind", "brukk: {kind",
         'no question is called "brukk"; expected one that exists. Did you mean "bruk"?'),
        ("{nei: 0, delvis: 1, ja: 3}", "{nei: 0, delviss: 1, delvis: 1, ja: 3}",
         ('no option of "nett" is called "delviss"; expected one that exists. '
          'Did you mean "delvis"?')),
        ("{epost: 2, sms: 1}", "{epost: 2, sms: 1, ssms: 1}",
         'no item of "kanaler" is called "ssms"; expected one that exists. Did you mean "sms"?'),
        ("{nei: 0, delvis: 1, ja: 3}", "{nei: 0, ja: 3}",
         'nothing is said of "delvis", an option of "nett"; give it a number, or 0.'),
        ("{epost: 2, sms: 1}", "{epost: 2}",
         'nothing is said of "sms", an item of "kanaler"; give it a number, or 0.'),
        ("weight: 2\n", "weight: -2\n", '"-2"; expected a number from 0 to 1000.'),
        ("delvis: 1,", "delvis: -1,", '"-1"; expected a number from 0 to 1000.'),
        ("delvis: 1,", "delvis: 1.0005,", '"1.0005"; expected at most 3 decimals.'),
        ("kind: plan", "kind: planned",
         '"planned"; expected "action" or "plan". Did you mean "plan"?'),
        ("{nei: 0, delvis: 1, ja: 3}", "{nei: 0, delvis: 0, ja: 0}",
         'no answer to "nett" gives any points; list it under "not_scored" instead.'),
        ("{epost: 2, sms: 1}", "{epost: 0, sms: 0}",
         'no item of "kanaler" weighs anything; expected one that does.'),
        (", combine: mean", "",
         '"kanaler" is a grid, and "combine" is not given; expected "sum" or "mean" of its items.'),
        (", most: 3", ", combine: sum",
         '"combine" for "former", a multi question; it is scored by "most" and "points".'),
        ("scale: {nothing_at: 20, full_at: 10, points: 4}", "points: {ja: 4}",
         '"points" for "alder", a number question; it is scored by "scale".'),
        ("full_at: 10", "full_at: 20",
         ('what stands here does not go together; "full_at" and "nothing_at" are two different '
          "numbers.")),
        ("points: {nei: 0, noen: 3, alle: 6}", "weight: 1",
         ('what stands here does not go together; "points" for each option are expected, or a '
          '"scale" for a number.')),
        ("  form: {nb", "  forms: {nb",
         'no question is called "forms"; expected one that exists. Did you mean "form"?'),
        ("  form: {nb", "  plan: {nb",
         'the question "plan" is scored and not scored; expected it in one of the two places.'),
        ("most_unknown: 30 %", "most_unknown: 130 %",
         '"130 %"; expected a share from 0 % to 100 %.'),
        ("kinds: {action: 1, plan: 0.5}", "kinds: {action: 0, plan: 0}",
         ("no answer gives any points; expected a theme, a kind, a question and an answer that "
          "all weigh more than 0.")),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_what_was_expected(old: str, new: str, fault: str) -> None:
    assert fault in told(old, new)[0]


def test_a_question_that_is_not_named_is_a_fault_of_its_theme() -> None:
    faults, _ = told("      plan: {kind", "      form: {kind")
    assert (
        'the question "plan" of the theme "plan" is not named; '
        'score it, or say under "not_scored" why not.'
    ) in faults


def test_a_question_under_another_theme_is_told_where_it_belongs() -> None:
    moved = "      dybde: {kind: action, points: {liten: 0, stor: 1}}\n"
    text = WEIGHTS.replace(moved, "").replace("      plan: {kind", f"{moved}      plan: {{kind")
    faults = Faults()
    weights = weights_of(text, faults)
    assert weights is not None
    check_weights(weights, small_scored_survey(), faults, Faults())
    assert [fault.found for fault in faults.found] == ['the question "dybde" under "plan"']
    assert faults.found[0].expected == 'it belongs to the theme "nett"'


def test_an_unknown_name_is_pointed_at_where_its_key_stands() -> None:
    assert places("delvis: 1", "delviss: 1") == ["{nei", "delviss"]
    assert places("bruk: {kind", "brukk: {kind") == ["weight", "brukk"]
    assert places("  plan:\n    weight", "  planer:\n    weight")[-1] == "planer"


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        ("{nei: 0, delvis: 1, ja: 3}", "{nei: 0, delvis: 4, ja: 3}",
         '"ja" gives 3 points; "delvis", which the codebook lists as worse, gives 4.'),
        ("{nei: 0, delvis: 1, ja: 3}", "{nei: 0.5, delvis: 1, ja: 3}",
         ('every answer to "nett" gives points; an unknown answer gives none, so it costs more '
          "than the worst answer.")),
        ("plan: 0.5", "plan: 1.5",
         "plans weigh 1.5, actions 1; what is in place usually counts for more."),
        ("most: 3", "most: 30", 'the most for "former" is 30; all its options give 3.5.'),
    ],
)  # fmt: skip
def test_what_looks_odd_is_a_warning_and_no_fault(old: str, new: str, warning: str) -> None:
    assert told(old, new) == ([], [warning])


@given(st.integers(0, 10**6))
def test_an_amount_is_the_decimal_that_was_written(thousandths: int) -> None:
    assert exact(float(f"{thousandths / 1000:.3f}")) == Fraction(thousandths, 1000)


def test_a_percent_is_an_exact_share() -> None:
    assert [share_of(one) for one in ("30 %", "0%", "12,5 %")] == [
        Fraction(3, 10),
        Fraction(0),
        Fraction(1, 8),
    ]


def test_a_strategy_without_weights_is_told_which_file_is_missing(tmp_path: Path) -> None:
    faults = Faults()
    assert read_weights(tmp_path, faults) is None
    assert [fault.found for fault in faults.found] == ["there is no such file"]


def test_the_shipped_weights_say_that_they_are_not_those_of_2009() -> None:
    weights = read_weights(STRATEGY_2012, Faults())
    assert weights is not None
    assert not weights.published
    assert "aldri" in weights.note.nb
    assert "never" in weights.note.in_language("en")
    assert weights.note.nn != weights.note.nb
