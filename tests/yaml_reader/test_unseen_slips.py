from __future__ import annotations

import pytest

from tests.yaml_reader.reading import FILE, fault_of, faults_of, values_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a:\n\tb: 1\n", ("2:1: a tab at the start of the line; write spaces in its place, as many "
         "as on the lines beside it.")),
        ("a:\n  \t- b\n", "2:3: a tab at the start of the line; "),
        ("a:\tb\n", "1:3: a tab within the line; write a space in its place."),
        ("a: b\t\n", "1:5: a tab at the end of the line; delete it."),
        ("a:\n  - b\n  c\t1\t2\n", ("3:4: a row of a table, with tabs between its columns; write "
         "the row as those beside it, with keys and colons.")),
        ("a:\r\tb: 1\r", "2:1: a tab at the start of the line; "),
        ("a:\n\tb: 1\n\tc: 2\n\td: 3\n", ("2:1: a tab at the start of the line (and on 2 other "
         "lines); write spaces ")),
    ],
)  # fmt: skip
def test_a_tab_is_told_by_what_it_stands_for(text: str, told: str) -> None:
    assert fault_of(text).startswith(f"{FILE}:{told}")


def test_characters_that_nobody_sees_are_counted_by_their_lines() -> None:
    assert fault_of("a: x\u200b\nb: y\u200b\nc: z\u200b\n") == (
        f"{FILE}:1:5: a character that can't be seen (U+200B, a space without width), and more "
        "on 2 other lines; delete them."
    )


@pytest.mark.parametrize(("letter", "code"), [("ø", "Ã¸"), ("å", "Ã¥"), ("–", "â€“"), ("«", "Â«")])
def test_letters_that_were_read_in_another_encoding_are_told(letter: str, code: str) -> None:
    assert fault_of(f"a: x{code}y\n").startswith(
        f'{FILE}:1:5: "{code}" stands where "{letter}" was meant; '
    )


def test_a_letter_that_only_begins_like_a_misread_one_may_stand() -> None:
    assert values_of("a: SÃO PAULO\n") == {"a": "SÃO PAULO"}


CONFLICT = "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> din\n"


def test_two_versions_that_were_not_joined_are_told_with_their_lines() -> None:
    assert fault_of(CONFLICT) == (
        f"{FILE}:2:1: two versions of the file were put together and not joined "
        "(<<<<<<<, =======, >>>>>>> on lines 2, 4 and 6); keep the lines that are right, and "
        "delete these marks and the other lines."
    )


def test_every_place_of_two_versions_is_told() -> None:
    found = faults_of(CONFLICT + CONFLICT)
    assert [fault.split(":")[1] for fault in found] == ["2", "8"]


def test_a_mark_that_is_left_behind_is_told_alone() -> None:
    assert "(>>>>>>> on line 2)" in fault_of("a: 1\n>>>>>>> main\n")


def test_a_row_of_equals_signs_within_a_text_may_stand() -> None:
    assert values_of("a: |\n  b\n  =======\n  c\n") == {"a": "b\n=======\nc\n"}
