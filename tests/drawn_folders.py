"""Drawn folders: a drawn survey as a folder on disk, and a strategy with its measures."""

from __future__ import annotations

from pathlib import Path

from ekrules.errors import Faults
from ekrules.goals.checks import check_strategy
from ekrules.goals.reading import read_strategy
from ekrules.goals.strategy import Strategy
from ekrules.survey.survey import Survey
from tests.drawn_surveys import MISSING_CODES, NUMBERS, SEGMENTS, SHARES, DrawnSurvey
from tests.strategies import DESCRIPTION
from tests.survey_files import SurveyFiles


def read_drawn(drawn: DrawnSurvey, folder: Path) -> Survey:
    """Write the survey's folder and return what is read from it."""
    return SurveyFiles(folder, survey_texts(drawn)).survey()


def strategy_of_shares(folder: Path) -> Strategy:
    """Write and return a strategy with a measure for each of SHARES, and a goal for each measure.

    Not held against a survey: check_strategy wants one.
    """
    measures, goals = [], []
    for number, (name, one) in enumerate(SHARES.items(), 1):
        about = "label: {nb: M}, says: {nb: gjør det}"
        item = f", item: {one.item}" if one.item else ""
        origin = f"question: {one.question}{item}, counts: [{one.yes}], base: {one.base}"
        if one.followed_by is not None:
            origin = "joint_of: [nett-asked, bruk-asked]"
        measures.append(f"  {name}: {{{about}, {origin}}}")
        goals.append(
            f"  - {{id: {name}-maal, number: {number}, text: {{nb: Mål}}, deadline: 2011-12-31,"
            f' target: 100 %, coverage: full, source: published, section: "5",'
            f" attainment: {name}, judged_by: attainment-by-deadline,"
            " published: {status: red, firmness: inferred, because: {nb: x}}}"
        )
    theme = "theme: helse\nnumber: 1\ntitle: {nb: Tema}\nabout: {nb: Om}\n"
    text = "\n".join([f"{theme}measures:", *measures, "goals:", *goals, ""])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "strategy.yaml").write_text(DESCRIPTION, encoding="utf-8")
    (folder / "01-helse.yaml").write_text(text, encoding="utf-8")
    faults = Faults()
    strategy = read_strategy(folder, faults)
    assert strategy is not None, faults.found
    return strategy


def checked(strategy: Strategy, survey: Survey) -> Strategy:
    """Return the strategy, which must be without faults for the survey."""
    faults = Faults()
    check_strategy(strategy, survey, faults)
    assert faults.found == []
    return strategy


CODEBOOK = """\
theme: helse
number: 1
section: "3.1"
title: {nb: Helse}
questions:
  - {id: nett, number: 1, kind: single, label: {nb: N}, asks: {nb: N?}, options: nei_ja}
  - id: bruk
    number: 2
    kind: single
    label: {nb: B}
    asks: {nb: B?}
    options: nei_ja
    asked_if: {question: nett, is: ja}
    asked_of: {nb: de med nett}
  - id: former
    number: 3
    kind: multi
    label: {nb: F}
    asks: {nb: F?}
    options: [{id: papir, label: {nb: Papir}}, {id: epost, label: {nb: E-post}}]
    asked_if: {question: nett, is: ja}
    asked_of: {nb: de med nett}
  - id: kanaler
    number: 4
    kind: grid
    label: {nb: K}
    asks: {nb: K?}
    options: nei_ja
    items: [{id: epost, label: {nb: E-post}}, {id: sms, label: {nb: SMS}}]
  - {id: alder, number: 5, kind: number, label: {nb: A}, asks: {nb: A?}}
  - id: timer
    number: 6
    kind: number
    label: {nb: T}
    asks: {nb: T?}
    asked_if: {question: nett, is: ja}
    asked_of: {nb: de med nett}
"""
DESCRIBED = """\
survey: trukket
title: {nb: Trukket}
wave: 2009
reference_date: 2009-04-01
publisher: KS
language: nb
smallest_base: 1
unit: {one: {nb: kommune}, many: {nb: kommuner}, every: {nb: kommunene}}
option_lists:
  nei_ja:
    - {id: nei, label: {nb: Nei}}
    - {id: ja, label: {nb: Ja}}
"""
MAPPING = """\
file: svar.csv
respondent: nr
questions:
  nett: {column: nett, codes: {"1": nei, "2": ja, "9": dont_know}}
  bruk: {column: bruk, codes: {"1": nei, "2": ja, "9": dont_know}}
  former: {columns: {papir: papir, epost: epost}, chosen: ["1"], not_chosen: ["0"]}
  kanaler: {columns: {epost: k1, sms: k2}, codes: {"1": nei, "2": ja, "9": dont_know}}
  alder: {column: alder, codes: {"999": dont_know}}
  timer: {column: timer}
"""


