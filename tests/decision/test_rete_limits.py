"""The walls of durable-rules: at each limit the run is right, past it the run is refused.

What could hang or end a process runs in one of its own.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from ekrules.decision import rete
from ekrules.decision.columnar import ColumnarEngine
from ekrules.decision.conditions import All, AnyOf, Compare, Condition, IsKnown, NoneOf
from ekrules.decision.inputs import Case, Input
from ekrules.decision.limits import LIMITS, Limits, refuse_past_limits
from ekrules.decision.positions import encode
from ekrules.decision.rete import ReteEngine
from ekrules.decision.rule import Firing, Rule, split_rules
from ekrules.errors import EngineLimitError, Place
from tests.decision.engines import needs_rete, run_apart

A = {"a": Input("a", "number")}


def agree(inputs: dict[str, Input], rules: list[Rule], cases: list[Case]) -> tuple[Firing, ...]:
    fired = ReteEngine().fire(inputs, rules, cases)
    assert fired == ColumnarEngine().fire(inputs, rules, cases)
    return fired


def rules_of(conditions: list[Condition]) -> list[Rule]:
    return [Rule(f"r{number}", one) for number, one in enumerate(conditions)]


def apart(body: str) -> str:
    """Run `body` with this module's names; its last line prints."""
    names = "A, agree, rules_of, Limits, ReteEngine, Compare, All, IsKnown, Input, Case, Rule"
    return run_apart(f"from tests.decision.test_rete_limits import {names}\n{body}")


@needs_rete
def test_three_hundred_rules_that_share_one_condition_run() -> None:
    # 256 in one ruleset end the process.
    body = (
        "fired = agree(A, rules_of([Compare('a', 'at_least', 1.0)] * 300), [Case('c', {'a': 2.0})])"
    )
    assert apart(f"{body}\nprint(len(fired))") == "300"


@needs_rete
def test_six_hundred_rules_with_conditions_of_their_own_run() -> None:
    # 512 different first conditions in one ruleset hang.
    body = "rules = rules_of([Compare('a', 'is', float(n)) for n in range(600)])"
    assert apart(f"{body}\nprint(agree(A, rules, [Case('c', {{'a': 7.0}})])[0].rule)") == "r7"


@needs_rete
def test_a_case_on_which_a_hundred_rules_hold_runs() -> None:
    # One fact that meets more than 64 conditions at once is an error in one ruleset.
    rules = rules_of([Compare("a", "more_than", float(number)) for number in range(100)])
    assert len(agree(A, rules, [Case("c", {"a": 1000.0})])) == 100


@needs_rete
def test_as_many_clauses_as_are_allowed_run() -> None:
    conditions = "[Compare('a', 'at_least' if n % 2 else 'below', n / 7) for n in range(2000)]"
    cases = "[Case(f'c{n}', {'a': n * 11.0}) for n in range(28)]"
    assert int(apart(f"print(len(agree(A, rules_of({conditions}), {cases})))")) > 20_000


@needs_rete
def test_as_many_cases_as_are_allowed_run() -> None:
    cases = "[Case(f'c{n}', {'a': n / 3 if n % 5 else None}) for n in range(5000)]"
    rules = "rules_of([Compare('a', 'below', 100.0), IsKnown('a')])"
    assert apart(f"print(len(agree(A, {rules}, {cases})))") == "4240"


@needs_rete
def test_a_clause_of_as_many_conditions_as_are_allowed_runs() -> None:
    body = """
inputs = {f'n{n}': Input(f'n{n}', 'number') for n in range(200)}
rules = rules_of([All(tuple(Compare(name, 'at_least', 1.0) for name in inputs))] * 3)
full = dict.fromkeys(inputs, 1.0)
fired = agree(inputs, rules, [Case('all', full), Case('all but one', {**full, 'n199': 0.9})])
print([one.case for one in fired])
"""
    assert apart(body) == "['all', 'all', 'all']"


@needs_rete
def test_rules_that_read_more_inputs_than_a_fact_holds_are_cut_apart() -> None:
    # 255 keys in one fact are an error.
    body = """
inputs = {f'n{n}': Input(f'n{n}', 'number') for n in range(400)}
rules = rules_of([Compare(name, 'is', float(n)) for n, name in enumerate(inputs)])
pairs = rules_of([All((Compare(f'n{n}', 'is', 1.0), IsKnown(f'n{399 - n}'))) for n in range(40)])
full = {name: float(n) for n, name in enumerate(inputs)}
print(len(agree(inputs, rules, [Case('c', full)])), len(agree(inputs, pairs, [Case('c', full)])))
"""
    assert apart(body) == "400 1"


@needs_rete
def test_is_one_of_runs_up_to_its_limits() -> None:
    body = """
inputs = {f'n{n}': Input(f'n{n}', 'number') for n in range(12)}
values = tuple(float(n) for n in range(200))
rules = rules_of([All(tuple(Compare(name, 'is_one_of', values) for name in inputs))])
fired = agree(inputs, rules, [Case('in', dict.fromkeys(inputs, 199.0)),
                              Case('out', {**dict.fromkeys(inputs, 199.0), 'n11': 200.0})])
print([one.case for one in fired])
"""
    assert apart(body) == "['in']"


