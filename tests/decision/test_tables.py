from __future__ import annotations

from dataclasses import replace

import pytest

from ekrules.decision.conditions import ALWAYS, All, AnyOf, Compare, Condition, IsUnknown
from ekrules.decision.deciding import decide
from ekrules.decision.engine import Engine, EnginePreference, choose_engine
from ekrules.decision.examples import run_examples
from ekrules.decision.inputs import Case, Input
from ekrules.decision.rows import NO_ROW, Example, Expectation, Row
from ekrules.decision.tables import DecisionTable, HitPolicy
from ekrules.errors import InputError, Place
from tests.decision.engines import ENGINES

INPUTS = {
    "attainment": Input("attainment", "share", "up"),
    "years_left": Input("years_left", "years", "up"),
}
SMALL = Compare("attainment", "below", 0.5)
LATE = Compare("years_left", "below", 1)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    preference: EnginePreference = request.param
    return choose_engine(preference)


def row(id_: str, condition: Condition, status: str, line: int = 1) -> Row:
    return Row(id_, condition, {"status": status}, None, Place("rules.yaml", line, 9))


def expects(status: str | None, row_id: str | None) -> Expectation:
    rows = None if row_id is None else () if row_id == NO_ROW else (row_id,)
    return Expectation(None if status is None else {"status": status}, rows)


def table(
    *rows: Row, hit_policy: HitPolicy = "unique", examples: tuple[Example, ...] = ()
) -> DecisionTable:
    return DecisionTable(
        "by-deadline", "How far?", hit_policy, INPUTS, rows, examples, Place("rules.yaml", 1, 5)
    )


def case(attainment: float | None, years_left: float | None = None, id_: str = "helse-2") -> Case:
    return Case(id_, {"attainment": attainment, "years_left": years_left})


def test_the_row_that_holds_decides_and_the_trail_comes_along(engine: Engine) -> None:
    low, high = (
        row("low", SMALL, "red"),
        row("high", Compare("attainment", "at_least", 0.5), "green"),
    )
    decided = decide(table(low, high), [case(0.5), case(0.1, id_="helse-3")], engine)
    assert [(one.case, one.status, one.row) for one in decided] == [
        ("helse-2", "green", high),
        ("helse-3", "red", low),
    ]
    assert [one.seen for one in decided[0].firings] == [(("attainment", 0.5),)]


def test_where_no_row_applies_nothing_is_concluded(engine: Engine) -> None:
    (decided,) = decide(table(row("low", SMALL, "red")), [case(None)], engine)
    assert (decided.status, decided.row, decided.firings) == (None, None, ())


def test_no_cases_give_no_decisions(engine: Engine) -> None:
    assert decide(table(row("low", SMALL, "red")), [], engine) == ()


def test_unique_refuses_two_rows_and_names_both_and_the_case(engine: Engine) -> None:
    both = table(row("low", SMALL, "red", 14), row("late", LATE, "yellow", 15))
    with pytest.raises(InputError) as told:
        decide(both, [case(0.4, 0.5), case(0.4, 2.0, "helse-3"), case(0.3, 0.25, "nav-1")], engine)
    first, second = told.value.faults
    assert str(first) == (
        'rules.yaml:15:9: both "low" (red, rules.yaml:14:9) and "late" (yellow) of the table'
        ' "by-deadline" apply to "helse-2" (attainment 40 %, years_left 0.5);'
        ' its hit policy is "unique": narrow one of them.'
    )
    assert '"nav-1" (attainment 30 %, years_left 0.25)' in second.found


def test_unique_takes_one_row_that_holds_in_two_ways(engine: Engine) -> None:
    either = row("either", AnyOf((SMALL, LATE)), "red")
    (decided,) = decide(table(either), [case(0.4, 0.5)], engine)
    assert decided.row == either
    assert [one.clause_index for one in decided.firings] == [0, 1]


def test_first_takes_the_top_row(engine: Engine) -> None:
    rows = (row("late", LATE, "yellow"), row("low", SMALL, "red"), row("else", ALWAYS, "green"))
    cases = [case(0.4, 0.5), case(0.4, 2.0, "b"), case(None, None, "c")]
    decided = decide(table(*rows, hit_policy="first"), cases, engine)
    assert [one.status for one in decided] == ["yellow", "red", "green"]


def test_any_takes_rows_that_agree_and_names_the_top_one(engine: Engine) -> None:
    rows = (row("late", LATE, "red"), row("low", SMALL, "red"))
    (decided,) = decide(table(*rows, hit_policy="any"), [case(0.4, 0.5)], engine)
    assert (decided.status, decided.row) == ("red", rows[0])