def survey_texts(drawn: DrawnSurvey) -> dict[str, str]:
    """Return the files of the survey's folder by name."""
    design = drawn.design
    keys = {"strata": design.strata, "post_stratify": design.post}
    said = ", ".join(f"{key}: {name}" for key, name in keys.items() if name)
    described = DESCRIBED + (f"weighting: {{{said}}}\n" if said else "")
    files = {"codebook/01-helse.yaml": CODEBOOK, "svar.csv": _answers_file(drawn)}
    mapping = MAPPING + ("weight: vekt\n" if design.weighted else "not_used: [vekt]\n")
    if design.listed:
        files["frame.csv"] = _frame_list(drawn)
    else:
        described += f"frame: {len(drawn.frame)}\n"
        columns = ", ".join(f"{name}: {name}" for name in SEGMENTS)
        mapping += f"breakdowns: {{{columns}}}\n"
    files["breakdowns.yaml"] = _breakdowns(drawn)
    return files | {"survey.yaml": described, "answers.yaml": mapping}


def _breakdowns(drawn: DrawnSurvey) -> str:
    lines = ["units: frame.csv"] if drawn.design.listed else []
    lines.append("breakdowns:")
    for name in SEGMENTS:
        lines += [f"  - id: {name}", f"    label: {{nb: {name}}}", "    segments:"]
        for segment, number in drawn.held(name).items():
            written = not drawn.design.listed and drawn.frame_is_known(name)
            size = f", frame: {number}" if written else ""
            lines.append(f"      - {{id: {segment}, label: {{nb: {segment}}}{size}}}")
    return "\n".join([*lines, ""])


def _frame_list(drawn: DrawnSurvey) -> str:
    rows = [";".join(["id", "name", *SEGMENTS])]
    rows += [";".join([name, name, *segments.values()]) for name, segments in drawn.frame]
    return "\n".join([*rows, ""])


def _answers_file(drawn: DrawnSurvey) -> str:
    codes = {"nei": "1", "ja": "2", "not_asked": "", **MISSING_CODES}
    segments = () if drawn.design.listed else tuple(SEGMENTS)
    columns = ["nr", "vekt", *segments, "nett", "bruk", "k1", "k2", "papir", "epost", *NUMBERS]
    rows = [";".join(columns)]
    for one in drawn.respondents:
        said = one.answers
        cells = [one.id, f"{one.weight:g}", *(one.segments[name] for name in segments)]
        cells += [codes[said[name]] for name in ("nett", "bruk", "kanaler:epost", "kanaler:sms")]
        unanswered = said["former"] in ("no_answer", "not_asked")
        cells += [
            "" if unanswered else str(int(option in said["former"].split()))
            for option in ("papir", "epost")
        ]
        # Only those who were asked for hours left a blank there; age has a code for not knowing.
        cells.append("999" if one.numbers["alder"] is None else str(one.numbers["alder"]))
        cells.append("" if one.numbers["timer"] is None else str(one.numbers["timer"]))
        rows.append(";".join(cells))
    return "\n".join([*rows, ""])
