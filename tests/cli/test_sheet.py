"""ekrules sheet: a table to a workbook, edited as Excel would, and back to the same YAML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Ran, ekrules
from tests.real_project import GOALS, RULES, copied_project, real, replaced

openpyxl = pytest.importorskip("openpyxl")

TABLE = "attainment-by-deadline"
STATUS = Path(RULES, "status.yaml")
SMALL = """\
# Rows, and a note.
tables:
  - decision: small
    asks: How far?
    hit_policy: HIT
    inputs:
      share: {unit: share}
      kind: {unit: text, values: [full, part]}
      goal: {unit: share}
    rows:
      # the best
      - id: best
        when:
          share: {at_least: 60 %}  # sixty
          kind: {is: full}
        status: green
        says: {nb: "Alt i mål"}
      - {id: odd, when: {any: [{share: {below: 5 %}}, {kind: {is: part}}]}, status: red}
      # the rest
      - id: rest
        when: {share: {at_least: 10 %, below: 60 %}, kind: {is: full}}
        status: yellow
    examples:
      - {name: on the bound, given: {share: 60 %, kind: full}, expect: {status: green}}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _small(hit: str = "first") -> Path:
    path = Path("small.yaml")
    path.write_text(SMALL.replace("HIT", hit), encoding="utf-8")
    return path


def _edited(
    table: str,
    change: Callable[[Any], None],
    *words: str,
    sheet: str = "Tabell",
    proofs: bool = False,
) -> Ran:
    """Write a table out, change it and bring it in; without proofs, of which few tests are."""
    assert ekrules("sheet", "out", table, "--out", "t.xlsx").code == 0
    book = openpyxl.load_workbook("t.xlsx")
    change(book[sheet])
    book.save("t.xlsx")
    return ekrules("sheet", "in", "t.xlsx", *words, *(() if proofs else ("--no-proofs",)))


def _cells(**values: object) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for address, value in values.items():
            sheet[address] = value

    return change


@pytest.mark.parametrize("table", [one.id for one in real().rules.tables])
def test_out_and_in_again_leaves_every_shipped_file_as_it_is(table: str, tmp_path: Path) -> None:
    copied_project(tmp_path)
    before = {path: path.read_bytes() for path in Path().rglob("*.yaml")}
    ran = _edited(table, _cells(), proofs=True)
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Nothing has changed")
    assert {path: path.read_bytes() for path in Path().rglob("*.yaml")} == before


def test_a_changed_bound_changes_those_bytes_and_no_others(tmp_path: Path) -> None:
    copied_project(tmp_path)
    before = STATUS.read_text(encoding="utf-8")
    old = "{attainment: {at_least: 5 %, below: 60 %}, years_left: {at_least: 2}}"
    assert before.count(old) == 1

    def change(sheet: Any) -> None:
        (cell,) = [row[1] for row in sheet.iter_rows() if row[0].value == "early-moving"]
        assert cell.value == ">= 5 %; < 60 %"
        cell.value = "minst 4,99 %; under 60 %"

    ran = _edited(TABLE, change)
    assert ran.code == 0, ran.err
    assert "-        when: " + old in ran.out
    new = old.replace("5 %", "4.99 %", 1)
    assert STATUS.read_text(encoding="utf-8") == before.replace(old, new)


def test_a_dry_run_shows_the_lines_and_writes_nothing() -> None:
    path = _small()
    before = path.read_bytes()
    ran = _edited("small.yaml", _cells(B2=">= 59 %"), "--dry-run")
    assert ran.code == 0, ran.err
    assert "+          share: {at_least: 59 %}  # sixty" in ran.out
    assert path.read_bytes() == before


def test_comments_beside_and_around_a_changed_value_are_kept() -> None:
    path = _small()
    ran = _edited("small.yaml", _cells(B2=">= 50 %", E4="rød", F2="Alt: i mål", D4=">= 70 %"))
    assert ran.code == 0, ran.err
    expected = SMALL.replace("HIT", "first").replace("{at_least: 60 %}  #", "{at_least: 50 %}  #")
    expected = expected.replace('nb: "Alt i mål"', "nb: 'Alt: i mål'")
    expected = expected.replace("status: yellow", "status: red")
    expected = expected.replace(
        "below: 60 %}, kind: {is: full}}", "below: 60 %}, kind: {is: full}, goal: {at_least: 70 %}}"
    )
    assert path.read_text(encoding="utf-8") == expected


