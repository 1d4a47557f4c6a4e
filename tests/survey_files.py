"""Builders: the small survey as files on disk, to be edited as a tired person would."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ekrules.errors import Faults
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey

SMALL_FILES = {
    "survey.yaml": """\
survey: liten2009
title: {nb: Liten}
wave: 2009
reference_date: 2009-04-01
publisher: KS
language: nb
respondents: 100
frame: 200
unit: {one: {nb: kommune}, many: {nb: kommuner}, every: {nb: kommunene}}
option_lists:
  nei_ja:
    - {id: nei, label: {nb: Nei}}
    - {id: ja, label: {nb: Ja}}
""",
    "codebook/01-helse.yaml": """\
theme: helse
number: 1
section: "3.1"
title: {nb: Helse}
questions:
  - {id: nett, number: 1, kind: single, label: {nb: Nett}, asks: {nb: Nett?}, options: nei_ja}
  - id: bruk
    number: 2
    kind: single
    label: {nb: Bruk}
    asks: {nb: Bruk?}
    options: nei_ja
    asked_if: {question: nett, is: ja}
    asked_of: {nb: de med nett}
  - id: former
    number: 3
    kind: multi
    label: {nb: Former}
    asks: {nb: Former?}
    options: [{id: papir, label: {nb: Papir}}, {id: epost, label: {nb: E-post}}]
    asked_if: {question: nett, is_one_of: [ja]}
    asked_of: {nb: de med nett}
  - id: kanaler
    number: 4
    kind: grid
    label: {nb: Kanaler}
    asks: {nb: Kanaler?}
    options: nei_ja
    items: [{id: epost, label: {nb: E-post}}, {id: sms, label: {nb: SMS}}]
""",
    "printed/01-helse.yaml": """\
theme: helse
section: "3.1"
tables:
  - question: nett
    layout: frequency
    cells:
      - {answer: nei, count: 30, percent: 30.0, valid_percent: 30.0, cumulative_percent: 30.0}
      - {answer: ja, count: 60, percent: 60.0, valid_percent: 60.0, cumulative_percent: 90.0}
      - {answer: dont_know, count: 10, percent: 10.0, cumulative_percent: 100.0}
      - {answer: total, count: 100, percent: 100.0, valid_percent: 100.0}
  - question: bruk
    layout: frequency
    cells:
      - {answer: nei, count: 25, percent: 25.0}
      - {answer: ja, count: 20, percent: 20.0}
      - {answer: unanswered, count: 45, percent: 45.0}
      - {answer: dont_know, count: 10, percent: 10.0}
      - {answer: total, count: 100, percent: 100.0}
  - question: former
    layout: multiple_response
    cells:
      - {answer: papir, count: 30, percent: 54.5}
      - {answer: epost, count: 25, percent: 45.5}
      - {answer: dont_know, count: 5, percent: 9.1}
      - {answer: total, count: 55, percent: 100.0}
  - question: kanaler
    layout: grid
    cells:
      - {item: epost, answer: nei, count: 10, percent: 10.0}
      - {item: epost, answer: ja, count: 80, percent: 80.0}
      - {item: epost, answer: unanswered, count: 4, percent: 4.0}
      - {item: epost, answer: dont_know, count: 6, percent: 6.0}
      - {item: epost, answer: total, count: 100, percent: 100.0}
      - {item: sms, answer: nei, count: 50, percent: 50.0}
      - {item: sms, answer: ja, count: 50, percent: 50.0}
      - {item: sms, answer: total, count: 100, percent: 100.0}
""",
    "frame.yaml": """\
