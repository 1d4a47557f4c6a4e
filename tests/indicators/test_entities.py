"""Entities: what values are of, with what is known of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.indicators import entity_reading
from tests.indicators.made_files import PLACES, YAML, faults_of, read, write

LISTED = """\
entities:
  - {id: A, label: {nb: Askim}, attributes: {coast: 0}}
  - {id: B, label: {nb: Bodø, en: Bodo}, attributes: {coast: 1}}
  - {id: C, label: {nb: Cirkel}, attributes: {coast: 1}}
"""


def with_entities(entities: str) -> str:
    start, end = YAML.index("entities:"), YAML.index("indicators:")
    return YAML[:start] + entities + YAML[end:]


def test_entities_stand_in_the_order_of_their_file(tmp_path: Path) -> None:
    places = "code,name,coast\nC,Cirkel,1\nA,Askim,0\nB,Bodø,1\n"
    indicators = read(write(tmp_path, places=places))
    assert list(indicators.entities) == ["C", "A", "B"]
    assert indicators.latest("A", "online").value == 74


def test_entities_may_be_listed_in_yaml(tmp_path: Path) -> None:
    indicators = read(write(tmp_path, with_entities(LISTED)))
    assert indicators.entities["B"].label.in_language("en") == "Bodo"
    assert [indicators.applies("wait", one) for one in "ABC"] == [False, True, True]
    assert [one.name for one in indicators.files] == ["indicators.yaml", "values.csv"]


def test_entity_has_its_label_in_each_language_and_place(tmp_path: Path) -> None:
    yaml = YAML.replace("label: name}", "label: {nb: name, nn: namn, en: engelsk}}")
    places = "code,name,namn,engelsk,coast\nA,Askim,Askim,,0\nB,Bodø,,Bodo,1\n"
    entities = read(write(tmp_path, yaml, places=places)).entities
    assert entities["B"].label.in_language("en") == "Bodo"
    assert entities["B"].label.in_language("nn") == "Bodø"
    assert (entities["B"].place.line, entities["B"].at("label", "en").column) == (3, 4)


def test_entity_without_a_column_of_names_is_called_by_its_id(tmp_path: Path) -> None:
    yaml = YAML.replace("{id: code, label: name}", "{id: code}")
    assert read(write(tmp_path, yaml)).entities["A"].label.nb == "A"


def test_attribute_may_be_called_otherwise_than_its_column(tmp_path: Path) -> None:
    attributes = "attributes: {coast: {values: [0, 1]}, shire: {column: fylke, may_be_blank: true}}"
    yaml = YAML.replace("attributes: {coast: coast}", attributes)
    places = "code,name,coast,fylke\nA,Askim,0,Østfold\nB,Bodø,1,\nC,Cirkel,1,\n"
    entities = read(write(tmp_path, yaml, places=places)).entities
    assert entities["A"].attributes == {"coast": "0", "shire": "Østfold"}
    assert entities["B"].attributes == {"coast": "1"}


def test_only_the_entities_that_are_asked_for_are_read(tmp_path: Path) -> None:
    yaml = YAML.replace("  file: places.csv", "  file: places.csv\n  where: {coast: 1}")
    values = "entity,period,indicator,value\nB,2019,online,3\n"
    assert list(read(write(tmp_path, yaml, values)).entities) == ["B", "C"]


# What is added to the file of entities -> what is said of it.
ADDED = {
    "an id twice": (
        "A,Arendal,1", 'places.csv:5:1: column "code": "A" again; it stands in line 2 already.',
    ),
    "a row without an id": (
        ",Arendal,1", 'places.csv:5:1: column "code": a blank cell; expected an id in every row.',
    ),
    "a blank attribute": (
        "D,Dal,", ('places.csv:5:3: column "coast": a blank cell; expected one of "0", "1", '
        "or may_be_blank: true under the attribute in indicators.yaml."),
    ),
    "an attribute that is not allowed": (
        "D,Dal,3", 'places.csv:5:3: column "coast": "3"; expected one of "0", "1".',
    ),
    "a name with tags": (
        "D,<b>Dal</b>,1", ('places.csv:5:2: column "name": "<b>Dal</b>"; '
        'a text is printed as it stands, so leave out "<b>".'),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("row", "fault"), ADDED.values(), ids=ADDED)
def test_slip_in_a_row_is_one_fault(row: str, fault: str, tmp_path: Path) -> None:
    yaml = YAML.replace("coast: coast}", "coast: {column: coast, values: [0, 1]}}")
    assert faults_of(write(tmp_path, yaml, places=f"{PLACES}{row}\n")) == [fault]


def test_blank_attribute_of_any_value_says_so(tmp_path: Path) -> None:
    (fault,) = faults_of(write(tmp_path, places=f"{PLACES}D,Dal,\n"))
    assert "a blank cell; expected a value, or may_be_blank: true" in fault


def test_columns_that_are_not_there_are_told_at_their_keys(tmp_path: Path) -> None:
    yaml = YAML.replace("id: code", "id: kode").replace("{coast: coast}", "{coast: kyst}")
    assert [fault.split(";")[0] for fault in faults_of(write(tmp_path, yaml))] == [
        'indicators.yaml:4:17: places.csv has no column "kode"',
        'indicators.yaml:5:16: places.csv has no column "kyst"',
    ]


def test_filter_on_entities_that_fits_none_is_a_fault(tmp_path: Path) -> None:
    yaml = YAML.replace("  file: places.csv", "  file: places.csv\n  where: {coast: 9}")
    (fault,) = faults_of(write(tmp_path, yaml))
    assert fault.startswith('indicators.yaml:4:11: no row of places.csv has "9"')


def test_file_of_entities_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    (fault,) = faults_of(write(tmp_path, YAML.replace("places.csv", "place.csv")))
    assert 'there is no such file; expected a file. Did you mean "places.csv"?' in fault


def test_more_entities_than_are_read_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entity_reading, "MOST_ENTITIES", 2)
    assert faults_of(write(tmp_path)) == ["places.csv: 3 entities; at most 2 are read."]


def test_listed_entity_that_lacks_what_others_have_is_a_fault(tmp_path: Path) -> None:
    listed = LISTED.replace("nb: Cirkel}, attributes: {coast: 1}", "nb: Cirkel}")
    assert faults_of(write(tmp_path, with_entities(listed))) == [
        (
            'indicators.yaml:5:10: "C" has no "coast" under "attributes"; '
            "expected it, as the others have it."
        )
    ]


def test_listed_entity_twice_names_both_places(tmp_path: Path) -> None:
    assert faults_of(write(tmp_path, with_entities(LISTED.replace("id: C", "id: A")))) == [
        (
            'indicators.yaml:5:10: the entity "A" again; '
            "it stands at indicators.yaml:3:10 already; keep one of them."
        )
    ]


def test_id_that_the_list_in_yaml_lacks_is_told_of_that_list(tmp_path: Path) -> None:
    values = "entity,period,indicator,value\nX,2019,online,3\n"
    (fault,) = faults_of(write(tmp_path, with_entities(LISTED), values))
    assert 'expected it in "entities", or under "not_used"' in fault
