from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import indent

import pytest

from ekrules.decision.conditions import (
    ALWAYS,
    All,
    AnyOf,
    Compare,
    Condition,
    InputReference,
    IsKnown,
    IsUnknown,
    NoneOf,
)
from ekrules.decision.from_yaml.entries import TablesFile
from ekrules.decision.from_yaml.tables import read_tables
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults
from ekrules.yaml_reader.units import share_of

HEAD = """
tables:
  - decision: by-deadline
    asks: How far has the goal come?
    because: it is judged so
    hit_policy: unique
    inputs:
      attainment: {unit: share, better: up}
      target: {unit: share}
      years_left: {unit: years}
      goals: {unit: count}
      coverage: {unit: text, values: [full, partial, indirect]}
      remark: {unit: text}
      on: {unit: boolean}
      deadline: {unit: date}
    rows:
"""


class Reader:
    """Reads one `when` of a table at a time."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "status.yaml"

    def table(self, rows: str, rest: str = "") -> tuple[DecisionTable | None, list[str]]:
        text = HEAD.lstrip("\n") + indent(rows, "      ") + "\n" + indent(rest, "    ")
        self.path.write_text(text, encoding="utf-8")
        faults = Faults()
        tables = read_tables(self.path, faults)
        return (tables[0] if tables else None), [str(fault) for fault in faults.found]

    def when(self, written: str) -> Condition:
        table, faults = self.table(f"- {{id: r, status: green, when: {written}}}")
        assert faults == []
        assert table is not None
        return table.rows[0].condition

    def faults(self, written: str) -> list[str]:
        table, faults = self.table(f"- {{id: r, status: green, when: {written}}}")
        assert table is None
        return faults


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    monkeypatch.chdir(tmp_path)
    return Reader(tmp_path)


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("{}", ALWAYS),
        ("{attainment: {at_least: 60 %}}", Compare("attainment", "at_least", 0.6)),
        (
            "{attainment: {at_least: 60 %, below: 90 %}, years_left: {at_least: 1}}",
            All(
                (
                    Compare("attainment", "at_least", 0.6),
                    Compare("attainment", "below", 0.9),
                    Compare("years_left", "at_least", 1),
                )
            ),
        ),
        ("{attainment: {more_than: '12,5 %'}}", Compare("attainment", "more_than", 0.125)),
        (
            "{attainment: {at_most: target}}",
            Compare("attainment", "at_most", InputReference("target")),
        ),
        (
            "{attainment: {at_most: {input: target}}}",
            Compare("attainment", "at_most", InputReference("target")),
        ),
        ("{years_left: {below: -0.25}}", Compare("years_left", "below", -0.25)),
        (
            "{attainment: {is: target}}",
            Compare("attainment", "is", InputReference("target")),
        ),
        ("{goals: {is_one_of: [1, 2]}}", Compare("goals", "is_one_of", (1, 2))),
        (
            "{coverage: {is_one_of: [full, partial]}}",
            Compare("coverage", "is_one_of", ("full", "partial")),
        ),
        ("{remark: {is: target}}", Compare("remark", "is", "target")),
        (
            "{remark: {is_not: {input: coverage}}}",
            Compare("remark", "is_not", InputReference("coverage")),
        ),
        ("{remark: {is: '2009'}}", Compare("remark", "is", "2009")),
        ("{remark: {is: 60 %}}", Compare("remark", "is", "60 %")),
        ("{'on': {is: false}}", Compare("on", "is", False)),
        ("{deadline: {below: 2012-01-01}}", Compare("deadline", "below", date(2012, 1, 1))),
        ("{years_left: {unknown: true}}", IsUnknown("years_left")),
        ("{years_left: {unknown: false}}", IsKnown("years_left")),
        (
            "{any: [{'on': {is: true}}, {all: [{years_left: {unknown: true}}]}]}",
            AnyOf((Compare("on", "is", True), All((IsUnknown("years_left"),)))),
        ),
        (
            "{none: [{'on': {is: true}}], goals: {is: 0}}",
            All((NoneOf((Compare("on", "is", True),)), Compare("goals", "is", 0))),
        ),
    ],
)
def test_a_condition_means_what_it_reads_as(
    reader: Reader, written: str, condition: Condition
) -> None:
    assert reader.when(written) == condition


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{attainment: {at_least: 0.6}}", '"0.6"; a share is written with "%" (as 60 %).'),
        ("{attainment: {at_least: 60}}", '"60"; a share is written with "%"'),
        ("{attainment: {at_least: 60 percent}}", 'a share is written with "%"'),
        ("{attainment: {at_least: 101 %}}", "expected a share from 0 % to 100 %"),
        ("{attainment: {at_least: -1 %}}", "expected a share from 0 % to 100 %"),
        ("{attainment: {at_least: tarjet}}", 'no input is called "tarjet"'),
        ("{attainment: {at_least: years_left}}", "expected another input of the unit share"),
        ("{attainment: {at_least: [60 %]}}", "a list of 1; expected one value"),
        ("{attainment: {at_least: {input: [a]}}}", "expected one value"),
        ("{attainment: {at_leest: 60 %}}", 'the key "at_leest"; expected one of "at_least"'),
        ("{attainment: 60 %}", '"60 %"; write {at_least: 60 %}, or more_than, at_most or below'),
        ("{attainment: {at_least: attainment}}", '"attainment" is held against itself'),
        ("{attainment: {}}", "no keys; expected a condition on it (as {at_least: 60 %})"),
        ("{atainment: {at_least: 60 %}}", 'no input is called "atainment"'),
        ("{years_left: {at_least: 60 %}}", '"years_left" is a number of years, and only a share'),
        ("{years_left: {at_least: true}}", "expected a number"),
        ("{years_left: {at_least: null}}", "expected a number"),
        ("{goals: {at_least: 1.5}}", "expected a whole number from 0 up"),
        ("{coverage: {is: ful}}", 'expected one of "full", "partial", "indirect"'),
        ("{coverage: {below: full}}", "expected is, is_one_of or is_not"),
        ("{coverage: {is_one_of: full}}", "expected a list: write is_one_of: [full]"),
        ("{coverage: {is_one_of: []}}", "expected a list of values"),
        ("{coverage: {is_one_of: [full, ful]}}", '"ful"; expected one of'),
        ("{remark: {is: 2009}}", '"2009"; expected a text (in quotes'),
        ("{'on': {is: ja}}", '"ja"; expected true or false: write true'),
        ("{deadline: {below: 2012}}", "expected a date"),
        ("{years_left: {unknown: kanskje}}", '"kanskje"; expected true or false'),
        ("{years_left: {unknown: [true]}}", "a list of 1; expected true or false"),
        ("{all: []}", '"all" with an empty list; expected a list'),
        ("{any: {goals: {is: 1}}}", '"any" with keys "goals"; expected a list'),
        ("{any: [goals]}", '"goals"; expected a condition'),
        ("{attainment: {at_least: 60,5 %}}",
         '"60,5 %"; write decimals with a point here (as 60.5 %)'),
        ("{attainment: <= 60 %}", '"<= 60 %"; write {at_most: 60 %}'),
        ("{attainment <= 60 %}", '"attainment <= 60 %"; write attainment: {at_most: 60 %}'),
        ("{any: [{}]}", "no keys; expected a condition"),
        ("[goals]", 'write "all: " before the list'),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_place(reader: Reader, written: str, told: str) -> None:
    (fault,) = reader.faults(written)
    assert told in fault
    assert fault.startswith("status.yaml:16:")


def test_the_place_is_that_of_the_bound(reader: Reader) -> None:
    (fault,) = reader.faults("{attainment: {at_least: 60}}")
    column = "      - {id: r, status: green, when: {attainment: {at_least: 60}}}".index("60") + 1
    assert fault.startswith(f"status.yaml:16:{column}:")


def test_a_whole_table_is_read(reader: Reader) -> None:
    rows = """
