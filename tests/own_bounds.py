"""A goal of the real project with a bound of its own and a table of its own."""

from __future__ import annotations

from pathlib import Path

from tests.real_project import GOALS, replaced

HELSE = f"{GOALS}/03-helse.yaml"
JUDGED = "    attainment: epj\n    judged_by: attainment-by-deadline\n"
PARAMETERS = """    attainment: epj
    parameters:
      enough:
        unit: share
        label: {nb: Nok}
        values:
          - {from: 2008-01-01, value: 60 %}
          - {from: 2010-01-01, value: 75 %}
        source: Kommunestyrets vedtak
        link: https://www.ks.no/vedtak
        last_checked: 2009-06-01
"""
TABLE = """    judged_by:
      asks: Has it come as far as the council asked?
      hit_policy: unique
      inputs:
        attainment: {unit: share, better: up}
        enough: {unit: share, better: down}
      rows:
        - {id: enough, when: {attainment: {at_least: enough}}, status: green}
        - {id: too-little, when: {attainment: {below: enough}}, status: red}
      examples:
        - {name: as asked, given: {attainment: 60 %, enough: 60 %}, expect: {row: enough}}
        - {name: less, given: {attainment: 59 %, enough: 60 %}, expect: {row: too-little}}
"""


def give_own_bound(project: Path) -> None:
    """Let the first goal under helse be judged by a table of its own, with a bound of its own."""
    replaced(project / HELSE, JUDGED, PARAMETERS + TABLE)
