"""The catalogue: indicators in YAML and in a codebook have the same checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.indicators import catalogue_reading
from ekrules.indicators.indicator import Indicator
from tests.indicators.made_files import YAML, faults_of, read, write

CODEBOOK_YAML = """\
values: values.csv
missing: [NA]
entities:
  file: places.csv
  columns: {id: code, label: name}
  attributes: {coast: coast}
indicators_file:
  file: codebook.csv
  columns:
    id: kode
    label: {nb: navn, en: name}
    unit: enhet
    better: retning
    note: kilde
    group: maal
    limits: {low: minst, high: mest}
    plausible: {high: tak}
    band: {low: fra}
    parameters: {green: grense, red: roed, best: mest}
    attributes: {scope: omfang}
  meanings:
    better: {opp: up, ned: down, mellom: band}
    unit: {"%": percent}
  for_all: {publisher: Byrået, licence: CC BY 4.0, link: "https://www.ssb.no"}
  applies_to:
    - {where: {omfang: kyst}, entities: {coast: 1}}
    - {where: {omfang: alle}}
"""
CODEBOOK = """\
kode,navn,name,enhet,retning,kilde,maal,minst,mest,tak,fra,grense,roed,omfang
online,På nett,Online,%,opp,Målt i mai,nett,0,100,,,80.5,NA,alle
wait,Ventetid,,dager,ned,,,,,365,,5,20,kyst
room,Plass,,m2,mellom,,,,,,20,,,kyst
"""


def codebook(folder: Path, rows: str = CODEBOOK, yaml: str = CODEBOOK_YAML) -> Path:
    return write(folder, yaml, **{"codebook.csv": rows})


def in_codebook(slip: str, instead: str, folder: Path) -> list[str]:
    assert slip in CODEBOOK
    return faults_of(codebook(folder, CODEBOOK.replace(slip, instead)))


def test_codebook_gives_what_yaml_would(tmp_path: Path) -> None:
    indicators = read(codebook(tmp_path))
    online = indicators.catalogue["online"]
    assert (online.label.nb, online.label.en) == ("På nett", "Online")
    assert (online.unit, online.better, online.group) == ("percent", "up", "nett")
    assert (online.publisher, online.licence) == ("Byrået", "CC BY 4.0")
    assert online.link == "https://www.ssb.no"
    assert online.note is not None
    assert online.note.nb == "Målt i mai"
    assert online.parameters == {"green": 80.5, "best": 100}, "NA is declared missing"
    assert online.attributes == {"scope": "alle"}
    assert str(online.limits) == "from 0 to 100"
    assert online.place.line == 2
    assert online.at("unit").column == 4
    wait, room = indicators.catalogue["wait"], indicators.catalogue["room"]
    assert (wait.unit, wait.note, wait.limits) == ("dager", None, None)
    assert str(wait.plausible) == "365 or less"
    assert str(room.band) == "20 or more"
    assert indicators.files[2].name == "codebook.csv"


def test_codebook_says_whom_each_indicator_is_for(tmp_path: Path) -> None:
    indicators = read(codebook(tmp_path))
    assert [indicators.applies("online", one) for one in "ABC"] == [True, True, True]
    assert [indicators.applies("wait", one) for one in "ABC"] == [False, True, True]


def test_indicator_that_one_group_has_and_all_have_is_for_all(tmp_path: Path) -> None:
    yaml = CODEBOOK_YAML.replace("{omfang: kyst}", "{omfang: [kyst, alle]}")
    indicators = read(codebook(tmp_path, yaml=yaml))
    assert [indicators.applies("online", one) for one in "ABC"] == [True, True, True]


def test_indicators_of_yaml_stand_before_those_of_the_codebook(tmp_path: Path) -> None:
    own = "indicators: [{id: own, label: {nb: Egen}, unit: number, better: neither}]\n"
    assert list(read(codebook(tmp_path, yaml=CODEBOOK_YAML + own)).catalogue) == [
        "own", "online", "wait", "room",
    ]  # fmt: skip


def test_without_applies_to_an_indicator_is_for_everyone(tmp_path: Path) -> None:
    yaml = CODEBOOK_YAML[: CODEBOOK_YAML.index("  applies_to")]
    assert read(codebook(tmp_path, yaml=yaml)).applies("wait", "A")


# What stands in the codebook, what stands there instead -> what is said.
CELLS = {
    "a direction that has no meaning": (
        "opp", "op",
        ('codebook.csv:2:5: column "retning": "op"; '
        'expected it under "meanings", "better" in indicators.yaml. Did you mean "opp"?'),
    ),
    "a blank direction": (
        "opp", "",
        ('codebook.csv:2:5: column "retning": a blank cell; '
        'expected one in every row, or "better" for all.'),
    ),
    "a blank label": (
        "Ventetid", "",
        ('codebook.csv:3:2: column "navn": a blank cell; '
        "expected what the indicator counts."),
    ),
    "a unit almost known": (
        "dager", "Number",
        ('codebook.csv:3:4: column "enhet": "Number"; expected "number", one of '
        '"share", "percent", "number", "index", or a unit of its own (as t/ha).'),
    ),
    "a label with tags": (
        "Ventetid", "<i>Ventetid</i>",
        ('codebook.csv:3:2: column "navn": "<i>Ventetid</i>"; '
        'a text is printed as it stands, so leave out "<i>".'),
    ),
    "a number that is none": (
        "80.5", "mye",
        ('codebook.csv:2:12: column "grense": "mye"; '
        'expected a number, or name it under "missing".'),
    ),
    "an id twice": (
        "room,", "wait,", ('codebook.csv:4:1: column "kode": "wait" again; '
        "it stands in line 3 already."),
    ),
    "a blank id": (
        "room,", ",", 'codebook.csv:4:1: column "kode": a blank cell; expected an id in every row.',
    ),
    "a range turned about": (
        ",0,100,", ",100,0,",
        'codebook.csv:2:8: column "minst": "low" is 100, and "high" is 0; turn them about.',
    ),
    "an indicator for nobody": (
        "20,kyst\n", "20,fjell\n",
        ('codebook.csv:3:1: column "kode": no row of "applies_to" is for "wait"; '
        'add one to indicators.yaml, or leave the row out with "where".'),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("slip", "instead", "fault"), CELLS.values(), ids=CELLS)
def test_slip_in_a_cell_is_one_fault(slip: str, instead: str, fault: str, tmp_path: Path) -> None:
    assert in_codebook(slip, instead, tmp_path) == [fault]


# What stands in indicators.yaml, what stands there instead -> what is said.
KEYS = {
    "a column that is not there": (
        "unit: enhet", "unit: enehet",
        ('indicators.yaml:12:11: codebook.csv has no column "enehet"; expected one of "kode", '
        '"navn", "name", "enhet", "retning", "kilde", "maal", "minst", "mest", "tak", "fra", '
        '"grense" and 2 more. Did you mean "enhet"?'),
    ),
    "no unit at all": (
        "    unit: enhet\n", "",
        ('indicators.yaml:9:3: there is no "unit" under "columns"; '
        'expected it there, or under "for_all".'),
    ),
    "a filter of applies_to that fits no row": (
        "{omfang: kyst}", "{omfang: kist}",
        ('indicators.yaml:26:16: no row of codebook.csv has "kist" in the column "omfang"; '
        'expected one of "alle", "kyst". Did you mean "kyst"?'),
    ),
    "a group that nobody is in": (
        "{coast: 1}", "{coast: 2}",
        'indicators.yaml:26:41: no entity has "2" in "coast"; expected one of "0", "1".',
    ),
    "a file that is not there": (
        "file: codebook.csv", "file: kodebok.csv",
        ("kodebok.csv: there is no such file; expected a file. "
        'Did you mean "codebook.csv"?'),
    ),
    "a filter that fits no row": (
        "file: codebook.csv", "file: codebook.csv\n  where: {omfang: fjell}",
        ('indicators.yaml:9:11: no row of codebook.csv has "fjell" in the column "omfang"; '
        'expected one of "alle", "kyst".'),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("slip", "instead", "fault"), KEYS.values(), ids=KEYS)
def test_slip_in_how_the_codebook_is_read_is_told_where_it_stands(
    slip: str, instead: str, fault: str, tmp_path: Path
) -> None:
    assert slip in CODEBOOK_YAML
    assert faults_of(codebook(tmp_path, yaml=CODEBOOK_YAML.replace(slip, instead, 1))) == [fault]


def test_header_without_any_column_is_one_fault(tmp_path: Path) -> None:
    rows = ",".join("abcdefghijklmn") + "\n" + CODEBOOK.partition("\n")[2]
    (fault,) = faults_of(codebook(tmp_path, rows))
    assert fault.startswith(
        "indicators.yaml:10:9: codebook.csv has none of the columns that are named here; "
        'expected them in its header (it has "a", "b", "c",'
    )


def test_codebook_with_decimal_commas_says_so(tmp_path: Path) -> None:
    rows = CODEBOOK.replace("80.5", '"1,234"')
    (fault,) = faults_of(codebook(tmp_path, rows))
    assert '"1,234" may be 1234, or 1.234; write decimal: ","' in fault
    yaml = CODEBOOK_YAML.replace("  file: codebook.csv", '  file: codebook.csv\n  decimal: ","')
    assert read(codebook(tmp_path, rows, yaml)).catalogue["online"].parameters["green"] == 1.234


def test_codebook_without_meanings_holds_the_words_of_yaml(tmp_path: Path) -> None:
    yaml = """\
        values: values.csv
        entities: {file: places.csv, columns: {id: code}, attributes: {coast: coast}}
        indicators_file:
          file: codebook.csv
          columns: {id: id, label: id, better: better, limits: {high: most}}
          for_all: {unit: percent, group: nett}
        """
    rows = "id,better,most\nonline,up,100\nwait,down,\n"
    path = write(tmp_path, yaml, **{"codebook.csv": rows})
    assert str(read(path).catalogue["online"].limits) == "100 or less"
    (fault,) = faults_of(write(tmp_path, yaml, **{"codebook.csv": rows.replace("up", "opp")}))
    assert fault.startswith('codebook.csv:2:2: column "better": "opp"; expected "up", "down"')


def test_many_rows_with_faults_are_counted(tmp_path: Path) -> None:
    rows = CODEBOOK + "".join(f"x{n},X,,dager,bort,,,,,,,,,kyst\n" for n in range(30))
    faults = faults_of(codebook(tmp_path, rows))
    assert len(faults) == 21
    assert faults[0] == (
        "codebook.csv: 30 rows with faults in all; the first 20 are told; mend what they share."
    )


def test_more_indicators_than_are_read_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue_reading, "MOST_INDICATORS", 2)
    assert faults_of(codebook(tmp_path)) == ["codebook.csv: 3 indicators; at most 2 are read."]


def test_indicator_of_both_yaml_and_codebook_names_both_places(tmp_path: Path) -> None:
    own = "indicators: [{id: wait, label: {nb: Egen}, unit: number, better: neither}]\n"
    assert faults_of(codebook(tmp_path, yaml=CODEBOOK_YAML + own)) == [
        (
            'codebook.csv:3:1: the indicator "wait" again; '
            "it stands at indicators.yaml:28:19 already; keep one of them."
        )
    ]


# What is added under an indicator of days -> what is said of it.
IN_YAML = {
    "better: band": '"better" is band, but there is no "band"; add one (as {low: 2})',
    "band: {low: 2}": 'a "band", but "better" is down; leave out one of them',
    "limits: {}": 'neither "low" nor "high"; write one of them, or both',
    "limits: {low: 9, high: 1}": '"low" is 9, and "high" is 1; turn them about',
    "limits: {low: lite}": '"lite"; expected a number with a point (as 12.5), or a share (as 60 %)',
    "parameters: {green: fem}": '"fem"; expected a number with a point (as 12.5), or a share',
    "unit: shares": '"shares"; expected "share", one of "share", "percent"',
    "applies_to: {}": "no keys; expected whom it is for (as {oecd: 1})",
    "applies_to: []": "an empty list; expected whom it is for (as {oecd: 1})",
    "applies_to: coast": '"coast"; expected keys with values',
    "applies_to: {cost: 1}": 'no attribute is called "cost"',
    "applies_to: {coast: [0, 3]}": 'no entity has "3" in "coast"; expected one of "0", "1"',
    "applies_to: [{coast: 0, name: Bodø}]": 'nobody has all of "coast", "name" as asked here',
    "unit: share\n  limits: {high: 30}": '"limits" of a share; expected them from 0 % to 100 %',
}


@pytest.mark.parametrize("lines", IN_YAML)
def test_slip_in_an_indicator_of_yaml_is_one_fault(lines: str, tmp_path: Path) -> None:
    said = {"unit": "days", "better": "down"}
    kept = [f"{key}: {said[key]}" for key in said if not lines.startswith(f"{key}:")]
    head = YAML[: YAML.index("indicators:")].replace("coast: coast", "coast: coast, name: name")
    keys = ["- id: wait", "  label: {nb: Dager}", *(f"  {one}" for one in (*kept, lines)), ""]
    yaml = f"{head}indicators:\n" + "\n".join(keys)
    values = "entity,period,indicator,value\nB,2019,wait,0.5\n"
    (fault,) = faults_of(write(tmp_path, yaml, values))
    assert IN_YAML[lines] in fault


def test_shares_are_written_with_a_percent_sign(tmp_path: Path) -> None:
    yaml = YAML.replace("unit: days", "unit: share\n    limits: {low: 0 %, high: 90 %}")
    values = "entity,period,indicator,value\nA,2019,wait,0.25\n"
    wait = read(write(tmp_path, yaml, values)).catalogue["wait"]
    assert wait.limits is not None
    assert (wait.limits.low, wait.limits.high) == (0, 0.9)


def test_catalogue_without_indicators_says_what_to_add(tmp_path: Path) -> None:
    (fault,) = faults_of(write(tmp_path, YAML[: YAML.index("indicators:")]))
    assert 'there is no "indicators"; add them, or "indicators_file"' in fault


def test_stated_twice_is_told_at_the_key(tmp_path: Path) -> None:
    yaml = "period: 2019\ncolumns: {period: period}\n" + YAML
    assert faults_of(write(tmp_path, yaml)) == [
        'indicators.yaml:1:1: "period" is also under "columns"; keep one of them.'
    ]


def test_unit_that_is_a_number_stands_as_its_text() -> None:
    built = Indicator.model_validate({"id": 1, "label": {"nb": "X"}, "unit": 2, "better": "up"})
    assert (built.id, built.unit) == ("1", "2")
