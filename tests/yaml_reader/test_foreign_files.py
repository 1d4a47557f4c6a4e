from __future__ import annotations

import pytest

from ekrules.yaml_reader.text_slips.foreign_files import SAVE_AS_TEXT
from tests.yaml_reader.reading import FILE, fault_of, values_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{\\rtf1\\ansi\\deff0}", (f"this is a document saved as RTF (as Word and WordPad write "
         f"it); {SAVE_AS_TEXT}.")),
        ("<!DOCTYPE html>\n<html>", f"this is a web page (HTML); {SAVE_AS_TEXT}."),
        ("\n<html><body>", "this is a web page (HTML); "),
        ('<?xml version="1.0"?>\n<a/>', 'this is XML; expected lines like "key: value".'),
        ("```yaml\na: 1\n```\n", ('"```yaml", which marks a text in chats and on web pages; delete '
         "this line, and the one like it at the end.")),
        ("a;b;c\n1;2;3\n", ("this is a table with semicolons between its columns (as CSV); "
         'expected lines like "key: value", as in the other files of this kind.')),
        ("a,b,c\n1,2,3\n", "this is a table with commas "),
        ("a\tb\n1\t2\n", "this is a table with tabs "),
        ("| a | b |\n|---|---|\n", "this is a table with bars "),
    ],
)  # fmt: skip
def test_a_text_of_another_kind_is_told_as_what_it_is(text: str, told: str) -> None:
    assert fault_of(text).startswith(f"{FILE}:1:1: {told}")


@pytest.mark.parametrize(
    "text",
    ['{"a": 1, "b": "c"}', "a: b,c\nd: e,f\n", "a: [b, c]\nd: [e, f]\n", "- a, b\n"],
)
def test_what_yaml_reads_is_no_table(text: str) -> None:
    if text.startswith("- "):
        assert "begins with a list" in fault_of(text)
    else:
        values_of(text)
