"""Checking methods: every file in rules/methods/, whether a goal names it or not.

In: a project's folder. Out: what is wrong or odd in its methods, and how many were checked. Their
examples are tried and their tables proved as those of a strategy are. Looks at no values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ekrules.decision.engine import choose_engine
from ekrules.decision.examples import run_examples
from ekrules.decision.proof.faults import proof_faults, undecided_faults
from ekrules.decision.proof.proofs import Proof
from ekrules.decision.proof.proving import prove_table
from ekrules.errors import Faults, InputError
from ekrules.methods.method import Method
from ekrules.methods.provable_tables import ProvableTable, provable_tables
from ekrules.methods.reading import read_method
from ekrules.project.locating import METHODS, RULES
from ekrules.project.strays import refuse_other_files
from ekrules.project.told import Told, told
from ekrules.project.unused import rows_without_example, unused_inputs

METHOD_ENDING = ".yaml"
# Of a bound that a scale or a roll-up can't come to.
_ENDS = "for what it is made of ends there"


@dataclass(frozen=True)
class CheckedMethods:
    """What there is to tell of the methods, and those that could be read."""

    told: tuple[Told, ...]
    methods: tuple[Method, ...] = ()


def method_files(root: Path) -> list[Path]:
    """Return the files of the methods, by name."""
    return sorted((root / RULES / METHODS).glob(f"*{METHOD_ENDING}"))


def check_methods(root: Path, *, proofs: bool) -> CheckedMethods:
    """Return what is wrong, odd or worth knowing of every method of a project."""
    faults = Faults()
    found: list[Told] = []
    methods: list[Method] = []
    for path in method_files(root):
        method = read_method(path, faults)
        if method is not None:
            methods.append(method)
    refuse_other_files(root / RULES / METHODS, faults)
    for method in methods:
        found += _of_method(method, proofs=proofs)
    return CheckedMethods((*told("error", "fault", faults.found), *found), tuple(methods))


def _of_method(method: Method, *, proofs: bool) -> list[Told]:
    found: list[Told] = []
    proved = list(_proved(method)) if proofs else []
    for table in method.tables:
        outcome = run_examples(table, choose_engine("auto", table.rules, len(table.examples)))
        is_wrong = any(one.level == "error" for where, one in proved if where == table.id)
        # That rows clash on an example is told by the proof already.
        failures = [one for one in outcome.failures if not (is_wrong and one in outcome.clashes)]
        found += told("error", "fault", failures)
    found += rows_without_example(method.tables)
    found += unused_inputs(method.tables)
    return found + [one for _, one in proved]


def _proved(method: Method) -> Iterator[tuple[str, Told]]:
    """Yield the id of a table with each thing that was proved wrong of it."""
    try:
        provable = list(provable_tables(method))
    except InputError as error:
        past = [replace(one, expected=f"{one.expected}, {_ENDS}") for one in error.faults]
        yield from ((method.id, one) for one in told("error", "proof", past))
        return
    for one in provable:
        proof = prove_method_table(one)
        errors = told("error", "proof", proof_faults(one.table, proof))
        for each in (*errors, *told("warning", "unproved", undecided_faults(one.table, proof))):
            yield one.table.id, each


def prove_method_table(one: ProvableTable) -> Proof:
    """Return what is wrong with a table of a method, on every case that can be."""
    proof = prove_table(one.narrowed, None, one.given)
    if one.coloured is None:
        return proof
    coloured = prove_table(one.coloured, None, one.given)
    undecided = tuple(dict.fromkeys((*proof.undecided, *coloured.undecided)))
    return replace(proof, worse_answers=coloured.worse_answers, undecided=undecided)
