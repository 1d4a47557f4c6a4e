"""Builders: YAML as a person writes it, read here and now."""

from __future__ import annotations

from textwrap import dedent

from ekrules.errors import Faults
from ekrules.yaml_reader.nodes import Plain, plain
from ekrules.yaml_reader.parsing import parse

FILE = "file.yaml"


def values_of(text: str) -> Plain:
    """Return what the text says, which must be without faults."""
    faults = Faults()
    node = parse(dedent(text), FILE, faults)
    assert node is not None, faults.found
    assert faults.found == []
    return plain(node)


def faults_of(text: str) -> list[str]:
    """Return the faults of the text, which must have some and no value."""
    faults = Faults()
    assert parse(dedent(text), FILE, faults) is None
    assert faults.found != []
    return [str(fault) for fault in faults.found]


def fault_of(text: str) -> str:
    """Return the one fault of the text."""
    [fault] = faults_of(text)
    return fault
