"""Made methods: a small folder of indicators and a small method, right in every way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

from ekrules.errors import Faults, InputError
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.reading import read_indicators
from ekrules.methods.method import Method
from ekrules.methods.reading import read_method
from ekrules.methods.running import run_method

HEAD = """\
method: made
title: {nb: Laget, nn: Laga, en: Made}
source:
  publisher: Nobody
  title: Nothing
  year: 2020
  link: https://example.org/
  licence: CC BY 4.0
"""
BODY = """\
parameters:
  red: {means: {nb: rød}}
  green: {means: {nb: grønn}}
scales:
  position:
    anchors: [{at: red, gives: 1}, {at: green, gives: 2}]
    where_anchors_meet: later
    beyond: clipped
indicator:
  table:
    asks: Is it good?
    hit_policy: unique
    inputs: {position: {unit: number, better: up}}
    rows:
      - {id: good, when: {position: {at_least: 2}}, status: green}
      - {id: middling, when: {position: {at_least: 1.5, below: 2}}, status: yellow}
      - {id: poor, when: {position: {below: 1.5}}, status: red}
"""
LEVEL = """\
levels:
  - level: goal
    by: group
    roll_ups:
      rolled: {ROLL_UP}
    table:
      asks: Is it good?
      hit_policy: unique
      inputs: {rolled: {unit: number}}
      rows:
        - {id: good, when: {rolled: {at_least: 2}}, status: green}
        - {id: poor, when: {rolled: {below: 2}}, status: red}
"""
PLACES = [("A", "north"), ("B", "north"), ("C", "south")]


def method(folder: Path, body: str = BODY, head: str = HEAD) -> Method:
    """Return the method of this text; InputError with its faults."""
    path = folder / "made.yaml"
    path.write_text(head + dedent(body), encoding="utf-8")
    faults = Faults()
    read = read_method(path, faults)
    faults.stop_if_any()
    assert read is not None
    return read


def told(folder: Path, body: str, head: str = HEAD) -> str:
    """Return the faults of a method file."""
    try:
        method(folder, body, head)
    except InputError as error:
        return error.text()
    return ""


def indicators(
    folder: Path, catalogue: str, values: str, people: Mapping[str, float | str] | None = None
) -> Indicators:
    """Return indicators of three places; values: lines of entity, period, indicator, value.

    people: an attribute of the places, by place.
    """
    more = {one: f", people: {many}" for one, many in (people or {}).items()}
    places = "".join(
        f"  - {{id: {one}, label: {{nb: {one}}},"
        f" attributes: {{region: {region}{more.get(one, '')}}}}}\n"
        for one, region in PLACES
    )
    text = f"values: values.csv\nentities:\n{places}indicators:\n{catalogue}"
    (folder / "indicators.yaml").write_text(text, encoding="utf-8")
    lines = "entity,period,indicator,value\n" + dedent(values)
    (folder / "values.csv").write_text(lines, encoding="utf-8")
    faults = Faults()
    read = read_indicators(folder / "indicators.yaml", faults)
    faults.stop_if_any()
    assert read is not None
    return read


def indicator(name: str, more: str = "", group: str = "one", better: str = "up") -> str:
    """Return an entry of the catalogue; more: further keys, as "parameters: {red: 10}"."""
    rest = f", {more}" if more else ""
    keys = f"id: {name}, label: {{nb: {name}}}, unit: number, better: {better}, group: {group}"
    return f"  - {{{keys}{rest}}}\n"


def rows(
    made: Method, source: Indicators, level: str = "indicator", until: int | None = None
) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what a level came to, by entity and member."""
    (found,) = [one for one in run_method(made, source, until).levels if one.name == level]
    return {(one["entity"], one["member"]): one for one in found.frame.iter_rows(named=True)}
