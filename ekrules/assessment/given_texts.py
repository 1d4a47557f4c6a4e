"""Given texts: what a table asks of a text that goals give, held against what they can give.

In: status tables. Out: a fault for each text that no goal has: the row would never hold, and
nobody would notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from ekrules.decision.conditions import Compare, Condition, leaves
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults, listed
from ekrules.goals.strategy import Coverage
from ekrules.yaml_reader.meant.words import nearest_known

GIVEN_TEXTS: Mapping[str, tuple[str, ...]] = {"coverage": get_args(Coverage)}


def check_given_texts(tables: Iterable[DecisionTable], faults: Faults) -> None:
    """Add a fault for each text of an input that no goal can give, at its row or its table."""
    for table in tables:
        for name, known in GIVEN_TEXTS.items():
            if name in table.inputs and table.inputs[name].type == "text":
                _check_values(table, name, known, faults)
                _check_rows(table, name, known, faults)


def asks_strange_texts(table: DecisionTable) -> bool:
    """Whether a table asks for texts that no goal gives, so that proofs of it say nothing more."""
    faults = Faults()
    check_given_texts([table], faults)
    return bool(faults.found)


def _check_values(table: DecisionTable, name: str, known: tuple[str, ...], faults: Faults) -> None:
    values = table.inputs[name].values
    for text in values:
        if text not in known:
            found = f'"{text}" under "values" of the input "{name}"'
            near = nearest_known(text, known)
            faults.add(table.place, found, f"a goal's {name} is one of {listed(known)}", near)
    # What goals without a measure have, no table is asked about.
    missing = [one for one in known if values and one not in (*values, "none")]
    # A misspelt one is told as that, and not as one that is missing too.
    if missing and all(text in known for text in values):
        found = f'{listed(missing)} left out of "values" of the input "{name}"'
        faults.add(table.place, found, f"a goal's {name} may be any of {listed(known)}: add it")


def _check_rows(table: DecisionTable, name: str, known: tuple[str, ...], faults: Faults) -> None:
    for row in table.rows:
        for text in dict.fromkeys(_texts_asked(row.condition, name)):
            if text not in known and text not in table.inputs[name].values:
                found = f'the row "{row.id}" asks whether "{name}" is "{text}"'
                near = nearest_known(text, known)
                faults.add(row.place, found, f"expected one of {listed(known)}", near)


def _texts_asked(condition: Condition, name: str) -> Iterator[str]:
    for leaf in leaves(condition):
        if isinstance(leaf, Compare) and leaf.input == name:
            bounds = leaf.bound if isinstance(leaf.bound, tuple) else (leaf.bound,)
            yield from (one for one in bounds if isinstance(one, str))
