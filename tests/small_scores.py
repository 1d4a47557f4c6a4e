"""A small project to score: one question of each kind, eight respondents, files on disk."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from ekrules.project.scoring import Scored, score
from tests.tables.scored_survey import WEIGHTS

Cells = Mapping[str, str]
SURVEY = """\
survey: liten2009
title: {nb: Liten undersøkelse}
wave: 2009
reference_date: 2009-04-01
publisher: KS
language: nb
frame: 20
smallest_base: 3
unit: {one: {nb: kommune}, many: {nb: kommuner}, every: {nb: kommunene}}
option_lists:
  nei_ja: [{id: nei, label: {nb: Nei}}, {id: ja, label: {nb: Ja}}]
"""
CODEBOOK = {
    "01-nett.yaml": """\
theme: nett
number: 1
section: "3.1"
title: {nb: På nett}
questions:
  - id: nett
    number: 1
    kind: single
    label: {nb: Nettsted}
    asks: {nb: Har kommunen nettsted?}
    options:
      - {id: nei, label: {nb: Nei}}
      - {id: delvis, label: {nb: Delvis}}
      - {id: ja, label: {nb: Ja}}
    missing: [dont_know, no_answer]
  - id: bruk
    number: 2
    kind: single
    label: {nb: Bruk av nettstedet}
    asks: {nb: Blir nettstedet brukt?}
    options: nei_ja
    missing: [dont_know, no_answer]
    asked_if: {question: nett, is: ja}
    asked_of: {nb: de med nettsted}
  - id: dybde
    number: 3
    kind: single
    label: {nb: Dybde}
    asks: {nb: Hvor mye?}
    options: [{id: liten, label: {nb: Lite}}, {id: stor, label: {nb: Mye}}]
    missing: [dont_know, no_answer]
    asked_if: {question: bruk, is: ja}
    asked_of: {nb: de som blir brukt}
  - id: former
    number: 4
    kind: multi
    label: {nb: Former}
    asks: {nb: Hvilke former?}
    options:
      - {id: papir, label: {nb: Papir}}
      - {id: epost, label: {nb: E-post}}
      - {id: app, label: {nb: App}}
    missing: [dont_know, no_answer]
    asked_if: {question: nett, is: ja}
    asked_of: {nb: de med nettsted}
""",
    "02-kanaler.yaml": """\
theme: kanaler
number: 2
section: "3.2"
title: {nb: Kanaler og tid}
questions:
  - id: kanaler
    number: 5
    kind: grid
    label: {nb: Kanaler}
    asks: {nb: Hvilke kanaler?}
    options: nei_ja
    items: [{id: epost, label: {nb: E-post}}, {id: sms, label: {nb: SMS}}]
    missing: [dont_know, no_answer]
  - id: alder
    number: 6
    kind: number
    label: {nb: Alder på systemet}
    asks: {nb: Hvor gammelt er systemet?}
    missing: [dont_know, no_answer]
""",
    "03-plan.yaml": """\
theme: plan
number: 3
section: "3.3"
title: {nb: Planer}
questions:
  - id: plan
    number: 7
    kind: single
    label: {nb: Plan}
    asks: {nb: Finnes det en plan?}
    options:
      - {id: nei, label: {nb: Nei}}
      - {id: noen, label: {nb: For noen}}
      - {id: alle, label: {nb: For alle}}
    missing: [dont_know, no_answer]
  - id: form
    number: 8
    kind: single
    label: {nb: Form}
    asks: {nb: Hvilken form?}
    options: [{id: iks, label: {nb: IKS}}, {id: as, label: {nb: AS}}]
    missing: [dont_know, no_answer]
""",
}
MAPPING = """\
file: svar.csv
respondent: id
name: navn
breakdowns: {type: type}
questions:
  nett: {column: nett}
  bruk: {column: bruk}
  dybde: {column: dybde}
  former:
    columns: {papir: papir, epost: epost, app: app}
    chosen: [chosen]
    not_chosen: [not_chosen]
  kanaler: {columns: {epost: k_epost, sms: k_sms}}
  alder: {column: alder, codes: {"999": dont_know}}
  plan: {column: plan}
  form: {column: form}
"""
BREAKDOWNS = """\
breakdowns:
  - id: type
    label: {nb: Kommunetype}
    segments:
      - {id: by, label: {nb: Bykommuner}}
      - {id: bygd, label: {nb: Bygdekommuner}}
"""
COLUMNS = (
    "id", "navn", "type", "nett", "bruk", "dybde", "papir", "epost", "app", "k_epost", "k_sms",
    "alder", "plan", "form",
)  # fmt: skip
# 37 of 37 points.
BEST: Cells = {
    "type": "by", "nett": "ja", "bruk": "ja", "dybde": "stor", "papir": "chosen",
    "epost": "chosen", "app": "chosen", "k_epost": "ja", "k_sms": "ja", "alder": "10",
    "plan": "alle", "form": "iks",
}  # fmt: skip
NOT_ASKED = dict.fromkeys(("bruk", "dybde", "papir", "epost", "app"), "")
NONE: Cells = {
    **BEST, **NOT_ASKED, "nett": "nei", "k_epost": "nei", "k_sms": "nei", "alder": "20",
    "plan": "nei",
}  # fmt: skip
ROWS: Mapping[str, Cells] = {
    "01": {**BEST, "navn": "Aas"},
    "02": {**BEST, "navn": "Berg", "plan": "noen", "k_sms": "nei"},
    "03": {**BEST, "navn": "Dal", "dybde": "liten", "alder": "12.5", "type": "bygd"},
    "04": {**NONE, "navn": "Eid", "type": "bygd"},
    "05": {**BEST, **NOT_ASKED, "navn": "Fjell", "nett": "delvis", "type": "bygd"},
    "06": {**BEST, "navn": "Gran", "app": "not_chosen", "k_sms": "dont_know"},
    # Nearly nothing is known: not ranked.
    "07": {**BEST, **NOT_ASKED, "navn": "", "nett": "dont_know", "plan": "dont_know"},
    "08": {**BEST, "navn": "Haug", "plan": "nei", "alder": "999", "bruk": "nei", "dybde": ""},
}


def small_project(
    folder: Path,
    rows: Mapping[str, Cells] = ROWS,
    weights: str = WEIGHTS,
    survey: str = SURVEY,
) -> Path:
    """Write the project and return its folder; rows: respondent's id -> its cells."""
    wave, goals = folder / "fixtures" / "liten2009", folder / "goals" / "liten"
    lines = [";".join(COLUMNS)]
    lines += [
        ";".join({"id": one, **row}.get(name, "") for name in COLUMNS) for one, row in rows.items()
    ]
    files = {
        goals / "strategy.yaml": "strategy: liten\n",
        goals / "weights.yaml": weights,
        wave / "survey.yaml": survey,
        wave / "answers.yaml": MAPPING,
        wave / "breakdowns.yaml": BREAKDOWNS,
        wave / "svar.csv": "\n".join(lines) + "\n",
    }
    files |= {wave / "codebook" / name: text for name, text in CODEBOOK.items()}
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def small_scored(
    folder: Path,
    rows: Mapping[str, Cells] = ROWS,
    weights: str = WEIGHTS,
    survey: str = SURVEY,
) -> Scored:
    """Return the scores of the small project, written into `folder`."""
    return score(small_project(folder, rows, weights, survey))


@cache
def small() -> Scored:
    """Return the scores of the small project as it stands, worked out once."""
    folder = Path(mkdtemp(prefix="ekrules-small-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return small_scored(folder)
