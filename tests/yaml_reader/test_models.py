from __future__ import annotations

from datetime import date
from textwrap import dedent
from typing import Annotated, Literal, Self

import pytest
from pydantic import Field, ValidationError, model_validator

from ekrules.errors import Faults
from ekrules.yaml_reader.models import Placed, build_model, shown
from ekrules.yaml_reader.nodes import MapNode
from ekrules.yaml_reader.parsing import parse
from ekrules.yaml_reader.wording import LANGUAGES, Wording

NAME = r"^[a-z0-9][a-z0-9_-]*$"
A_NAME = 'expected a name of small letters a-z, digits, "_" and "-" (as "helse-2").'


class Step(Placed):
    """A step of a recipe."""

    does: str
    minutes: int = Field(default=1, ge=1, le=600)


class Recipe(Placed):
    """A recipe: one of each kind of value."""

    id: str = Field(pattern=NAME)
    title: str = Field(default="x", min_length=1, max_length=20)
    portions: int = 4
    litres: float = 0.5
    warm: bool = True
    since: date | Literal["always"] = "always"
    course: Literal["starter", "main", "dessert"] = "main"
    method: str | tuple[Step, ...] = ()
    first: str | Step = ""
    steps: tuple[Step, ...] = Field(default=(), max_length=3)
    tags: Annotated[tuple[str, ...], Field(min_length=2)] = ("a", "b")
    amounts: dict[Annotated[str, Field(pattern=NAME)], int] = {}
    postcode: str = Field(default="0101", pattern="^[0-9]{4}$")

    @model_validator(mode="after")
    def _is_quick_if_warm(self) -> Self:
        if self.portions > 100:
            raise ValueError("a recipe is for a hundred at most")
        if self.portions == 99:
            raise ValueError('"portions" is never ninety-nine')
        return self


def node_of(text: str) -> MapNode:
    faults = Faults()
    node = parse(dedent(text), "recipe.yaml", faults)
    assert node is not None, faults.found
    return node


def recipe(text: str) -> Recipe:
    faults = Faults()
    read = build_model(node_of(text), Recipe, faults)
    assert read is not None, faults.found
    assert faults.found == []
    return read


def faults_in(text: str) -> list[str]:
    faults = Faults()
    assert build_model(node_of(text), Recipe, faults) is None
    return [str(fault).removeprefix("recipe.yaml:") for fault in sorted(faults.found, key=str)]


def fault_in(text: str) -> str:
    [fault] = faults_in(text)
    return fault


def test_a_file_becomes_values_of_the_declared_types() -> None:
    read = recipe("id: soup\nlitres: 2\nsince: 1999-01-31\nsteps: [{does: boil, minutes: 9}]")
    assert (read.id, read.litres, read.since) == ("soup", 2.0, date(1999, 1, 31))
    assert [(step.does, step.minutes) for step in read.steps] == [("boil", 9)]


def test_a_value_knows_where_it_stands() -> None:
    read = recipe("id: soup\nsteps:\n  - does: boil\n  - {does: eat, minutes: 9}\n")
    assert str(read.place) == "recipe.yaml:1:1"
    assert str(read.at("steps")) == "recipe.yaml:3:3"
    assert str(read.steps[0].place) == "recipe.yaml:3:5"
    assert str(read.steps[1].at("minutes")) == "recipe.yaml:4:26"


def test_the_place_of_what_was_left_out_is_that_of_the_map_around_it() -> None:
    read = recipe("id: soup\nsteps:\n  - does: boil\n")
    assert str(read.steps[0].at("minutes")) == "recipe.yaml:3:5"
    assert str(read.at("steps", 7)) == "recipe.yaml:3:3"


def test_a_value_that_was_not_read_from_a_file_says_so() -> None:
    assert str(Step(does="boil").place) == "(not from a file)"