section: "1.4"
breakdowns:
  - id: region
    label: {nb: Landsdel}
    has_frame: true
    segments:
      - {id: nord, label: {nb: Nord}, respondents: 40, percent: 40.0, valid_percent: 40.0,
         frame: 90, response_rate: 44}
      - {id: sor, label: {nb: Sør}, respondents: 60, percent: 60.0, valid_percent: 60.0,
         frame: 110, response_rate: 55}
    total: {respondents: 100, percent: 100.0, valid_percent: 100.0, frame: 200, response_rate: 50}
  - id: size
    label: {nb: Folketall}
    has_frame: false
    segments:
      - {id: liten, label: {nb: Liten}, respondents: 70, percent: 70.0, valid_percent: 70.0,
         cumulative_percent: 70.0}
      - {id: stor, label: {nb: Stor}, respondents: 30, percent: 30.0, valid_percent: 30.0,
         cumulative_percent: 100.0}
    total: {respondents: 100, percent: 100.0, valid_percent: 100.0}
""",
    "reference.yaml": """\
section: "4"
unit: points
total: {mean: 50, respondents: 100, highest: 90, lowest: 10}
breakdowns:
  - id: region
    label: {nb: Landsdel}
    segments:
      - {id: nord, label: {nb: Nord}, mean: 50, respondents: 40, highest: 80, lowest: 10}
      - {id: sor, label: {nb: Sør}, mean: 50, respondents: 60, highest: 90, lowest: 20}
""",
    "evidence.yaml": """\
evidence:
  - id: nav_kontorer
    label: {nb: NAV-kontorer}
    publisher: NAV
    date: 2008-12-31
    numerator: 293
    denominator: 457
    unit: share
    section: "5.4"
""",
    "source_notes.yaml": """\
notes:
  - id: bruk-oddly-worded
    section: "3.1"
    kind: table
    says: {nb: x}
    should_be: {nb: y}
    because: {nb: z}
    question: bruk
""",
}


# The same questionnaire with a file of answers and a list of the frame in place of printed tables.
ANSWERED_FILES = {
    "survey.yaml": SMALL_FILES["survey.yaml"].replace("respondents: 100\nframe: 200\n", ""),
    "codebook/01-helse.yaml": SMALL_FILES["codebook/01-helse.yaml"],
    "evidence.yaml": SMALL_FILES["evidence.yaml"],
    "breakdowns.yaml": """\
section: "1.4"
units: frame.csv
breakdowns:
  - id: region
    label: {nb: Landsdel}
    segments:
      - {id: nord, label: {nb: Nord-Norge}}
      - {id: sor, label: {nb: Sørlandet}}
""",
    "frame.csv": """\
id;name;region
1;Alta;nord
2;Bodø;Nord-Norge
3;Arendal;sor
4;Mandal;sor
""",
    "answers.yaml": """\
file: svar.csv
respondent: nr
questions:
  nett: {column: nett}
  bruk: {column: bruk}
  former: {columns: {papir: papir, epost: epost}, chosen: ["1"], not_chosen: ["0"]}
  kanaler: {columns: {epost: k1, sms: k2}}
not_used: [merknad]
""",
    "svar.csv": """\
nr;nett;bruk;papir;epost;k1;k2;merknad
1;ja;ja;1;0;ja;nei;fint
2;nei;;;;nei;nei;
3;ja;nei;1;1;ja;ja;
""",
}


class SurveyFiles:
    """A survey's folder on disk, of the small survey with printed tables or of other files."""

    def __init__(self, folder: Path, files: Mapping[str, str] = SMALL_FILES) -> None:
        self.folder = folder
        for name, text in files.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> SurveyFiles:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return self

    def edit(self, name: str, old: str, new: str) -> SurveyFiles:
        """Put `new` for `old`, which stands in the file just once."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f'"{old}" stands {text.count(old)} times in {name}'
        return self.write(name, text.replace(old, new))

    def faults(self, given: Any = None, *, strict: bool = False) -> list[str]:
        """Return the faults that reading gives, by place, each with its file in this folder."""
        faults = Faults()
        read_survey(self.folder, faults, given, strict=strict)
        every = sorted(faults.found, key=lambda fault: fault.order)
        return [str(fault).replace(f"{self.folder}/", "") for fault in every]

    def survey(self, given: Any = None) -> Survey:
        """Return the survey, which must be without faults."""
        faults = Faults()
        survey = read_survey(self.folder, faults, given)
        assert faults.found == []
        assert survey is not None
        return survey
