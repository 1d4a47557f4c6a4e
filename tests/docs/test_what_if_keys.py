"""The page on what if as JSON lists every key of each answer, and no other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import ekrules
from tests.docs.pages import ROOT, TABLES, MarkedTable, tables_of
from tests.indicator_project import goal, project

Json = dict[str, Any]
METHOD = "un-progress-chart"


def answer(*words: str, within: Path = ROOT) -> Json:
    """Return what whatif answers about the shipped project, or another, as JSON."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(within)
        ran = ekrules("whatif", *words, "--format", "json")
    assert ran.code == 0, ran.err
    read: Json = json.loads(ran.out)
    return read


@pytest.fixture(scope="module")
def by_method(tmp_path_factory: pytest.TempPathFactory) -> Json:
    """What is answered of a goal that a published method judges."""
    made_up = project(
        tmp_path_factory.mktemp("by-method"), goal("nett-1", target="90 %", judged_by=METHOD)
    )
    return answer("nett-1", within=made_up)


@pytest.fixture(scope="module")
def parts(by_method: Json) -> Mapping[str, Json]:
    """One map of each kind; the common keys are taken away where others stand beside them."""
    of_goal, of_time = answer("helse-2"), answer("1.1")
    imagined = answer("--set", "epj=100%")
    thresholds = answer("--threshold", "attainment-by-deadline/early-ahead")
    common = {key: of_goal[key] for key in of_goal.keys() & imagined.keys() & thresholds.keys()}
    (step, *_) = steps(of_goal["better"][0]["by_attainment"]["way"])
    own = {
        name: {key: one for key, one in whole.items() if key not in common}
        for name, whole in (("goal", of_goal), ("set", imagined), ("threshold", thresholds))
    }
    return {
        "answer": common,
        **own,
        "goal by method": {key: one for key, one in by_method.items() if key not in common},
        "better": of_goal["better"][0],
        "other": of_time["better"][0]["others"][0],
        "step": step,
        "count": step["count"],
        "judged": imagined["goals"][0]["before"],
        "bound": thresholds["bounds"][0],
    }


def steps(way: Json) -> Iterator[Json]:
    """Yield the steps of a way."""
    if way["needs"] == "step":
        yield way
    for one in way.get("ways", ()):
        yield from steps(one)


@pytest.mark.parametrize("table", tables_of("whatif"))
def test_page_lists_each_key_of_what_if(table: MarkedTable, parts: Mapping[str, Json]) -> None:
    assert set(table.names) == set(parts[table.mark.about]), table.place


def test_every_part_of_what_if_is_on_the_page(parts: Mapping[str, Json]) -> None:
    told = {table.mark.about for table in TABLES if table.mark.kind == "whatif"}
    assert told == set(parts)