@pytest.mark.parametrize(
    ("condition", "count"),
    [
        (All(tuple(IsKnown(f"n{number}") for number in range(201))), "201 conditions"),
        (
            All(tuple(Compare(f"n{number}", "is_one_of", (1.0,)) for number in range(13))),
            '13 times "is_one_of"',
        ),
        (
            Compare("n0", "is_one_of", tuple(float(number) for number in range(201))),
            '201 values in one "is_one_of"',
        ),
        (
            NoneOf((Compare("n0", "is_one_of", tuple(float(n) for n in range(201))),)),
            "201 conditions",
        ),
    ],
)
def test_a_rule_past_a_limit_is_refused_by_name_and_place(condition: Condition, count: str) -> None:
    rules = [Rule("wide", condition, Place("rules.yaml", 7, 9))]
    with pytest.raises(EngineLimitError) as told:
        refuse_past_limits(rules, split_rules(rules), 1)
    assert str(told.value).startswith(f"rules.yaml:7:9: {count}")
    assert "use --engine columnar" in str(told.value)


def test_too_many_clauses_and_too_many_cases_are_both_told() -> None:
    either = AnyOf(tuple(Compare("a", "is", float(number)) for number in range(64)))
    rules = rules_of([either] * 40)
    with pytest.raises(EngineLimitError) as told:
        refuse_past_limits(rules, split_rules(rules), 5001)
    assert "2560 clauses (ways in which rules can hold); it takes at most 2000" in str(told.value)
    assert "5001 cases; it takes at most 5000" in str(told.value)


def test_what_fits_is_not_refused() -> None:
    rules = [Rule("r", IsKnown("a"))]
    refuse_past_limits(rules, split_rules(rules), LIMITS.cases)


@needs_rete
def test_the_engine_itself_refuses_before_it_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rete, "_run", lambda *_: pytest.fail("it was built"))
    with pytest.raises(EngineLimitError, match="2 cases"):
        ReteEngine(Limits(cases=1)).fire({}, [Rule("r", All(()))], [Case("a", {}), Case("b", {})])


def test_fact_ids_have_hashes_of_their_own() -> None:
    def hashed(text: str) -> int:
        found = 0x811C9DC5
        for byte in text.encode():
            found = (found ^ byte) * 16777619 % 2**32
        return found

    numbers = range(LIMITS.facts_in_ruleset)
    assert len({hashed(f"f{number}") for number in numbers}) == len(numbers)


def test_facts_hold_only_small_whole_numbers() -> None:
    clause = (Compare("a", "at_least", 1e-05), Compare("a", "is_not", 1e308))
    encoding = encode([clause])
    assert encoding.fact(Case("c", {"a": 1e-05})) == {"k": 1, "i0": 1}
    assert encoding.fact(Case("c", {"a": None})) == {"k": 1, "u0": 1}
    assert encoding.pattern(clause) == [{"k": 1}, {"$gte": {"i0": 1}}, {"$neq": {"i0": 3}}]


@needs_rete
def test_an_error_of_the_library_is_raised_and_the_process_lives_on() -> None:
    # Past our limits, to see that the wrapper cleans up: the second case meets 80 conditions.
    body = """
from ekrules.errors import EngineLimitError
rules = rules_of([Compare('a', 'more_than', float(n)) for n in range(80)])
for cases in ([Case('c', {'a': 0.0}), Case('d', {'a': 99.0})], [Case('d', {'a': 99.0})]):
    for _ in range(20):
        try:
            ReteEngine(Limits(clauses_in_ruleset=100)).fire(A, rules, cases)
        except EngineLimitError as error:
            told = str(error)
print(told)
"""
    told = apart(body)
    assert "Could not assert fact, error code: 303" in told
    assert "use --engine columnar" in told


class FakeLibrary(SimpleNamespace):
    """Stands in for durable-rules where it should misbehave."""

    error = ZeroDivisionError

    def create_ruleset(self, *_: Any) -> int:
        return 1

    def delete_ruleset(self, *_: Any) -> None:
        self.deleted = True


def test_a_fact_that_is_taken_for_another_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    library = FakeLibrary(assert_fact=lambda *_: (2, 0))
    monkeypatch.setattr(rete, "_library", lambda: library)
    with pytest.raises(EngineLimitError, match="assert_fact gave 2"):
        ReteEngine().fire(A, [Rule("r", IsKnown("a"))], [Case("c", {"a": 1})])
    assert library.deleted


def test_an_error_of_the_library_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise FakeLibrary.error("error code: 303")

    library = FakeLibrary(assert_fact=fail)
    monkeypatch.setattr(rete, "_library", lambda: library)
    with pytest.raises(EngineLimitError, match="error code: 303"):
        ReteEngine().fire(A, [Rule("r", IsKnown("a"))], [Case("c", {"a": 1})])
    assert library.deleted


def test_a_fact_on_which_nothing_fires_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    library = FakeLibrary(assert_fact=lambda *_: (0, 1), start_action_for_state=lambda *_: None)
    monkeypatch.setattr(rete, "_library", lambda: library)
    with pytest.raises(EngineLimitError, match="consumed by none"):
        ReteEngine().fire(A, [Rule("r", IsKnown("a"))], [Case("c", {"a": 1})])


@needs_rete
def test_runs_leave_next_to_nothing_behind() -> None:
    body = """
import resource
rules = rules_of([Compare('a', 'more_than', float(n)) for n in range(12)])
cases = [Case(f'c{n}', {'a': float(n)}) for n in range(28)]
def run(times):
    for _ in range(times):
        ReteEngine().fire(A, rules, cases)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = run(100)
print(run(700) - before)
"""
    # Kilobytes for 700 runs. Without delete_state or delete_ruleset it is hundreds a run.
    assert int(apart(body)) < 3_000
