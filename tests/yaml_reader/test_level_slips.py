from __future__ import annotations

from ekrules.errors import Faults
from ekrules.yaml_reader.models import Placed, build_model
from ekrules.yaml_reader.parsing import parse
from tests.yaml_reader.reading import FILE


class Unit(Placed):
    """Two words."""

    one: str
    many: str


class Survey(Placed):
    """A map that holds a map."""

    wave: int
    unit: Unit
    note: str = ""


def told(text: str) -> list[str]:
    faults = Faults()
    node = parse(text, FILE, faults)
    assert node is not None
    build_model(node, Survey, faults)
    return [str(fault) for fault in faults.found]


def test_keys_that_stand_beside_the_key_they_belong_under_are_told_once() -> None:
    [fault] = told("wave: 1\nunit:\none: a\nmany: b\n")
    assert fault == (
        f'{FILE}:3:1: "one" stands straight below "unit", which is left empty; '
        'move lines 3 to 4 in by two spaces, to put them under "unit".'
    )


def test_one_key_beside_its_own_is_told_by_its_line() -> None:
    [fault] = told("wave: 1\nunit:\none: a\nnote: b\n")
    assert fault == (
        f'{FILE}:3:1: "one" stands straight below "unit", which is left empty; '
        'move this line in by two spaces, to put it under "unit".'
    )


def test_a_key_that_is_unknown_elsewhere_does_not_belong_to_an_empty_one() -> None:
    assert len(told("none: a\nwave: 1\nunit:\nnote: b\n")) == 2


def test_an_empty_key_with_nothing_strange_below_it_is_told_alone() -> None:
    [fault] = told("wave: 1\nunit:\nnote: b\n")
    assert fault.startswith(f'{FILE}:2:6: "unit" without a value; ')
