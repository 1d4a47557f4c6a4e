from __future__ import annotations

from textwrap import dedent

import pytest
from pydantic import Field

from ekrules.errors import Faults
from ekrules.yaml_reader.models import Placed, build_model
from ekrules.yaml_reader.parsing import parse
from ekrules.yaml_reader.wording import Wording


class Measure(Placed):
    """A figure."""

    question: str
    base: str = "all"


class Goal(Placed):
    """A goal."""

    id: str
    deadline: str
    remark: str = ""


class Theme(Placed):
    """A file with maps by name and maps in a list."""

    title: str
    measures: dict[str, Measure] = {}
    goals: tuple[Goal, ...] = Field(min_length=1)


SOUND = """\
    title: Helse
    measures:
      journal:
        question: journal
    goals:
      - id: helse-1
        deadline: snart
"""


def told(old: str, new: str, model: type[Placed] = Theme, text: str = SOUND) -> list[str]:
    faults = Faults()
    assert old in text
    node = parse(dedent(text.replace(old, new)), "f.yaml", faults)
    assert node is not None, faults.found
    assert build_model(node, model, faults) is None
    return [str(fault).removeprefix("f.yaml:") for fault in faults.found]


@pytest.mark.parametrize(("key", "column"), [("frist", 5), ("Deadline", 5), ("deadlin", 5)])
def test_a_key_that_is_written_otherwise_is_told_once_and_not_as_missing_too(
    key: str, column: int
) -> None:
    assert told("deadline:", f"{key}:") == [
        f'7:{column}: the key "{key}"; no such key is used here. Did you mean "deadline"?'
    ]


def test_a_key_at_the_wrong_level_is_told_where_it_belongs() -> None:
    assert told("title: Helse", "title: Helse\n    base: all") == [
        '2:1: the key "base"; it belongs in one of "measures".'
    ]
    assert told("        deadline: snart\n", "    deadline: snart\n") == [
        '7:1: the key "deadline"; it belongs in one of "goals".'
    ]


def test_a_key_of_the_file_itself_belongs_at_its_top() -> None:
    assert told("deadline: snart", "deadline: snart\n        title: Helse") == [
        (
            '8:5: the key "title"; it belongs at the top of the file, at the start of a line, '
            "where it stands already."
        )
    ]


def test_a_key_in_norwegian_at_the_wrong_level_is_told_its_name_too() -> None:
    assert told("title: Helse", "title: Helse\n    merknad: Se sak 12") == [
        '2:1: the key "merknad"; it belongs in one of "goals", as "remark".'
    ]


def test_the_same_key_in_two_languages_is_told_where_the_other_stands() -> None:
    assert told("deadline: snart", "deadline: snart\n        frist: snart") == [
        '8:5: the key "frist"; "deadline" stands on line 7 already; keep one of them.'
    ]


def test_a_key_like_no_other_is_taken_for_the_only_one_that_is_missing() -> None:
    assert told("deadline:", "xyz:") == [
        '7:5: the key "xyz"; expected "deadline", which is missing here.'
    ]


def test_a_key_like_no_other_is_told_which_there_are() -> None:
    assert told("deadline: snart", "deadline: snart\n        xyz: 1") == [
        '8:5: the key "xyz"; expected "remark", or nothing more.'
    ]
    assert told(
        "journal:\n        question: journal", "journal: {question: a, base: b, xyz: c}"
    ) == ['3:35: the key "xyz"; no further key is used here; take it out.']


def test_a_text_that_a_comma_cuts_is_told_as_one_text() -> None:
    cut = "label: {nb: Skolen, barnehagen og SFO, alle år}\n"

    class Named(Placed):
        """A thing with a name."""

        label: Wording

    assert told("x", "", Named, f"x{cut}") == [
        (
            '1:13: "Skolen" ends at the comma before "barnehagen og SFO"; '
            'put the whole text in quotes ("Skolen, barnehagen og SFO, alle år").'
        )
    ]


def test_of_a_list_whose_items_are_all_wrong_the_first_stands_for_them() -> None:
    assert told("- id: helse-1\n        deadline: snart", "[a, b]") == [
        '6:4: "a"; expected keys with values, and so each in the list.'
    ]