def test_rows_are_inserted_where_they_stand_and_removed() -> None:
    path = _small()

    def change(sheet: Any) -> None:
        sheet.delete_rows(3)
        sheet.insert_rows(3)
        for column, value in enumerate(["new", "< 5 %", "en av: full, part", "-", "red", "Nei"], 1):
            sheet.cell(3, column).value = value

    ran = _edited("small.yaml", change)
    assert ran.code == 0, ran.err
    odd = (
        "      - {id: odd, when: {any: [{share: {below: 5 %}}, {kind: {is: part}}]}, status: red}\n"
    )
    new = (
        "      - id: new\n"
        "        when: {share: {below: 5 %}, kind: {is_one_of: [full, part]}}\n"
        "        status: red\n"
        "        says: {nb: Nei}\n"
    )
    assert path.read_text(encoding="utf-8") == SMALL.replace("HIT", "first").replace(odd, new)


def _swapped(sheet: Any) -> None:
    for column in range(1, sheet.max_column + 1):
        first, last = sheet.cell(2, column), sheet.cell(4, column)
        first.value, last.value = last.value, first.value


def test_another_order_alone_is_nothing_where_order_has_no_meaning() -> None:
    path = _small("unique")
    before = path.read_bytes()
    assert _edited("small.yaml", _swapped).out.startswith("Nothing has changed")
    assert path.read_bytes() == before


def test_another_order_is_refused_where_order_decides() -> None:
    _small("first")
    ran = _edited("small.yaml", _swapped)
    assert ran.code == 1
    assert 'Tabell!A3: the row "odd" has moved' in ran.err


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"B2": 0.6}, 'Tabell!B2: "0.6"; a share is written with a % sign'),
        ({"B2": "60 %-90 %"}, "Tabell!B2: "),
        ({"B2": "=1+1"}, "Tabell!B2: a formula"),
        ({"B2": ">= 160 %"}, "Tabell!B2: "),
        ({"B2": ">= gaol"}, "Tabell!B2: "),
        ({"C2": "ful"}, "Tabell!C2: "),
        ({"E2": "blue"}, 'Tabell!E2: "blue"; expected one of'),
        ({"E2": None}, "Tabell!E2: a blank"),
        ({"F2": None}, "Tabell!F2: no sentence in bokmål"),
        ({"I3": "{}"}, 'Tabell!I3: "{}"; put back "{any: '),
        ({"I2": "{any: []}"}, "Tabell!I2: "),
        ({"A3": "best"}, 'Tabell!A3: the row "best" a second time'),
        ({"A3": None}, "Tabell!A3: a row without an id"),
        ({"A5": "Ny rad", "E5": "red"}, 'Tabell!A5: the id "Ny rad"'),
        ({"A5": "new"}, "Tabell!E5: a blank"),
        ({"B1": "share"}, 'Tabell!B1: no column is called "share"'),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_address(
    cells: dict[str, object], told: str
) -> None:
    path = _small()
    before = path.read_bytes()
    ran = _edited("small.yaml", _cells(**cells))
    assert ran.code == 1, ran.out
    assert f"t.xlsx, {told}" in ran.err
    assert path.read_bytes() == before


def test_all_faults_are_told_at_once() -> None:
    _small()
    ran = _edited("small.yaml", _cells(B2="0,6", E4="blue"))
    assert [line.split(": ")[0] for line in ran.told] == ["t.xlsx, Tabell!B2", "t.xlsx, Tabell!E4"]


def test_a_change_that_breaks_an_example_is_refused_at_the_example() -> None:
    path = _small()
    before = path.read_bytes()
    ran = _edited("small.yaml", _cells(B2="> 60 %"))
    assert ran.code == 1
    (told,) = ran.told
    assert told.startswith('small.yaml:24:9: the example "on the bound" gives ')
    assert path.read_bytes() == before


