"""Table checks: does a table hold together, before anything is decided?

In: the parts of a table. Out: a fault for each name that leads nowhere, each value that can't
stand where it does, and each example that no table of its kind could meet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ekrules.decision.checks import add_leaf_faults, unknown_input
from ekrules.decision.conditions import ALWAYS, Condition, InputReference, clauses, leaves
from ekrules.decision.inputs import Input, shown_in, value_problem
from ekrules.decision.outputs import STATUS, Output, output_problem
from ekrules.decision.rows import NO_ROW, Example, Row
from ekrules.errors import Faults, InputError, Place, listed
from ekrules.yaml_reader.meant.words import nearest_known


def check_unique(
    table_id: str, place: Place, rows: Sequence[Row], examples: Sequence[Example], faults: Faults
) -> None:
    """Add a fault for each name used twice, and for a table without rows."""
    if not rows:
        expected = "write at least one (as - {id: reached, when: {...}, status: green})"
        faults.add(place, f'the table "{table_id}" has no rows', expected)
    for kind, named in (
        ("row", [(row.id, row.place) for row in rows]),
        ("example", [(example.name, example.place) for example in examples]),
    ):
        seen: dict[str, Place] = {}
        for name, where in named:
            if name in seen:
                found = f'the {kind} "{name}" a second time (first at {seen[name]})'
                faults.add(where, found, "give one of them another name")
            seen.setdefault(name, where)


def check_rows_that_always_hold(hit_policy: str, rows: Sequence[Row], faults: Faults) -> None:
    """Add a fault for a row that always holds, where it leaves nothing to the others."""
    always = [row for row in rows if row.condition == ALWAYS]
    if not always or len(rows) == 1:
        return
    row = always[0]
    found = f'the row "{row.id}" always holds ("when: {{}}"), beside other rows'
    if hit_policy == "unique":
        expected = 'write when it holds; the hit policy is "unique", so only one row may hold'
        faults.add(row.place, found, expected)
    elif hit_policy == "first" and row is not rows[-1]:
        found = f'the row "{row.id}" always holds ("when: {{}}"), so no row below it can decide'
        faults.add(row.place, found, "write when it holds, or move it last")


def check_outputs(
    place: Place, outputs: Mapping[str, Output], faults: Faults, *, ranked: bool
) -> None:
    """Add a fault for each value an output can't have. ranked: one must say what comes first."""
    if not outputs:
        faults.add(place, "a table without outputs", "leave the key out for a table of statuses")
    for output in outputs.values():
        for value in (*output.values, *([] if output.default is None else [output.default])):
            expected = output_problem(output, value)
            if expected is not None:
                found = f'the output "{output.name}" with {shown_in(output.as_input, value)}'
                faults.add(place, found, expected)
    if STATUS in outputs and outputs[STATUS].default is not None:
        expected = "leave it out: where no row holds nothing is assessed, and that is told"
        faults.add(place, "a status by default", expected)
    if ranked and not any(output.values for output in outputs.values()):
        found = f"a hit policy by priority, and no priority in {listed(outputs)}"
        faults.add(place, found, 'list the output\'s "values", the one that wins first')


def check_condition(
    place: Place, condition: Condition, inputs: Mapping[str, Input], faults: Faults
) -> None:
    """Add a fault for each leaf that does not fit what it reads, and where it splits too much."""
    for leaf in leaves(condition):
        add_leaf_faults(place, leaf, inputs, faults)
    try:
        clauses(condition, place)
    except InputError as error:
        faults.extend(error)


def check_row(
    row: Row, inputs: Mapping[str, Input], outputs: Mapping[str, Output], faults: Faults
) -> None:
    """Add a fault for each thing wrong with a row."""
    if row.id == NO_ROW:
        expected = "an example writes that when it expects no row to apply"
        faults.add(row.place, f'a row with the id "{NO_ROW}"', expected)
    check_condition(row.place, row.condition, inputs, faults)
    written = {**row.then, **row.then_places}
    # A misspelt output is told once, as that, and not as one that is missing too.
    for name in outputs if written.keys() <= outputs.keys() else ():
        if name not in written:
            found = f'the row "{row.id}" concludes no "{name}"'
            faults.add(row.place, found, "every row concludes every output")
    for name, value in row.then.items():
        place = row.then_places.get(name, row.place)
        if name not in outputs:
            faults.add_unknown_name(place, "output", name, outputs)
        elif isinstance(value, InputReference):
            _check_reference(place, outputs[name], value.name, inputs, faults)
        elif (problem := output_problem(outputs[name], value)) is not None:
            found = f'"{name}" is {shown_in(outputs[name].as_input, value)}'
            faults.add(place, found, problem)


def _check_reference(
    place: Place, output: Output, name: str, inputs: Mapping[str, Input], faults: Faults
) -> None:
    if name not in inputs:
        problem = unknown_input(name, inputs)
        faults.add(place, problem.found, problem.expected, problem.nearest)
    elif inputs[name].type != output.type:
        found = f'"{output.name}" (a {output.type}) is the input "{name}" (a {inputs[name].type})'
        faults.add(place, found, f"expected another {output.type}")
    elif output.values:
        found = f'"{output.name}" is the input "{name}"'
        faults.add(place, found, f"expected one of {listed(str(one) for one in output.values)}")


def check_examples(
    examples: Sequence[Example],
    rows: Sequence[Row],
    inputs: Mapping[str, Input],
    outputs: Mapping[str, Output],
    faults: Faults,
    gives_list: bool,
) -> None:
    """Add a fault for each example that names or expects what the table can't give."""
    row_ids = [row.id for row in rows]
    if gives_list:
        _check_list_expected(examples, faults)
    for example in examples:
        _check_given(example, inputs, faults)
        expects, place = example.expects, example.place
        if expects.is_empty:
            expected = f"expected a row or what the table concludes (as {_expected_like(outputs)})"
            faults.add(place, f'"{example.name}" expects nothing', expected)
        # Where a row's own id is wrong, the example that names it is not.
        are_named = NO_ROW not in row_ids and len(set(row_ids)) == len(row_ids) > 0
        for name in expects.rows or ():
            near = nearest_known(name, (*row_ids, NO_ROW))
            if name not in row_ids and (are_named or near):
                expected = f"expected one of {listed(dict.fromkeys(row_ids))}, or {NO_ROW}"
                faults.add(expects.rows_at or place, f'no row is called "{name}"', expected, near)
        for name in expects.then or ():
            if name not in outputs:
                faults.add_unknown_name(place, "output", name, outputs)


def _expected_like(outputs: Mapping[str, Output]) -> str:
    return "expect: {status: green}" if STATUS in outputs else "expect: {row: first}"


def _check_list_expected(examples: Sequence[Example], faults: Faults) -> None:
    """Tell once of all the examples that expect one outcome where the table gives a list."""
    single = [
        one for one in examples if one.expects.then is not None or one.expects.says is not None
    ]
    if single:
        more = f" (and {len(single) - 1} more)" if len(single) > 1 else ""
        found = f'"{single[0].name}"{more} expects one outcome of a table that gives a list'
        expected = (
            "name the rows (as rows: [first, second]), or write another hit policy (as first)"
        )
        faults.add(single[0].place, found, expected)


def _check_given(example: Example, inputs: Mapping[str, Input], faults: Faults) -> None:
    for name, value in example.given.items():
        if name not in inputs:
            problem = unknown_input(name, inputs)
            faults.add(example.place, problem.found, problem.expected, problem.nearest)
        elif value is not None and (expected := value_problem(inputs[name], value)):
            faults.add(example.place, f'"{name}" is {shown_in(inputs[name], value)}', expected)
