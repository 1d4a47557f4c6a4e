"""The page on what if as JSON lists every key of each answer, and no other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.cli.running import ekrules
from tests.docs.pages import ROOT, TABLES, MarkedTable, tables_of

Json = dict[str, Any]


def answer(*words: str) -> Json:
    """Return what whatif answers about the shipped project, as JSON."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        ran = ekrules("whatif", *words, "--format", "json")
    assert ran.code == 0, ran.err
    read: Json = json.loads(ran.out)
    return read


@pytest.fixture(scope="module")
def parts() -> Mapping[str, Json]:
    """One map of each kind; the common keys are taken away where others stand beside them."""
    goal, of_time = answer("helse-2"), answer("1.1")
    imagined = answer("--set", "epj=100%")
    thresholds = answer("--threshold", "attainment-by-deadline/early-ahead")
    common = {key: goal[key] for key in goal.keys() & imagined.keys() & thresholds.keys()}
    (step, *_) = steps(goal["better"][0]["by_attainment"]["way"])
    own = {
        name: {key: one for key, one in whole.items() if key not in common}
        for name, whole in (("goal", goal), ("set", imagined), ("threshold", thresholds))
    }
    return {
        "answer": common,
        **own,
        "better": goal["better"][0],
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
