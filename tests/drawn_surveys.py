"""Drawn surveys: a frame and a sample made up by seed, as a survey's folder and as rows for R.

Each respondent is drawn as plain words. The folder holds them as a survey tool would export them;
the rows say, measure by measure, who counts and who said yes, worked out from the same words and
by none of the code that is tested.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from ekrules.errors import Faults
from ekrules.goals.checks import check_strategy
from ekrules.goals.reading import read_strategy
from ekrules.goals.strategy import Strategy
from ekrules.survey.survey import Survey
from tests.strategies import DESCRIPTION
from tests.survey_files import SurveyFiles

SEGMENTS: Mapping[str, Sequence[str]] = {
    "region": ("nord", "sor", "vest"),
    "size": ("liten", "stor"),
    "type": ("by", "bygd", "kyst"),
}
# Some groups answer more often than others, and say yes more often.
RESPONSE = {"nord": 0.35, "sor": 0.6, "vest": 0.45, "liten": -0.1, "stor": 0.25}
LEANING = {"nord": 0.1, "sor": -0.1, "vest": 0.0, "liten": -0.1, "stor": 0.2}
MISSING_CODES = {"dont_know": "9", "no_answer": "", "left_out": "hm"}

Words = dict[str, str]


@dataclass(frozen=True)
class Design:
    """How a survey was drawn and is weighted, by what survey.yaml and answers.yaml say."""

    name: str
    strata: str | None = None
    post: str | None = None
    weighted: bool = False
    # Whether the frame is a list; else the file of answers holds the segments.
    listed: bool = True


DESIGNS = (
    Design("simple"),
    Design("strata", strata="size"),
    Design("posts", post="region"),
    Design("weights", weighted=True),
    Design("weights and posts", post="region", weighted=True),
    Design("strata and posts", strata="size", post="region"),
    Design("strata, weights and posts", strata="region", post="size", weighted=True),
    Design("strata that are posts too", strata="region", post="region"),
    Design("simple without a list", listed=False),
    Design("posts without a list", post="size", listed=False),
)


@dataclass(frozen=True)
class Respondent:
    """One respondent: segments by breakdown, weight, answers as words, numbers where given."""

    id: str
    segments: Words
    weight: float
    answers: Words
    numbers: dict[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Share:
    """A measure of the strategy: of which question and item, what it counts, of which base."""

    question: str
    yes: str
    base: str
    item: str | None = None
    followed_by: Share | None = None

    @property
    def column(self) -> str:
        return self.question if self.item is None else f"{self.question}:{self.item}"


BASES: Mapping[str, Sequence[str]] = {
    "known": ("dont_know", "no_answer", "left_out", "not_asked"),
    "answered": ("no_answer", "left_out", "not_asked"),
    "asked": ("not_asked",),
    "all": (),
}
NETT, BRUK = Share("nett", "ja", "asked"), Share("bruk", "ja", "asked")
SHARES: Mapping[str, Share] = {
    **{f"nett-{base}": Share("nett", "ja", base) for base in BASES},
    **{f"bruk-{base}": Share("bruk", "ja", base) for base in ("known", "answered", "asked")},
    **{f"epost-{base}": Share("kanaler", "ja", base, "epost") for base in ("known", "asked")},
    **{f"papir-{base}": Share("former", "papir", base) for base in ("known", "asked")},
    "begge": Share("nett", "ja", "asked", followed_by=BRUK),
}
NUMBERS = ("alder", "timer")


def frame_of(seed: int, size: int = 260) -> list[tuple[str, Words]]:
    """Return everyone who could have answered."""
    draw = Random(seed)
    return [
        (f"u{number:03}", {name: draw.choice(ids) for name, ids in SEGMENTS.items()})
        for number in range(size)
    ]


def respondents_of(frame: Sequence[tuple[str, Words]], seed: int) -> list[Respondent]:
    """Return who answered, and what."""
    draw = Random(seed)
    found = []
    for name, segments in frame:
        chance = RESPONSE[segments["region"]] + RESPONSE[segments["size"]]
        if draw.random() < chance:
            found.append(_respondent(name, segments, draw))
    return found


def _respondent(name: str, segments: Words, draw: Random) -> Respondent:
    leaning = 0.5 + LEANING[segments["region"]] + LEANING[segments["size"]]

    def said() -> str:
        if draw.random() < 0.15:
            return draw.choice(list(MISSING_CODES))
        return "ja" if draw.random() < leaning else "nei"

    answers = {"nett": said(), "kanaler:epost": said(), "kanaler:sms": said()}
    asked = answers["nett"] == "ja"
    answers["bruk"] = said() if asked else "not_asked"
    former = draw.choice(["papir", "epost", "papir epost", "", "no_answer"])
    answers["former"] = former if asked else "not_asked"
    alder = None if draw.random() < 0.1 else round(draw.gauss(40, 12), 1)
    timer = round(draw.uniform(0, 40), 2) if asked and draw.random() < 0.9 else None
    weight = round(draw.uniform(0.5, 6), 2)
    return Respondent(name, segments, weight, answers, {"alder": alder, "timer": timer})


@dataclass(frozen=True)
class DrawnSurvey:
    """A survey that was drawn: its design, frame and respondents."""

    design: Design
    frame: list[tuple[str, Words]]
    respondents: list[Respondent]

    def held(self, breakdown: str) -> dict[str, int]:
        """Return segment -> how many there are in the frame."""
        return {
            one: sum(segments[breakdown] == one for _, segments in self.frame)
            for one in SEGMENTS[breakdown]
        }

    def frame_is_known(self, breakdown: str) -> bool:
        """Whether the folder says how many there are by segment: not of type, without a list."""
        return self.design.listed or breakdown != "type"

    def survey(self, folder: Path) -> Survey:
        """Write the survey's folder and return what is read from it."""
        return SurveyFiles(folder, survey_texts(self)).survey()