def test_a_value_that_was_read_never_changes() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        recipe("id: soup").portions = 7  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("id: 7", '1:5: "7"; expected a text (in quotes).'),
        ("id: true", '1:5: "true"; expected a text (in quotes).'),
        ("id: 2011-12-31", '1:5: "2011-12-31"; expected a text (in quotes).'),
        ("id:", '1:4: "id" without a value; expected a text.'),
        ("id: [a]", "1:5: a list of 1; expected a text without brackets or hyphen (as a)."),
        ("id: {a: 1, b: 2}", '1:5: keys "a", "b"; expected a text.'),
        ("id: {}", "1:5: no keys; expected a text."),
        ("id: Tomato soup", f'1:5: "Tomato soup"; {A_NAME} Did you mean "tomato-soup"?'),
        ("portions: four", '1:11: "four"; expected a whole number.'),
        ("portions: 4.5", '1:11: "4.5"; expected a whole number.'),
        ("portions: true", '1:11: "true"; expected a whole number.'),
        ('portions: "4"', '1:11: "4"; expected a whole number, without quotes.'),
        ('litres: "0.5"', '1:9: "0.5"; expected a number, without quotes.'),
        ("portions: 101",
         "1:1: what stands here does not go together; a recipe is for a hundred at most."),
        ("litres: 0.7\nportions: 99",
         '2:1: what stands here does not go together; "portions" is never ninety-nine.'),
        ("steps: [{does: boil, minutes: 9,5}]",
         '1:31: "9,5"; write decimals with a point here (as 9.5).'),
        ("litres: 1,5", '1:9: "1,5"; expected a number with a point (as 1.5).'),
        ("warm: ja", '1:7: "ja"; expected true or false (here true, without quotes).'),
        ("warm: True", '1:7: "True"; expected true or false (here true, without quotes).'),
        ("warm: no", '1:7: "no"; expected true or false (here false, without quotes).'),
        ("warm: 1", '1:7: "1"; expected true or false.'),
        (
            "since: 2011-02-30",
            '1:8: "2011-02-30"; expected a day that exists: month 2 of 2011 has 28 days.',
        ),
        (
            "since: 31.1.2011",
            '1:8: "31.1.2011"; expected a date written 2011-01-31.',
        ),
        (
            "since: 30.2.2011",
            '1:8: "30.2.2011"; expected a day that exists: month 2 of 2011 has 28 days.',
        ),
        (
            "course: desert",
            '1:9: "desert"; expected "starter", "main" or "dessert". Did you mean "dessert"?',
        ),
        ("method: 7", '1:9: "7"; expected a text (in quotes) or a list (as [7]).'),
        ("method: [boil]", '1:10: "boil"; expected keys with values.'),
        ("method: [{minutes: 2}]", '1:10: there is no "does" here; it is required.'),
        ("first: {does: a, 5}", ('1:15: "a" ends at the comma before "5"; '
         'put the whole text in quotes ("a, 5").')),
        ("first: {does: a, minutes: 2, 5: x}",
         '1:30: the key "5"; no further key is used here; take it out.'),
        ("first: {5, does: a}", '1:9: the key "5"; expected "minutes", or nothing more.'),
        ("first: {minutes: 2}", '1:8: there is no "does" here; it is required.'),
        ("first: {does: a, x: 1}", '1:18: the key "x"; expected "minutes", or nothing more.'),
        ("first: 7", '1:8: "7"; expected a text (in quotes) or keys with values.'),
        ("steps: boil", '1:8: "boil"; expected a list (as [boil]).'),
        ("steps: [{does: a, minutes: 0}]", '1:28: "0"; expected 1 or more.'),
        ("steps: [{does: a, minutes: 601}]", '1:28: "601"; expected 600 or less.'),
        ("steps: [{does: a}, {does: b}, {does: c}, {does: d}]",
         "1:8: a list of 4; expected a list of at most 3."),
        ("tags: [a]", "1:7: a list of 1; expected a list of at least 2."),
        ("amounts: [a]", "1:10: a list of 1; expected keys with values."),
        ("amounts: {salt: much}", '1:17: "much"; expected a whole number.'),
        ("amounts: {Salt: 1}", f'1:11: the key "Salt"; {A_NAME} Did you mean "salt"?'),
        ('title: ""', '1:8: ""; expected a text.'),
        (
            "title: soup of the day before",
            ('1:8: "soup of the day before"; '
             "expected a text of at most 20 letters, and this has 22."),
        ),
        ("postcode: 101", '1:11: "101"; expected a text (in quotes).'),
        ('postcode: "101"', '1:11: "101"; expected the form ^[0-9]{4}$.'),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_in_words_a_person_would_use(text: str, fault: str) -> None:
    if not text.startswith("id"):
        text += "\nid: soup"
    assert fault_in(text) == fault


