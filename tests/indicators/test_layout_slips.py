"""A slip in how a file of values is laid out is one fault, where it stands and with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.indicators.made_files import faults_of
from tests.indicators.made_layouts import WIDE, folder


@pytest.mark.parametrize(
    ("yaml", "values", "fault"),
    [
        (
            WIDE,
            "entity,2018,2019*\nNO,1,2\n",
            (
                'values.csv:1:3: "2019*" over a column of values; expected a year (as 2019), a '
                "quarter (as 2019Q1), a month (as 2019-03) or a date (as 2019-12-31), or the "
                'column under "not_used", "columns".'
            ),
        ),
        (
            WIDE,
            "entity,2018,Merknad til året\nNO,1,2\n",
            (
                'values.csv:1:3: the column "Merknad til året" stands among those of values; '
                'expected a head as "{period}", or the column under "not_used", "columns".'
            ),
        ),
        (
            WIDE,
            "entity,year\nNO,1\n",
            (
                'indicators.yaml:3:1: no column of values.csv is headed as "{period}"; '
                'expected at least one (it has "entity", "year").'
            ),
        ),
        (
            WIDE.replace("{period}", "Boliger"),
            "entity,2018\nNO,1\n",
            (
                'indicators.yaml:3:1: "Boliger" says nothing of a column; expected one of '
                '"{entity}", "{period}", "{indicator}" in it.'
            ),
        ),
        (
            WIDE.replace("{period}", "{periods}"),
            "entity,2018\nNO,1\n",
            (
                'indicators.yaml:3:1: "{periods}" in "{periods}"; expected one of "{entity}", '
                '"{period}", "{indicator}" in it. Did you mean "period"?'
            ),
        ),
        (
            WIDE.replace("{period}", "{indicator} {period}"),
            "entity,online 2018\nNO,1\n",
            (
                'indicators.yaml:2:1: "indicator", and "value_columns" has it in the heads of '
                "columns; keep one of them."
            ),
        ),
        (
            WIDE.replace("indicator: online\n", "indicator: online\ncolumns: {period: year}\n"),
            "entity,year,2018\nNO,1,2\n",
            (
                'indicators.yaml:3:19: "period", and "value_columns" has it in the heads of '
                "columns; keep one of them."
            ),
        ),
        (
            WIDE.replace("indicator: online\n", "indicator: online\ncolumns: {flags: mark}\n"),
            "entity,mark,2018\nNO,b,2\n",
            (
                'indicators.yaml:3:18: a column of "flags", and a row has several values; '
                "leave it out: nobody can tell which it is of."
            ),
        ),
        (
            WIDE,
            "entity,2018,2019,2020\nNO,1,x,2\nSE,x,2,x\n",
            (
                'values.csv:2:3: column "2019": "x" (also in line 3); expected a number, or '
                'name it under "missing".'
            ),
        ),
        (
            WIDE,
            "entity,2018,2019\nNO,1,2\nDK,2,2\n",
            (
                'values.csv:3:1: no entity is called "DK"; expected it in "entities", or under '
                '"not_used".'
            ),
        ),
        (
            WIDE,
            "entity,2018,2019\nNO,1,2\n,2,2\n",
            'values.csv:3:1: column "entity": a blank cell; expected an entity\'s id.',
        ),
        (
            WIDE.replace("indicator: online\n", "").replace("{period}", "{indicator} {period}"),
            "entity,online 2018,onlin 2019\nNO,1,2\n",
            (
                'values.csv:1:3: no indicator is called "onlin"; expected it in the catalogue, '
                'or under "not_used". Did you mean "online"?'
            ),
        ),
        (
            WIDE,
            "entity,2018,2018.0\nNO,1,2\n",
            (
                'values.csv:2:3: the value of "online" for "NO" in 2018 again (2); it stands '
                "in line 2 already (1): keep one of them."
            ),
        ),
        (
            WIDE + "not_used: {columns: [Merknat]}\n",
            "entity,2018,Merknad\nNO,1,2\n",
            (
                'values.csv:1:3: "Merknad" over a column of values; expected a year (as 2019), '
                "a quarter (as 2019Q1), a month (as 2019-03) or a date (as 2019-12-31), or the "
                'column under "not_used", "columns".'
            ),
        ),
        (
            WIDE + "not_used: {columns: [2016]}\n",
            "entity,2018\nNO,1\n",
            (
                'indicators.yaml:8:22: no file of values has the column "2016"; leave it out '
                'here, or mend its name. Did you mean "2018"?'
            ),
        ),
        (
            WIDE + "meanings: {entity: {Norge: SE}}\n",
            "entity,2018\nNO,1\n",
            (
                'indicators.yaml:8:21: no value has "Norge" for its entity; leave it out here, '
                "or mend it."
            ),
        ),
        (
            WIDE + "header_line: 9\n",
            "entity,2018\nNO,1\n",
            (
                "values.csv: the file has 2 lines; expected the header in line 9, as "
                '"header_line" says.'
            ),
        ),
        (
            WIDE + 'ends_before: ""\n',
            "entity,2018,2019\nNO,1,2\n\nSE,1,2\n",
            (
                "values.csv:4:1: 3 cells below the end of the table: it looks like a row; "
                "expected only notes below the table; mend where it ends, or take out the "
                "blank line."
            ),
        ),
        (
            WIDE + 'ends_before: ""\nlast_line: 4\n',
            "entity,2018\nNO,1\n",
            (
                'indicators.yaml:9:1: "last_line" and "ends_before" both say where it ends; '
                "keep one."
            ),
        ),
        (
            WIDE + "header_line: 3\nlast_line: 3\n",
            "entity,2018\nNO,1\n",
            ('indicators.yaml:9:1: "last_line" is not below the header; expected a line below it.'),
        ),
        (
            WIDE + "header_line: 3\n",
            "Tittel\n\nentity;2018\nNO;x\n",
            ('values.csv:4:2: column "2018": "x"; expected a number, or name it under "missing".'),
        ),
        (
            WIDE + "header_line: 2\n",
            "Tittel\nentity;2018;2019\nNO;1\n",
            (
                "values.csv:3:1: the row has 2 fields, and the header 3 fields; say what "
                'stands below the table ("ends_before"); else expected one line per row, with '
                "a semicolon between columns."
            ),
        ),
        (
            WIDE + "marks: [12]\n",
            "entity,2018\nNO,1\n",
            'indicators.yaml:8:9: "12"; expected the form ^[^\\s0-9.,+-]{1,20}$.',
        ),
        (
            WIDE + "first_column: [freq, entity]\n",
            "freq,geo\t2018\nA,NO\t1\nA,B,SE\t2\n",
            (
                'values.csv:3:1: column "freq,geo": "A,B,SE" holds 3 texts with commas '
                'between; expected 2, as "first_column" says.'
            ),
        ),
        (
            WIDE + "first_column: [freq, unit, entity]\n",
            "freq,geo\t2018\nA,NO,x\t1\n",
            (
                'indicators.yaml:8:1: the first column of values.csv is headed "freq,geo"; '
                "expected a name for each of its 2 texts."
            ),
        ),
        (
            WIDE + "first_column: [freq, 2018]\n",
            "freq,geo\t2018\nA,NO\t1\n",
            (
                'indicators.yaml:8:1: two columns of values.csv are called "2018"; give each a '
                "name of its own."
            ),
        ),
    ],
)
def test_slip_in_a_layout_is_one_fault(yaml: str, values: str, fault: str, tmp_path: Path) -> None:
    assert faults_of(folder(tmp_path, yaml, "values.csv", values))[:1] == [fault]


def test_many_columns_that_are_headed_otherwise_are_counted(tmp_path: Path) -> None:
    heads = ",".join(f"år {number}" for number in range(30))
    path = folder(tmp_path, WIDE, "values.csv", f"entity,2018,{heads}\nNO{',1' * 31}\n")
    faults = faults_of(path)
    assert len(faults) == 21
    assert "values.csv: 30 columns that are headed otherwise; the first 20 are told." in faults