def drawn_survey(design: Design, seed: int = 2009) -> DrawnSurvey:
    """Return a survey of this design."""
    frame = frame_of(seed)
    return DrawnSurvey(design, frame, respondents_of(frame, seed + 1))


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


def counts_and_yes(one: Respondent, share: Share) -> tuple[bool, bool]:
    """Return whether a respondent is in the base of a share, and whether it counts them."""
    said = one.answers[share.column]
    if share.followed_by is not None:
        return said != "not_asked", one.answers[share.followed_by.column] == share.followed_by.yes
    counts = said not in BASES[share.base]
    return counts, counts and share.yes in said.split()


def rows_for_r(drawn: DrawnSurvey) -> list[dict[str, object]]:
    """Return one row a respondent: c1, y1 for the first of SHARES, and so on; segments; sizes."""
    rows: list[dict[str, object]] = []
    for one in drawn.respondents:
        row: dict[str, object] = {**one.segments, "weight": one.weight, "all": len(drawn.frame)}
        for name in SEGMENTS:
            row[f"all_{name}"] = drawn.held(name)[one.segments[name]]
        for number, share in enumerate(SHARES.values(), 1):
            counts, yes = counts_and_yes(one, share)
            row |= {f"c{number}": int(counts), f"y{number}": int(yes)}
        for name in NUMBERS:
            value = one.numbers[name]
            row |= {f"c_{name}": int(value is not None), f"y_{name}": value or 0}
        rows.append(row)
    return rows


def r_design(drawn: DrawnSurvey, name: str, rows: str) -> str:
    """Return R that makes the design `name` of the data frame `rows`."""
    design = drawn.design
    parts = ["id = ~1", f"data = {rows}"]
    parts.append(f"fpc = ~all_{design.strata}" if design.strata else "fpc = ~all")
    if design.strata:
        parts.append(f"strata = ~{design.strata}")
    if design.weighted:
        parts.append("weights = ~weight")
    lines = [f"{name} <- svydesign({', '.join(parts)})"]
    if design.post:
        held = drawn.held(design.post)
        groups = ", ".join(f'"{one}"' for one in held)
        sizes = ", ".join(str(one) for one in held.values())
        frame = f"data.frame({design.post} = c({groups}), Freq = c({sizes}))"
        lines.append(f"{name} <- postStratify({name}, ~{design.post}, {frame})")
    return "\n".join(lines)