def test_a_table_that_changed_since_is_refused() -> None:
    path = _small()

    def change(_: Any) -> None:
        path.write_text(SMALL.replace("HIT", "first").replace("5 %", "4 %"), encoding="utf-8")

    ran = _edited("small.yaml", change)
    assert ran.code == 1
    assert '"small" has changed in small.yaml since this sheet was written' in ran.err


def test_a_file_outside_the_project_is_never_written() -> None:
    _small()
    ran = _edited("small.yaml", _cells(B4="../small.yaml"), sheet="Om")
    assert ran.code == 1
    assert 't.xlsx, Om: the file "../small.yaml"' in ran.err


def test_a_row_that_would_lose_a_comment_is_left_to_a_person() -> None:
    path = _small()
    before = path.read_bytes()
    ran = _edited("small.yaml", _cells(C2="-"))
    assert ran.code == 1
    assert "a comment, or a layout, that the change would not keep" in ran.err
    assert path.read_bytes() == before


def test_the_same_table_gives_the_same_workbook() -> None:
    _small()
    ekrules("sheet", "out", "small.yaml", "--out", "a.xlsx")
    ekrules("sheet", "out", "small.yaml", "--out", "b.xlsx")
    assert Path("a.xlsx").read_bytes() == Path("b.xlsx").read_bytes()


GOAL_TABLE = """
    judged_by:
      decision: own
      asks: How far?
      hit_policy: unique
      inputs:
        attainment: {unit: share}
      rows:
        - {id: there, when: {attainment: {at_least: 60 %}}, status: green}
        - {id: away, when: {attainment: {below: 60 %}}, status: red}
"""


def test_a_table_written_in_a_goal_is_edited_there(tmp_path: Path) -> None:
    copied_project(tmp_path)
    file = Path(GOALS, "03-helse.yaml")
    judged = "    attainment: epj\n    judged_by: attainment-by-deadline\n"
    replaced(file, judged, "    attainment: epj" + GOAL_TABLE)
    before = file.read_text(encoding="utf-8")
    ran = _edited("own", _cells(B2=">= 70 %", B3="< 70 %"))
    assert ran.code == 0, ran.err
    after = before.replace("{at_least: 60 %}}, status", "{at_least: 70 %}}, status")
    after = after.replace("{below: 60 %}}, status", "{below: 70 %}}, status")
    assert file.read_text(encoding="utf-8") == after


OUTPUTS = """\
tables:
  - decision: amounts
    asks: How much?
    hit_policy: collect
    inputs: {age: {unit: number}, member: {unit: boolean}}
    outputs: {amount: {unit: number}, why: {unit: text}, part: {unit: share}}
    rows:
      - {id: young, when: {age: {below: 25}}, then: {amount: 98.83, why: age, part: 60 %}}
      - id: all
        when: {}
        then: {amount: {input: age}, why: base, part: 5 %}
"""


def test_other_outputs_are_edited_each_where_it_stands() -> None:
    path = Path("amounts.yaml")
    path.write_text(OUTPUTS, encoding="utf-8")
    cells = _cells(C3="ja", D2="100,5", E3="true", F2="7,5 %", D3="12", B3="ukjent")
    ran = _edited("amounts.yaml", cells)
    assert ran.code == 0, ran.err
    expected = OUTPUTS.replace("98.83", "100.5").replace("60 %", "7.5 %")
    expected = expected.replace("when: {}", "when: {age: {unknown: true}, member: {is: true}}")
    expected = expected.replace("{input: age}, why: base", "12, why: 'true'")
    assert path.read_text(encoding="utf-8") == expected


def test_an_output_that_is_no_value_of_it_is_refused() -> None:
    Path("amounts.yaml").write_text(OUTPUTS, encoding="utf-8")
    ran = _edited("amounts.yaml", _cells(D2="mye", F2=0.6, D3="inndata: agee"))
    places = [line.split(": ")[0] for line in ran.told]
    assert places == ["t.xlsx, Tabell!D2", "t.xlsx, Tabell!D3", "t.xlsx, Tabell!F2"]