def test_any_refuses_rows_that_disagree(engine: Engine) -> None:
    rows = (row("late", LATE, "red"), row("low", SMALL, "red"), row("x", ALWAYS, "green", 16))
    with pytest.raises(InputError, match=r'rules\.yaml:16:9: both "late" .* and "x" \(green\)'):
        decide(table(*rows, hit_policy="any"), [case(0.4, 0.5)], engine)


def test_a_case_of_a_wrong_type_is_refused(engine: Engine) -> None:
    with pytest.raises(InputError, match='case "helse-2": "attainment" is 60'):
        decide(table(row("low", SMALL, "red")), [case(60)], engine)


def test_a_case_takes_the_declared_inputs_only() -> None:
    values = {"attainment": 0.5, "years_left": None, "coverage": "full"}
    made = table(row("low", SMALL, "red")).case("helse-2", values)
    assert made == case(0.5)


def test_every_fault_of_a_table_comes_at_once() -> None:
    many = All(
        tuple(
            AnyOf((SMALL, LATE, IsUnknown("attainment"), Compare("years_left", "is", n)))
            for n in range(9)
        )
    )
    rows = (
        row("low", Compare("atainment", "below", 0.5), "red", 2),
        row("low", Compare("attainment", "below", 60), "red", 3),
        row("none", IsUnknown("attainment"), "grey", 4),
        row("many", many, "grey", 5),
    )
    examples = (
        Example("a", {"atainment": 0.5}, expects("red", None), Place("rules.yaml", 6, 9)),
        Example("a", {"attainment": 60}, expects("red", None), Place("rules.yaml", 7, 9)),
        Example("b", {"years_left": None}, expects(None, None), Place("rules.yaml", 8, 9)),
        Example("c", {}, expects("red", "loww"), Place("rules.yaml", 9, 9)),
        Example("d", {}, expects(None, "none"), Place("rules.yaml", 10, 9)),
    )
    with pytest.raises(InputError) as told:
        table(*rows, examples=examples)
    text = str(told.value)
    for part in (
        '2:9: no input is called "atainment"',
        '3:9: "attainment" (a share) is held against 60',
        '3:9: the row "low" a second time (first at rules.yaml:2:9)',
        '4:9: a row with the id "none"',
        "5:9: this condition can hold in more than 64 ways",
        '6:9: no input is called "atainment"',
        '7:9: "attainment" is 6000 %; expected a share from 0 to 1',
        '7:9: the example "a" a second time',
        '8:9: "b" expects nothing',
        '9:9: no row is called "loww"; expected one of "low"',
    ):
        assert f"rules.yaml:{part}" in text
    assert len(told.value.faults) == 10


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(InputError, match="has no rows"):
        table()


def example(name: str, attainment: float | None, status: str | None, row_id: str | None) -> Example:
    given = {"attainment": attainment}
    return Example(name, given, expects(status, row_id), Place("rules.yaml", 20, 9))


def test_examples_that_come_out_as_they_say_do_not_fail(engine: Engine) -> None:
    rows = (row("low", SMALL, "red"), row("late", LATE, "yellow", 3))
    examples = (
        example("by both", 0.1, "red", "low"),
        example("by status", 0.1, "red", None),
        example("by row", 0.1, None, "low"),
        example("no row", None, None, "none"),
        example("no row is grey", None, "grey", None),
    )
    outcome = run_examples(table(*rows, examples=examples), engine)
    assert outcome.failures == ()
    assert outcome.rows_without_example == (rows[1],)


def test_examples_that_come_out_otherwise_fail_with_what_came(engine: Engine) -> None:
    rows = (row("low", SMALL, "red", 2), row("late", LATE, "yellow", 3))
    both = Example(
        "two rows",
        {"attainment": 0.1, "years_left": 0},
        expects("red", None),
        Place("r.yaml", 9, 9),
    )
    examples = (
        example("status", 0.1, "green", None),
        example("row", 0.1, "red", "late"),
        example("none", None, "red", None),
        both,
    )
    outcome = run_examples(table(*rows, examples=examples), engine)
    told = [str(one) for one in outcome.failures]
    assert told[0] == (
        'rules.yaml:20:9: the example "status" gives status "red" by row "low" (rules.yaml:2:9);'
        ' it expects status "green"; mend the row or the example.'
    )
    assert 'it expects status "red" and row "late"' in told[1]
    assert 'the example "none" gives no row and so no status' in told[2]
    assert 'r.yaml:9:9: both "low"' in told[3]
    assert outcome.rows_without_example == (rows[1],)


def test_a_table_is_a_value(engine: Engine) -> None:
    one = table(row("low", SMALL, "red"))
    assert replace(one, hit_policy="first").hit_policy == "first"
    assert engine.name in ("rete", "columnar")
