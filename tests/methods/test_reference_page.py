"""The page on methods says what the room has: every key, take and reason."""

from __future__ import annotations

import inspect
from typing import get_args

import pytest

from ekrules.methods import (
    across,
    arithmetic_of_cases,
    columns,
    derived_columns,
    level_file,
    method_file,
    numbers_file,
    roll_ups,
    running,
    series_file,
    working_out,
)
from ekrules.methods.level_file import Take
from ekrules.methods.numbers_file import AcrossEntry, AcrossTake
from ekrules.yaml_reader.models import Placed
from tests.docs.pages import ROOT, code_words, tables

PAGE = ROOT / "docs" / "reference" / "methods.md"
TABLES = {one.mark.about: one for one in tables(PAGE)}
MODELS = {
    name: one
    for module in (method_file, level_file, numbers_file, series_file)
    for name, one in vars(module).items()
    if inspect.isclass(one) and issubclass(one, Placed) and one.__module__ == module.__name__
}


OTHERS = {"takes", "across takes", "percentiles", "normalisations", "reasons"}


def test_every_map_of_a_method_file_has_a_table() -> None:
    assert set(TABLES) - set(MODELS) == OTHERS
    assert set(MODELS) <= set(TABLES)


@pytest.mark.parametrize("name", sorted(MODELS))
def test_page_lists_each_key_and_whether_it_is_required(name: str) -> None:
    fields = MODELS[name].model_fields.items()
    required = [(one.alias or key, one.is_required()) for key, one in fields]
    told = [(code_words(row[0])[0], row[2] == "yes") for row in TABLES[name].rows]
    assert told == required
    assert all(row[1] and row[3] for row in TABLES[name].rows)


def test_page_lists_each_way_to_roll_up() -> None:
    assert TABLES["takes"].names == get_args(Take)


def test_page_lists_each_way_across_entities() -> None:
    assert TABLES["across takes"].names == get_args(AcrossTake)
    definitions = get_args(AcrossEntry.model_fields["definition"].annotation)
    assert TABLES["percentiles"].names == definitions


def test_page_lists_each_reason() -> None:
    own = {
        running.NOT_APPLICABLE,
        running.NO_PARAMETER,
        running.NO_ROW_HOLDS,
        columns.NO_DIRECTION,
        derived_columns.NO_SERIES,
        roll_ups.NO_MEMBERS,
        roll_ups.NONE_KNOWN,
        across.TOO_FEW_KNOWN,
        across.NOT_COUNTED,
        across.NO_WEIGHT,
        arithmetic_of_cases.DIVISOR_IS_ZERO,
        arithmetic_of_cases.NOT_ABOVE_ZERO,
        arithmetic_of_cases.TOO_LARGE,
        working_out.ANCHORS_MEET,
        roll_ups.NO_WEIGHT,
    }
    assert own | {"no_row"} <= {
        code_words(row[0])[0] for row in TABLES["reasons"].rows if "`" in row[0]
    }
