"""Proving: where two rule sets differ on any case there is, though no survey shows it.

In: the rules of both sides. Out: for each table, and the rule of each finding, that no case differs
or the cases that do; None where there is no prover. Measures, time left and a goal's own bounds are
free here: what they are is a survey's or a goal's to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ekrules.decision.conditions import Condition, InputReference, leaves, read_inputs
from ekrules.decision.from_yaml.conditions import finding_inputs
from ekrules.decision.inputs import Input
from ekrules.decision.outputs import STATUS, Output
from ekrules.decision.proof.differences import Difference, differing_cases
from ekrules.decision.proof.relations import Given
from ekrules.decision.proof.search import is_available
from ekrules.decision.proof.wording import case_in_words, value_in_words
from ekrules.decision.rows import Row
from ekrules.decision.tables import DecisionTable
from ekrules.errors import InputError
from ekrules.methods.method import Method
from ekrules.methods.provable_tables import ProvableTable, provable_tables
from ekrules.project.loading import Loaded
from ekrules.project.proving import ROLLED_UP, measure_types
from ekrules.report.impact import CaseImpact, CaseOutcome, TableImpact, TableKind, TableState

_HOLDS = "holds"
NOT_PROVED = (
    "cases that no survey shows were not looked for, because z3 is not installed: "
    'pip install "ekrules[proof]" brings it'
)

_Tables = Mapping[tuple[TableKind, str], DecisionTable]


def prove_differences(old: Loaded, new: Loaded) -> tuple[TableImpact, ...] | None:
    """Return every table and finding of either side; None where z3 is not installed."""
    if not is_available():
        return None
    before, after = _tables(old), _tables(new)
    return tuple(
        _compared(*key, before.get(key), after.get(key)) for key in dict.fromkeys((*after, *before))
    )


def prove_method_differences(old: Method, new: Method) -> tuple[TableImpact, ...]:
    """Return every table of either version of a method, on every case that both can be asked."""
    before, after = _method_tables(old), _method_tables(new)
    found = []
    for name in dict.fromkeys((*after, *before)):
        was, is_now = before.get(name), after.get(name)
        # What holds by the definitions of one version alone may not hold in the other.
        given = [one for one in was.given if one in is_now.given] if was and is_now else []
        tables = [one.narrowed if one else None for one in (was, is_now)]
        found.append(_compared("method", name, tables[0], tables[1], given))
    return tuple(found)


def _method_tables(method: Method) -> Mapping[str, ProvableTable]:
    try:
        return {one.table.id: one for one in provable_tables(method)}
    except InputError:
        # A bound that is never reached, which check tells: it is compared as it stands.
        return {one.id: ProvableTable(one, one, ()) for one in method.tables}


def _tables(loaded: Loaded) -> _Tables:
    rules = loaded.rules
    found: dict[tuple[TableKind, str], DecisionTable] = {
        ("goal", name): table for name, table in rules.status.items()
    }
    found["theme", rules.theme.id] = rules.theme
    found["overall", rules.overall.id] = rules.overall
    for name, condition in _conditions(loaded):
        found["finding", name] = _as_table(name, condition, loaded)
    return found


def _conditions(loaded: Loaded) -> Iterator[tuple[str, Condition]]:
    for finding in loaded.rules.findings:
        if finding.condition is not None:
            yield finding.written.finding, finding.condition


def _as_table(name: str, condition: Condition, loaded: Loaded) -> DecisionTable:
    """Return a finding's rule as a table of one row, so that it is proved as tables are."""
    strategy = loaded.strategy
    known = finding_inputs(
        measure_types(strategy, loaded.survey),
        strategy.goals,
        [one.theme for one in strategy.themes],
        [one.written.finding for one in loaded.rules.findings],
    )
    return DecisionTable(
        id=name,
        asks="",
        hit_policy="unique",
        inputs={one: known[one] for one in read_inputs(leaves(condition))},
        rows=(Row(name, condition, {_HOLDS: True}),),
        outputs={_HOLDS: Output(_HOLDS, "boolean", default=False)},
    )


def _compared(
    kind: TableKind,
    name: str,
    old: DecisionTable | None,
    new: DecisionTable | None,
    given: Sequence[Given] = ROLLED_UP,
) -> TableImpact:
    if old is None or new is None:
        return TableImpact(kind, name, "added" if old is None else "removed")
    differences = differing_cases(old, new, given=given)
    found = differences.found
    cases = tuple(_case(kind, old, new, one) for one in found)
    state: TableState = "differs" if cases else "same" if differences.is_complete else "open"
    return TableImpact(kind, name, state, cases, differences.is_complete, differences.undecided)


def _case(
    kind: TableKind, old: DecisionTable, new: DecisionTable, difference: Difference
) -> CaseImpact:
    inputs: dict[str, Input] = {**old.inputs, **new.inputs}
    read = _read(old, new, difference)
    told = {name: difference.case[name] for name in difference.case if name in read}
    sides = ((old, difference.old_row), (new, difference.new_row))
    outcomes = [
        _finding(row) if kind == "finding" else _outcome(table, row) for table, row in sides
    ]
    units = {name: inputs[name].type for name in told}
    return CaseImpact(told, units, case_in_words(inputs, told), *outcomes)


def _read(old: DecisionTable, new: DecisionTable, difference: Difference) -> set[str]:
    """Return the inputs that the case hangs on: those its rows read; all where a row is missing."""
    sides = ((old, difference.old_row), (new, difference.new_row))
    found: set[str] = set()
    for table, row in sides:
        alone = row is not None and table.hit_policy not in ("first", "priority")
        rows = [row] if alone and row is not None else table.rows
        for one in rows:
            found |= set(read_inputs(leaves(one.condition)))
            found |= {v.name for v in one.then.values() if isinstance(v, InputReference)}
    return found


def _finding(row: Row | None) -> CaseOutcome:
    return CaseOutcome(None, "holds" if row else "does not hold")


def _outcome(table: DecisionTable, row: Row | None) -> CaseOutcome:
    if row is None:
        return CaseOutcome(None, None)
    if row.status is not None and list(row.then) == [STATUS]:
        return CaseOutcome(row.id, row.status)
    told = (
        f"{name} {value_in_words(table.outputs[name].as_input, value)}"
        for name, value in row.then.items()
    )
    return CaseOutcome(row.id, ", ".join(told))
