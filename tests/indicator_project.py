"""The made-up project: a small survey with indicators beside it, and goals judged by methods.

Every figure is made up. Built on the sound project of tests/broken_files; nobody else writes in it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.broken_files.breaking import sound_project
from tests.real_project import ROOT

SURVEY, GOALS, RULES = "fixtures/liten2009", "goals/plan2012", "rules/plan2012"
INDICATORS = f"{SURVEY}/indicators.yaml"
VALUES = f"{SURVEY}/values.csv"
THEME = f"{GOALS}/02-nett.yaml"

CATALOGUE = """\
values: values.csv
missing: {":": not_published, "c": confidential}
entities:
  - {id: "0301", label: {nb: Oslo}, attributes: {size: large}}
  - {id: "1103", label: {nb: Stavanger}, attributes: {size: small}}
indicators:
  - id: broadband
    label: {nb: Husholdninger med bredbånd}
    unit: percent
    better: up
    limits: {low: 0, high: 100}
    publisher: Statistisk kontor
    link: https://example.org/broadband
    licence: CC BY 4.0
    parameters: {target: 90, deadline: 2012}
  - id: waiting
    label: {nb: Svartid}
    unit: days
    better: down
    publisher: Statistisk kontor
  - id: yield
    label: {nb: Avling}
    unit: t/ha
    better: up
  - id: coverage
    label: {nb: Dekning}
    unit: share
    better: up
  - id: large_only
    label: {nb: Bare for de store}
    unit: percent
    better: up
    applies_to: {size: large}
"""

ROWS = """\
entity,period,indicator,value,base,flags
0301,2005,broadband,40,,
0301,2006,broadband,48,,
0301,2007,broadband,55.5,,e
0301,2008,broadband,62.3,1200,
0301,2010,broadband,99,,
1103,2008,broadband,51,,
0301,2006,waiting,30,,
0301,2007,waiting,27,,
0301,2008,waiting,25.5,88,
1103,2008,waiting,:,,
0301,2007,yield,4.1,,
0301,2008,yield,c,,
0301,2007,coverage,0.5,,
0301,2008,coverage,0.6,,
0301,2008,large_only,7,,
"""

MEASURES = """\
  bredbaand:
    label: {nb: Bredbånd}
    says: {nb: har bredbånd}
    of: {nb: husholdningene}
    indicator: broadband
    entity: "0301"
  svartid:
    label: {nb: Svartid}
    says: {nb: venter}
    indicator: waiting
    entity: "0301"
"""

GOAL = """\
  - id: {id}
    number: {number}
    text: {{nb: Et mål}}
    deadline: {deadline}
    target: {target}
    coverage: full
    source: published
    section: "5.4"
    attainment: {attainment}
    judged_by: {judged_by}
    published: {{firmness: none, because: {{nb: Kilden sier ikke noe.}}}}
"""

SETTINGS = {
    "target": "100 %",
    "deadline": "2012-12-31",
    "attainment": "bredbaand",
    "judged_by": "attainment-by-deadline",
}


def goal(name: str, number: int = 1, **said: str) -> str:
    """Return a goal of the theme; said: what it says otherwise than SETTINGS."""
    return GOAL.format(id=name, number=number, **{**SETTINGS, **said})


def theme(*goals: str, measures: str = MEASURES) -> str:
    """Return the theme's file."""
    head = "theme: nett\nnumber: 2\ntitle: {nb: Nett}\nabout: {nb: Om nett.}\n"
    return f"{head}measures:\n{measures}goals:\n{''.join(goals)}"


def project(
    into: Path,
    *goals: str,
    measures: str = MEASURES,
    catalogue: str | None = CATALOGUE,
    rows: str = ROWS,
) -> Path:
    """Write the project into a folder, with these goals in a second theme; return the folder."""
    root = sound_project(into)
    if catalogue is not None:
        (root / INDICATORS).write_text(catalogue, encoding="utf-8")
        (root / VALUES).write_text(rows, encoding="utf-8")
    shutil.copytree(ROOT / "rules/methods", root / "rules/methods", dirs_exist_ok=True)
    if goals:
        (root / THEME).write_text(theme(*goals, measures=measures), encoding="utf-8")
    return root
