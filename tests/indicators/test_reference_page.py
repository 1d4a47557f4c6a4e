"""The page on indicators says what the room has: every key, fault, reason and bound."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import ekrules.indicators
from ekrules.indicators import bounds
from ekrules.indicators.indicators import NO_ROW, Indicators
from ekrules.indicators.indicators_file import MISSING
from ekrules.indicators.table_lines import TableLines
from ekrules.survey.answer_files import file_part
from ekrules.survey.answer_files.bounds import MOST_BYTES, MOST_REWRITTEN_BYTES, MOST_ROWS
from ekrules.yaml_reader.models import Placed
from tests.docs.pages import ROOT, MarkedTable, code_words, fences, tables
from tests.indicators.made_files import read

PAGE = ROOT / "docs" / "reference" / "indicators.md"
TABLES = {one.mark.about: one for one in tables(PAGE)}
FENCES = {one.mark.about: one.text for one in fences(PAGE) if one.mark}
# Told in words where they are used: their keys are low and high, and nb, nn and en.
# And what several kinds of file have in common.
WITHOUT_A_TABLE = {"RangeColumns", "LabelColumns", "TableFile", "TableLines", "ValuesLayout"}


def modules() -> Iterator[str]:
    for module in pkgutil.iter_modules(ekrules.indicators.__path__, "ekrules.indicators."):
        yield module.name


def models() -> dict[str, type[Placed]]:
    members = [one for name in modules() for one in vars(import_module(name)).values()]
    own = [one for one in members if inspect.isclass(one) and issubclass(one, Placed)]
    return {one.__name__: one for one in own if one.__module__.startswith("ekrules.indicators.")}


def test_every_model_of_the_file_has_a_table() -> None:
    assert set(models()) - set(TABLES) == WITHOUT_A_TABLE


@pytest.mark.parametrize("name", sorted(set(models()) & set(TABLES)))
def test_page_lists_each_key_and_whether_it_is_required(name: str) -> None:
    fields = models()[name].model_fields
    required = {key: one.is_required() for key, one in fields.items()}
    table: MarkedTable = TABLES[name]
    told = {code_words(row[0])[0]: row[2] == "yes" for row in table.rows}
    assert told == required
    # What several kinds of file have in common stands first in the models.
    if not issubclass(models()[name], TableLines):
        assert list(told) == list(required)
    assert all(row[1] and row[3] for row in table.rows)


def test_every_key_says_what_it_is_for() -> None:
    for name, model in models().items():
        source = inspect.getsource(model)
        for key in model.__annotations__:
            after = source.partition(f"\n    {key}:")[2]
            assert '"""' in after.split("\n    @")[0].split("\n\n")[0], f"{name}.{key}"


def test_page_tells_faults_in_the_words_of_the_room() -> None:
    rooms = [*map(import_module, modules()), file_part]
    # A text that goes on in the next line is one text.
    sources = re.sub(r'"\s*\n\s*f?"', "", "\n".join(map(inspect.getsource, rooms)))
    words = [code_words(row[0])[0] for row in TABLES["faults"].rows]
    assert len(set(words)) == len(words)
    assert [
        one for one in words if one.replace('"', '\\"') not in sources and one not in sources
    ] == []


def test_page_tells_the_reasons() -> None:
    named = [code_words(row[0]) for row in TABLES["reasons"].rows]
    assert named == [(MISSING,), (), (NO_ROW,)]


def test_page_tells_what_indicators_give() -> None:
    public = {name for name in vars(Indicators) if not name.startswith("_")}
    fields = {"catalogue", "entities", "frame", "replaced"}
    assert set(TABLES["lookups"].names) == (public & set(TABLES["lookups"].names)) | fields
    assert {"series", "latest", "newest", "applies", "gaps"} <= public


def test_page_tells_the_sizes() -> None:
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    for told in (
        f"with them has at most {MOST_REWRITTEN_BYTES // 1024**2} MiB",
        f"at most {MOST_BYTES // 1024**3} GiB and {MOST_ROWS // 10**6} million rows",
        f"at most {bounds.MOST_VALUES // 10**6} million values",
        f"most {bounds.MOST_ENTITIES:,} entities and {bounds.MOST_INDICATORS:,} indicators",
        f"the first {bounds.MOST_TOLD} and how many there are",
    ):
        assert told in text, told


def test_codebook_of_the_page_is_read(tmp_path: Path) -> None:
    files = {
        "indicators.yaml": FENCES["codebook.yaml"],
        "values.csv": "country,code,value\nNOR,poverty,0.2\n",
        "countries.csv": "country,name,oecd,region\nNOR,Norway,1,OECD\nAGO,Angola,0,Africa\n",
        "codebook.csv": (
            "code,indicator,units,direction,source,goal,best,green_threshold,red_threshold,worst,"
            "set_oecd,set_global\n"
            "poverty,Poverty,%,lower_is_better,Lab,1,0,2,13,72.6,yes,no\n"
            "work,Work,%,higher_is_better,Lab,8,99,90,70,40,no,yes\n"
        ),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    indicators = read(tmp_path / "indicators.yaml")
    assert indicators.applies("poverty", "NOR")
    assert not indicators.applies("poverty", "AGO")
    assert indicators.catalogue["poverty"].parameters["red"] == 13


def test_editions_of_the_page_are_read(tmp_path: Path) -> None:
    rest = (
        "entities: [{id: A, label: {nb: A}}]\n"
        "indicators: [{id: x, label: {nb: X}, unit: number, better: up}]\n"
    )
    for year in (2018, 2019):
        (tmp_path / str(year)).mkdir()
        text = f"entity,period,indicator,value\nA,2017,x,{year}\n"
        (tmp_path / str(year) / "values.csv").write_text(text, encoding="utf-8")
    (tmp_path / "indicators.yaml").write_text(FENCES["editions.yaml"] + rest, encoding="utf-8")
    assert read(tmp_path / "indicators.yaml").latest("A", "x").value == 2019