def test_an_unknown_key_is_told_the_nearest_one() -> None:
    fault = fault_in("id: soup\nstpes: []\n")
    assert fault == '2:1: the key "stpes"; no such key is used here. Did you mean "steps"?'


def test_an_unknown_key_further_in_is_told_the_keys_of_its_own_kind() -> None:
    fault = fault_in("id: soup\nsteps:\n  - does: boil\n    minuts: 3\n")
    assert fault == ('4:5: the key "minuts"; no such key is used here. Did you mean "minutes"?')


def test_a_missing_key_is_told_at_the_map_that_lacks_it() -> None:
    assert fault_in("title: x\nsteps: []") == '1:1: there is no "id" here; it is required.'
    assert fault_in("id: soup\nsteps:\n  - minutes: 1") == (
        '3:5: there is no "does" here; it is required.'
    )


def test_all_faults_of_a_file_are_told_at_once() -> None:
    text = """\
        idd: soup
        portions: four
        course: desert
        steps:
          - {does: 7, minutes: 0}
          - {dose: eat}
    """
    assert [fault.split(";")[0] for fault in faults_in(text)] == [
        '1:1: the key "idd"',
        '2:11: "four"',
        '3:9: "desert"',
        '5:12: "7"',
        '5:24: "0"',
        '6:6: the key "dose"',
    ]


def test_a_list_is_not_called_too_short_because_of_what_is_wrong_inside_it() -> None:
    assert fault_in("id: soup\ntags: [a, 7]") == '2:11: "7"; expected a text (in quotes).'


def test_a_long_value_is_cut_and_kept_on_one_line() -> None:
    assert "..." in shown(node_of("a: " + "x" * 100).values["a"])
    assert shown(node_of("a: |\n  one\n  two\n").values["a"]) == '"one two"'


def test_what_pydantic_says_in_its_own_words_still_has_its_place() -> None:
    class Odd(Placed):
        """A value that must divide by seven."""

        count: int = Field(multiple_of=7)

    faults = Faults()
    assert build_model(node_of("count: 8"), Odd, faults) is None
    assert [str(fault) for fault in faults.found] == [
        'recipe.yaml:1:8: "8"; expected input should be a multiple of 7.'
    ]


def test_a_wording_is_in_the_language_asked_for_or_in_bokmal() -> None:
    wording = Wording(nb="kommune", en="municipality")
    assert [wording.in_language(one) for one in LANGUAGES] == ["kommune", "kommune", "municipality"]


def test_a_text_in_no_language_is_told_how_to_write_one() -> None:
    class Named(Placed):
        """A thing with a name."""

        label: Wording

    faults = Faults()
    assert build_model(node_of("label: Blåbær"), Named, faults) is None
    assert [str(fault) for fault in faults.found] == [
        'recipe.yaml:1:8: "Blåbær"; expected a text in each language (as {nb: Blåbær}).'
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_wording_is_refused(language: str) -> None:
    texts = {"nb": "x", language: ""}
    lines = "\n".join(f'{key}: "{text}"' for key, text in texts.items())
    faults = Faults()
    assert build_model(node_of(lines), Wording, faults) is None
    assert len(faults.found) == 1