- id: reached
  when: {attainment: {at_least: 90 %}}
  status: green
  says: {nb: i mål, en: there}
- {id: missed, when: {attainment: {below: 90 %}}, status: red}
""".strip()
    rest = """
examples:
  - name: nine tenths
    given: {attainment: 90 %, years_left: null, deadline: 2011-12-31, coverage: full, goals: 2}
    expect: {status: green, row: reached}
  - {name: no data, given: {}, expect: {row: none}}
"""
    table, faults = reader.table(rows, rest)
    assert faults == []
    assert table is not None
    assert (table.id, table.hit_policy, table.because) == (
        "by-deadline",
        "unique",
        "it is judged so",
    )
    assert (table.inputs["attainment"].type, table.inputs["attainment"].better) == ("share", "up")
    assert table.inputs["coverage"].values == ("full", "partial", "indirect")
    assert [(row.id, row.status, row.place.line) for row in table.rows] == [
        ("reached", "green", 16),
        ("missed", "red", 20),
    ]
    assert table.rows[0].says is not None
    assert table.rows[0].says.nb == "i mål"
    assert table.examples[0].given == {
        "attainment": 0.9, "years_left": None, "deadline": date(2011, 12, 31), "coverage": "full",
        "goals": 2,
    }  # fmt: skip
    assert table.examples[1].expects.rows == ()


def test_faults_of_rows_and_examples_come_at_once(reader: Reader) -> None:
    rows = """
- {id: a, when: {attainment: {at_least: 60}}, status: green}
- {id: a, when: {goals: {is: -1}}, status: red}
""".strip()
    rest = """
examples:
  - {name: x, given: {atainment: 60 %}, expect: {status: green}}
  - {name: y, given: {attainment: 60 %, goals: x}, expect: {row: aa}}
"""
    table, faults = reader.table(rows, rest)
    assert table is None
    text = "\n".join(faults)
    for part in (
        ":16:", 'a share is written with "%"', ":17:", "a whole number from 0 up",
        'the row "a" a second time', 'no input is called "atainment"', 'no row is called "aa"',
    ):  # fmt: skip
        assert part in text


def test_a_status_or_unit_that_does_not_exist_is_told(reader: Reader) -> None:
    table, faults = reader.table("- {id: a, when: {}, status: gren}")
    assert table is None
    assert '"gren"; expected "green", "yellow", "red" or "grey"' in faults[0]


def test_an_input_can_not_be_called_like_a_joining_word(tmp_path: Path) -> None:
    path = tmp_path / "status.yaml"
    path.write_text(HEAD.replace("goals:", "any:") + "      - {id: a, when: {}, status: red}\n")
    faults = Faults()
    assert read_tables(path, faults) == ()
    assert '"any" joins conditions' in str(faults.found[0])


def test_a_file_with_one_bad_table_gives_the_others(tmp_path: Path) -> None:
    good = HEAD + "      - {id: a, when: {}, status: red}\n"
    bad = good.split("tables:\n")[1].replace("when: {}", "when: {goals: {is: x y}}")
    path = tmp_path / "status.yaml"
    path.write_text(good + bad)
    faults = Faults()
    assert [table.id for table in read_tables(path, faults)] == ["by-deadline"]
    assert len(faults.found) == 1


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    faults = Faults()
    assert read_tables(tmp_path / "no.yaml", faults) == ()
    assert "no such file" in str(faults.found[0])


def test_the_models_give_a_json_schema() -> None:
    assert "RowEntry" in TablesFile.model_json_schema()["$defs"]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("60 %", 0.6), ("60%", 0.6), ("12.5 %", 0.125), ("12,5 %", 0.125), ("60\u00a0%", 0.6),
        ("60\u202f%", 0.6), ("64.11 %", 0.6411), ("33.3 %", 0.333), ("0 %", 0.0), ("100 %", 1.0),
        ("7 %", 0.07), ("-1 %", -0.01), ("60", None), ("% 60", None), ("60  %", None),
        ("٦ %", None),
    ],
)  # fmt: skip
def test_percent_text_is_the_nearest_float_of_its_decimals(text: str, share: float | None) -> None:
    assert share_of(text) == share
